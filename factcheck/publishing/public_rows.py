"""The record as the reading room shows it: one `PublicClaim` per public claim."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import add
from typing import Any, TypeAlias

from django.contrib.postgres.search import SearchVector
from django.db import transaction
from django.db.models import QuerySet, Value
from django.utils.text import slugify

from factcheck import anchoring
from factcheck.models import (
    Article,
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
from factcheck.models.partial_date import bounds
from factcheck.models.reading_room import SEARCH_CONFIGURATIONS, NamedByClaims
from factcheck.models.vocabulary import BodyDisplay, PublicationKind, Stage
from factcheck.publishing import chain, names
from factcheck.publishing.candidates import Content
from factcheck.publishing.excerpts import excerpts

NAMED: list[type[NamedByClaims]] = [PublicSpeaker, PublicSource, PublicTopic]
Name: TypeAlias = tuple[type[NamedByClaims], str]


def show(publication: Publication) -> None:
    """Make a claim's public row say what its latest publication says."""
    for model, slug in _show(publication):
        show_named(model, slug)


def _show(publication: Publication) -> set[Name]:
    """Show a claim; returns whom it names by what they were before a merge, to be shown anew."""
    content = publication.data["claim"]
    before = PublicClaim.objects.filter(pk=publication.claim_id).first()
    named, merged_since = {}, set[Name]()
    for model in NAMED:
        slugs = named[model.CLAIM_FIELD] = list[str]()
        for values in names.named(model, content):
            slug = names.slug_now(model, values["slug"])
            if slug == values["slug"]:
                _upsert(model, names.shown(model, values, slug))
            else:
                # Nothing of it replaces what was published of the other itself.
                model.objects.get_or_create(slug=slug, defaults=names.shown(model, values, slug))
                merged_since.add((model, slug))
            if slug not in slugs:
                slugs.append(slug)
    is_review = publication.kind not in (PublicationKind.LISTING, PublicationKind.RETRACTION)
    claim, _created = PublicClaim.objects.update_or_create(
        pk=publication.claim_id,
        defaults={
            **named,
            "publication": publication,
            "headline": content["headline"],
            "slug": _slug(content["headline"]),
            "statement": content["statement"],
            "summary": content.get("summary", ""),
            "kind": content["kind"],
            "subject": content["subject"],
            "language": content["language"],
            "translations": {
                language: {"headline": texts["headline"], "summary": texts["summary"]}
                for language, texts in content.get("translations", {}).items()
            },
            "status_id": content["status"]["slug"],
            "speaker_id": next(iter(named["speaker_slugs"]), None),
            "article": _show_article(content),
            "findings": sorted(
                {c["finding"]["slug"] for c in content["citations"] if "finding" in c}
            ),
            "source_findings": {
                names.slug_now(PublicSource, c["source"]["slug"]): c["finding"]["slug"]
                for c in content["citations"]
                if "finding" in c and c["finding"]["slug"] != Finding.UNCHECKED
            },
            "same_as": (content.get("same_as") or {}).get("id"),
            "sort_date": _sort_date(content),
            "published_at": publication.published_at,
            "reviewed_at": publication.published_at if is_review else None,
            "passage_changed": passage_changed(publication),
            "reopened": is_review and _is_reopened(publication.claim),
        },
    )
    PublicClaim.objects.filter(pk=claim.pk).update(search=_search_vector(content))
    _show_text(claim)
    if before:
        _let_go(before, claim)
    return merged_since


def passage_changed(publication: Publication) -> bool:
    """Does the newest text lack the words that were published?"""
    content = publication.data["claim"]
    if not content["quote"]:
        return False
    texts = ArticleRevision.objects.filter(article__claims=publication.claim_id)
    newest = texts.order_by("-number")[:1].get()
    if newest.sha256 == content["article"]["revision"]["sha256"]:
        return False
    outcome = _relocated(content["quote"], newest.body).outcome
    return outcome in (anchoring.Outcome.FUZZY, anchoring.Outcome.ORPHANED)


def show_again(claims: QuerySet[PublicClaim]) -> None:
    """Show claims as they stand in the record, after something beside it has changed."""
    _show_all(claim.publication for claim in claims.select_related("publication__claim"))


def show_named(model: type[NamedByClaims], slug: str) -> None:
    """Show whom claims name as these published it last; remove whom none names any more."""
    naming = model(slug=slug).claims.select_related("publication").order_by("-publication_id")
    newest_first = (c.publication.data["claim"] for c in naming.iterator(chunk_size=50))
    if values := names.as_published(model, slug, newest_first):
        _upsert(model, values)
    elif not naming.exists():
        model.objects.filter(pk=slug).delete()


def take_back(claim_id: int) -> None:
    """Remove a claim that is public no more, and what was public through it alone."""
    claim = PublicClaim.objects.get(pk=claim_id)
    claim.delete()
    remaining = claim.article.claims.select_related("publication").order_by("publication_id")
    if remaining:
        # As they published it: the newest text may have been the removed one's.
        PublicArticle.objects.filter(pk=claim.article_id).update(revision_number=None)
        for each in remaining:
            _show_article(each.publication.data["claim"])
        _show_text(PublicClaim.objects.get(pk=remaining[0].pk))
    else:
        claim.article.delete()
    _let_go(claim, PublicClaim())


def show_text(article: Article) -> None:
    """Show an article's text again, and where its claims stand in it, after words went from it."""
    claims = PublicClaim.objects.filter(pk__in=article.claims.values("pk"))
    for public in PublicArticle.objects.filter(claims__in=claims).distinct():
        _show_text(public.claims.all()[0])


@transaction.atomic
def rebuild() -> int:
    """Empty the reading room and show the whole record again; returns the number of claims."""
    chain.lock()
    PublicClaim.objects.all().delete()
    PublicArticle.objects.all().delete()
    for model in NAMED:
        model.objects.all().delete()
    # In the order of the record, so that names end up as they were last published.
    latest = Publication.objects.live().select_related("claim").in_chain()
    _show_all(latest.iterator(chunk_size=500))
    return PublicClaim.objects.count()


def _show_all(publications: Iterable[Publication]) -> None:
    merged_since = {name for publication in publications for name in _show(publication)}
    for model, slug in merged_since:
        show_named(model, slug)


def _upsert(model: type[Any], values: Content) -> Any:
    defaults = {name: value for name, value in values.items() if name != "slug"}
    return model.objects.update_or_create(slug=values["slug"], defaults=defaults)[0]


def _slug(headline: str) -> str:
    """The headline in the claim's address; none for one that is the address of its history."""
    slug = slugify(headline)
    return "" if slug == "history" else slug


def _is_reopened(claim: Claim) -> bool:
    """Is the desk looking again at a claim with a review, in a round that has none yet?"""
    if claim.stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
        return False
    return claim.round > Publication.objects.of_claim(claim.pk).reviews().count()


def _let_go(before: PublicClaim, now: PublicClaim) -> None:
    """Show anew whom a claim names no more."""
    for model in NAMED:
        for slug in {*getattr(before, model.CLAIM_FIELD)} - {*getattr(now, model.CLAIM_FIELD)}:
            show_named(model, slug)


def _show_article(content: Content) -> PublicArticle:
    values = {name: value for name, value in content["article"].items() if name != "revision"}
    values["sort_date"] = bounds(values["published_on"])[0]
    shown = PublicArticle.objects.filter(slug=values["slug"]).first()
    revision = content["article"]["revision"]
    if revision and not (shown and (shown.revision_number or 0) > revision["number"]):
        values |= {"revision_number": revision["number"], "revision_sha256": revision["sha256"]}
    article: PublicArticle = _upsert(PublicArticle, values)
    return article


def _show_text(claim: PublicClaim) -> None:
    """Show what readers may see of the article's text, and where its claims stand in it."""
    article = claim.article
    text = _text(article.revision_sha256)
    in_excerpts = article.body_display == BodyDisplay.EXCERPTS
    everything = in_excerpts or text != article.body
    claims = list(article.claims.select_related("publication")) if everything else [claim]
    places = {
        each.pk: place for each in claims if (place := _place(each.publication, article, text))
    }
    body, places = excerpts(text, places) if in_excerpts else (text, places)
    if body != article.body:
        article.body = body
        article.save(update_fields=["body"])
    for each in claims:
        each.start, each.end = places.get(each.pk, (None, None))
    PublicClaim.objects.bulk_update(claims, ["start", "end"])


def _text(sha256: str) -> str:
    """The text with a digest; the desk may have moved it to another address since.

    A redaction reaches every copy of it.
    """
    if not sha256:
        return ""
    return ArticleRevision.objects.filter(sha256=sha256).values_list("body", flat=True)[:1].get()


def _place(publication: Publication, article: PublicArticle, text: str) -> tuple[int, int] | None:
    """Where a claim's quote stands in the text that is shown, if at all."""
    content = publication.data["claim"]
    quote = content["quote"]
    if not quote:
        return None
    if content["article"]["revision"]["sha256"] == article.revision_sha256:
        return quote["start"], quote["end"]
    found = _relocated(quote, text).selector
    return (found.start, found.end) if found else None


def _relocated(quote: Content, text: str) -> anchoring.Relocation:
    selector = anchoring.Selector(
        quote["exact"], quote["prefix"], quote["suffix"], quote["start"], quote["end"]
    )
    return anchoring.relocate(selector, text)


def _sort_date(content: Content) -> date:
    return bounds(content["said_on"] or content["article"]["published_on"])[0]


def _search_vector(content: Content) -> Any:
    """Weighted words of a claim, in the languages that it is in and as they stand."""
    weighted = {
        "A": [content["headline"]],
        "B": [content["statement"], content["quote"]["exact"] if content["quote"] else ""],
        "C": [content.get("summary", ""), *(speaker["name"] for speaker in content["speakers"])],
        "D": [
            content["article"]["title"],
            *(c["source"]["title"] or c["source"]["publisher"] for c in content["citations"]),
        ],
    }
    worded = [(content["language"], weighted)]
    for language, texts in content.get("translations", {}).items():
        worded.append((language, {"A": [texts["headline"]], "C": [texts["summary"]]}))
    return reduce(
        add,
        (
            SearchVector(Value(" ".join(filter(None, texts))), config=config, weight=weight)
            for language, weighted in worded
            for weight, texts in weighted.items()
            for config in dict.fromkeys(["factcheck_simple", _configuration(language)])
        ),
    )


def _configuration(language: str) -> str:
    return SEARCH_CONFIGURATIONS.get(language, "factcheck_simple")
