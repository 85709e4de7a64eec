"""Saving a row of the desk: over nothing that its sender has not seen."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.forms.models import _get_foreign_key
from django.http import HttpRequest, HttpResponse

from factcheck.admin.meanwhile import Meanwhile
from factcheck.admin.three_way import ThreeWay, entries_needed
from factcheck.models import AuditEntry
from factcheck.models.audit import AuditEntryQuerySet


class SavesOverWhatWasSeen:
    """Merge what a form sends into what was saved since it was opened (three_way.py)."""

    def told_before_saving(self, row: Any) -> list[str]:
        """Columns whose change is shown before anything is saved."""
        return []

    def audited(self, request: HttpRequest, key: Any) -> AuditEntryQuerySet:
        """The audit of a row and of those that are edited with it."""
        admin: Any = self
        entries = AuditEntry.objects.of_rows(admin.model, [key])
        for inline in admin.get_inline_instances(request):
            fk: Any = _get_foreign_key(admin.model, inline.model, fk_name=inline.fk_name)
            own = inline.model._default_manager.filter(**{fk.name: key})
            sent = [
                value
                for name, value in request.POST.items()
                if name.startswith(f"{fk.remote_field.get_accessor_name()}-")
                and name.endswith(f"-{inline.model._meta.pk.name}")
            ]
            keys = {*own.values_list("pk", flat=True), *sent}
            entries |= AuditEntry.objects.of_rows(inline.model, keys)
        return entries

    def take_in_what_was_saved(self, request: HttpRequest, object_id: str) -> None:
        """Note for the form what was the newest change; merge a form that is sent."""
        admin: Any = self
        try:
            key = admin.opts.pk.to_python(unquote(object_id))
        except ValidationError:
            return
        if request.method == "POST":
            row = admin.get_object(request, object_id)
            admin.model._base_manager.select_for_update().filter(pk=key).first()
        entries = self.audited(request, key)
        # Before the form reads its rows: what is saved between the two is merged again.
        request.since = entries.newest()  # type: ignore[attr-defined]
        if request.method == "POST" and row and admin.has_change_permission(request, row):
            self._merge(request, admin.get_object(request, object_id), entries)

    def _merge(self, request: HttpRequest, row: Any, entries: AuditEntryQuerySet) -> None:
        admin: Any = self
        needed = entries_needed(request.POST, entries)
        if needed is None:
            return
        both = ThreeWay(request.POST, request.FILES, Meanwhile(needed))
        form_class = admin.get_form(request, row, change=True)
        both.form(form_class(request.POST, instance=row))
        formsets, inlines = admin._create_formsets(request, row, change=True)
        for formset, inline in zip(formsets, inlines, strict=True):
            if inline.has_change_permission(request, row):
                both.formset(formset)
        for column in self.told_before_saving(row):
            both.tell(row, column)
        request.POST = both.data  # type: ignore[assignment]
        request._files = both.files  # type: ignore[attr-defined]
        request.both = both  # type: ignore[attr-defined]
        if both.is_asked:
            request.refusal = both.refusal  # type: ignore[attr-defined]
        elif both.taken:
            messages.info(request, both.told)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context |= {"since": getattr(request, "since", 0), "both": getattr(request, "both", None)}
        return super().render_change_form(  # type: ignore[misc, no-any-return]
            request, context, *args, **kwargs
        )
