"""What the acts do: each `Effect` of the table, and the move that every act leaves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from factcheck import publishing
from factcheck.models import Claim, Embargo, Move, Publication, Reading, User
from factcheck.models.acts import Act, Effect
from factcheck.models.vocabulary import PublicationKind
from factcheck.models.who import Who
from factcheck.publishing.candidates import Reason
from factcheck.workflow.amendments import amendment
from factcheck.workflow.errors import DemandsUnmet, SignOffOutdated, StaleVersion, Unsaid
from factcheck.workflow.people import bylines

Made = Move | Embargo | Publication


@dataclass(frozen=True, slots=True)
class Given:
    """Who acts, and what they say with it; a comment without white space around it."""

    user: User
    comment: str = ""
    assignee: User | None = None
    kind: PublicationKind | None = None
    reason: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)
    candidate: str = ""
    embargo: datetime | None = None


def carry_out(act: Act, claim: Claim, given: Given) -> Made:
    """Do what the act does; returns the move, or the embargo or listing made in its place.

    Load the claim with `for_candidate`. Raises DemandsUnmet where something is not said that the
    effect needs, SignOffOutdated if something else was signed off.
    """
    return EFFECTS[act.effect](act, claim, given) if act.effect else leave_move(act, claim, given)


def leave_move(act: Act, claim: Claim, given: Given, **signed: Any) -> Move:
    """Write the act's move, which changes the stage; beside the stages, it is a comment."""
    move = Move.objects.create(
        claim=claim,
        verb=act.leaves,
        from_stage=claim.stage,
        to_stage=act.target or claim.stage,
        actor=given.user,
        comment=given.comment,
        **signed,
    )
    claim.refresh_from_db(fields=["stage", "round", "version"])
    return move


def _take(act: Act, claim: Claim, given: Given) -> Move:
    Claim.objects.filter(pk=claim.pk).update(assignee=given.user)
    return leave_move(act, claim, given)


def _assign(act: Act, claim: Claim, given: Given) -> Move:
    if given.assignee is None:
        raise DemandsUnmet([Unsaid("assignee", _("Choose whom to assign it to."))])
    if not Who.RESEARCHER.held_by(given.assignee):
        said = _("%(name)s is no researcher: choose somebody who is.") % {"name": given.assignee}
        raise DemandsUnmet([Unsaid("assignee", said)])
    Claim.objects.filter(pk=claim.pk).update(assignee=given.assignee)
    return leave_move(act, claim, given)


def _release(act: Act, claim: Claim, given: Given) -> Move:
    Claim.objects.filter(pk=claim.pk).update(assignee=None)
    return leave_move(act, claim, given)


def _submit(act: Act, claim: Claim, given: Given) -> Move:
    if given.kind or given.reason:
        claim.amendment_kind = given.kind or claim.amendment_kind
        claim.amendment_reason = given.reason or claim.amendment_reason
        claim.amendment_translations = dict(given.reasons)
        said = ("amendment_kind", "amendment_reason", "amendment_translations")
        values = {name: getattr(claim, name) for name in said}
        Claim.objects.filter(pk=claim.pk).update(**values)
    if missing := amendment(claim):
        raise DemandsUnmet(missing)
    return leave_move(act, claim, given)


def _sign(act: Act, claim: Claim, given: Given) -> Move:
    signed = publishing.candidate(claim)
    if given.candidate and given.candidate != signed.sha256:
        raise StaleVersion(
            _(
                "Something that the review rests on was changed after you loaded it: look at it "
                "again before you sign it off."
            )
        )
    # Whoever signs has read it, on whatever page.
    Reading.objects.record(claim, given.user, signed.sha256)
    Claim.objects.filter(pk=claim.pk).update(reviewer=given.user)
    return leave_move(act, claim, given, candidate_sha256=signed.sha256, candidate_size=signed.size)


def _publish(act: Act, claim: Claim, given: Given) -> Move | Embargo:
    if given.embargo and given.embargo <= timezone.now():
        said = _("That time has passed: choose a later one, or none.")
        raise DemandsUnmet([Unsaid("embargo", said)])
    _check_sign_off(claim)
    if given.embargo:
        terms = {"until": given.embargo, "comment": given.comment}
        order, _created = Embargo.objects.update_or_create(
            claim=claim, defaults=terms | {"publisher": given.user}
        )
        return order
    publishing.publish_review(claim, bylines(claim))
    return leave_move(act, claim, given)


def _check_sign_off(claim: Claim) -> None:
    signed = claim.live_sign_off
    if signed is None or signed.candidate_sha256 != publishing.candidate(claim).sha256:
        raise SignOffOutdated(
            _(
                "Something that the review rests on was changed after it was signed off, so the "
                "sign-off is void: let somebody sign it off as it stands."
            )
        )


def _show_as_reopened(act: Act, claim: Claim, given: Given) -> Move:
    publishing.show_as_reopened(claim.pk)
    return leave_move(act, claim, given)


def _retract(act: Act, claim: Claim, given: Given) -> Move:
    publishing.retract(claim, Reason(given.comment, given.reasons))
    return leave_move(act, claim, given)


def _unlist(act: Act, claim: Claim, given: Given) -> Move:
    latest = Publication.objects.of_claim(claim.pk).first()
    if latest is not None and latest.kind == PublicationKind.LISTING and latest.content is not None:
        publishing.retract(claim, Reason(given.comment, given.reasons))
    return leave_move(act, claim, given)


def _list(act: Act, claim: Claim, given: Given) -> Publication:
    if given.comment:
        leave_move(act, claim, given)
    return publishing.list_claim(claim)


def _cancel_embargo(act: Act, claim: Claim, given: Given) -> Move:
    order = Embargo.objects.get(claim=claim)
    order.delete()
    until = formats.date_format(timezone.localtime(order.until), "SHORT_DATETIME_FORMAT")
    said = _("The embargo until %(until)s is cancelled.") % {"until": until}
    return leave_move(act, claim, replace(given, comment=f"{said} {given.comment}".strip()))


EFFECTS: dict[Effect, Callable[[Act, Claim, Given], Made]] = {
    Effect.TAKE: _take,
    Effect.ASSIGN: _assign,
    Effect.RELEASE: _release,
    Effect.SUBMIT: _submit,
    Effect.SIGN: _sign,
    Effect.PUBLISH: _publish,
    Effect.SHOW_AS_REOPENED: _show_as_reopened,
    Effect.RETRACT: _retract,
    Effect.UNLIST: _unlist,
    Effect.LIST: _list,
    Effect.CANCEL_EMBARGO: _cancel_embargo,
}
