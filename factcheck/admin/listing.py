"""Making claims public from the list."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from factcheck import workflow
from factcheck.models import Claim
from factcheck.models.reading_room import COUNTED_UP_TO


@admin.action(permissions=["publish"], description=_("List the selected claims publicly"))
def list_publicly(
    model_admin: admin.ModelAdmin[Any], request: HttpRequest, queryset: QuerySet[Claim]
) -> None:
    """List those that readers have not seen yet, and say of each outcome how many there were."""
    selected = list(queryset.order_by("pk").values_list("pk", flat=True)[: COUNTED_UP_TO + 1])
    if len(selected) > COUNTED_UP_TO:
        too_many = _("List at most %(limit)s claims at once: select fewer.")
        model_admin.message_user(request, too_many % {"limit": COUNTED_UP_TO}, messages.ERROR)
        return
    refusals = [refusal for pk in selected if (refusal := _list(pk, request.user))]
    if listed := len(selected) - len(refusals):
        done = ngettext("%(n)s claim is public now.", "%(n)s claims are public now.", listed)
        model_admin.message_user(request, done % {"n": listed}, messages.SUCCESS)
    for refusal, number in Counter(refusals).items():
        left = ngettext("%(n)s claim was not listed.", "%(n)s claims were not listed.", number)
        model_admin.message_user(request, f"{left % {'n': number}} {refusal}", messages.WARNING)


def _list(pk: int, user: Any) -> str:
    """List a claim; returns why not, where it cannot be."""
    try:
        workflow.list_claim(pk, user)
    except workflow.WorkflowError as error:
        return str(error)
    return ""
