"""The history of a claim: all that was ever published of it, and what changed each time."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from factcheck import workflow
from factcheck.models import Claim, Publication, ReplyRequest, VerificationStatus
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content import claim_fields
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.public.record.differences import differences
from factcheck.publishing.candidates import review
from tests.public.amending import COURT, amend, redact, taken_back, withdraw
from tests.public.pages import Element, Page, Visit
from tests.record import as_json, reviewed
from tests.some import some
from tests.workflow.newsroom import Newsroom


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    """“It did.”, rated true; then corrected to false."""
    claim = desk.claim_in(Stage.PUBLISHED)
    reason = "We had misread the audit."
    amend(desk, claim, reason, status_id="false", summary="It did not.")
    return claim


def history(visit: Visit, claim: Claim) -> Page:
    return visit(f"/claims/{claim.pk}/history/")


def revision(page: Page, number: int) -> Element:
    return page.one("li", id=f"revision-{number}")


def test_all_revisions_stand_there_the_newest_first(visit: Visit, claim: Claim) -> None:
    page = history(visit, claim)
    assert [item.attributes["id"] for item in page.all("li", class_="revision")] == [
        "revision-2",
        "revision-1",
    ]
    assert [item.one("h2").text for item in page.all("li", class_="revision")] == [
        "Correction",
        "Review",
    ]


def test_each_says_its_status_reason_day_and_bylines(visit: Visit, claim: Claim) -> None:
    page = history(visit, claim)
    correction, review = revision(page, 2), revision(page, 1)
    assert correction.one(class_="status").text.strip() == "False"
    assert review.one(class_="status").text.strip() == "True"
    assert correction.one(class_="revision__reason").text == "We had misread the audit."
    assert not review.all(class_="revision__reason")
    published = Publication.objects.of_claim(claim.pk)[0].published_at
    assert correction.one("time").attributes["datetime"].startswith(f"{published:%Y-%m-%dT%H:%M}")
    bylines = correction.one("ul", class_="bylines")
    assert [each.text for each in bylines.all("li")] == ["Checked by Ana", "Signed off by Carla"]


def test_each_names_its_digest_and_leads_to_its_bytes(
    visit: Visit, claim: Claim, client: Any
) -> None:
    page = history(visit, claim)
    for publication in some(Publication.objects.of_claim(claim.pk)):
        item = revision(page, publication.number)
        assert item.one("code").text == publication.content_sha256
        [link] = [link for link in item.all("a") if link.text.startswith("JSON")]
        assert client.get(link.attributes["href"]).content == bytes(publication.content or b"")


def test_a_correction_shows_which_words_changed(visit: Visit, claim: Claim) -> None:
    changes = revision(history(visit, claim), 2).one("details")
    assert "open" in changes.attributes
    assert changes.one("summary").words == "What changed: status, summary, evidence"
    labels = [label.text for label in changes.all("dt")]
    status, summary, _evidence = changes.all("dd")
    assert labels == ["Status", "Summary", "Evidence"]
    assert status.words == "[deleted: True] [added: False]"
    assert summary.one("del").text == "[deleted: did.]"
    assert summary.one("ins").text == "[added: did not.]"


def test_words_that_are_added_cannot_pass_for_markup(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    amend(desk, claim, "1 < 2 & 3 > 2", summary="It did 1 < 2 & 3 > 2 not.")
    item = revision(history(visit, claim), 3)
    assert item.one("ins").text == "[added: 1 < 2 & 3 > 2]"
    assert item.one(class_="revision__reason").text == "1 < 2 & 3 > 2"


def test_a_revision_in_other_words_than_the_claims_language_says_which(
    visit: Visit, claim: Claim
) -> None:
    page = visit(f"/es/claims/{claim.pk}/history/")
    status, summary, _evidence = revision(page, 2).one("details").all("dd")
    assert "lang" not in status.attributes
    assert summary.attributes["lang"] == "en"


def test_a_status_without_a_name_in_the_readers_language_keeps_the_one_it_had(
    visit: Visit, desk: Newsroom
) -> None:
    with acting_as(desk.sam):
        VerificationStatus.objects.filter(pk="true").update(name={"de": "Wahr"})
    claim = desk.claim_in(Stage.PUBLISHED)
    assert revision(history(visit, claim), 1).one(class_="status").text.strip() == "Wahr"


def test_a_headline_of_before_stands_beside_the_one_of_now(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    amend(desk, claim, "Clearer.", headline="The bridge cost 10 million")
    page = history(visit, claim)
    assert page.one("h1").text == "The bridge cost 10 million"
    assert not revision(page, 3).all(class_="revision__headline")
    old = revision(page, 2).one(class_="revision__headline")
    assert old.text == "The bridge cost ten million"


def test_a_redacted_revision_is_a_tombstone_with_its_reason(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    first = Publication.objects.get(claim=claim, number=1)
    redact(desk, first)
    page = history(visit, claim)
    tombstone = revision(page, 1)
    assert tombstone.one("h2").text == "Review"
    assert tombstone.one(class_="revision__tombstone").words == (
        f"The content of this revision was removed from the record. {COURT}"
    )
    assert tombstone.one("code").text == first.content_sha256
    assert not tombstone.all("a")
    assert "It cannot be compared with the revision before it" in revision(page, 2).text
    assert "It did." not in page.text


def test_the_history_of_a_withdrawn_review_keeps_the_verdict_of_before(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    withdraw(desk, claim, "The audit itself was wrong.")
    page = history(visit, claim)
    assert revision(page, 3).one(class_="status").text.strip() == "Withdrawn"
    assert revision(page, 2).one(class_="status").text.strip() == "False"
    assert "open" not in revision(page, 3).one("details").attributes


def test_a_claim_that_is_no_longer_public_keeps_its_history(visit: Visit, desk: Newsroom) -> None:
    page = history(visit, taken_back(desk, "It is no claim."))
    assert "This claim is no longer public." in page.words
    assert "The claim as it stands now" not in page.links
    assert revision(page, 2).one(class_="revision__reason").text == "It is no claim."


def test_a_claim_that_was_never_public_has_none(visit: Visit, desk: Newsroom) -> None:
    for claim_id in (desk.claim().pk, 0, 10**30):
        visit(f"/claims/{claim_id}/history/", status=404)


def test_the_number_of_queries_does_not_grow(
    visit: Visit,
    desk: Newsroom,
    claim: Claim,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    for number in range(3):
        amend(desk, claim, "Again.", PublicationKind.UPDATE, summary=f"It did {number}.")
    with django_assert_num_queries(4):
        history(visit, claim)


# Nothing changes unseen


CHANGED: dict[str, Any] = {
    "quote": {"exact": "Other words"},
    "article": {
        "title": "Another title",
        "publisher": "",
        "author": "",
        "published_on": "2024",
        "url": "",
        "notice": {},
        "revision": {"number": 2, "sha256": "0" * 64},
    },
    "speakers": [],
    "citations": [],
    "attribution_ambiguous": True,
    "said_on": "2024",
    "happened_on": "2024",
    "kind": "causal",
    "subject": "saying",
    "topics": [{"slug": "roads", "name": {"en": "Roads"}}],
    "status": {"name": {"en": "Another"}},
    "evidence": [],
    "search_log": [{"place": "Archive", "query": "bridge", "searched_on": "2024-05-01"}],
    "replies": [],
    "same_as": {"id": 1, "headline": "Another claim"},
    "translations": {"es": {"headline": "", "summary": "Sí.", "reasoning": ""}},
}


@pytest.fixture
def candidate(desk: Newsroom) -> dict[str, Any]:
    claim = desk.claim(policy_exception="For once.")
    with acting_as(desk.ana):
        ReplyRequest.objects.create(
            claim=claim, asked="The ministry", asked_on=date(2024, 5, 2), channel="letter"
        )
    return as_json(review(Claim.objects.for_candidate().get(pk=claim.pk)))


def test_whatever_a_publication_says_is_compared(candidate: dict[str, Any]) -> None:
    for name in some(candidate.keys() - {"language"}):
        value, change = candidate[name], CHANGED.get(name, "Other words")
        changed = candidate | {name: value | change if isinstance(value, dict) else change}
        labels = [each.label for each in differences(reviewed(candidate), reviewed(changed))]
        assert labels == [claim_fields()[name].label], name


def said_of(pieces: list[dict[str, Any]]) -> list[tuple[dict[str, Any], str]]:
    return [(piece, name) for piece in pieces for name in piece]


@pytest.mark.parametrize("what", ["evidence", "citations", "replies", "speakers"])
def test_whatever_it_says_of_evidence_sources_and_people_is_compared(
    candidate: dict[str, Any], what: str
) -> None:
    [piece] = candidate[what]
    other = {
        "source": {**piece.get("source", {}), "title": "Another title"},
        "evidence": ["e99"],
        "finding": {"slug": "imprecise", "name": {"en": "Imprecise"}, "definition": {}},
        "stance": "refutes",
        "method": "secondary" if piece.get("method") == "primary" else "primary",
        "extent": "excerpt" if piece.get("extent") == "whole" else "whole",
        "accessed_on": "2001-01-01",
        "asked_on": "2001-01-01",
        "unanswered": True,
    }
    # Names of machines, the kind of a person, and what goes with another field.
    unseen = {"slug", "kind", "usual_role", "confidential", "answered_on"}
    for name in some(piece.keys() - unseen):
        changes = {name: other.get(name, "Other words")}
        if name == "answer":
            changes["answered_on"] = "2001-01-01"
        changed = candidate | {what: [piece | changes]}
        assert list(differences(reviewed(candidate), reviewed(changed))), name


def test_evidence_that_is_withheld_shows_the_reason_only(candidate: dict[str, Any]) -> None:
    [piece] = candidate["evidence"]
    withheld = {name: piece[name] for name in ("ref", "stance", "method")}
    withheld |= {"confidential": True, "confidential_reason": "she is in danger"}
    changed = candidate | {"evidence": [withheld]}
    [difference] = differences(reviewed(candidate), reviewed(changed))
    assert "she is in danger" in "".join(part.text for part in difference.parts)


def test_a_listing_that_is_published_again_as_it_was_says_so(visit: Visit, desk: Newsroom) -> None:
    claim = taken_back(desk, "It is no claim.")
    desk.move(claim, Verb.RESTORE, desk.ana)
    workflow.list_claim(claim.pk, desk.eva)
    assert "The words are the same" in revision(history(visit, claim), 3).text


def test_the_words_of_a_difference_alone_say_which_way_it_runs(visit: Visit, claim: Claim) -> None:
    page = visit(f"/ar/claims/{claim.pk}/history/")
    for changed in some(revision(page, 2).all("del") + revision(page, 2).all("ins")):
        assert all(said.tag == "bdi" for said in changed.all(class_="visually-hidden"))
