"""What an act demands of a claim. Each function gives what is missing, one sentence each."""

from collections.abc import Callable, Container, Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from factcheck.models import Claim, Embargo, Evidence, Finding, Publication, VerificationStatus
from factcheck.models.acts import Demand
from factcheck.models.vocabulary import DECISIVE, REVIEWS, Method, PublicationKind, Stage
from factcheck.references import referenced_numbers
from factcheck.workflow.amendments import amendment
from factcheck.workflow.errors import Lack

Policy, Direction = VerificationStatus.Policy, VerificationStatus.Direction


def verdict(claim: Claim) -> list[str]:
    """A headline and a verdict; the verdict may be absent where only the citations were checked."""
    missing: list[str] = []
    if not claim.headline:
        missing.append(Lack("headline", _("Write the headline: the proposition that is rated.")))
    if claim.status_id != VerificationStatus.UNVERIFIED:
        if not claim.summary and not claim.is_reviewed_earlier:
            missing.append(Lack("summary", _("Write the summary: the answer in one sentence.")))
        if not claim.reasoning and not claim.is_reviewed_earlier:
            sentence = _("Write the reasoning: how the evidence leads to the status.")
            missing.append(Lack("reasoning", sentence))
    elif claim.summary or claim.reasoning or claim.earlier_url:
        sentence = _("Choose a status for what the summary and the reasoning say.")
        missing.append(Lack("status", sentence))
    elif not claim.citations.exists():
        sentence = _("Choose a status, or check at least what the article cites.")
        missing.append(Lack("status", sentence))
    return missing


def citations(claim: Claim) -> list[str]:
    unchecked = [c for c in claim.citations.all() if c.finding_id == Finding.UNCHECKED]
    sentence = _("Look up the cited source “%(source)s” and note the finding.")
    return [Lack("citations", sentence % {"source": c.source}) for c in unchecked]


def references(claim: Claim) -> list[str]:
    """Every reference of the reasoning, in every language, leads to evidence of the claim."""
    own = {evidence.number for evidence in claim.evidence.all()}
    texts = [claim.reasoning, *(t.reasoning for t in claim.translations.all())]
    unknown = {n for text in texts for n in referenced_numbers(text)} - own
    sentence = _("The reasoning refers to [e%(number)s], which is no evidence of this claim.")
    return [Lack("reasoning", sentence % {"number": number}) for number in sorted(unknown)]


def policy(claim: Claim) -> list[str]:
    """What the status demands: evidence that points its way, or a log of the search.

    An earlier review of ours stands as it was made, by whatever rules there were then.
    """
    status, field = claim.status, "evidence"
    if claim.is_reviewed_earlier:
        return []
    if status.policy == Policy.SEARCH_LOG and not claim.search_log.exists():
        field = "search_log"
        sentence = _("“%(status)s” needs a search log: say where, when and for what you looked.")
    elif not claim.policy_exception and not _points_its_way(claim):
        sentence = " ".join(_what_is_needed(claim))
    elif status.policy == Policy.EVIDENCE and not suffices(claim.evidence.all()):
        sentence = str(NEEDED[Direction.EITHER])
    elif claim.policy_exception and _points_its_way(claim):
        field = "policy_exception"
        sentence = _("“%(status)s” needs no exception here: leave its reason empty.")
    else:
        return []
    return [Lack(field, sentence % {"status": status})]


NEEDED: dict[str, StrPromise] = {
    Direction.SUPPORTS: gettext_lazy(
        "“%(status)s” needs evidence that supports the claim: one primary record, or two secondary "
        "ones of different origin."
    ),
    Direction.REFUTES: gettext_lazy(
        "“%(status)s” needs evidence that refutes the claim: one primary record, or two secondary "
        "ones of different origin."
    ),
    Direction.EITHER: gettext_lazy(
        "“%(status)s” needs one primary or two independent secondary records of evidence "
        "that support or refute the claim; context does not count, and copies of one "
        "origin count once."
    ),
}


def _what_is_needed(claim: Claim) -> Iterator[str]:
    """What the status needs, what there is of that, and whether there is another way."""
    direction, records = Direction(claim.status.direction), list(claim.evidence.all())
    yield str(NEEDED[direction])
    if direction == Direction.EITHER:
        return
    if any(each.stance in direction.stances for each in records):
        yield _("What there is so far is secondary, and of one origin.")
    else:
        yield _("So far there is none.")
    if suffices(records):
        yield _("Otherwise choose another status, or say why an exception is made.")


def _points_its_way(claim: Claim) -> bool:
    """Is there enough evidence in the direction of the status, where it has one?"""
    stances = Direction(claim.status.direction).stances
    return not stances or suffices(claim.evidence.all(), stances)


def suffices(records: Iterable[Evidence], stances: Container[str] = DECISIVE) -> bool:
    """One primary or two independent secondary records, of those that point one of these ways.

    Independent are records of different origin; one without counts under its publisher.
    """
    decisive = [e for e in records if e.stance in stances]
    origins = {e.origin or e.source.publisher or e.source.url for e in decisive}
    return len(origins) > 1 or any(e.method == Method.PRIMARY for e in decisive)


def passage(claim: Claim) -> list[str]:
    """What the newest text has otherwise, or no longer, is settled by somebody."""
    if claim.Passage(claim.passage).is_settled:
        return []
    sentence = (
        _(
            "The newest text no longer has its words: anchor it again, keep it as quoted with a "
            "reason, or drop it."
        )
        if claim.passage == claim.Passage.ORPHANED
        else _(
            "The newest text has its words otherwise: check it against those, anchor it again, or "
            "keep it as quoted with a reason."
        )
    )
    return [Lack("quote", sentence)]


def no_legal_hold(claim: Claim) -> list[str]:
    if not claim.legal_hold:
        return []
    sentence = _("The claim is under legal hold (%(why)s): lift that first.")
    return [Lack("legal_hold", sentence % {"why": claim.legal_hold})]


def repeats_a_review(claim: Claim) -> list[str]:
    """The claim that it repeats has a live review, and itself repeats no other."""
    if claim.same_as is None:
        return []
    if claim.same_as.same_as_id is not None:
        sentence = _("It is the same as a claim that repeats another: name that other one.")
    elif claim.repeats.exclude(stage=Stage.DROPPED).exists():
        sentence = _("Other claims are the same as this one: it cannot itself repeat another.")
    elif not has_live_review(claim.same_as):
        sentence = _("It is the same as a claim that has no published review.")
    else:
        return []
    return [Lack("same_as", sentence)]


def live_review(claim: Claim) -> list[str]:
    return [] if has_live_review(claim) else [_("There is no published review to withdraw.")]


def not_repeated(claim: Claim) -> list[str]:
    """No published review repeats this one."""
    return [
        _(
            "“%(headline)s” (claim %(number)s) repeats this one: withdraw its review first, or "
            "publish it with a verdict of its own."
        )
        % {
            "headline": repeat.said.claim.headline,
            "number": repeat.claim_id,
        }
        for repeat in Publication.objects.repeating(claim.pk)
    ]


def never_reviewed(claim: Claim) -> list[str]:
    if claim.publications.reviews().exists():
        return [_("It has been reviewed publicly: withdraw the review instead.")]
    return []


def has_live_review(claim: Claim) -> bool:
    latest = Publication.objects.of_claim(claim.pk).first()
    return latest is not None and latest.content is not None and latest.kind in REVIEWS


def not_public(claim: Claim) -> list[str]:
    """It was never published, or was taken back before any review."""
    latest = Publication.objects.of_claim(claim.pk).first()
    if latest is None or (
        latest.kind == PublicationKind.RETRACTION and not claim.publications.reviews().exists()
    ):
        return []
    return [_("The claim is public already.")]


def under_embargo(claim: Claim) -> list[str]:
    if Embargo.objects.filter(claim=claim).exists():
        return []
    return [_("The claim is under no embargo any more: look at it again.")]


CHECKS: dict[Demand, Callable[[Claim], Sequence[str]]] = {
    Demand.VERDICT: verdict,
    Demand.CITATIONS: citations,
    Demand.REFERENCES: references,
    Demand.POLICY: policy,
    Demand.NO_LEGAL_HOLD: no_legal_hold,
    Demand.REPEATS_A_REVIEW: repeats_a_review,
    Demand.LIVE_REVIEW: live_review,
    Demand.NOT_REPEATED: not_repeated,
    Demand.NEVER_REVIEWED: never_reviewed,
    Demand.NOT_PUBLIC: not_public,
    Demand.UNDER_EMBARGO: under_embargo,
    Demand.AMENDMENT: amendment,
    Demand.PASSAGE: passage,
}
