"""Claims on other people's pages: the card to frame, and oEmbed to find it."""

from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

import pytest
from django.conf import settings
from django.test import Client

from factcheck.models import Claim
from factcheck.models.vocabulary import Stage
from tests.public.amending import amend, redact, taken_back, withdraw
from tests.public.pages import Visit, read
from tests.workflow.newsroom import Newsroom


def oembed(client: Client, address: str, **values: Any) -> Any:
    return client.get(f"/oembed?{urlencode({'url': settings.SITE_URL + address, **values})}")


# The card


def test_the_card_has_verdict_headline_summary_speaker_and_the_way_to_the_evidence(
    visit: Visit, claim: Claim
) -> None:
    card = visit(f"/embed/claims/{claim.pk}/")
    assert card.one(class_="embed__verdict").text.strip() == "True"
    assert card.one("h1").text == "The bridge cost ten million"
    assert card.one(class_="embed__summary").text == "It did."
    assert "Claimed by The ministry" in card.words
    visit(card.links["Read the evidence"]).one("section", class_="verdict")


def test_anybody_may_frame_the_card_and_nothing_else(client: Client, claim: Claim) -> None:
    card = client.get(f"/embed/claims/{claim.pk}/")
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "script-src 'self'" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card
    for address in ("/", f"/claims/{claim.pk}/bridge/", f"/claims/{claim.pk}/history/"):
        page = client.get(address, follow=True)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


def test_its_links_open_outside_of_the_frame(visit: Visit, claim: Claim) -> None:
    card = visit(f"/embed/claims/{claim.pk}/")
    assert card.one("base").attributes == {"target": "_top"}
    assert card.one("meta", name="robots").attributes["content"] == "noindex"


def test_the_card_of_a_corrected_review_says_so(visit: Visit, desk: Newsroom, claim: Claim) -> None:
    amend(desk, claim, "We had misread the audit.", status_id="false")
    card = visit(f"/embed/claims/{claim.pk}/")
    assert card.one(class_="embed__verdict").text.strip() == "False"
    assert "Corrected on" in card.one(class_="embed__meta").text


def test_the_card_of_a_withdrawn_review_shows_no_verdict(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit was forged.")
    card = visit(f"/embed/claims/{claim.pk}/")
    assert card.one(class_="embed__verdict").text.strip() == "Review withdrawn"
    assert "It did." not in card.words


def test_a_claim_that_is_public_no_more_says_so_in_its_place(
    client: Client, visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    redact(desk, claim.publications.get())
    for gone in (claim, taken_back(desk, "It is no claim.")):
        card = visit(f"/embed/claims/{gone.pk}/", status=410)
        assert card.one("h1").text == "This claim is no longer public"
        visit(card.links["What the record keeps of it"])
        assert (
            "frame-ancestors *"
            in client.get(f"/embed/claims/{gone.pk}/")["Content-Security-Policy"]
        )


def test_a_claim_that_never_was_public_has_no_card(visit: Visit, desk: Newsroom) -> None:
    visit(f"/embed/claims/{desk.claim().pk}/", status=404)


# The card of an article


def test_an_article_s_card_says_how_much_of_it_is_checked_and_how_its_claims_stand(
    visit: Visit, claim: Claim
) -> None:
    card = visit("/embed/articles/bridge/")
    assert card.one("h1").text == "The bridge"
    assert "1 of 1 claims checked" in card.words
    assert [row.text.split() for row in card.one(class_="balance__legend").all("li")] == [
        ["True", "1"]
    ]
    visit(card.links["Read it claim by claim"]).one("article", class_="annotated")


def test_anybody_may_frame_it(client: Client, claim: Claim) -> None:
    card = client.get("/embed/articles/bridge/")
    assert "frame-ancestors *" in card["Content-Security-Policy"]
    assert "X-Frame-Options" not in card


def test_an_article_without_public_claims_has_none(visit: Visit, desk: Newsroom) -> None:
    desk.claim()
    visit("/embed/articles/bridge/", status=404)


# oEmbed


def test_oembed_answers_with_a_frame_that_has_a_title(client: Client, claim: Claim) -> None:
    response = oembed(client, f"/claims/{claim.pk}/the-bridge-cost-ten-million/")
    assert response["Content-Type"] == "application/json"
    answer = response.json()
    html = answer.pop("html")
    assert answer == {
        "version": "1.0",
        "type": "rich",
        "title": "True: The bridge cost ten million",
        "provider_name": "factcheck",
        "provider_url": f"{settings.SITE_URL}/",
        "cache_age": 300,
        "width": 600,
        "height": 300,
    }
    frame = read(html).one("iframe")
    assert frame.attributes["src"] == f"{settings.SITE_URL}/embed/claims/{claim.pk}/"
    assert frame.attributes["title"] == "True: The bridge cost ten million"
    assert (frame.attributes["width"], frame.attributes["height"]) == ("600", "300")


@pytest.mark.parametrize(
    ("limits", "size"),
    [
        ({"maxwidth": 1200, "maxheight": 1200}, (600, 300)),
        ({"maxwidth": 500}, (500, 300)),
        ({"maxwidth": 320}, (320, 400)),
        ({"maxwidth": 320, "maxheight": 200}, (320, 200)),
    ],
)
def test_the_frame_keeps_within_what_the_page_allows(
    client: Client, claim: Claim, limits: dict[str, int], size: tuple[int, int]
) -> None:
    answer = oembed(client, f"/claims/{claim.pk}/", **limits).json()
    assert (answer["width"], answer["height"]) == size
    frame = read(answer["html"]).one("iframe")
    assert (frame.attributes["width"], frame.attributes["height"]) == tuple(map(str, size))


def test_a_spanish_page_gives_a_spanish_card(client: Client, claim: Claim) -> None:
    answer = oembed(client, f"/es/claims/{claim.pk}/").json()
    assert answer["title"].startswith("Verdadero: ")
    assert f"/es/embed/claims/{claim.pk}/" in answer["html"]


def test_a_headline_with_markup_stays_text_in_the_frame(client: Client, desk: Newsroom) -> None:
    claim = desk.bring(desk.claim(headline='"><script>alert(1)</script>'), Stage.PUBLISHED)
    [frame] = read(oembed(client, f"/claims/{claim.pk}/").json()["html"]).children
    assert not isinstance(frame, str)
    assert frame.attributes["title"] == 'True: "><script>alert(1)</script>'


def test_an_article_is_found_as_well(client: Client, claim: Claim) -> None:
    answer = oembed(client, "/es/articles/bridge/").json()
    assert answer["title"] == "The bridge"
    frame = read(answer["html"]).one("iframe")
    assert frame.attributes["src"] == f"{settings.SITE_URL}/es/embed/articles/bridge/"


def test_the_answer_in_xml_says_the_same(client: Client, desk: Newsroom) -> None:
    claim = desk.bring(desk.claim(headline="Bread & <butter>"), Stage.PUBLISHED)
    response = oembed(client, f"/claims/{claim.pk}/", format="xml", maxwidth=500)
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(response.content)  # noqa: S314  # our own
    said = {each.tag: each.text for each in root}
    plain = oembed(client, f"/claims/{claim.pk}/", maxwidth=500).json()
    assert (root.tag, said) == ("oembed", {name: str(value) for name, value in plain.items()})


@pytest.mark.parametrize("kind", ["json", "xml"])
@pytest.mark.parametrize("place", ["claim", "article"])
def test_pages_lead_consumers_to_it(
    client: Client, visit: Visit, claim: Claim, kind: str, place: str
) -> None:
    address = "/articles/bridge/" if place == "article" else f"/claims/{claim.pk}/"
    media = {"json": "application/json+oembed", "xml": "text/xml+oembed"}[kind]
    link = visit(address).one("link", type=media).attributes["href"]
    assert client.get(link)["Content-Type"].startswith(media.replace("+oembed", ""))


@pytest.mark.parametrize(
    "address", ["/", "/claims/", "/claims/999999/", "/nowhere/", "/articles/other/", "/admin/"]
)
def test_what_has_no_card_is_not_found(client: Client, claim: Claim, address: str) -> None:
    assert oembed(client, address).status_code == 404


def test_a_page_of_another_site_is_not_found(client: Client, claim: Claim) -> None:
    for origin in ("https://elsewhere.example", f"{settings.SITE_URL}.example"):
        response = client.get("/oembed", {"url": f"{origin}/claims/{claim.pk}/"})
        assert response.status_code == 404


def test_a_format_that_oembed_does_not_know_is_not_implemented(
    client: Client, claim: Claim
) -> None:
    response = oembed(client, f"/claims/{claim.pk}/", format="yaml")
    assert (response.status_code, response.content) == (501, b"Give format=json or format=xml.")


@pytest.mark.parametrize("query", ["", "maxwidth=100", "url=x&maxwidth=wide", "url=x&maxheight=0"])
def test_a_broken_request_is_told_what_to_give(client: Client, query: str) -> None:
    response = client.get(f"/oembed?{query}")
    assert response.status_code == 400
    assert response.content.decode() == (
        "Give url=, and maxwidth= and maxheight= as whole numbers of pixels above 0."
    )


def test_a_claim_s_page_names_its_oembed(client: Client, visit: Visit, claim: Claim) -> None:
    page = visit(f"/claims/{claim.pk}/")
    link = page.one("link", type="application/json+oembed")
    assert client.get(link.attributes["href"]).json()["type"] == "rich"


# The code to copy


def test_a_claim_s_page_has_the_code_to_copy(client: Client, visit: Visit, claim: Claim) -> None:
    code = visit(f"/claims/{claim.pk}/").one("textarea").text
    assert code == oembed(client, f"/claims/{claim.pk}/").json()["html"]
