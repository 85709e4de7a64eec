"""The audit is written by the database's own function, on its own tables, and by nothing else."""

from tests.guards.intruder import count, denied, given, hide, shadow_as, update
from tests.workflow.newsroom import Newsroom, by_hand, refused

AUDIT = """
    INSERT INTO public.factcheck_auditentry (at, actor_id, "table", "row", operation,
        changes, claim_id, round, is_contribution)
    VALUES (now(), 1, 'factcheck_claim', '1', 'UPDATE', '{{}}', {}, 1, true)
"""
BY_DATABASE = "The audit is written by the database, not by hand."


def test_the_audit_is_written_where_it_belongs(desk: Newsroom) -> None:
    desk.claim()
    before = count("auditentry")
    shadow_as(desk.ben)
    hide("auditentry")
    update("claim", "headline = 'The bridge is red'")
    assert by_hand("SELECT FROM pg_temp.factcheck_auditentry") == 0
    assert count("auditentry") == before + 1


def test_the_audit_by_hand(desk: Newsroom) -> None:
    claim = desk.claim()
    shadow_as(desk.carla)
    with denied("permission denied for table factcheck_auditentry"):
        by_hand(AUDIT.format(claim.pk))


def fire_a_trigger_of_ones_own(body: str) -> None:
    by_hand(f"CREATE FUNCTION pg_temp.forge() RETURNS trigger LANGUAGE plpgsql AS $${body}$$")
    by_hand("CREATE TEMPORARY TABLE mine (id int)")
    by_hand(
        "CREATE TRIGGER fire AFTER INSERT ON mine FOR EACH ROW EXECUTE FUNCTION pg_temp.forge()"
    )
    by_hand("INSERT INTO mine VALUES (1)")


def test_the_audit_by_a_trigger_of_ones_own_with_the_right_to_insert(desk: Newsroom) -> None:
    claim = desk.claim()
    shadow_as(desk.carla)
    given("ALL ON public.factcheck_auditentry")
    with refused(BY_DATABASE):
        by_hand(AUDIT.format(claim.pk))
    with refused(BY_DATABASE):
        fire_a_trigger_of_ones_own(f"BEGIN {AUDIT.format(claim.pk)}; RETURN NEW; END")


def test_the_function_of_the_audit_on_a_table_of_ones_own(desk: Newsroom) -> None:
    desk.claim()
    shadow_as(desk.carla)
    with denied("permission denied for function .*factcheck_audit"):
        by_hand(
            "CREATE TRIGGER audit AFTER INSERT ON pg_temp.factcheck_evidence "
            "FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '')"
        )


def test_the_function_of_the_audit_with_the_right_to_execute_it(desk: Newsroom) -> None:
    claim = desk.claim()
    before = count("auditentry")
    shadow_as(desk.carla)
    given("EXECUTE ON FUNCTION public.factcheck_audit()")
    given("CREATE ON SCHEMA public")
    by_hand("CREATE TABLE public.factcheck_mine (id int, claim_id bigint)")
    for table in ("pg_temp.factcheck_embargo", "public.factcheck_mine"):
        by_hand(
            f"CREATE TRIGGER audit AFTER INSERT ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION public.factcheck_audit('part', '', '')"
        )
    with refused(BY_DATABASE):
        by_hand("INSERT INTO public.factcheck_mine VALUES (1, %s)", claim.pk)
    with refused(BY_DATABASE):
        by_hand(
            "INSERT INTO pg_temp.factcheck_embargo SELECT 1, '2030-01-01', '', %s, %s",
            claim.pk,
            desk.eva.pk,
        )
    assert count("auditentry") == before
