"""Two publishers take content out of the record, from the claim's page."""

import pytest
from django.contrib.auth.models import Group

from factcheck.models import Claim, Publication, Redaction, User
from tests.admin.cast import at_the_desk, at_work, newsroom
from tests.admin.newsroom import address_of
from tests.workflow.newsroom import Newsroom

__all__ = ["at_the_desk", "newsroom"]


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim_in(Claim.Stage.PUBLISHED)


@pytest.fixture
def gil(newsroom: Newsroom) -> User:
    """A second publisher."""
    user = User.objects.create(username="gil", is_staff=True)
    user.groups.add(Group.objects.get(name="Publishers"))
    return user


def page_of(claim: Claim) -> str:
    return f"/admin/factcheck/claim/{claim.pk}/publications/1/redact/"


def test_two_publishers_remove_the_content(newsroom: Newsroom, claim: Claim, gil: User) -> None:
    eva, other = at_work(newsroom.eva), at_work(gil)
    asked = eva.post(page_of(claim), {"reason": "A court’s order."}, follow=True)
    assert "another publisher has to agree" in asked.content.decode()
    assert (
        "eva asks for it, because: A court’s order." in other.get(page_of(claim)).content.decode()
    )
    agreed = other.post(page_of(claim), follow=True).content.decode()
    assert "The content is removed; digests and reason stay." in agreed
    assert Publication.objects.get(claim=claim).content is None
    assert "redacted: A court’s order." in agreed


def test_who_asked_does_not_agree(newsroom: Newsroom, claim: Claim) -> None:
    eva = at_work(newsroom.eva)
    eva.post(page_of(claim), {"reason": "A court’s order."})
    page = eva.post(page_of(claim)).content.decode()
    assert "Somebody else than who asked for it must agree." in page
    assert Publication.objects.get(claim=claim).content


def test_a_redaction_has_a_reason(newsroom: Newsroom, claim: Claim) -> None:
    response = at_work(newsroom.eva).post(page_of(claim), {"reason": " "})
    assert response.context["form"].errors == {"reason": ["This field is required."]}


def test_only_publishers_redact_or_are_led_there(newsroom: Newsroom, claim: Claim) -> None:
    page = at_work(newsroom.ana).post(page_of(claim), {"reason": "Because."}).content.decode()
    assert "A redaction is asked for and agreed to by publishers." in page
    assert not Redaction.objects.exists()
    assert "/redact/" not in at_work(newsroom.ana).get(address_of(claim)).content.decode()
    assert page_of(claim) in at_work(newsroom.eva).get(address_of(claim)).content.decode()
