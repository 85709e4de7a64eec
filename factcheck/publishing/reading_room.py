"""The record as the reading room shows it: one `PublicClaim` per public claim."""

from datetime import date
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils.text import slugify

from factcheck import anchoring
from factcheck.models import (
    Article,
    ArticleRevision,
    Claim,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
    Source,
    Speaker,
)
from factcheck.models.partial_date import bounds
from factcheck.models.reading_room import SEARCH_CONFIGURATIONS
from factcheck.publishing.content import Content, source_content, speaker_content

def show(publication: Publication) -> PublicClaim:
    """Make a claim's public row say what its latest publication says."""
    content = publication.data["claim"]
    article = _show_article(content)
    speakers = [_show_speaker(speaker) for speaker in content["speakers"]]
    sources = [_show_source(citation["source"]) for citation in content["citations"]]
    topics = [_upsert(PublicTopic, topic) for topic in content["topics"]]
    start, end = _place(content["quote"], article.body)
    is_review = publication.kind not in (Publication.Kind.LISTING, Publication.Kind.RETRACTION)
    claim, _created = PublicClaim.objects.update_or_create(
        pk=publication.claim_id,
        defaults={
            "publication": publication,
            "headline": content["headline"],
            "slug": slugify(content["headline"]),
            "statement": content["statement"],
            "summary": content.get("summary", ""),
            "kind": content["kind"],
            "subject": content["subject"],
            "language": content["language"],
            "status_id": content["status"]["slug"],
            "speaker": speakers[0] if speakers else None,
            "article": article,
            "start": start,
            "end": end,
            "speaker_slugs": [speaker.slug for speaker in speakers],
            "source_slugs": [source.slug for source in sources],
            "topic_slugs": [topic.slug for topic in topics],
            "findings": sorted(
                {c["finding"]["slug"] for c in content["citations"] if "finding" in c}
            ),
            "sort_date": _sort_date(content),
            "published_at": publication.published_at,
            "reviewed_at": publication.published_at if is_review else None,
            "passage_changed": publication.claim.passage != Claim.Passage.THERE,
            "reopened": is_review and _is_reopened(publication.claim),
        },
    )
    PublicClaim.objects.filter(pk=claim.pk).update(search=_search_vector(content))
    return claim


def _is_reopened(claim: Claim) -> bool:
    """Is the desk looking again at a claim with a review, in a round that has none yet?"""
    if claim.stage in (Claim.Stage.PUBLISHED, Claim.Stage.WITHDRAWN):
        return False
    return claim.round > Publication.objects.of_claim(claim.pk).reviews().count()


def show_again(claims: QuerySet[PublicClaim]) -> None:
    """Show claims as they stand in the record, after something beside it has changed."""
    for claim in claims.select_related("publication__claim"):
        show(claim.publication)
    _forget_unnamed()


def take_back(claim_id: int) -> None:
    """Remove a claim that is public no more, and what was public through it alone."""
    PublicClaim.objects.filter(pk=claim_id).delete()
    _forget_unnamed()


def _forget_unnamed() -> None:
    PublicArticle.objects.without_claims().delete()
    for model in (PublicSpeaker, PublicSource, PublicTopic):
        model.objects.without_claims().delete()


@transaction.atomic
def rebuild() -> int:
    """Empty the reading room and show the whole record again; returns the number of claims."""
    for model in (PublicClaim, PublicArticle, PublicSpeaker, PublicSource, PublicTopic):
        model.objects.all().delete()
    # In the order of the record, so that names end up as they were last published.
    latest = Publication.objects.live().select_related("claim").in_chain()
    return len([show(publication).pk for publication in latest.iterator(chunk_size=500)])


def _show_speaker(values: Content) -> PublicSpeaker:
    merged = Speaker.objects.merged().filter(slug=values["slug"]).first()
    if merged is not None and merged.merged_into is not None:
        values = speaker_content(merged.merged_into)
    former = Speaker.objects.merged().filter(merged_into__slug=values["slug"])
    speaker: PublicSpeaker = _named(PublicSpeaker, values, former)
    return speaker


def _show_source(values: Content) -> PublicSource:
    merged = Source.objects.merged().filter(slug=values["slug"]).first()
    if merged is not None and merged.merged_into is not None:
        values = source_content(merged.merged_into)
    former = Source.objects.merged().filter(merged_into__slug=values["slug"])
    source: PublicSource = _named(PublicSource, values, former)
    return source


def _named(model: type[Any], values: Content, former: QuerySet[Any]) -> Any:
    """Show who is named; those merged into them are found under their old addresses."""
    slugs = sorted(former.values_list("slug", flat=True))
    return _upsert(model, values | {"former_slugs": slugs})


def _upsert(model: type[Any], values: Content) -> Any:
    defaults = {name: value for name, value in values.items() if name != "slug"}
    return model.objects.update_or_create(slug=values["slug"], defaults=defaults)[0]


def _show_article(content: Content) -> PublicArticle:
    values = {name: value for name, value in content["article"].items() if name != "revision"}
    values["sort_date"] = bounds(values["published_on"])[0]
    shown = PublicArticle.objects.filter(slug=values["slug"]).first()
    revision = content["article"]["revision"]
    if revision and not (shown and (shown.revision_number or 0) > revision["number"]):
        values |= {
            "revision_number": revision["number"],
            "revision_sha256": revision["sha256"],
            "body": _body(content, shown),
        }
    article: PublicArticle = _upsert(PublicArticle, values)
    if shown and shown.body != article.body:
        _place_again(article)
    return article


def _body(content: Content, shown: PublicArticle | None) -> str:
    """What readers may see of the article's text: all of it, or the paragraphs around claims."""
    article = content["article"]
    text = ArticleRevision.objects.values_list("body", flat=True).get(
        article__slug=article["slug"], sha256=article["revision"]["sha256"]
    )
    if article["body_display"] == Article.BodyDisplay.FULL:
        return text
    seen = (shown.body if shown else "", content["quote"]["paragraph"] if content["quote"] else "")
    wanted = {paragraph.text for part in seen for paragraph in anchoring.paragraphs(part)}
    kept = [paragraph.text for paragraph in anchoring.paragraphs(text) if paragraph.text in wanted]
    return "\n\n".join(kept)


def _place_again(article: PublicArticle) -> None:
    """Find the claims that are already marked again, after the article's text has changed."""
    for claim in article.claims.select_related("publication"):
        claim.start, claim.end = _place(claim.publication.data["claim"]["quote"], article.body)
        claim.save(update_fields=["start", "end"])


def _place(quote: Content | None, body: str) -> tuple[int | None, int | None]:
    if not quote or not body:
        return None, None
    selector = anchoring.Selector(
        quote["exact"], quote["prefix"], quote["suffix"], quote["start"], quote["end"]
    )
    found = anchoring.relocate(selector, body).selector
    return (found.start, found.end) if found else (None, None)


def _sort_date(content: Content) -> date:
    return bounds(content["said_on"] or content["article"]["published_on"])[0]


def _search_vector(content: Content) -> Any:
    """Weighted words of a claim, in its own language and as they stand."""
    weighted = {
        "A": [content["headline"]],
        "B": [content["statement"], content["quote"]["exact"] if content["quote"] else ""],
        "C": [content.get("summary", ""), *(speaker["name"] for speaker in content["speakers"])],
        "D": [
            content["article"]["title"],
            *(c["source"]["title"] or c["source"]["publisher"] for c in content["citations"]),
        ],
    }
    own = SEARCH_CONFIGURATIONS.get(content["language"], "factcheck_simple")
    return reduce(
        add,
        (
            SearchVector(Value(" ".join(filter(None, texts))), config=config, weight=weight)
            for weight, texts in weighted.items()
            for config in dict.fromkeys(["factcheck_simple", own])
        ),
    )
