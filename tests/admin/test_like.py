"""While a claim is entered, what is like it is shown, and said once more when it is saved."""

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import DjangoAssertNumQueries

from factcheck import finding, workflow
from factcheck.models import Article, Claim, Speaker
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import add_to, address_of, at_work, member, save
from tests.admin.test_browser import choose
from tests.admin.test_workbench import TEXT, bench, typed
from tests.models.factories import make_article, make_claim, make_speaker, person
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

LIKE = "/admin/factcheck/claim/like/"


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT)


def shown(client: Client, **entered: Any) -> dict[str, list[Any]]:
    """What is shown for what is entered, without what is empty."""
    context = client.get(LIKE, entered).context
    names = ("same", "overlapping", "similar", "speakers")
    return {name: context[name] for name in names if context[name]}


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def test_the_same_place_marked_twice_is_shown(ana: Client, article: Article) -> None:
    there = make_claim(article, "counted 60 people", headline="Sixty")

    assert shown(ana, article=article.pk, quote="counted 60 people.") == {"same": [there]}


def test_claims_in_some_of_the_words_are_shown_too(ana: Client, article: Article) -> None:
    there = make_claim(article, "60 people", headline="Sixty")
    make_claim(article, "49 died", headline="Forty-nine")
    quote = "𝐓he minister counted 60 people. Nobody was warned."

    assert shown(ana, article=article.pk, quote=quote) == {"overlapping": [there]}


def test_of_equal_words_only_those_of_the_place_count(ana: Client, article: Article) -> None:
    first = make_claim(article, "60 people. Nobody was warned", headline="First")
    second = TEXT.rindex("Nobody")
    entered = {"article": article.pk, "quote": "Nobody was warned"}

    assert shown(ana, **entered, place=second) == {}
    assert shown(ana, **entered, place=TEXT.index("Nobody")) == {"overlapping": [first]}


def test_a_like_headline_of_any_article_is_shown(ana: Client, article: Article) -> None:
    there = make_claim(make_article(), headline="The minister counted sixty people")

    assert shown(ana, headline="Minister counted sixty people") == {"similar": [there]}
    assert shown(ana, headline="Nobody was warned") == {}


def test_a_claim_that_says_the_same_in_other_words_is_shown_with_its_verdict(
    newsroom: Newsroom,
) -> None:
    newsroom.bring(newsroom.claim(headline="Ten protesters were killed"), Stage.PUBLISHED)

    page = (
        at_work(newsroom.ana)
        .get(LIKE, {"headline": "Police kill ten who protested"})
        .content.decode()
    )

    assert "Ten protesters were killed" in page
    assert "status--" in page
    assert newsroom.speaker.name in page


def test_a_claim_is_found_by_the_words_of_its_translation(ana: Client, article: Article) -> None:
    there = make_claim(article, "60 people", headline="Ten protesters were killed")
    there.translations.create(language="es", headline="Murieron diez manifestantes")

    assert shown(ana, headline="Diez manifestantes murieron ayer") == {"similar": [there]}


def test_only_a_claim_with_a_review_is_offered_as_the_same(newsroom: Newsroom) -> None:
    with_review = newsroom.claim(headline="Ten protesters were killed")
    newsroom.bring(with_review, Stage.PUBLISHED)
    newsroom.claim(headline="Ten protesters were killed again")

    page = (
        at_work(newsroom.ana).get(LIKE, {"headline": "Ten protesters were killed"}).content.decode()
    )

    assert re.findall(r'data-same-as="(\d+)"', page) == [str(with_review.pk)]


def test_neither_the_claim_itself_nor_a_dropped_one_is_shown(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people")
    dropped = make_claim(article, "60 people")
    workflow.perform(dropped.pk, Verb.DROP, person("ana"), comment="It is no claim.")
    entered = {"article": article.pk, "quote": "60 people", "headline": "60 people"}

    assert shown(ana, claim=claim.pk, **entered) == {}


def test_a_speaker_with_a_like_name_is_shown(ana: Client) -> None:
    chosen, like = make_speaker("Ada Ruiz"), make_speaker("Ada Ruíz")
    make_speaker("Somebody else")

    assert shown(ana, speaker=chosen.pk) == {"speakers": [like]}


def test_whatever_is_sent_is_no_error(ana: Client, article: Article) -> None:
    for entered in ({}, {"article": "x", "claim": "y", "speaker": "9" * 30, "place": "-1"}):
        assert shown(ana, **entered) == {}
    assert shown(ana, article=article.pk, quote="not in the text") == {}


def test_only_who_may_see_claims_is_shown_some(gus: Client, client: Client) -> None:
    person("gus").groups.clear()

    assert gus.get(LIKE, {"headline": "Sixty"}).status_code == 403
    assert "/login/" in client.get(LIKE).headers["Location"]


def test_many_like_claims_take_the_queries_of_one(
    ana: Client, article: Article, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    speaker = make_speaker("Ada Ruiz")
    entered = {"article": article.pk, "quote": "60 people", "headline": "60 people"}
    entered["speaker"] = speaker.pk
    make_claim(article, "60 people", speaker=make_speaker("Ada Ruiz"))
    shown(ana, **entered)
    with django_assert_num_queries(QUERIES):
        shown(ana, **entered)
    for _ in range(9):
        make_claim(article, "60 people", speaker=make_speaker("Ada Ruiz"))
    finding.catch_up()

    with django_assert_num_queries(QUERIES):
        found = shown(ana, **entered)

    assert {name: len(rows) for name, rows in found.items()} == {
        "same": 5,
        "similar": 5,
        "speakers": 5,
    }


# Session, person, two of rights; article, its text, speaker; words; what is unread, what is like
# it, these claims, their translations; speakers.
QUERIES = 13


def test_a_new_claim_in_the_same_place_is_saved_with_a_warning(
    ana: Client, article: Article
) -> None:
    there = make_claim(article, "60 people", headline="First")
    form = typed(ana.get(bench(article)), quote="60 people", headline="Second")

    response = ana.post(bench(article), form)

    assert Claim.objects.count() == 2
    assert "The same place is marked already:" in said(response)
    assert address_of(there) in said(response)


def test_the_form_page_warns_of_a_like_headline(ana: Client, article: Article) -> None:
    make_claim(make_article(), headline="The minister counted sixty people")

    response = save(ana, add_to(article), headline="Minister counted sixty people")

    assert "Similar claims:" in said(response)
    assert "The same place" not in said(response)


def test_a_save_that_leaves_the_words_as_they_are_warns_of_nothing(
    ana: Client, article: Article
) -> None:
    make_claim(article, "60 people")
    claim = make_claim(article, "60 people")

    response = save(ana, address_of(claim), note="Asked her.")

    assert "already" not in said(response)
    assert "like this" not in said(response)


@pytest.mark.system
def test_what_is_like_is_shown_as_one_types(desk: Page, live_site: str) -> None:
    member("ana")
    article = make_article(TEXT)
    make_claim(article, "60 people", headline="The minister counted sixty people")
    chosen = make_speaker("Ada Ruiz")
    Speaker.objects.create(slug="other", name="Ada Ruíz", kind="person")
    start = TEXT.index("60 people")
    sign_in(desk, live_site, "ana", f"{bench(article)}?start={start}&end={start + 9}")
    like = desk.locator(".like")
    expect(like.get_by_text("The same place is marked already:")).to_be_visible()
    desk.locator("#id_quote").fill("49 died")
    expect(like).to_have_text("")
    desk.locator("#id_headline").press_sequentially("Minister counted sixty people")
    expect(like.get_by_text("Similar claims:")).to_be_visible()
    choose(desk, "speaker", chosen.name)

    expect(like.get_by_role("link", name="Ada Ruíz")).to_be_visible()


@pytest.mark.system
def test_one_press_makes_the_new_claim_a_repeat(desk: Page, live_site: str) -> None:
    newsroom = Newsroom()
    review = newsroom.claim(headline="Ten protesters were killed")
    newsroom.bring(review, Stage.PUBLISHED)
    article = make_article(TEXT)
    start = TEXT.index("60 people")
    sign_in(desk, live_site, "ana", f"{bench(article)}?start={start}&end={start + 9}")
    desk.locator("#id_headline").fill("Police killed ten protesters")
    desk.get_by_role("button", name="It is the same claim").click()
    desk.locator("#id_headline").press("Enter")
    expect(desk.get_by_text("“Police killed ten protesters” is saved.")).to_be_visible()

    assert Claim.objects.get(article=article).same_as == review


@pytest.mark.system
def test_the_form_page_shows_it_too(desk: Page, live_site: str) -> None:
    member("ana")
    make_claim(make_article(), headline="The minister counted sixty people")
    claim = make_claim(make_article(), headline="Something else")
    sign_in(desk, live_site, "ana", address_of(claim))
    desk.locator("#id_headline").fill("Minister counted sixty people")
    link = desk.locator(".like").get_by_role("link", name="The minister counted sixty people")
    expect(link).to_be_visible()
    assert link.get_attribute("target") == "_blank"
