"""The columns of the list of claims."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin.cells import above, status_badge
from factcheck.models import Claim
from factcheck.models.vocabulary import PublicationKind


class ClaimColumns:
    @admin.display(description=_("claim"))
    def headline_and_kind(self, claim: Claim) -> SafeString:
        return above(claim.headline, claim.get_kind_display())

    @admin.display(description=_("status"))
    def status_and_stage(self, claim: Claim) -> SafeString:
        return above(status_badge(claim.status), claim.get_stage_display())

    @admin.display(description=_("speaker, article"))
    def speaker_and_article(self, claim: Claim) -> SafeString:
        return above(str(claim.speaker or "–"), str(claim.article))

    @admin.display(description=_("due"))
    def due(self, claim: Claim) -> SafeString | str:
        """Due date and, where it is not the normal one, priority."""
        parts = []
        if claim.priority != Claim.Priority.NORMAL:
            parts.append(claim.get_priority_display())
        if claim.due_on:
            parts.append(date_format(claim.due_on, "SHORT_DATE_FORMAT"))
        return format_html(
            '<span class="{}">{}</span>', "late" if claim.is_late else "", " · ".join(parts)
        )

    @admin.display(description=_("public"), empty_value="–")
    def public(self, claim: Any) -> SafeString | None:
        if not claim.public_kind:
            return None
        url, kind = reverse("claim-redirect", args=[claim.pk]), PublicationKind(claim.public_kind)
        return format_html('<a href="{}">{}</a>', url, kind.label)
