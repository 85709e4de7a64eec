"""Two publishers take a claim's words out of the record, from the claim's page."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from factcheck.models import Claim, Publication, Redaction, User
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.public.amending import amend
from tests.public.pages import Page, read
from tests.workflow.newsroom import Newsroom

ORDER = "A court’s order."


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    return newsroom.claim_in(Stage.PUBLISHED)


@pytest.fixture
def eva(newsroom: Newsroom) -> Client:
    return at_work(newsroom.eva)


@pytest.fixture
def gil(db: None) -> Client:
    """A second publisher."""
    user = User.objects.create(username="gil", is_staff=True)
    user.groups.add(Group.objects.get(name="Publishers"))
    return at_work(user)


def page_of(claim: Claim) -> str:
    return f"/admin/factcheck/claim/{claim.pk}/redact/"


def ask(client: Client, claim: Claim, *publications: Publication, reason: str = ORDER) -> Page:
    chosen = {"revisions": [p.pk for p in publications if p.claim_id == claim.pk]}
    chosen |= {"neighbours": [p.pk for p in publications if p.claim_id != claim.pk]}
    return read(
        client.post(page_of(claim), chosen | {"reason": reason}, follow=True).content.decode()
    )


def ticked(client: Client, address: str) -> list[int]:
    page = read(client.get(address).content.decode())
    boxes = page.one("form", class_="beside").all("input", type="checkbox")
    return sorted(int(box.attributes["value"]) for box in boxes if "checked" in box.attributes)


def test_two_publishers_remove_the_words(eva: Client, gil: Client, claim: Claim) -> None:
    asked = ask(eva, claim, claim.publications.get())
    assert "another publisher has to agree" in asked.words
    assert f"asked for: {ORDER}" in asked.words
    page = read(gil.get(page_of(claim)).content.decode()).words
    assert f"eva asks for it, because: {ORDER}" in page
    assert "Revision 1, review of" in page
    agreed = read(gil.post(page_of(claim), follow=True).content.decode()).words
    assert "The words are removed; digests and reason stay." in agreed
    assert f"redacted: {ORDER}" in agreed
    assert Publication.objects.get(claim=claim).content is None
    done = read(gil.get(page_of(claim)).content.decode()).words
    assert f"because: {ORDER} Asked for by eva, agreed to by gil." in done


def test_who_asked_does_not_agree(eva: Client, claim: Claim) -> None:
    ask(eva, claim, claim.publications.get())
    page = eva.post(page_of(claim)).content.decode()
    assert "Somebody other than the person who asked for it must agree." in page
    assert Publication.objects.get(claim=claim).content


def test_what_was_asked_for_can_be_taken_back(eva: Client, gil: Client, claim: Claim) -> None:
    ask(eva, claim, claim.publications.get())
    page = gil.post(page_of(claim), {"take-back": ""}, follow=True).content.decode()
    assert "Taken back: everything stays as it is." in page
    assert not Redaction.objects.exists()
    assert Publication.objects.get(claim=claim).content


def test_a_redaction_has_a_reason_and_takes_something(eva: Client, claim: Claim) -> None:
    response = eva.post(page_of(claim), {"reason": " "})
    assert response.context["form"].errors == {"reason": ["This field is required."]}
    response = eva.post(page_of(claim), {"reason": ORDER})
    assert "Choose at least one revision." in response.content.decode()
    assert f">\n{ORDER}</textarea>" in response.content.decode()


def test_all_revisions_and_those_of_neighbours_are_ticked(
    newsroom: Newsroom, eva: Client, claim: Claim
) -> None:
    amend(newsroom, claim, "A slip.", summary="It did not.")
    neighbour = newsroom.claim_in(Stage.PUBLISHED)
    both = [*claim.publications.all(), *neighbour.publications.all()]
    assert ticked(eva, page_of(claim)) == sorted(publication.pk for publication in both)


def test_asked_for_from_one_revision_that_one_is_ticked(
    newsroom: Newsroom, eva: Client, claim: Claim
) -> None:
    amend(newsroom, claim, "A slip.", summary="It did not.")
    newsroom.claim_in(Stage.PUBLISHED)
    first = claim.publications.get(number=1)
    links = read(eva.get(address_of(claim)).content.decode()).all("a")
    assert f"{page_of(claim)}?revision=1" in [link.attributes["href"] for link in links]
    assert ticked(eva, f"{page_of(claim)}?revision=1") == [first.pk]


def test_the_page_says_how_far_it_reaches(
    newsroom: Newsroom, eva: Client, gil: Client, claim: Claim
) -> None:
    assert "at 1 place in all its versions" in read(eva.get(page_of(claim)).content.decode()).words
    amend(newsroom, claim, "A slip.", summary="It did not.")
    ask(eva, claim, claim.publications.get(number=1))
    page = read(gil.get(page_of(claim)).content.decode()).words
    assert "Readers keep the newest revision, so only these revisions" in page


def test_the_page_names_other_claims_that_keep_the_same_file(
    newsroom: Newsroom, eva: Client, claim: Claim
) -> None:
    assert "Files of the evidence" not in eva.get(page_of(claim)).text
    other = newsroom.claim(headline="Another claim")
    pieces = [newsroom.claim_in(Stage.CHECKING).evidence.get(), other.evidence.get()]
    for piece in pieces:
        newsroom.file(piece, b"%PDF-1.7")
    shown = read(eva.get(page_of(pieces[0].claim)).text)
    assert "other claims keep the same ones" in shown.words
    assert shown.links["Another claim"] == address_of(other)


def test_only_publishers_redact_or_are_led_there(newsroom: Newsroom, claim: Claim) -> None:
    page = ask(at_work(newsroom.ana), claim, claim.publications.get()).words
    assert "Only publishers can ask for a redaction, or agree to one." in page
    assert not Redaction.objects.exists()
    assert "/redact/" not in at_work(newsroom.ana).get(address_of(claim)).content.decode()
    assert page_of(claim) in at_work(newsroom.eva).get(address_of(claim)).content.decode()
