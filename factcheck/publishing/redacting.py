"""Taking a claim's words out of the record, by two people and with a public reason.

A court's order, a person in danger. Digests and reason stay, so the chain still verifies and the
claim's page keeps a tombstone. With the newest revision the words go from the desk as well: from
the texts of the article, the claim's own rows, files that wait to come in, and the audit. Otherwise
they would come back.
"""

from collections.abc import Iterable
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import anchoring, file_store, plain_text
from factcheck.models import (
    Article,
    ArticleFinding,
    ArticleRevision,
    AuditEntry,
    Claim,
    ImportRow,
    Publication,
    PublicClaim,
    ReaderReport,
    Redaction,
    Remark,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.record import PublicationQuerySet
from factcheck.models.translated import Translated
from factcheck.models.who import Who
from factcheck.publishing import chain, purging, reading_room, receivers, show_passages
from factcheck.publishing.blackout import (
    BLACK,
    BLACKED_OUT,
    black_out_desk,
    black_out_texts,
    places,
)


def neighbours(claim: Claim, among: PublicationQuerySet | None = None) -> QuerySet[Publication]:
    """Revisions of other claims that hold words of this one, and those that repeat it.

    In the same article they are found by their place in the text. Elsewhere they are found by the
    very words, if these are more than one: in articles that contain them, and in claims that a
    search for them finds.
    """
    whole = Publication.objects.all() if among is None else among
    others = whole.redactable().exclude(claim=claim)
    sayings = _sayings(claim)
    found = PublicClaim.objects.with_phrases(sayings).values("pk")
    articles = ArticleRevision.objects.saying(sayings).values("article")
    holding = others.filter(Q(claim__in=found) | Q(claim__article__in=articles)).saying(sayings)
    repeating = others.repeating(claim.pk)
    keys = {*holding.values_list("pk", flat=True), *repeating.values_list("pk", flat=True)}
    return others.filter(pk__in=keys | _around(claim, others)).order_by("claim_id", "number")


def findings_beside(claim: Claim) -> QuerySet[Publication]:
    """Revisions of the finding on the claim's article: it may have its words, or tell of them."""
    on_article = Publication.record.on_articles().filter(finding__article=claim.article_id)
    return on_article.redactable().order_by("number")


def passages(claim: Claim) -> set[str]:
    """The words of the article that are the claim's, at the desk and in all its revisions."""
    said = [publication.said.claim for publication in claim.publications.redactable()]
    quotes = {claim.quote, *(each.quote.exact for each in said if each.quote)}
    return {quote for quote in quotes if quote.strip(BLACK + "\n")}


def _sayings(claim: Claim) -> set[str]:
    """The lines of more than one word that are this claim's own, wherever they stand."""
    said = [publication.said.claim for publication in claim.publications.redactable()]
    named = {words for each in said for words in (each.headline, each.statement)}
    lines = {line.strip() for text in passages(claim) | named for line in text.splitlines()}
    return {line for line in lines if len(line.split()) > 1}


def takes_words(claim: Claim, taken: Iterable[Publication]) -> bool:
    """Whether the words go from the desk as well; not while readers keep the newest revision."""
    newest = Publication.objects.of_claim(claim.pk).first()
    return newest is None or newest.content is None or newest in taken


def places_in_texts(claim: Claim) -> int:
    """How often the claim's words stand in the versions of its article's text."""
    words, texts = passages(claim), claim.article.revisions.values_list("body", flat=True)
    return sum(len(places(text, words)) for text in texts)


def ask(claim: Claim, publications: Iterable[Publication], reason: str, user: User) -> Redaction:
    """Ask for revisions of a claim, and of its neighbours, to be removed; somebody else agrees.

    Raises ValidationError without a reason or a revision, PermissionDenied for any but publishers.
    """
    _check_publisher(user)
    serials = sorted(publication.serial for publication in publications)
    reason = plain_text.clean(reason, lines=False).text
    redaction = Redaction(claim=claim, serials=serials, reason=reason, asked_by=user)
    with acting_as(user):
        redaction.full_clean()
        redaction.save()
    return redaction


def take_back(redaction: Redaction, user: User) -> None:
    """Take back a request for a redaction that nobody has agreed to."""
    _check_publisher(user)
    with acting_as(user):
        _pending(redaction).delete()


def agree(redaction: Redaction, user: User) -> None:
    """Agree to a redaction, and carry it out, all in one transaction.

    Raises ValidationError if the user asked for it, or if it no longer fits the record;
    PermissionDenied if the user is no publisher.
    """
    _check_publisher(user)
    if redaction.asked_by_id == user.pk:
        raise ValidationError(_("Somebody other than the person who asked for it must agree."))
    with acting_as(user):
        redaction = _pending(redaction)
        claim, taken = redaction.claim, list(redaction.publications)
        articles = _lock(claim, taken)
        since = Publication.objects.filter(published_at__gt=redaction.asked_at)
        if newer := since.of_claim(claim.pk).first() or neighbours(claim, since).first():
            raise ValidationError(
                _(
                    "Revision %(number)s of claim %(claim)s was published since: take this back, "
                    "and ask again."
                )
                % {"number": newer.number, "claim": newer.claim_id}
            )
        redaction.agreed_by, redaction.agreed_at = user, timezone.now()
        redaction.full_clean()
        redaction.save()
        _carry_out(claim, taken, articles)


def _carry_out(claim: Claim, taken: list[Publication], articles: QuerySet[Article]) -> None:
    sayings, revisions, around = _sayings(claim), list[int](), list[int]()
    if takes_words(claim, taken):
        revisions, around = black_out_texts(articles, passages(claim))
        named = {text for text in (claim.headline, claim.statement) if len(text.split()) > 1}
        ImportRow.objects.telling_of(claim, sayings | named).delete()
        # Nobody knows what they say without reading each; people can choose their file again.
        transaction.on_commit(partial(file_store.empty, file_store.CLAIMS))
        black_out_desk(claim)
    for shown in PublicClaim.objects.filter(publication__in=taken):
        reading_room.take_back(shown.pk)
    Publication.record.filter(pk__in=[p.pk for p in taken]).update(content=None)
    entries = _black_out_findings(taken)
    entries |= AuditEntry.objects.in_articles_saying(articles, sayings)
    entries |= AuditEntry.objects.of_rows(ArticleRevision, revisions)
    entries |= AuditEntry.objects.of_anchors(around) | AuditEntry.objects.filter(claim=claim)
    reports = ReaderReport.objects.about(claim.pk).values_list("pk", flat=True)
    entries |= AuditEntry.objects.of_rows(ReaderReport, reports)
    remarks = claim.remarks.values_list("pk", flat=True)
    entries |= AuditEntry.objects.of_rows(Remark, remarks)
    AuditEntry.objects.filter(pk__in=list(entries.values_list("pk", flat=True))).update(changes={})
    for article in articles if revisions else ():
        reading_room.show_text(article)
        show_passages(article)
    purging.purge()
    receivers.tell()


def _black_out_findings(taken: Iterable[Publication]) -> QuerySet[AuditEntry]:
    """Take the words of findings whose newest revision goes from the desk; gives their audit."""
    gone = {publication.pk: publication.finding for publication in taken if publication.finding}
    findings = {finding for finding in gone.values() if chain.revisions_of(finding)[0].pk in gone}
    for finding in findings:
        finding.text = Translated(dict.fromkeys(finding.text, BLACKED_OUT))
        finding.amendment_reason = BLACKED_OUT if finding.amendment_reason else ""
        finding.amendment_translations = Translated(
            {code: BLACKED_OUT for code, said in finding.amendment_translations.items() if said}
        )
        finding.save(update_fields=["text", "amendment_reason", "amendment_translations"])
        finding.moves.exclude(comment="").update(comment=BLACKED_OUT)
    return AuditEntry.objects.of_rows(ArticleFinding, [finding.pk for finding in findings])


def _lock(claim: Claim, taken: list[Publication]) -> QuerySet[Article]:
    """Lock the articles concerned, as a new text does, and the chain.

    An article is concerned, too, if it has the same text as one of them.
    """
    own = Article.objects.filter(Q(claims=claim) | Q(claims__publications__in=taken))
    texts = ArticleRevision.objects.filter(article__in=own)
    same = Article.objects.filter(revisions__sha256__in=texts.values("sha256"))
    keys = {*own.values_list("pk", flat=True), *same.values_list("pk", flat=True)}
    articles = Article.objects.filter(pk__in=keys).order_by("pk")
    list(articles.select_for_update().values_list("pk"))
    list(Claim.objects.filter(article__in=keys).order_by("pk").select_for_update().values("pk"))
    chain.lock()
    return articles


def _around(claim: Claim, others: QuerySet[Publication]) -> set[int]:
    """Publications in the same article that quote the words, or the paragraph around them."""
    words = passages(claim)
    texts = {
        revision.sha256: (revision.body, places(revision.body, words))
        for revision in claim.article.revisions.all()
    }
    found = set()
    for publication in others.filter(claim__article=claim.article):
        said = publication.said.claim
        quote, revision = said.quote, said.article.revision
        if quote and revision and revision.sha256 in texts:
            body, spans = texts[revision.sha256]
            around = anchoring.paragraph_at(body, quote.start, quote.end)
            first = min(around.start, quote.start - len(quote.prefix))
            last = max(around.end, quote.end + len(quote.suffix))
            if any(start < last and first < end for start, end in spans):
                found.add(publication.pk)
    return found


def _pending(redaction: Redaction) -> Redaction:
    """Load and lock a redaction; raises ValidationError if somebody decided on it meanwhile."""
    pending = Redaction.objects.select_for_update().pending().filter(pk=redaction.pk).first()
    if pending is None:
        raise ValidationError(_("Somebody agreed to this meanwhile, or took it back."))
    return pending


def _check_publisher(user: User) -> None:
    if not Who.PUBLISHER.held_by(user):
        raise PermissionDenied(_("Only publishers can ask for a redaction, or agree to one."))
