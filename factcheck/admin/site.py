"""The admin site of the newsroom."""

from collections.abc import Iterable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from factcheck.admin.badges import progress
from factcheck.models import Article, User
from factcheck.models.acting import acting_as

SECTIONS = {
    _("Checking"): ["Claim", "Article", "Speaker", "Source", "Topic"],
    _("Scale"): ["VerificationStatus", "Finding"],
    _("Newsroom"): ["User", "Group"],
}


class DeskSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("Desk")
    index_template = "admin/desk.html"
    empty_value_display = "–"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Let whatever a POST changes be changed in its user's name, all of it or nothing."""

        @wraps(view)
        def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method != "POST" or not isinstance(request.user, User):
                return view(request, *args, **kwargs)
            with acting_as(request.user):
                return view(request, *args, **kwargs)

        return super().admin_view(acting, cacheable)

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show the articles under check, the newest first, and how many facts each has left."""
        context: dict[str, Any] = {}
        if request.user.has_perm("factcheck.view_article"):
            articles: Iterable[Any] = Article.objects.with_facts_left().with_progress()[:10]
            context["articles"] = [
                (article, progress(article.facts_left, article.claim_count)) for article in articles
            ]
        return super().index(request, context | (extra_context or {}))

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """List what the user may see by `SECTIONS`, in the order of the work."""
        apps = super().get_app_list(request, app_label)
        models = {model["object_name"]: model for app in apps for model in app["models"]}
        return [
            {"name": name, "models": [models[key] for key in keys if key in models]}
            for name, keys in SECTIONS.items()
            if models.keys() & set(keys)
        ]


site = DeskSite()
# What is deleted is looked at first, one by one.
site.disable_action("delete_selected")
