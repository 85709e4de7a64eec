"""Speakers, sources and topics: their lists and their pages; the methodology."""

import pytest

from factcheck.models.reading_room import PublicClaim, PublicSpeaker, PublicTopic
from factcheck.models.scale import Finding, VerificationStatus
from tests.public.pages import Visit
from tests.record import json_of
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def test_the_list_of_speakers_tells_how_many_claims_each_has(visit: Visit) -> None:
    entries = visit("/speakers/").one("ul", class_="index").all("li")
    told = {entry.one("h2").text: entry.one(class_="index__count").words for entry in entries}
    assert len(told) == PublicSpeaker.objects.count()
    assert told["Marianela Navarro"] == "4 claims Not checkable 1"
    assert told["Alberto Otárola"] == "1 claim"


def test_the_bar_of_a_speaker_leaves_out_what_was_only_said(visit: Visit) -> None:
    PublicClaim.objects.said_by("idl-reporteros").update(subject="saying")
    [entry] = [li for li in visit("/speakers/?q=idl").all("li") if li.all("h2")]
    assert entry.one(class_="index__count").words == "3 claims"
    assert not entry.all("svg", class_="balance__bar")


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("q=otarola", ["Alberto Otárola"]),
        ("q=international+amnesty", ["Amnesty International"]),
        ("letter=M", ["Marianela Navarro"]),
        ("q=nobody", []),
        ("q=%00&letter=%00", None),
    ],
)
def test_an_index_is_searched_by_words_or_by_letter(
    visit: Visit, asked: str, names: list[str] | None
) -> None:
    found = [name.text for name in visit(f"/speakers/?{asked}").all("h2")]
    assert found == names if names is not None else len(found) == PublicSpeaker.objects.count()


def test_an_index_is_in_the_order_of_names_without_accents(visit: Visit) -> None:
    PublicSpeaker.objects.filter(slug="prosecutors-peru").update(name="“Álvaro”")
    names = [name.text for name in visit("/speakers/").all("h2")]
    assert names[:3] == ["Alberto Otárola", "“Álvaro”", "Amnesty International"]


def test_who_published_a_source_is_not_said_twice(visit: Visit) -> None:
    entries = visit("/sources/").one("ul", class_="index").all("li")
    told = {entry.one("h2").text: entry.all("p")[0].words for entry in entries}
    assert told["IDL-Reporteros"] == "Investigative report"
    assert told["Press conference of Marianela Navarro"] == (
        "Press conference · Argentine Mission for International Solidarity and Human Rights"
    )
    assert not visit("/sources/idl-reporteros/").all(class_="lede")


def test_a_speaker_page_shows_role_balance_and_claims(visit: Visit) -> None:
    page = visit("/speakers/marianela-navarro/")
    assert "Member of the Argentine mission · Argentina" in page.words
    assert "1 of 1 claims checked" in page.words
    assert len(page.all("article", class_="claim")) == 4
    assert "These counts cover only what was checked here" in page.words


def test_a_speaker_with_many_claims_has_them_on_pages(visit: Visit) -> None:
    page = visit("/speakers/world-socialist-web-site/")
    assert len(page.all("article", class_="claim")) == 25
    visit("/speakers/world-socialist-web-site/" + page.links["Next page"])


def test_a_co_speaker_has_the_claim_on_their_page_too(visit: Visit) -> None:
    claim = PublicClaim.objects.filter(speaker_slugs__len=2).first()
    assert claim
    headlines = [h.text for h in visit(f"/speakers/{claim.speaker_slugs[1]}/").all("h3")]
    assert claim.headline in headlines


def test_the_list_of_sources_names_each_and_counts_its_claims(visit: Visit) -> None:
    entries = visit("/sources/").one("ul", class_="index").all("li")
    told = {entry.one("h2").text: entry.one(class_="index__count").words for entry in entries}
    assert len(told) == 16
    assert told["IDL-Reporteros"] == "3 claims Needs context 1"


def test_a_source_page_shows_what_looking_it_up_found_for_each_claim(visit: Visit) -> None:
    page = visit("/sources/idl-reporteros/")
    claims = PublicClaim.objects.citing("idl-reporteros").select_related("publication")
    looked_up = 0
    for claim in claims:
        [row] = [a for a in page.all("article", class_="claim") if claim.headline in a.text]
        [citation] = [
            citation
            for citation in json_of(claim.publication)["claim"]["citations"]
            if citation["source"]["slug"] == "idl-reporteros"
        ]
        found = citation["finding"]["name"]["en"] if "finding" in citation else "not looked up yet"
        assert row.one(class_="claim__finding").one("strong").text == found
        looked_up += "finding" in citation
    counts = [int(li.text.split()[-1]) for li in page.one(class_="findings").all("li")]
    assert sum(counts) == looked_up


def test_without_topics_the_page_says_so_and_leads_on(visit: Visit) -> None:
    page = visit("/topics/")
    assert "No claim has been filed under a topic yet." in page.words
    assert page.links["See all claims"] == "/claims/"


def test_a_topic_page_shows_its_claims(visit: Visit) -> None:
    PublicTopic.objects.create(slug="police", name={"en": "Police", "es": "Policía"})
    PublicClaim.objects.filter(status="false").update(topic_slugs=["police"])
    assert visit("/topics/").links["Police"] == "/topics/police/"
    page = visit("/topics/police/")
    assert page.one("h1").text == "Police"
    assert len(page.all("article", class_="claim")) == 1


def test_the_methodology_defines_every_status_and_finding_with_a_target(visit: Visit) -> None:
    page = visit("/methodology/")
    for status in some(VerificationStatus.objects.all()):
        assert status.definition["en"] in page.one(id=f"status-{status.slug}").text
    for finding in some(Finding.objects.all()):
        assert finding.definition["en"] in page.one(id=f"finding-{finding.slug}").text


@pytest.mark.parametrize("address", ["/speakers/x/", "/sources/x/", "/topics/x/", "/articles/x/"])
def test_what_nobody_is_called_is_not_found(visit: Visit, address: str) -> None:
    assert "There is no such page" in visit(address, status=404).words


@pytest.mark.parametrize(
    ("address", "current"),
    [("/speakers/", "page"), ("/speakers/idl-reporteros/", "true"), ("/about/", "")],
)
def test_the_navigation_says_where_one_is(visit: Visit, address: str, current: str) -> None:
    links = visit(address).one("nav", class_="masthead__nav").all("a")
    where = {link.text: link.attributes.get("aria-current", "") for link in links}
    assert {name: said for name, said in where.items() if said} == (
        {"Speakers": current} if current else {}
    )
