"""ClaimReview, read by a processor of JSON-LD and held against the vocabulary of schema.org."""

import json
import re
from typing import Any

import msgspec_schemaorg.models as vocabulary
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pyld import jsonld
from pytest_django import DjangoAssertNumQueries

from factcheck import workflow
from factcheck.models import Article, Claim, Translation
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.public.amending import amend, redact, withdraw
from tests.workflow.newsroom import Newsroom

SCHEMA = "http://schema.org/"
# What schema.org's own context says of the terms that are used here.
CONTEXT = {
    "@context": {
        "@vocab": SCHEMA,
        **{name: {"@type": "@id"} for name in ("url", "archivedAt")},
        **{name: {"@type": "Date"} for name in ("datePublished", "dateModified", "dateCreated")},
    }
}


def load(url: str, _options: Any = None) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": CONTEXT,
    }


def expanded(document: Any) -> dict[str, Any]:
    """The one thing that a JSON-LD document speaks of."""
    [thing] = jsonld.expand(document, {"documentLoader": load})
    return dict(thing)


def values(thing: dict[str, Any], name: str) -> list[Any]:
    found = thing.get(SCHEMA + name, [])
    return [each if "@type" in each and "@value" not in each else _plain(each) for each in found]


def _plain(value: dict[str, Any]) -> Any:
    return value.get("@value", value.get("@id"))


def things(value: Any) -> list[dict[str, Any]]:
    """A thing and all those within it."""
    if isinstance(value, list):
        return [each for one in value for each in things(one)]
    if not isinstance(value, dict):
        return []
    inner = [each for one in value.values() for each in things(one)]
    return [value, *inner] if "@type" in value and "@value" not in value else inner


def read(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/ld+json"
    return expanded(response.json())


def of_claim(client: Client, claim: Claim) -> dict[str, Any]:
    return read(client, f"/claims/{claim.pk}/claimreview.json")


def in_feed(client: Client, query: str = "") -> list[str]:
    """The claims of the feed."""
    feed = read(client, f"/claimreview.json{query}")
    items = [values(element, "item")[0] for element in values(feed, "dataFeedElement")]
    return [values(item, "claimReviewed")[0] for item in items]


def in_page(client: Client, claim: Claim) -> list[Any]:
    page = client.get(f"/claims/{claim.pk}/", follow=True).content.decode()
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return [json.loads(each) for each in found]


def test_it_says_what_was_claimed_by_whom_where_and_whether_it_holds(
    client: Client, newsroom: Newsroom
) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    review = of_claim(client, claim)
    assert review["@type"] == [f"{SCHEMA}ClaimReview"]
    assert values(review, "url") == [f"{settings.SITE_URL}{claim_path(client, claim)}"]
    assert values(review, "claimReviewed") == ["The bridge cost ten million"]
    assert values(review, "reviewBody") == ["It did."]
    [rating] = values(review, "reviewRating")
    assert values(rating, "alternateName") == ["True"]
    assert values(rating, "ratingValue") == [5]
    assert (values(rating, "bestRating"), values(rating, "worstRating")) == ([5], [1])
    [author] = values(review, "author")
    assert values(author, "name") == [settings.SITE_NAME]
    [said] = values(review, "itemReviewed")
    [speaker] = values(said, "author")
    assert speaker["@type"] == [f"{SCHEMA}Person"]
    assert values(speaker, "name") == ["The ministry"]
    assert values(said, "datePublished") == ["2024-05-01"]
    [interpreter] = values(said, "claimInterpreter")
    assert values(interpreter, "name") == [settings.SITE_NAME]
    [appearance] = values(said, "appearance")
    assert values(appearance, "headline") == ["The bridge"]


def claim_path(client: Client, claim: Claim) -> str:
    return str(client.get(f"/claims/{claim.pk}/")["Location"])


def test_every_type_and_property_is_of_schema_org(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    amend(newsroom, claim, "We had misread the audit.", status_id="false")
    for thing in [*things(of_claim(client, claim)), *things(read(client, "/claimreview.json"))]:
        [kind] = thing["@type"]
        known = getattr(vocabulary, kind.removeprefix(SCHEMA)).__struct_fields__
        own = {name.removeprefix(SCHEMA) for name in thing if not name.startswith("@")}
        assert own <= set(known), kind


def test_the_page_of_a_claim_has_the_same(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    amend(newsroom, claim, "We had misread the audit.", status_id="false")
    alone = client.get(f"/claims/{claim.pk}/claimreview.json").json()
    assert in_page(client, claim) == [alone]


def test_no_word_of_a_claim_ends_the_script_of_its_page(client: Client, newsroom: Newsroom) -> None:
    ending = "Less </script><script>alert(1)</script> than ten"
    claim = newsroom.bring(newsroom.claim(headline=ending), Stage.PUBLISHED)
    [review] = in_page(client, claim)
    assert review["claimReviewed"] == ending


@pytest.mark.parametrize("status", ["unproven", "not-checkable"])
def test_a_status_without_a_rating_is_named_alone(
    client: Client, newsroom: Newsroom, status: str
) -> None:
    claim = newsroom.claim(status_id=status)
    with acting_as(newsroom.ana):
        claim.search_log.create(place="The archive", query="bridge", searched_on="2024-05-02")
    newsroom.bring(claim, Stage.PUBLISHED)
    [rating] = values(of_claim(client, claim), "reviewRating")
    assert values(rating, "alternateName")
    assert not values(rating, "ratingValue")
    assert not values(rating, "bestRating")


def test_a_correction_is_dated_and_says_why(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    first = values(of_claim(client, claim), "datePublished")
    amend(newsroom, claim, "We had misread the audit.", status_id="false")
    review = of_claim(client, claim)
    [correction] = values(review, "correction")
    assert correction["@type"] == [f"{SCHEMA}CorrectionComment"]
    assert values(correction, "text") == ["We had misread the audit."]
    assert values(review, "datePublished") == first
    assert values(review, "dateModified") == values(correction, "datePublished")


def test_an_update_is_no_correction(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    amend(newsroom, claim, "More evidence.", kind=PublicationKind.UPDATE, summary="It did so.")
    assert not values(of_claim(client, claim), "correction")


def test_whether_something_was_said_is_a_claim_of_the_article(
    client: Client, newsroom: Newsroom
) -> None:
    claim = newsroom.bring(newsroom.claim(kind="quote", subject="saying"), Stage.PUBLISHED)
    [said] = values(of_claim(client, claim), "itemReviewed")
    [author] = values(said, "author")
    assert values(author, "name") == ["The Herald"]


def test_a_repeat_has_none_of_its_own_and_is_an_appearance_of_the_first(
    client: Client, newsroom: Newsroom
) -> None:
    first = newsroom.claim_in(Stage.PUBLISHED)
    second = newsroom.bring(newsroom.claim(headline="Again", same_as=first), Stage.PUBLISHED)
    assert client.get(f"/claims/{second.pk}/claimreview.json").status_code == 404
    assert in_page(client, second) == []
    assert in_feed(client) == [first.headline]
    [said] = values(of_claim(client, first), "itemReviewed")
    assert len(values(said, "appearance")) == 2
    assert in_page(client, first)[0]["itemReviewed"]["appearance"][1]["headline"] == "The bridge"


def test_what_has_no_verdict_has_none(client: Client, newsroom: Newsroom) -> None:
    listed = newsroom.claim(headline="Listed")
    workflow.list_claim(listed.pk, newsroom.eva)
    withdrawn = newsroom.claim_in(Stage.PUBLISHED)
    withdraw(newsroom, withdrawn, "The audit was forged.")
    for claim in (listed, withdrawn):
        assert client.get(f"/claims/{claim.pk}/claimreview.json").status_code == 404
        assert in_page(client, claim) == []
    assert in_feed(client) == []


def test_confidential_evidence_is_not_named(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        claim.evidence.update(confidential=True, confidential_reason="In danger.")
    newsroom.bring(claim, Stage.PUBLISHED)
    assert "Audit" not in json.dumps(of_claim(client, claim))


def test_a_translation_is_read_in_its_language(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        Translation.objects.create(
            claim=claim, language="es", headline="Costó diez", summary="Sí.", reasoning="Así [e1]."
        )
    newsroom.bring(claim, Stage.PUBLISHED)
    page = client.get(f"/es/claims/{claim.pk}/", follow=True).content.decode()
    assert '"claimReviewed": "Costó diez"' in page
    assert '"inLanguage": "es"' in page


def test_the_feed_holds_what_the_filters_find(client: Client, newsroom: Newsroom) -> None:
    newsroom.bring(newsroom.claim(headline="First"), Stage.PUBLISHED)
    other = newsroom.claim(headline="Second", speaker=newsroom.other_speaker)
    newsroom.bring(other, Stage.PUBLISHED)
    assert in_feed(client) == ["Second", "First"]
    assert in_feed(client, "?speaker=mayor") == ["Second"]
    assert client.get("/claimreview.json?speaker=nobody").status_code == 400
    assert client.get("/claimreview.json?cursor=none").status_code == 400
    assert client.get("/claimreview.json?statsu=false").status_code == 400


def test_the_feed_leads_from_page_to_page(
    client: Client, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.public.machines.claim_reviews.SIZE", 1)
    for headline in ("First", "Second"):
        newsroom.bring(newsroom.claim(headline=headline), Stage.PUBLISHED)
    link = client.get("/claimreview.json")["Link"]
    address = re.fullmatch(rf'<{re.escape(settings.SITE_URL)}(.+)>; rel="next"', link)
    assert address
    assert in_feed(client, address[1].removeprefix("/claimreview.json")) == ["First"]


def test_the_feed_costs_the_same_for_any_number_of_reviews(
    client: Client, newsroom: Newsroom, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for headline in ("First", "Second", "Third"):
        claim = newsroom.bring(newsroom.claim(headline=headline), Stage.PUBLISHED)
        client.get("/claimreview.json")
        with django_assert_num_queries(4):
            client.get("/claimreview.json")
    amend(newsroom, claim, "We had misread the audit.", status_id="false")
    with django_assert_num_queries(4):
        client.get("/claimreview.json")


def test_scripts_of_other_sites_may_read_it(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    for address in (f"/claims/{claim.pk}/claimreview.json", "/claimreview.json"):
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"


def test_what_was_redacted_is_not_there(client: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    redact(newsroom, claim.publications.get())
    assert client.get(f"/claims/{claim.pk}/claimreview.json").status_code in {404, 410}
    assert in_feed(client) == []


# Before it is published


def offered(client: Client, desk: Newsroom, claim: Claim) -> str:
    """What a publisher sees beside the button."""
    client.force_login(desk.eva)
    return client.get(reverse("admin:factcheck_claim_change", args=[claim.pk])).content.decode()


@pytest.mark.parametrize(
    ("article", "claim", "said"),
    [
        ({"url": ""}, {}, "give the article’s address"),
        ({}, {"said_on": "2199-01-01"}, "after its review: set right when it was said"),
        ({"publisher": "H" * 101}, {}, "which has 100 characters at most: shorten it"),
    ],
)
def test_a_publisher_is_told_what_programs_would_not_take(
    desk: Newsroom,
    client: Client,
    article: dict[str, str],
    claim: dict[str, Any],
    said: str,
) -> None:
    with acting_as(desk.ana):
        Article.objects.update(**{"url": "https://example.org/bridge"} | article)
    waiting = desk.bring(desk.claim(**claim), Stage.APPROVED)
    assert said in offered(client, desk, waiting)
    desk.move(waiting, Verb.PUBLISH, desk.eva)


def test_a_publisher_is_told_nothing_where_nothing_is_wrong(desk: Newsroom, client: Client) -> None:
    with acting_as(desk.ana):
        Article.objects.update(url="https://example.org/bridge")
    assert "As ClaimReview" not in offered(client, desk, desk.claim_in(Stage.APPROVED))


def test_what_is_no_claim_review_is_not_held_against_it(desk: Newsroom, client: Client) -> None:
    claim = desk.claim(status_id="unverified", summary="", reasoning="")
    waiting = desk.bring(claim, Stage.APPROVED)
    assert "As ClaimReview" not in offered(client, desk, waiting)
