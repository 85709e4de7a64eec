"""What JSON Lines carries beside the cells: the parts of claims, and what claims refer to."""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from factcheck.exchange import sayings
from factcheck.exchange.columns import BETWEEN, YES, Cells
from factcheck.exchange.sayings import Saying
from factcheck.exchange.sayings import Saying as _
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    ExternalReview,
    ReplyRequest,
    SearchLogEntry,
    Source,
    Speaker,
    Topic,
    Translation,
)

Properties = dict[str, Any]

# The fields of each part, in the order of their making: citations refer to evidence.
PARTS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "evidence": (
        Evidence,
        (
            *("number", "source", "stance", "method", "origin", "summary", "excerpt", "place"),
            *("accessed_on", "extent", "confidential", "confidential_reason", "note"),
        ),
    ),
    "citations": (Citation, ("source", "as_cited", "place", "finding", "evidence", "note")),
    "search_log": (SearchLogEntry, ("place", "query", "searched_on")),
    "external_reviews": (ExternalReview, ("publisher", "rating", "url", "published_on")),
    "replies": (
        ReplyRequest,
        ("asked", "asked_on", "channel", "answer", "answered_on", "unanswered"),
    ),
    "translations": (
        Translation,
        ("language", "headline", "speaker_role", "summary", "reasoning"),
    ),
}
# What claims refer to: each stands once, before the first claim that refers to it.
REFERRED: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "speaker": (
        Speaker,
        (
            *("slug", "name", "aliases", "kind", "role", "role_translations", "url", "country"),
            "note",
        ),
    ),
    "source": (
        Source,
        (
            *("slug", "title", "kind", "description", "publisher", "published_on", "url"),
            *("archive_url", "note"),
        ),
    ),
    "topic": (Topic, ("slug", "name")),
    "article": (
        Article,
        (
            *("slug", "title", "publisher", "author", "url", "published_on", "language"),
            *("body_display", "notice", "note", "text"),
        ),
    ),
}
LISTS, NUMBERS = {"co_speakers", "topics"}, {"priority"}
PLACE = ("prefix", "suffix", "start")


def claim_line(cells: Cells, claim: Claim) -> Properties:
    """A claim with all its parts. Load it with `for_candidate`."""
    line: Properties = {"type": "claim"} | {
        name: _native(name, text) for name, text in cells.items()
    }
    if claim.quote:
        line["place"] = {name: getattr(claim, name) for name in PLACE}
    for name, (_model, fields) in PARTS.items():
        rows: Iterable[Any] = getattr(claim, name).all()
        line[name] = [{field: _value(row, field) for field in fields} for row in rows]
    return line


def _native(name: str, text: str) -> Any:
    if name in LISTS:
        return text.split(BETWEEN) if text else []
    if name in NUMBERS:
        return int(text)
    return text == YES if name == "attribution_ambiguous" else text


def referred_line(kind: str, row: Any) -> Properties:
    return {"type": kind} | {field: _value(row, field) for field in REFERRED[kind][1]}


def _value(row: Any, field: str) -> Any:
    value = getattr(row, field)
    if field == "aliases":
        return [alias.name for alias in value.all()]
    if isinstance(row, Citation) and field == "evidence":
        return [each.ref for each in value.all()]
    if isinstance(value, models.Model):
        return getattr(value, "slug", value.pk)
    return value.isoformat() if isinstance(value, date) else value


def sources_of(claim: Claim) -> list[Source]:
    linked: Iterable[Any] = (*claim.citations.all(), *claim.evidence.all())
    return [each.source for each in linked]


def texts_of(articles: Iterable[Article]) -> Mapping[int, str]:
    """The newest text of each article, in one query."""
    newest = ArticleRevision.objects.filter(article__in=[each.pk for each in articles])
    rows = newest.order_by("article", "-number").distinct("article")
    return dict(rows.values_list("article", "body"))


def sources_in(more: Mapping[str, Any]) -> set[str]:
    """The slugs of the sources that a claim's parts name."""
    rows = (row for name in ("evidence", "citations") for row in _rows(more, name))
    return {row["source"] for row in rows if isinstance(row.get("source"), str)}


def _rows(more: Mapping[str, Any], name: str) -> list[Properties]:
    given = more.get(name, [])
    is_list = isinstance(given, list) and all(isinstance(row, dict) for row in given)
    return given if is_list else []


def faults(
    more: Mapping[str, Any], sources: Container[str], defined: Container[str]
) -> Iterator[Saying]:
    """What is wrong with the parts of a new claim."""
    for name, (_model, fields) in PARTS.items():
        rows = _rows(more, name)
        if more.get(name) and not rows:
            yield _("“%(parts)s” is no list of objects.") % {"parts": name}
        for row in rows:
            if row.keys() != {*fields}:
                other = ", ".join(sorted(row.keys() ^ {*fields}))
                said = _("“%(parts)s” has other fields than it should: %(fields)s.")
                yield said % {"parts": name, "fields": other}
                continue
            slug = row.get("source")
            if slug is not None and slug not in sources and f"source:{slug}" not in defined:
                yield _("There is no source “%(slug)s”.") % {"slug": slug}
            yield from _faults_of(name, row)


def _faults_of(name: str, row: Properties) -> Iterator[Saying]:
    instance = _made(name, row)
    try:
        instance.clean_fields(exclude=["claim", "article", "source", "finding"])
        instance.clean()
    except ValidationError as error:
        for field, errors in error.error_dict.items():
            yield sayings.joined(f"{name}, {field}: ", sayings.of(ValidationError(errors)))


def _made(name: str, row: Properties) -> Any:
    """A part as an unsaved row; whom and what it names is left to whoever saves it."""
    model, fields = PARTS[name]
    own = {field: row[field] for field in fields if field not in {"source", "evidence"}}
    if "finding" in own:
        own["finding_id"] = own.pop("finding")
    return model(**own)


def make(claim: Claim, more: Mapping[str, Any], sources: Mapping[str, Source]) -> None:
    """Make the parts of a new claim, evidence before the citations that rest on it."""
    for name in PARTS:
        for row in _rows(more, name):
            instance = _made(name, row)
            instance.claim = claim
            if "source" in row:
                instance.source = sources[row["source"]]
            instance.full_clean(exclude=["claim", "article", "source"])
            instance.save()
            if name == "citations":
                numbers = [int(ref.removeprefix("e")) for ref in row["evidence"]]
                instance.evidence.set(claim.evidence.filter(number__in=numbers))


def refer(kind: str, line: Mapping[str, Any]) -> Any:
    """A source, a topic or an article as a line says, checked and saved."""
    model, fields = REFERRED[kind]
    row = model(**{name: line[name] for name in fields if name in line and name != "text"})
    row.full_clean()
    row.save()
    if isinstance(row, Article) and line.get("text"):
        ArticleRevision(article=row, body=line["text"]).save()
    return row
