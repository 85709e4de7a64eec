"""Feeds of reviews, of corrections and of one claim, read as feed readers do."""

from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client, override_settings

from factcheck import workflow
from factcheck.models import Claim, Publication
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.public.caching import PUBLIC
from factcheck.public.machines import feeds
from tests.public.amending import amend, redact, taken_back, withdraw
from tests.public.pages import Visit
from tests.public.reading_feeds import ATOM, read, root
from tests.workflow.newsroom import Newsroom


def titles(client: Client, address: str) -> list[str]:
    return [entry.title for entry in read(client, address).entries]


# What is in them


def test_reviews_come_newest_change_first_and_listings_not_at_all(
    client: Client, desk: Newsroom
) -> None:
    workflow.list_claim(desk.claim(headline="Listed").pk, desk.eva)
    first = desk.bring(desk.claim(headline="First"), Stage.PUBLISHED)
    desk.bring(desk.claim(headline="Second"), Stage.PUBLISHED)
    assert titles(client, "/feeds/claims.atom") == ["True: Second", "True: First"]
    amend(desk, first, "We had misread the audit.", status_id="false")
    assert titles(client, "/feeds/claims.atom") == ["False: First", "True: Second"]


@pytest.mark.parametrize("syntax", ["atom", "rss"])
def test_an_entry_says_status_headline_summary_and_leads_to_the_claim(
    client: Client, desk: Newsroom, syntax: str
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    [entry] = read(client, f"/feeds/claims.{syntax}").entries
    assert entry.title == "True: The bridge cost ten million"
    assert entry.link == f"{settings.SITE_URL}/claims/{claim.pk}/"
    assert "<strong>True</strong>: The evidence bears out the claim" in entry.summary
    assert "It did.</p>" in entry.summary
    assert "Claimed by The ministry" in entry.summary
    assert "Does the source say so? Accurate." in entry.summary
    assert [tag.term for tag in entry.tags] == ["True"]


@pytest.mark.parametrize("syntax", ["atom", "rss"])
def test_a_correction_says_what_changed_and_why(
    client: Client, desk: Newsroom, syntax: str
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    amend(desk, claim, "We had misread the audit.", status_id="false", summary="It did not.")
    [entry] = read(client, f"/feeds/corrections.{syntax}").entries
    assert entry.title == "Correction: The bridge cost ten million"
    assert "Was: <strong>True</strong>. Now: <strong>False</strong>" in entry.summary
    assert "What changed, and why: We had misread the audit." in entry.summary
    assert f"{settings.SITE_URL}/claims/{claim.pk}/history/#revision-2" in entry.summary


def test_a_typing_error_set_right_leaves_the_review_in_the_feed(
    client: Client, desk: Newsroom
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    amend(desk, claim, "A slip.", PublicationKind.TYPOGRAPHICAL, summary="It did!")
    assert titles(client, "/feeds/claims.atom") == ["True: The bridge cost ten million"]


def test_an_update_that_keeps_the_status_says_so(client: Client, desk: Newsroom) -> None:
    amend(
        desk, desk.claim_in(Stage.PUBLISHED), "A new audit.", PublicationKind.UPDATE, summary="Yes."
    )
    [entry] = read(client, "/feeds/corrections.atom").entries
    assert entry.title.startswith("Update: ")
    assert "Still: <strong>True</strong>" in entry.summary


def test_a_withdrawn_review_is_told_as_withdrawn_in_every_feed(
    client: Client, desk: Newsroom
) -> None:
    withdraw(desk, desk.claim_in(Stage.PUBLISHED), "The audit was forged.")
    [told] = read(client, "/feeds/claims.atom").entries
    assert told.title == "Review withdrawn: The bridge cost ten million"
    retraction = Publication.objects.latest("serial")
    assert datetime.fromisoformat(told.updated) == retraction.published_at
    [entry] = read(client, "/feeds/corrections.atom").entries
    assert entry.title == "Retraction: The bridge cost ten million"
    assert told.id == entry.id
    assert "The audit was forged." in entry.summary
    assert "It did." not in entry.summary


def test_one_claim_is_followed_from_its_listing_on(client: Client, desk: Newsroom) -> None:
    claim = desk.claim()
    workflow.list_claim(claim.pk, desk.eva)
    desk.bring(claim, Stage.PUBLISHED)
    amend(desk, claim, "We had misread the audit.", status_id="false")
    withdraw(desk, claim, "The audit was forged.")
    assert titles(client, f"/feeds/claims/{claim.pk}.atom") == [
        "Review withdrawn: The bridge cost ten million",
        "False: The bridge cost ten million",
        "True: The bridge cost ten million",
        "Not yet checked: The bridge cost ten million",
    ]


def test_a_listing_that_was_taken_back_is_called_no_withdrawn_review(
    client: Client, desk: Newsroom
) -> None:
    claim = taken_back(desk, "It is not in the article.")
    [entry, _listing] = read(client, f"/feeds/claims/{claim.pk}.atom").entries
    assert entry.title == "Retraction: The bridge cost ten million"
    assert "We had published a review" not in entry.summary


@pytest.mark.parametrize("status", ["withdrawn", "true"])
def test_page_api_and_feed_find_the_same_claims_of_a_status(
    client: Client, visit: Visit, desk: Newsroom, status: str
) -> None:
    desk.bring(desk.claim(headline="It stands"), Stage.PUBLISHED)
    gone = desk.bring(desk.claim(headline="It fell"), Stage.PUBLISHED)
    withdraw(desk, gone, "The audit was forged.")
    page = visit(f"/claims/?status={status}").all("article", class_="claim")
    api = client.get(f"/api/v1/claims/?status={status}").json()["results"]
    feed = read(client, f"/feeds/claims.atom?status={status}").entries
    headlines = {each.one("h3").words for each in page}
    assert headlines == {claim["headline"] for claim in api}
    assert headlines == {entry.title.split(": ")[1] for entry in feed}
    assert headlines == {"It fell" if status == "withdrawn" else "It stands"}


def test_what_was_redacted_is_in_no_feed(client: Client, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    redact(desk, Publication.objects.get(claim=claim))
    for name in ("claims", "corrections", f"claims/{claim.pk}"):
        assert titles(client, f"/feeds/{name}.atom") == []


def test_a_claim_that_never_was_public_has_no_feed(client: Client, desk: Newsroom) -> None:
    assert client.get(f"/feeds/claims/{desk.claim().pk}.atom").status_code == 404


def test_there_is_no_other_syntax(client: Client, db: None) -> None:
    assert client.get("/feeds/claims.json").status_code == 404


def test_texts_are_text_also_with_markup_and_characters_that_xml_cannot_hold(
    client: Client, desk: Newsroom
) -> None:
    headline, summary = "5 < 6 & <b>bold</b>\x0b\ufffe", "<script>alert(1)</script>\x08\uffff"
    desk.bring(desk.claim(headline=headline, summary=summary), Stage.PUBLISHED)
    response = root(client, "/feeds/claims.atom")
    assert response.findtext("atom:entry/atom:title", "", ATOM) == "True: 5 < 6 & <b>bold</b>"
    summary = response.findtext("atom:entry/atom:summary", "", ATOM)
    assert ">&lt;script&gt;alert(1)&lt;/script&gt;</p>" in summary


# The filters of the list


def test_the_filters_of_the_list_choose_and_are_named(client: Client, desk: Newsroom) -> None:
    desk.bring(desk.claim(headline="True one"), Stage.PUBLISHED)
    amended = desk.bring(desk.claim(headline="False one", status_id="false"), Stage.PUBLISHED)
    feed = read(client, "/feeds/claims.atom?status=false&speaker=ministry&q=one")
    assert [entry.title for entry in feed.entries] == ["False: False one"]
    assert feed.feed.title == (
        "factcheck: reviews · Search: one · Status: False · Speaker: The ministry"
    )
    amend(desk, amended, "A slip.", summary="No.")
    assert titles(client, "/feeds/corrections.rss?status=false") == ["Correction: False one"]
    assert titles(client, "/feeds/corrections.rss?status=true") == []


@pytest.mark.parametrize("name", ["claims.atom", "claims.rss", "corrections.atom"])
def test_a_bad_value_is_refused_in_plain_words(client: Client, db: None, name: str) -> None:
    response = client.get(f"/feeds/{name}?speaker=nobody&from=soon")
    assert (response.status_code, response["Content-Type"]) == (400, "text/plain; charset=utf-8")
    assert response.content.decode().splitlines() == [
        "Speaker: Nobody called “nobody” has a claim here. Choose another speaker, or any.",
        "Said from: Write a day as 2023-02-18.",
        f"The list of claims offers what there is: {settings.SITE_URL}/claims/",
    ]


@pytest.mark.parametrize("name", ["claims", "corrections"])
def test_a_broken_cursor_is_refused_in_plain_words(client: Client, db: None, name: str) -> None:
    response = client.get(f"/feeds/{name}.atom?cursor=broken")
    assert response.status_code == 400
    assert "The cursor names a page that does not exist." in response.content.decode()


@pytest.mark.parametrize("syntax", ["atom", "rss"])
def test_older_entries_are_on_the_next_page(
    client: Client, desk: Newsroom, monkeypatch: pytest.MonkeyPatch, syntax: str
) -> None:
    monkeypatch.setattr(feeds, "SIZE", 2)
    for number in range(3):
        desk.bring(desk.claim(headline=f"Number {number}"), Stage.PUBLISHED)
    first = read(client, f"/feeds/claims.{syntax}?speaker=ministry")
    [older] = [link.href for link in first.feed.links if link.rel == "next"]
    second = read(client, older.removeprefix(settings.SITE_URL))
    assert [entry.title for entry in [*first.entries, *second.entries]] == [
        "True: Number 2",
        "True: Number 1",
        "True: Number 0",
    ]
    assert not [link for link in second.feed.links if link.rel == "next"]


# What the specifications demand


@pytest.fixture
def busy(desk: Newsroom) -> Claim:
    """A record with a correction in it."""
    desk.claim_in(Stage.PUBLISHED)
    claim = desk.claim_in(Stage.PUBLISHED)
    amend(desk, claim, "A slip.", summary="It did, and more.")
    return claim


@pytest.mark.parametrize("name", ["claims", "corrections", "claims/ID"])
def test_atom_feeds_have_all_that_rfc_4287_demands(client: Client, busy: Claim, name: str) -> None:
    address = f"/feeds/{name.replace('ID', str(busy.pk))}.atom"
    feed = root(client, address)
    assert client.get(address)["Content-Type"] == "application/atom+xml; charset=utf-8"
    ids = [each.text or "" for each in feed.iterfind(".//atom:id", ATOM)]
    assert len(ids) == len(set(ids))
    assert all(each.startswith(("tag:", "http")) for each in ids)
    assert feed.findtext("atom:author/atom:name", "", ATOM) == "factcheck"
    [self] = feed.findall("atom:link[@rel='self']", ATOM)
    assert self.attrib["href"] == settings.SITE_URL + address
    entries = feed.findall("atom:entry", ATOM)
    assert entries
    for element in [feed, *entries]:
        assert element.findtext("atom:title", "", ATOM)
        assert datetime.fromisoformat(element.findtext("atom:updated", "", ATOM)).tzinfo
        [alternate] = element.findall("atom:link[@rel='alternate']", ATOM)
        assert client.get(alternate.attrib["href"], follow=True).status_code == 200


@pytest.mark.parametrize("name", ["claims", "corrections", "claims/ID"])
def test_rss_feeds_have_all_that_rss_2_demands(client: Client, busy: Claim, name: str) -> None:
    address = f"/feeds/{name.replace('ID', str(busy.pk))}.rss"
    channel = root(client, address).find("channel")
    assert channel is not None
    assert client.get(address)["Content-Type"] == "application/rss+xml; charset=utf-8"
    for required in ("title", "link", "description"):
        assert channel.findtext(required)
    items = channel.findall("item")
    assert items
    for item in items:
        assert item.findtext("title")
        guid = item.find("guid")
        assert guid is not None
        assert guid.attrib["isPermaLink"] == "false"


def test_an_entry_keeps_its_id_and_a_revision_has_one_of_its_own(
    client: Client, desk: Newsroom
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    [before] = [entry.id for entry in read(client, "/feeds/claims.atom").entries]
    amend(desk, claim, "A slip.", summary="It did, and more.")
    with override_settings(SITE_URL="https://testserver"):
        [after] = [entry.id for entry in read(client, "/feeds/claims.rss").entries]
        history = [entry.id for entry in read(client, f"/feeds/claims/{claim.pk}.atom").entries]
    assert before != after
    assert before.partition(",")[2] in history[1]
    assert history[0] == after


def test_every_feed_carries_the_head_of_the_record(client: Client, busy: Claim) -> None:
    head = client.get("/record/head.json").json()
    for name in ("claims.atom", "corrections.atom", "claims.rss", f"claims/{busy.pk}.rss"):
        [carried] = root(client, f"/feeds/{name}").iterfind(".//record:head", ATOM)
        assert carried.attrib == {"serial": str(head["serial"]), "link": head["link"]}


def test_an_empty_record_has_empty_feeds(client: Client, db: None) -> None:
    feed = root(client, "/feeds/claims.atom")
    [head] = feed.iterfind("record:head", ATOM)
    assert head.attrib["serial"] == "0"
    assert feed.findtext("atom:updated", "", ATOM).startswith("1970-01-01")


def test_an_empty_feed_changed_when_the_record_did(client: Client, busy: Claim) -> None:
    empty = root(client, "/feeds/claims.atom?status=unproven")
    assert not empty.findall("atom:entry", ATOM)
    said = empty.findtext("atom:updated", "", ATOM)
    assert datetime.fromisoformat(said) == Publication.record.latest("serial").published_at


def test_a_feed_that_did_not_change_is_not_sent_again(client: Client, busy: Claim) -> None:
    response = client.get("/feeds/claims.atom")
    again = client.get("/feeds/claims.atom", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert response["Cache-Control"] == PUBLIC
