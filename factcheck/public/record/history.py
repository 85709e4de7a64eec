"""The history of a claim, or of a finding: each publication, with what it changed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from factcheck import language_tags
from factcheck.models.content import (
    FindingEntry,
    ListedClaim,
    PublicationContent,
    SignedFinding,
    WithdrawnFinding,
)
from factcheck.models.record import Publication
from factcheck.models.scale import Badge, VerificationStatus
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import PublicationKind
from factcheck.public.machines.record_downloads import address_of
from factcheck.public.record.differences import Difference, differences
from factcheck.public.scale.badges import Badges
from factcheck.worddiff import diff


@dataclass(frozen=True, slots=True)
class Revision:
    """One publication; if it was redacted, only its tombstone is left.

    `can_be_compared` says whether the one before it is still there to compare it with.
    """

    publication: Publication
    badge: Badge | None
    can_be_compared: bool
    differences: list[Difference]

    @property
    def is_redacted(self) -> bool:
        return self.publication.content is None

    @property
    def said(self) -> PublicationContent | FindingEntry:
        is_of_claim = self.publication.claim_id is not None
        return self.publication.said if is_of_claim else self.publication.said_of_article

    @property
    def reason(self) -> Translated:
        """Why it amends what was before."""
        return self.publication.local_reason

    @property
    def json(self) -> str:
        """The address of its exact bytes."""
        return address_of(self.publication)

    @property
    def text(self) -> str:
        """The words of a finding; empty where it was withdrawn, or where it is a claim's."""
        finding = getattr(self.said, "finding", None)
        return str(finding.text) if isinstance(finding, SignedFinding) else ""

    @property
    def is_amendment(self) -> bool:
        """Whether it amends a review; then the reader came to see what changed."""
        return PublicationKind(self.publication.kind).is_amendment


def revisions(
    newest_first: Sequence[Publication], scale: Iterable[VerificationStatus]
) -> list[Revision]:
    """Compare each publication of a claim with the one before it. Load them `with_redaction`."""
    badges = Badges(scale)
    earlier: list[Publication | None] = [*newest_first[1:], None]
    return [
        _revision(before, after, badges)
        for before, after in zip(earlier, newest_first, strict=True)
    ]


def _revision(before: Publication | None, after: Publication, badges: Badges) -> Revision:
    old, new = _claim(before), _claim(after)
    return Revision(
        after,
        badges.of(after.said) if new else None,
        bool(old and new),
        list(differences(old, new)) if old and new else [],
    )


def revisions_of_finding(newest_first: Sequence[Publication]) -> list[Revision]:
    """The same of a finding on an article."""
    earlier: list[Publication | None] = [*newest_first[1:], None]
    return [
        Revision(after, None, bool(old and new), list(_between(old, new)) if old and new else [])
        for before, after in zip(earlier, newest_first, strict=True)
        for old, new in [(_finding(before), _finding(after))]
    ]


def _between(before: WithdrawnFinding, after: WithdrawnFinding) -> Iterator[Difference]:
    old, new = (getattr(each, "text", Translated()) for each in (before, after))
    for code in dict.fromkeys([*new, *old]):
        if old.get(code, "").split() != new.get(code, "").split():
            label = format_lazy("{} ({})", gettext_lazy("Our finding"), language_tags.name(code))
            yield Difference(label, code, diff(old.get(code, ""), new.get(code, "")))


def _finding(publication: Publication | None) -> WithdrawnFinding | None:
    if publication is None or publication.content is None:
        return None
    return publication.said_of_article.finding


def _claim(publication: Publication | None) -> ListedClaim | None:
    if publication is None or publication.content is None:
        return None
    return publication.said.claim


def is_gone(latest: Publication) -> bool:
    """Whether a claim ended by being taken back or redacted, and so is no longer public."""
    return latest.content is None or latest.kind == PublicationKind.RETRACTION
