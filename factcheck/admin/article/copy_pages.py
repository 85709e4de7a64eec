"""The annotated copy of an article: to read and print, and as DOCX. Each look is noted."""

from functools import partial
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from factcheck.exchange import annotated_copy, word_document
from factcheck.models import Article, ClaimExport, User
from factcheck.models.claim_export import CopyFormat


def urls(admin: Any) -> list[URLPattern]:
    """The addresses of the copy; `admin` is the articles' admin."""
    pages = {"copy/": (page, "copy"), "copy.docx": (document, "copy_docx")}
    return [
        path(
            f"<int:article_id>/{address}",
            admin.admin_site.admin_view(partial(view, admin)),
            name=f"factcheck_article_{name}",
        )
        for address, (view, name) in pages.items()
    ]


def page(admin: Any, request: HttpRequest, article_id: int) -> HttpResponse:
    """Show the copy; ``?notes=none`` leaves out internal notes."""
    copy = _taken(request, article_id, CopyFormat.PAGE)
    context = admin.admin_site.each_context(request) | {
        "title": _("Annotated copy"),
        "subtitle": str(copy.article),
        "opts": admin.opts,
        "article": copy.article,
        "back": reverse("admin:factcheck_article_change", args=[copy.article.pk]),
        "copy": copy,
    }
    return TemplateResponse(request, "admin/article/copy.html", context)


def document(_admin: Any, request: HttpRequest, article_id: int) -> HttpResponse:
    """Give out the same copy as DOCX."""
    copy = _taken(request, article_id, CopyFormat.DOCX)
    response = HttpResponse(word_document.write(copy), content_type=word_document.TYPE)
    name = content_disposition_header(True, f"{copy.article.slug}.docx")
    response["Content-Disposition"] = name
    return response


def _taken(request: HttpRequest, article_id: int, form: CopyFormat) -> annotated_copy.Copy:
    """The copy for whoever may take claims out of the desk. Raises PermissionDenied, Http404."""
    if not request.user.has_perm(ClaimExport.PERMISSION):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=article_id)
    has_internal = request.GET.get("notes") != "none"
    return annotated_copy.take(article, form, cast("User", request.user), has_internal=has_internal)
