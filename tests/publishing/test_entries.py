"""The record's entries as typed values: bytes in, the same bytes out."""

import inspect
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from factcheck.models import Publication
from factcheck.models.content import (
    ContentError,
    Entry,
    ListedClaim,
    PublicationContent,
    ReviewedClaim,
    claim_fields,
    entries,
    read,
    read_publication,
)
from factcheck.models.content.canonical import canonical
from factcheck.models.content.values import CheckedCitation, CitationContent, Content

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
days = st.dates().map(lambda day: day.isoformat())
by_language = st.dictionaries(st.sampled_from(["en", "es", "ar"]), texts, max_size=3)
stances = st.sampled_from(["supports", "refutes", "context"])
whole = st.integers(0, 2**53 - 1)


def record(
    later: Any = None, **values: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    """A value of the record; what was added `later` may be missing, and is never the default."""
    return st.fixed_dictionaries(values, optional=later or {})


def maybe(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def several(values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(values, max_size=3)


sources = record(
    slug=texts, title=texts, kind=texts, description=texts, publisher=texts,
    published_on=days, url=texts, archive_url=texts,
)  # fmt: skip
scale = {"slug": texts, "name": by_language, "definition": by_language}
statuses = record(**scale, rating_value=maybe(st.integers(1, 5)))
listed = {
    **dict.fromkeys(["headline", "statement", "kind", "subject", "question", "language"], texts),
    "quote": maybe(
        record(exact=texts, prefix=texts, suffix=texts, start=whole, end=whole, paragraph=texts)
    ),
    "article": record(
        slug=texts, title=texts, publisher=texts, author=texts, url=texts, published_on=days,
        language=texts, body_display=texts, notice=by_language,
        revision=maybe(record(number=whole, sha256=texts)),
    ),
    "speakers": several(
        record(slug=texts, name=texts, kind=texts, role=texts, usual_role=texts, country=texts)
    ),
    "attribution_ambiguous": st.booleans(),
    **dict.fromkeys(["said_on", "happened_on"], st.just("") | days),
    "date_as_given": texts,
    "topics": several(record(slug=texts, name=by_language)),
    "citations": several(record(source=sources, as_cited=texts, place=texts)),
    "status": statuses,
}  # fmt: skip
shown = record(
    ref=texts, stance=stances, method=texts, confidential=st.just(False), source=sources,
    summary=texts, excerpt=texts, place=texts, origin=texts, accessed_on=days, extent=texts,
)  # fmt: skip
withheld = record(
    ref=texts, stance=stances, method=texts, confidential=st.just(True), confidential_reason=texts
)
verdict = {
    "summary": texts,
    "reasoning": texts,
    "citations": several(
        record(
            source=sources, as_cited=texts, place=texts, finding=record(**scale),
            evidence=several(texts),
        )
    ),
    "evidence": several(shown | withheld),
    "replies": several(
        record(
            asked=texts, asked_on=days, channel=texts, answer=texts, answered_on=maybe(days),
            unanswered=st.booleans(),
        )
    ),
    "search_log": several(record(place=texts, query=texts, searched_on=days)),
    "same_as": maybe(record(id=whole, headline=texts)),
    "translations": st.dictionaries(
        texts, record(headline=texts, summary=texts, reasoning=texts), max_size=2
    ),
}  # fmt: skip
bylines = record(checked_by=several(texts), signed_off_by=several(texts))


def publications(
    kinds: list[str],
    claim: dict[str, Any],
    names: st.SearchStrategy[Any],
    later: Any = None,
) -> st.SearchStrategy[dict[str, Any]]:
    return record(
        schema_version=st.just(1),
        nonce=texts,
        claim=record(later, **claim),
        publication=record(
            claim_id=whole, number=whole, kind=st.sampled_from(kinds), reason=texts,
            published_at=texts, bylines=names,
        ),
    )  # fmt: skip


LISTINGS = publications(["listing", "retraction"], listed, st.just({}))
ADDED = {"policy_exception": texts.filter(bool), "amendment": record(kind=texts, reason=texts)}
REVIEWS = publications(["review", "correction", "update"], listed | verdict, bylines, ADDED)


@given(LISTINGS | REVIEWS)
def test_any_publication_comes_back_byte_for_byte(content: dict[str, Any]) -> None:
    written = canonical(content)

    assert canonical(read(written)) == written


@pytest.mark.django_db
@pytest.mark.usefixtures("seeds")
def test_every_entry_of_the_seeds_comes_back_byte_for_byte() -> None:
    written = [bytes(each.content or b"") for each in Publication.record.in_chain()]

    assert len(written) == 126
    assert [canonical(read(content)) for content in written] == written


@given(LISTINGS, st.sampled_from(sorted(verdict.keys() - {"citations"})))
def test_a_listing_with_a_part_of_a_verdict_is_none(content: dict[str, Any], name: str) -> None:
    content["claim"][name] = None

    with pytest.raises(ContentError):
        read(canonical(content))


@given(REVIEWS, st.data())
def test_a_review_without_one_of_its_parts_is_none(content: dict[str, Any], data: Any) -> None:
    del content["claim"][data.draw(st.sampled_from(sorted(content["claim"].keys() - ADDED)))]

    with pytest.raises(ContentError):
        read(canonical(content))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no json",
        b"[]",
        b"{}",
        b'{"schema_version":1}',
        b'{"schema_version":"1"}',
        b'{"schema_version":2,"claim":{}}',
        b'{"entry":"weather","schema_version":1}',
        b'{"schema_version":1,"publication":{"kind":"opinion"}}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_entry_is_refused(content: bytes) -> None:
    with pytest.raises(ContentError):
        read(content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
)


def places_in(value: Any) -> Iterator[tuple[Any, Any]]:
    """Each container within a value, with each of its keys or indexes."""
    keys = value if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], dict | list):
            yield from places_in(value[key])


@given(LISTINGS | REVIEWS, json_values, st.data())
def test_odd_json_in_any_place_of_a_publication_is_read_whole_or_refused(
    content: dict[str, Any], odd: Any, data: Any
) -> None:
    container, key = data.draw(st.sampled_from(list(places_in(content))))
    if data.draw(st.booleans()):
        container[key] = odd
    else:
        del container[key]
    try:
        said = read_publication(json.dumps(content).encode())
    except ContentError:
        return

    assert json.loads(canonical(said)) == content


@given(REVIEWS)
def test_every_field_of_a_review_can_be_read_as_text(content: dict[str, Any]) -> None:
    claim = read_publication(canonical(content)).claim

    assert all(
        isinstance(field.reading(getattr(claim, name)), str)
        for name, field in claim_fields().items()
    )


@given(json_values)
def test_odd_json_is_no_entry(odd: Any) -> None:
    with pytest.raises(ContentError):
        read(json.dumps(odd).encode())


DEEP = 100_000


@pytest.mark.parametrize(
    "content",
    [
        b'{"schema_version":1,"more":' + b"[" * DEEP + b"]" * DEEP + b"}",
        b'{"schema_version":1,"publication":' + b'{"a":' * DEEP + b"1" + b"}" * (DEEP + 1),
        b'{"schema_version":' + b"9" * 5_000 + b"}",
        b'{"schema_version":1,"publication":{"kind":["review"]}}',
        b'{"schema_version":1,"publication":"review"}',
        b'{"schema_version":1,"entry":"\\ud800"}',
    ],
    ids=["deep lists", "deep objects", "huge", "nested kind", "no envelope", "half a character"],
)
def test_json_that_breaks_readers_is_refused(content: bytes) -> None:
    with pytest.raises(ContentError):
        read(content)


@given(REVIEWS, shown, st.sampled_from([None, "true", 1, {}]))
def test_evidence_says_plainly_whether_it_is_confidential(
    content: dict[str, Any], piece: dict[str, Any], odd: Any
) -> None:
    unsaid = {name: value for name, value in piece.items() if name != "confidential"}
    for wrong in ("e1", [piece], piece | {"confidential": odd}, unsaid):
        content["claim"]["evidence"] = [wrong]
        with pytest.raises(ContentError):
            read(canonical(content))


class _NewClaim(ListedClaim, frozen=True):
    mood: str


class _NewPublication(PublicationContent, frozen=True):
    claim: _NewClaim


class _Weather(Entry, frozen=True):
    """An entry of another kind, with a version of its own."""

    entry: str
    sky: str


@given(LISTINGS)
def test_a_second_version_and_another_kind_stand_beside_the_first(content: dict[str, Any]) -> None:
    first = canonical(content)
    second = canonical(
        content | {"schema_version": 2, "claim": content["claim"] | {"mood": "calm"}}
    )
    other = canonical({"entry": "weather", "schema_version": 1, "nonce": "", "sky": "blue"})
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(entries.ENTRIES, ("publication", 2), entries.reader(_NewPublication))
        patch.setitem(entries.ENTRIES, ("weather", 1), entries.reader(_Weather))
        said = [read(each) for each in (first, second, other)]

    assert [type(each) for each in said] == [PublicationContent, _NewPublication, _Weather]
    assert [canonical(each) for each in said] == [first, second, other]


@given(LISTINGS)
def test_another_kind_of_entry_is_no_publication(content: dict[str, Any]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(entries.ENTRIES, ("weather", 1), entries.reader(_Weather))
        with pytest.raises(ContentError):
            read_publication(b'{"entry":"weather","nonce":"","schema_version":1,"sky":"blue"}')


class _LaterSource(Content, frozen=True):
    slug: str
    language: str = ""


def test_a_field_that_was_added_later_leaves_older_bytes_as_they_are() -> None:
    read_source = entries.reader(_LaterSource)

    for written in (b'{"slug":"a"}', b'{"language":"es","slug":"a"}'):
        assert canonical(read_source(written)) == written


def contents(base: type[Struct]) -> Iterator[type[Struct]]:
    for each in base.__subclasses__():
        if each.__module__.startswith("factcheck."):
            yield each
        yield from contents(each)


@pytest.mark.parametrize("content", list(contents(Content)))
def test_a_field_with_a_default_can_be_added_to_any_content(content: type[Struct]) -> None:
    parameters = inspect.signature(content).parameters.values()

    assert {parameter.kind for parameter in parameters} <= {inspect.Parameter.KEYWORD_ONLY}


def own_fields(content: type[Content], base: type[Content]) -> set[str]:
    return set(content.__struct_fields__) - set(base.__struct_fields__)


@pytest.mark.django_db
def test_the_database_takes_the_same_fields_for_the_verdict() -> None:
    said: dict[str, Any] = dict.fromkeys(ReviewedClaim.__struct_fields__, 1)
    said["citations"] = [dict.fromkeys(CheckedCitation.__struct_fields__, 1)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT factcheck_without_verdict(%s)", [json.dumps(said)])
        kept = json.loads(cursor.fetchone()[0])

    assert said.keys() - kept.keys() == own_fields(ReviewedClaim, ListedClaim)
    assert said["citations"][0].keys() - kept["citations"][0].keys() == own_fields(
        CheckedCitation, CitationContent
    )


@pytest.mark.django_db
def test_the_database_knows_the_same_parts_of_a_publication() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'factcheck_guard_publication'")
        source = cursor.fetchone()[0]
    [known] = re.findall(r"content - '\{(.+?)\}'", source)

    assert set(known.split(", ")) == set(PublicationContent.__struct_fields__)


# Readers know it from what stands beside it.
UNREAD = {"language", "amendment"}


def test_whatever_a_claim_says_has_a_name_but_what_stands_beside_it() -> None:
    assert claim_fields().keys() == set(ReviewedClaim.__struct_fields__) - UNREAD
