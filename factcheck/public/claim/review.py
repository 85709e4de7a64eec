"""A publication as its page shows it, in the reader's language if it is translated."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring, language_tags, references
from factcheck.models.content import CitationContent, EvidenceContent, ReviewedClaim
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.models.vocabulary import PublicationKind, Subject

STANCES: dict[str, Promise] = {
    "supports": _("Evidence for the claim"),
    "refutes": _("Evidence against the claim"),
    "context": _("Context"),
}


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """A piece of evidence and its number on the page."""

    number: int
    evidence: EvidenceContent


@dataclass(frozen=True, slots=True)
class Side:
    """The evidence on one side."""

    heading: Promise
    items: list[NumberedEvidence]


class Review:
    """What a publication says of its claim; a listing has no verdict yet."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.claim = claim = publication.said.claim
        self.envelope = publication.said.publication
        language = (get_language() or "").split("-")[0]
        verdict = claim if isinstance(claim, ReviewedClaim) else None
        translation = verdict.translations.get(language) if verdict else None
        self.is_translated = translation is not None
        self.language = language if translation else claim.language
        self.is_foreign = language_tags.primary(self.language) != language
        self._evidence = verdict.evidence if verdict else ()
        self._texts = translation or verdict

    @property
    def is_listing(self) -> bool:
        return self.publication.kind == PublicationKind.LISTING

    @property
    def standing(self) -> Publication:
        """The revision since which it says what it says, whatever was set right in its typing."""
        return self.publication.standing

    @property
    def is_amended(self) -> bool:
        return PublicationKind(self.standing.kind).is_correction

    @property
    def is_withdrawn(self) -> bool:
        return self.publication.kind == PublicationKind.RETRACTION

    @property
    def has_verdict(self) -> bool:
        return self.claim.status.slug != VerificationStatus.UNVERIFIED

    @property
    def is_of_citations_only(self) -> bool:
        """Whether the cited sources were looked up, and the claim itself is still open."""
        return not (self.has_verdict or self.is_listing or self.is_withdrawn)

    @property
    def rates_saying(self) -> bool:
        """Whether the verdict is on whether something was said, rather than whether it is so."""
        return self.has_verdict and self.claim.subject == Subject.SAYING

    @property
    def headline(self) -> str:
        return (self._texts and self._texts.headline) or self.claim.headline

    @property
    def headline_language(self) -> str:
        return self.language if self._texts and self._texts.headline else self.claim.language

    @property
    def verdict(self) -> str:
        """The status in a word or two; for a withdrawn review, only that it was withdrawn."""
        if self.is_withdrawn:
            return gettext("Review withdrawn")
        return str(self.claim.status.name)

    @property
    def title(self) -> str:
        """The title of the page, as feeds and links show it."""
        return f"{self.verdict}: {self.headline}"

    @property
    def summary(self) -> str:
        return self._texts.summary if self._texts else ""

    @cached_property
    def quote(self) -> tuple[str, str, str] | None:
        """The quote's paragraph: what comes before the quote, the quote, what comes after it."""
        quote = self.claim.quote
        if not quote:
            return None
        paragraph = quote.paragraph
        try:
            found = anchoring.find(paragraph, quote.exact, prefix=quote.prefix, suffix=quote.suffix)
        except anchoring.AmbiguousQuote as error:
            # The same words stand twice in one paragraph, in the same surroundings: either will do.
            found = error.candidates[0]
        return paragraph[: found.start], found.exact, paragraph[found.end :]

    @cached_property
    def stances(self) -> list[Side]:
        """The evidence by stance, numbered throughout."""
        sides, number = [], 0
        for stance, heading in STANCES.items():
            items = []
            for piece in self._evidence:
                if piece.stance == stance:
                    number += 1
                    items.append(NumberedEvidence(number, piece))
            if items:
                sides.append(Side(heading, items))
        return sides

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The evidence's numbers on the page by reference."""
        return {
            references.normal(item.evidence.ref): item.number
            for stance in self.stances
            for item in stance.items
        }

    @property
    def citations(self) -> list[tuple[CitationContent, list[references.Reference]]]:
        """What the article cites, each with the evidence that the finding rests on."""
        return [
            (citation, [self._reference(ref) for ref in citation.rests_on])
            for citation in self.claim.citations
        ]

    def _reference(self, ref: str) -> references.Reference:
        return references.Reference(ref, self.numbers.get(references.normal(ref)))

    @cached_property
    def reasoning(self) -> list[list[references.ReasoningPart]]:
        return references.paragraphs(self._texts.reasoning if self._texts else "", self.numbers)
