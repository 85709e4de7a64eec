"""Two people saved the same: what only one of them changed is taken, the rest is asked.

A form says with `since` which entry of the audit was the newest when it was opened. From there
the base is known: the values as the form showed them. A field that its sender left alone gets
what was saved meanwhile; one that both changed becomes a question, answered by `choose-NAME`.
Until then `base-NAME` keeps the question's base, however often the form is sent.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.db import models
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck.admin.autocomplete import unwrapped
from factcheck.admin.meanwhile import Meanwhile
from factcheck.listing import listed
from factcheck.models import AuditEntry
from factcheck.worddiff import DiffPart, diff

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True, slots=True)
class Question:
    """A field, or a whole row, that both changed: `key` is its name in the form."""

    key: str
    label: str
    base: str
    theirs: str
    yours: str
    since: int | None = None
    # Of a row: what becomes of it unless the person says otherwise.
    default: str = ""

    @property
    def theirs_parts(self) -> list[DiffPart]:
        return diff(self.base, self.theirs)

    @property
    def yours_parts(self) -> list[DiffPart]:
        return diff(self.base, self.yours)


class ThreeWay:
    """What a form sent, merged into what was saved since it was opened: `data`, with `files`."""

    def __init__(
        self, sent: QueryDict, files: MultiValueDict[str, Any], meanwhile: Meanwhile
    ) -> None:
        self.sent, self.data, self.files = sent, sent.copy(), files
        self.meanwhile = meanwhile
        self.questions: list[Question] = []
        # The labels of what was taken from what others saved.
        self.taken: list[str] = []
        # Label, old and new value of what others changed and the form does not have.
        self.moves: list[tuple[str, str, str]] = []

    @cached_property
    def since(self) -> int:
        return _number(self.sent.get("since"))

    @property
    def people(self) -> str:
        """Who saved; of what was asked before, who did then."""
        asked = [each.since for each in self.questions if each.since is not None]
        since = min([self.since, *asked])
        return listed(self.meanwhile.since(since).people()) or _("Somebody")

    @property
    def unanswered(self) -> list[Question]:
        """What was asked before, and sent back without a choice."""
        return [
            each
            for each in self.questions
            if f"base-{each.key}" in self.sent and f"choose-{each.key}" not in self.sent
        ]

    @property
    def is_asked(self) -> bool:
        return bool(self.questions or self.moves)

    @property
    def refusal(self) -> str:
        """Why nothing is saved yet."""
        if unanswered := self.unanswered:
            said = _("Choose theirs or yours first: %(what)s. Nothing of yours is saved yet.")
            return said % {"what": listed(each.label for each in unanswered)}
        return _("%(people)s saved this after you opened it. Nothing of yours is saved yet.") % {
            "people": self.people
        }

    @property
    def told(self) -> str:
        """What the person gets beside what they typed."""
        return _("%(people)s saved this after you opened it. Taken from theirs: %(what)s.") % {
            "people": self.people,
            "what": listed(dict.fromkeys(self.taken)),
        }

    def tell(self, row: models.Model, column: str) -> None:
        """Show the change of a column that the form does not have."""
        field: Any = row._meta.get_field(column)
        was = self.meanwhile.since(self.since).before(row)
        if was and getattr(was, column) != getattr(row, column):
            names = dict(field.flatchoices)
            old, new = (str(names.get(getattr(each, column), "")) for each in (was, row))
            self.moves.append((capfirst(str(field.verbose_name)), old, new))

    def form(self, form: forms.ModelForm[Any], label: str = "") -> None:
        """Merge the fields of a form whose row is as it is saved now."""
        for name, field in _fields(form):
            row, bound = form.instance, form[name]
            choice = self.sent.get(f"choose-{bound.html_name}")
            since = self.since
            if choice is None:
                since = _number(self.sent.get(f"base-{bound.html_name}", str(since)))
            base = self.meanwhile.since(since).value(row, field)
            now = Meanwhile(()).value(row, field)
            says = label + str(bound.label)
            sent = (self.sent, form.files, bound.html_name)
            if choice == THEIRS or bound.field.widget.value_omitted_from_data(*sent):
                self._take(bound, now)
            elif _changed(base, now):
                if not _differs(bound.field, base, bound.data):
                    self._take(bound, now)
                    self.taken.append(says)
                elif _differs(bound.field, now, bound.data):
                    was, theirs, yours = (_shown(bound.field, v) for v in (base, now, bound.data))
                    self.questions.append(
                        Question(bound.html_name, says, was, theirs, yours, since=since)
                    )

    def _take(self, bound: forms.BoundField, value: Any) -> None:
        for name, values in posted(bound, value):
            self.data.pop(name, None)
            if values:
                self.data.setlist(name, values)

    def formset(self, formset: Any) -> None:
        """Merge rows: those that others added join in, those that they removed are asked for."""
        there = {str(row.pk): row for row in formset.get_queryset()}
        initial = formset.initial_form_count()
        sent = {_place(form): form for form in formset.forms}
        known: dict[str, int] = {}
        kept, new, asked = [], [], len(self.questions)
        for i, form in sent.items():
            key = self.sent.get(form.add_prefix(formset.model._meta.pk.name))
            if i < initial and key in there:
                self._row(formset, form)
                known[key] = i
                kept.append(i)
            elif i < initial:
                new += [i] if self._removed(formset, form, key) else []
            elif self.sent.get(f"choose-{form.prefix}") != THEIRS:
                new.append(i)
        news = self.meanwhile.since(self.since)
        for key, row in there.items():
            if key in known or not news.added(row):
                continue
            twin = next((i for i in new if i >= initial and _same(formset, sent[i], row)), None)
            if twin is None:
                kept.append(self._added(formset, row, formset.total_form_count() + len(kept)))
            else:
                new.remove(twin)
                kept.append(twin)
                self._twin(formset, sent[twin], row)
        self._renumber(formset, kept, new, asked)

    def _row(self, formset: Any, form: forms.ModelForm[Any]) -> None:
        """A row that is there: if it shall be removed, only as it was seen."""
        removal = form.add_prefix("DELETE")
        label = _label(formset, form.instance)
        if self.sent.get(f"choose-{form.prefix}") == MINE:
            self.data[removal] = "on"
        if removal not in self.data:
            self.form(form, f"{label}: ")
            return
        meanwhile = self.meanwhile.since(self.since)
        fields = dict(_fields(form))
        now = {name: Meanwhile(()).value(form.instance, field) for name, field in fields.items()}
        was = {name: meanwhile.value(form.instance, field) for name, field in fields.items()}
        changed = [name for name in fields if _changed(was[name], now[name])]
        if changed:
            self.data.pop(removal)
            for name, value in now.items():
                self._take(form[name], value)
            base, theirs = (_lines(form, {n: values[n] for n in changed}) for values in (was, now))
            self.questions.append(
                Question(form.prefix or "", label, base, theirs, _("(removed)"), default=THEIRS)
            )

    def _removed(self, formset: Any, form: forms.ModelForm[Any], key: Any) -> bool:
        """Whether a row that others removed stays in the form, as a new one."""
        meanwhile = self.meanwhile.since(self.since)
        was = meanwhile.removed(formset.model, key)
        if was is None:
            return True
        label = _label(formset, was)
        fields = _fields(form)
        base = {name: meanwhile.value_of_removed(was, field) for name, field in fields}
        yours = {
            name: form[name].data
            for name, value in base.items()
            if _differs(form.fields[name], value, form[name].data)
        }
        if self.sent.get(form.add_prefix("DELETE")) or not yours:
            self.taken.append(" ".join([label, _("(removed)")]))
            return False
        for name, value in formset.brought_back(was).items():
            self.data[form.add_prefix(name)] = value
        self.questions.append(
            Question(
                form.prefix or "",
                label,
                _lines(form, {name: base[name] for name in yours}),
                _("(removed)"),
                _lines(form, yours),
                default=MINE,
            )
        )
        return True

    def _added(self, formset: Any, row: models.Model, i: int) -> int:
        """Show a row that others added, as the form's next one."""
        form = formset.form(
            instance=row, prefix=formset.add_prefix(i), **formset.get_form_kwargs(i)
        )
        formset.add_fields(form, i)
        for name in form.fields:
            bound = form[name]
            for key, values in posted(bound, bound.initial):
                if values:
                    self.data.setlist(key, values)
        self.data[form.add_prefix(formset.model._meta.pk.name)] = str(row.pk)
        self.taken.append(_label(formset, row))
        return i

    def _twin(self, formset: Any, sent: forms.ModelForm[Any], row: models.Model) -> None:
        """Both added what there can be only once: one row, of which both changed everything."""
        form = formset.form(
            self.sent, instance=row, prefix=sent.prefix, **formset.get_form_kwargs(0)
        )
        self.form(form, f"{_label(formset, row)}: ")
        self.data[form.add_prefix(formset.model._meta.pk.name)] = str(row.pk)

    def _renumber(self, formset: Any, kept: list[int], new: list[int], asked: int) -> None:
        """Number the rows anew: first those that are saved, then the others."""
        prefix = formset.prefix
        places = {f"{prefix}-{old}": f"{prefix}-{i}" for i, old in enumerate([*kept, *new])}
        moved, moved_files = QueryDict(mutable=True), MultiValueDict[str, Any]()
        for before, after in ((self.data, moved), (self.files, moved_files)):
            for name, values in before.lists():
                stem = _stem(name, prefix)
                if stem in places:
                    after.setlist(places[stem] + name.removeprefix(stem), values)
                elif stem is None:
                    after.setlist(name, values)
        key = formset.model._meta.pk.name
        for i in range(len(kept), len(kept) + len(new)):
            moved[f"{prefix}-{i}-{key}"] = ""
        moved[f"{prefix}-INITIAL_FORMS"] = str(len(kept))
        moved[f"{prefix}-TOTAL_FORMS"] = str(len(kept) + len(new))
        self.data, self.files = moved, moved_files
        for i, question in enumerate(self.questions[asked:], asked):
            stem = _stem(f"{question.key}-", prefix) or ""
            new_key = places.get(stem, stem) + question.key.removeprefix(stem)
            self.questions[i] = replace(question, key=new_key)


def entries_needed(
    sent: QueryDict, entries: models.QuerySet[AuditEntry]
) -> list[AuditEntry] | None:
    """What was saved since a form was opened, or since its oldest question; None for nothing."""
    bases = [_number(value) for name, value in sent.items() if name.startswith("base-")]
    since = min([_number(sent.get("since")), *bases])
    needed = list(entries.filter(pk__gt=since).select_related("actor"))
    answers = any(name.startswith("choose-") for name in sent)
    return needed if needed or answers else None


def _stem(name: str, prefix: str) -> str | None:
    """The beginning of a name that says which row of a formset it belongs to."""
    number = name.removeprefix(f"{prefix}-").partition("-")[0]
    return (
        f"{prefix}-{number}"
        if name.startswith(f"{prefix}-{number}-") and number.isdecimal()
        else None
    )


def _place(form: forms.ModelForm[Any]) -> int:
    """The number of a row among those that were sent; rows that were taken out leave gaps."""
    return int(str(form.prefix).rpartition("-")[2])


def _number(text: Any) -> int:
    return int(text) if text and text.isdecimal() else 0


def _label(formset: Any, row: models.Model) -> str:
    return f"{capfirst(str(formset.model._meta.verbose_name))} {row}"


def _same(formset: Any, form: forms.ModelForm[Any], row: models.Model) -> bool:
    """Whether a new row is one that there can be only once, and is there."""
    parent = formset.fk.name
    for constraint in formset.model._meta.total_unique_constraints:
        names = [name for name in constraint.fields if name != parent]
        if names and len(names) < len(constraint.fields) and set(names) <= form.fields.keys():
            return all(
                not _differs(form.fields[name], getattr(row, name), form[name].data)
                for name in names
            )
    return False


def _fields(form: forms.ModelForm[Any]) -> Iterator[tuple[str, Any]]:
    """The columns and links that a form shows and takes."""
    options = form._meta.model._meta
    known = {field.name: field for field in [*options.concrete_fields, *options.many_to_many]}
    for name, field in form.fields.items():
        if name in known and not (field.disabled or field.widget.is_hidden):
            yield name, known[name]


def posted(bound: forms.BoundField, value: Any) -> Iterable[tuple[str, list[str]]]:
    """What a browser would send of a field that shows a value."""
    return _posted(unwrapped(bound.field), bound.html_name, bound.field.prepare_value(value))


def _posted(widget: forms.Widget, name: str, value: Any) -> Iterator[tuple[str, list[str]]]:
    if isinstance(widget, forms.MultiWidget):
        parts: Any = value if isinstance(value, list) else widget.decompress(value)
        suffixes: Any = widget.widgets_names  # type: ignore[attr-defined]
        for part, suffix, each in zip(widget.widgets, suffixes, parts, strict=True):
            yield from _posted(part, name + suffix, each)
    elif isinstance(widget, forms.CheckboxInput):
        yield name, ["on"] if widget.check_test(value) else []
    else:
        shown: Any = widget.format_value(value)
        yield name, [str(each) for each in shown] if isinstance(shown, list) else [str(shown or "")]


def _changed(base: Any, now: Any) -> bool:
    """Whether others changed a value; what a row is linked to has no order."""
    if isinstance(base, list):
        return set(base) != set(now)
    # What is blank is blank, in a row that was not there yet as well.
    return (base or None) != (now or None)


def _differs(field: forms.Field, known: Any, sent: Any) -> bool:
    """Whether what was sent is something else; browsers end lines in their own way."""
    return field.has_changed(_plain(known), _plain(sent))


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n")
    return [_plain(each) for each in value] if isinstance(value, list) else value


def _lines(form: forms.ModelForm[Any], values: dict[str, Any]) -> str:
    """Fields of a row with their values, as people read them."""
    return "\n".join(
        f"{form[name].label}: {_shown(form.fields[name], value)}" for name, value in values.items()
    )


def _shown(field: forms.Field, value: Any) -> str:
    """A value, or what was sent for it, as people read it."""
    if isinstance(field, forms.MultiValueField) and isinstance(value, list | dict):
        texts = value.values() if isinstance(value, dict) else value
        return "\n".join(str(text) for text in texts if text)
    if value is None or value == "":
        return ""
    if isinstance(field, forms.ModelChoiceField):
        return listed(str(row) for row in _rows(field, value))
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str({str(key): label for key, label in choices}.get(str(value), value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def _rows(field: forms.ModelChoiceField[Any], value: Any) -> list[Any]:
    keys = value if isinstance(value, list) else [value]
    queryset: Any = field.queryset
    known = {str(row.pk): row for row in queryset.filter(pk__in=keys)} if _keys(field, keys) else {}
    return [known.get(str(key), key) for key in keys]


def _keys(field: forms.ModelChoiceField[Any], keys: Iterable[Any]) -> bool:
    """Whether what was sent can be keys of rows."""
    try:
        for key in keys:
            field.queryset.model._meta.pk.to_python(key)  # type: ignore[union-attr]
    except forms.ValidationError:
        return False
    return True
