"""The desk works under the role that production is told to use."""

from factcheck import guards, workflow
from factcheck.models import AuditEntry, Speaker
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import record_verification, redacting
from tests.guards.intruder import denied, serve_as_app
from tests.workflow.newsroom import Newsroom, by_hand


def test_a_claim_is_listed_published_corrected_and_redacted(db: None) -> None:
    serve_as_app()
    desk = Newsroom()
    claim = desk.claim()
    workflow.list_claim(claim.pk, desk.eva)
    desk.bring(claim, Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A new source.")
    desk.change(claim, summary="It cost eleven.")
    correction = PublicationKind.CORRECTION
    desk.bring(claim, Stage.APPROVED, kind=correction, reason="We had misread.")
    with acting_as(desk.ben):
        Speaker.objects.filter(pk=desk.speaker.pk).update(name="The court")
    desk.move(claim, Verb.SIGN_OFF, desk.dan)
    desk.move(claim, Verb.PUBLISH, desk.eva)
    assert [publication.kind for publication in claim.publications.in_chain()] == [
        *(PublicationKind.LISTING, PublicationKind.REVIEW, correction)
    ]

    asked = redacting.ask(claim, claim.publications.all(), "A court’s order.", desk.eva)
    redacting.agree(asked, desk.sam)

    assert not claim.publications.exclude(content=None).exists()
    assert not AuditEntry.objects.filter(claim=claim.pk).exclude(changes={}).exists()
    assert isinstance(record_verification.verify(), record_verification.Head)
    assert guards.faults() == []
    with denied("permission denied for table factcheck_auditentry"):
        by_hand("INSERT INTO factcheck_auditentry DEFAULT VALUES")
