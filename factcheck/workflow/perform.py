"""Making a move: the one function that does."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import publishing
from factcheck.models import Claim, Embargo, Move, Publication, User
from factcheck.models.acting import acting_as
from factcheck.workflow.bylines import bylines
from factcheck.workflow.contributions import contributed
from factcheck.workflow.errors import (
    DemandsUnmet,
    NotPermitted,
    SecondPersonNeeded,
    SignOffOutdated,
    StaleVersion,
    WorkflowError,
    WrongStage,
)
from factcheck.workflow.moves import MOVES, Edge, holds

Verb, Kind = Move.Verb, Publication.Kind


def perform(
    claim_id: int,
    verb: Move.Verb,
    user: User,
    *,
    comment: str = "",
    version: int | None = None,
    assignee: User | None = None,
    kind: Publication.Kind | None = None,
    embargo: datetime | None = None,
) -> Move | Embargo:
    """Make a move in the name of a user, or raise a WorkflowError that says what to do.

    `version` is the claim's version that the user saw; without one, the newest is taken.
    `assignee` is demanded to assign and reassign. To publish, `kind` and the reason in `comment`
    are demanded from the second review on; with an `embargo` to come, publishing is put off until
    then and the order for it returned.
    """
    with acting_as(user):
        claim = Claim.objects.for_candidate().select_for_update(of=("self",)).get(pk=claim_id)
        edge = MOVES[verb]
        _check(edge, claim, user, comment, version)
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


def comment(claim_id: int, user: User, text: str) -> Move:
    """Say something in the claim's thread; whoever may see the desk may."""
    if not text.strip():
        raise DemandsUnmet([_("Write the comment first.")])
    with acting_as(user):
        claim = Claim.objects.select_for_update().get(pk=claim_id)
        return Move.objects.create(
            claim=claim,
            verb=Verb.COMMENT,
            from_stage=claim.stage,
            to_stage=claim.stage,
            actor=user,
            comment=text.strip(),
        )


def publish_due() -> list[tuple[Claim, WorkflowError | None]]:
    """Publish what is due under embargo, each in its publisher's name: claims with their errors.

    An order that cannot be carried out is given up, with a comment in the claim's thread.
    """
    results: list[tuple[Claim, WorkflowError | None]] = []
    for order in Embargo.objects.due().select_related("claim", "publisher"):
        try:
            perform(
                order.claim_id,
                Verb.PUBLISH,
                order.publisher,
                comment=order.reason,
                kind=Kind(order.kind),
            )
        except WorkflowError as error:
            with acting_as(order.publisher):
                order.delete()
                comment(
                    order.claim_id,
                    order.publisher,
                    _("Not published at the end of the embargo: %(why)s") % {"why": error},
                )
            results.append((order.claim, error))
        else:
            results.append((order.claim, None))
    return results


def _check(edge: Edge, claim: Claim, user: User, comment: str, version: int | None) -> None:
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
    if version is not None and version != claim.version:
        raise StaleVersion(
            _("Somebody saved the claim after you loaded it: look at it again before you go on.")
        )
    if edge.second_person and contributed(claim, user):
        raise SecondPersonNeeded(
            _("You changed this claim since it was last published: somebody else must sign it off.")
        )
    missing = [reason for demand in edge.demands for reason in demand(claim)]
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
    Embargo.objects.filter(claim=claim).delete()
    publishing.retract(claim, comment.strip())


def _drop(claim: Claim, user: User, comment: str) -> None:
    latest = claim.publications.order_by("-number").first()
    if latest is not None and latest.kind == Kind.LISTING:
        publishing.retract(claim, comment.strip())


_PREPARATIONS: dict[Move.Verb, Callable[[Claim, User, str], None]] = {
    Verb.TAKE: _take,
    Verb.RELEASE: _release,
    Verb.SIGN_OFF: _sign_off,
    Verb.WITHDRAW: _withdraw,
    Verb.DROP: _drop,
}


def _kind(claim: Claim, kind: Publication.Kind | None, reason: str) -> Publication.Kind:
    """What the next publication is: the first review, or what the publisher says."""
    if not claim.publications.reviews().exists():
        return Kind.REVIEW
    missing = []
    if kind not in (Kind.CORRECTION, Kind.UPDATE):
        missing.append(_("Say whether this is a correction or an update."))
    if not reason.strip():
        missing.append(_("Say publicly what was changed and why."))
    if missing or kind is None:
        raise DemandsUnmet(missing)
    return kind


def _put_off(
    claim: Claim, user: User, kind: Publication.Kind, reason: str, until: datetime
) -> Embargo:
    _check_sign_off(claim)
    order, _created = Embargo.objects.update_or_create(
        claim=claim,
        defaults={"until": until, "kind": kind, "reason": reason, "publisher": user},
    )
    return order


def _publish(claim: Claim, kind: Publication.Kind, reason: str) -> None:
    _check_sign_off(claim)
    Embargo.objects.filter(claim=claim).delete()
    publishing.publish_review(claim, kind, reason.strip(), bylines(claim))


def _check_sign_off(claim: Claim) -> None:
    signed = Move.objects.live_sign_off(claim)
    if signed is None or signed.candidate_sha256 != publishing.candidate(claim).sha256:
        raise SignOffOutdated(
            _(
                "Something that the review rests on was changed after it was signed off: "
                "recall it and let somebody sign it off as it stands."
            )
        )
