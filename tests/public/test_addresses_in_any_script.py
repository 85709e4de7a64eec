"""The addresses of what is called something in another script than the Latin one."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from factcheck.models import Claim, PublicClaim
from factcheck.models.slugs import free_slug
from factcheck.models.vocabulary import Stage
from factcheck.public.report.report_form import subject_at
from tests.public.pages import Visit
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db

HINDI = "पुल पर 12.5 करोड़ खर्च"
SLUG = "पुल-पर-12-5-करोड़-खर्च"


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    return desk.bring(desk.claim(headline=HINDI), Stage.PUBLISHED)


def test_a_claim_has_the_letters_of_its_headline(claim: Claim, visit: Visit) -> None:
    address = PublicClaim.objects.get(pk=claim.pk).get_absolute_url()
    assert address == iri_to_uri(f"/claims/{claim.pk}/{SLUG}/")
    assert visit(address).one("h1").text == HINDI
    canonical = visit(address).one("link", rel="canonical").attributes["href"]
    assert canonical.endswith(address)


@pytest.mark.parametrize("old", ["12", "125", "पुल"])
def test_old_addresses_lead_to_it(client: Client, claim: Claim, old: str) -> None:
    response = client.get(f"/claims/{claim.pk}/{old}/")
    assert response.status_code == 302
    assert response["Location"] == PublicClaim.objects.get(pk=claim.pk).get_absolute_url()


def test_a_report_and_an_embed_find_it_by_its_encoded_address(client: Client, claim: Claim) -> None:
    public = PublicClaim.objects.get(pk=claim.pk)
    assert subject_at(public.get_absolute_url()) == public
    page = client.get(public.get_absolute_url(), headers={"host": "127.0.0.1:8000"})
    address = f"http://127.0.0.1:8000{public.get_absolute_url()}"
    assert page.status_code == 200
    assert client.get(reverse("oembed"), {"url": address}).json()["type"] == "rich"


def test_what_is_made_at_the_desk_gets_them_too(newsroom: Newsroom) -> None:
    assert free_slug(Claim._meta.get_field("speaker").related_model, "وزارة الداخلية") == (
        "وزارة-الداخلية"
    )
