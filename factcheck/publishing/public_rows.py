"""The rows of the reading room that a publication makes, unsaved.

Publishing and rebuilding save them, verifying compares them with the rows that are there, and the
desk's preview shows them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time

from django.utils.timezone import localdate
from msgspec.structs import asdict

from factcheck import anchoring, meaning
from factcheck.models import (
    ArticleRevision,
    Claim,
    Finding,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.content import (
    ArticleContent,
    CheckedCitation,
    ListedClaim,
    QuoteContent,
    ReviewedClaim,
    SpeakerContent,
    standing,
)
from factcheck.models.partial_date import bounds
from factcheck.models.reading_room import NamedByClaims
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing.excerpts import Places, excerpts
from factcheck.publishing.merged_names import MergedNames
from factcheck.slugs import slug_of

LONGEST_SLUG = 80
NAMED: tuple[type[NamedByClaims], ...] = (PublicSpeaker, PublicSource, PublicTopic)


def public_claim(
    publication: Publication,
    names: MergedNames,
    earlier: Iterable[Publication] = (),
    *,
    passage_changed: bool = False,
    reopened: bool = False,
) -> PublicClaim:
    """A claim as its latest publication has it, without its place in the article's text.

    `earlier` is what was published of it before and is still there, the newest first.
    """
    claim, number = publication.said.claim, publication.claim.number
    assert number, "A claim that is public has a number."
    verdict = claim if isinstance(claim, ReviewedClaim) else None
    withdrawn = publication.kind == PublicationKind.RETRACTION
    stands_as = publication.standing if verdict or withdrawn else None
    slugs = {model: _slugs(model, claim, names) for model in NAMED}
    checked = [cited for cited in claim.citations if isinstance(cited, CheckedCitation)]
    return PublicClaim(
        pk=publication.claim_id,
        publication=publication,
        number=number,
        headline=claim.headline,
        slug=_slug(claim.headline),
        statement=claim.statement,
        summary=verdict.summary if verdict else "",
        kind=claim.kind,
        subject=claim.subject,
        language=claim.language,
        translations=standing([each.said for each in (publication, *earlier)]),
        status_id=claim.status.slug,
        withdrawn=withdrawn,
        speaker_id=next(iter(slugs[PublicSpeaker]), None),
        article_id=claim.article.slug,
        speaker_slugs=slugs[PublicSpeaker],
        source_slugs=slugs[PublicSource],
        topic_slugs=slugs[PublicTopic],
        findings=sorted({cited.finding.slug for cited in checked}),
        source_findings={
            names.now(PublicSource, cited.source.slug): cited.finding.slug
            for cited in checked
            if cited.finding.slug != Finding.UNCHECKED
        },
        same_as=verdict.same_as.id if verdict and verdict.same_as else None,
        sort_date=_first_day(claim.said_on or claim.article.published_on),
        published_at=publication.published_at,
        reviewed_at=_reviewed_at(verdict, stands_as) if stands_as else None,
        reviewed_as=stands_as.kind if stands_as else "",
        passage_changed=passage_changed,
        reopened=reopened,
    )


def _reviewed_at(verdict: ReviewedClaim | None, stands_as: Publication) -> datetime:
    """Since when a review stands; one that was made before this record, since its own day.

    Noon is on that day in almost every time zone.
    """
    if verdict and verdict.earlier and verdict.is_earlier:
        day = date.fromisoformat(verdict.earlier.published_on)
        return datetime.combine(day, time(12), UTC)
    return stands_as.published_at


def public_article(article: ArticleContent) -> PublicArticle:
    """An article as one of its claims has it, without its text."""
    said = {name: getattr(article, name) for name in article.__struct_fields__}
    revision = said.pop("revision")
    return PublicArticle(
        **said,
        sort_date=_first_day(article.published_on),
        revision_number=revision and revision.number,
        revision_sha256=revision.sha256 if revision else "",
    )


def named(claim: ListedClaim) -> list[NamedByClaims]:
    """The speakers, sources and topics that a claim names, each as the claim has it."""
    rows: list[NamedByClaims] = [_speaker(speaker) for speaker in claim.speakers]
    rows += [PublicSource(**asdict(cited.source)) for cited in claim.citations]
    rows += [PublicTopic(**asdict(topic)) for topic in claim.topics]
    return rows


def body_and_places(
    article: PublicArticle, text: str, claims: Mapping[int, ListedClaim]
) -> tuple[str, Places]:
    """What readers may see of an article's text, and where its claims stand in it."""
    places = _places(article, text, claims)
    if article.is_in_excerpts:
        return excerpts(text, places)
    return text, places


def as_published(
    model: type[NamedByClaims], slug: str, newest_first: Iterable[ListedClaim], names: MergedNames
) -> NamedByClaims | None:
    """What was last published under a slug or, failing that, of one that was merged into it."""
    inherited = None
    for claim in newest_first:
        for row in named(claim):
            if isinstance(row, model) and row.slug == slug:
                return names.under(slug, row)
            if isinstance(row, model) and names.now(model, row.slug) == slug:
                inherited = inherited or row
    return names.under(slug, inherited) if inherited else None


def is_newer(row: PublicArticle, than: PublicArticle) -> bool:
    """Whether a claim rests on a newer text of its article than the one that is shown."""
    return row.revision_number is not None and row.revision_number >= (than.revision_number or 0)


def newer_text_on(article: PublicArticle) -> date | None:
    """The day on which the newest text was read, unless that is the one that is shown."""
    texts = ArticleRevision.objects.filter(article__claims__in=article.claims.values("pk"))
    newest = texts.order_by("-number").only("sha256", "created_at").first()
    if not (newest and article.revision_sha256) or newest.sha256 == article.revision_sha256:
        return None
    return localdate(newest.created_at)


def lacks_passage(
    claim: ListedClaim,
    newest: Callable[[], ArticleRevision],
    with_digest: Callable[[str], ArticleRevision | None],
) -> bool:
    """Whether the newest text of its article lacks the words that were published, or their meaning.

    “It cost ten million” stands in “Nobody says that it cost ten million”, too: a number, a
    negation or a name that is another in the sentences around the words counts as changed. Other
    changes around them are told on the article's page alone.
    """
    quote, then = claim.quote, claim.article.revision
    if not quote or not then:
        return False
    now = newest()
    if now.sha256 == then.sha256:
        return False
    was = with_digest(then.sha256)
    relocated = anchoring.relocate(_selector(quote), now.body, was.body if was else "")
    found = relocated.selector
    if not found or relocated.outcome == anchoring.Outcome.FUZZY:
        return True
    if not was or was.body[quote.start : quote.end] != quote.exact:
        # The words are black there.
        return False
    return bool(
        meaning.changes(
            anchoring.sentences_at(was.body, quote.start, quote.end),
            anchoring.sentences_at(now.body, found.start, found.end),
            claim.article.language,
        )
    )


def is_reopened(publication: Publication, claim: Claim, reviews: int) -> bool:
    """Whether the desk is looking again at a claim whose review is public."""
    if not PublicationKind(publication.kind).is_review:
        return False
    return claim.stage not in (Stage.PUBLISHED, Stage.WITHDRAWN) and claim.round > reviews


def _speaker(said: SpeakerContent) -> PublicSpeaker:
    # The role that one claim gives belongs to that claim alone.
    return PublicSpeaker(
        slug=said.slug,
        name=said.name,
        kind=said.kind,
        role=said.usual_role,
        role_translations=said.usual_role_translations,
        url=said.url,
        country=said.country,
    )


def _slugs(model: type[NamedByClaims], claim: ListedClaim, names: MergedNames) -> list[str]:
    rows: Iterable[NamedByClaims] = (row for row in named(claim) if isinstance(row, model))
    return list(dict.fromkeys(names.now(model, row.slug) for row in rows))


def _slug(headline: str) -> str:
    """The headline as part of the claim's address; “history” is taken, and left out."""
    slug = slug_of(headline)[:LONGEST_SLUG].strip("-")
    return "" if slug == "history" else slug


def _first_day(day: str) -> date:
    return bounds(day)[0]


def _places(article: PublicArticle, text: str, claims: Mapping[int, ListedClaim]) -> Places:
    """Where the quotes of claims stand in the text that is shown, if at all."""
    places, older = Places(), defaultdict[str, dict[int, anchoring.Selector]](dict)
    for key, claim in claims.items():
        quote, revision = claim.quote, claim.article.revision
        if quote and revision and revision.sha256 == article.revision_sha256:
            places[key] = quote.start, quote.end
        elif quote and revision:
            older[revision.sha256][key] = _selector(quote)
    texts = _texts(older) if older else {}
    for sha256, quotes in older.items():
        found = anchoring.relocate_all([*quotes.values()], text, texts.get(sha256, ""))
        for key, relocation in zip(quotes, found, strict=True):
            if relocation.selector:
                places[key] = relocation.selector.start, relocation.selector.end
    return places


def _texts(digests: Iterable[str]) -> dict[str, str]:
    rows = ArticleRevision.objects.filter(sha256__in=list(digests)).order_by("pk")
    return dict(rows.values_list("sha256", "body"))


def _selector(quote: QuoteContent) -> anchoring.Selector:
    return anchoring.Selector(quote.exact, quote.prefix, quote.suffix, quote.start, quote.end)
