"""The newsroom's scale: verification statuses and citation findings."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin.cells import status_badge
from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.site import site
from factcheck.admin.untranslated import ListsWhatLacks
from factcheck.models import Finding, VerificationStatus
from factcheck.models.scale import ScaleEntry


class ScaleAdmin(ListsWhatLacks, DeskAdmin):
    instead_of_deleting = _(
        "What was given once keeps its meaning for readers, so it stays. Put it last in the order, "
        "and let its definition say that it is not given any more."
    )
    ordering = ["order"]

    @admin.display(description=_("definition"))
    def meaning(self, entry: ScaleEntry) -> str:
        return str(entry.definition)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Never change the slug: addresses and publications name the entry by it."""
        return [*self.readonly_fields, *(["slug"] if obj else [])]


@admin.register(VerificationStatus, site=site)
class VerificationStatusAdmin(ScaleAdmin):
    list_display = ["badge", "meaning", "rating_value", "policy", "direction", "order"]
    readonly_fields = ["badge"]
    fieldsets = [
        (None, {"fields": ["badge", "slug", "name", "definition", "order"]}),
        (_("Rating"), {"fields": ["policy", ("direction", "rating_value")]}),
        (_("Look"), {"fields": [("colour", "icon")]}),
    ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show the badge once there is one."""
        (name, options), *others = super().get_fieldsets(request, obj)
        if obj is None:
            options = options | {"fields": [f for f in options["fields"] if f != "badge"]}
        return [(name, options), *others]

    @admin.display(description=_("status"))
    def badge(self, status: VerificationStatus) -> SafeString:
        return status_badge(status)


@admin.register(Finding, site=site)
class FindingAdmin(ScaleAdmin):
    list_display = ["__str__", "meaning", "order"]
    fields = ["slug", "name", "definition", "order"]
