"""A name that runs the other way leaves what stands beside it where it is."""

import pytest
from django.test import Client
from django.utils import translation

from factcheck import bidi
from factcheck.listing import listed
from factcheck.models import Article, Claim, PublicClaim, Speaker
from factcheck.models.acting import acting_as
from factcheck.models.partial_date import display
from factcheck.models.vocabulary import Stage
from factcheck.public.cards.claim_card import claim_card
from factcheck.public.claim.how_to_cite import how_to_cite
from factcheck.public.claim.review import Review
from factcheck.templatetags.public import language_attribute
from factcheck.worddiff import diff
from tests.public.pages import Visit
from tests.some import some
from tests.workflow.newsroom import Newsroom

PUBLISHER, HEADLINE = "صحيفة الجسر", "الجسر كلّف عشرة ملايين"


@pytest.mark.parametrize(
    ("language", "text", "is_isolated"),
    [
        ("en", PUBLISHER, True),
        ("en", "הארץ 2024", True),
        ("en", "The Herald, 2024", False),
        ("es", "Perú: 60", False),
        ("ar", PUBLISHER, False),
        ("ar", "The Herald", True),
        ("en", "", False),
    ],
)
def test_words_are_isolated_where_they_run_the_other_way(
    language: str, text: str, is_isolated: bool
) -> None:
    with translation.override(language):
        assert bidi.isolated(text) == (f"\u2068{text}\u2069" if is_isolated else text)


@pytest.mark.parametrize(
    ("page", "language", "marked"),
    [
        ("en", "en-US", False),
        ("en", "en", False),
        ("es", "es-PE", False),
        ("en", "es-PE", True),
        ("ar", "en-US", True),
    ],
)
def test_a_language_is_the_page_s_own_whatever_its_country(
    page: str, language: str, marked: bool
) -> None:
    with translation.override(page):
        assert bool(language_attribute(language)) is marked


@pytest.fixture
def arabic(newsroom: Newsroom) -> Claim:
    """A claim in Arabic, by somebody and from a paper with an Arabic name."""
    Article.objects.update(publisher=PUBLISHER, language="ar")
    with acting_as(newsroom.ana):
        Speaker.objects.update(name="الوزارة")
    return newsroom.bring(newsroom.claim(headline=HEADLINE), Stage.PUBLISHED)


@pytest.mark.django_db
def test_pages_isolate_names(visit: Visit, arabic: Claim) -> None:
    page = visit(f"/claims/{arabic.pk}/")
    assert PUBLISHER in [each.text for each in page.all("bdi")]
    assert "الوزارة" in [each.text for each in page.all("bdi")]


@pytest.mark.django_db
def test_titles_feeds_cards_and_citations_isolate_them_too(client: Client, arabic: Claim) -> None:
    public = PublicClaim.objects.for_list().with_publication().get(pk=arabic.pk)
    review = Review(public.publication)
    assert bidi.isolated(HEADLINE) in how_to_cite(review)
    assert claim_card(public, review).article.startswith(f"From {bidi.isolated(PUBLISHER)}: ")
    feed = client.get("/feeds/claims.atom").content.decode()
    assert f"True: {bidi.isolated(HEADLINE)}" in feed


@pytest.mark.django_db
def test_code_runs_from_left_to_right_in_every_language(visit: Visit, arabic: Claim) -> None:
    page = visit(f"/ar/claims/{arabic.pk}/")
    for code in some([page.one(id="embed-code"), *page.all("code")]):
        assert code.attributes["dir"] == "ltr"


def test_our_words_among_values_from_left_to_right_are_isolated_and_change_as_one() -> None:
    with translation.override("ar"):
        old, new = (f"e1 · {bidi.ours(display(day))}" for day in ("2026-03-03", "2026-03-04"))
    parts = {part.kind: part.text for part in diff(old, new)}
    assert parts["ins"].count("\u2068") == parts["ins"].count("\u2069")


@pytest.mark.django_db
def test_listed_words_have_the_comma_of_the_language(visit: Visit) -> None:
    with translation.override("ar"):
        assert listed(["أ", "ب"]) == "أ، ب"
    assert ", " not in visit("/ar/claims/?status=false&status=true").one("title").text
