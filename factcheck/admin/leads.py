from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.site import site
from factcheck.models import Lead


@admin.register(Lead, site=site)
class LeadAdmin(DeskAdmin):
    list_display = ["__str__", "chosen_at"]
    list_select_related = ["claim"]
    autocomplete_fields = ["claim"]
    fields = ["claim"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Another choice is another row: who chose what stays known."""
        return False
