"""Checking the reading room: every row is made again from the record, and compared."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Model

from factcheck.models import (
    ArticleRevision,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.reading_room import NamedByClaims
from factcheck.publishing import findings, public_rows
from factcheck.publishing.merged_names import MergedNames
from factcheck.publishing.reading_room import text_of

# The place of a claim depends on its article's text, which is compared together with all of its
# claims. PostgreSQL makes what the search looks through.
BY_TEXT = {"start", "end", "passage_changed", "body", "newer_text_on"}
LEFT_OUT = BY_TEXT | {"search"}

Key = tuple[type[NamedByClaims], str]


def faults() -> Iterator[str]:
    """Everything in which the reading room differs from the record, one sentence each."""
    made = _Made()
    yield from _claims(made)
    yield from made.faults()
    yield from _texts()
    yield from findings.differences()


class _Made:
    """What the claims make together: articles, speakers, sources and topics."""

    def __init__(self) -> None:
        self.names = MergedNames.load()
        self._articles: dict[str, PublicArticle] = {}
        self._named: dict[Key, NamedByClaims] = {}
        self._inherited: dict[Key, NamedByClaims] = {}

    def add(self, publication: Publication) -> None:
        """Take in a publication, in the order of the record."""
        said = publication.said.claim
        article = public_rows.public_article(said.article)
        before = self._articles.get(article.slug)
        if before and not public_rows.is_newer(article, before):
            article.revision_number = before.revision_number
            article.revision_sha256 = before.revision_sha256
        self._articles[article.slug] = article
        for row in public_rows.named(said):
            model = type(row)
            slug = self.names.now(model, row.slug)
            (self._named if slug == row.slug else self._inherited)[model, slug] = row

    def faults(self) -> Iterator[str]:
        yield from _compared(PublicArticle, dict(self._articles))
        for model in (PublicSpeaker, PublicSource, PublicTopic):
            made = {
                slug: self.names.under(slug, row)
                for (kind, slug), row in (self._inherited | self._named).items()
                if kind is model
            }
            yield from _compared(model, made)


def _claims(made: _Made) -> Iterator[str]:
    live = Publication.objects.live()
    batch: list[Publication] = []
    for publication in live.with_review_count().select_related("claim").in_chain().iterator(500):
        made.add(publication)
        batch.append(publication)
        if len(batch) == 500:
            yield from _batch(batch, made.names)
            batch = []
    yield from _batch(batch, made.names)
    for claim in PublicClaim.objects.exclude(publication__in=live.values("pk")).only("pk"):
        yield f"Claim {claim.pk} is shown, and nothing of it is public."


def _batch(publications: list[Publication], names: MergedNames) -> Iterator[str]:
    there = PublicClaim.objects.defer("search").in_bulk([p.claim_id for p in publications])
    Publication.objects.load_standing(publications)
    before = _before(publications)
    for publication in publications:
        reopened = public_rows.is_reopened(publication, publication.claim, publication.review_count)
        earlier = before[publication.claim_pk]
        row = public_rows.public_claim(publication, names, earlier, reopened=reopened)
        yield from _differences(row, there.get(row.pk))


def _before(publications: list[Publication]) -> defaultdict[int, list[Publication]]:
    """What was published before these of the same claims and is still there, by claim."""
    before: defaultdict[int, list[Publication]] = defaultdict(list)
    amended = [publication.claim_pk for publication in publications if publication.number > 1]
    for each in Publication.objects.histories(amended):
        before[each.claim_pk].append(each)
    return defaultdict(list, {claim: history[1:] for claim, history in before.items()})


def _compared(model: type[Model], made: dict[Any, Any]) -> Iterator[str]:
    there = {row.pk: row for row in model._default_manager.all()}
    for key, row in made.items():
        yield from _differences(row, there.pop(key, None))
    for row in there.values():
        yield f"{_name(row)} is shown, and no claim names it."


def _differences(row: Model, there: Model | None) -> Iterator[str]:
    if there is None:
        yield f"{_name(row)} is public, and not shown."
        return
    for field in row._meta.concrete_fields:
        name = field.attname
        if field.name not in LEFT_OUT and getattr(row, name) != getattr(there, name):
            yield f"{_name(row)} is shown with another {field.name} than was published."


def _texts() -> Iterator[str]:
    """Compare what depends on an article's text."""
    for article in PublicArticle.objects.iterator(100):
        claims = list(article.claims.defer("search").select_related("publication__claim"))
        said = {claim.pk: claim.publication.said.claim for claim in claims}
        body, places = public_rows.body_and_places(article, text_of(article), said)
        if body != article.body:
            yield f"{_name(article)} is shown with another text than was published."
        if public_rows.newer_text_on(article) != article.newer_text_on:
            yield f"{_name(article)} is shown with another newer_text_on than is so."
        texts = _Texts()
        for claim in claims:
            if places.get(claim.pk, (None, None)) != (claim.start, claim.end):
                yield f"{_name(claim)} is marked at another place of the text than was published."
            of = claim.publication.claim.article_id
            changed = public_rows.lacks_passage(
                said[claim.pk], partial(texts.newest, of), partial(texts.with_digest, of)
            )
            if changed != claim.passage_changed:
                yield f"{_name(claim)} is shown with another passage_changed than is so."


class _Texts:
    """Texts of articles, each looked up once."""

    def __init__(self) -> None:
        self._texts: dict[tuple[int, str], ArticleRevision | None] = {}

    def newest(self, article: int) -> ArticleRevision:
        newest = self.with_digest(article, "")
        assert newest
        return newest

    def with_digest(self, article: int, digest: str) -> ArticleRevision | None:
        """The text with a digest; the newest one without."""
        if (article, digest) not in self._texts:
            texts = ArticleRevision.objects.filter(article=article).order_by("-number")
            found = texts.filter(sha256=digest) if digest else texts
            self._texts[article, digest] = found.first()
        return self._texts[article, digest]


def _name(row: Model) -> str:
    """“Claim 12”, “Speaker jane-roe”."""
    return f"{type(row).__name__.removeprefix('Public')} {row.pk}"
