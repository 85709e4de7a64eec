"""The finding on a whole article, as readers see it."""

import json

import pytest
from django.test import Client

from factcheck.models import PageVersion, Publication
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import redacting
from tests.public.pages import Visit
from tests.workflow.findings import act, amend, finding_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db
ARTICLE = "/articles/bridge/"


def test_the_article_begins_with_it_and_its_numbers_lead_to_the_claims(
    desk: Newsroom, visit: Visit
) -> None:
    finding_in(Stage.PUBLISHED, desk)
    whole = visit(ARTICLE).one("section", class_="whole")
    assert "Of 1 claims checked, 1 hold, first of all." in whole.words
    number = whole.one("a", class_="whole__number")
    claim = desk.article.claims.get()
    assert (number.attributes["href"], number.attributes["data-number"]) == (
        f"#note-{claim.pk}",
        "1",
    )
    assert number.attributes["aria-label"] == "Claim 1: True"
    assert "Signed off by Carla" in whole.words


def test_one_that_is_not_published_is_not_shown(desk: Newsroom, visit: Visit) -> None:
    finding_in(Stage.APPROVED, desk)
    assert not visit(ARTICLE).all("section", class_="whole")
    visit(f"{ARTICLE}finding/", 404)


def test_readers_of_another_language_read_it_in_theirs(desk: Newsroom, visit: Visit) -> None:
    finding_in(Stage.PUBLISHED, desk, {"en": "It holds [1].", "es": "Se sostiene [1]."})
    text = visit(f"/es{ARTICLE}").one("div", class_="whole__text")
    assert text.words == "Se sostiene."


def test_it_says_that_what_it_rests_on_has_changed_since(desk: Newsroom, visit: Visit) -> None:
    finding_in(Stage.PUBLISHED, desk)
    assert not visit(ARTICLE).all("p", class_="whole__since")
    desk.claim_in(Stage.PUBLISHED)
    assert visit(ARTICLE).one("p", class_="whole__since")


def test_an_article_whose_finding_is_withdrawn_says_so_and_why(
    desk: Newsroom, visit: Visit
) -> None:
    finding_in(Stage.WITHDRAWN, desk)
    whole = visit(ARTICLE).one("section", class_="whole")
    assert "We withdrew our finding on this article on" in whole.words
    assert "It rests on a mistake." in whole.words
    assert "hold" not in whole.words


def test_of_one_that_was_redacted_readers_learn_why(desk: Newsroom, visit: Visit) -> None:
    finding_in(Stage.PUBLISHED, desk)
    claim = desk.article.claims.get()
    taken = redacting.findings_beside(claim)
    redacting.agree(redacting.ask(claim, taken, "A court's order.", desk.eva), desk.sam)
    assert "A court's order." in visit(ARTICLE).one("section", class_="whole").words
    assert "A court's order." in visit(f"{ARTICLE}finding/").words


def test_a_correction_stands_in_its_history_and_among_the_corrections(
    desk: Newsroom, visit: Visit
) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    amend(finding, desk, {"en": "It holds [1]."}, kind="correction", reason="We counted wrongly.")
    history = visit(f"{ARTICLE}finding/")
    assert [h2.words for h2 in history.one("ol").all("h2")] == [
        "Correction",
        "Finding on the article",
    ]
    assert "We counted wrongly." in history.words
    assert history.all("ins")
    assert history.one("summary").words == "What changed: our finding (English)"
    ledger = visit("/corrections/")
    assert "We counted wrongly." in ledger.one("article", class_="correction").words
    assert ledger.links["The bridge"] == f"{ARTICLE}finding/"


def test_an_error_of_typing_is_no_correction(desk: Newsroom, visit: Visit) -> None:
    finding = finding_in(Stage.PUBLISHED, desk, {"en": "The brigde holds [1]."})
    said = {"kind": "typographical", "reason": "A letter."}
    amend(finding, desk, {"en": "The bridge holds [1]."}, **said)
    assert not visit("/corrections/").all("article", class_="correction")


def test_pages_of_the_article_are_stale_at_once(desk: Newsroom) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    before = PageVersion.objects.of("article:bridge").name
    act(finding, Verb.WITHDRAW, desk, "eva", comment="It rests on a mistake.")
    assert PageVersion.objects.of("article:bridge").name != before


def test_what_lists_claims_leaves_it_out_and_the_record_has_it(
    desk: Newsroom, client: Client
) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    amend(finding, desk, {"en": "It holds [1]."}, kind="update", reason="A new source.")
    for address in ("/feeds/claims.atom", "/feeds/corrections.atom", "/api/v1/corrections/", "/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "A new source." not in response.content.decode()
    entries = client.get("/api/v1/publications/").json()["results"]
    assert [each["entry"] for each in entries] == ["publication", "finding", "finding"]
    last = entries[-1]
    assert (last["claim"], last["kind"]) == (None, "update")
    assert client.get(f"/api/v1/publications/{last['serial']}/").json() == last
    exact = client.get(last["url"].removeprefix("http://127.0.0.1:8000")).content
    assert json.loads(exact) == last["content"]
    assert exact == bytes(Publication.record.get(pk=last["serial"]).content or b"")
    lines = b"".join(client.get("/record.jsonl")).splitlines()
    assert json.loads(lines[-1])["link"] == client.get("/record/head.json").json()["link"]


def test_the_reasons_of_a_correction_and_of_a_withdrawal_are_said_in_the_reader_s_language(
    desk: Newsroom, visit: Visit
) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    said = {"kind": "correction", "reason": "We had miscounted."}
    amend(finding, desk, {"en": "It holds [1]."}, **said, reasons={"es": "Contamos mal."})
    pages = (ARTICLE, f"{ARTICLE}finding/", "/corrections/")
    for page in pages:
        assert "Contamos mal." in visit(f"/es{page}").words
        assert "We had miscounted." in visit(page).words
    finding.refresh_from_db()
    assert finding.amendment_translations == {}
    why = {"comment": "It rests on a mistake.", "reasons": {"es": "Se basa en un error."}}
    act(finding, Verb.WITHDRAW, desk, "eva", **why)
    for page in pages:
        assert "Se basa en un error." in visit(f"/es{page}").words
        assert "It rests on a mistake." in visit(page).words
