"""The reader's way through the site, in a real browser and under its strict policy."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from factcheck.models.reading_room import PublicClaim
from tests.public.pages import Element, Page

pytestmark = pytest.mark.usefixtures("seeds")


@pytest.fixture
def complaints(page: Browser) -> list[str]:
    """What the browser complains about: errors, refused scripts and styles, missing files."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))
    return found


@pytest.mark.system
def test_a_reader_walks_from_the_front_page_to_a_source(
    seeded_site: str, page: Browser, complaints: list[str]
) -> None:
    page.goto(seeded_site)
    page.get_by_role("link", name="US-backed Boluarte regime continues").click()
    mark = page.get_by_title("Needs context: The Peruvian copper output at risk")
    mark.click()
    page.locator(".note.is-chosen").get_by_role("link", name="Full review").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(
        "The Peruvian copper output at risk is 11 percent of the world’s total"
    )
    expect(
        page.locator(".review__status").get_by_role("link", name="Needs context")
    ).to_be_visible()

    page.get_by_role("link", name="See it in the article").click()
    expect(page.get_by_title("Needs context: The Peruvian copper output")).to_be_in_viewport()
    page.go_back()

    page.get_by_role("main").get_by_role("link", name="Financial Times").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Financial Times")
    expect(page).to_have_url(f"{seeded_site}/speakers/financial-times/")
    page.get_by_role("link", name="The Peruvian copper output at risk").click()

    cited = page.get_by_role("region", name="What does the article cite for it?")
    cited.get_by_role("link").first.click()
    expect(page).to_have_url(f"{seeded_site}/sources/financial-times/")
    expect(page.get_by_text("The source on this:").first).to_be_visible()
    assert complaints == []


def test_a_reader_filters_the_claims_without_a_line_of_script(
    seeded_site: str, page: Browser, complaints: list[str]
) -> None:
    page.goto(f"{seeded_site}/claims/")
    page.get_by_role("searchbox", name="Search").fill("emergency")
    page.get_by_role("checkbox", name="False", exact=True).check()
    page.get_by_role("button", name="Show claims").click()
    expect(page.get_by_role("heading", name="1 claim")).to_be_visible()
    page.get_by_role("link", name="Take off: Search: emergency").click()
    expect(page.get_by_role("link", name="Take off: Status: False")).to_be_visible()
    assert complaints == []


ARTICLE = "/articles/us-backed-boluarte-regime-protests-north-of-peru/"
EVERYWHERE = ["site.css", "icons.svg", "icon.svg", "newsreader.woff2", "libre-franklin.woff2"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "scripts"),
    [(ARTICLE, ["article.css", "article.js"]), ("/claims/63/", []), ("/methodology/", [])],
)
def test_a_page_with_its_fonts_weighs_less_than_90_kb_compressed(
    client: Client, address: str, scripts: list[str]
) -> None:
    page = client.get(address, follow=True).content
    weight = len(gzip.compress(page))
    for name in [*EVERYWHERE, *scripts]:
        file = finders.find(f"factcheck/{name}")
        assert file
        content = Path(file).read_bytes()
        weight += len(content if name.endswith("woff2") else gzip.compress(content))
    assert weight < 90_000


def test_the_letters_that_no_page_waits_for_weigh_less_than_25_kb() -> None:
    file = finders.find("factcheck/libre-franklin.woff2")
    assert file
    assert Path(file).stat().st_size < 25_000


@pytest.mark.django_db
def runs(script: Element) -> bool:
    """Whether a script is one, and no block of data."""
    return "json" not in script.attributes.get("type", "")


def test_no_page_carries_scripts_or_styles_inside(visit: Callable[..., Page]) -> None:
    claim = PublicClaim.objects.reviewed()[0]
    assert claim.speaker
    for address in [
        "/",
        "/claims/",
        "/speakers/",
        "/methodology/",
        claim.get_absolute_url(),
        claim.article.get_absolute_url(),
        claim.speaker.get_absolute_url(),
    ]:
        page = visit(address)
        running = [
            each for each in page.all("script") if "json" not in each.attributes.get("type", "")
        ]
        assert not any(script.text for script in running)
        assert not page.all("style")
        for element in page.all():
            assert not [name for name in element.attributes if name.startswith("on")]
            assert "style" not in element.attributes


@pytest.mark.django_db
def test_pages_travel_compressed(client: Client) -> None:
    plain = client.get("/methodology/")
    packed = client.get("/methodology/", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
