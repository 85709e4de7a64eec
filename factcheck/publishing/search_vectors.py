"""What readers find rows of the reading room by."""

from collections.abc import Iterator, Mapping
from typing import Any

from factcheck.models import PublicArticle, PublicSource, PublicSpeaker, PublicTopic
from factcheck.models.content import ListedClaim, ReviewedClaim, ShownEvidence, SourceContent
from factcheck.models.reading_room import NamedByClaims
from factcheck.models.searched import named, vector
from factcheck.words import Weighted

Row = NamedByClaims | PublicArticle


def of_claim(claim: ListedClaim, translations: Mapping[str, Mapping[str, str]]) -> Any:
    """The words of a claim: in its own language, in those that it is translated into, and names."""
    return vector(_of_claim(claim, translations))


def of_row(row: Row) -> Any:
    """The words that an article, a speaker, a source or a topic is called by."""
    return vector(_of_row(row))


def _of_claim(
    claim: ListedClaim, translations: Mapping[str, Mapping[str, str]]
) -> Iterator[Weighted]:
    own = (claim.language,)
    verdict = claim if isinstance(claim, ReviewedClaim) else None
    yield Weighted(claim.headline, "A", own)
    for language, texts in translations.items():
        yield Weighted(texts["headline"], "A", (language,))
    yield Weighted(claim.statement, "B", own)
    if claim.quote:
        yield Weighted(claim.quote.exact, "B", (claim.article.language,))
    if verdict:
        yield Weighted(verdict.summary, "C", own)
    for language, texts in translations.items():
        yield Weighted(texts["summary"], "C", (language,))
    for speaker in claim.speakers:
        yield from named("C", speaker.name)
    yield Weighted(claim.article.title, "D", (claim.article.language,))
    for cited in claim.citations:
        yield from named("D", *_called(cited.source))
    for each in verdict.evidence if verdict else ():
        if isinstance(each, ShownEvidence):
            yield from named("D", *_called(each.source))


def _of_row(row: Row) -> Iterator[Weighted]:
    match row:
        case PublicSpeaker():
            yield from named("A", row.name)
            yield from named("D", row.role, *row.role_translations.values())
        case PublicSource():
            yield from named("A", *_called(row))
        case PublicTopic():
            for language, name in row.name.items():
                yield Weighted(name, "A", (language,))
        case PublicArticle():
            yield Weighted(row.title, "A", (row.language,))
            yield from named("B", row.publisher, row.author)


def _called(source: SourceContent | PublicSource) -> list[str]:
    return [source.title, source.publisher]
