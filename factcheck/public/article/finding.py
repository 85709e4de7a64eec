"""What an article's page says of the article as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from factcheck.models.content import FindingEnvelope, SignedFinding
from factcheck.models.reading_room import PublicFinding
from factcheck.models.record import Publication
from factcheck.models.translated import Translated
from factcheck.public.article.note import Note
from factcheck.references import claim_paragraphs


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A reference to a claim by its number; without a note, the claim is no longer public."""

    number: int
    note: Note | None


@dataclass(frozen=True)
class Finding:
    """The finding on an article, as last published; `counts` are those of today."""

    row: PublicFinding
    notes: Sequence[Note]
    counts: Mapping[str, int]

    @property
    def publication(self) -> Publication:
        return self.row.publication

    @property
    def is_redacted(self) -> bool:
        return self.publication.content is None

    @property
    def envelope(self) -> FindingEnvelope | None:
        """What it says of itself; None where that was removed from the record."""
        return None if self.is_redacted else self.publication.said_of_article.publication

    @property
    def reason(self) -> Translated:
        return Translated() if self.is_redacted else self.publication.local_reason

    @cached_property
    def signed(self) -> SignedFinding | None:
        """The words; None where these were withdrawn, or removed from the record."""
        finding = None if self.is_redacted else self.publication.said_of_article.finding
        return finding if isinstance(finding, SignedFinding) else None

    @property
    def text(self) -> Translated:
        return self.signed.text if self.signed else Translated()

    @property
    def is_outdated(self) -> bool:
        """Whether what it rests on is no longer what it was when it was signed off."""
        if self.signed is None:
            return False
        badges = {note.claim.number: note.claim.badge.slug for note in self.notes}
        was = {claim.number: claim.status for claim in self.signed.claims}
        counted = self.signed.counts
        return any(badges.get(number) != status for number, status in was.items()) or any(
            self.counts.get(word) != number for word, number in counted.items()
        )

    @property
    def paragraphs(self) -> list[list[str | list[ClaimLink]]]:
        notes = {note.claim.number: note for note in self.notes}
        return [
            [
                part
                if isinstance(part, str)
                else [ClaimLink(number, notes.get(number)) for number in part]
                for part in parts
            ]
            for parts in claim_paragraphs(str(self.text))
        ]
