"""The newsroom's own pages, the sections of ``/about/``."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin.cells import above
from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.site import site
from factcheck.admin.slugs import SlugOnce
from factcheck.admin.untranslated import ListsWhatLacks
from factcheck.models import Page

TO_FILL_IN = {
    "who": _(
        "Who is the newsroom: its legal name and form, who owns it, who leads it, who works in it, "
        "and what it checks."
    ),
    "funding": _(
        "Who pays for it: each source of income of the last year and its share, and who may not "
        "influence what is checked."
    ),
    "contact": _(
        "How to reach it: an address that is read, a telephone, where to complain, and in what "
        "time one gets an answer."
    ),
    "corrections": _(
        "How it corrects itself: what counts as a correction, an update and a retraction, who "
        "decides, how readers learn of it, and to whom they can go if they are not heard."
    ),
}


@admin.register(Page, site=site)
class PageAdmin(SlugOnce, ListsWhatLacks, DeskAdmin):
    change_form_template = "admin/factcheck/page/change_form.html"
    list_display = ["name", "updated_at", "order"]
    slug_fields = ["title"]
    readonly_fields = ["to_fill_in"]
    fieldsets = [(None, {"fields": ["to_fill_in", "title", "slug", "body", "order"]})]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Say what belongs on the page, if it is one of those that we know."""
        (name, options), *others = super().get_fieldsets(request, obj)
        if obj is None or obj.pk not in TO_FILL_IN:
            options = options | {"fields": [f for f in options["fields"] if f != "to_fill_in"]}
        return [(name, options), *others]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        if "body" in form.base_fields:
            for box in form.base_fields["body"].widget.widgets:
                box.attrs["rows"] = 12
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Preview what was typed, without saving it; if it has an error, show the form."""
        page = self.get_object(request, object_id) if object_id else None
        if "_preview" in request.POST and page and self.has_change_permission(request, page):
            form = self.get_form(request, page, True)(request.POST, instance=page)
            if form.is_valid():
                context = {"page": form.instance, "original": page}
                return render(request, "admin/page/preview.html", context)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def view_on_site(self, page: Page) -> str:
        return page.get_absolute_url()

    @admin.display(description=_("page"))
    def name(self, page: Page) -> str | SafeString:
        return str(page) if page.is_written else above(str(page), str(_("not written yet")))

    @admin.display(description=_("what belongs here"))
    def to_fill_in(self, page: Page) -> str:
        return str(TO_FILL_IN[page.pk])
