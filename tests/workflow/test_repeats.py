"""What a claim repeats stays published as long as readers are told of it: the database's part."""

import pytest
from django.core.exceptions import ValidationError

from factcheck import workflow
from factcheck.models import Claim, Publication, Redaction, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content import without_verdict
from factcheck.models.vocabulary import Stage
from factcheck.publishing import candidates, record_verification, redacting
from tests.public.amending import COURT
from tests.record import as_json
from tests.workflow.newsroom import Newsroom, refused
from tests.workflow.test_publication_guards import insert, publication, verdict
from tests.workflow.test_races import at_once, in_between

REPEATED = "Other claims repeat this one: withdraw their reviews first"
UNPUBLISHED = "It is the same as a claim that has no published review."
CHAINED = "A claim that repeats another is not itself repeated."


def repeating(desk: Newsroom, other: Claim, stage: Stage = Stage.APPROVED) -> Claim:
    return desk.bring(desk.claim(headline="The same", same_as=other), stage)


def retraction(claim: Claim) -> dict[str, object]:
    latest = Publication.objects.of_claim(claim.pk)[0]
    kept = without_verdict(latest.said.claim, candidates.unverified())
    return publication(claim, "retraction", as_json(kept))


def agree(asked: Redaction, user: User) -> list[str]:
    """Agree, if that is possible by now; return what is said against it."""
    try:
        redacting.agree(asked, user)
    except ValidationError as refusal:
        return refusal.messages
    return []


def test_what_is_repeated_is_not_taken_back(desk: Newsroom) -> None:
    other = desk.claim_in(Stage.PUBLISHED)
    repeat = repeating(desk, other, Stage.PUBLISHED)
    with acting_as(desk.eva):
        with refused(REPEATED):
            insert(retraction(other))
        insert(retraction(repeat))
        insert(retraction(other))


@pytest.mark.parametrize("stage", [Stage.APPROVED, Stage.WITHDRAWN])
def test_only_a_live_review_is_repeated(desk: Newsroom, stage: Stage) -> None:
    repeat = repeating(desk, desk.claim_in(stage))
    with acting_as(desk.eva), refused(UNPUBLISHED):
        insert(publication(repeat, "review", verdict(repeat)))


def test_a_redacted_review_is_not_repeated(desk: Newsroom) -> None:
    other = desk.claim_in(Stage.PUBLISHED)
    redacting.agree(redacting.ask(other, other.publications.all(), COURT, desk.eva), desk.sam)
    repeat = repeating(desk, other)
    with acting_as(desk.eva), refused(UNPUBLISHED):
        insert(publication(repeat, "review", verdict(repeat)))


def test_repetitions_never_chain(desk: Newsroom) -> None:
    first = desk.claim_in(Stage.PUBLISHED)
    second = repeating(desk, first, Stage.PUBLISHED)
    third = repeating(desk, second)
    desk.move(first, Verb.REOPEN, desk.ana, comment="For a reason.")
    desk.change(first, same_as=desk.claim_in(Stage.PUBLISHED))
    desk.bring(first, Stage.APPROVED)
    with acting_as(desk.eva):
        for claim, kind in [(third, "review"), (first, "update")]:
            with refused(CHAINED):
                insert(publication(claim, kind, verdict(claim)))


def test_nobody_repeats_what_is_withdrawn_at_the_same_moment(own_database: None) -> None:
    desk = Newsroom()
    other = desk.claim_in(Stage.PUBLISHED)
    repeat = repeating(desk, other)
    outcome = in_between(
        lambda: workflow.perform(other.pk, Verb.WITHDRAW, desk.eva, comment="It was wrong."),
        lambda: workflow.perform(repeat.pk, Verb.PUBLISH, desk.eva),
    )
    assert UNPUBLISHED in str(outcome)
    repeat.refresh_from_db()
    assert repeat.stage == Stage.APPROVED


def test_nobody_publishes_the_words_that_are_redacted_at_the_same_moment(
    own_database: None,
) -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    outcome = in_between(
        lambda: redacting.agree(asked, desk.sam),
        lambda: workflow.perform(claim.pk, Verb.PUBLISH, desk.eva),
    )
    assert isinstance(outcome, workflow.WrongStage)
    assert not Publication.objects.redactable().exists()


def test_what_is_published_at_the_same_moment_is_asked_for_again(own_database: None) -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.APPROVED, reviewed=True)
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)

    outcome = in_between(
        lambda: workflow.perform(claim.pk, Verb.PUBLISH, desk.eva),
        lambda: agree(asked, desk.sam),
    )
    assert outcome == [
        f"Revision 2 of claim {claim.pk} was published since: take this back, and ask again."
    ]


def test_two_agree_once(own_database: None) -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.PUBLISHED)
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)

    outcomes = at_once(*[lambda: agree(asked, desk.sam)] * 2)
    assert sorted(outcomes) == [[], ["Somebody agreed to this meanwhile, or took it back."]]
    assert isinstance(record_verification.verify(), record_verification.Head)
