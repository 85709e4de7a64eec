"""Making an act: the one function that does."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from factcheck import plain_text
from factcheck.models import Claim, Publication, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import ACTS, Act, Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.workflow.effects import Given, Made, carry_out, leave_move
from factcheck.workflow.errors import (
    DemandsUnmet,
    NotPermitted,
    SecondPersonNeeded,
    SignOffOutdated,
    StaleVersion,
    Unsaid,
    WrongStage,
)
from factcheck.workflow.offers import lacks, may, misses_occasion
from factcheck.workflow.people import contributed


def perform(
    claim_id: int,
    verb: Verb,
    user: User,
    *,
    comment: str = "",
    version: int | None = None,
    assignee: User | None = None,
    kind: PublicationKind | None = None,
    reason: str = "",
    reasons: Mapping[str, str] | None = None,
    candidate: str = "",
    embargo: datetime | None = None,
) -> Made:
    """Make an act in the name of a user, or raise a WorkflowError that says what to do.

    `version` is the claim's version that the user saw; without one, the newest is taken. So is
    `candidate`, the digest of what they saw, to sign off.
    `assignee` is demanded to assign and reassign; from the second review on, to submit demands
    what will be published, by `kind` and public `reason`, unless the claim says so already;
    `reasons` are the same in other languages. With an `embargo` to come, publishing is put off
    until then and the order for it returned. To list returns the listing, all else the move.
    """
    said, public = (plain_text.clean(text).text for text in (comment, reason))
    translated = {code: plain_text.clean(text).text for code, text in (reasons or {}).items()}
    act = ACTS[verb]
    given = Given(user, said, assignee, kind, public, translated, candidate, embargo)
    try:
        with acting_as(user):
            _check_person(act, Claim.objects.locked(claim_id), user, version)
            claim = Claim.objects.for_candidate().get(pk=claim_id)
            _check_demands(act, claim, given)
            return carry_out(act, claim, given)
    except SignOffOutdated as outdated:
        _void(claim_id, Given(user, str(outdated)))
        raise


def list_claim(claim_id: int, user: User) -> Publication:
    """Make a claim public without a verdict, in the name of a publisher who did not write it."""
    listed = perform(claim_id, Verb.LIST, user)
    assert isinstance(listed, Publication)
    return listed


def check_version(claim: Claim, seen: int | None) -> None:
    """Raise StaleVersion for a claim that was saved since; without a version, anything goes."""
    if seen is not None and seen != claim.version:
        raise StaleVersion(
            _("Somebody saved the claim after you loaded it: look at it again before you go on.")
        )


def _void(claim_id: int, given: Given) -> None:
    """Make an outdated sign-off void, as the database does where it sees the change itself."""
    with acting_as(given.user):
        claim = Claim.objects.locked(claim_id)
        if claim.stage == Stage.APPROVED:
            leave_move(ACTS[Verb.VOID], claim, given)


def _check_person(act: Act, claim: Claim, user: User, version: int | None) -> None:
    verb = act.verb.label
    if claim.stage not in act.sources:
        words = {"stage": claim.get_stage_display(), "verb": verb}
        raise WrongStage(act.misplaced % words)
    if not may(act, claim, user):
        who = _(" or ").join(who.label for who in act.who)
        raise NotPermitted(act.reserved % {"verb": verb, "who": who})
    if act.heeds_version:
        check_version(claim, version)


def _check_demands(act: Act, claim: Claim, given: Given) -> None:
    if misplaced := misses_occasion(act, claim):
        raise WrongStage(" ".join(misplaced))
    if act.second_person and contributed(claim, given.user):
        raise SecondPersonNeeded(str(act.second_person))
    missing = lacks(act, claim)
    if act.comment.is_needed and not given.comment:
        missing.append(Unsaid("comment", act.comment.missing))
    if missing:
        raise DemandsUnmet(missing)
