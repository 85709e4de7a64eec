"""The columns of the list of claims."""

from typing import Any

from django.contrib import admin
from django.template.loader import render_to_string
from django.urls import reverse
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

    @admin.display(description=_("desk"))
    def arranged(self, claim: Any) -> SafeString:
        """Who checks and who signs off, by when, how urgent, on what topic."""
        context = {"claim": claim, "may_arrange": claim.may_arrange}
        return render_to_string("admin/claim/_arranged.html", context)

    @admin.display(description=_("public"), empty_value="–")
    def public(self, claim: Any) -> SafeString | None:
        if not claim.public_kind:
            return None
        url, kind = reverse("claim-redirect", args=[claim.pk]), PublicationKind(claim.public_kind)
        return format_html('<a href="{}">{}</a>', url, kind.label)
