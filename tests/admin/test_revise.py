"""A new version of an article's text: compared, saved, and every claim of it settled."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from playwright.sync_api import Page, expect

from factcheck.models import Article, Claim
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.models.factories import TEXT, make_article, make_claim, person
from tests.public.pages import read
from tests.screens import sign_in

Passage = Claim.Passage
CHANGED = TEXT.replace("60 people died", "70 people died")
GONE = TEXT.replace("The minister said that 60 people died. ", "")


@pytest.fixture
def article(db: None) -> Article:
    return make_article()


def address_of(article: Article, page: str = "revise") -> str:
    return f"/admin/factcheck/article/{article.pk}/{page}/"


def post(client: Client, article: Article, step: str, text: str, seen: int = 1) -> Any:
    data = {"text": text, "seen": seen, step: ""}
    return client.post(address_of(article), data, follow=True)


def settle(client: Client, claim: Claim, what: str, **values: str) -> Any:
    claim.refresh_from_db()
    fields = {"version": claim.version} | values
    data = {f"claim-{claim.pk}-{name}": value for name, value in fields.items()}
    address = address_of(claim.article, "passages")
    return client.post(address, data | {"claim": claim.pk, what: ""}, follow=True)


def words_of(response: Any) -> str:
    assert response.status_code == 200
    return str(read(response.content.decode()).words)


def test_the_article_leads_to_a_new_version_of_its_text(ana: Client, article: Article) -> None:
    form = read(ana.get(address_of(article, "change")).content.decode())
    assert form.links["New version"] == address_of(article)
    assert TEXT in ana.get(address_of(article)).content.decode()


def test_the_comparison_shows_what_changed_and_saves_nothing(ana: Client, article: Article) -> None:
    claim = make_claim(article)
    page = read(post(ana, article, "preview", CHANGED).content.decode())
    assert "2 paragraphs as they were" in page.words
    assert [mark.text for mark in page.all("del")] == ["60", "60"]
    assert [mark.text for mark in page.all("ins")] == ["70", "70"]
    assert page.links["60 people died"].endswith(f"/claim/{claim.pk}/change/")
    assert "1 changed" in page.words
    assert "% alike" in page.words
    assert article.revisions.count() == 1


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (TEXT + "\n\nMore.", "1 kept"),
        ("An aside.\n\n" + TEXT, "1 moved"),
        (CHANGED, "1 changed"),
        (GONE, "1 gone"),
    ],
)
def test_the_comparison_says_what_becomes_of_a_claim(
    ana: Client, article: Article, text: str, outcome: str
) -> None:
    make_claim(article)
    assert outcome in words_of(post(ana, article, "preview", text))


def test_what_was_compared_is_saved_and_leads_to_the_queue(ana: Client, article: Article) -> None:
    make_claim(article)
    response = post(ana, article, "save", CHANGED)
    assert response.redirect_chain[-1][0] == address_of(article, "passages")
    assert "Version 2 was saved. 1 claim (changed: 1)." in words_of(response)
    revision = article.current_revision
    assert revision
    assert (revision.body, revision.created_by) == (CHANGED, person("ana"))


def test_the_text_can_be_changed_once_more_before_it_is_saved(
    ana: Client, article: Article
) -> None:
    assert "A first draft" in post(ana, article, "edit", "A first draft").content.decode()


@pytest.mark.parametrize("step", ["preview", "save"])
def test_the_same_text_and_an_empty_one_are_refused(
    ana: Client, article: Article, step: str
) -> None:
    assert "The text is the same as the newest one" in words_of(post(ana, article, step, TEXT))
    assert "The new text is empty" in words_of(post(ana, article, step, " \n"))
    assert article.revisions.count() == 1


def test_a_text_compared_with_an_older_one_is_refused_and_kept(
    ana: Client, article: Article
) -> None:
    post(ana, article, "save", CHANGED)
    response = post(ana, article, "save", "Mine, and long.", seen=1)
    assert "Somebody saved version 2 of the text meanwhile" in words_of(response)
    page = response.content.decode()
    assert "Mine, and long." in page
    assert 'name="seen" value="2"' in page
    assert article.revisions.count() == 2


def test_an_article_without_a_text_gets_its_first(ana: Client, db: None) -> None:
    article = make_article(text="")
    assert "no text yet" in words_of(ana.get(address_of(article)))
    assert "Save as version 1" in words_of(post(ana, article, "preview", TEXT, seen=0))
    post(ana, article, "save", TEXT, seen=0)
    assert article.current_revision
    assert article.current_revision.body == TEXT


def test_only_those_who_may_change_articles_change_their_text(
    carla: Client, article: Article
) -> None:
    assert carla.get(address_of(article)).status_code == 403
    assert post(carla, article, "save", CHANGED).status_code == 403
    assert "New version" not in carla.get(address_of(article, "change")).content.decode()


def test_a_changed_claim_is_checked_against_its_new_words(ana: Client, article: Article) -> None:
    claim = make_claim(article)
    page = read(post(ana, article, "save", CHANGED).content.decode())
    assert [mark.text for mark in page.all("del")] == ["60"]
    assert [mark.text for mark in page.all("ins")] == ["70"]
    words = words_of(settle(ana, claim, "accept"))
    assert "“60 people died” was checked against the new words." in words
    assert "Nothing is left to do" in words
    claim.refresh_from_db()
    assert (claim.passage, claim.quote) == (Passage.THERE, "70 people died")


def test_an_orphan_is_anchored_at_other_words(ana: Client, article: Article) -> None:
    claim = make_claim(article)
    post(ana, article, "save", GONE)
    assert "is anchored in the newest text" in words_of(
        settle(ana, claim, "anchor", quote="49 deaths")
    )
    claim.refresh_from_db()
    assert (claim.passage, claim.quote) == (Passage.THERE, "49 deaths")


def test_words_that_are_not_in_the_text_are_refused_and_kept(ana: Client, article: Article) -> None:
    claim = make_claim(article)
    post(ana, article, "save", GONE)
    response = settle(ana, claim, "anchor", quote="A report counts 48 deaths")
    assert "Did you mean “A report counts 49 deaths”?" in words_of(response)
    assert "A report counts 48 deaths</textarea>" in response.content.decode()


def test_of_words_that_stand_twice_one_place_is_chosen(ana: Client, article: Article) -> None:
    claim = make_claim(article)
    text = GONE + "\n\nA report again."
    post(ana, article, "save", text)
    response = settle(ana, claim, "anchor", quote="report")
    assert "stands 2 times in the text" in words_of(response)
    start = text.rindex("report")
    assert f'name="claim-{claim.pk}-place" value="{start}"' in response.content.decode()
    settle(ana, claim, "anchor", quote="report", place=str(start))
    claim.refresh_from_db()
    assert (claim.start, claim.passage) == (start, Passage.THERE)


def test_an_orphan_is_dropped_with_a_reason(ana: Client, article: Article) -> None:
    claim = make_claim(article)
    post(ana, article, "save", GONE)
    assert "Say why in a comment." in words_of(settle(ana, claim, "drop"))
    assert "was dropped" in words_of(settle(ana, claim, "drop", reason="Withdrawn by the paper."))
    claim.refresh_from_db()
    assert claim.stage == Stage.DROPPED
    assert claim.moves.get().comment == "Withdrawn by the paper."


@pytest.mark.parametrize(
    ("what", "part"),
    [("keep", "Keep it as quoted"), ("drop", "Drop it"), ("anchor", "Anchor it again")],
)
def test_what_was_refused_stays_open(ana: Client, article: Article, what: str, part: str) -> None:
    claim = make_claim(article)
    post(ana, article, "save", GONE)
    page = read(settle(ana, claim, what).content.decode())
    parts = page.one("section", id=f"claim-{claim.pk}").all("details")
    assert [each.one("summary").text for each in parts if "open" in each.attributes] == [part]


def test_a_claim_that_somebody_saved_meanwhile_is_shown_as_it_is(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article)
    post(ana, article, "save", GONE)
    response = settle(ana, claim, "anchor", quote="49 deaths", version="1")
    assert "Somebody saved the claim after you loaded it" in words_of(response)
    claim.refresh_from_db()
    assert claim.passage == Passage.ORPHANED
    assert f'value="{claim.version}"' in response.content.decode()


def test_those_who_only_read_see_the_queue_and_change_nothing(
    ana: Client, carla: Client, article: Article
) -> None:
    claim = make_claim(article)
    post(ana, article, "save", GONE)
    assert "60 people died" in words_of(carla.get(address_of(article, "passages")))
    assert "Anchor here" not in carla.get(address_of(article, "passages")).content.decode()
    assert settle(carla, claim, "anchor", quote="49 deaths").status_code == 403


def test_the_queue_of_all_articles_names_each(ana: Client, db: None) -> None:
    for title in ("One", "Two"):
        article = make_article(title=title)
        make_claim(article)
        post(ana, article, "save", GONE)
    links = read(ana.get("/admin/factcheck/article/passages/").content.decode()).links
    assert {"One", "Two"} <= links.keys()


def test_comparison_and_queue_cost_the_same_for_any_number_of_claims(
    ana: Client, article: Article
) -> None:
    def cost() -> list[int]:
        counts = []
        for ask in (
            lambda: post(ana, article, "preview", "Another text."),
            lambda: ana.get("/admin/factcheck/article/passages/"),
        ):
            ask()
            with CaptureQueriesContext(connection) as queries:
                ask()
            counts.append(len(queries))
        return counts

    post(ana, make_article(), "preview", GONE)
    make_claim(article)
    other = make_article()
    make_claim(other)
    post(ana, other, "save", GONE)
    few = cost()
    for _number in range(5):
        make_claim(article)
        another = make_article()
        make_claim(another)
        post(ana, another, "save", CHANGED)
    assert cost() == few


@pytest.mark.system
def test_an_editor_pastes_a_new_text_and_settles_what_became_of_its_claims(
    desk: Page, live_site: str
) -> None:
    member("ana")
    article = make_article()
    orphan = make_claim(article, "The minister said that 60 people died", headline="Sixty died")
    make_claim(article, "49 deaths", headline="Forty-nine deaths")

    sign_in(desk, live_site, "ana", f"/admin/factcheck/article/{article.pk}/change/")
    desk.get_by_role("link", name="New version").click()
    desk.get_by_label("Text").fill(GONE.replace("49 deaths", "51 deaths"))
    desk.get_by_role("button", name="Compare").click()
    expect(desk.locator(".fate--orphaned")).to_contain_text("Sixty died")
    expect(desk.locator(".fate--fuzzy ins")).to_have_text("51")
    desk.get_by_role("button", name="Save as version 2").click()

    expect(desk.locator(".messagelist")).to_contain_text("Version 2 was saved. 2 claims")
    changed = desk.locator("section", has_text="Forty-nine deaths")
    changed.get_by_role("button", name="Checked against the new words").click()
    gone = desk.locator("section", has_text="Sixty died")
    gone.get_by_label("Its words in the newest text").fill("Nobody was warned")
    gone.get_by_role("button", name="Anchor here").click()
    expect(desk.locator(".empty")).to_contain_text("Nothing is left to do")
    orphan.refresh_from_db()
    assert orphan.quote == "Nobody was warned"
