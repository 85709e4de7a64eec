"""What is refused to the role that production uses, whatever it puts in the guards' way.

Its session holds a temporary table under the name of each of ours, with whatever rows it likes;
temporary tables are searched before ours.
"""

import pytest
from django.apps import apps

from factcheck.models.content.canonical import sha256
from factcheck.models.vocabulary import Stage
from tests.guards.intruder import (
    act_as,
    count,
    denied,
    given,
    hide,
    insert,
    our_tables,
    pretend,
    shadow_as,
    update,
)
from tests.workflow.newsroom import Newsroom, by_hand, refused
from tests.workflow.test_publication_guards import NOT_SIGNED, publication, verdict, words

pytestmark = pytest.mark.system

SIGN_OFF = """
    INSERT INTO {}.factcheck_move (id, claim_id, verb, from_stage, to_stage, actor_id,
        comment, candidate_sha256, candidate_size, created_at)
    VALUES (999999999, %s, 'sign-off', 'in-review', 'approved', %s, '', %s, %s, now())
"""
REDACTION = """
    INSERT INTO {}.factcheck_redaction (id, claim_id, serials, reason, asked_by_id, asked_at,
        agreed_by_id, agreed_at)
    SELECT 1, claim_id, ARRAY[serial], 'None.', %s, now(), %s, now()
    FROM public.factcheck_publication
"""


def test_every_table_of_ours_is_shadowed(desk: Newsroom) -> None:
    models = apps.get_app_config("factcheck").get_models(include_auto_created=True)
    shadow_as(desk.ana)
    assert {model._meta.db_table for model in models} <= set(our_tables())
    for name in our_tables():
        assert by_hand(
            "SELECT FROM pg_class "
            "WHERE oid = to_regclass(%s) AND relnamespace = pg_my_temp_schema()",
            name,
        ), name


def test_a_review_with_a_sign_off_of_ones_own_making(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    forged = verdict(claim) | {"summary": "It had."}
    row = publication(claim, "review", forged)
    candidate = row["content"][len(b'{"claim":') : row["content"].index(b',"nonce":"')]
    shadow_as(desk.eva)
    pretend("claim", "stage = 'approved'")
    size = len(candidate)
    by_hand(SIGN_OFF.format("pg_temp"), claim.pk, desk.carla.pk, sha256(candidate), size)
    with refused(NOT_SIGNED):
        insert("publication", **row)


def test_a_sign_off_by_who_contributed(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    shadow_as(desk.ana)
    hide("auditentry")
    with refused("somebody else must sign it off."):
        by_hand(SIGN_OFF.format("public"), claim.pk, desk.ana.pk, "0" * 64, 1)


def test_a_move_of_a_claim_that_is_elsewhere(desk: Newsroom) -> None:
    claim = desk.claim()
    shadow_as(desk.carla)
    pretend("claim", "stage = 'in-review'")
    with refused("The claim is open by now, not in-review"):
        by_hand(SIGN_OFF.format("public"), claim.pk, desk.carla.pk, "0" * 64, 1)


def test_a_stage_without_a_move(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.IN_REVIEW)
    shadow_as(desk.carla)
    by_hand(SIGN_OFF.format("pg_temp"), claim.pk, desk.carla.pk, "0" * 64, 1)
    with refused("The stage of a claim changes only through a move."):
        update("claim", "stage = 'approved'")


def test_a_listing_by_its_author(desk: Newsroom) -> None:
    claim = desk.claim(desk.eva)
    row = publication(claim, "listing", words(claim))
    shadow_as(desk.eva)
    hide("auditentry")
    with refused("You wrote this claim: somebody else must list it."):
        insert("publication", **row)


def test_a_second_listing_and_a_chain_begun_anew(desk: Newsroom) -> None:
    claim = desk.claim()
    first = publication(claim, "listing", words(claim))
    shadow_as(desk.eva)
    insert("publication", **first)
    with refused("A publication continues the chain."):
        insert("publication", **first)


def test_a_retraction_of_what_others_repeat(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    repeat = desk.claim()
    desk.change(repeat, same_as=claim)
    desk.bring(repeat, Stage.PUBLISHED)
    row = publication(claim, "retraction", words(claim))
    shadow_as(desk.eva)
    pretend("publication", "content = NULL WHERE claim_id = %s", repeat.pk)
    with refused("Other claims repeat this one"):
        insert("publication", **row)


def test_a_review_that_repeats_what_has_none(desk: Newsroom) -> None:
    first, repeat = desk.claim(), desk.claim()
    said = words(repeat)
    desk.claim_in(Stage.PUBLISHED)
    row = publication(repeat, "review", said | {"same_as": {"id": first.pk}})
    shadow_as(desk.eva)
    pretend("publication", "claim_id = %s", first.pk)
    with refused("It is the same as a claim that has no published review."):
        insert("publication", **row)


def test_an_edit_of_what_is_published(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    shadow_as(desk.ana)
    pretend("claim", "stage = 'checking'")
    for table, change in (
        ("claim", "headline = 'The bridge is red'"),
        ("evidence", "summary = 'Denies it.'"),
        ("citation", "finding_id = 'imprecise'"),
    ):
        with refused("The claim is published: reopen it before you change it."):
            update(table, change)


def test_a_merge_that_is_none(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    mayor = desk.other_speaker.pk
    shadow_as(desk.ana)
    pretend("speaker", "merged_into_id = %s", mayor)
    with refused("reopen it before you change it."):
        update("claim", "speaker_id = %s", mayor)


def test_an_edit_in_the_name_of_nobody_there_is(desk: Newsroom) -> None:
    desk.claim()
    shadow_as(desk.ana)
    pretend("user", "id = 99999 WHERE id = %s", desk.ana.pk)
    by_hand("SET LOCAL factcheck.actor = '99999'")
    with refused("There is no user 99999."):
        update("claim", "headline = 'The bridge is red'")


def test_a_claim_with_a_history_deleted(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    shadow_as(desk.ana)
    hide("move")
    hide("publication")
    with refused("The claim has a history: drop it, with a reason."):
        by_hand("DELETE FROM public.factcheck_claim")


def test_an_embargo_in_anothers_name(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.APPROVED)
    order = {"comment": "", "until": "2030-01-01"}
    shadow_as(desk.ana)
    with refused("An embargo is ordered in the name of who acts."):
        insert("embargo", claim_id=claim.pk, publisher_id=desk.eva.pk, **order)


@pytest.mark.parametrize(
    ("table", "change", "message"),
    [
        ("publication", "content = NULL", "factcheck_publication is written once"),
        ("move", "comment = '███'", "factcheck_move is written once"),
        (
            "auditentry",
            "changes = '{}' WHERE claim_id IS NOT NULL",
            "factcheck_auditentry is written once",
        ),
        (
            "articlerevision",
            "is_redacted = true, body = repeat('█', length(body))",
            "A revision is written once",
        ),
        ("claim", "headline = '███'", "The claim is published: reopen it"),
    ],
)
def test_words_taken_by_a_redaction_that_nobody_agreed_to(
    desk: Newsroom, table: str, change: str, message: str
) -> None:
    desk.claim_in(Stage.PUBLISHED)
    shadow_as(desk.eva)
    by_hand(REDACTION.format("pg_temp"), desk.eva.pk, desk.sam.pk)
    with refused(message):
        update(table, change)


def test_a_redaction_of_what_is_not_published(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    shadow_as(desk.eva)
    pretend("publication", "serial = 99")
    asked = {"claim_id": claim.pk, "reason": "None.", "asked_by_id": desk.eva.pk}
    with refused("A redaction takes what is published."):
        insert("redaction", serials=[99], asked_at="2024-05-01", **asked)


def test_a_redaction_that_leaves_a_repeat(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    repeat = desk.claim()
    desk.change(repeat, same_as=claim)
    desk.bring(repeat, Stage.PUBLISHED)
    asked = {"claim_id": claim.pk, "reason": "None.", "asked_by_id": desk.eva.pk}
    shadow_as(desk.eva)
    insert("redaction", serials=[1], asked_at="2024-05-01", **asked)
    pretend("publication", "content = NULL WHERE claim_id = %s", repeat.pk)
    act_as(desk.sam)
    with refused("Other claims repeat this one"):
        update("redaction", "agreed_by_id = %s", desk.sam.pk)


def test_a_change_of_what_a_sign_off_rests_on_voids_it_all_the_same(desk: Newsroom) -> None:
    for _ in range(2):
        desk.claim_in(Stage.APPROVED)
    shadow_as(desk.ana)
    pretend("claim", "stage = 'open'")
    update("speaker", "name = 'The court'")
    assert count("claim", "stage = 'in-review'") == 2


@pytest.mark.parametrize("table", ["publication", "move", "auditentry", "claim", "redaction"])
def test_truncation_with_the_right_to_truncate(desk: Newsroom, table: str) -> None:
    desk.claim_in(Stage.PUBLISHED)
    shadow_as(desk.eva)
    with denied("permission denied"):
        by_hand(f"TRUNCATE public.factcheck_{table} CASCADE")
    given("TRUNCATE ON ALL TABLES IN SCHEMA public")
    with refused("never truncated" if table in ("claim", "redaction") else "written once"):
        by_hand(f"TRUNCATE public.factcheck_{table} CASCADE")


def test_an_operator_of_ones_own_where_one_may_make_them(desk: Newsroom) -> None:
    claim = desk.claim()
    shadow_as(desk.carla)
    given("CREATE ON SCHEMA public")
    by_hand(
        "CREATE FUNCTION public.never(varchar, varchar) RETURNS boolean "
        "LANGUAGE sql IMMUTABLE AS 'SELECT false'"
    )
    by_hand(
        "CREATE OPERATOR public.<> (FUNCTION = public.never, LEFTARG = varchar, RIGHTARG = varchar)"
    )
    with refused("The claim is open by now, not in-review"):
        by_hand(SIGN_OFF.format("public"), claim.pk, desk.carla.pk, "0" * 64, 1)
