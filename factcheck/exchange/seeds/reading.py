"""Reading the files of a seed directory, and checking their form."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from factcheck import plain_text

Row = dict[str, Any]

FIELDS = {
    "article": "slug title url publisher author published_on language body_display notice note",
    "claims": "id paragraph quote start end prefix suffix statement headline kind subject speaker "
    "cited_source cited_source_detail co_speakers co_sources made_on event_date date_as_given "
    "check_question nested_in attribution_ambiguous note",
    "speakers": "slug name kind role role_translations country note",
    "sources": "slug name kind publisher date note",
    "citations": "claim source as_cited finding note evidence",
    "evidence": "id claim url title publisher origin published accessed_on stance method summary "
    "read note",
    "reviews": "claim status summary rationale evidence search_log headline_es "
    "summary_es rationale_es",
    "statuses": "slug name definition rating_value policy direction order",
    "findings": "slug name definition order",
    "pages": "slug body",
    "finding": "text",
    "search_log": "where what on",
}
OPTIONAL = {
    *("notice", "search_log", "headline_es", "summary_es", "rationale_es", "role_translations"),
}

# The field that tells the entries of a file apart.
KEYS = {
    **dict.fromkeys(("claims", "evidence"), ("id",)),
    **dict.fromkeys(("article", "speakers", "sources", "statuses", "findings", "pages"), ("slug",)),
    "citations": ("claim", "source"),
    "reviews": ("claim",),
    "finding": (),
}
# Files that hold one object, and not a list of them.
SINGLE = {"article", "finding"}

Form = Callable[[Any], bool]

TEXT, WORDS = "text or null", "text that is not empty"
NUMBER, FLAG = "a whole number or null", "true or false"
TEXTS, BY_LANGUAGE, OBJECTS = "a list of texts", "texts by language", "a list of objects"
FITS: dict[str, Form] = {
    TEXT: lambda value: value is None or isinstance(value, str),
    WORDS: lambda value: isinstance(value, str) and _is_visible(value),
    NUMBER: lambda value: value is None or type(value) is int,
    FLAG: lambda value: isinstance(value, bool),
    TEXTS: lambda value: _is_list_of(str, value),
    BY_LANGUAGE: lambda value: isinstance(value, dict) and _is_list_of(str, [*value.values()]),
    OBJECTS: lambda value: _is_list_of(dict, value),
}
# What a field holds, unless that is `TEXT`.
FORMS = {
    **dict.fromkeys(("id", "slug", "claim", "quote", "url", "rationale"), WORDS),
    **dict.fromkeys(("paragraph", "start", "end", "rating_value", "order"), NUMBER),
    **dict.fromkeys(("co_speakers", "co_sources", "evidence"), TEXTS),
    **dict.fromkeys(
        (
            *("notice", "body", "definition", "role_translations"),
            *("statuses.name", "findings.name", "finding.text"),
        ),
        BY_LANGUAGE,
    ),
    "article.url": TEXT,
    "attribution_ambiguous": FLAG,
    "search_log": OBJECTS,
}

# Where a quote stands may be told by nothing but white space.
MAY_LOOK_BLANK = {"prefix", "suffix"}
NEVER = {
    "\0": "a NUL (U+0000)",
    "\ufeff": "a byte order mark (U+FEFF)",
    **{chr(code): f"half a character (U+{code:04X})" for code in range(0xD800, 0xE000)},
}
_NEVER = re.compile(f"[{''.join(NEVER)}]")


class SeedError(Exception):
    """A fault in a seed file: which file, which entry, what is wrong and what to do."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        super().__init__(f"{file}: {entry}: {fault}")


class Doubled(dict[str, Any]):
    """An object of a file in which a key stands more than once."""

    def __init__(self, pairs: list[tuple[str, Any]]) -> None:
        super().__init__(pairs)
        names = [name for name, _value in pairs]
        self.names = sorted({name for name in names if names.count(name) > 1})


class Directory:
    """The files of a directory, read and checked for their form.

    Raises SeedError for a file that cannot be read or is no JSON, for a field that is missing,
    unknown or of another form, and for an entry that stands twice.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.article: Row = self._rows("article")[0]
        self.text = self._read("article.txt")
        if not _is_visible(self.text):
            raise SeedError("article.txt", "file", "is empty; put the text there")
        self.claims, self.speakers, self.sources, self.citations = map(
            self._rows, ("claims", "speakers", "sources", "citations")
        )
        self.evidence, self.reviews, self.statuses, self.findings = map(
            self._rows, ("evidence", "reviews", "statuses", "findings")
        )
        self.pages, self.finding = map(self._rows_if_there, ("pages", "finding"))

    def _read(self, file: str) -> str:
        try:
            text = (self.path / file).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            raise SeedError(file, "file", f"is not in {self.path}; add it") from None
        except OSError as error:
            fault = f"cannot be read from {self.path} ({error.strerror}); make it a readable file"
            raise SeedError(file, "file", fault) from None
        except UnicodeDecodeError as error:
            raise SeedError(file, "file", f"is not UTF-8 ({error}); save it as UTF-8") from None
        if found := _NEVER.search(text):
            line = text.count("\n", 0, found.start()) + 1
            fault = f"holds {NEVER[found[0]]}; remove it"
            raise SeedError(file, f"line {line}", fault)
        return text

    def _rows_if_there(self, name: str) -> list[Row]:
        return self._rows(name) if (self.path / f"{name}.json").exists() else []

    def _rows(self, name: str) -> list[Row]:
        file = f"{name}.json"
        try:
            loaded = json.loads(self._read(file), object_pairs_hook=_object)
        except json.JSONDecodeError as error:
            fault = f"is no JSON: {error.msg}; correct it"
            raise SeedError(file, f"line {error.lineno}", fault) from None
        except (RecursionError, ValueError):
            fault = "is nested too deeply, or has a number that is too long; correct it"
            raise SeedError(file, "file", fault) from None
        rows = [loaded] if name in SINGLE else loaded
        if not _is_list_of(dict, rows):
            wanted = "an object" if name in SINGLE else "a list of objects"
            raise SeedError(file, "file", f"is not {wanted}; make it one")
        seen = set()
        for number, row in enumerate(rows, 1):
            key = ", ".join(str(row[name]) for name in KEYS[name] if row.get(name))
            entry = _NEVER.sub("\ufffd", key) or f"entry {number}"
            _check_form(file, entry, name, row)
            if key in seen:
                raise SeedError(file, entry, "stands twice; remove one or rename it")
            seen.add(key)
        return rows


def _is_visible(text: str) -> bool:
    """Whether anything of a text is left once it is cleaned, as the desk's forms clean it."""
    return plain_text.clean(text).text != ""


def _object(pairs: list[tuple[str, Any]]) -> Row:
    row = dict(pairs)
    return row if len(row) == len(pairs) else Doubled(pairs)


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _check_form(file: str, entry: str, name: str, row: Row) -> None:
    fields = FIELDS[name].split()
    if isinstance(row, Doubled):
        names = ", ".join(map(_shown, row.names))
        raise SeedError(file, entry, f"has {names} more than once; remove all but one")
    if missing := [field for field in fields if field not in row and field not in OPTIONAL]:
        raise SeedError(file, entry, f"lacks {', '.join(missing)}; add it")
    if unknown := [field for field in row if field not in fields]:
        named = ", ".join(_NEVER.sub("\ufffd", field) for field in unknown)
        raise SeedError(file, entry, f"has unknown {named}; remove it")
    for field, value in row.items():
        form = FORMS.get(f"{name}.{field}") or FORMS.get(field, TEXT)
        if not FITS[form](value):
            raise SeedError(file, entry, f"{field} is {_shown(value)}; write {form}")
        if fault := _fault(field, value, form):
            raise SeedError(file, entry, f"{field} is {_shown(value)}{fault}")
    for log in row.get("search_log", []):
        _check_form(file, entry, "search_log", log)


def _fault(field: str, value: Any, form: str) -> str:
    """What is wrong with a value of the right form, and what to do; empty for nothing."""
    if isinstance(value, Doubled):
        return f", with {', '.join(map(_shown, value.names))} twice; remove one"
    if form == TEXTS and len({*value}) < len(value):
        return ", which names something twice; remove one"
    if form == OBJECTS:
        return ""
    for text in _texts(value):
        if found := _NEVER.search(text):
            return f", with {NEVER[found[0]]}; remove it"
        if text and field not in MAY_LOOK_BLANK and not _is_visible(text):
            return ", in which nothing can be seen; write words, or null"
    return ""


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for pair in value.items() for text in pair)
    elif isinstance(value, list):
        yield from value


def _shown(value: Any) -> str:
    """A value as the file may have it; what cannot be seen in it as its code."""
    shown = json.dumps(value, ensure_ascii=False)
    return "".join(
        char if char == " " or _is_visible(char) else json.dumps(char)[1:-1] for char in shown
    )
