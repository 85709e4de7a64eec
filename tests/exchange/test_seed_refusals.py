"""What nobody sees in a file, and what the desk's forms refuse, the loader refuses, too."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.exchange.conftest import SeedDirectory
from tests.exchange.test_seed_errors import GAS, LEAK

pytestmark = pytest.mark.django_db

NEXT_YEAR = str(timezone.localdate().year + 1)
HIDDEN = {
    "\0": ("\\u0000", "a NUL (U+0000)"),
    "\ufeff": ("\\ufeff", "a byte order mark (U+FEFF)"),
    "\ud83d": ("\\ud83d", "half a character (U+D83D)"),
}
FIELDS = [
    ("claims", GAS, "headline"),
    ("claims", GAS, "quote"),
    ("claims", GAS, "prefix"),
    ("claims", GAS, "note"),
    ("claims", GAS, "speaker"),
    ("claims", GAS, "made_on"),
    ("evidence", "e102", "summary"),
    ("evidence", "e102", "url"),
    ("evidence", "e102", "accessed_on"),
    ("citations", f"{GAS}, {LEAK}", "as_cited"),
    ("reviews", GAS, "rationale"),
    ("reviews", GAS, "rationale_es"),
    ("speakers", "financial-times", "name"),
    ("sources", "channel-4-interview", "note"),
    ("statuses", "mostly-true", "policy"),
    ("findings", "accurate", "slug"),
]


@pytest.mark.parametrize("hidden", HIDDEN)
@pytest.mark.parametrize(("file", "entry", "field"), FIELDS)
def test_what_no_text_may_hold(
    directory: SeedDirectory, file: str, entry: str, field: str, hidden: str
) -> None:
    rows = directory.read(f"{file}.json")
    rows[1][field] = f"a{hidden}b"
    directory.write(f"{file}.json", as_json(rows))

    code, name = HIDDEN[hidden]
    error = directory.error()
    assert error.startswith(f"{file}.json: ")
    assert error.endswith(f': {field} is "a{code}b", with {name}; remove it')


def as_json(rows: Any) -> str:
    """JSON of ASCII alone, in which half a character can be written."""
    return json.dumps(rows)


@pytest.mark.parametrize(
    ("file", "change", "fault"),
    [
        ("statuses", {"policy": "vibes"}, "policy “vibes”: Value 'vibes' is not a valid choice."),
        ("statuses", {"rating_value": 6}, "A rating value is between 1 and 5, or empty."),
        ("statuses", {"direction": "none"}, "Where evidence is demanded, say which way"),
        ("findings", {"name": {"en": "So", "tlh": "So"}}, "tlh is no language of this site."),
        ("findings", {"definition": {"es": "Así es."}}, "Give at least the text in English."),
    ],
)
def test_what_no_scale_may_say_though_the_desk_has_one(
    directory: SeedDirectory, file: str, change: dict[str, Any], fault: str
) -> None:
    directory.change(f"{file}.json", 1, **change)

    error = directory.error()
    assert error.startswith(f"{file}.json: {directory.read(f'{file}.json')[1]['slug']}: ")
    assert fault in error


@pytest.mark.parametrize(
    ("file", "field", "value", "shown"),
    [
        ("claims", "co_speakers", ["a\0"], '["a\\u0000"], with a NUL (U+0000)'),
        ("citations", "evidence", ["e1\ufeff"], '["e1\\ufeff"], with a byte order mark (U+FEFF)'),
        ("pages", "body", {"en": "\0"}, '{"en": "\\u0000"}, with a NUL (U+0000)'),
        ("statuses", "name", {"e\0n": "x"}, '{"e\\u0000n": "x"}, with a NUL (U+0000)'),
    ],
)
def test_what_no_text_of_several_may_hold(
    directory: SeedDirectory, file: str, field: str, value: Any, shown: str
) -> None:
    rows = directory.read(f"{file}.json")
    rows[1][field] = value
    directory.write(f"{file}.json", as_json(rows))

    assert directory.error().endswith(f": {field} is {shown}; remove it")


def test_a_search_that_holds_a_nul(directory: SeedDirectory) -> None:
    search = {"where": "the\0web", "what": "a permit", "on": "2026-11-01"}
    directory.change("reviews.json", 1, search_log=[search])

    assert directory.error() == (
        f'reviews.json: {GAS}: where is "the\\u0000web", with a NUL (U+0000); remove it'
    )


@pytest.mark.parametrize("file", ["article.txt", "article.json", "claims.json", "pages.json"])
def test_a_file_that_begins_with_a_byte_order_mark(directory: SeedDirectory, file: str) -> None:
    path = directory.path / file
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())

    assert directory.error() == f"{file}: line 1: holds a byte order mark (U+FEFF); remove it"


@pytest.mark.parametrize("hidden", ["\0", "\ufeff"])
def test_a_text_that_holds_what_none_may(directory: SeedDirectory, hidden: str) -> None:
    path = directory.path / "article.txt"
    path.write_text(path.read_text(encoding="utf-8") + f"\n\nx{hidden}", encoding="utf-8")

    assert directory.error().startswith("article.txt: line ")
    assert directory.error().endswith(f": holds {HIDDEN[hidden][1]}; remove it")


@pytest.mark.parametrize(
    ("file", "content", "error"),
    [
        ("claims.json", '[{"id": "a", "id": "b"}]', 'b: has "id" more than once; remove all but'),
        ("finding.json", '{"text": {}, "text": {}}', 'entry 1: has "text" more than once; remove'),
        (
            "finding.json",
            '{"text": {"en": "A", "en": "B"}}',
            'entry 1: text is {"en": "B"}, with "en" twice; remove one',
        ),
    ],
)
def test_a_key_that_stands_twice(
    directory: SeedDirectory, file: str, content: str, error: str
) -> None:
    directory.write(file, content)

    assert directory.error().startswith(f"{file}: {error}")


def test_json_that_is_nested_too_deeply(directory: SeedDirectory) -> None:
    directory.write("claims.json", "[" * 200_000)

    assert directory.error() == (
        "claims.json: file: is nested too deeply, or has a number that is too long; correct it"
    )


BLANK = "in which nothing can be seen; write words, or null"


@pytest.mark.parametrize(
    ("file", "change", "error"),
    [
        ("claims", {"headline": "\u200b"}, f'{GAS}: headline is "\\u200b", {BLANK}'),
        ("claims", {"headline": " \u00ad"}, f'{GAS}: headline is " \\u00ad", {BLANK}'),
        ("claims", {"statement": "\n"}, f'{GAS}: statement is "\\n", {BLANK}'),
        ("reviews", {"summary": "\u2060"}, f'{GAS}: summary is "\\u2060", {BLANK}'),
        ("reviews", {"headline_es": "\u3164"}, f"{GAS}: headline_es is "),
        ("claims", {"quote": "\u200b"}, f'{GAS}: quote is "\\u200b"; write text that is not empty'),
        ("claims", {"headline": None}, f"{GAS}: headline “”: This field cannot be blank"),
        (
            "claims",
            {"speaker": "financial-times", "co_speakers": ["financial-times"]},
            f"{GAS}: co_speakers names the speaker “financial-times”; name each once",
        ),
        (
            "claims",
            {"co_speakers": ["financial-times", "financial-times"]},
            f'{GAS}: co_speakers is ["financial-times", "financial-times"], which names something '
            "twice; remove one",
        ),
        (
            "claims",
            {"co_sources": [LEAK]},
            f"{GAS}: co_sources names the cited_source “{LEAK}”; name it once",
        ),
        (
            "claims",
            {"cited_source": None, "co_sources": []},
            f"{GAS}, {LEAK}: claim “{GAS}” does not cite “{LEAK}”; name it in its cited_source or "
            "co_sources, or remove this entry",
        ),
        ("claims", {"made_on": NEXT_YEAR}, f"{GAS}: made_on “{NEXT_YEAR}”: {NEXT_YEAR} is still"),
        ("evidence", {"accessed_on": f"{NEXT_YEAR}-01-01"}, "e102: accessed_on “"),
        ("evidence", {"published": NEXT_YEAR, "url": "https://new.example"}, "e102: published “"),
        ("reviews", {"status": "\u200b"}, f'{GAS}: status is "\\u200b", {BLANK}'),
        ("sources", {"slug": "x", "date": NEXT_YEAR}, f"x: date “{NEXT_YEAR}”: {NEXT_YEAR} is "),
    ],
)
def test_what_the_forms_refuse(
    directory: SeedDirectory, file: str, change: dict[str, Any], error: str
) -> None:
    directory.change(f"{file}.json", 1, **change)

    name = "citations" if "does not cite" in error else file
    assert directory.error().startswith(f"{name}.json: {error}")


@pytest.mark.parametrize("language", ["xx", "klingonese", "", None])
def test_an_article_in_a_language_that_is_none(
    directory: SeedDirectory, language: str | None
) -> None:
    article = directory.read("article.json")
    directory.write("article.json", article | {"language": language})

    assert directory.error().startswith(
        f"article.json: {article['slug']}: language “{language or ''}”: "
    )


def test_a_notice_in_a_language_that_the_site_has_not(directory: SeedDirectory) -> None:
    article = directory.read("article.json")
    directory.write("article.json", article | {"notice": {"xx": "Us."}})

    assert directory.error().endswith("xx is no language of this site.")


@pytest.mark.parametrize(
    "change",
    [{"quote": "qwertz uiopü"}, {"headline": "x" * 76}, {"speaker": "who"}, {"made_on": "soon"}],
)
def test_what_the_command_says_ends_in_one_full_stop(
    directory: SeedDirectory, change: dict[str, Any]
) -> None:
    directory.change("claims.json", 1, **change)

    with pytest.raises(CommandError) as refusal:
        call_command("seed", str(directory.path), stdout=StringIO())

    said = str(refusal.value)
    assert said.endswith(". Nothing was loaded.")
    assert ".." not in said
