"""What is wrong with a seed directory: file, entry, value, what to do; and nothing is loaded."""

from typing import Any

import pytest
from django.apps import apps

from factcheck.models import Page, VerificationStatus
from tests.exchange.conftest import SeedDirectory

pytestmark = pytest.mark.django_db

SALE, GAS = "brazil-authorised-tear-gas-sale", "tear-gas-28960"
LEAK = "leaked-police-documents"


def test_the_small_directory_of_these_tests_is_good(directory: SeedDirectory) -> None:
    assert directory.load() == [
        "14 speakers, 14 of them new",
        "16 cited sources, 16 of them new",
        "2 claims, 2 of them new",
        "10 records of evidence, 10 of them new",
        "2 citations, 2 of them new",
        "2 reviews, 2 of them new",
        "2 claims listed",
        "2 reviews published",
        "a finding on the article published",
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ({"en": "See [tear-gas]."}, "text: unknown claim “tear-gas”; write the id of a claim of "),
        ({"en": "{chekced} were."}, "text: “{chekced}” is nothing that is counted: write one of "),
        ({"es": "Se comprobó."}, "text: Write the finding, at least in English."),
        ({"en": "See.", "xx": "Us."}, "text: “xx” is no language of this site; remove it"),
        ("See.", 'entry 1: text is "See."; write texts by language'),
    ],
)
def test_a_finding_that_cannot_be_published(
    directory: SeedDirectory, text: object, error: str
) -> None:
    directory.write("finding.json", {"text": text})
    assert directory.error().startswith(f"finding.json: {error}")


# Quotes


def test_a_quote_that_is_not_in_the_text(directory: SeedDirectory) -> None:
    directory.change("claims.json", 1, quote="qwertz uiopü")

    assert directory.error() == (
        f"claims.json: {GAS}: quote: The text does not contain “qwertz uiopü”, nor anything close "
        "to it. Copy the words from the text."
    )


def test_a_quote_with_a_typing_error_gets_the_words_that_may_be_meant(
    directory: SeedDirectory,
) -> None:
    quote = directory.read("claims.json")[1]["quote"]
    directory.change("claims.json", 1, quote=quote.replace("tear", "taer"))

    error = directory.error()

    assert error.startswith(f"claims.json: {GAS}: quote: The text does not contain “")
    assert error.endswith(f"Did you mean “{quote}”?")


def test_a_quote_that_stands_several_times(directory: SeedDirectory) -> None:
    text = (directory.path / "article.txt").read_text(encoding="utf-8")
    place = {"prefix": None, "suffix": None, "start": None, "end": None}
    directory.change("claims.json", 1, quote="Boluarte", **place)

    assert directory.error() == (
        f"claims.json: {GAS}: quote: “Boluarte” stands {text.count('Boluarte')} times in the text. "
        "Choose one of the places, or quote more words."
    )


def test_an_empty_quote(directory: SeedDirectory) -> None:
    directory.change("claims.json", 1, quote=" ")

    assert directory.error() == (f'claims.json: {GAS}: quote is " "; write text that is not empty')


# Names that another file should give


WRITE = "Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18."


@pytest.mark.parametrize(
    ("file", "change", "error"),
    [
        ("claims", {"speaker": "who"}, f"{GAS}: unknown speaker “who”; add it to speakers.json"),
        ("claims", {"co_speakers": ["who"]}, f"{GAS}: unknown speaker “who”; add it to speakers"),
        ("claims", {"nested_in": "what"}, f"{GAS}: unknown nested_in “what”; name the id of"),
        ("claims", {"cited_source": "what"}, f"{GAS}: cites “what” without an entry in citations"),
        ("claims", {"co_sources": ["what"]}, f"{GAS}: cites “what” without an entry in citations"),
        ("citations", {"finding": "what"}, f"{GAS}, {LEAK}: unknown finding “what”; add it to"),
        ("evidence", {"claim": "what"}, "e102: unknown claim “what”; add it to claims.json or"),
        ("reviews", {"claim": "what"}, "what: unknown claim “what”; add it to claims.json or"),
        ("reviews", {"status": "so-so"}, f"{GAS}: unknown status “so-so”; add it to statuses.json"),
    ],
)
def test_an_unknown_name(
    directory: SeedDirectory, file: str, change: dict[str, Any], error: str
) -> None:
    directory.change(f"{file}.json", 1, **change)

    assert directory.error().startswith(f"{file}.json: {error}")


def test_a_citation_of_an_unknown_source(directory: SeedDirectory) -> None:
    directory.add("citations.json", 1, source="what")

    assert directory.error() == (
        f"citations.json: {GAS}, what: unknown source “what”; add it to sources.json or correct it"
    )


def test_a_citation_of_an_unknown_claim(directory: SeedDirectory) -> None:
    directory.add("citations.json", 1, claim="what")

    assert directory.error() == (
        "citations.json: what: unknown claim “what”; add it to claims.json or correct the id"
    )


# Evidence


@pytest.mark.parametrize(
    ("file", "entry", "change"),
    [
        ("reviews", GAS, {"evidence": ["e106", "e101"]}),
        ("reviews", GAS, {"rationale": "So it is [e106, e101]."}),
        ("reviews", GAS, {"rationale_es": "Así es [e101]."}),
        ("citations", f"{GAS}, {LEAK}", {"evidence": ["e101"]}),
    ],
)
def test_evidence_of_another_claim(
    directory: SeedDirectory, file: str, entry: str, change: dict[str, Any]
) -> None:
    directory.change(f"{file}.json", 1, **change)

    assert directory.error() == (
        f"{file}.json: {entry}: e101 is no evidence of claim “{GAS}”; refer to its own"
    )


@pytest.mark.parametrize("ref", ["12", "e", "e12a", "e１２", "e1234567890"])
def test_an_evidence_id_that_is_none(directory: SeedDirectory, ref: str) -> None:
    directory.change("evidence.json", 0, id=ref)

    assert directory.error() == (
        f"evidence.json: {ref}: “{ref}” is no evidence id; write e and a number, such as e12"
    )


# Values


@pytest.mark.parametrize(
    ("file", "entry", "change", "error"),
    [
        (
            "claims",
            GAS,
            {"made_on": "2023-02-30"},
            f"made_on “2023-02-30”: “2023-02-30” is not a date. {WRITE}",
        ),
        (
            "claims",
            GAS,
            {"event_date": "last week"},
            f"event_date “last week”: “last week” is not a date. {WRITE}",
        ),
        (
            "evidence",
            "e102",
            {"published": "soon"},
            f"published “soon”: “soon” is not a date. {WRITE}",
        ),
        (
            "evidence",
            "e102",
            {"accessed_on": "2026-11"},
            "“2026-11” is no day; write it as 2023-02-18",
        ),
        ("evidence", "e102", {"accessed_on": None}, "“None” is no day; write it as 2023-02-18"),
        (
            "evidence",
            "e102",
            {"stance": "for"},
            "stance “for”: Value 'for' is not a valid choice. "
            "Choose one of supports, refutes, context.",
        ),
        (
            "evidence",
            "e102",
            {"read": "half"},
            "read “half”: Value 'half' is not a valid choice. Choose one of whole, excerpt.",
        ),
        (
            "claims",
            GAS,
            {"kind": "rumour"},
            "kind “rumour”: Value 'rumour' is not a valid choice. "
            "Choose one of event, quantity, attribution, quote, legal, causal, opinion.",
        ),
        (
            "claims",
            GAS,
            {"kind": "quote"},
            "A quotation is rated on whether it was said (subject: saying); an attribution on "
            "either; every other kind on whether it is so (subject: substance).",
        ),
        (
            "claims",
            GAS,
            {"headline": "x" * 76},
            f"headline “{'x' * 76}”: Ensure this value has at most 75 characters (it has 76).",
        ),
    ],
)
def test_a_bad_value(
    directory: SeedDirectory, file: str, entry: str, change: dict[str, Any], error: str
) -> None:
    directory.change(f"{file}.json", 1, **change)

    assert directory.error() == f"{file}.json: {entry}: {error}"


def test_a_bad_date_of_the_article(directory: SeedDirectory) -> None:
    article = directory.read("article.json")
    directory.write("article.json", article | {"published_on": "18 Feb."})

    assert directory.error() == (
        f"article.json: {article['slug']}: published_on “18 Feb.”: “18 Feb.” is not a date. {WRITE}"
    )


def test_a_bad_kind_of_source(directory: SeedDirectory) -> None:
    directory.change("sources.json", 0, kind="rumour", slug="new")

    assert directory.error().startswith(
        "sources.json: new: kind “rumour”: Value 'rumour' is not a valid choice. "
        "Choose one of report, article, document, dataset, poll, "
    )


def test_a_bad_new_status(directory: SeedDirectory) -> None:
    directory.change("statuses.json", 0, slug="truest", rating_value=6)

    assert directory.error() == (
        "statuses.json: truest: A rating value is between 1 and 5, or empty."
    )


def test_a_good_new_status_is_added_to_the_scale(directory: SeedDirectory) -> None:
    directory.add("statuses.json", 0, slug="satire", name={"en": "Satire"}, rating_value=None)

    directory.load()

    assert VerificationStatus.objects.get(slug="satire").name == {"en": "Satire"}


def test_a_search_without_its_day(directory: SeedDirectory) -> None:
    directory.change("reviews.json", 0, search_log=[{"where": "the web", "what": "a permit"}])

    assert directory.error() == f"reviews.json: {SALE}: lacks on; add it"


# The form of the files


@pytest.mark.parametrize(
    ("file", "field", "value", "error"),
    [
        ("claims", "start", "4208", '"4208"; write a whole number or null'),
        ("claims", "co_speakers", None, "null; write a list of texts"),
        ("claims", "attribution_ambiguous", "no", '"no"; write true or false'),
        ("claims", "headline", ["a"], '["a"]; write text or null'),
        ("claims", "quote", None, "null; write text that is not empty"),
        ("citations", "evidence", "e106", '"e106"; write a list of texts'),
        ("evidence", "url", None, "null; write text that is not empty"),
        ("reviews", "search_log", {}, "{}; write a list of objects"),
        ("statuses", "name", "True", '"True"; write texts by language'),
        ("findings", "definition", {"en": 1}, '{"en": 1}; write texts by language'),
        ("pages", "body", "Us.", '"Us."; write texts by language'),
    ],
)
def test_a_value_of_another_form(
    directory: SeedDirectory, file: str, field: str, value: object, error: str
) -> None:
    row = directory.read(f"{file}.json")[1]
    directory.change(f"{file}.json", 1, **{field: value})

    entry = row.get("id") or row.get("slug") or row["claim"]
    assert directory.error().startswith(f"{file}.json: {entry}")
    assert directory.error().endswith(f": {field} is {error}")


@pytest.mark.parametrize(
    ("file", "entry"),
    [
        ("claims", GAS),
        ("evidence", "e102"),
        ("citations", f"{GAS}, {LEAK}"),
        ("reviews", GAS),
        ("speakers", "financial-times"),
        ("statuses", "mostly-true"),
    ],
)
def test_an_entry_that_stands_twice(directory: SeedDirectory, file: str, entry: str) -> None:
    directory.add(f"{file}.json", 1)

    assert directory.error() == f"{file}.json: {entry}: stands twice; remove one or rename it"


def test_a_page_that_no_newsroom_has(directory: SeedDirectory) -> None:
    directory.change("pages.json", 1, slug="money")

    assert directory.error() == (
        "pages.json: money: is no page of a newsroom; choose one of "
        "who, funding, contact, corrections"
    )


def test_a_page_in_a_language_that_the_site_has_not(directory: SeedDirectory) -> None:
    directory.change("pages.json", 1, body={"xx": "Us."})

    assert directory.error().endswith("xx is no language of this site.")


def test_pages_may_be_missing(directory: SeedDirectory) -> None:
    (directory.path / "pages.json").unlink()

    directory.load()

    assert not any(page.is_written for page in Page.objects.all())


def test_a_missing_field(directory: SeedDirectory) -> None:
    rows = directory.read("claims.json")
    del rows[1]["headline"], rows[1]["speaker"]
    directory.write("claims.json", rows)

    assert directory.error() == f"claims.json: {GAS}: lacks headline, speaker; add it"


def test_an_entry_without_an_id_is_named_by_its_place(directory: SeedDirectory) -> None:
    rows = directory.read("claims.json")
    del rows[1]["id"]
    directory.write("claims.json", rows)

    assert directory.error() == "claims.json: entry 2: lacks id; add it"


def test_an_unknown_field(directory: SeedDirectory) -> None:
    directory.change("claims.json", 1, headlien="A headline")

    assert directory.error() == f"claims.json: {GAS}: has unknown headlien; remove it"


# All or nothing


def test_a_fault_in_the_last_file_leaves_nothing_behind(directory: SeedDirectory) -> None:
    def counts() -> dict[str, int]:
        models = apps.get_app_config("factcheck").get_models()
        return {model.__name__: model._default_manager.count() for model in models}

    before = counts()
    directory.change("reviews.json", 1, status="so-so")
    directory.add("statuses.json", 0, slug="satire")

    directory.error()

    assert counts() == before


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("claims", {"made_on": "soon"}),
        ("claims", {"quote": "qwertz uiopü"}),
        ("claims", {"speaker": "who"}),
        ("evidence", {"stance": "for"}),
        ("evidence", {"accessed_on": "soon"}),
        ("citations", {"finding": "who knows"}),
        ("reviews", {"status": "who knows"}),
        ("reviews", {"headline_es": "x" * 76}),
        ("sources", {"date": "soon"}),
        ("speakers", {"kind": "crowd"}),
    ],
)
def test_what_is_loaded_already_is_checked_all_the_same(
    directory: SeedDirectory, file: str, change: dict[str, Any]
) -> None:
    directory.load()
    directory.change(f"{file}.json", 1, **change)
    [value] = change.values()
    assert str(value)[:75] in directory.error()


def test_several_faults_of_an_entry_are_sentences(directory: SeedDirectory) -> None:
    directory.change("claims.json", 1, made_on="soon", headline="x" * 76)
    said = directory.error()
    assert "(it has 76). made_on “soon”: “soon” is not a date." in said
    assert ".;" not in said


def test_a_choice_beside_another_fault_ends_in_a_full_stop(directory: SeedDirectory) -> None:
    directory.change("evidence.json", 1, stance="for", read="half")
    assert "Choose one of supports, refutes, context. read “half”:" in directory.error()
