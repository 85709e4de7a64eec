"""New versions of an article's text, and what becomes of the claims that are anchored in it.

What somebody signed off or published stays pinned to the text that was checked; every other
claim moves to the new text. No claim is lost: one whose words are gone is kept as an orphan.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
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


# What says where a claim stands, and in which text.
ANCHOR = ("quote", "prefix", "suffix", "start", "end", "revision_id")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a claim, and the whole sentences in which they stand."""

    quote: str
    sentences: str


@dataclass(frozen=True, slots=True)
class Fate:
    """What a new text does to a claim; `was` is where its words stood when last checked.

    `quote` is what the claim quoted before, in `text`; `now` is where the new text has its words,
    if it does.
    `is_unsettled`: it waited to be checked before this text, too.
    """

    claim: Claim
    quote: str
    text: str
    relocation: Relocation
    was: Place
    now: Place | None
    is_unsettled: bool = False

    @property
    def is_pinned(self) -> bool:
        return Stage(self.claim.stage).is_pinned

    @property
    def passage(self) -> Passage:
        """What becomes of its words: those around them can turn their meaning."""
        if self.now is None:
            return Passage.ORPHANED
        if meaning.changes(self.was.sentences, self.now.sentences, self.claim.language):
            return Passage.ALTERED
        if self.is_unsettled:
            return Passage.THERE if self.now.quote == self.was.quote else Passage.CHANGED
        return PASSAGES[self.relocation.outcome]

    @property
    def outcome(self) -> Outcome:
        """The same, as it is told before the text is saved."""
        is_altered = self.passage == Passage.ALTERED
        return Outcome.FUZZY if is_altered else self.relocation.outcome

    @property
    def words(self) -> "Words":
        return Words.between(self.claim, self.was, self.now)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a claim when it was last checked, and those of the newest text, if any.

    Where the quote is the same, they are the sentences around it. `altered` are the numbers,
    negations and names in which those differ.
    """

    claim: Claim
    old: str
    new: str
    altered: Sequence[meaning.Change] = ()

    @classmethod
    def between(cls, claim: Claim, was: Place, now: Place | None) -> "Words":
        if now is None:
            return cls(claim, was.quote, "")
        altered = meaning.changes(was.sentences, now.sentences, claim.language)
        if was.quote == now.quote:
            return cls(claim, was.sentences, now.sentences, altered)
        return cls(claim, was.quote, now.quote, altered)


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
    claims = [
        claim for claim in article.claims.select_related("status").in_text_order() if claim.anchor
    ]
    checked, body = _checked(claims), normalised(text)
    bodies = _bodies(claims, checked)
    relocated = _relocated(claims, body, bodies)
    fates = []
    for claim in claims:
        relocation, own = relocated[claim.pk], _text_of(claim, bodies)
        was = _was(claim, checked, bodies)
        now = _now(relocation.selector, body)
        fates.append(Fate(claim, claim.quote, own, relocation, was, now, claim.pk in checked))
    return fates


def places(claims: Iterable[Claim], newest: ArticleRevision) -> dict[int, tuple[int, int]]:
    """Where claims stand in the newest text, those of an older one too; one query at most."""
    anchored = [claim for claim in claims if claim.anchor]
    older = [claim for claim in anchored if claim.revision_id != newest.pk]
    relocated = _relocated(older, newest.body, _bodies(older, {})) if older else {}
    found = {claim.pk: claim.anchor for claim in anchored if claim.revision_id == newest.pk}
    found |= {pk: each.selector for pk, each in relocated.items()}
    return {pk: (place.start, place.end) for pk, place in found.items() if place}


def _relocated(claims: Iterable[Claim], text: str, bodies: dict[int, str]) -> dict[int, Relocation]:
    """What becomes of claims in another text; together, so that none takes the place of another."""
    by_text: defaultdict[str, dict[int, anchoring.Selector]] = defaultdict(dict)
    for claim in claims:
        if anchor := claim.anchor:
            by_text[_text_of(claim, bodies)][claim.pk] = anchor
    return {
        pk: relocation
        for old, anchors in by_text.items()
        for pk, relocation in zip(
            anchors, anchoring.relocate_all([*anchors.values()], text, old), strict=True
        )
    }


def _text_of(claim: Claim, bodies: dict[int, str]) -> str:
    return bodies.get(claim.revision_id or 0, "")


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
        for fate in fates:
            _settle(fate, revision, current.body if current else "")
        publishing.show_passages(article)
    return fates


def words(claims: Iterable[Claim]) -> list[Words]:
    """The old and new words of claims whose passage changed, in three queries for all of them."""
    claims = list(claims)
    newest = {
        revision.article_id: revision
        for revision in ArticleRevision.objects.filter(article__in={c.article_id for c in claims})
        .order_by("article_id", "-number")
        .distinct("article_id")
    }
    checked = _checked(claims)
    bodies = _bodies(claims, checked)
    return [
        Words.between(
            claim,
            _was(claim, checked, bodies),
            _newest(claim, newest[claim.article_id], _text_of(claim, bodies)),
        )
        for claim in claims
    ]


def _checked(claims: Iterable[Claim]) -> dict[int, dict[str, Any]]:
    """Of claims that wait to be checked again: what of `ANCHOR` was otherwise then; one query."""
    entries = AuditEntry.objects.filter(
        changes__has_any_keys=["passage", *ANCHOR],
        claim__in=[c.pk for c in claims],
        table="factcheck_claim",
    )
    passage: dict[int | None, str] = {}
    checked: dict[Any, dict[str, Any]] = {}
    for entry in entries.order_by("pk"):
        if "passage" in entry.changes:
            passage[entry.claim_id] = entry.changes["passage"][1]
        if passage.get(entry.claim_id, Passage.THERE) == Passage.THERE:
            checked.pop(entry.claim_id, None)
            continue
        was = checked.setdefault(entry.claim_id, {})
        for column in ANCHOR:
            if column in entry.changes:
                was.setdefault(column, entry.changes[column][0])
    return checked


def _bodies(claims: Iterable[Claim], checked: dict[int, dict[str, Any]]) -> dict[int, str]:
    """The texts in which claims were checked, and in which they are anchored, by their keys."""
    keys = [checked.get(c.pk, {}).get("revision_id") for c in claims]
    keys += [claim.revision_id for claim in claims]
    return dict(
        ArticleRevision.objects.filter(pk__in=set(filter(None, keys))).values_list("pk", "body")
    )


def _was(claim: Claim, checked: dict[int, dict[str, Any]], bodies: dict[int, str]) -> Place:
    """Where a claim stood when it was last checked; words that were removed are those of now."""
    then = checked.get(claim.pk, {})
    quote, start, end, key = (
        then.get(column, getattr(claim, column))
        for column in ("quote", "start", "end", "revision_id")
    )
    return _place(bodies.get(key, ""), quote or claim.quote, start, end)


def _newest(claim: Claim, newest: ArticleRevision, text: str) -> Place | None:
    if claim.passage == Passage.ORPHANED or claim.anchor is None:
        return None
    if claim.revision_id == newest.pk:
        return _now(claim.anchor, newest.body)
    return _now(anchoring.relocate(claim.anchor, newest.body, text).selector, newest.body)


def _now(found: anchoring.Selector | None, body: str) -> Place | None:
    return _place(body, found.exact, found.start, found.end) if found else None


def _place(body: str, quote: str, start: int | None, end: int | None) -> Place:
    if not quote or start is None or end is None or body[start:end] != quote:
        return Place(quote, quote)
    return Place(quote, anchoring.sentences_at(body, start, end))


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
            text = claim.revision.body if claim.revision else ""
            here = claim.anchor
            found = anchoring.relocate(here, revision.body, text).selector if here else None
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
    was = _checked([claim]).get(claim.pk, {})
    if not (was.get("revision_id") and was.get("quote", claim.quote)):
        raise ValidationError(_("Its earlier words were removed: anchor it again, or drop it."))
    for column, value in was.items():
        setattr(claim, column, value)


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


def _settle(fate: Fate, revision: ArticleRevision, before: str) -> None:
    """Save what the new text does to a claim; `before` is the text that was the newest until now"""
    claim, found, passage = fate.claim, fate.relocation.selector, fate.passage
    if passage != Passage.THERE and _is_kept_still(fate, before):
        return
    if fate.is_pinned or claim.passage == Passage.KEPT:
        _stay(fate, passage, revision)
        return
    if found is not None:
        claim.anchor_at(found, revision)
    claim.passage = passage
    claim.save()


def _stay(fate: Fate, passage: Passage, revision: ArticleRevision) -> None:
    """Leave a claim on the text that was checked; one that was kept follows its words."""
    claim, found = fate.claim, fate.relocation.selector
    if found is not None and passage == Passage.THERE and not fate.is_pinned:
        claim.anchor_at(found, revision)
        claim.save()
    elif passage != claim.passage:
        claim.passage = passage
        claim.save(update_fields=["passage"])


def _is_kept_still(fate: Fate, before: str) -> bool:
    """Was it kept as quoted from an earlier text against these very words, or none?"""
    claim, now = fate.claim, fate.now
    if claim.passage != Passage.KEPT or claim.anchor is None:
        return False
    then = _now(anchoring.relocate(claim.anchor, before, fate.text).selector, before)
    if then is None or now is None:
        return then is now
    return then.quote == now.quote and not meaning.changes(
        then.sentences, now.sentences, claim.language
    )
