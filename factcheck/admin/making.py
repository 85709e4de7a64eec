"""Making a speaker or a source right in the field that searches for one."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.forms import modelform_factory
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from factcheck.admin.desk_admin import what_was_dropped
from factcheck.admin.line import LineTextarea
from factcheck.models.text_fields import PlainCharField
from factcheck.workflow.refusals import REFUSALS, message_of

LIKE_SHOWN = 5


class MadeInPlace:
    """Rows that can be made where one is chosen, by those who may add them.

    `making_fields` are asked for, the first of them being the name.
    """

    making_fields: list[str]

    def get_urls(self) -> list[URLPattern]:
        admin: Any = self
        view = admin.admin_site.admin_view(partial(make, admin))
        own = path("make/", view, name=f"factcheck_{admin.opts.model_name}_make")
        return [own, *super().get_urls()]  # type: ignore[misc]

    def initial_of(self, words: str) -> dict[str, str]:
        """What the words that were searched for say of a new row."""
        return {self.making_fields[0]: words}

    def like(self, values: dict[str, str]) -> models.QuerySet[Any]:
        """Rows that may be the same as the new one."""
        raise NotImplementedError


def make(admin: Any, request: HttpRequest) -> HttpResponse:
    """Show the few fields, and the rows that are like what was typed; a POST makes the row.

    Before a row is made, every row that is like it has been shown.
    """
    if not admin.has_add_permission(request):
        raise PermissionDenied
    place = request.GET.get("place", "")
    form = _form(admin, request, place)
    values = {name: str(form[name].value() or "").strip() for name in admin.making_fields}
    like = list(admin.like(values)[:LIKE_SHOWN])
    seen = request.POST.get("seen", "").split()
    unseen = [row for row in like if str(row.pk) not in seen]
    if form.is_bound and form.is_valid() and not unseen and (row := _save(admin, form)):
        made = {"id": row.pk, "text": str(row), "dropped": what_was_dropped(form)}
        return JsonResponse(made, status=201)
    context = {
        "form": form,
        "place": place,
        "noun": admin.opts.verbose_name,
        "like": like,
        "seen": " ".join([*seen, *(str(row.pk) for row in unseen)]),
    }
    return TemplateResponse(request, "admin/shared/_make.html", context)


def _form(admin: Any, request: HttpRequest, place: str) -> Any:
    """The form; forms do not nest, so its fields refer to a form that stands elsewhere."""
    lines = [field for field in admin.opts.fields if isinstance(field, PlainCharField)]
    widgets: dict[str, Any] = {field.name: LineTextarea for field in lines}
    made = modelform_factory(admin.model, fields=admin.making_fields, widgets=widgets)
    form = made(
        request.POST if request.method == "POST" else None,
        initial=admin.initial_of(request.GET.get("words", "").strip()),
        auto_id=f"{place}-new-%s",
    )
    for field in form.fields.values():
        field.widget.attrs["form"] = f"{place}-new"
    return form


def _save(admin: Any, form: Any) -> Any:
    """Save a valid row under a free slug; what the database refuses becomes an error."""
    row = form.save(commit=False)
    admin.name_in_address(row)
    try:
        with transaction.atomic():
            row.save()
    except REFUSALS as refusal:
        form.add_error(None, message_of(refusal))
        return None
    return row
