"""A publication as its page shows it, in the reader's language where there is a translation."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring, references
from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import PublicationKind

STANCES: dict[str, Promise] = {
    "supports": _("Evidence for the claim"),
    "refutes": _("Evidence against the claim"),
    "context": _("Context"),
}


@dataclass(frozen=True, slots=True)
class NumberedEvidence:
    """A piece of evidence and its number on the page."""

    number: int
    evidence: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """The evidence on one side."""

    heading: Promise
    items: list[NumberedEvidence]


class Review:
    """What a publication says of its claim; a listing has no verdict yet."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.claim: dict[str, Any] = publication.data["claim"]
        self.envelope: dict[str, Any] = publication.data["publication"]
        translations = self.claim.get("translations", {})
        language = (get_language() or "").split("-")[0]
        self.is_translated = language in translations
        self.language: str = language if self.is_translated else self.claim["language"]
        self.is_foreign = self.language != language
        self.texts: dict[str, str] = translations[language] if self.is_translated else self.claim

    @property
    def is_listing(self) -> bool:
        return self.publication.kind == PublicationKind.LISTING

    @property
    def is_amended(self) -> bool:
        return self.publication.kind in (PublicationKind.CORRECTION, PublicationKind.UPDATE)

    @property
    def is_withdrawn(self) -> bool:
        return self.publication.kind == PublicationKind.RETRACTION

    @property
    def has_verdict(self) -> bool:
        return bool(self.claim["status"]["slug"] != VerificationStatus.UNVERIFIED)

    @property
    def is_of_citations_only(self) -> bool:
        """Whether the cited sources were looked up, and the claim itself is still open."""
        return not (self.has_verdict or self.is_listing or self.is_withdrawn)

    @property
    def rates_saying(self) -> bool:
        """Whether the verdict is on the report that something was said."""
        return self.has_verdict and self.claim["subject"] == "saying"

    @property
    def headline(self) -> str:
        return self.texts["headline"] or str(self.claim["headline"])

    @property
    def headline_language(self) -> str:
        return self.language if self.texts["headline"] else str(self.claim["language"])

    @property
    def verdict(self) -> str:
        """The status in a word or two; of a withdrawn review only that it is withdrawn."""
        if self.is_withdrawn:
            return gettext("Review withdrawn")
        return str(Translated(self.claim["status"]["name"]))

    @property
    def title(self) -> str:
        """What the page is called wherever somebody links to it."""
        return f"{self.verdict}: {self.headline}"

    @property
    def summary(self) -> str:
        return self.texts.get("summary", "")

    @cached_property
    def quote(self) -> tuple[str, str, str] | None:
        """The quote's paragraph: what comes before the quote, the quote, what comes after it."""
        quote = self.claim["quote"]
        if not quote:
            return None
        paragraph: str = quote["paragraph"]
        try:
            found = anchoring.find(
                paragraph, quote["exact"], prefix=quote["prefix"], suffix=quote["suffix"]
            )
        except anchoring.AmbiguousQuote as error:
            # The same words between the same words twice in one paragraph: either will do.
            found = error.candidates[0]
        return paragraph[: found.start], found.exact, paragraph[found.end :]

    @cached_property
    def stances(self) -> list[Side]:
        """The evidence by stance, numbered throughout."""
        evidence = self.claim.get("evidence", [])
        sides, number = [], 0
        for stance, heading in STANCES.items():
            items = []
            for piece in evidence:
                if piece["stance"] == stance:
                    number += 1
                    items.append(NumberedEvidence(number, piece))
            if items:
                sides.append(Side(heading, items))
        return sides

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The evidence's numbers on the page by reference."""
        return {
            references.normal(item.evidence["ref"]): item.number
            for stance in self.stances
            for item in stance.items
        }

    @property
    def citations(self) -> list[tuple[dict[str, Any], list[references.Reference]]]:
        """What the article cites, each with the evidence that the finding rests on."""
        return [
            (citation, [self._reference(ref) for ref in citation.get("evidence", [])])
            for citation in self.claim["citations"]
        ]

    def _reference(self, ref: str) -> references.Reference:
        return references.Reference(ref, self.numbers.get(references.normal(ref)))

    @cached_property
    def reasoning(self) -> list[list[references.ReasoningPart]]:
        return references.paragraphs(self.texts.get("reasoning", ""), self.numbers)
