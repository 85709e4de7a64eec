"""What the desk changes is changed in its user's name, and a refusal is a message."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from factcheck.models import AuditEntry, Source, Topic
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work, form_of, problems_of, save
from tests.workflow.newsroom import Newsroom


def test_the_audit_knows_who_saved(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    save(at_work(newsroom.ben), address_of(claim), summary="Twelve million.")
    latest = AuditEntry.objects.filter(claim=claim.pk).latest("pk")
    assert (latest.actor_name, latest.changes["summary"]) == ("ben", ["It did.", "Twelve million."])


def test_looking_asks_the_database_nothing_about_names(newsroom: Newsroom) -> None:
    client = at_work(newsroom.ana)
    with CaptureQueriesContext(connection) as queries:
        client.get("/admin/factcheck/claim/")
    assert not [query for query in queries if "factcheck.actor" in query["sql"]]


def test_what_a_guard_refuses_stays_on_the_form(newsroom: Newsroom) -> None:
    claim, client = newsroom.claim_in(Stage.APPROVED), at_work(newsroom.ana)
    typed = form_of(client.get(address_of(claim))) | {"summary": "Twelve million."}
    newsroom.bring(claim, Stage.PUBLISHED)
    response = client.post(address_of(claim), typed | {"since": AuditEntry.objects.newest()})
    assert "The claim is published by now: nothing of yours is saved." in problems_of(response)
    assert form_of(response)["summary"] == "Twelve million."
    claim.refresh_from_db()
    assert claim.summary == "It did."


def test_what_a_guard_refuses_of_an_inline_stays_on_the_form(newsroom: Newsroom) -> None:
    claim, client = newsroom.claim_in(Stage.APPROVED), at_work(newsroom.ana)
    typed = form_of(client.get(address_of(claim))) | {"evidence-0-summary": "Names another cost."}
    newsroom.bring(claim, Stage.PUBLISHED)
    response = client.post(address_of(claim), typed | {"since": AuditEntry.objects.newest()})
    assert "nothing of yours is saved" in problems_of(response)
    assert form_of(response)["evidence-0-summary"] == "Names another cost."


def test_what_a_guard_refuses_to_delete_stays_with_a_message(newsroom: Newsroom) -> None:
    connection.cursor().execute(
        "CREATE FUNCTION no_topic_goes() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM factcheck_refuse('Topics stay.'); RETURN OLD; END $$; "
        "CREATE TRIGGER stay BEFORE DELETE ON factcheck_topic "
        "FOR EACH ROW EXECUTE FUNCTION no_topic_goes()"
    )
    topic = Topic.objects.create(slug="rivers", name={"en": "Rivers"})
    address = f"/admin/factcheck/topic/{topic.pk}/delete/"
    response = at_work(newsroom.sam).post(address, {"post": "yes"}, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Topics stay."]
    assert Topic.objects.filter(pk=topic.pk).exists()


def test_an_edit_of_what_was_signed_off_is_saved_and_voids_the_sign_off(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    save(at_work(newsroom.ana), address_of(claim), summary="Twelve million.")
    claim.refresh_from_db()
    assert (claim.stage, claim.summary) == (Stage.IN_REVIEW, "Twelve million.")


def test_the_desk_records_a_change_of_what_claims_rest_on(newsroom: Newsroom) -> None:
    source: Source = newsroom.source
    save(at_work(newsroom.fay), f"/admin/factcheck/source/{source.pk}/change/", title="The report")
    entry = AuditEntry.objects.get(table="factcheck_source", row=source.pk, operation="UPDATE")
    assert (entry.actor_name, entry.changes) == ("fay", {"title": ["Report", "The report"]})
