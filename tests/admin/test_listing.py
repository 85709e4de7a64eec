"""From their list, many claims are moved at once, each with a result of its own."""

from typing import Any

from django.test import Client

from factcheck.models import Claim, Publication, PublicClaim, User
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom

CLAIMS = "/admin/factcheck/claim/"


def select(client: Client, verb: str, *claims: Claim, query: str = "") -> Any:
    """Choose an action for the claims; returns the page that asks what else there is to say."""
    selected = [claim.pk for claim in claims]
    data = {"action": verb.replace("-", "_"), "_selected_action": selected, "index": 0}
    return client.post(f"{CLAIMS}?{query}", data)


def move(user: User, verb: str, *claims: Claim, **values: Any) -> dict[int, str]:
    """Make a move of many claims; returns what was said of each, by claim."""
    client = at_work(user)
    asked = read(select(client, verb, *claims).content.decode())
    form = asked.one("form", class_="beside")
    seen = [each.attributes["value"] for each in form.all("input", name="claim")]
    response = client.post(f"{CLAIMS}bulk/{verb}/", {"claim": seen} | values, follow=True)
    return {
        result.claim.pk: result.done or result.refusal for result in response.context["results"]
    }


def test_a_publisher_lists_claims(newsroom: Newsroom) -> None:
    claims = newsroom.claim(), newsroom.claim()
    listed = "Listed: readers see the claim, without a verdict."
    assert move(newsroom.eva, "list", *claims) == dict.fromkeys([c.pk for c in claims], listed)
    assert {public.pk for public in PublicClaim.objects.all()} == {c.pk for c in claims}


def test_one_refusal_does_not_undo_the_others(newsroom: Newsroom) -> None:
    own, other = newsroom.claim(by=newsroom.eva), newsroom.claim()
    assert move(newsroom.eva, "list", own, other) == {
        own.pk: "You wrote this claim: somebody else must list it.",
        other.pk: "Listed: readers see the claim, without a verdict.",
    }
    assert PublicClaim.objects.get().pk == other.pk


def test_a_desk_editor_assigns_open_claims_and_those_of_somebody_else(newsroom: Newsroom) -> None:
    free, taken = newsroom.claim(), newsroom.claim_in(Stage.CHECKING)
    move(newsroom.fay, "assign", free, taken, assignee=newsroom.ben.pk)
    assert set(Claim.objects.values_list("stage", "assignee")) == {("checking", newsroom.ben.pk)}


def test_what_is_sent_back_is_sent_back_with_a_comment(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client = at_work(newsroom.carla)
    seen = [f"{claim.pk}:{claim.version}"]
    refused = client.post(f"{CLAIMS}bulk/send-back/", {"claim": seen})
    assert refused.context["form"].errors == {"comment": ["This field is required."]}
    move(newsroom.carla, "send-back", claim, comment="Which audit?")
    claim.refresh_from_db()
    assert (claim.stage, claim.moves.latest("pk").comment) == (Stage.CHECKING, "Which audit?")


def test_nobody_signs_off_what_was_changed_after_it_was_selected(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    client = at_work(newsroom.carla)
    client.get(f"{CLAIMS}{claim.pk}/read/")
    asked = select(client, "sign-off", claim).context["form"]
    seen = {"claim": [f"{claim.pk}:{claim.version}"], "since": asked["since"].value()}
    newsroom.change(claim, summary="It did, and more.")
    page = client.post(f"{CLAIMS}bulk/sign-off/", seen, follow=True).text
    assert "Somebody saved the claim after you loaded it" in page
    assert "What happened since you looked at it" in page
    assert "and more" in page
    assert "Done for 0 of 1." in page


def test_first_reviews_need_no_reason_and_later_ones_say_what_they_lack(newsroom: Newsroom) -> None:
    first = newsroom.claim_in(Stage.CHECKING)
    later = newsroom.claim_in(Stage.CHECKING, reviewed=True)
    done = move(newsroom.ana, "submit", first, later)
    assert done[first.pk].startswith("Submitted")
    assert done[later.pk].startswith("Say whether this is a correction, an update,")


def test_a_void_sign_off_stays_void_beside_what_is_published(newsroom: Newsroom) -> None:
    claim, other = newsroom.claim_in(Stage.APPROVED), newsroom.claim_in(Stage.APPROVED)
    newsroom.change(claim, summary="It did, and more.")
    claim.refresh_from_db()
    done = move(newsroom.eva, "publish", claim, other)
    assert done[claim.pk].startswith("The claim is in review by now")
    assert Claim.objects.get(pk=other.pk).stage == Stage.PUBLISHED


def test_of_too_many_the_first_are_done_and_the_rest_is_named(newsroom: Newsroom) -> None:
    with acting_as(newsroom.ana):
        Claim.objects.bulk_create(
            Claim(article=newsroom.article, headline="A claim") for _ in range(202)
        )
    data = {"action": "list", "_selected_action": [0], "select_across": 1, "index": 0}
    response = at_work(newsroom.eva).post(CLAIMS, data, follow=True)
    assert len(response.context["claims"]) == 200
    said = [str(message) for message in response.context["messages"]]
    assert said == ["At most 200 claims at once: these are the first. The other 2 follow."]
    left = {"left": response.context["form"]["left"].value()}
    done = at_work(newsroom.eva).post(f"{CLAIMS}bulk/list/", left, follow=True).text
    assert "2 claims that you selected are still to do" in done
    many = {"claim": [f"{number}:1" for number in range(201)]}
    assert at_work(newsroom.eva).post(f"{CLAIMS}bulk/list/", many).status_code == 404


def test_what_became_of_them_is_a_page_of_its_own_that_may_be_loaded_again(
    newsroom: Newsroom,
) -> None:
    claim, fay = newsroom.claim(), at_work(newsroom.fay)
    seen = {"claim": [f"{claim.pk}:{claim.version}"], "filters": "stage=open"}
    sent = fay.post(f"{CLAIMS}bulk/take/", seen)
    for _time in (1, 2):
        page = fay.get(sent.headers["Location"])
        assert "Done for 1 of 1." in page.text
        assert read(page.text).links["Back to the list"] == f"{CLAIMS}?stage=open"


def test_who_did_nothing_to_many_is_led_to_the_list(newsroom: Newsroom) -> None:
    assert at_work(newsroom.fay).get(f"{CLAIMS}bulk/done/").headers["Location"] == CLAIMS


def test_each_group_is_offered_its_own_moves(newsroom: Newsroom) -> None:
    newsroom.claim()
    offered = {
        "ana": {"take", "release", "submit", "arrange_selected"},
        "carla": {"send_back", "sign_off"},
        "eva": {"list", "publish", "send_back"},
        "fay": {"take", "release", "submit", "assign", "arrange_selected"},
    }
    for name, actions in offered.items():
        page = read(at_work(newsroom.person(name)).get(CLAIMS).content.decode())
        options = page.one("select", name="action").all("option")
        assert {option.attributes["value"] for option in options} - {""} == actions


def test_a_researcher_who_asks_anyway_lists_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim(by=newsroom.ben)
    given = {"claim": [f"{claim.pk}:{claim.version}"]}
    page = at_work(newsroom.ana).post(f"{CLAIMS}bulk/list/", given, follow=True).text
    assert "Only a publisher can list a claim." in page
    assert not Publication.objects.exists()


def test_the_way_back_leads_to_the_same_list(newsroom: Newsroom) -> None:
    page = select(at_work(newsroom.eva), "list", newsroom.claim(), query="q=bridge&stage=open")
    links = read(page.content.decode()).links
    assert links["Back to the list"] == f"{CLAIMS}?q=bridge&stage=open"


def test_a_public_claim_leads_to_its_page(newsroom: Newsroom) -> None:
    claim, carla = newsroom.claim(), at_work(newsroom.carla)
    assert "viewsitelink" not in carla.get(address_of(claim)).content.decode()
    move(newsroom.eva, "list", claim)
    page = f"/claims/{claim.pk}/the-bridge-cost-ten-million/"
    assert (
        f'<a href="{page}" class="viewsitelink">' in carla.get(address_of(claim)).content.decode()
    )
    assert f'<a href="/claims/{claim.pk}/">listing</a>' in carla.get(CLAIMS).content.decode()


def test_the_claim_shows_its_publications_and_takes_none(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    page = at_work(newsroom.carla).get(address_of(claim)).content.decode()
    assert claim.publications.get().content_sha256 in page
    assert 'name="publications-0-number"' not in page
