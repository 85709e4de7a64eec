"""The article's text with its claims marked, and what is chosen in it."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import anchoring, attribution_proposals, likeness, text_versions
from factcheck.admin.article.workbench_unclaimed import Unclaimed
from factcheck.anchoring import Selector, Sentence, Span
from factcheck.models import ArticleRevision, Claim, RefusedSentence, User
from factcheck.models.refused_sentence import digest_of
from factcheck.models.vocabulary import Stage

NOBODY = "nobody"
SELECTION = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text; `claim` is the innermost shown, `add` the sentence without one.

    `is_proposed` is a stretch of a sentence that is proposed as a claim; `is_stop` marks the first
    stretch of its claim. `covered` are claims that begin here and that no stretch shows, because
    other claims cover all of their words.
    """

    text: str
    start: int
    keys: tuple[int, ...]
    opens: tuple[int, ...]
    claim: Claim | None
    is_active: bool
    is_faint: bool
    is_selected: bool
    is_proposed: bool
    add: Sentence | None
    is_stop: bool
    covered: tuple[Claim, ...]


class Workbench:
    """One look at an article: its claims, the filters, and what is chosen in the text."""

    TWO_PARAGRAPHS = gettext_lazy("A claim stands in one paragraph: select words of one only.")

    def __init__(self, request: HttpRequest, article: Any, revision: ArticleRevision) -> None:
        self.request = request
        self.article, self.revision, self.body = article, revision, revision.body
        own = article.claims.exclude(stage=Stage.DROPPED)
        self.claims: list[Claim] = list(own.select_related("speaker", "assignee").in_text_order())
        for claim in self.claims:
            claim.article = article
        self.by_pk = {claim.pk: claim for claim in self.claims}
        self.places = text_versions.places(self.claims, revision)
        self.filters = {
            name: value for name in ("stage", "person") if (value := request.GET.get(name))
        }
        self.chosen = self._chosen(_number(request.GET.get("claim")) or 0)
        self.is_refused = False
        self.selection = self._selection()
        user = request.user
        assert isinstance(user, User)
        self.may_add = user.has_perm("factcheck.add_claim")
        self.unclaimed = Unclaimed(
            article, self.body, self.places.values(), self._carrying() if self.may_add else ()
        )

    @cached_property
    def proposer(self) -> attribution_proposals.Proposer:
        return attribution_proposals.Proposer(self.body)

    def _carrying(self) -> list[tuple[int, int]]:
        """Where the text carries claims, in a language that is read."""
        if not attribution_proposals.reads(self.article.language):
            return []
        return [(each.start, each.end) for each in self.proposer.claims()]

    def _chosen(self, number: int) -> Claim | None:
        """Any claim of the article, even one that was dropped while somebody was editing it."""
        claim = self.by_pk.get(number)
        if claim is None and number:
            claim = (
                self.article.claims.select_related("speaker", "assignee").filter(pk=number).first()
            )
        return claim

    def _selection(self) -> Selector | None:
        start, end = (_number(self.request.GET.get(name)) for name in ("start", "end"))
        if start is None or end is None or not 0 <= start < end <= len(self.body):
            return None
        words = self.body[start:end]
        start += len(words) - len(words.lstrip())
        if self._crosses(start, start + len(words.strip())):
            self.is_refused = True
            return None
        try:
            return anchoring.describe(self.body, start, start + len(words.strip()))
        except ValueError:
            return None

    def _crosses(self, start: int, end: int) -> bool:
        """Whether the words stand in more than one paragraph."""
        return any(start < part.start < end for part in anchoring.paragraphs(self.body))

    def paragraphs(self) -> list[list[Piece]]:
        spans = [Span(key, *place) for key, place in self.places.items()]
        if self.selection:
            spans.append(Span(SELECTION, self.selection.start, self.selection.end))
        spans += [Span(-i, s.start, s.end) for i, s in enumerate(self.unclaimed.all, 1)]
        marked = anchoring.marked_paragraphs(self.body, spans)
        on_top = {claim.pk for part in marked for s in part if (claim := self._on_top(s))}
        stops: set[int] = set()
        return [[self._piece(segment, on_top, stops) for segment in part] for part in marked]

    def _on_top(self, segment: anchoring.Segment) -> Claim | None:
        """The innermost claim that the filters show or, failing that, the innermost of all."""
        claims = [self.by_pk[key] for key in segment.keys if key > 0]
        return next(iter([*filter(self._shown, claims)][-1:] or claims[-1:]), None)

    def _piece(self, segment: anchoring.Segment, on_top: set[int], stops: set[int]) -> Piece:
        keys = tuple(key for key in segment.keys if key > 0)
        sentences = [self.unclaimed.all[-key - 1] for key in segment.keys if key < 0]
        ends_at = segment.start + len(segment.text)
        ending = next((s for s in sentences if s.end == ends_at), None)
        opens = tuple(key for key in segment.opens if key > 0)
        claim = self._on_top(segment)
        is_stop = claim is not None and claim.pk not in stops
        stops |= {claim.pk} if claim else set()
        return Piece(
            text=segment.text,
            start=segment.start,
            keys=keys,
            opens=opens,
            claim=claim,
            is_active=self.chosen is not None and self.chosen.pk in keys,
            is_faint=claim is not None and not self._shown(claim),
            is_selected=SELECTION in segment.keys,
            is_proposed=any(map(self.unclaimed.is_proposed, sentences)),
            add=ending,
            is_stop=is_stop,
            covered=tuple(self.by_pk[key] for key in opens if key not in on_top),
        )

    def _shown(self, claim: Claim) -> bool:
        person = str(claim.assignee_id or NOBODY)
        return self.filters.get("stage") in (None, claim.stage) and self.filters.get("person") in (
            None,
            person,
        )

    def next_unclaimed(self) -> Sentence | None:
        """The sentence without a claim to look at after what is chosen."""
        chosen = self.places.get(self.chosen.pk) if self.chosen else None
        at = (self.selection.start, self.selection.end) if self.selection else chosen or (0, 0)
        return self.unclaimed.next(at) or next(iter(self.unclaimed.left), None)

    @cached_property
    def sentence(self) -> Sentence | None:
        """The sentence without a claim that is chosen, whole."""
        chosen = self.selection
        return self.unclaimed.at(chosen.start, chosen.end) if chosen else None

    def digest(self) -> str:
        return digest_of(self.sentence.text) if self.sentence else ""

    def refusal(self) -> RefusedSentence | None:
        return self.unclaimed.refusal(self.sentence) if self.sentence else None

    def is_proposed(self) -> bool:
        """Whether a proposed sentence is chosen, or words of it."""
        chosen = self.selection
        return chosen is not None and any(
            each.start <= chosen.start and chosen.end <= each.end
            for each in self.unclaimed.proposed
        )

    def neighbours(self) -> tuple[Claim | None, Claim | None]:
        """The claims before and after the chosen one in the text, of those that are shown."""
        chosen = self.chosen
        shown = [c for c in self.claims if self._shown(c) or (chosen and c.pk == chosen.pk)]
        at = next((i for i, c in enumerate(shown) if chosen and c.pk == chosen.pk), None)
        if at is None:
            return None, shown[0] if shown else None
        return shown[at - 1] if at else None, shown[at + 1] if at + 1 < len(shown) else None

    def beside(self) -> list[Claim]:
        """Other claims whose words overlap those of the chosen one."""
        here = self.places.get(self.chosen.pk) if self.chosen else None
        return [
            self.by_pk[key]
            for key, (start, end) in self.places.items()
            if here and key != self.chosen.pk and start < here[1] and here[0] < end  # type: ignore[union-attr]
        ]

    def in_selection(self, *, same: bool) -> list[Claim]:
        """Claims in the selected words: those of the same place, or those in a part of it."""
        if self.selection is None:
            return []
        chosen = (self.selection.start, self.selection.end)
        return [
            self.by_pk[key]
            for key, place in self.places.items()
            if place[0] < chosen[1] and chosen[0] < place[1]
            if likeness.is_same(place, chosen) == same
        ]

    def paragraph_to_settle(self) -> int | None:
        """The number of the paragraph where the chosen claim stands, or stood, if its words are
        to be selected anew.
        """
        claim = self.chosen
        if claim is None or claim.start is None or Claim.Passage(claim.passage).is_settled:
            return None
        start = self.places.get(claim.pk, (claim.start,))[0]
        parts = anchoring.paragraphs(self.body)
        return max((n for n, part in enumerate(parts) if part.start <= start), default=0)

    def elsewhere(self) -> list[Claim]:
        """Claims without words in the newest text."""
        return [claim for claim in self.claims if claim.pk not in self.places]

    def passages_left(self) -> int:
        """How many claims wait in the queue of the passages that changed."""
        return sum(not Claim.Passage(claim.passage).is_settled for claim in self.claims)

    def legend(self) -> list[tuple[Stage, int]]:
        counts = Counter(claim.stage for claim in self.claims)
        return [(stage, counts[stage]) for stage in Stage if counts[stage]]

    def people(self) -> list[tuple[str, str, int]]:
        counts = Counter((str(c.assignee_id or NOBODY), str(c.assignee or "")) for c in self.claims)
        named = sorted(counts.items(), key=lambda item: (item[0][0] == NOBODY, item[0][1]))
        return [(key, name or _("nobody"), count) for (key, name), count in named]


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None
