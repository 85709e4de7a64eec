"""Making claims public from the list."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from factcheck import publishing
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
    listed = sum(_list(pk) for pk in selected)
    if listed:
        done = ngettext("%(n)s claim is public now.", "%(n)s claims are public now.", listed)
        model_admin.message_user(request, done % {"n": listed}, messages.SUCCESS)
    if public := len(selected) - listed:
        left = ngettext(
            "%(n)s claim was public already and was left as it is.",
            "%(n)s claims were public already and were left as they are.",
            public,
        )
        model_admin.message_user(request, left % {"n": public}, messages.WARNING)


@transaction.atomic
def _list(pk: int) -> bool:
    claim = Claim.objects.select_for_update().get(pk=pk)
    if claim.publications.exists():
        return False
    publishing.list_claim(pk)
    return True
