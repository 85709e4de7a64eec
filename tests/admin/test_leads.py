"""An editor chooses the review that leads the front page."""

import pytest
from django.test import Client

from factcheck.models import Lead
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom

ADD = "/admin/factcheck/lead/add/"


@pytest.fixture
def fay(newsroom: Newsroom) -> Client:
    client = Client()
    client.force_login(newsroom.fay)
    return client


def test_a_desk_editor_puts_a_review_at_the_head_of_the_front_page(
    newsroom: Newsroom, fay: Client, client: Client
) -> None:
    chosen = newsroom.claim_in(Stage.PUBLISHED)
    newsroom.bring(newsroom.claim(headline="The tunnel cost nine million"), Stage.PUBLISHED)
    assert fay.post(ADD, {"claim": chosen.pk}).status_code == 302
    page = client.get("/").content.decode()
    assert page.index("The bridge cost ten million") < page.index("The tunnel cost nine million")


def test_what_has_no_published_review_cannot_lead(newsroom: Newsroom, fay: Client) -> None:
    page = fay.post(ADD, {"claim": newsroom.claim().pk}).content.decode()
    assert "This claim has no published review." in page
    assert not Lead.objects.exists()
