"""A publisher makes claims public from the list."""

from typing import Any

from django.test import Client

from factcheck.models import Claim, Publication, PublicClaim
from tests.admin.newsroom import address_of
from tests.models.factories import make_article, make_claim
from tests.publishing.conftest import make_public

CLAIMS = "/admin/factcheck/claim/"


def list_publicly(client: Client, *claims: Claim) -> Any:
    data = {"action": "list_publicly", "_selected_action": [claim.pk for claim in claims]}
    return client.post(CLAIMS, data | {"index": 0}, follow=True)


def messages_of(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_a_publisher_lists_claims(eva: Client) -> None:
    article = make_article()
    claims = make_claim(article), make_claim(article, "49 deaths")
    response = list_publicly(eva, *claims)
    assert messages_of(response) == ["2 claims are public now."]
    assert {public.pk for public in PublicClaim.objects.all()} == {c.pk for c in claims}


def test_a_claim_that_is_public_is_left_as_it_is(eva: Client) -> None:
    article = make_article()
    public, new = make_claim(article), make_claim(article, "49 deaths")
    make_public(public)
    response = list_publicly(eva, public, new)
    assert messages_of(response) == [
        "1 claim is public now.",
        "1 claim was not listed. The claim is public already.",
    ]
    assert Publication.objects.filter(claim=public).count() == 1


def test_more_than_a_thousand_at_once_are_refused(eva: Client) -> None:
    article = make_article()
    Claim.objects.bulk_create(Claim(article=article, headline="A claim") for _ in range(1_001))
    data = {"action": "list_publicly", "_selected_action": [0], "select_across": 1, "index": 0}
    response = eva.post(CLAIMS, data, follow=True)
    assert messages_of(response) == ["List at most 1000 claims at once: select fewer."]
    assert not Publication.objects.exists()


def test_a_researcher_cannot_list(ana: Client) -> None:
    claim = make_claim(make_article())
    assert "list_publicly" not in ana.get(CLAIMS).content.decode()
    list_publicly(ana, claim)
    assert not Publication.objects.exists()


def test_a_public_claim_leads_to_its_page(carla: Client) -> None:
    claim = make_claim(make_article(), headline="Sixty people died")
    assert "viewsitelink" not in carla.get(address_of(claim)).content.decode()
    make_public(claim)
    page = f"/claims/{claim.pk}/sixty-people-died/"
    opened = carla.get(address_of(claim)).content.decode()
    assert f'<a href="{page}" class="viewsitelink">' in opened
    assert f'<a href="/claims/{claim.pk}/">listing</a>' in carla.get(CLAIMS).content.decode()


def test_the_claim_shows_its_publications_and_takes_none(carla: Client) -> None:
    claim = make_claim(make_article())
    publication = make_public(claim)
    page = carla.get(address_of(claim)).content.decode()
    assert publication.content_sha256 in page
    assert 'name="publications-0-number"' not in page
