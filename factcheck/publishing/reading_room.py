"""Writing the reading room: the rows that publications make."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from factcheck.models import (
    Article,
    ArticleRevision,
    PublicArticle,
    Publication,
    PublicClaim,
)
from factcheck.models.content import ArticleContent
from factcheck.models.reading_room import NamedByClaims
from factcheck.publishing import chain, findings, public_rows, search_vectors
from factcheck.publishing.merged_names import MergedNames
from factcheck.publishing.public_rows import NAMED

Named = tuple[type[NamedByClaims], str]


def show(publication: Publication) -> None:
    """Show a claim as its latest publication has it."""
    names = MergedNames.load()
    for model, slug in _show(publication, names):
        show_named(model, slug, names)


def _show(publication: Publication, names: MergedNames) -> set[Named]:
    """Write the rows that a publication makes.

    Returns the speakers and sources that it names and that were merged into others. What is shown
    of them depends on other claims as well: the caller must call `show_named` for each.
    """
    said = publication.said.claim
    before = PublicClaim.objects.filter(pk=publication.claim_pk).first()
    merged = set()
    for row in public_rows.named(said):
        model, slug = type(row), names.now(type(row), row.slug)
        if slug == row.slug:
            _save(names.under(slug, row))
        else:
            # What was published of the other one itself is never replaced.
            if not model.objects.filter(pk=slug).exists():
                _save(names.under(slug, row), is_new=True)
            merged.add((model, slug))
    article = article_with(said.article)
    _save(article)
    claim = public_rows.public_claim(
        publication,
        names,
        Publication.objects.before(publication),
        passage_changed=passage_changed(publication),
        reopened=_is_reopened(publication),
    )
    claim.search = search_vectors.of_claim(said, claim.translations)
    claim.save()
    _show_text(claim)
    if before:
        _let_go(before, claim, names)
        if before.article_id != article.pk:
            _show_article(before.article)
        elif before.publication_id != publication.pk and not _rests_on(said.article, article):
            # Perhaps nothing rests on the shown text any more.
            _show_article(article)
    return merged


def passage_changed(publication: Publication) -> bool:
    """Whether the article's newest text lacks the words that were published, or their meaning."""
    texts = ArticleRevision.objects.filter(article__claims=publication.claim_id)
    return public_rows.lacks_passage(
        publication.said.claim,
        texts.order_by("-number")[:1].get,
        lambda digest: texts.filter(sha256=digest).first(),
    )


def show_again(claims: QuerySet[PublicClaim]) -> None:
    """Show claims again, after something outside the record changed, such as by a merge."""
    _show_all(claim.publication for claim in claims.select_related("publication__claim"))


def show_named(model: type[NamedByClaims], slug: str, names: MergedNames | None = None) -> None:
    """Show a speaker, source or topic as last published; remove one that no claim names."""
    names = names or MergedNames.load()
    naming = model(slug=slug).claims.select_related("publication").order_by("-publication_id")
    newest_first = (c.publication.said.claim for c in naming.iterator(chunk_size=50))
    if row := public_rows.as_published(model, slug, newest_first, names):
        _save(row)
    elif not naming.exists():
        model.objects.filter(pk=slug).delete()


def take_back(claim_id: int) -> None:
    """Remove a claim that is no longer public, and whatever was public only because of it."""
    claim = PublicClaim.objects.get(pk=claim_id)
    claim.delete()
    _show_article(claim.article)
    _let_go(claim, PublicClaim(), MergedNames.load())


def show_text(article: Article) -> None:
    """Show an article's text again, with its claims in it, after words were blacked out."""
    claims = PublicClaim.objects.among(article.claims.all())
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
    findings.rebuild()
    return PublicClaim.objects.count()


def _show_all(publications: Iterable[Publication]) -> None:
    names = MergedNames.load()
    merged = {named for publication in publications for named in _show(publication, names)}
    for model, slug in merged:
        show_named(model, slug, names)


def _is_reopened(publication: Publication) -> bool:
    claim = publication.claim
    reviews = Publication.objects.of_claim(claim.pk).reviews().count()
    return public_rows.is_reopened(publication, claim, reviews)


def _save(row: NamedByClaims | PublicArticle, *, is_new: bool = False) -> None:
    row.search = search_vectors.of_row(row)
    row.save(force_insert=is_new)


def _let_go(before: PublicClaim, now: PublicClaim, names: MergedNames) -> None:
    """Show the speakers, sources and topics again that a claim no longer names."""
    for model in NAMED:
        for slug in {*getattr(before, model.CLAIM_FIELD)} - {*getattr(now, model.CLAIM_FIELD)}:
            show_named(model, slug, names)


def _show_article(article: PublicArticle) -> None:
    """Show an article as its public claims published it, or remove it where there are none.

    Its newest text may have been public only because of a claim that is gone, or that moved.
    """
    claims = article.claims.select_related("publication").order_by("publication_id")
    if not claims:
        article.delete()
        return
    PublicArticle.objects.filter(pk=article.pk).update(revision_number=None, revision_sha256="")
    for each in claims:
        _save(article_with(each.publication.said.claim.article))
    _show_text(claims[0])


def _rests_on(said: ArticleContent, article: PublicArticle) -> bool:
    """Whether a claim was published with the text of its article that is shown."""
    return said.revision is not None and said.revision.sha256 == article.revision_sha256


def article_with(said: ArticleContent) -> PublicArticle:
    """An unsaved row of an article as a claim has it, with the newest text that is public."""
    row = public_rows.public_article(said)
    shown = PublicArticle.objects.filter(slug=row.slug).first()
    if shown:
        row.body = shown.body
        if not public_rows.is_newer(row, shown):
            row.revision_number = shown.revision_number
            row.revision_sha256 = shown.revision_sha256
    return row


def _show_text(claim: PublicClaim) -> None:
    """Show what readers may see of the article's text, and where its claims stand in it."""
    article = PublicArticle.objects.get(pk=claim.article_id)
    text = text_of(article)
    in_excerpts = article.is_in_excerpts
    everything = in_excerpts or text != article.body
    claims = list(article.claims.select_related("publication")) if everything else [claim]
    said = {each.pk: each.publication.said.claim for each in claims}
    body, places = public_rows.body_and_places(article, text, said)
    newer_text_on = public_rows.newer_text_on(article)
    if (body, newer_text_on) != (article.body, article.newer_text_on):
        article.body, article.newer_text_on = body, newer_text_on
        article.save(update_fields=["body", "newer_text_on"])
    for each in claims:
        each.start, each.end = places.get(each.pk, (None, None))
    PublicClaim.objects.bulk_update(claims, ["start", "end"])


def text_of(article: PublicArticle) -> str:
    """The text with the article's digest; its article may have another address by now.

    Of equal texts any will do: a redaction reaches them all.
    """
    if not article.revision_sha256:
        return ""
    texts = ArticleRevision.objects.filter(sha256=article.revision_sha256)
    return texts.values_list("body", flat=True)[:1].get()
