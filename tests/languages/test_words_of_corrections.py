"""What became of reviews, in every language; and a site that has none yet."""

import pytest
from django.test import Client

from factcheck.models import Claim, Publication
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.languages.marked import names, titles, untranslated
from tests.public.amending import amend, redact, taken_back, withdraw
from tests.public.pages import read
from tests.some import some
from tests.workflow.newsroom import Newsroom

pytestmark = [pytest.mark.django_db, pytest.mark.system]


@pytest.fixture
def amended(newsroom: Newsroom) -> list[Claim]:
    """Claims that were corrected, updated, withdrawn, redacted and taken back."""
    claims = [newsroom.claim_in(Stage.PUBLISHED) for _ in range(4)]
    corrected, updated, withdrawn, redacted = claims
    amend(newsroom, corrected, "An error of ours.", status_id="true")
    amend(newsroom, updated, "It came to light.", PublicationKind.UPDATE, status_id="true")
    withdraw(newsroom, withdrawn, "It does not stand.")
    redact(newsroom, Publication.objects.of_claim(redacted.pk)[0])
    return [*claims, taken_back(newsroom, "It is no claim.")]


@pytest.mark.parametrize("path", ["", "corrections/"])
def test_the_ledger_of_corrections(
    amended: list[Claim], reader: Client, language: str, path: str
) -> None:
    page = read(reader.get(f"/{language}/{path}").content.decode())
    assert "An error of ours." in page.text
    assert not untranslated(page, names(language), titles())


@pytest.mark.parametrize("path", ["", "history/"])
def test_the_pages_of_their_claims(
    amended: list[Claim], reader: Client, language: str, path: str
) -> None:
    headlines = {*titles(), *(claim.headline for claim in amended)}
    for claim in some(amended):
        address = f"/{language}/claims/{claim.pk}/{path}"
        page = read(reader.get(address, follow=True).content.decode())
        assert not untranslated(page, names(language), headlines), claim.pk


@pytest.mark.parametrize(
    "path", ["", "articles/", "claims/", "speakers/", "sources/", "topics/", "corrections/"]
)
def test_a_site_without_anything(reader: Client, language: str, path: str) -> None:
    assert not untranslated(
        read(reader.get(f"/{language}/{path}").content.decode()), names(language)
    )
