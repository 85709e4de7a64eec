"""A publication as its page shows it, in the reader's language if it is translated."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Self

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring, language_tags, references
from factcheck.bidi import isolated
from factcheck.models.content import (
    CitationContent,
    EarlierReviewContent,
    EvidenceContent,
    FileContent,
    ReviewedClaim,
    ShownEvidence,
    SpeakerContent,
    TranslationContent,
    standing,
)
from factcheck.models.reading_room import PublicClaim
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.models.translated import Translated, in_readers_language, languages
from factcheck.models.vocabulary import PublicationKind, Subject
from factcheck.public.cards.lettering import can_be_written

STANCES: dict[str, Promise] = {
    "supports": _("Evidence for the claim"),
    "refutes": _("Evidence against the claim"),
    "context": _("Context"),
}


METHODS: dict[str, Promise] = {
    "primary": _("Primary sources"),
    "secondary": _("Secondary sources"),
}


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """A piece of evidence and its number on the page."""

    number: int
    evidence: EvidenceContent


@dataclass(frozen=True, slots=True)
class Side:
    """The evidence on one side, primary sources first."""

    stance: str
    items: list[NumberedEvidence]

    @property
    def heading(self) -> Promise:
        return STANCES[self.stance]

    @property
    def icon(self) -> str:
        return f"stance-{self.stance}"

    @property
    def by_method(self) -> list[tuple[Promise, list[NumberedEvidence]]]:
        """Primary sources apart from secondary ones, those first."""
        return [(METHODS[method], list(items)) for method, items in groupby(self.items, _method)]


def _method(item: NumberedEvidence) -> str:
    return item.evidence.method


class Review:
    """What a publication says of its claim; a listing has no verdict yet.

    `translations` are the headlines and summaries that stand, by language: its own, unless others
    are given.
    """

    def __init__(
        self,
        publication: Publication,
        translations: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.publication = publication
        said = publication.said
        self.claim = claim = said.claim
        self.envelope = said.publication
        self._verdict = claim if isinstance(claim, ReviewedClaim) else None
        self._evidence = self._verdict.evidence if self._verdict else ()
        self._translations = standing([said]) if translations is None else translations

    @classmethod
    def of(cls, claim: PublicClaim) -> Self:
        """The newest publication of a claim. Load it `with_publication`."""
        return cls(claim.publication, claim.translations)

    @property
    def translation(self) -> TranslationContent | None:
        """Its words in the reader's language, be they older than what they translate."""
        language = get_language() or ""
        return self._verdict.translations.get(language) if self._verdict else None

    @property
    def headline(self) -> Translated:
        return self._local("headline", self.claim.headline)

    @property
    def summary(self) -> Translated:
        return self._local("summary", self._verdict.summary if self._verdict else "")

    def _local(self, name: str, words: str) -> Translated:
        translated = {code: texts[name] for code, texts in self._translations.items()}
        return in_readers_language(self.claim.language, words, translated)

    @property
    def is_foreign(self) -> bool:
        """Whether it has no words in the reader's language."""
        said = self.headline
        return not self.translation and language_tags.primary(said.language) != get_language()

    @property
    def speakers(self) -> list[tuple[SpeakerContent, Translated]]:
        """Who says it, each with a role in the reader's language where it is translated."""
        own = self.claim.language
        return [
            (speaker, in_readers_language(own, speaker.role, speaker.role_translations))
            for speaker in self.claim.speakers
        ]

    @property
    def original_edition(self) -> str:
        """The language of the edition that this page only repeats; empty if it has own words."""
        own = language_tags.primary(self.claim.language)
        return own if self.is_foreign and own in languages() else ""

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
    def verdict(self) -> str:
        """The status in a word or two; for a withdrawn review, only that it was withdrawn."""
        if self.is_withdrawn:
            return gettext("Review withdrawn")
        return str(self.claim.status.name)

    @property
    def definition(self) -> str:
        """What the verdict means."""
        if self.is_withdrawn:
            return gettext(
                "We had published a review of this claim and withdrew it: its verdict no longer "
                "stands. Nothing is said here about whether the claim is right."
            )
        return str(self.claim.status.definition)

    @cached_property
    def title(self) -> str:
        """The title of the page, as feeds and links show it."""
        return f"{isolated(self.verdict)}: {isolated(str(self.headline))}"

    @property
    def has_picture(self) -> bool:
        """Whether it can be drawn: a picture never shows a verdict without its claim."""
        return can_be_written(self.verdict) and can_be_written(str(self.headline))

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
        for stance in STANCES:
            items = []
            for piece in sorted(self._evidence, key=lambda piece: piece.method):
                if piece.stance == stance:
                    number += 1
                    items.append(NumberedEvidence(number, piece))
            if items:
                sides.append(Side(stance, items))
        return sides

    @property
    def files(self) -> list[FileContent]:
        """The files of the evidence, in the order of the page."""
        pieces = (item.evidence for side in self.stances for item in side.items)
        return [
            file for piece in pieces if isinstance(piece, ShownEvidence) for file in piece.files
        ]

    @property
    def earlier(self) -> EarlierReviewContent | None:
        """The newsroom's review from before this record, if its verdict is still that one's."""
        return self._verdict.earlier if self._verdict and self._verdict.is_earlier else None

    @property
    def is_unsigned(self) -> bool:
        """Whether somebody who checked a verdict, or signed it off, is not named."""
        names = self.envelope.bylines
        return (
            isinstance(self.claim, ReviewedClaim)
            and not self.earlier
            and not (names.checked_by and names.signed_off_by)
        )

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

    @property
    def local_reasoning(self) -> Translated:
        own = self._verdict.reasoning if self._verdict else ""
        translated = {get_language() or "": self.translation.reasoning} if self.translation else {}
        return in_readers_language(self.claim.language, own, translated)

    @cached_property
    def reasoning(self) -> list[list[references.ReasoningPart]]:
        return references.paragraphs(str(self.local_reasoning), self.numbers)
