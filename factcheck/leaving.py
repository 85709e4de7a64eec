"""When somebody leaves: their work goes to others, and their name may give way to a pseudonym.

What was published keeps its bylines: only a redaction changes the record.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.functions import TransactionNow
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from factcheck import workflow
from factcheck.mentions import renamed
from factcheck.models import Claim, Embargo, Message, Move, ReaderReport, Remark, SavedView, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.models.who import Who
from factcheck.workflow.errors import DemandsUnmet


@dataclass(frozen=True, slots=True)
class Work:
    """What somebody has that is not done yet."""

    to_check: QuerySet[Claim]
    to_sign_off: QuerySet[Claim]
    orders: QuerySet[Embargo]
    views: QuerySet[SavedView]


@dataclass(frozen=True, slots=True)
class Successors:
    """Who gets it: claims without one are nobody's, embargoes and shared views need one."""

    to_check: User | None = None
    to_sign_off: User | None = None
    orders: User | None = None
    views: User | None = None


PARTS = {
    "to_check": Who.RESEARCHER,
    "to_sign_off": Who.REVIEWER,
    "orders": Who.PUBLISHER,
    "views": Who.STAFF,
}


def work_of(user: User) -> Work:
    return Work(
        Claim.objects.unsettled().assigned_to(user).order_by("pk"),
        Claim.objects.unsettled().filter(reviewer=user).order_by("pk"),
        Embargo.objects.filter(publisher=user).order_by("pk"),
        SavedView.objects.filter(owner=user, is_shared=True).order_by("pk"),
    )


def leave(user: User, successors: Successors, by: User) -> None:
    """Deactivate an account and hand over its open work, all of it or nothing.

    The sessions of the account end with its next request. Raises DemandsUnmet where a successor
    is missing, or has not the part that the work takes.
    """
    with acting_as(by):
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        work = work_of(user)
        _check(user, work, successors)
        user.is_active = False
        user.save(update_fields=["is_active"])
        for claim in work.to_check:
            _hand_over(claim, successors.to_check, by)
        work.to_sign_off.update(reviewer=successors.to_sign_off)
        work.orders.update(publisher=successors.orders)
        _give(work.views, successors.views)
        SavedView.objects.filter(owner=user).delete()
        ReaderReport.objects.looked_at().filter(assignee=user).update(assignee=None)


def _check(user: User, work: Work, successors: Successors) -> None:
    missing = []
    for name, who in PARTS.items():
        successor = getattr(successors, name)
        if successor and (successor == user or not who.held_by(successor)):
            said = _("%(name)s cannot take this over: choose somebody who is %(who)s.")
            missing.append(said % {"name": successor, "who": who.label})
    if work.orders.exists() and not successors.orders:
        missing.append(_("Choose who gets the embargoes, or cancel them first."))
    if work.views.exists() and not successors.views:
        missing.append(_("Choose who gets the views that are for all, or delete them first."))
    if missing:
        raise DemandsUnmet(missing)


def _hand_over(claim: Claim, successor: User | None, by: User) -> None:
    """By the act where the stage has one; else the claim only comes back to the successor."""
    if claim.stage != Stage.CHECKING:
        Claim.objects.filter(pk=claim.pk).update(assignee=successor)
    elif successor:
        workflow.perform(claim.pk, Verb.REASSIGN, by, assignee=successor)
    else:
        workflow.perform(claim.pk, Verb.RELEASE, by)


def _give(views: Iterable[SavedView], successor: User | None) -> None:
    """Give views to somebody, under other names where they have views of these names."""
    if successor is None:
        return
    for view in list(views):
        taken = set(SavedView.objects.filter(owner=successor).values_list("name", flat=True))
        name, number = view.name, 2
        while view.name in taken:
            view.name, number = f"{name[:55]} ({number})", number + 1
        view.owner = successor
        view.save()


def pseudonymise(user: User, pseudonym: str, by: User) -> None:
    """Call somebody who left by another name, at the desk and in its histories.

    What the audit keeps of texts that name them stays as it was written.
    """
    if user.is_active:
        raise DemandsUnmet([_("Deactivate the account first.")])
    with acting_as(by):
        old = user.username
        user.username = pseudonym
        user.byline = pseudonym if user.byline else ""
        user.first_name = user.last_name = user.email = ""
        user.password = make_password(None)
        user.is_staff = user.is_superuser = False
        user.full_clean(exclude=["password"])
        user.pseudonymised_at = TransactionNow()
        user.save()
        user.groups.clear()
        user.user_permissions.clear()
        _rename_mentions(old, pseudonym)
        Message.objects.filter(user=user).delete()
        account = ContentType.objects.get_for_model(User)
        entries = LogEntry.objects.filter(content_type=account, object_id=str(user.pk))
        entries.update(object_repr=pseudonym)


def _rename_mentions(old: str, new: str) -> None:
    for model, column in ((Move, "comment"), (Remark, "text")):
        rows = model._base_manager
        naming = rows.filter(**{f"{column}__icontains": f"@{old}"})
        for pk, said in naming.values_list("pk", column):
            if (anew := renamed(said, old, new)) != said:
                rows.filter(pk=pk).update(**{column: anew})
