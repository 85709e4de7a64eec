"""The parts of a claim's form in the order of the work, on its page and beside the text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten
from django.utils.text import capfirst

# What every check needs; the other parts are folded until there is something in them.
NEEDED = {"claim", "citations", "evidence", "verdict"}
# Fields that every claim has filled, and that therefore tell nothing.
USUAL = {"article", "paragraph", "quote", "place", "kind", "subject", "priority", "assignee"}


@dataclass(frozen=True, slots=True)
class Part:
    """A fieldset of the form or the rows of an inline; `index` is the fieldset's."""

    key: str
    title: str
    index: int = 0
    fieldset: Any = None
    inline: Any = None
    count: int = 0
    is_open: bool = True

    @property
    def is_needed(self) -> bool:
        return self.key in NEEDED


def parts(fieldsets: Iterable[Any], inlines: Iterable[Any], *, beside_text: bool) -> list[Part]:
    """In the form's order; beside the text, what is always needed comes first."""
    found = list(_parts(fieldsets, list(inlines), beside_text))
    return sorted(found, key=lambda part: not part.is_needed) if beside_text else found


def _parts(fieldsets: Iterable[Any], inlines: list[Any], beside_text: bool) -> Iterator[Part]:
    for index, fieldset in enumerate(fieldsets):
        key = fieldset.classes
        is_open = key in NEEDED or not beside_text or _says_something(fieldset)
        yield Part(key, fieldset.name, index, fieldset=fieldset, is_open=is_open)
        for inline in inlines:
            if inline.opts.after == key and inline.is_shown:
                key_, count = inline.formset.prefix, inline.formset.initial_form_count()
                rows = count or inline.formset.total_form_count()
                title = capfirst(str(inline.opts.verbose_name_plural))
                is_open = key_ in NEEDED or bool(rows)
                yield Part(key_, title, inline=inline, count=count, is_open=is_open)


def _says_something(fieldset: Any) -> bool:
    """Whether a field is wrong, or says more than what every claim says."""
    names = set(flatten(fieldset.fields))
    form = fieldset.form
    said = (form[name].value() for name in names - USUAL if name in form.fields)
    return bool(names & form.errors.keys()) or any(
        value not in (None, "", False, []) for value in said
    )
