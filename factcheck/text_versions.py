"""New versions of an article's text, and what becomes of the claims that are anchored in it.

What somebody signed off or published stays pinned to the text that was checked; every other
claim moves to the new text. No claim is lost: one whose words are gone is kept as an orphan.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from factcheck import anchoring, meaning, plain_text, publishing
from factcheck.anchoring import Outcome, Relocation
from factcheck.models import Article, ArticleRevision, AuditEntry, Claim, User
from factcheck.models.acting import acting_as
from factcheck.models.anchored import Passage
from factcheck.models.vocabulary import Stage
from factcheck.workflow.errors import WrongStage
from factcheck.workflow.perform import check_version

PASSAGES = {
    Outcome.KEPT: Passage.THERE,
    Outcome.MOVED: Passage.THERE,
    Outcome.FUZZY: Passage.CHANGED,
    Outcome.ORPHANED: Passage.ORPHANED,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What a new text does to a claim; `quote` is what the claim quoted before."""

    claim: Claim
    quote: str
    relocation: Relocation

    @property
    def is_pinned(self) -> bool:
        return Stage(self.claim.stage).is_pinned


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a claim when it was last checked, and those of the newest text, if any."""

    claim: Claim
    old: str
    new: str

    @property
    def altered(self) -> list[meaning.Change]:
        """The numbers, negations and names in which the newest text differs."""
        return meaning.changes(self.old, self.new, self.claim.language) if self.new else []


def normalised(text: str) -> str:
    """The text as revisions keep it: plain, its paragraphs parted by empty lines."""
    return plain_text.clean_article(text).text


def check(article: Article, text: str) -> None:
    """Raise ValidationError for a text that is empty, or that the newest revision already has."""
    if not normalised(text):
        raise ValidationError(_("The new text is empty: paste the whole text of the article."))
    current = article.current_revision
    if current and normalised(text) in (current.body, normalised(current.body)):
        raise ValidationError(
            _("The text is the same as the newest one: there is nothing to save.")
        )


def preview(article: Article, text: str) -> list[Fate]:
    """What the text would do to each anchored claim of the article, in the order of the text."""
    claims = article.claims.select_related("status").in_text_order()
    return [
        Fate(claim, claim.quote, anchoring.relocate(claim.anchor, normalised(text)))
        for claim in claims
        if claim.anchor
    ]


def revise(article: Article, text: str, user: User, *, seen: int | None = None) -> list[Fate]:
    """Add a revision and anchor the article's claims in it; returns what became of each.

    `seen` is the number of the revision that the user compared the text with, 0 for none;
    without it, the newest is taken. Raises ValidationError where that is not the newest any
    more, and for a text that `check` refuses.
    """
    with acting_as(user):
        # This keeps new claims out as well: each refers to its article.
        article = Article.objects.select_for_update().get(pk=article.pk)
        current = article.current_revision
        newest = current.number if current else 0
        if seen is not None and seen != newest:
            raise ValidationError(
                _(
                    "Somebody saved version %(number)s of the text meanwhile: nothing of yours "
                    "is lost, compare it with that one before you save."
                )
                % {"number": newest}
            )
        check(article, text)
        # All claims are locked, so that none is signed off in the meantime.
        list(article.claims.select_for_update().order_by("pk").values_list("pk"))
        fates = preview(article, text)
        revision = ArticleRevision(article=article, body=normalised(text), created_by=user)
        revision.save()
        checked = _checked_words(fate.claim for fate in fates)
        for fate in fates:
            _settle(fate, revision, checked.get(fate.claim.pk), current.body if current else "")
        publishing.show_passages(article)
    return fates


def words(claims: Iterable[Claim]) -> list[Words]:
    """The old and new words of claims whose passage changed, in two queries for all of them."""
    claims = list(claims)
    newest = {
        revision.article_id: revision
        for revision in ArticleRevision.objects.filter(article__in={c.article_id for c in claims})
        .order_by("article_id", "-number")
        .distinct("article_id")
    }
    checked = _checked_words(claims)
    return [_words(claim, newest[claim.article_id], checked) for claim in claims]


def _checked_words(claims: Iterable[Claim]) -> dict[int | None, str]:
    """The words that were last checked, of claims whose words changed since; in one query."""
    of_words = Q(changes__has_key="passage") | Q(changes__has_key="quote")
    entries = AuditEntry.objects.filter(
        of_words, claim__in=[c.pk for c in claims], table="factcheck_claim"
    )
    passage: dict[int | None, str] = {}
    checked: dict[int | None, str] = {}
    for entry in entries.order_by("pk"):
        if "passage" in entry.changes:
            passage[entry.claim_id] = entry.changes["passage"][1]
        if passage.get(entry.claim_id, Passage.THERE) == Passage.THERE:
            checked.pop(entry.claim_id, None)
        elif "quote" in entry.changes:
            checked.setdefault(entry.claim_id, entry.changes["quote"][0])
    return checked


def _words(claim: Claim, newest: ArticleRevision, checked: dict[int | None, str]) -> Words:
    if claim.passage == Passage.ORPHANED:
        return Words(claim, claim.quote, "")
    if claim.revision_id == newest.pk:
        return Words(claim, checked.get(claim.pk, claim.quote), claim.quote)
    found = anchoring.relocate(claim.anchor, newest.body).selector if claim.anchor else None
    return Words(claim, claim.quote, found.exact if found else "")


def anchor_again(
    claim: Claim, quote: str, user: User, *, start: int | None = None, version: int | None = None
) -> None:
    """Anchor a claim at a quote of the newest text.

    Raises AnchorError for a quote that is not there, or stands there several times.
    """
    with acting_as(user):
        claim, revision = _to_anchor(claim, version)
        # What surrounded the earlier words says nothing about these.
        claim.anchor_at(anchoring.find(revision.body, quote, start=start), revision)
        claim.save()


def accept(claim: Claim, user: User, *, version: int | None = None) -> None:
    """Note that a claim was checked against the newest words, and anchor it there."""
    with acting_as(user):
        claim, revision = _to_anchor(claim, version)
        if claim.revision_id != revision.pk:
            here = claim.anchor
            found = anchoring.relocate(here, revision.body).selector if here else None
            if found is None:
                raise ValidationError(_("The newest text has no such words: anchor it again."))
            claim.anchor_at(found, revision)
        claim.passage, claim.kept_reason = Passage.THERE, ""
        claim.save()


def keep(claim: Claim, reason: str, user: User, *, version: int | None = None) -> None:
    """Keep a claim as quoted from the earlier text, for a reason that readers see.

    Raises ValidationError without a reason, and where the earlier words were removed.
    """
    if not (reason := plain_text.clean(reason).text):
        raise ValidationError(_("Say why it stays as quoted from an earlier text."))
    with acting_as(user):
        claim, revision = _to_anchor(claim, version)
        if claim.revision_id == revision.pk and claim.passage != Passage.THERE:
            _take_back(claim)
        claim.passage, claim.kept_reason = Passage.KEPT, reason
        claim.save()


def _take_back(claim: Claim) -> None:
    """Give a claim that followed the newest text its words of before, not saved yet."""
    entries = AuditEntry.objects.filter(claim=claim.pk, table="factcheck_claim").order_by("-pk")
    moved = entries.filter(changes__has_keys=["quote", "revision_id"]).first()
    if moved is None:
        raise ValidationError(_("Its earlier words were removed: anchor it again, or drop it."))
    for column in ("quote", "prefix", "suffix", "start", "end", "revision_id"):
        if column in moved.changes:
            setattr(claim, column, moved.changes[column][0])


def _to_anchor(claim: Claim, version: int | None) -> tuple[Claim, ArticleRevision]:
    claim = Claim.objects.locked(claim.pk)
    if Stage(claim.stage).is_settled:
        raise WrongStage(
            _("The claim is %(stage)s, on the text that was checked: reopen it first.")
            % {"stage": claim.get_stage_display()}
        )
    check_version(claim, version)
    revision = claim.article.current_revision
    assert revision is not None
    return claim, revision


def _settle(fate: Fate, revision: ArticleRevision, checked: str | None, before: str) -> None:
    """Save what the new text does to a claim; `checked` are the words that were last checked.

    `before` is the text that was the newest until now.
    """
    claim, found = fate.claim, fate.relocation.selector
    passage = PASSAGES[fate.relocation.outcome]
    if passage != Passage.THERE and _is_kept_still(claim, found, before):
        return
    if fate.is_pinned or claim.passage == Passage.KEPT:
        _stay(fate, passage, revision)
        return
    if found is not None:
        claim.anchor_at(found, revision)
        # Words that changed before, and that nobody has checked since, are still to be checked.
        if checked is not None:
            passage = Passage.THERE if found.exact == checked else Passage.CHANGED
        passage = _altered(claim, checked or fate.quote, found.exact, passage)
    claim.passage = passage
    claim.save()


def _stay(fate: Fate, passage: Passage, revision: ArticleRevision) -> None:
    """Leave a claim on the text that was checked; one that was kept follows its words."""
    claim, found = fate.claim, fate.relocation.selector
    if found is not None and passage == Passage.THERE and not fate.is_pinned:
        claim.anchor_at(found, revision)
        claim.save()
        return
    passage = _altered(claim, claim.quote, found.exact if found else "", passage)
    if passage != claim.passage:
        claim.passage = passage
        claim.save(update_fields=["passage"])


def _is_kept_still(claim: Claim, found: anchoring.Selector | None, before: str) -> bool:
    """Was it kept as quoted from an earlier text against these very words, or none?"""
    if claim.passage != Passage.KEPT or claim.anchor is None:
        return False
    then = anchoring.relocate(claim.anchor, before).selector
    return (then and then.exact) == (found and found.exact)


def _altered(claim: Claim, old: str, new: str, passage: Passage) -> Passage:
    """Whether what is changed is a number, a negation or a name."""
    if passage == Passage.CHANGED and meaning.changes(old, new, claim.language):
        return Passage.ALTERED
    return passage
