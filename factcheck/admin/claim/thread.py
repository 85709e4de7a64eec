"""What happened to a claim: its moves, comments and edits in one order, the newest first."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import models
from django.db.models import Subquery
from django.utils.translation import gettext as _

from factcheck.admin.claim.edits import Edit, Labels
from factcheck.models import AuditEntry, Claim, Move, Remark, User
from factcheck.models.acts import ACTS, Act, Verb
from factcheck.models.audit import AT_ONCE
from factcheck.models.content import claim_fields
from factcheck.models.who import Who

# Columns that moves set by themselves.
SET = {
    *("assignee_id", "reviewer_id"),
    *("amendment_kind", "amendment_reason", "amendment_translations"),
}

MOVES, ENTRIES, REMARKS = 50, 200, 100


@dataclass(slots=True)
class Event:
    """What one person did at one time: edits, a move, or a move together with edits."""

    at: datetime
    actor: str
    move: Move | None = None
    edits: list[Edit] = field(default_factory=list)
    remark: Remark | None = None
    # Of a remark: what was done with it.
    what: str = ""

    @property
    def verb(self) -> str:
        if self.remark:
            return "remark"
        return self.move.verb if self.move else "edit"

    @property
    def act(self) -> Act | None:
        return ACTS[Verb(self.move.verb)] if self.move else None

    @property
    def told(self) -> str:
        return self.what or (str(self.act.told) if self.act else _("edited"))


@dataclass(frozen=True, slots=True)
class Thread:
    """A page of events; `older` is where the next page begins, or None."""

    events: list[Event]
    older: datetime | None


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one person changed of the verdict in the claim's current round."""

    actor: int | None
    name: str
    what: list[str]


def thread(claim: Claim, before: datetime | None = None) -> Thread:
    """The latest events of a claim before some time, in a fixed number of queries."""
    return _thread(_latest(claim, before))


def beside_form(claim: Claim) -> tuple[Thread, list[Contribution]]:
    """The thread and the contributions; the rows that both name are looked up together."""
    latest, contributed = _latest(claim), _contributed(claim)
    labels = Labels([*latest.entries, *contributed])
    return _thread(latest, labels), _by_actor(contributed, labels)


@dataclass(frozen=True, slots=True)
class _Latest:
    """What a page of a thread is made of, complete as far back as `older`."""

    moves: list[Move]
    entries: list[AuditEntry]
    remarked: list[Event]
    older: datetime | None


def _latest(claim: Claim, before: datetime | None = None) -> _Latest:
    moves = claim.moves.select_related("actor")
    entries = AuditEntry.objects.filter(claim=claim.pk).select_related("actor")
    remarked = _remarked(claim.remarks.with_people()[:REMARKS])
    if before:
        remarked = [event for event in remarked if event.at < before]
        moves, entries = moves.filter(created_at__lt=before), entries.filter(at__lt=before)
    latest_moves, latest = list(moves[:MOVES]), list(entries[:ENTRIES])
    # Only as far back as both are complete.
    ends = [latest_moves[-1].created_at] if len(latest_moves) == MOVES else []
    ends += [latest[-1].at] if len(latest) == ENTRIES else []
    return _Latest(latest_moves, latest, remarked, max(ends, default=None))


def _thread(latest: _Latest, labels: Labels | None = None) -> Thread:
    older = latest.older
    events = _events(latest.moves, latest.entries, latest.remarked, labels)
    return Thread([e for e in events if older is None or e.at >= older], older)


def of_row(row: models.Model) -> list[Event]:
    """What was done to a row that is no claim, the newest first; at most `ENTRIES`."""
    entries = AuditEntry.objects.of_rows(type(row), [row.pk]).select_related("actor")
    return list(_events([], list(entries[:ENTRIES])))


def changes_since(claim: Claim, last_change: int | None) -> list[Event]:
    """Edits of a claim after an entry of its audit, the newest first; at most `ENTRIES`."""
    entries = AuditEntry.objects.filter(claim=claim.pk, pk__gt=last_change or 0)
    return list(_events([], list(entries[:ENTRIES])))


def happened_since(claim: Claim, last_change: int) -> list[Event]:
    """All that happened after an entry of the audit, also to what the claim's verdict rests on."""
    of_claim = AuditEntry.objects.filter(claim=claim.pk)
    resting_on = AuditEntry.objects.contributions(claim.pk).filter(claim=None)
    entries = (of_claim | resting_on).filter(pk__gt=last_change)
    seen = AuditEntry.objects.filter(pk=last_change).values("at")
    moves = claim.moves.filter(created_at__gt=Subquery(seen))
    return list(_events(list(moves[:MOVES]), list(entries[:ENTRIES])))


def _remarked(remarks: Iterable[Remark]) -> list[Event]:
    """Each remark twice: when it was made, and when it was settled."""
    fields, events = claim_fields(), []
    for remark in remarks:
        field = fields[remark.field].label if remark.field in fields else remark.field
        author = remark.author.get_username()
        said = _("remarked on “%(field)s”") % {"field": field}
        events.append(Event(remark.created_at, author, remark=remark, what=said))
        if remark.settled_by and remark.settled_at:
            taken = remark.outcome == Remark.Outcome.TAKEN
            settled = (
                _("took over what %(name)s suggested for “%(field)s”")
                if taken
                else _("resolved a remark of %(name)s on “%(field)s”")
            )
            said = settled % {"name": author, "field": field}
            by = remark.settled_by.get_username()
            events.append(Event(remark.settled_at, by, remark=remark, what=said))
    return events


def _events(
    moves: Iterable[Move],
    entries: Sequence[AuditEntry],
    remarked: Iterable[Event] = (),
    labels: Labels | None = None,
) -> Iterator[Event]:
    labels = labels or Labels(entries)
    single = [Event(move.created_at, move.actor_name, move) for move in moves]
    single += remarked
    single += [
        Event(entry.at, entry.actor_name, edits=[edit]) for entry, edit in labels.told(entries)
    ]
    single.sort(key=lambda event: event.at, reverse=True)
    later: Event | None = None
    for event in single:
        if later and _belongs(event, later):
            later.edits[:0] = filter(None, (_beside(later, edit) for edit in event.edits))
            later.at = max(later.at, event.at)
            continue
        if later:
            yield later
        later = event
    if later:
        yield later


def _belongs(event: Event, later: Event) -> bool:
    """Whether an edit belongs to what the same person did right after it."""
    if event.move or event.remark or event.actor != later.actor or later.at - event.at > AT_ONCE:
        return False
    if later.act is None or later.act.who == (Who.DATABASE,):
        return True
    return all(change.column in SET for edit in event.edits for change in edit.changes)


def _beside(event: Event, edit: Edit) -> Edit | None:
    """An edit, unless the move already says the same."""
    return None if event.act and event.act.tells_all else edit


def contributions(claim: Claim) -> list[Contribution]:
    """Who changed which parts of the verdict since the claim was last published."""
    contributed = _contributed(claim)
    return _by_actor(contributed, Labels(contributed))


def _contributed(claim: Claim) -> list[AuditEntry]:
    found = AuditEntry.objects.contributions(claim.pk).select_related("actor")
    return list(found.order_by("pk"))


def _by_actor(contributed: Sequence[AuditEntry], labels: Labels) -> list[Contribution]:
    by_actor: dict[tuple[int | None, str], dict[str, None]] = {}
    for entry, edit in labels.told(contributed):
        what = [edit.what] if edit.what else [change.label for change in edit.changes]
        by_actor.setdefault((entry.actor_id, entry.actor_name), {}).update(dict.fromkeys(what))
    return [Contribution(*actor, list(what)) for actor, what in by_actor.items()]


def of(user: User, everybody: Iterable[Contribution]) -> Contribution | None:
    """A person's own contribution, which keeps them from signing off."""
    return next((each for each in everybody if each.actor == user.pk), None)
