"""JSON: objects one to a line, and ClaimReviews alone, in an array or in a DataFeed."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

from factcheck.exchange import parts
from factcheck.exchange.columns import BETWEEN, NAMES, NO, YES
from factcheck.exchange.reading.records import Fault, Record, Unreadable
from factcheck.exchange.reading.text import BLOCK, encoding_of
from factcheck.exchange.sayings import Saying as _

# Where the reviews stand in a document that holds more.
LISTS = re.compile(r'"(?:dataFeedElement|@graph|itemListElement)"\s*:\s*\[')
BESIDE = {"type", "place", *parts.PARTS}


def header(path: Path) -> list[str]:
    """The names that objects of claims have, in the order of their coming. Raises Unreadable."""
    names: dict[str, None] = {}
    for record in lines(path):
        if record.kind == "claim":
            names |= dict.fromkeys(record.cells)
    return list(names)


def lines(path: Path) -> Iterator[Record]:
    """Raises Unreadable."""
    with path.open(encoding=encoding_of(path)) as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                found = json.loads(line)
            except (ValueError, RecursionError):
                fault = Fault("", line.strip()[:80], _("It is no JSON."), _("Correct the line."))
                yield Record(number, {}, faults=[fault])
                continue
            if isinstance(found, dict):
                yield _record(number, found)
            else:
                fault = Fault("", line.strip()[:80], _("It is no object."), _("Write {…}."))
                yield Record(number, {}, faults=[fault])


def _record(number: int, found: Mapping[str, Any]) -> Record:
    kind = found.get("type", "claim")
    if kind in parts.REFERRED:
        return Record(number, {}, kind=kind, more=dict(found))
    record = Record(number, {}, more={name: found[name] for name in BESIDE & found.keys()})
    for name, value in found.items():
        if name in BESIDE:
            continue
        text = _cell(value)
        if text is None:
            shown = json.dumps(value)[:80]
            reason = _("It is a list or an object, and no text.")
            record.faults.append(Fault(name, shown, reason, _("Write its text.")))
        record.cells[name] = text or ""
    return record


def _cell(value: Any) -> str | None:
    """A value as a cell has it; None for what fits in none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        texts = [each for each in value if isinstance(each, str)]
        return BETWEEN.join(texts) if len(texts) == len(value) else None
    return None if isinstance(value, dict) else str(value)


def reviews(path: Path) -> Iterator[Record]:
    """The ClaimReviews of a document, numbered as they come. Raises Unreadable."""
    for number, found in enumerate(_elements(path), 1):
        item = found.get("item", found) if isinstance(found, Mapping) else None
        if not isinstance(item, Mapping) or "ClaimReview" not in _listed(item.get("@type")):
            shown = json.dumps(found, ensure_ascii=False)[:80]
            fault = Fault("", shown, _("It is no ClaimReview."), _("Leave it out."))
            yield Record(number, {}, faults=[fault])
        else:
            yield Record(number, _cells(item))


def _elements(path: Path) -> Iterator[Any]:
    """The elements of an array, or of the list that an object holds, one at a time."""
    decoder = json.JSONDecoder()
    with path.open(encoding=encoding_of(path)) as file:
        text = file.read(BLOCK).lstrip()
        found = LISTS.search(text)
        if text.startswith("["):
            text = text[1:]
        elif found:
            text = text[found.end() :]
        else:
            try:
                yield json.loads(text + file.read())
            except (ValueError, RecursionError) as error:
                raise _broken(error) from None
            return
        while True:
            text = text.lstrip(" \t\r\n,")
            if text.startswith("]"):
                return
            try:
                element, end = decoder.raw_decode(text)
            except (ValueError, RecursionError) as error:
                more = file.read(max(BLOCK, len(text)))
                if not more:
                    raise _broken(error) from None
                text += more
                continue
            yield element
            text = text[end:]


def _broken(error: Exception) -> Unreadable:
    said = _("This is no JSON: %(error)s. Correct it.")
    return Unreadable(said % {"error": getattr(error, "msg", error)})


def _cells(review: Mapping[str, Any]) -> dict[str, str]:
    """What a review says in our columns; its address is its id, its host where it comes from."""
    claim, rating = _object(review.get("itemReviewed")), _object(review.get("reviewRating"))
    url = _text(review.get("url") or review.get("@id"))
    people = [_text(_object(each).get("name")) for each in _listed(claim.get("author"))]
    first, *others = [name for name in people if name] or [""]
    article = _appearance(claim) or _object(review.get("isPartOf"))
    headline = _text(review.get("claimReviewed"))
    statement = _text(claim.get("text") or claim.get("name") or claim.get("description"))
    cells = {
        "origin": urlsplit(url).netloc,
        "external_id": url,
        "headline": headline or statement,
        "statement": "" if statement == headline else statement,
        "speaker": first,
        "speaker_kind": _kind(_listed(claim.get("author"))),
        "co_speakers": BETWEEN.join(others),
        "speaker_role": _text(_object(claim.get("author")).get("jobTitle")),
        "said_on": _text(claim.get("datePublished")),
        "status": _text(rating.get("alternateName")) or _rating(rating),
        "summary": _text(review.get("reviewBody") or rating.get("ratingExplanation")),
        "article_title": _text(article.get("headline") or article.get("name")),
        "article_publisher": _text(_object(article.get("publisher")).get("name")),
        "article_author": _text(_object(article.get("author")).get("name")),
        "article_url": _text(article.get("url") or article.get("@id")),
        "article_published_on": _text(article.get("datePublished")),
        "article_language": _text(review.get("inLanguage")),
    }
    is_here = urlsplit(url).netloc == urlsplit(settings.SITE_URL).netloc
    # What is on this site may be from before its record, and say so.
    if made_at := _text(review.get("sameAs")) if is_here else url:
        cells |= _earlier(review, made_at, cells["status"])
    return {name: text for name, text in cells.items() if text}


def _earlier(review: Mapping[str, Any], url: str, rating: str) -> dict[str, str]:
    """Where and by whom a review was made that is not of this record."""
    author = _object(review.get("author"))
    is_person = "Person" in _listed(author.get("@type"))
    organisation = _object(review.get("publisher")) or ({} if is_person else author)
    return {
        "earlier_url": url,
        "earlier_rating": rating,
        "earlier_published_on": _text(review.get("datePublished")),
        "earlier_author": _text(author.get("name")) if is_person else "",
        "reviewed_by": _text(organisation.get("name")) or urlsplit(url).netloc,
    }


# What `_cells` can fill.
REVIEW_COLUMNS = [
    name
    for name in NAMES
    if name
    in {
        *("origin", "external_id", "headline", "statement", "speaker", "speaker_kind", "said_on"),
        *("speaker_role", "co_speakers", "status", "summary", "article_title", "article_author"),
        *("article_publisher", "article_url", "article_published_on", "article_language"),
        *("earlier_rating", "earlier_url", "earlier_published_on", "earlier_author"),
        "reviewed_by",
    }
]


def _appearance(claim: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in ("appearance", "firstAppearance"):
        for each in _listed(claim.get(name)):
            return {"url": each} if isinstance(each, str) else _object(each)
    return {}


def _kind(authors: list[Any]) -> str:
    kinds = {"Person": "person", "Organization": "organisation"}
    return kinds.get(_text(_object(authors[0]).get("@type")), "") if authors else ""


def _rating(rating: Mapping[str, Any]) -> str:
    """A rating without a name, by its place on its scale."""
    values = [_text(rating.get(name)) for name in ("ratingValue", "bestRating", "worstRating")]
    return f"{values[0]} ({values[2] or 1}–{values[1] or 5})" if values[0] else ""


def _text(value: Any) -> str:
    """A text of JSON-LD, also where it is wrapped, or one of several."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, Mapping):
        return _text(value.get("@value") or value.get("name") or value.get("@id"))
    return str(value).strip() if value is not None else ""


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, list):
        return _object(value[0]) if value else {}
    if isinstance(value, str):
        return {"name": value}
    return value if isinstance(value, Mapping) else {}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]
