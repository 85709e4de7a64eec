"""Making a move: the one function that does."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import publishing
from factcheck.models import Claim, Embargo, Move, User
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import PublicationKind, Stage, Verb
from factcheck.workflow.bylines import bylines
from factcheck.workflow.contributions import contributed
from factcheck.workflow.errors import (
    DemandsUnmet,
    NotPermitted,
    SecondPersonNeeded,
    SignOffOutdated,
    WrongStage,
)
from factcheck.workflow.moves import MOVES, Edge, holds, lacks
from factcheck.workflow.versions import check_version


def perform(
    claim_id: int,
    verb: Verb,
    user: User,
    *,
    comment: str = "",
    version: int | None = None,
    assignee: User | None = None,
    kind: PublicationKind | None = None,
    embargo: datetime | None = None,
) -> Move | Embargo:
    """Make a move in the name of a user, or raise a WorkflowError that says what to do.

    `version` is the claim's version that the user saw; without one, the newest is taken.
    `assignee` is demanded to assign and reassign. To publish, `kind` and the reason in `comment`
    are demanded from the second review on; with an `embargo` to come, publishing is put off until
    then and the order for it returned.
    """
    try:
        with acting_as(user):
            edge = MOVES[verb]
            _check_person(edge, Claim.objects.locked(claim_id), user, version)
            claim = Claim.objects.for_candidate().get(pk=claim_id)
            _check_demands(edge, claim, user, comment)
            if verb in (Verb.ASSIGN, Verb.REASSIGN):
                if assignee is None:
                    raise DemandsUnmet([_("Choose to whom it is assigned.")])
                return _assign(edge, claim, user, assignee, comment)
            if verb == Verb.PUBLISH and embargo and embargo > timezone.now():
                return _put_off(claim, user, _kind(claim, kind, comment), comment, embargo)
            prepare = _PREPARATIONS.get(verb)
            if verb == Verb.PUBLISH:
                _publish(claim, _kind(claim, kind, comment), comment)
            elif prepare:
                prepare(claim, user, comment)
            move = _move(edge, claim, user, comment)
            if verb == Verb.REOPEN:
                publishing.show_as_reopened(claim.pk)
            return move
    except SignOffOutdated as outdated:
        _void(claim_id, user, str(outdated))
        raise


def _void(claim_id: int, user: User, why: str) -> None:
    """Make an outdated sign-off void, as the database does where it sees the change itself."""
    with acting_as(user):
        claim = Claim.objects.locked(claim_id)
        if claim.stage == Stage.APPROVED:
            _move(MOVES[Verb.VOID], claim, user, why)


def _check_person(edge: Edge, claim: Claim, user: User, version: int | None) -> None:
    if claim.stage not in edge.sources:
        raise WrongStage(
            _("The claim is %(stage)s by now, so “%(verb)s” is not possible: look at it again.")
            % {"stage": claim.get_stage_display(), "verb": edge.verb.label}
        )
    if not any(holds(who, user, claim) for who in edge.who):
        raise NotPermitted(
            _("“%(verb)s” is for %(who)s.")
            % {"verb": edge.verb.label, "who": _(" or ").join(who.label for who in edge.who)}
        )
    check_version(claim, version)


def _check_demands(edge: Edge, claim: Claim, user: User, comment: str) -> None:
    if edge.second_person and contributed(claim, user):
        raise SecondPersonNeeded(
            _("You changed this claim since it was last published: somebody else must sign it off.")
        )
    missing = lacks(edge, claim)
    if edge.needs_comment and not comment.strip():
        missing.append(_("Say why in a comment."))
    if missing:
        raise DemandsUnmet(missing)


def _move(edge: Edge, claim: Claim, user: User, comment: str) -> Move:
    signed = publishing.candidate(claim) if edge.verb == Verb.SIGN_OFF else None
    move = Move.objects.create(
        claim=claim,
        verb=edge.verb,
        from_stage=claim.stage,
        to_stage=edge.target,
        actor=user,
        comment=comment.strip(),
        candidate_sha256=signed.sha256 if signed else "",
        candidate_size=signed.size if signed else None,
    )
    claim.refresh_from_db(fields=["stage", "round", "version"])
    return move


def _assign(edge: Edge, claim: Claim, user: User, assignee: User, comment: str) -> Move:
    if not (assignee.is_active and assignee.has_perm("factcheck.research_claim")):
        raise DemandsUnmet(
            [_("%(name)s is no researcher: choose somebody who is.") % {"name": assignee}]
        )
    Claim.objects.filter(pk=claim.pk).update(assignee=assignee)
    return _move(edge, claim, user, comment)


def _take(claim: Claim, user: User, comment: str) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=user)


def _release(claim: Claim, user: User, comment: str) -> None:
    Claim.objects.filter(pk=claim.pk).update(assignee=None)


def _sign_off(claim: Claim, user: User, comment: str) -> None:
    Claim.objects.filter(pk=claim.pk).update(reviewer=user)


def _withdraw(claim: Claim, user: User, comment: str) -> None:
    publishing.retract(claim, comment.strip())


def _drop(claim: Claim, user: User, comment: str) -> None:
    latest = claim.publications.order_by("-number").first()
    if latest is not None and latest.kind == PublicationKind.LISTING and latest.content is not None:
        publishing.retract(claim, comment.strip())


_PREPARATIONS: dict[Verb, Callable[[Claim, User, str], None]] = {
    Verb.TAKE: _take,
    Verb.RELEASE: _release,
    Verb.SIGN_OFF: _sign_off,
    Verb.WITHDRAW: _withdraw,
    Verb.DROP: _drop,
}


def _kind(claim: Claim, kind: PublicationKind | None, reason: str) -> PublicationKind:
    """What the next publication is: the first review, or what the publisher says."""
    if not claim.publications.reviews().exists():
        return PublicationKind.REVIEW
    missing = []
    if kind not in (PublicationKind.CORRECTION, PublicationKind.UPDATE):
        missing.append(_("Say whether this is a correction or an update."))
    if not reason.strip():
        missing.append(_("Say publicly what was changed and why."))
    if missing or kind is None:
        raise DemandsUnmet(missing)
    return kind


def _put_off(
    claim: Claim, user: User, kind: PublicationKind, reason: str, until: datetime
) -> Embargo:
    _check_sign_off(claim)
    order, _created = Embargo.objects.update_or_create(
        claim=claim,
        defaults={"until": until, "kind": kind, "reason": reason, "publisher": user},
    )
    return order


def _publish(claim: Claim, kind: PublicationKind, reason: str) -> None:
    _check_sign_off(claim)
    # What is said with the first review is said to the desk.
    public_reason = "" if kind == PublicationKind.REVIEW else reason.strip()
    publishing.publish_review(claim, kind, public_reason, bylines(claim))


def _check_sign_off(claim: Claim) -> None:
    signed = claim.live_sign_off
    if signed is None or signed.candidate_sha256 != publishing.candidate(claim).sha256:
        raise SignOffOutdated(
            _(
                "Something that the review rests on was changed after it was signed off, so the "
                "sign-off is void: let somebody sign it off as it stands."
            )
        )
