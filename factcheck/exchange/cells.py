"""Reading a cell: what people write in a column, in the form that our own sheets have.

The fields of the desk's own forms read it; what is wrong is said in their words.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from factcheck import written_dates
from factcheck.exchange import sayings
from factcheck.exchange.columns import BETWEEN, BY_NAME, NO, YES, digest
from factcheck.exchange.mapping import folded, statuses
from factcheck.exchange.people import split
from factcheck.exchange.reading import Fault
from factcheck.exchange.reading.sheet_process import UNCOUNTED
from factcheck.models import Article, Claim, Speaker, Topic
from factcheck.models.date_inputs import DayFormField, PartialDateFormField
from factcheck.models.days import not_to_come

# How sheets write that there is nothing.
NOTHING = {"null", "none", "nan", "n/a", "na", "-", "–", "—", "unknown", "nobody", "nadie"}
YESES = {"yes", "y", "true", "1", "x", "si", "verdadero", "نعم"}
NOES = {"no", "n", "false", "0", "", "falso", "لا"}
# How many years ahead two digits of a year reach, of what may be still to come.
AHEAD = 10
EMPTY = {"kind": "event", "priority": "2"}
# What a spreadsheet shows in the place of a value.
FAILED = {"#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
NOT_WORDS = {
    *("speaker", "co_speakers", "said_on", "happened_on", "due_on", "topics", "status", "kind"),
    *("article_author", "article_url", "article_published_on", "earlier_url"),
    *("earlier_published_on", "earlier_author", "reviewed_by"),
}


class Reader:
    """Reads the cells of one file; the scale and the topics are looked up once.

    `dates` is the `written_dates.Order` of its days in numbers, or empty.
    """

    def __init__(self, dates: str = "") -> None:
        self.dates = dates

    @cached_property
    def _statuses(self) -> Mapping[str, str]:
        return statuses()

    @cached_property
    def topics(self) -> dict[str, str]:
        """Topics by slug and by name in every language; those that a file defines are added."""
        return {
            folded(word): topic.slug
            for topic in Topic.objects.all()
            for word in (topic.slug, *topic.name.values())
        }

    def read(self, name: str, text: str, exported: str = "") -> str:
        """A cell as our own sheets have it; `exported` is its digest when it was taken out.

        Raises ValidationError.
        """
        check_text(text)
        is_nothing = name in NOT_WORDS and text.strip().casefold() in NOTHING
        if is_nothing and digest(text) != exported:
            return ""
        if name in READERS:
            return READERS[name](self, text.strip(), exported)
        if choices := BY_NAME[name].choices:
            return _choice(choices, text.strip()) or EMPTY.get(name, "")
        field = _field(name)
        return str(field.clean(text) or "") if field else text.strip()

    def status(self, text: str, _exported: str) -> str:
        if not text:
            return "unverified"
        if slug := self._statuses.get(folded(text)):
            return slug
        slugs = ", ".join(dict.fromkeys(self._statuses.values()))
        raise ValidationError(
            _("“%(value)s” is no status: write one of %(slugs)s, or say what it is to be."),
            params={"value": text, "slugs": slugs},
        )

    def several_topics(self, text: str, _exported: str) -> str:
        slugs, unknown = [], []
        for several in split(text):
            # Commas stand between topics in many sheets, and within the names of some topics.
            parts = [part for part in map(str.strip, several.split(",")) if part]
            while parts:
                longest_first = range(len(parts), 0, -1)
                named = {most: folded(" ".join(parts[:most])) for most in longest_first}
                most = next((most for most, name in named.items() if name in self.topics), 0)
                if most:
                    slugs.append(self.topics[named[most]])
                else:
                    said = _("There is no topic “%(name)s”: add it at the desk, or leave it out.")
                    unknown.append(ValidationError(said, params={"name": parts[0]}))
                del parts[: most or 1]
        if unknown:
            raise ValidationError(unknown)
        return BETWEEN.join(sorted({*slugs}))

    def partial_date(self, text: str, exported: str, *, past: bool) -> str:
        text = _without_time(text)
        meant = [each for each in written_dates.readings(text) if digest(each) == exported]
        [told] = meant or [self._in_order(text, past=past)]
        return str(PartialDateFormField(past=past, required=False).clean(told))

    def day(self, text: str, exported: str) -> str:
        told = self._in_order(text.partition(" 00:00")[0], past=False)
        found: date | None = DayFormField(required=False).clean(told)
        day = found.isoformat() if found else ""
        if found and found < timezone.localdate() and digest(day) != exported:
            raise ValidationError(_("This day is over: choose one to come."))
        return day

    def past_day(self, text: str, _exported: str) -> str:
        told = self._in_order(_without_time(text), past=True)
        found: date | None = DayFormField(required=False).clean(told)
        if found:
            not_to_come(found)
        return found.isoformat() if found else ""

    def _in_order(self, text: str, *, past: bool) -> str:
        last = timezone.localdate().year + (0 if past else AHEAD)
        return written_dates.in_order(text, self.dates, last)

    def yes_or_no(self, text: str, _exported: str) -> str:
        word = folded(text)
        if word not in YESES | NOES:
            raise ValidationError(_("Write yes or no."))
        return YES if word in YESES else NO

    def names(self, text: str, _exported: str) -> str:
        return BETWEEN.join(self.name(each, "") for each in split(text))

    def name(self, text: str, _exported: str) -> str:
        field: Any = _speaker_name()
        return str(field.clean(text) or "")


READERS: dict[str, Callable[[Reader, str, str], str]] = {
    "status": Reader.status,
    "topics": Reader.several_topics,
    "said_on": lambda reader, *cell: reader.partial_date(*cell, past=True),
    "happened_on": lambda reader, *cell: reader.partial_date(*cell, past=False),
    "article_published_on": lambda reader, *cell: reader.partial_date(*cell, past=True),
    "due_on": Reader.day,
    "earlier_published_on": Reader.past_day,
    "attribution_ambiguous": Reader.yes_or_no,
    "co_speakers": Reader.names,
    "speaker": Reader.name,
    "quote": lambda _reader, text, _exported: text.replace("\r\n", "\n"),
}


def _without_time(text: str) -> str:
    return text.removesuffix("Z").partition("T")[0].partition(" 00:00")[0]


def check_text(text: str) -> None:
    """Raise ValidationError for what is no text of anybody's."""
    if "\0" in text or any("\ud800" <= char <= "\udfff" for char in text):
        raise ValidationError(_("It holds a character that is none: write the cell anew."))
    if text.strip() in FAILED or text.startswith(UNCOUNTED):
        raise ValidationError(_("It is a formula without a result: write the value."))
    if is_garbled(text):
        raise ValidationError(
            _("It was saved in one encoding and read in another: save the sheet as UTF-8 anew.")
        )


def is_garbled(text: str) -> bool:
    """Whether letters of UTF-8 were taken for letters of Windows: “Ã±” for “ñ”."""
    if not any(mark in text for mark in ("Ã", "Â", "â€", "Ø", "Ù")):
        return False
    try:
        return text.encode("cp1252").decode("utf-8") != text
    except UnicodeError:
        return False


def _choice(choices: Any, text: str) -> str:
    if not text:
        return ""
    words = _words(choices)
    if folded(text) not in words:
        said = _("“%(value)s” is none of %(choices)s.")
        known = ", ".join(map(str, choices.values))
        raise ValidationError(said, params={"value": text, "choices": known})
    return words[folded(text)]


@cache
def _words(choices: Any) -> Mapping[str, str]:
    """Choices by their values and by their names in every language, folded."""
    words: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            words |= {folded(str(label)): str(value) for value, label in choices.choices}
    return words | {folded(str(value)): str(value) for value in choices.values}


@cache
def _field(name: str) -> forms.Field | None:
    """The field of the desk's form that a column is typed into there."""
    model: Any = Article if name.startswith("article_") else Claim
    own = name.removeprefix("article_")
    if own not in {field.name for field in model._meta.fields} or name == "article":
        return None
    if name in {"note", "external_id", "origin"}:
        most = 200 if name == "origin" else None
        return forms.CharField(required=False, strip=name != "note", max_length=most)
    field: forms.Field = model._meta.get_field(own).formfield()
    if model is Article:
        # Whether it must be there, the article says that is made of it.
        field.required = False
    return field


@cache
def _speaker_name() -> forms.Field:
    field: forms.Field = Speaker._meta.get_field("name").formfield()
    field.required = False
    return field


def faults(column: str, text: str, error: ValidationError) -> list[Fault]:
    return [Fault(column, text[:200], sayings.of(each)) for each in error.error_list]
