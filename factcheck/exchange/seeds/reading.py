"""Reading the files of a seed directory, and checking their form."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Row = dict[str, Any]

FIELDS = {
    "article": "slug title url publisher author published_on language body_display notice note",
    "claims": "id paragraph quote start end prefix suffix statement headline kind subject speaker "
    "cited_source cited_source_detail co_speakers co_sources made_on event_date date_as_given "
    "check_question nested_in attribution_ambiguous note",
    "speakers": "slug name kind role country note",
    "sources": "slug name kind publisher date note",
    "citations": "claim source as_cited finding note evidence",
    "evidence": "id claim url title publisher origin published accessed_on stance method summary "
    "read note",
    "reviews": "claim status summary rationale evidence search_log summary_es rationale_es",
    "statuses": "slug name definition rating_value policy direction order",
    "findings": "slug name definition order",
    "pages": "slug body",
    "search_log": "where what on",
}
OPTIONAL = {"notice", "search_log", "summary_es", "rationale_es"}

# The field that tells the entries of a file apart.
KEYS = {
    **dict.fromkeys(("claims", "evidence"), ("id",)),
    **dict.fromkeys(("article", "speakers", "sources", "statuses", "findings", "pages"), ("slug",)),
    "citations": ("claim", "source"),
    "reviews": ("claim",),
}

Form = Callable[[Any], bool]

TEXT, WORDS = "text or null", "text that is not empty"
NUMBER, FLAG = "a whole number or null", "true or false"
TEXTS, BY_LANGUAGE, OBJECTS = "a list of texts", "texts by language", "a list of objects"
FITS: dict[str, Form] = {
    TEXT: lambda value: value is None or isinstance(value, str),
    WORDS: lambda value: isinstance(value, str) and value.strip() != "",
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
        ("notice", "body", "definition", "statuses.name", "findings.name"), BY_LANGUAGE
    ),
    "article.url": TEXT,
    "attribution_ambiguous": FLAG,
    "search_log": OBJECTS,
}


class SeedError(Exception):
    """A fault in a seed file: which file, which entry, what is wrong and what to do."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        super().__init__(f"{file}: {entry}: {fault}")


class Directory:
    """The files of a directory, read and checked for their form.

    Raises SeedError for a file that cannot be read or is no JSON, for a field that is missing,
    unknown or of another form, and for an entry that stands twice.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.article: Row = self._rows("article")[0]
        self.text = self._read("article.txt")
        if not self.text.strip() or "\0" in self.text:
            raise SeedError("article.txt", "file", "is empty or holds a NUL; put the text there")
        self.claims, self.speakers, self.sources, self.citations = map(
            self._rows, ("claims", "speakers", "sources", "citations")
        )
        self.evidence, self.reviews, self.statuses, self.findings = map(
            self._rows, ("evidence", "reviews", "statuses", "findings")
        )
        self.pages = self._rows("pages") if (self.path / "pages.json").exists() else []

    def _read(self, file: str) -> str:
        try:
            return (self.path / file).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            raise SeedError(file, "file", f"is not in {self.path}; add it") from None
        except OSError as error:
            fault = f"cannot be read from {self.path} ({error.strerror}); make it a readable file"
            raise SeedError(file, "file", fault) from None
        except UnicodeDecodeError as error:
            raise SeedError(file, "file", f"is not UTF-8 ({error}); save it as UTF-8") from None

    def _rows(self, name: str) -> list[Row]:
        file = f"{name}.json"
        try:
            loaded = json.loads(self._read(file))
        except json.JSONDecodeError as error:
            fault = f"is no JSON: {error.msg}; correct it"
            raise SeedError(file, f"line {error.lineno}", fault) from None
        rows = [loaded] if name == "article" else loaded
        if not _is_list_of(dict, rows):
            wanted = "an object" if name == "article" else "a list of objects"
            raise SeedError(file, "file", f"is not {wanted}; make it one")
        seen = set()
        for number, row in enumerate(rows, 1):
            key = ", ".join(str(row[name]) for name in KEYS[name] if row.get(name))
            entry = key or f"entry {number}"
            _check_form(file, entry, name, row)
            if key in seen:
                raise SeedError(file, entry, "stands twice; remove one or rename it")
            seen.add(key)
        return rows


def _is_list_of(kind: type, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, kind) for item in value)


def _check_form(file: str, entry: str, name: str, row: Row) -> None:
    fields = FIELDS[name].split()
    if missing := [field for field in fields if field not in row and field not in OPTIONAL]:
        raise SeedError(file, entry, f"lacks {', '.join(missing)}; add it")
    if unknown := [field for field in row if field not in fields]:
        raise SeedError(file, entry, f"has unknown {', '.join(unknown)}; remove it")
    for field, value in row.items():
        form = FORMS.get(f"{name}.{field}") or FORMS.get(field, TEXT)
        if not FITS[form](value):
            shown = json.dumps(value, ensure_ascii=False)
            raise SeedError(file, entry, f"{field} is {shown}; write {form}")
    for log in row.get("search_log", []):
        _check_form(file, entry, "search_log", log)
