"""Reviews from before this record, our own and those of others: in, public, and out again."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse

from factcheck import notices, webhooks, workflow
from factcheck.claimreview import is_claim_review
from factcheck.exchange import applying, mapping
from factcheck.exchange.reading import open_file
from factcheck.models import (
    Claim,
    MessageLine,
    Publication,
    PublicClaim,
    WebhookDelivery,
    WebhookEndpoint,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import ACTS, Verb
from factcheck.models.claim_export import ExportFormat
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import record_verification
from tests.exchange.earlier import (
    EARLIER,
    THEIRS,
    earlier,
    file,
    made_public,
    newsroom,
    page_of,
    visited,
)
from tests.exchange.sheets import brought_in, faults, row, sheet, staged, taken_out
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom

__all__ = ["file", "newsroom"]

pytestmark = pytest.mark.django_db
CLAIMS = "/admin/factcheck/claim/"

# In


def test_an_earlier_review_comes_in_with_its_rating_as_it_was(
    newsroom: Newsroom, file: Path
) -> None:
    claim = earlier(file, newsroom.fay)
    assert claim.is_reviewed_earlier
    assert (claim.status_id, claim.earlier_rating, claim.earlier_author) == (
        "false",
        "Pants on fire",
        "Rosa Vidal",
    )


def test_its_rating_as_it_was_is_the_word_that_was_mapped_to_a_status(
    newsroom: Newsroom, file: Path
) -> None:
    cells = EARLIER | {"status": "Bulo", "earlier_rating": ""}
    sheet(file, [row(**cells)])
    brought_in(
        file,
        newsroom.fay,
        columns={name: name for name in row(**cells)},
        values={"status": {"Bulo": "false"}},
    )
    claim = Claim.objects.get()
    assert (claim.status_id, claim.earlier_rating) == ("false", "Bulo")


def test_it_is_handed_in_as_it_comes(newsroom: Newsroom, file: Path) -> None:
    claim = earlier(file, newsroom.fay)
    moves = claim.moves.order_by("pk").values_list("verb", "actor__username")
    assert claim.stage == Stage.IN_REVIEW
    assert list(moves) == [("take", "fay"), ("submit", "fay")]


def test_one_without_a_status_waits_to_be_checked(newsroom: Newsroom, file: Path) -> None:
    assert earlier(file, newsroom.fay, status="").stage == Stage.OPEN


@pytest.mark.parametrize("missing", ["earlier_url", "earlier_published_on"])
def test_a_part_of_it_without_the_others_is_refused(
    newsroom: Newsroom, file: Path, missing: str
) -> None:
    sheet(file, [row(**EARLIER | {missing: ""})])
    assert faults(staged(file, newsroom.fay)) == [
        (
            2,
            missing,
            "",
            "An earlier review needs its address, its date and its rating. "
            "Fill it, or leave all of that review out.",
        )
    ]


def test_a_rating_that_is_missing_is_missed_where_it_is_read_from(
    newsroom: Newsroom, file: Path
) -> None:
    cells = row(**EARLIER | {"Veredicto": ""})
    del cells["earlier_rating"], cells["status"]
    sheet(file, [cells])
    given = staged(file, newsroom.fay, columns={"Veredicto": "status"})
    [(_line, column, _value, _said)] = faults(given)
    assert column == "Veredicto"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        *(("Dicho el", "said_on"), ("Resumen", "summary"), ("Bottom line", "summary")),
        *(("Nuestra URL", "earlier_url"), ("Our link", "earlier_url"), ("Observaciones", "note")),
        *(("Publicado", "article_published_on"), ("Fecha art.", "article_published_on")),
        ("Artículo URL", "article_url"),
    ],
)
def test_what_sheets_call_our_columns_is_proposed(file: Path, theirs: str, ours: str) -> None:
    file.write_text(f"Afirmación,{theirs}\nSubió,2020-01-01\n", encoding="utf-8")
    assert mapping.propose(open_file(file)).columns[theirs] == ours


def test_one_that_is_still_to_come_is_refused(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(**EARLIER | {"earlier_published_on": "2199-01-01"})])
    [(line, column, value, _said)] = faults(staged(file, newsroom.fay))
    assert (line, column, value) == (2, "earlier_published_on", "2199-01-01")


def test_the_same_sheet_again_changes_nothing(newsroom: Newsroom, file: Path) -> None:
    earlier(file, newsroom.fay)
    again = staged(file, newsroom.fay)
    assert (again.unchanged, again.rows.count()) == (1, 0)


# Public


def test_whoever_brought_it_in_does_not_sign_it_off(newsroom: Newsroom, file: Path) -> None:
    claim = earlier(file, newsroom.sam)
    with pytest.raises(workflow.SecondPersonNeeded):
        workflow.perform_on_one_of_many(
            claim, ACTS[Verb.SIGN_OFF], newsroom.sam, version=claim.version
        )


def test_a_second_person_signs_off_many_without_opening_each(
    newsroom: Newsroom, file: Path
) -> None:
    rows = [row(**EARLIER | {"external_id": str(n), "headline": f"Claim {n}"}) for n in range(3)]
    brought_in(sheet(file, rows), newsroom.fay)
    for claim in Claim.objects.all():
        made_public(claim, newsroom)
    assert PublicClaim.objects.count() == 3
    assert record_verification.verify().serial == 3


def test_what_was_decided_here_is_still_read_before_it_is_signed_off_with_others(
    newsroom: Newsroom, file: Path
) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    with pytest.raises(workflow.NotRead):
        workflow.perform_on_one_of_many(
            claim, ACTS[Verb.SIGN_OFF], newsroom.carla, version=claim.version
        )


def test_it_stands_among_the_reviews_on_its_own_day(newsroom: Newsroom, file: Path) -> None:
    made_public(earlier(file, newsroom.fay), newsroom)
    assert PublicClaim.objects.get().reviewed_at.date().isoformat() == "2019-03-04"  # type: ignore[union-attr]


def test_its_page_says_that_it_is_from_before_the_record(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    page = page_of(claim, client)
    assert "Rosa Vidal checked this for us before our record began." in page.words
    assert "rated it “Pants on fire”" in page.words
    assert "was not checked anew" in page.words
    assert page.links["The whole review"] == EARLIER["earlier_url"]


def test_nobody_says_of_its_article_that_it_cites_nothing(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    address = "https://news.example/bridge"
    claim = made_public(earlier(file, newsroom.fay, article_url=address), newsroom)
    assert "gives no source" not in page_of(claim, client).words
    article = visited(f"/articles/{claim.article.slug}/", client)
    assert "Not recorded" in article.words
    assert "No source" not in article.words
    workflow.perform(claim.pk, Verb.WITHDRAW, newsroom.eva, comment="It was another bridge.")
    assert "gives no source" not in page_of(claim, client).words


def test_nobody_here_is_named_as_who_checked_it(newsroom: Newsroom, file: Path) -> None:
    made_public(earlier(file, newsroom.fay), newsroom)
    bylines = Publication.objects.get().said.publication.bylines
    assert (bylines.checked_by, bylines.signed_off_by) == ((), ("Carla",))


def test_search_finds_it(newsroom: Newsroom, file: Path, client: Client) -> None:
    claim = made_public(earlier(file, newsroom.fay, headline="The ferry sank twice"), newsroom)
    assert f"/claims/{claim.pk}/the-ferry-sank-twice/" in client.get("/claims/?q=ferry").text


def test_its_claim_review_is_that_of_then(newsroom: Newsroom, file: Path, client: Client) -> None:
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    said = client.get(f"/claims/{claim.pk}/claimreview.json").json()
    assert said["sameAs"] == EARLIER["earlier_url"]
    assert said["url"].startswith(f"{settings.SITE_URL}/claims/{claim.pk}/")
    assert said["datePublished"] == "2019-03-04"
    assert said["author"] == {"@type": "Person", "name": "Rosa Vidal"}
    assert said["reviewRating"]["alternateName"] == "Pants on fire"


def test_an_article_without_text_or_address_is_only_where_they_are_filed(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    page = page_of(claim, client)
    assert "Claim 1 of The bridge" in page.words
    assert "In the article" not in page.words
    assert "The article gives no source" not in page.words
    assert "Filed under The bridge" in visited("/claims/", client).words
    under_check = visited("/", client).one("section", class_="front__articles")
    assert "The bridge" not in under_check.words
    assert "A name under which claims are filed" in visited("/articles/", client).words
    named = visited(f"/articles/{claim.article.slug}/", client).words
    assert "Claims filed under one name" in named
    assert "it only holds these claims together" in named
    about = client.get(f"/claims/{claim.pk}/claimreview.json").json()["itemReviewed"]
    assert about.keys() & {"appearance", "author", "datePublished"} == set()
    search = "/api/factchecktools/v1alpha1/claims:search"
    [found] = client.get(search, {"query": claim.headline}).json()["claims"]
    assert found.keys() & {"claimant", "claimDate"} == set()


def test_an_article_with_an_address_is_where_the_claim_stands(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    address = "https://social.example/status/1"
    claim = made_public(earlier(file, newsroom.fay, article_url=address), newsroom)
    assert "In the article" in page_of(claim, client).words
    about = client.get(f"/claims/{claim.pk}/claimreview.json").json()["itemReviewed"]
    assert [each["url"] for each in about["appearance"]] == [address]


def test_clients_of_the_search_get_its_rating_as_it_was(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    search = "/api/factchecktools/v1alpha1/claims:search"
    [found] = client.get(search, {"query": claim.headline}).json()["claims"]
    assert found["claimReview"][0]["textualRating"] == EARLIER["earlier_rating"]


def test_the_open_data_tell_of_it(newsroom: Newsroom, file: Path, client: Client) -> None:
    made_public(earlier(file, newsroom.fay), newsroom)
    lines = b"".join(client.get("/data/claims.csv").streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    [told] = csv.DictReader(lines)
    names = ("earlier_url", "earlier_published_on", "earlier_author", "earlier_rating")
    assert {name: told[name] for name in names} == {name: EARLIER[name] for name in names}


def test_the_api_tells_of_it_in_its_list(newsroom: Newsroom, file: Path, client: Client) -> None:
    made_public(earlier(file, newsroom.ana), newsroom)
    newsroom.claim_in(Stage.PUBLISHED)
    said = {each["status"]: each for each in client.get("/api/v1/claims/").json()["results"]}
    assert said["false"]["earlier"] == {
        "url": "https://old.example.org/checks/1",
        "published_on": "2019-03-04",
        "author": "Rosa Vidal",
        "rating": "Pants on fire",
    }
    assert said["true"]["earlier"] is None


def test_receivers_are_told_that_it_is_no_news(newsroom: Newsroom, file: Path) -> None:
    WebhookEndpoint.objects.create(url="https://receiver.example.org/")
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    webhooks.collect()
    data = webhooks.message(WebhookDelivery.objects.get())["data"]
    assert (data["claim"]["id"], data["earlier_published_on"]) == (claim.pk, "2019-03-04")


def test_it_can_be_taken_up_into_a_full_review(newsroom: Newsroom, file: Path) -> None:
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    workflow.perform(claim.pk, Verb.REOPEN, newsroom.fay, comment="To be checked in full.")
    newsroom.change(claim, reasoning="The ledger says so.", summary="It did not.")
    with pytest.raises(workflow.DemandsUnmet) as refused:
        workflow.perform(
            claim.pk, Verb.SUBMIT, newsroom.ana, kind=PublicationKind.UPDATE, reason="In full."
        )
    assert "needs evidence" in str(refused.value)


def test_withdrawn_it_leaves_nothing_of_its_verdict(newsroom: Newsroom, file: Path) -> None:
    claim = made_public(earlier(file, newsroom.fay), newsroom)
    workflow.perform(claim.pk, Verb.WITHDRAW, newsroom.eva, comment="The link was another’s.")
    last = Publication.objects.of_claim(claim.pk)[0]
    assert not hasattr(last.said.claim, "earlier")
    assert not is_claim_review(last.said)


# Out and in again


def test_out_as_claim_review_it_comes_in_as_it_was(
    newsroom: Newsroom, file: Path, tmp_path: Path
) -> None:
    made_public(earlier(file, newsroom.fay, earlier_rating="False"), newsroom)
    brought_in(taken_out(tmp_path / "out.json", ExportFormat.CLAIMREVIEW), newsroom.fay)
    before, again = Claim.objects.order_by("pk")
    for name in ("earlier_url", "earlier_published_on", "earlier_author", "earlier_rating"):
        assert getattr(again, name) == getattr(before, name)


@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.JSONL])
def test_what_is_taken_out_comes_in_as_it_was(
    newsroom: Newsroom, file: Path, tmp_path: Path, form: ExportFormat
) -> None:
    claim = earlier(file, newsroom.fay)
    out = taken_out(tmp_path / f"out.{form}", form)
    with acting_as(newsroom.fay):
        Claim.objects.update(external_id="of another sheet")
    applying.apply(staged(out, newsroom.fay), newsroom.fay)
    again = Claim.objects.exclude(pk=claim.pk).get()
    for name in ("earlier_url", "earlier_published_on", "earlier_author", "earlier_rating"):
        assert getattr(again, name) == getattr(claim, name)


# The desk


def test_the_desk_finds_them_in_its_list(newsroom: Newsroom, file: Path, client: Client) -> None:
    earlier(file, newsroom.fay, headline="The ferry sank twice")
    newsroom.claim(headline="Checked here")
    client.force_login(newsroom.carla)
    listed = client.get(reverse("admin:factcheck_claim_changelist") + "?earlier=yes")
    said = listed.content.decode()
    assert "The ferry sank twice" in said
    assert "Checked here" not in said


def test_a_sheet_of_them_is_one_line_of_the_desk_and_of_no_message(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    rows = [row(**EARLIER | {"external_id": str(n), "headline": f"Claim {n}"}) for n in range(3)]
    brought_in(sheet(file, rows), newsroom.fay)
    client.force_login(newsroom.carla)
    [shown] = client.get(reverse("admin:index")).context["sections"]
    assert (shown.section.key, shown.count, shown.claims) == ("earlier-to-sign-off", 3, [])
    assert "3 found" in client.get(CLAIMS + "?desk=earlier-to-sign-off").content.decode()
    for claim in Claim.objects.all():
        made_public(claim, newsroom)
    notices.send()
    assert not MessageLine.objects.exists()


def test_who_signs_them_off_sees_how_they_were_rated(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    claim = earlier(file, newsroom.fay)
    client.force_login(newsroom.carla)
    data = {"action": "sign_off", "_selected_action": [claim.pk]}
    page = read(client.post(CLAIMS, data).content.decode())
    assert "was rated Pants on fire" in page.words
    assert page.links["The whole review"] == EARLIER["earlier_url"]


def test_the_imports_page_tells_them_from_those_of_others(
    newsroom: Newsroom, file: Path, client: Client
) -> None:
    theirs = THEIRS | {"external_id": "2", "headline": "Another"}
    whole = staged(sheet(file, [row(**EARLIER), row(**theirs)]), newsroom.fay)
    client.force_login(newsroom.fay)
    said = client.get(reverse("admin:factcheck_claim_import_look", args=[whole.pk])).context
    assert said["reviews"] == {"ours": 1, "others": 1}


def test_the_imports_page_leads_to_them(newsroom: Newsroom, file: Path, client: Client) -> None:
    whole = brought_in(sheet(file, [row(**EARLIER)]), newsroom.fay)
    client.force_login(newsroom.fay)
    page = client.get(reverse("admin:factcheck_claim_import_look", args=[whole.pk]))
    assert "?stage=in-review&amp;earlier=yes" in page.content.decode()
    assert not mail.outbox
