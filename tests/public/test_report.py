"""A reader writes in, without an account, a cookie or a script; nothing typed is lost."""

from collections.abc import Callable
from ipaddress import ip_network
from typing import Any

import pytest
from django.test import Client, RequestFactory

from factcheck.models import Claim, PublicArticle, PublicClaim, ReaderReport
from factcheck.public.report.network import network
from tests.models.factories import make_article, make_claim
from tests.public.conftest import visit
from tests.public.pages import Page, read
from tests.publishing.conftest import at_the_desk, claim, make_public

__all__ = ["at_the_desk", "claim", "visit"]

pytestmark = pytest.mark.django_db

TYPED = {"kind": "error", "message": "The report counts 49, on page 4."}


@pytest.fixture
def public(claim: Claim) -> PublicClaim:
    make_public(claim)
    return PublicClaim.objects.get()


def send(address: str, client: Client | None = None, **typed: str) -> Any:
    return (client or Client()).post(address, TYPED | typed)


def refused(address: str, status: int = 400, **typed: Any) -> Page:
    response = send(address, **typed)
    assert response.status_code == status
    return read(response.content.decode())


def test_a_report_on_a_claim_leads_to_the_page_that_tracks_it(public: PublicClaim) -> None:
    response = send(f"/report/?claim={public.pk}", links="https://example.org/a\nhttps://b.org/")
    report = ReaderReport.objects.get()
    assert response.status_code == 302
    assert response.headers["Location"] == f"/report/{report.token}/"
    assert (report.claim_id, report.article_id, report.kind) == (public.pk, None, "error")
    assert report.message == TYPED["message"]
    assert report.links == ["https://example.org/a", "https://b.org/"]
    assert report.language == "en"


def test_a_report_on_an_article(public: PublicClaim) -> None:
    send(f"/report/?article={public.article_id}", kind="source")
    report = ReaderReport.objects.get()
    assert (report.claim_id, report.article_id, report.kind) == (None, public.article_id, "source")


def test_a_claim_to_check_needs_no_page() -> None:
    assert send("/report/", kind="claim").status_code == 302
    assert ReaderReport.objects.get().about_article is None


def test_it_needs_no_cookie_and_sets_none(public: PublicClaim) -> None:
    client = Client(enforce_csrf_checks=True)
    client.get(f"/report/?claim={public.pk}")
    assert send(f"/report/?claim={public.pk}", client).status_code == 302
    assert not client.cookies


def test_the_claim_leads_to_a_form_that_names_it(
    public: PublicClaim, visit: Callable[..., Page]
) -> None:
    page = visit(public.get_absolute_url())
    form = visit(page.links["Report an error"])
    assert "You write about" in form.words
    assert form.links[public.headline] == public.get_absolute_url()
    assert [r.attributes["value"] for r in form.all("input") if "checked" in r.attributes] == [
        "error"
    ]
    assert "Which page is it about?" not in form.words


def test_the_article_leads_to_a_form_that_names_it(
    public: PublicClaim, visit: Callable[..., Page]
) -> None:
    page = visit(public.article.get_absolute_url())
    form = visit(page.links["Report an error, or a claim that we missed"])
    assert public.article.title in form.links


def test_the_front_page_and_every_foot_lead_to_the_form(visit: Callable[..., Page]) -> None:
    assert visit("/").links["Suggest a claim to check"] == "/report/?kind=claim"
    assert visit("/nowhere/", 404).links["Report an error"] == "/report/"


@pytest.mark.parametrize(
    "address",
    ["{page}", "https://testserver{page}", "testserver{page}", "/es{page}", "{page}?from=x#top"],
)
def test_the_page_can_be_pasted(public: PublicClaim, address: str) -> None:
    send("/report/", page=address.format(page=public.get_absolute_url()))
    assert ReaderReport.objects.get().claim_id == public.pk


def test_the_page_of_an_article_can_be_pasted(public: PublicClaim) -> None:
    send("/report/", page=f"http://testserver{public.article.get_absolute_url()}")
    assert ReaderReport.objects.get().article_id == public.article_id


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.org{page}",
        "/claims/999999/",
        "/claims/99999999999999999999999/",
        "/articles/nothing/",
        "/methodology/",
        "nonsense",
        "http://[",
        "/claims/1\x00/",
    ],
)
def test_an_address_that_is_no_page_of_ours_is_refused(public: PublicClaim, address: str) -> None:
    page = refused("/report/", page=address.format(page=public.get_absolute_url()))
    assert "There is no claim and no article at this address" in page.words or (
        "Null characters are not allowed" in page.words
    )
    assert not ReaderReport.objects.exists()


@pytest.mark.parametrize("query", ["claim=999999", "claim=%00", "article=nothing", "claim=x/y"])
def test_a_page_that_is_not_public_is_asked_for_again(
    query: str, visit: Callable[..., Page]
) -> None:
    page = visit(f"/report/?{query}")
    assert "The page that you came from is not public" in page.words
    assert "Which page is it about?" in page.words


def test_a_claim_of_the_desk_is_not_told_of(visit: Callable[..., Page]) -> None:
    claim = make_claim(make_article())
    assert claim.headline not in visit(f"/report/?claim={claim.pk}").words


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"kind": ""}, "Choose what it is."),
        ({"message": " "}, "Tell us what it is about."),
        ({"message": "a" * 5_001}, "at most 5000 characters"),
        ({"links": "nowhere to be found"}, "“nowhere to be found” is no web address"),
        ({"links": "javascript:alert(1)"}, "“javascript:alert(1)” is no web address"),
        ({"links": "https://example.org/\n" * 11}, "These are 11 links: choose the 10"),
        ({"links": "https://example.org/" + "a" * 2_000}, "is no web address"),
        ({"email": "reader"}, "Enter a valid email address."),
        ({"page": ""}, "Say on which page: paste its address here."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    public: PublicClaim, typed: dict[str, str], message: str
) -> None:
    values: dict[str, Any] = {"page": public.get_absolute_url(), "message": "Kept <words>."} | typed
    page = refused("/report/", **values)
    assert message in page.words
    assert "It was not sent yet" in page.words
    if "message" not in typed:
        assert "Kept <words>." in page.words
    assert not ReaderReport.objects.exists()


def test_a_robot_fills_in_what_nobody_sees(public: PublicClaim) -> None:
    page = refused(f"/report/?claim={public.pk}", website="https://spam.example.org")
    assert "Leave this empty: it is there to keep robots out." in page.words
    assert not ReaderReport.objects.exists()


def test_one_report_too_many_of_a_day_waits_with_all_that_was_typed(public: PublicClaim) -> None:
    address = f"/report/?claim={public.pk}"
    for _ in range(10):
        assert send(address).status_code == 302
    page = refused(address, 429, message="The eleventh.")
    assert "Too many reports came from your network today: try tomorrow." in page.words
    assert "The eleventh." in page.words
    assert ReaderReport.objects.count() == 10
    assert Client(REMOTE_ADDR="192.0.2.7").post(address, TYPED).status_code == 302


def test_a_report_with_a_fault_does_not_count(public: PublicClaim) -> None:
    for _ in range(11):
        refused(f"/report/?claim={public.pk}", message="")
    assert send(f"/report/?claim={public.pk}").status_code == 302


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("", "", True),
    ],
)
def test_a_household_counts_as_one(one: str, other: str, same: bool) -> None:
    for _ in range(10):
        Client(REMOTE_ADDR=one).post("/report/", TYPED | {"kind": "claim"})
    last = Client(REMOTE_ADDR=other).post("/report/", TYPED | {"kind": "claim"})
    assert last.status_code == (429 if same else 302)


@pytest.mark.parametrize(
    ("through", "claimed", "counted"),
    [
        ("10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "192.0.2.7, 10.0.0.2", "192.0.2.7"),
        ("::ffff:10.0.0.1", "192.0.2.7", "192.0.2.7"),
        ("", "203.0.113.9, 192.0.2.7", "192.0.2.7"),
        ("10.0.0.1", "somebody", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("198.51.100.1", "192.0.2.7", "198.51.100.1"),
    ],
)
def test_only_the_proxies_that_are_trusted_say_whom_they_ask_for(
    settings: Any, rf: RequestFactory, through: str, claimed: str, counted: str
) -> None:
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    request = rf.get("/", headers={"x-forwarded-for": claimed}, REMOTE_ADDR=through)
    assert network(request) == counted


def test_in_spanish_it_stays_spanish(public: PublicClaim) -> None:
    response = send(f"/es/report/?claim={public.pk}")
    report = ReaderReport.objects.get()
    assert response.headers["Location"] == f"/es/report/{report.token}/"
    assert report.language == "es"


def test_addresses_are_typed_from_left_to_right_in_arabic_too(visit: Callable[..., Page]) -> None:
    page = visit("/ar/report/")
    for name in ("page", "email"):
        assert page.one("input", name=name, dir="ltr")
    assert page.one("textarea", name="links", dir="ltr")


def test_of_the_body_of_an_article_nothing_is_loaded(
    public: PublicClaim, django_assert_num_queries: Callable[[int], Any]
) -> None:
    assert PublicArticle.objects.exists()
    with django_assert_num_queries(1) as queries:
        Client().get(f"/report/?article={public.article_id}")
    assert '"body"' not in queries.captured_queries[0]["sql"]
