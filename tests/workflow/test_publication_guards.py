"""Which publications the database refuses, whoever writes them."""

import json
import secrets
from typing import Any

import pytest
from django.utils import timezone

from factcheck import workflow
from factcheck.models import (
    Claim,
    Publication,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content import without_verdict
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.models.vocabulary import Stage
from factcheck.publishing import candidates, record_verification
from factcheck.publishing.candidates import listing, review
from tests.record import as_json
from tests.workflow.newsroom import (
    Newsroom,
    by_hand,
    insert_move,
    refused,
)


@pytest.fixture
def published(desk: Newsroom) -> Claim:
    return desk.claim_in(Stage.PUBLISHED)


def publication(claim: Claim, kind: str, said: Any) -> dict[str, Any]:
    """The columns of a publication that continues the chain."""
    head = Publication.objects.in_chain().last()
    serial = head.serial + 1 if head else 1
    published_at = timezone.now()
    number = Publication.objects.of_claim(claim.pk).count() + 1
    stated = {
        "claim_id": claim.pk,
        "number": number,
        "kind": kind,
        "reason": (said.get("amendment") or {}).get("reason", ""),
        "published_at": candidates.utc_text(published_at),
        "bylines": {},
    }
    nonce = secrets.token_hex(16)
    content = {"claim": said, "nonce": nonce, "publication": stated, "schema_version": 1}
    return {
        "serial": serial,
        "claim_id": claim.pk,
        "number": number,
        "kind": kind,
        "published_at": published_at,
    } | digests(canonical(content))


def digests(content: bytes) -> dict[str, Any]:
    """The columns that follow from the content, at the end of the chain."""
    head = Publication.objects.in_chain().last()
    previous, serial = (head.link, head.serial + 1) if head else ("0" * 64, 1)
    return {
        "content": content,
        "content_sha256": sha256(content),
        "previous_link": previous,
        "link": link(previous, serial, sha256(content)),
    }


def insert(values: dict[str, Any]) -> None:
    by_hand(
        f"INSERT INTO factcheck_publication ({', '.join(values)}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(values))})",
        *values.values(),
    )


def verdict(claim: Claim) -> dict[str, Any]:
    return as_json(review(Claim.objects.for_candidate().get(pk=claim.pk)))


def words(claim: Claim) -> dict[str, Any]:
    return as_json(listing(Claim.objects.for_candidate().get(pk=claim.pk)))


NOT_SIGNED = (
    "What would be published is not what was signed off: let somebody sign it off as it stands."
)


def test_what_was_signed_off_is_published_by_hand_too(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    with acting_as(desk.eva):
        insert(publication(claim, "review", verdict(claim)))
        insert_move(claim, "publish", "approved", "published", desk.eva)
    claim.refresh_from_db()
    assert (claim.stage, claim.round) == (Stage.PUBLISHED, 2)
    assert isinstance(record_verification.verify(), record_verification.Head)


@pytest.mark.parametrize("stage", [Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.DROPPED])
def test_a_review_needs_a_sign_off(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage)
    with acting_as(desk.eva), refused(NOT_SIGNED):
        insert(publication(claim, "review", verdict(claim)))


def test_a_void_sign_off_is_none(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    signed = verdict(claim)
    with acting_as(desk.ben):
        Claim.objects.filter(pk=claim.pk).update(summary="It did not.")
    with acting_as(desk.eva), refused(NOT_SIGNED):
        insert(publication(claim, "review", signed))


def test_a_review_is_what_was_signed_off(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    good = publication(claim, "review", verdict(claim))
    head, tail = good["content"].split(b',"nonce":"')
    forged = {
        "another summary": good["content"].replace(b"It did.", b"It had."),
        "a second verdict after the first": head + b',"claim":{"headline":"Evil"},"nonce":"' + tail,
        "a second verdict behind the nonce": good["content"][:-1] + b',"claim":{"a":"Evil"}}',
        "white space": b" " + good["content"],
    }
    for what, content in forged.items():
        with acting_as(desk.eva), refused(NOT_SIGNED):
            insert(good | digests(content))
            pytest.fail(what)


def test_a_publication_says_of_itself_what_its_columns_say(desk: Newsroom) -> None:
    claim, other = desk.claim_in(Stage.APPROVED), desk.claim()
    right = publication(claim, "review", verdict(claim))
    stated = json.loads(right["content"])
    wrong: list[dict[str, Any]] = [
        {"publication": stated["publication"] | {"claim_id": other.pk}},
        {"publication": stated["publication"] | {"kind": "correction"}},
        {"publication": stated["publication"] | {"number": 2}},
        {"publication": stated["publication"] | {"published_at": "2020-01-01T00:00:00.000000Z"}},
        {"publication": None},
        {"advertisement": "Buy now"},
        {"claim": None},
    ]
    for change in wrong:
        content = canonical(stated | change)
        with (
            acting_as(desk.eva),
            refused("A publication says of itself what its columns say."),
        ):
            insert(right | digests(content))
    with acting_as(desk.eva), refused("A publication says of itself what its columns say."):
        insert(right | {"content": None})


def test_a_publication_continues_the_chain(desk: Newsroom) -> None:
    workflow.list_claim(desk.claim().pk, desk.eva)
    claim = desk.claim_in(Stage.APPROVED)
    right = publication(claim, "review", verdict(claim))
    for change in (
        {"serial": 3},
        {"serial": 1},
        {"number": 2},
        {"previous_link": "0" * 64},
        {"link": "0" * 64},
        {"content_sha256": "0" * 64},
    ):
        with acting_as(desk.eva), refused("A publication continues the chain."):
            insert(right | change)


def test_a_publication_is_made_in_somebodys_name_of_a_claim_that_exists(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    right = publication(claim, "review", verdict(claim))
    with refused("Nobody is named as acting"):
        insert(right)
    with acting_as(desk.eva), refused("There is no claim 0."):
        insert(right | {"claim_id": 0})


def test_the_first_review_is_called_so_and_later_ones_are_not(desk: Newsroom) -> None:
    message = (
        "The first review is a review, a later one a correction, an update or a typing error set "
        "right."
    )
    claim = desk.claim_in(Stage.APPROVED)
    with acting_as(desk.eva), refused(message):
        insert(publication(claim, "correction", verdict(claim)))
    again = desk.claim_in(Stage.APPROVED, reviewed=True)
    with acting_as(desk.eva), refused(message):
        insert(publication(again, "review", verdict(again)))


def test_a_review_that_is_out_is_followed_by_the_move_and_nothing_else(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    message = "The review is public already: make the move “publish”."
    with acting_as(desk.eva):
        insert(publication(claim, "review", verdict(claim)))
        with refused(message):
            insert(publication(claim, "correction", verdict(claim)))
        with refused(message):
            insert_move(claim, "void", "approved", "in-review", desk.eva)
        with refused(message):
            Claim.objects.filter(pk=claim.pk).update(summary="It did not.")


def test_a_listing_is_not_made_by_its_author(desk: Newsroom) -> None:
    claim = desk.claim(desk.sam)
    message = "You wrote this claim: somebody else must list it."
    with pytest.raises(workflow.SecondPersonNeeded, match=message):
        workflow.list_claim(claim.pk, desk.sam)
    with acting_as(desk.sam), refused(message):
        insert(publication(claim, "listing", words(claim)))


def test_a_claim_is_listed_once(desk: Newsroom) -> None:
    claim = desk.claim()
    workflow.list_claim(claim.pk, desk.eva)
    with pytest.raises(workflow.WrongStage, match=r"^The claim is public already\.$"):
        workflow.list_claim(claim.pk, desk.eva)
    with acting_as(desk.eva), refused("The claim is public already."):
        insert(publication(claim, "listing", words(claim)))


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.CHECKING, Stage.WITHDRAWN])
def test_a_claim_with_a_review_is_public_even_when_withdrawn(desk: Newsroom, stage: Stage) -> None:
    claim = desk.claim_in(stage, reviewed=True)
    with pytest.raises(workflow.WrongStage, match=r"^The claim is public already\.$"):
        workflow.list_claim(claim.pk, desk.eva)
    with acting_as(desk.eva), refused("The claim is public already."):
        insert(publication(claim, "listing", words(claim)))


def test_a_listing_says_what_the_claim_says_and_no_verdict(desk: Newsroom) -> None:
    claim = desk.claim()
    for said in (
        verdict(claim),
        words(claim) | {"summary": "It did."},
        words(claim) | {"status": verdict(claim)["status"]},
        words(claim) | {"headline": "The mayor took ten million"},
        words(claim) | {"statement": "He took it."},
        words(claim) | {"quote": None},
    ):
        with (
            acting_as(desk.eva),
            refused("A listing says what the claim says, and no verdict."),
        ):
            insert(publication(claim, "listing", said))


def test_only_what_is_public_is_taken_back_and_once(desk: Newsroom) -> None:
    message = "There is nothing public to take back."
    claim = desk.claim()
    with acting_as(desk.eva), refused(message):
        insert(publication(claim, "retraction", words(claim)))
    withdrawn = desk.claim_in(Stage.WITHDRAWN)
    with acting_as(desk.eva), refused(message):
        insert(publication(withdrawn, "retraction", words(withdrawn)))


def test_a_retraction_repeats_what_was_public_without_a_verdict(
    desk: Newsroom, published: Claim
) -> None:
    public = verdict(published)
    kept = without_verdict(published.publications.get().said.claim, candidates.unverified())
    for said in (
        public,
        as_json(kept) | {"headline": "The mayor took ten million"},
        as_json(kept) | {"status": public["status"]},
    ):
        with (
            acting_as(desk.eva),
            refused("A retraction repeats what was public, without a verdict."),
        ):
            insert(publication(published, "retraction", said))
    with acting_as(desk.eva):
        insert(publication(published, "retraction", as_json(kept)))


@pytest.mark.parametrize("kind", ["listing", "review"])
def test_nothing_is_published_under_legal_hold(desk: Newsroom, kind: str) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    Claim.objects.filter(pk=claim.pk).update(legal_hold="Our lawyer reads it.")
    said = words(claim) if kind == "listing" else verdict(claim)
    with (
        acting_as(desk.eva),
        refused("The claim is under legal hold: nothing of it is published."),
    ):
        insert(publication(claim, kind, said))
    why = r"^The claim is under legal hold \(Our lawyer reads it\.\): lift that first\.$"
    with pytest.raises(workflow.DemandsUnmet, match=why):
        workflow.list_claim(claim.pk, desk.eva)
    with pytest.raises(workflow.DemandsUnmet, match=why):
        desk.move(claim, Verb.PUBLISH, desk.eva)


def test_a_withdrawal_writes_the_retraction_first(desk: Newsroom, published: Claim) -> None:
    with (
        acting_as(desk.eva),
        refused("Withdraw takes back a review: write the retraction first."),
    ):
        insert_move(published, "withdraw", "published", "withdrawn", desk.eva)


@pytest.mark.parametrize("reviewed", [False, True])
def test_what_is_public_is_not_dropped(desk: Newsroom, reviewed: bool) -> None:
    claim = desk.claim_in(Stage.CHECKING, reviewed=reviewed)
    if not reviewed:
        workflow.list_claim(claim.pk, desk.eva)
    with (
        acting_as(desk.ana),
        refused("What readers see is taken back before a claim is dropped; "),
    ):
        insert_move(claim, "drop", "checking", "dropped", desk.ana)
