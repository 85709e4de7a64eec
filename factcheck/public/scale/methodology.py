"""How the newsroom rates: its scale with every version of it, and the moves of a claim."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.listing import listed
from factcheck.models.acts import MOVES, Act, Comment
from factcheck.models.reading_room import PublicClaim
from factcheck.models.scale import WITHDRAWN, Finding, ScaleChange, ScaleEntry, VerificationStatus
from factcheck.models.translated import Translated

Policy, Direction = VerificationStatus.Policy, VerificationStatus.Direction

POLICIES: dict[str, Promise] = {
    Policy.EVIDENCE: gettext_lazy(
        "Takes one primary or two independent secondary records of evidence."
    ),
    Policy.SEARCH_LOG: gettext_lazy("Takes a log that says where, when and for what we looked."),
    Policy.NONE: gettext_lazy("Takes no evidence."),
}
# Until the scale had directions, evidence either way was enough.
DIRECTIONS: dict[str, Promise] = {
    Direction.SUPPORTS: gettext_lazy(
        "Takes one primary or two independent secondary records of evidence for the claim."
    ),
    Direction.REFUTES: gettext_lazy(
        "Takes one primary or two independent secondary records of evidence against the claim."
    ),
    Direction.EITHER: gettext_lazy(
        "Takes one primary or two independent secondary records of evidence for or against the "
        "claim."
    ),
}


def _policy(policy: str, direction: str) -> str:
    """What a status takes, in words; a finding takes nothing."""
    takes = DIRECTIONS.get(direction) or POLICIES.get(policy)
    return str(takes or "")


@dataclass(frozen=True, slots=True)
class Version:
    """What readers were told of an entry of the scale, in their language, from some time on."""

    since: datetime
    name: str
    definition: str
    policy: str
    rating_value: int | None

    @property
    def says(self) -> tuple[Any, ...]:
        return self.name, self.definition, self.policy, self.rating_value


@dataclass(frozen=True, slots=True)
class ScaleHistory:
    """An entry of the scale as it stands, with its versions, the newest first; a review with it."""

    now: ScaleEntry
    versions: list[Version]
    example: PublicClaim | None = None

    @property
    def since(self) -> datetime | None:
        return self.versions[0].since if self.versions else None

    @property
    def policy(self) -> str:
        return _policy(getattr(self.now, "policy", ""), getattr(self.now, "direction", ""))

    @property
    def earlier(self) -> list[tuple[Version, datetime]]:
        """Former versions, each with the time at which it ended."""
        ends = [version.since for version in self.versions]
        return list(zip(self.versions[1:], ends, strict=False))


@dataclass(frozen=True, slots=True)
class Step:
    """An act of the table that changes the stage, in words."""

    act: Act
    sources: str
    who: str
    takes: list[str]


def how_we_rate() -> dict[str, Any]:
    """Context of ``scale/methodology.html``, by four queries."""
    versions = _versions(ScaleChange.objects.all())
    latest = PublicClaim.objects.for_list().example_of_each_status()
    examples = {claim.status_id: claim for claim in latest}
    return {"withdrawn": WITHDRAWN} | {
        name: [
            ScaleHistory(
                entry,
                versions.get((model._meta.model_name or "", entry.pk), []),
                examples.get(entry.pk),
            )
            for entry in model._default_manager.all()
        ]
        for name, model in (("statuses", VerificationStatus), ("findings", Finding))
    }


def steps_of_a_claim() -> list[Step]:
    """What `scale/steps.html` shows; no query."""
    return [_step(act) for act in MOVES.values()]


def _versions(changes: Iterable[ScaleChange]) -> dict[tuple[str, str], list[Version]]:
    """Replay the changes, the oldest first; one that readers would not see makes no version."""
    said: dict[tuple[str, str], dict[str, Any]] = {}
    versions: dict[tuple[str, str], list[Version]] = {}
    for change in changes:
        key = change.entry, change.slug
        values = said.setdefault(key, {})
        values |= {column: new for column, (_old, new) in change.changes.items()}
        if values["name"] is None:
            continue
        version = Version(
            change.at,
            str(Translated(values["name"])),
            str(Translated(values["definition"])),
            _policy(values.get("policy", ""), values.get("direction", "")),
            values.get("rating_value"),
        )
        listed = versions.setdefault(key, [])
        if not listed or listed[0].says != version.says:
            listed.insert(0, version)
    return versions


def _step(act: Act) -> Step:
    sources = listed(str(stage.label) for stage in act.sources)
    return Step(act, sources, _(" or ").join(who.label for who in act.who), list(_takes(act)))


def _takes(act: Act) -> Iterator[str]:
    if act.second_person:
        yield _("somebody who changed nothing of it since it was last published")
    if act.comment.is_needed:
        is_public = act.comment == Comment.PUBLIC_REASON
        yield _("a reason, which readers see") if is_public else _("a reason")
    for demand in (*filter(None, [act.occasion]), *act.demands):
        yield demand.label
