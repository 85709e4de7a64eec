"""Who changed what at the desk, when, from what to what: for every row, however it was changed."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import ProtectedError
from django.utils import timezone

from factcheck.models import (
    Article,
    ArticleRevision,
    AuditEntry,
    Claim,
    Embargo,
    Finding,
    Page,
    ReaderReport,
    Remark,
    ReplyRequest,
    SearchLogEntry,
    Source,
    Speaker,
    SpeakerAlias,
    Topic,
    Translation,
    VerificationStatus,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import redacting
from tests.workflow.newsroom import Newsroom, by_hand, refused, undone

NOT_OF_THE_DESK = {
    # Written once, and histories themselves.
    *("factcheck_publication", "factcheck_move", "factcheck_auditentry"),
    *("factcheck_claimexport", "factcheck_largeexport"),
    # What waits to come in; once it is in, it is audited.
    *("factcheck_claimimport", "factcheck_importrow", "factcheck_importedclaim"),
    "factcheck_importmapping",
    # Who is told what is published is in Django's log; the audit is no place for secrets.
    *("factcheck_webhookendpoint", "factcheck_webhookdelivery"),
    # A view of the audit.
    "factcheck_scalechange",
    # Words of rows, by which they are found.
    *("factcheck_rowwords", "factcheck_unreadrow"),
    # Rebuilt from the record, and versions of what that shows.
    "factcheck_pageversion",
    *(f"factcheck_public{name}" for name in ("claim", "article", "speaker", "source", "topic")),
    "factcheck_publicfinding",
    # Accounts are personal data, and so is from where a report came.
    "factcheck_reportsender",
    # Who read what changes nothing; nor does what somebody was told, or keeps for themselves.
    "factcheck_reading",
    *("factcheck_message", "factcheck_messageline", "factcheck_savedview"),
    *("factcheck_user", "factcheck_user_groups", "factcheck_user_user_permissions"),
}


def last() -> AuditEntry:
    return AuditEntry.objects.latest("pk")


@pytest.mark.django_db
def test_every_table_of_the_desk_is_audited() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger "
            "WHERE tgname = 'audit' AND tgenabled = 'O'"
        )
        on = {name for (name,) in cursor.fetchall()}
    tables = {
        model._meta.db_table
        for model in apps.get_app_config("factcheck").get_models(include_auto_created=True)
    }
    assert on == tables - NOT_OF_THE_DESK


def rows(desk: Newsroom) -> list[tuple[Any, str, Any]]:
    """A row of every kind, with a column and another value."""
    claim = desk.claim()
    in_an_hour = timezone.now() + timedelta(hours=1)
    return [
        (claim, "summary", "It did not."),
        (claim.evidence.get(), "summary", "Denies it."),
        (claim.citations.get(), "as_cited", "the ministry"),
        (
            SearchLogEntry(claim=claim, place="Archive", query="x", searched_on=date(2024, 5, 1)),
            "place",
            "Library",
        ),
        (Translation(claim=claim, language="es"), "summary", "No."),
        (
            ReplyRequest(claim=claim, asked="A", asked_on=date(2024, 5, 1), channel="letter"),
            "asked",
            "B",
        ),
        (
            Embargo(claim=claim, until=in_an_hour, publisher=desk.fay),
            "comment",
            "x",
        ),
        (
            Article(slug="a", title="A", publisher="P", published_on="2024"),
            "title",
            "B",
        ),
        (Speaker(slug="s", name="S", kind="person"), "name", "T"),
        (SpeakerAlias(speaker=desk.speaker, name="S"), "name", "T"),
        (Source(slug="s", title="S"), "title", "T"),
        (Topic(slug="t", name={"en": "T"}), "name", {"en": "U"}),
        (
            VerificationStatus(
                slug="v", name={"en": "V"}, definition={"en": "W"}, order=99, policy="none"
            ),
            "name",
            {"en": "W"},
        ),
        (Page(slug="p", title={"en": "P"}, body={"en": "We."}, order=9), "body", {"en": "Us."}),
        (ReaderReport(kind="error", message="49 died."), "kind", "source"),
        (Remark(claim=claim, field="summary", text="Why?", author=desk.carla), "text", "How?"),
        (Finding(slug="f", name={"en": "F"}, definition={"en": "G"}, order=99), "order", 98),
    ]


def test_additions_changes_and_removals_are_kept_with_actor_and_values(desk: Newsroom) -> None:
    begin = timezone.now()
    for row, column, value in rows(desk):
        with undone(), acting_as(desk.fay):
            if row._state.adding:
                row.save()
                expect(desk, row, "INSERT", column, [None, getattr(row, column) or ""], begin)
            before = getattr(row, column)
            type(row).objects.filter(pk=row.pk).update(**{column: value})
            expect(desk, row, "UPDATE", column, [before, value], begin)
            assert set(last().changes) == {column}
            key = row.pk
            by_hand(f"DELETE FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s", key)  # noqa: S608
            expect(desk, row, "DELETE", column, [value, None], begin)


def expect(
    desk: Newsroom, row: Any, operation: str, column: str, values: list[Any], begin: Any
) -> None:
    entry = last()
    assert (entry.table, entry.row, entry.operation) == (
        row._meta.db_table,
        str(row.pk),
        operation,
    )
    assert (entry.actor_id, entry.actor_name) == (desk.fay.pk, "fay")
    assert entry.changes[column] == values
    assert begin <= entry.at <= timezone.now()


def test_links_between_rows_are_audited(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ben):
        claim.topics.add(desk.topic)
        assert (last().table, last().operation) == ("factcheck_claim_topics", "INSERT")
        claim.co_speakers.add(desk.other_speaker)
        assert last().changes["speaker_id"] == [None, desk.other_speaker.pk]
        claim.citations.get().evidence.clear()
        assert (last().table, last().operation) == ("factcheck_citation_evidence", "DELETE")
    assert set(claim.audit_entries.filter(actor=desk.ben).values_list("claim", flat=True)) == {
        claim.pk
    }


def test_redactions_are_audited(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    redacting.ask(claim, claim.publications.all(), "A court’s order.", desk.eva)
    assert (last().table, last().operation) == ("factcheck_redaction", "INSERT")
    assert last().changes["reason"] == [None, "A court’s order."]


def test_a_new_text_is_audited(desk: Newsroom) -> None:
    with acting_as(desk.ben):
        ArticleRevision(article=desk.article, body="Another text.").save()
    assert (last().table, last().actor_name) == ("factcheck_articlerevision", "ben")
    assert last().changes["body"] == [None, "Another text."]


def test_an_update_without_a_change_is_not_audited(desk: Newsroom) -> None:
    claim = desk.claim()
    before = AuditEntry.objects.count()
    with acting_as(desk.ben):
        claim.save()
        Claim.objects.update(headline=claim.headline)
        claim.evidence.get().save()
        desk.speaker.save()
        claim.topics.set([])
    assert AuditEntry.objects.count() == before


def test_a_save_counts_up_the_version_for_the_claim_and_its_parts(desk: Newsroom) -> None:
    claim = desk.claim()
    seen = claim.version
    with acting_as(desk.ben):
        claim.evidence.update(summary="Denies it.")
        claim.refresh_from_db()
        assert claim.version > seen
        seen = claim.version
        claim.topics.add(desk.topic)
    claim.refresh_from_db()
    assert claim.version > seen


def test_a_move_is_audited_as_what_it_changed(desk: Newsroom) -> None:
    claim = desk.claim()
    desk.move(claim, Verb.ASSIGN, desk.fay, assignee=desk.ben)
    changed = [entry.changes for entry in claim.audit_entries.filter(actor=desk.fay)]
    assert {"stage": ["open", "checking"]} in changed
    assert {"assignee_id": [None, desk.ben.pk]} in changed
    assert not claim.audit_entries.filter(actor=desk.fay, is_contribution=True).exists()


def test_the_audit_outlives_the_account(desk: Newsroom) -> None:
    claim = desk.claim()
    with acting_as(desk.ben):
        desk.evidence(claim)
    with pytest.raises(ProtectedError):
        desk.ben.delete()
    with refused("The account has a history: deactivate it."):
        by_hand("DELETE FROM factcheck_user WHERE id = %s", desk.ben.pk)
    entry = claim.audit_entries.get(table="factcheck_evidence", actor=desk.ben)
    assert entry.actor_name == "ben"


def test_the_audit_outlives_the_row(desk: Newsroom) -> None:
    with acting_as(desk.ana):
        claim = desk.bare_claim()
        key = claim.pk
        claim.delete()
    entry = AuditEntry.objects.filter(claim=key).latest("pk")
    assert (entry.operation, entry.changes["headline"]) == (
        "DELETE",
        ["The bridge cost ten million", None],
    )


def test_what_nobody_is_named_for_is_kept_without_a_name(desk: Newsroom) -> None:
    desk.speaker.country = "Spain"
    desk.speaker.save()
    assert (last().actor, last().actor_name, last().changes) == (
        None,
        "",
        {"country": ["", "Spain"]},
    )


def test_nested_acts_are_each_in_their_own_name(desk: Newsroom) -> None:
    with acting_as(desk.ana):
        with acting_as(desk.ben):
            Speaker.objects.update(country="Spain")
        assert last().actor_name == "ben"
        Speaker.objects.update(country="France")
        assert last().actor_name == "ana"
    Speaker.objects.update(country="Italy")
    assert last().actor_name == ""


def test_a_failed_act_leaves_no_name_behind(desk: Newsroom) -> None:
    with pytest.raises(ZeroDivisionError), acting_as(desk.ana):
        raise ZeroDivisionError
    Speaker.objects.update(country="Italy")
    assert last().actor_name == ""


def test_accounts_are_not_audited(desk: Newsroom) -> None:
    before = AuditEntry.objects.count()
    desk.ana.email = "ana@example.org"
    desk.ana.noticed_at = timezone.now() + timedelta(1)
    desk.ana.save()
    assert AuditEntry.objects.count() == before
