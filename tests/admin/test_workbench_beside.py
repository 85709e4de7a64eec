"""Claims beside the text: anchored again, assigned, nested, pinned to an older text."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect

from factcheck import text_versions
from factcheck.models import Claim
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.admin.test_workbench import bench, typed
from tests.models.factories import TEXT, make_article, make_claim, make_source, person
from tests.public.pages import read
from tests.publishing.conftest import publish_review, sign_off
from tests.screens import sign_in


def test_an_orphan_is_anchored_again_at_the_words_selected_for_it(ana: Client) -> None:
    claim = make_claim(make_article(), "60 people died")
    text = "Nothing like it.\n\nThe weather was fine, they say."
    text_versions.revise(claim.article, text, person("ana"))
    claim.refresh_from_db()
    assert claim.passage == Claim.Passage.ORPHANED
    page = read(ana.get(bench(claim.article)).text)
    assert page.links[claim.headline] == f"?claim={claim.pk}#panel"

    start = text.index("The weather")
    address = f"{bench(claim.article)}?claim={claim.pk}&start={start}&end={start + 20}"
    form = typed(ana.get(address))
    assert form["quote"] == "The weather was fine"
    ana.post(f"{bench(claim.article)}?claim={claim.pk}", form)

    claim.refresh_from_db()
    assert (claim.quote, claim.start, claim.passage) == ("The weather was fine", start, "there")
    assert claim.revision == claim.article.current_revision


def test_the_same_words_at_another_place_may_be_meant(ana: Client) -> None:
    text = "Nobody was warned. So they said.\n\nNobody was warned. So she said."
    claim = make_claim(make_article(text), "Nobody was warned. So they")
    with acting_as(person("ana")):
        Claim.objects.filter(pk=claim.pk).update(quote="Nobody was warned.", end=18)
    start = text.rindex("Nobody")
    address = f"{bench(claim.article)}?claim={claim.pk}&start={start}&end={start + 18}"

    ana.post(f"{bench(claim.article)}?claim={claim.pk}", typed(ana.get(address)))

    claim.refresh_from_db()
    assert (claim.start, claim.end) == (start, start + 18)


def test_a_desk_editor_assigns_with_what_stands_in_the_form(fay: Client) -> None:
    claim = make_claim(make_article())
    ana = member("ana")
    address = f"{bench(claim.article)}?claim={claim.pk}"
    form = typed(fay.get(address), headline="Sixty people died", act="assign")

    fay.post(address, form | {"assign-assignee": ana.pk, "assign-version": claim.version})

    claim.refresh_from_db()
    assert (claim.assignee, claim.stage) == (ana, "checking")
    assert claim.headline == "Sixty people died"
    assert claim.moves.get().verb == Verb.ASSIGN


def test_claims_in_the_same_words_lead_to_each_other(ana: Client) -> None:
    article = make_article()
    outer = make_claim(article, "60 people died", headline="Outer")
    inner = make_claim(article, "60 people died", headline="Inner")
    for one, other in ((outer, inner), (inner, outer)):
        page = read(ana.get(f"{bench(article)}?claim={one.pk}").text)
        assert page.links[other.headline] == f"?claim={other.pk}#claim-{other.pk}"


def test_a_claim_pinned_to_an_older_text_is_marked_where_its_words_are_now(admin: Client) -> None:
    claim = make_claim(make_article())
    publish_review(claim)
    text_versions.revise(claim.article, f"A new beginning.\n\n{claim.quote}.", person("ana"))

    page = read(admin.get(bench(claim.article)).text)

    mark = page.one("mark", data_claims=str(claim.pk))
    assert (mark.text, mark.attributes["data-start"]) == (claim.quote, "18")
    assert "stage--published" in mark.attributes["class"]


def test_a_change_of_an_approved_claim_says_that_it_voids_the_sign_off(admin: Client) -> None:
    claim = make_claim(make_article())
    sign_off(claim)
    address = f"{bench(claim.article)}?claim={claim.pk}"
    response = admin.get(address)
    assert "Saving a change makes the sign-off void." in response.text

    admin.post(address, typed(response, headline="Another headline"))

    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_words_cited_without_a_source_are_left_out(ana: Client) -> None:
    article = make_article()
    form = typed(ana.get(bench(article)), quote="49 deaths", headline="49", as_cited="a report")
    ana.post(bench(article), form)
    assert not Claim.objects.get().citations.exists()
    ana.post(bench(article), form | {"quote": "A report", "source": make_source().pk})
    assert Claim.objects.get(quote="A report").citations.get().as_cited == "a report"


def test_an_article_without_a_text_is_led_to_where_it_gets_one(ana: Client) -> None:
    article = make_article(text="")
    response = ana.get(bench(article))
    assert response.headers["Location"] == reverse(
        "admin:factcheck_article_revise", args=[article.pk]
    )


def test_a_filter_by_person_stays_with_every_link(ana: Client) -> None:
    article = make_article()
    claim = make_claim(article, assignee=person("ana"))
    page = read(ana.get(bench(article), {"person": person("ana").pk}).text)
    assert (
        page.links[claim.quote] == f"?person={person('ana').pk}&claim={claim.pk}#claim-{claim.pk}"
    )


def test_a_filter_shows_the_outer_claim_where_the_inner_one_is_left_out(ana: Client) -> None:
    article = make_article()
    outer = make_claim(article, "The minister said that 60 people died")
    make_claim(article, "60 people died", assignee=person("ana"))
    page = read(ana.get(bench(article), {"person": "nobody"}).text)
    assert page.links["60 people died"] == f"?person=nobody&claim={outer.pk}#claim-{outer.pk}"
    assert "is-faint" not in ana.get(bench(article), {"person": "nobody"}).text


@pytest.mark.system
def test_it_is_no_wider_than_a_phone(desk: Page, live_site: str) -> None:
    member("ana")
    claim = make_claim(make_article())
    sign_in(desk, live_site, "ana")
    desk.set_viewport_size({"width": 360, "height": 740})
    for query in ("", f"?claim={claim.pk}#claim-{claim.pk}", "?start=30&end=50#selected"):
        desk.goto(f"{live_site}{bench(claim.article)}{query}")
        assert desk.evaluate("document.documentElement.scrollWidth") <= 360, query


@pytest.mark.system
def test_words_within_a_mark_can_be_selected_and_a_click_still_opens_it(
    desk: Page, live_site: str
) -> None:
    member("ana")
    claim = make_claim(make_article(), "The minister said that 60 people died")
    sign_in(desk, live_site, "ana", bench(claim.article))
    mark = desk.locator("mark[data-claims]")
    box = mark.bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    desk.mouse.move(box["x"] + 1, middle)
    desk.mouse.down()
    desk.mouse.move(box["x"] + box["width"] - 1, middle, steps=8)
    desk.mouse.up()
    assert desk.evaluate("getSelection().toString()") == claim.quote
    assert "claim=" not in desk.url
    desk.keyboard.press("Alt+n")
    expect(desk.get_by_label("Quote")).to_have_value(claim.quote)

    desk.get_by_role("link", name="Close").click()
    mark.click()
    expect(desk.locator(".bench-panel h2").first).to_have_text(claim.headline)


@pytest.mark.system
def test_the_place_in_the_text_is_kept(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article("\n\n".join(f"Paragraph {n}. {TEXT}" for n in range(12)))
    sign_in(desk, live_site, "ana", bench(article))
    desk.evaluate("scrollTo({ top: 1800, behavior: 'instant' })")
    link = desk.get_by_role("link", name="New claim from this sentence").nth(24)
    link.scroll_into_view_if_needed()
    before = desk.evaluate("scrollY")
    link.click()
    expect(desk.locator(".bench-new.is-open")).to_be_visible()
    desk.get_by_label("Headline").first.fill("A claim")
    desk.get_by_role("button", name="Save new claim").click()
    expect(desk.locator("mark.is-active")).to_be_in_viewport()
    assert abs(desk.evaluate("scrollY") - before) < 740


def test_the_scripts_of_every_claims_form_are_there_before_one_is_opened(ana: Client) -> None:
    article = make_article()
    claim = make_claim(article, "60 people died")
    scripts = re.compile(r'src="(/static/[^"]+\.js)"')
    needed = set(scripts.findall(ana.get(f"{bench(article)}?claim={claim.pk}").text))
    assert needed <= set(scripts.findall(ana.get(bench(article)).text))
