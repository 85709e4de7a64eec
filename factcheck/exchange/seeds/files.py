"""The files of a seed directory, read and checked for their form."""

import json
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
    "reviews": "claim status summary rationale evidence",
    "statuses": "slug name definition rating_value policy order",
    "findings": "slug name definition order",
}
OPTIONAL = {"article": {"notice"}, "reviews": {"search_log", "summary_es", "rationale_es"}}


class SeedError(Exception):
    """A fault in a seed file: which file, which entry, what is wrong and what to do."""

    def __init__(self, file: str, entry: str, fault: str) -> None:
        super().__init__(f"{file}: {entry}: {fault}")


class Directory:
    """The files of a directory, read and checked for their form.

    Raises SeedError for a file that is missing, is no JSON or lacks a field.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.article: Row = self._rows("article")[0]
        self.text = self._read("article.txt")
        self.claims, self.speakers, self.sources, self.citations = map(
            self._rows, ("claims", "speakers", "sources", "citations")
        )
        self.evidence, self.reviews, self.statuses, self.findings = map(
            self._rows, ("evidence", "reviews", "statuses", "findings")
        )

    def _read(self, file: str) -> str:
        try:
            return (self.path / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            raise SeedError(file, "file", f"is not in {self.path}; add it") from None
        except UnicodeDecodeError as error:
            raise SeedError(file, "file", f"is not UTF-8 ({error}); save it as UTF-8") from None

    def _rows(self, name: str) -> list[Row]:
        file = f"{name}.json"
        try:
            loaded = json.loads(self._read(file))
        except json.JSONDecodeError as error:
            raise SeedError(file, f"line {error.lineno}", f"is no JSON: {error.msg}") from None
        rows = [loaded] if name == "article" else loaded
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise SeedError(file, "file", "must be a list of objects")
        optional = OPTIONAL.get(name, set())
        wanted = set(FIELDS[name].split())
        for number, row in enumerate(rows, 1):
            entry = str(row.get("id") or row.get("slug") or row.get("claim") or f"entry {number}")
            if missing := wanted - optional - set(row):
                raise SeedError(file, entry, f"lacks {', '.join(sorted(missing))}; add it or null")
            if unknown := set(row) - wanted - optional:
                raise SeedError(file, entry, f"has unknown {', '.join(sorted(unknown))}; remove it")
        return rows
