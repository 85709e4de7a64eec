"""The whole claim beside the text: what stands in its form is saved with every act."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck import workflow
from factcheck.models import Article, Claim, Evidence
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import member
from tests.admin.test_workbench import bench, typed
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_source,
    make_speaker,
    person,
)
from tests.public.pages import read
from tests.publishing.conftest import sign_off

TEXT = "The first claim. The second claim.\n\nThe third claim."


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT)


def panel(claim: Claim) -> str:
    return f"{bench(claim.article)}?claim={claim.pk}"


def press(client: Client, claim: Claim, verb: str, **values: Any) -> Any:
    """Press an act's button beside the form, with what was typed in the form."""
    form = typed(client.get(panel(claim)), **values)
    claim.refresh_from_db()
    return client.post(panel(claim), {f"{verb}-version": claim.version} | form | {"act": verb})


def row(claim: Claim, number: int, **values: Any) -> dict[str, Any]:
    """A new piece of evidence in the form, with its proposed number."""
    said = {
        "source": make_source(f"Source {number}").pk,
        "proposed": number,
        "summary": "It says so.",
        "stance": "refutes",
        "method": "primary",
        "extent": "whole",
        "accessed_on": "2026-01-01",
    }
    there = claim.evidence.count()
    fields = {f"evidence-{there}-{name}": value for name, value in (said | values).items()}
    return {"evidence-TOTAL_FORMS": there + 1} | fields


VERDICT = {"status": "false", "summary": "They did not.", "reasoning": "As [e1] says."}


def test_the_parts_that_are_always_needed_come_first(ana: Client, article: Article) -> None:
    page = ana.get(panel(make_claim(article, "The first claim")))
    keys = [part.key for part in page.context["parts"]]
    assert keys[:4] == ["claim", "citations", "evidence", "verdict"]
    assert {"words", "about", "replies", "translations", "desk"} <= set(keys[4:])


def test_a_part_that_holds_something_is_open(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The first claim", statement="In full.")
    parts = {part.key: part for part in ana.get(panel(claim)).context["parts"]}
    assert parts["about"].is_open
    assert not parts["replies"].is_open


def test_submitting_saves_what_stands_there_and_takes_an_open_claim(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    press(ana, claim, "submit", **VERDICT, **row(claim, 1))
    claim.refresh_from_db()
    assert (claim.stage, claim.assignee, claim.status_id) == ("in-review", person("ana"), "false")
    assert list(claim.moves.order_by("pk").values_list("verb", flat=True)) == ["take", "submit"]


def test_what_is_missing_refuses_the_act_and_keeps_what_was_typed(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    page = press(ana, claim, "submit", status="false", summary="They did not.")
    claim.refresh_from_db()
    assert (claim.summary, claim.stage) == ("They did not.", "checking")
    links = read(page.text).links
    assert links["Write the reasoning: how the evidence leads to the status."] == "#id_reasoning"
    assert "#part-evidence" in links.values()


def test_an_invalid_form_saves_nothing_makes_no_act_and_leads_to_the_field(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    page = press(ana, claim, "submit", headline="", summary="Typed at length")
    claim.refresh_from_db()
    assert (claim.stage, claim.summary) == (Stage.OPEN, "")
    assert "Typed at length" in page.text
    [problem] = page.context["problems"]
    assert (problem.label, problem.target) == ("Headline", "id_headline")


def test_what_was_made_before_a_refusal_is_told_in_it(ana: Client, article: Article) -> None:
    page = press(ana, make_claim(article, "The first claim"), "submit", status="false")
    assert "Taken" in str(read(page.text).one("section", **{"class": "refused"}).text)
    assert "bench-message " not in page.text.partition('id="bench-failed"')[0]


def test_what_is_wrong_is_said_once_and_the_record_stays_in_view(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    workflow.list_claim(claim.pk, member("eva"))
    page = press(ana, claim, "submit", headline="x" * 103)
    assert [each.label for each in page.context["problems"]] == ["Headline"]
    assert claim.publications.get().content_sha256 in page.text


def test_what_is_wrong_with_a_new_piece_of_evidence_is_told_by_its_number(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    row = {"evidence-TOTAL_FORMS": "1", "evidence-0-proposed": "7", "evidence-0-summary": "Typed."}
    labels = [each.label for each in press(ana, claim, "submit", **row).context["problems"]]
    assert labels
    assert {label.partition(":")[0] for label in labels} == {"e7"}


def test_an_act_that_lacks_its_reason_keeps_the_form_and_says_where(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    page = press(ana, claim, "drop", note="For the desk.")
    claim.refresh_from_db()
    assert (claim.stage, claim.note) == (Stage.OPEN, "For the desk.")
    assert "#id_drop-comment" in read(page.text).links.values()


def test_a_comment_is_saved_with_the_form_and_the_form_with_a_comment(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    form = typed(ana.get(panel(claim)), note="For the desk.")
    said = {"comment-version": claim.version, "comment-comment": "Who knows more?"}
    ana.post(panel(claim), form | said)
    claim.refresh_from_db()
    assert claim.note == "For the desk."
    assert claim.moves.get().comment == "Who knows more?"


def test_whoever_may_not_change_the_claim_acts_on_it_beside_the_text(
    carla: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    sign_off(claim)
    with acting_as(person("ana")):
        Claim.objects.filter(pk=claim.pk).update(summary="Otherwise.")
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW
    carla.post(
        panel(claim),
        {"act": "send-back", "send-back-version": claim.version, "send-back-comment": "Which one?"},
    )
    claim.refresh_from_db()
    assert claim.stage == Stage.CHECKING


def test_what_an_act_lacks_is_said_at_its_field_beside_the_text(
    carla: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    sign_off(claim)
    with acting_as(person("ana")):
        Claim.objects.filter(pk=claim.pk).update(summary="Otherwise.")
    claim.refresh_from_db()
    sent = {"act": "send-back", "send-back-version": claim.version, "send-back-comment": ""}
    page = read(carla.post(panel(claim), sent).text)
    others = page.one("details", class_="claim-acts__others")
    assert "open" in others.attributes
    assert "This field is required." in others.one(id="act-send-back").words


def test_an_act_on_what_was_not_seen_is_refused(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The first claim", status_id="true", summary="Yes.")
    form = typed(ana.get(panel(claim))) | {"submit-version": claim.version - 1, "act": "submit"}
    page = ana.post(panel(claim), form)
    claim.refresh_from_db()
    assert claim.stage != Stage.IN_REVIEW
    assert "look at it again" in page.text


def test_a_new_piece_keeps_its_proposed_number(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The first claim")
    make_evidence(make_claim(article, "The second claim"))
    page = ana.get(panel(claim))
    assert 'data-last-number="1"' in page.text
    ana.post(panel(claim), typed(page, reasoning="As [e2] says.", **row(claim, 2)))
    claim.refresh_from_db()
    assert claim.evidence.get().number == 2
    assert claim.reasoning == "As [e2] says."


def test_a_number_that_was_taken_meanwhile_moves_on_with_its_references(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    form = typed(ana.get(panel(claim)), reasoning="As [e1, e2] and [e1] say.", **row(claim, 1))
    make_evidence(make_claim(article, "The second claim"))
    ana.post(panel(claim), form)
    claim.refresh_from_db()
    assert claim.evidence.get().number == 2
    assert claim.reasoning == "As [e2, e2] and [e2] say."


def test_the_number_of_a_piece_that_was_removed_is_given_to_no_other(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    before = typed(ana.get(panel(claim)), reasoning="As [e1] says.", **row(claim, 1))
    make_evidence(claim).delete()
    assert 'data-last-number="1"' in ana.get(panel(claim)).text
    assert make_evidence(claim).number == 2
    # Nor to whoever saw a form in which it was free.
    ana.post(panel(claim), before)
    claim.refresh_from_db()
    assert list(claim.evidence.values_list("number", flat=True)) == [2, 3]
    assert claim.reasoning == "As [e3] says."


def test_a_number_far_away_or_of_another_piece_is_not_taken(ana: Client, article: Article) -> None:
    taken = make_evidence(make_claim(article, "The second claim"))
    for number in (taken.number, 999_999):
        claim = make_claim(article, "The first claim")
        ana.post(panel(claim), typed(ana.get(panel(claim)), **row(claim, number)))
    assert list(Evidence.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_without_a_script_there_is_a_blank_row_that_may_stay_blank(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "The first claim")
    page = ana.get(panel(claim))
    assert 'name="evidence-0-source"' in page.text
    evidence = next(part.inline for part in page.context["parts"] if part.key == "evidence")
    blank = {field.html_name: field.value() or "" for field in evidence.blank.form}
    response = ana.post(panel(claim), typed(page, **blank, **{"evidence-TOTAL_FORMS": 1}))
    assert response.status_code == 302
    assert not claim.evidence.exists()


def test_after_an_act_the_next_claim_of_the_text_is_shown(ana: Client, article: Article) -> None:
    third, second, first = (
        make_claim(article, f"The {which} claim") for which in ("third", "second", "first")
    )
    response = press(ana, second, "submit", **VERDICT, **row(second, 1))
    assert f"claim={third.pk}#" in response.headers["Location"]
    form = {"status": "false", "summary": "No.", "reasoning": "As [e2] says."}
    response = press(ana, third, "submit", **form, **row(third, 2))
    assert f"claim={first.pk}#" in response.headers["Location"]


def test_the_panel_leads_to_the_claims_before_and_after(ana: Client, article: Article) -> None:
    third, second, first = (
        make_claim(article, f"The {which} claim") for which in ("third", "second", "first")
    )
    links = read(ana.get(panel(second)).text).links
    assert links["Previous"] == f"?claim={first.pk}#claim-{first.pk}"
    assert links["Next"] == f"?claim={third.pk}#claim-{third.pk}"
    assert "Previous" not in read(ana.get(panel(first)).text).links


def test_only_the_panel_is_sent_to_who_has_the_page(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The first claim")
    response = ana.get(panel(claim), headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert 'id="text"' not in response.text
    assert response.headers["HX-Push-Url"].endswith(f"?claim={claim.pk}")


def test_after_saving_the_text_is_sent_as_well(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The first claim")
    form = typed(ana.get(panel(claim)), headline="Another headline")
    response = ana.post(panel(claim), form, headers={"HX-Request": "true"})
    assert "<html" not in response.text
    assert 'id="text" hx-swap-oob="true"' in response.text
    assert "Another headline" in response.text


def test_an_edit_of_an_approved_claim_says_that_it_voids_the_sign_off(admin: Client) -> None:
    claim = make_claim(make_article())
    sign_off(claim)
    for address in (panel(claim), f"/admin/factcheck/claim/{claim.pk}/change/"):
        assert "Saving a change makes the sign-off void." in admin.get(address).text


def test_who_may_only_read_the_claim_is_offered_no_save(carla: Client, ana: Client) -> None:
    claim = make_claim(make_article())
    assert 'name="_save"' in ana.get(panel(claim)).text
    assert 'name="_save"' not in carla.get(panel(claim)).text


def test_a_form_that_changes_nothing_voids_no_sign_off(admin: Client) -> None:
    claim = make_claim(make_article())
    sign_off(claim)
    admin.post(panel(claim), typed(admin.get(panel(claim))))
    claim.refresh_from_db()
    assert claim.stage == Stage.APPROVED


def test_a_dropped_claim_is_restored_beside_the_text(ana: Client, article: Article) -> None:
    claim = make_claim(article, "The first claim")
    workflow.perform(claim.pk, Verb.DROP, person("ana"), comment="It is no claim.")
    press(ana, claim, "restore")
    claim.refresh_from_db()
    assert claim.stage == Stage.OPEN


def test_many_claims_and_rows_need_no_more_queries_than_three(
    ana: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    article = make_article("\n\n".join(f"Number {n} is told." for n in range(40)))
    claims = [make_claim(article, f"Number {n} is", speaker=make_speaker()) for n in range(3)]
    with acting_as(person("ana")):
        make_citation(claims[1]).evidence.add(make_evidence(claims[1]))
    ana.get(panel(claims[1]))
    with django_assert_num_queries(QUERIES):
        ana.get(panel(claims[1]))
    claims += [make_claim(article, f"Number {n} is", speaker=make_speaker()) for n in range(3, 40)]
    for _each in range(4):
        with acting_as(person("ana")):
            make_citation(claims[1]).evidence.add(make_evidence(claims[1]))
    with django_assert_num_queries(QUERIES):
        ana.get(panel(claims[1]))


QUERIES = 59
