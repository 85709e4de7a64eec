"""What changed from one publication of a claim to the next, so that a reader can see it."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck.models.record import Publication

Content = dict[str, Any]

TEXTS: dict[str, Promise] = {
    "headline": _("Headline"),
    "statement": _("Claim in full"),
    "quote": _("Quote"),
    "speakers": _("Speaker"),
    "status": _("Status"),
    "summary": _("Summary"),
    "reasoning": _("Reasoning"),
    "citations": _("Cited sources"),
    "evidence": _("Evidence"),
    "replies": _("Right of reply"),
    "search_log": _("Search log"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words: kept, deleted (`del`) or inserted (`ins`)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that a revision says differently from the one before it."""

    label: Promise
    parts: list[Part]


@dataclass(frozen=True, slots=True)
class Revision:
    publication: Publication
    changes: list[Change]

    @property
    def envelope(self) -> Content:
        """Number, kind, reason and bylines, as published; nothing where it was redacted."""
        if self.publication.content is None:
            return {}
        envelope: Content = self.publication.data["publication"]
        return envelope


def revisions(publications: Iterable[Publication]) -> list[Revision]:
    """Each publication of a claim with its changes against the one before; the newest first."""
    before: Content | None = None
    found = []
    for publication in sorted(publications, key=lambda p: p.number):
        after = publication.data["claim"] if publication.content is not None else None
        found.append(Revision(publication, changes(before, after)))
        before = after
    return found[::-1]


def changes(before: Content | None, after: Content | None) -> list[Change]:
    """What the second content says differently from the first; nothing without a first."""
    if before is None or after is None:
        return []
    pairs = ((label, _text(before, name), _text(after, name)) for name, label in TEXTS.items())
    return [Change(label, list(diff(old, new))) for label, old, new in pairs if old != new]


def diff(old: str, new: str) -> Iterator[Part]:
    """The words of both texts in order, each marked as kept, deleted or inserted."""
    olds, news = (re.findall(r"\s+|\w+|[^\w\s]", text) for text in (old, new))
    matcher = difflib.SequenceMatcher(None, olds, news, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes():
        if operation == "equal":
            yield Part("keep", "".join(olds[a:b]))
            continue
        if a < b:
            yield Part("del", "".join(olds[a:b]))
        if c < d:
            yield Part("ins", "".join(news[c:d]))


def _text(content: Content, name: str) -> str:
    """A part of the content in words, one thing to a line."""
    value = content.get(name)
    if not value:
        return ""
    match name:
        case "quote":
            return str(value["exact"])
        case "status":
            return translated(value["name"])
        case "speakers":
            return "\n".join(", ".join(filter(None, [s["name"], s["role"]])) for s in value)
        case "citations":
            return "\n".join(map(_citation, value))
        case "evidence":
            return "\n".join(map(_evidence, value))
        case "replies":
            return "\n".join(f"{r['asked']}: {r['answer']}" for r in value)
        case "search_log":
            return "\n".join(f"{e['place']}: {e['query']}" for e in value)
        case _:
            return str(value)


def translated(name: dict[str, str]) -> str:
    return name.get(get_language() or "") or name["en"]


def _citation(citation: Content) -> str:
    finding = citation.get("finding")
    source = citation["source"]["title"] or citation["source"]["publisher"]
    return f"{source}: {translated(finding['name'])}" if finding else str(source)


def _evidence(evidence: Content) -> str:
    if evidence["confidential"]:
        return f"{evidence['ref']}: {evidence['confidential_reason']}"
    return f"{evidence['ref']}, {evidence['stance']}: {evidence['summary']}"
