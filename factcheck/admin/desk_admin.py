"""What all pages of the desk have in common."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG, ChangeList
from django.forms import BaseForm, Media
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin import in_use
from factcheck.admin.autocomplete import with_links
from factcheck.admin.claim.thread import of_row
from factcheck.admin.desk_saving import SavesOverWhatWasSeen
from factcheck.admin.paginator import CappedPaginator
from factcheck.admin.problems import problems
from factcheck.models.partial_date import PartialDateField, display
from factcheck.models.text_fields import dropped_of, take_whole
from factcheck.models.translated import TranslatedField, languages
from factcheck.workflow.refusals import REFUSALS, message_of

Row = Any


class DeskList(ChangeList):
    """A list that sorts only by the columns that it offers, whatever an address asks for."""

    def get_ordering_field(self, field_name: Any) -> Any:
        offered = self.sortable_by or ()
        return super().get_ordering_field(field_name) if field_name in offered else None


class DeskAdmin(SavesOverWhatWasSeen, admin.ModelAdmin):  # type: ignore[type-arg]
    """Lists that never count all their rows; rows cannot be deleted while others point to them."""

    list_per_page = 50
    paginator = CappedPaginator
    show_facets = admin.ShowFacets.NEVER
    show_full_result_count = False
    # What to do with a row that others point to, and the filter of claims by such rows.
    instead_of_deleting: Any = gettext_lazy("Take it off them first; then it can be deleted.")
    filter_of_claims = ""

    @property
    def media(self) -> Media:
        own = Media(js=["factcheck/admin/count.js"])
        return super().media + own

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None:
            take_whole(field)
        return with_links(field)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        say_what_was_dropped(request, form, *(each for rows in formsets for each in rows.forms))

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show a refusal on the form, with everything that was typed."""
        if object_id is not None:
            self.take_in_what_was_saved(request, object_id)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except REFUSALS as refusal:
            request.refusal = message_of(refusal)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(
        self, request: HttpRequest, obj: Row | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return _refused(form, request.refusal) if hasattr(request, "refusal") else form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say at the top what is wrong, and lead to where it is."""
        inlines = context["inline_admin_formsets"]
        if context["errors"]:
            form = context["adminform"].form
            context["problems"] = problems(form, [inline.formset for inline in inlines])
        return super().render_change_form(request, context, *args, **kwargs)

    def construct_change_message(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        changes = super().construct_change_message(request, *args, **kwargs)
        request.has_changes = bool(changes)
        return changes

    def response_add(self, request: Any, obj: Row, *args: Any, **kwargs: Any) -> HttpResponse:
        request.saved = obj
        return super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: Any, obj: Row) -> HttpResponse:
        request.saved = obj
        return super().response_change(request, obj)

    def message_user(
        self,
        request: HttpRequest,
        message: Any,
        level: int | str = messages.INFO,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """Say by its title what was saved; if nothing was, its draft stays on the device."""
        row = getattr(request, "saved", None)
        if row is not None and level == messages.SUCCESS:
            message = _("“%(title)s” is saved.") % {"title": row}
            if not getattr(request, "has_changes", True):
                level = messages.INFO
                message = _("Nothing was changed: “%(title)s” stays as it was.") % {"title": row}
                request.is_refused = True  # type: ignore[attr-defined]
        super().message_user(request, message, level, *args, **kwargs)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskList

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if ERROR_FLAG in request.GET:
            said = _("There is no such filter or page: this is all there is.")
            messages.warning(request, said)
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """Show fields as they are read to those who may only read them."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return self.readable(fieldsets)

    def readable(self, fieldsets: Any) -> Any:
        """Sections of a form whose dates and translated fields are plain text."""
        return [
            (name, options | {"fields": [self._readable(field) for field in options["fields"]]})
            for name, options in fieldsets
        ]

    def _readable(self, name: Any) -> Any:
        if isinstance(name, tuple | list):
            return tuple(map(self._readable, name))
        fields = {field.name: field for field in self.opts.get_fields()}
        field = fields.get(name)
        if isinstance(field, TranslatedField):
            return in_languages(field)
        return day_of(field) if isinstance(field, PartialDateField) else name

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell what the audit knows of the row; of what it does not know, what Django noted."""
        row = self.get_object(request, unquote(object_id))
        events = of_row(row) if row else []
        return super().history_view(request, object_id, {"events": events} | (extra_context or {}))

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str
    ) -> HttpResponse:
        """Say that there is no such page, and hold what was sent to it."""
        raise Http404

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        """Offer to delete only what nothing keeps."""
        return super().has_delete_permission(request, obj) and not (obj and self.kept(obj))

    def kept(self, row: Row) -> Any:
        """Why a row is not deleted, and what to do instead; empty where it may go."""
        return self.instead_of_deleting if in_use.is_used(row) else ""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Say of a row that stays what keeps it, to whoever may delete such rows."""
        row = self.get_object(request, unquote(object_id))
        if row and super().has_delete_permission(request, row) and (reason := self.kept(row)):
            return in_use.page(self, request, row, reason, self.filter_of_claims)
        return super().delete_view(request, object_id, extra_context)


def say_what_was_dropped(request: HttpRequest, *forms: BaseForm) -> None:
    """Tell the editor what of the pasted words was left out."""
    for form in forms:
        for sentence in what_was_dropped(form):
            messages.info(request, sentence)


def what_was_dropped(form: BaseForm) -> list[str]:
    """What of the words that were pasted in a form was left out, a sentence for each field."""
    said = _("%(field)s: left out %(dropped)s.")
    return [
        said % {"field": label, "dropped": "; ".join(dropped)}
        for label, dropped in dropped_of(form)
    ]


def _refused(form: Any, refusal: str) -> Any:
    """Make a form that has the database's refusal as an error of its own."""

    class RefusedForm(form):  # type: ignore[misc]
        def clean(self) -> Any:
            cleaned = super().clean()
            self.add_error(None, refusal)
            return cleaned

    return RefusedForm


@cache
def day_of(field: PartialDateField) -> Callable[[Row], str]:
    """A read-only display of a date that may be partial, sorted as it is stored."""

    @admin.display(description=field.verbose_name, ordering=field.name)
    def day(row: Row) -> str:
        return display(getattr(row, field.name)) or "–"

    return day


@cache
def in_languages(field: TranslatedField) -> Callable[[Row], SafeString]:
    """A read-only display of a field's texts, each with its language."""

    @admin.display(description=field.verbose_name)
    def texts(row: Row) -> SafeString:
        value = getattr(row, field.name) or {}
        return format_html_join(
            "",
            '<p lang="{}"><span class="language">{}</span> {}</p>',
            ((code, name, value[code]) for code, name in languages().items() if value.get(code)),
        )

    return texts
