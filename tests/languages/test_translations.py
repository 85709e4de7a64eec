"""A claim that is translated is called by its Spanish headline wherever Spanish readers see it."""

import pytest
from django.utils import translation

from factcheck import workflow
from factcheck.models import Article, Claim, Source, Translation
from factcheck.models.acting import acting_as
from factcheck.models.partial_date import display
from factcheck.models.vocabulary import Stage
from factcheck.templatetags.public import grouped
from tests.public.amending import amend
from tests.public.pages import Page, Visit
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db

SPANISH = "El puente costó diez millones"


@pytest.fixture
def translated(newsroom: Newsroom) -> Claim:
    """A claim in English with a review that is in Spanish too, and was corrected."""
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        Translation.objects.create(
            claim=claim,
            language="es",
            headline=SPANISH,
            summary="Así fue.",
            reasoning="Lo dice la auditoría.",
        )
    newsroom.bring(claim, Stage.PUBLISHED)
    amend(newsroom, claim, "An error of ours.", status_id="false")
    return claim


@pytest.fixture
def untranslated(newsroom: Newsroom) -> Claim:
    return newsroom.claim_in(Stage.PUBLISHED)


@pytest.mark.parametrize(
    "path", ["", "claims/", "articles/bridge/", "speakers/ministry/", "sources/report/"]
)
def test_lists_name_it_so(translated: Claim, visit: Visit, path: str) -> None:
    assert SPANISH in visit(f"/es/{path}").words
    assert translated.headline not in visit(f"/es/{path}").words
    assert translated.headline in visit(f"/{path}").words
    assert SPANISH not in visit(f"/{path}").words


def test_the_ledger_and_the_history_name_it_so(translated: Claim, visit: Visit) -> None:
    assert SPANISH in visit("/es/corrections/").words
    assert visit(f"/es/claims/{translated.pk}/history/").one("h1").text == SPANISH


def test_it_is_found_by_its_spanish_words(translated: Claim, visit: Visit) -> None:
    assert SPANISH in visit("/es/claims/?q=costaron+millón").words


def test_a_headline_of_another_language_says_which(untranslated: Claim, visit: Visit) -> None:
    for path in ["", "claims/", "corrections/", "articles/bridge/"]:
        for element in visit(f"/es/{path}").all():
            words = "".join(child for child in element.children if isinstance(child, str))
            if untranslated.headline in words and element.tag not in {"title", "a"}:
                assert element.attributes.get("lang") == "en", path


def notices(page: Page) -> list[str]:
    return [" ".join(notice.text.split()) for notice in page.all(class_="notice")]


def test_what_is_in_both_languages_needs_no_notice_in_its_own(
    translated: Claim, visit: Visit
) -> None:
    assert notices(visit(f"/claims/{translated.pk}/")) == []


def test_a_translation_says_what_is_not_translated(translated: Claim, visit: Visit) -> None:
    page = visit(f"/es/claims/{translated.pk}/")
    assert page.one("h1").text == SPANISH
    assert notices(page) == [
        "Sin traducir; se muestra en inglés: motivo del cambio, pruebas.",
    ]


def test_a_review_in_one_language_names_in_the_other_all_that_is_not_translated(
    untranslated: Claim, visit: Visit
) -> None:
    assert notices(visit(f"/claims/{untranslated.pk}/")) == []
    page = visit(f"/es/claims/{untranslated.pk}/")
    assert notices(page) == [
        "Sin traducir; se muestra en inglés: titular, resumen, razonamiento, pruebas."
    ]
    assert page.one("h1").attributes["lang"] == "en"


@pytest.mark.parametrize(("tag", "name"), [("es", "Spanish"), ("es-PE", "Spanish (Peru)")])
def test_a_review_in_spanish_says_so_to_english_readers(
    newsroom: Newsroom, visit: Visit, tag: str, name: str
) -> None:
    Article.objects.update(language=tag)
    claim = newsroom.claim()
    newsroom.bring(claim, Stage.PUBLISHED)
    assert notices(visit(f"/es/claims/{claim.pk}/")) == []
    assert notices(visit(f"/claims/{claim.pk}/")) == [
        f"Not translated, and in {name} here: headline, summary, reasoning, evidence."
    ]


def test_a_claim_without_a_review_has_no_such_notice(newsroom: Newsroom, visit: Visit) -> None:
    claim = newsroom.claim()
    workflow.list_claim(claim.pk, newsroom.eva)
    assert notices(visit(f"/es/claims/{claim.pk}/")) == []


@pytest.mark.parametrize(
    ("language", "date", "count"),
    [
        ("en", "18 February 2023", "85,412"),
        ("es", "18 de febrero de 2023", "85\xa0412"),
        ("ar", "18 فبراير 2023", "85,412"),
    ],
)
def test_dates_and_numbers_are_written_as_the_language_does(
    language: str, date: str, count: str
) -> None:
    with translation.override(language):
        assert display("2023-02-18") == date
        assert grouped(85412) == count


def test_partial_dates_too() -> None:
    assert (display("2023-02"), display("2023")) == ("February 2023", "2023")
    with translation.override("es"):
        assert (display("2023-02"), display("2023")) == ("febrero de 2023", "2023")


def test_what_a_source_is_is_said_in_the_reader_s_language(
    newsroom: Newsroom, visit: Visit
) -> None:
    with acting_as(newsroom.ana):
        source = Source.objects.get(pk=newsroom.source.pk)
        source.kind, source.description = "document", "police document"
        source.save()
    claim = newsroom.claim_in(Stage.PUBLISHED)
    for path in ("sources/", "sources/report/", f"claims/{claim.pk}/"):
        assert "Police document" in visit(f"/{path}").words
        spanish = visit(f"/es/{path}").words
        assert "Documento" in spanish
        assert "Police document" not in spanish
