"""A new version of an article's text: what becomes of the claims that are anchored in it.

What somebody signed off or published stays pinned to the text that was checked; every other
claim moves to the new text. No claim is lost: one whose words are gone is kept as an orphan.
"""

from dataclasses import dataclass

from factcheck import anchoring, publishing
from factcheck.anchoring import Outcome, Relocation, Selector
from factcheck.models import Article, ArticleRevision, Claim, User
from factcheck.models.acting import acting_as

Passage, Stage = Claim.Passage, Claim.Stage

PINNED = (Stage.APPROVED, Stage.PUBLISHED, Stage.WITHDRAWN)
PASSAGES = {
    Outcome.KEPT: Passage.THERE,
    Outcome.MOVED: Passage.THERE,
    Outcome.FUZZY: Passage.CHANGED,
    Outcome.ORPHANED: Passage.ORPHANED,
}


@dataclass(frozen=True, slots=True)
class Fate:
    """What a new text does to a claim."""

    claim: Claim
    relocation: Relocation

    @property
    def is_pinned(self) -> bool:
        return self.claim.stage in PINNED


def normalised(text: str) -> str:
    """The text as revisions keep it: line feeds only, no outer white space."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip()


def preview(article: Article, text: str) -> list[Fate]:
    """What the text would do to each anchored claim of the article, in the order of the text."""
    anchored = article.claims.filter(revision__isnull=False).exclude(stage=Stage.DROPPED)
    return [
        Fate(claim, anchoring.relocate(selector(claim), normalised(text)))
        for claim in anchored.in_text_order()
    ]


def revise(article: Article, text: str, user: User) -> list[Fate]:
    """Add a revision and anchor the article's claims in it; returns what became of each.

    Raises ValueError where the text is the newest revision's already, or empty.
    """
    text = normalised(text)
    if not text:
        raise ValueError("The new text is empty.")
    with acting_as(user):
        article = Article.objects.select_for_update().get(pk=article.pk)
        current = article.current_revision
        if current is not None and current.body == text:
            raise ValueError("The text is the same as the newest one.")
        # Locks all claims, so that none is signed off in the meantime.
        list(article.claims.select_for_update().order_by("pk").values_list("pk"))
        fates = preview(article, text)
        revision = ArticleRevision(article=article, body=text, created_by=user)
        revision.save()
        for fate in fates:
            _settle(fate, revision)
        changed = [f.claim.pk for f in fates if f.claim.passage != Passage.THERE]
        publishing.show_passage_changed(changed)
    return fates


def selector(claim: Claim) -> Selector:
    assert claim.start is not None
    assert claim.end is not None
    return Selector(claim.quote, claim.prefix, claim.suffix, claim.start, claim.end)


def anchor(claim: Claim, found: Selector, revision: ArticleRevision) -> None:
    """Put a claim's anchor, not yet saved, where a selector of that revision's text points."""
    claim.revision = revision
    claim.quote, claim.prefix, claim.suffix = found.exact, found.prefix, found.suffix
    claim.start, claim.end = found.start, found.end
    claim.passage = Passage.THERE


def _settle(fate: Fate, revision: ArticleRevision) -> None:
    claim, found = fate.claim, fate.relocation.selector
    if found is not None and not fate.is_pinned:
        anchor(claim, found, revision)
    claim.passage = PASSAGES[fate.relocation.outcome]
    claim.save()
