from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from factcheck import finding
from factcheck.admin.desk_admin import DeskAdmin


class FoundByWords(DeskAdmin):
    """A list and a picker whose rows are found by their words, in any form and language."""

    # Django looks in fields, and offers a search only where some are named.
    search_fields = ("words",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Those that are found; if there are none, the way to those that may be meant."""
        if not search_term:
            return queryset, False
        finding.catch_up()
        found = queryset.filter(finding.found(self.model, search_term))
        # Of a picker Enter takes the first: nobody who types a new name means one that is like it.
        is_list = request.path != reverse("admin:autocomplete")
        meant = is_list and not found.exists() and finding.near(self.model, search_term)
        if not meant:
            return found, False
        query = request.GET.copy()
        query["q"] = meant
        there = format_html('<a href="?{}">“{}”</a>', query.urlencode(), meant)
        said = _("Nothing here has “{search}”. Did you mean {meant}?")
        messages.info(request, format_html(said, search=search_term, meant=there))
        return found, False
