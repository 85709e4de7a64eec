"""Taking an article in, from an address or a file: what was read fills the form of a new one."""

from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.exchange import intake
from factcheck.exchange.reading import Unreadable
from factcheck.listing import listed
from factcheck.models import Article
from factcheck.uploads import LostUpload


class TakeInForm(forms.Form):
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Where the article stands on the web."),
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file"),
        required=False,
        help_text=gettext_lazy("A page saved by a browser, DOCX, PDF with text, or plain text."),
    )

    taken: intake.TakenIn

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        known = Article.objects.at_address(url).first() if url else None
        if known:
            address = reverse("admin:factcheck_article_change", args=[known.pk])
            said = _("This address is that of an article at the desk: {article}.")
            link = format_html('<a href="{}">{}</a>', address, known.title)
            raise forms.ValidationError(format_html(said, article=link))
        return url

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, LostUpload):
            raise forms.ValidationError(
                _("The file could not be kept: try again in a moment.")
                if file.error
                else _("The file is too large to be read here: paste its text.")
            )
        return file

    def clean(self) -> None:
        url, file = self.cleaned_data.get("url"), self.cleaned_data.get("file")
        if self.errors:
            return
        if bool(url) == bool(file):
            raise forms.ValidationError(_("Give an address, or choose a file."))
        try:
            self.taken = (
                intake.from_file(Path(file.temporary_file_path()), limited=True)
                if file
                else intake.from_address(str(url))
            )
        except Unreadable as error:
            self.add_error("file" if file else "url", str(error))


def urls(admin: Any) -> list[URLPattern]:
    """The address of the page; `admin` is the articles' admin."""
    view = admin.admin_site.admin_view(partial(page, admin))
    return [path("take-in/", view, name="factcheck_article_take_in")]


def page(admin: Any, request: HttpRequest) -> HttpResponse:
    """Ask for an address or a file; then show the form of a new article with what was read."""
    if not admin.has_add_permission(request):
        raise PermissionDenied
    is_sent = request.method == "POST"
    form = TakeInForm(request.POST, request.FILES) if is_sent else TakeInForm()
    if form.is_valid():
        return _filled_form(admin, request, form.taken)
    context = admin.admin_site.each_context(request) | {
        "title": _("Take an article in"),
        "opts": admin.opts,
        "form": form,
    }
    return TemplateResponse(request, "admin/article/take_in.html", context)


def _filled_form(admin: Any, request: Any, taken: intake.TakenIn) -> HttpResponse:
    known = {name: value for name, value in asdict(taken).items() if value}
    missing = [admin.opts.get_field(name).verbose_name for name in _ASKED if name not in known]
    said = _("Nothing is saved yet. Compare this with the article, correct it, and save it.")
    if missing:
        lacking = _("Not found: %(fields)s.") % {"fields": listed(missing)}
        said = f"{said} {lacking}"
    messages.info(request, said)
    # The admin fills the form of a new row from a query.
    request.method, request.GET = "GET", QueryDict(mutable=True)
    request.GET.update(known)
    add = reverse("admin:factcheck_article_add")
    return cast("HttpResponse", admin.add_view(request, add))


_ASKED = ("title", "publisher", "author", "published_on", "language")
