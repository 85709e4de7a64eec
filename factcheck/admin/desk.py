"""The front page: what is mine to do, and what comes next."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.cells import progress
from factcheck.admin.failures import failures
from factcheck.models import (
    Article,
    ArticleFinding,
    Claim,
    Move,
    ReaderReport,
    Remark,
    User,
    void_comments,
)
from factcheck.models.acts import Verb
from factcheck.models.claim_queries import ClaimQuerySet
from factcheck.models.counting import RowCount, up_to_cap
from factcheck.models.vocabulary import Stage
from factcheck.models.who import Who

ROWS = 10


@dataclass(frozen=True, slots=True)
class Section:
    """Claims that ask the same of those who have a part in the newsroom."""

    key: str
    title: Any
    who: Who
    rows: Callable[[User], ClaimQuerySet]


def _mine_or_all(rows: ClaimQuerySet, user: User) -> ClaimQuerySet:
    """A desk editor sees to everybody's."""
    return rows if Who.DESK_EDITOR.held_by(user) else rows.assigned_to(user)


def _failed(user: User) -> ClaimQuerySet:
    """Each with the last comment of its thread, which says why."""
    said = Move.objects.filter(claim=OuterRef("pk"), verb=Verb.COMMENT).order_by("-pk")
    rows = Claim.objects.not_published_when_due(user)
    return rows.annotate(refusal=Subquery(said.values("comment")[:1]))


# In the order in which one would see to them.
SECTIONS = [
    Section(
        "sent-back",
        gettext_lazy("Sent back to you"),
        Who.RESEARCHER,
        lambda user: Claim.objects.assigned_to(user).sent_back(),
    ),
    Section(
        "void",
        gettext_lazy("Sign-offs that became void"),
        Who.STAFF,
        Claim.objects.with_void_sign_off,
    ),
    Section(
        "failed",
        gettext_lazy("Not published at the end of the embargo"),
        Who.STAFF,
        _failed,
    ),
    Section(
        "to-check",
        gettext_lazy("To check"),
        Who.RESEARCHER,
        lambda user: Claim.objects.assigned_to(user).to_check(),
    ),
    Section(
        "to-sign-off",
        gettext_lazy("Waiting for your sign-off"),
        Who.REVIEWER,
        lambda user: Claim.objects.waiting_for(user).decided_here(),
    ),
    Section(
        "to-publish",
        gettext_lazy("Approved, ready to publish"),
        Who.PUBLISHER,
        lambda user: Claim.objects.ready_to_publish().decided_here(),
    ),
    Section(
        "held",
        gettext_lazy("Approved, under legal hold"),
        Who.PUBLISHER,
        lambda user: Claim.objects.held(),
    ),
    Section(
        "stranded",
        gettext_lazy("Being checked by nobody: to assign"),
        Who.DESK_EDITOR,
        lambda user: Claim.objects.stranded(),
    ),
    Section(
        "overdue",
        gettext_lazy("Overdue"),
        Who.RESEARCHER,
        lambda user: _mine_or_all(Claim.objects.late(), user),
    ),
    Section(
        "replies",
        gettext_lazy("Replies awaited"),
        Who.RESEARCHER,
        lambda user: _mine_or_all(Claim.objects.awaiting_replies(), user),
    ),
    Section(
        "embargo",
        gettext_lazy("Under embargo"),
        Who.PUBLISHER,
        lambda user: Claim.objects.under_embargo(),
    ),
    Section(
        "passages",
        gettext_lazy("Passages that changed, or are gone"),
        Who.RESEARCHER,
        lambda user: Claim.objects.with_changed_passage(),
    ),
    Section(
        "earlier-to-sign-off",
        gettext_lazy("Reviews from before this record, to sign off"),
        Who.REVIEWER,
        lambda user: Claim.objects.waiting_for(user).reviewed_earlier(),
    ),
    Section(
        "earlier-to-publish",
        gettext_lazy("Reviews from before this record, to publish"),
        Who.PUBLISHER,
        lambda user: Claim.objects.ready_to_publish().reviewed_earlier(),
    ),
    Section(
        "free",
        gettext_lazy("Free to take"),
        Who.RESEARCHER,
        lambda user: Claim.objects.free_to_take(),
    ),
]
OTHERS = {"passages", "free"}
# A whole sheet of them comes in at once: the front page counts them, and leads to their list.
ONLY_COUNTED = {"earlier-to-sign-off", "earlier-to-publish"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A section as one person sees it."""

    section: Section
    count: int
    claims: list[Claim]

    @property
    def by_article(self) -> list[tuple[Article, list[tuple[Claim, str, str]]]]:
        """The claims of each article together, in the order of the first of each.

        Each with its page, and with what was said when it came to its stage.
        """
        articles: dict[Article, list[tuple[Claim, str, str]]] = {}
        for claim in self.claims:
            articles.setdefault(claim.article, []).append((claim, page_for(claim), _said(claim)))
        return list(articles.items())

    @property
    def is_only_counted(self) -> bool:
        return self.section.key in ONLY_COUNTED

    @property
    def has_more(self) -> bool:
        return self.count > len(self.claims)


def page_for(claim: Claim) -> str:
    """Where a claim is seen to: one in review is read as readers will see it."""
    page = "read" if claim.stage == Stage.IN_REVIEW else "change"
    return reverse(f"admin:factcheck_claim_{page}", args=[claim.pk])


def _said(claim: Any) -> str:
    """What was said with the last move of a claim; readers see what was published."""
    if refusal := getattr(claim, "refusal", ""):
        return str(refusal)
    if claim.last_verb == Verb.PUBLISH:
        return ""
    said: str = claim.last_comment or ""
    return void_comments.in_words(said) if claim.last_verb == Verb.VOID else said


def sections_of(user: Any) -> list[Section]:
    return [s for s in SECTIONS if s.who.held_by(user)]


def context(user: Any) -> dict[str, Any]:
    """What the front page shows, in a fixed number of queries."""
    if not Who.STAFF.held_by(user):
        return {}
    reports, findings = _reports(user), _findings(user)
    sections = sections_of(user)
    counts = _counts(user, sections)
    shown = [Shown(s, counts[s.key], _claims(s, user)) for s in sections]
    return {
        "sections": [s for s in shown if s.count],
        "reports": reports,
        "findings": findings,
        "next_step": (
            None if reports or findings or any(map(_is_own, shown)) else _next_step(user, counts)
        ),
        "articles": _articles(),
        "failures": failures(user),
    }


def _is_own(shown: Shown) -> bool:
    return shown.count > 0 and shown.section.key not in OTHERS


def _counts(user: User, sections: Iterable[Section]) -> dict[str, int]:
    """All counts in one query; each stops at the cap."""
    counts = {section.key: RowCount(up_to_cap(section.rows(user))) for section in sections}
    row: Any = User.objects.filter(pk=user.pk).values(**counts).get()
    return dict(row)


def _claims(section: Section, user: User) -> list[Claim]:
    if section.key in ONLY_COUNTED:
        return []
    related = section.rows(user).select_related(
        "article", "speaker", "status", "assignee", "embargo"
    )
    open_remarks = RowCount(Remark.objects.unsettled().filter(claim=OuterRef("pk")))
    return list(related.with_last_move().annotate(open_remarks=open_remarks)[:ROWS])


def _next_step(user: User, counts: dict[str, int]) -> str:
    if Who.RESEARCHER.held_by(user):
        if counts["free"]:
            return _("Nothing is waiting for you. Take one of the claims that are free, below.")
        return _(
            "Nothing is waiting for you, and no claim is free. Add an article with its text, then "
            "mark its claims on its workbench."
        )
    if Who.REVIEWER.held_by(user):
        return _(
            "Nothing waits for your sign-off. Claims appear here as soon as they are submitted."
        )
    if Who.PUBLISHER.held_by(user):
        return _("Nothing is ready to publish. Claims appear here as soon as they are signed off.")
    return _("No report of a reader waits for you.")


def _reports(user: User) -> list[ReaderReport]:
    """What readers wrote in and is this person's to see to, one more than is shown."""
    if not user.has_perm("factcheck.change_readerreport"):
        return []
    waiting = ReaderReport.objects.waiting_for(user).select_related("claim", "article")
    return list(waiting[: ROWS + 1])


TURNS = {
    Stage.CHECKING: gettext_lazy("yours to write"),
    Stage.IN_REVIEW: gettext_lazy("waits for your sign-off"),
    Stage.APPROVED: gettext_lazy("signed off, ready to publish"),
}


def _findings(user: User) -> list[tuple[ArticleFinding, Any]]:
    """Findings on articles that are this person's to see to, each with what is asked."""
    mine = ArticleFinding.objects.on_desk_of(user)[:ROWS]
    return [(finding, TURNS[Stage(finding.stage)]) for finding in mine]


def _articles() -> list[tuple[Any, str]]:
    articles: Iterable[Any] = Article.objects.under_check().with_progress()[:ROWS]
    return [(article, progress(article.facts_left, article.claim_count)) for article in articles]
