"""What the newsroom says of itself: only what it wrote."""

from collections.abc import Callable

import pytest

from factcheck.models import Page as AboutPage
from tests.public.conftest import visit
from tests.public.pages import Page

__all__ = ["visit"]

pytestmark = pytest.mark.django_db

SECTIONS = ["who", "funding", "contact", "corrections"]


def test_a_new_newsroom_says_that_nothing_is_written_yet(visit: Callable[..., Page]) -> None:
    page = visit("/about/")
    assert [s.attributes["id"] for s in page.all("section")] == SECTIONS
    assert page.words.count("The newsroom has not written this yet.") == 4
    assert "Last changed" not in page.words


def test_what_is_written_stands_at_its_anchor(visit: Callable[..., Page]) -> None:
    AboutPage.objects.filter(slug="funding").update(body={"en": "By *readers*, <b>all</b>."})
    page = visit("/about/")
    assert page.links["Who pays for it"] == "#funding"
    (section,) = (s for s in page.all("section") if s.attributes["id"] == "funding")
    assert "By readers, <b>all</b>." in section.text
    assert [e.text for e in section.all("em")] == ["readers"]
    assert "Last changed on" in section.text
    assert page.words.count("The newsroom has not written this yet.") == 3


def test_in_spanish_it_reads_in_spanish(visit: Callable[..., Page]) -> None:
    AboutPage.objects.filter(slug="funding").update(body={"en": "Readers.", "es": "Lectores."})
    page = visit("/es/about/")
    assert "Quién nos financia" in page.links
    assert "Lectores." in page.words
    assert "Readers." not in page.words


def test_what_exists_in_english_only_is_marked_as_english(visit: Callable[..., Page]) -> None:
    AboutPage.objects.filter(slug="funding").update(body={"en": "Readers.", "es": ""})
    prose = [e for e in visit("/es/about/").all("div") if e.attributes.get("class") == "prose"]
    assert [(e.attributes["lang"], e.text.strip()) for e in prose] == [("en", "Readers.")]


def test_every_page_leads_there(visit: Callable[..., Page]) -> None:
    assert visit("/nowhere/", 404).links["Funding"] == "/about/#funding"
    assert visit("/methodology/").one("main").all("a", href="/about/")
