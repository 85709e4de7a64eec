"""What is wrong with a form that was sent, and where each problem is put right."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong; `target` is the element that it is about."""

    label: str
    target: str
    message: str


def problems(form: Any, formsets: Iterable[Any] = ()) -> list[Problem]:
    """Everything that is wrong, in the order of the page."""
    found = list(_of(form, "", ""))
    for formset in formsets:
        name = str(formset.model._meta.verbose_name).capitalize()
        found += [
            Problem(name, f"{formset.prefix}-group", message)
            for message in formset.non_form_errors()
        ]
        for number, each in enumerate(formset.forms, 1):
            found += _of(each, f"{_ref(each) or f'{name} {number}'}: ", str(each.prefix))
    return found


def _ref(form: Any) -> str:
    """What a piece of evidence is called, also before it is saved."""
    proposed = form["proposed"].value() if "proposed" in form.fields else None
    ref = form.instance.ref if form.instance.pk and hasattr(form.instance, "ref") else ""
    return ref or (f"e{proposed}" if proposed else "")


def _of(form: Any, before: str, row: str) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        label, target = before.removesuffix(": "), row
        if field and not field.is_hidden:
            label, target = f"{before}{field.label}", field.auto_id
        yield from (Problem(label, target, message) for message in errors)
