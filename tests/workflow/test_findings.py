"""The finding on an article: written by one, signed off by another, an entry of the record."""

import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from factcheck import guards, workflow
from factcheck.models import ArticleFinding, AuditEntry, Claim, Publication, PublicFinding
from factcheck.models.acting import acting_as
from factcheck.models.acts import MOVES, Verb
from factcheck.models.content import SignedFinding
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.models.vocabulary import Stage
from factcheck.publishing import findings as published
from factcheck.publishing import (
    reading_room,
    reading_room_verification,
    record_verification,
    redacting,
)
from factcheck.workflow import findings
from factcheck.workflow.people import bylines_of_finding
from tests.workflow.findings import TEXT, act, amend, finding_in, write
from tests.workflow.newsroom import Newsroom, by_hand, refused, undone, without_guards

pytestmark = pytest.mark.django_db


def latest() -> Publication:
    entry = Publication.record.on_articles().first()
    assert entry
    return entry


def test_the_record_has_the_words_with_what_was_counted_and_what_they_refer_to(
    desk: Newsroom,
) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    said = latest().said_of_article.finding
    assert isinstance(said, SignedFinding)
    assert said.text == {"en": "Of 1 claims checked, 1 hold, first of all [1]."}
    assert said.counts == {"checked": 1, "hold": 1}
    assert [(each.number, each.status) for each in said.claims] == [(1, "true")]
    assert latest().said_of_article.publication.bylines.signed_off_by == ("Carla",)
    assert PublicFinding.objects.get().pk == finding.pk


def test_the_chain_goes_on_over_both_kinds_and_is_verified(desk: Newsroom) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    desk.claim_in(Stage.PUBLISHED)
    amend(finding, desk, {"en": "It holds [1]."}, kind="correction", reason="One more was checked.")
    serials = list(Publication.record.in_chain().values_list("serial", flat=True))
    assert serials == list(range(1, len(serials) + 1))
    verified = record_verification.verify()
    assert isinstance(verified, record_verification.Head)
    assert verified.serial == len(serials)
    assert list(reading_room_verification.faults()) == []
    call_command("verify_record", stdout=StringIO())


def test_rebuilding_shows_what_was_shown(desk: Newsroom) -> None:
    finding_in(Stage.WITHDRAWN, desk)
    before = list(PublicFinding.objects.values())
    assert before
    PublicFinding.objects.all().delete()
    assert list(reading_room_verification.faults())
    reading_room.rebuild()
    assert list(PublicFinding.objects.values()) == before


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("See [7].", "The finding refers to [7], and this article has no public claim of that"),
        ("{chekced} were.", "“{chekced}” is nothing that is counted: write one of {claims}"),
        ("", "Write the finding, at least in English."),
    ],
)
def test_what_refers_to_nothing_is_not_submitted(desk: Newsroom, text: str, fault: str) -> None:
    finding = finding_in(Stage.CHECKING, desk, {"en": text})
    with pytest.raises(workflow.DemandsUnmet) as refusal:
        act(finding, Verb.SUBMIT, desk, "ana")
    assert str(refusal.value).startswith(fault)


def test_a_claim_that_is_not_public_is_not_referred_to(desk: Newsroom) -> None:
    finding = finding_in(Stage.CHECKING, desk)
    desk.bare_claim(headline="Nobody listed this")
    assert Claim.objects.filter(number=None).exists()
    write(desk, {"en": "See [2]."})
    finding.refresh_from_db()
    with pytest.raises(workflow.DemandsUnmet, match=r"refers to \[2\]"):
        act(finding, Verb.SUBMIT, desk, "ana")


def test_whoever_wrote_it_does_not_sign_it_off(desk: Newsroom) -> None:
    finding = write(desk, {"en": "Nothing is checked yet."})
    act(finding, Verb.SUBMIT, desk, "ana")
    with acting_as(desk.carla):
        ArticleFinding.objects.update(text={"en": "Nothing at all is checked yet."})
    finding.refresh_from_db()
    with pytest.raises(workflow.SecondPersonNeeded, match="somebody else must sign it off"):
        act(finding, Verb.SIGN_OFF, desk, "carla")
    with refused("You wrote on this finding"), acting_as(desk.carla):
        insert(finding, "sign-off", "in-review", "approved", desk.carla.pk, "0" * 64)
    act(finding, Verb.SIGN_OFF, desk, "dan")
    assert finding.stage == Stage.APPROVED


def test_a_change_of_its_words_makes_the_sign_off_void(desk: Newsroom) -> None:
    finding = finding_in(Stage.APPROVED, desk)
    write(desk, {"en": "It does not hold [1]."})
    finding.refresh_from_db()
    assert finding.stage == Stage.IN_REVIEW
    assert finding.moves[0].verb == Verb.VOID


def test_a_review_that_comes_in_between_makes_the_sign_off_void(desk: Newsroom) -> None:
    finding = finding_in(Stage.APPROVED, desk)
    desk.claim_in(Stage.PUBLISHED)
    with pytest.raises(workflow.SignOffOutdated):
        act(finding, Verb.PUBLISH, desk, "eva")
    finding.refresh_from_db()
    assert finding.stage == Stage.IN_REVIEW
    assert not Publication.record.on_articles().exists()


def test_a_correction_says_that_it_is_one_and_why(desk: Newsroom) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    act(finding, Verb.REOPEN, desk, "ana", comment="We were wrong.")
    write(desk, {"en": "It holds [1]."})
    finding.refresh_from_db()
    with pytest.raises(workflow.DemandsUnmet, match=r"^Say whether this is a correction, an up"):
        act(finding, Verb.SUBMIT, desk, "ana")
    with pytest.raises(workflow.WrongStage, match="The finding is checking by now"):
        act(finding, Verb.PUBLISH, desk, "eva")
    write(desk, {"en": "It holds [1]."}, kind="typographical", reason="A typing error.")
    finding.refresh_from_db()
    with pytest.raises(workflow.DemandsUnmet, match="the numbers as they are"):
        act(finding, Verb.SUBMIT, desk, "ana")


def test_whoever_publishes_can_sign_off_the_next_one(desk: Newsroom) -> None:
    finding = finding_in(Stage.PUBLISHED, desk)
    amend(finding, desk, {"en": "It holds [1]."}, kind="update", reason="A new source.")
    assert finding.amendment_kind == ""
    assert not finding.contributed(desk.eva)


def test_a_withdrawal_leaves_the_article_that_it_was_on(desk: Newsroom) -> None:
    finding_in(Stage.WITHDRAWN, desk)
    content = json.loads(bytes(latest().content or b""))
    assert (latest().kind, content["entry"]) == ("retraction", "finding")
    assert content["finding"].keys() == {"article"}
    assert content["publication"]["reason"] == "It rests on a mistake."


def test_nothing_published_is_changed_unless_it_is_reopened(desk: Newsroom) -> None:
    finding_in(Stage.PUBLISHED, desk)
    with pytest.raises(workflow.WrongStage, match="reopen it before you change it"):
        write(desk, {"en": "Otherwise."})
    with refused("reopen it before you change it"), acting_as(desk.ana):
        ArticleFinding.objects.update(text={"en": "Otherwise."})


def test_every_change_is_audited(desk: Newsroom) -> None:
    finding = finding_in(Stage.CHECKING, desk)
    write(desk, {"en": "Otherwise."})
    entry = AuditEntry.objects.of_rows(ArticleFinding, [finding.pk])[0]
    assert (entry.actor, entry.operation) == (desk.ana, "UPDATE")
    assert entry.changes == {"text": [TEXT, {"en": "Otherwise."}]}


def test_an_older_version_is_not_saved_over(desk: Newsroom) -> None:
    write(desk)
    with pytest.raises(workflow.StaleVersion):
        findings.write(desk.article, {"en": "Mine."}, desk.ben, version=0)


def test_the_edges_are_those_of_a_review(desk: Newsroom) -> None:
    own = set(findings.FINDING_ACTS)
    stages = {Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED, Stage.PUBLISHED, Stage.WITHDRAWN}
    edges = {
        (verb.value, source.value, act.target.value)
        for verb, act in MOVES.items()
        for source in act.sources
        if verb in own and source in stages and act.target
    }
    sql = guards.sql()
    body = sql[sql.index("FUNCTION public.factcheck_guard_finding_move") :]
    found = body[body.index("(VALUES") : body.index(") AS edge")]
    assert {tuple(line.strip(" (),'").split("', '")) for line in found.splitlines()[1:-1]} == edges


def insert(
    finding: ArticleFinding, verb: str, source: str, target: str, actor: int, signed: str = ""
) -> None:
    by_hand(
        "INSERT INTO factcheck_move (finding_id, verb, from_stage, to_stage, actor_id, comment, "
        "candidate_sha256, candidate_size, created_at) VALUES (%s, %s, %s, %s, %s, 'By hand.', "
        "%s, %s, now())",
        *(finding.pk, verb, source, target, actor, signed, 1 if signed else None),
    )


def test_the_database_refuses_what_skips_a_step(desk: Newsroom) -> None:
    finding = finding_in(Stage.APPROVED, desk)
    eva = desk.eva.pk
    with acting_as(desk.eva):
        with refused("Publish writes a publication first"):
            insert(finding, "publish", "approved", "published", eva)
        with refused("write the retraction first"):
            insert(finding, "withdraw", "approved", "withdrawn", eva)
        with refused("No finding can reopen from approved"):
            insert(finding, "reopen", "approved", "checking", eva)
        with refused("A move is made in the name of who acts."):
            insert(finding, "send-back", "approved", "checking", desk.ana.pk)
        with refused("The stage of a finding changes only through a move."):
            by_hand("UPDATE factcheck_articlefinding SET stage = 'published'")
        with refused("The finding has a history"):
            by_hand("DELETE FROM factcheck_articlefinding")
    with refused("Nobody is named as acting"):
        by_hand("UPDATE factcheck_articlefinding SET text = '{}'")


def changed(change: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """The columns of the newest entry with another content, as if it were the next one."""
    entry = latest()
    content = json.loads(bytes(entry.content or b""))
    change(content)
    return {"content": canonical(content), "content_sha256": sha256(canonical(content))}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda c: c["finding"]["text"].update(en="It does not hold."), "is not what was signed"),
        (lambda c: c["finding"]["counts"].update(hold=40), "is not what was signed"),
        (lambda c: c["publication"].update(reason="For fun."), "published as what was signed off"),
        (lambda c: c["publication"].update(number=9), "says of itself what its columns say"),
        (lambda c: c.update(entry="publication"), "says of itself what its columns say"),
    ],
)
def test_the_database_publishes_what_was_signed_off_alone(
    desk: Newsroom, change: Callable[[dict[str, Any]], None], why: str
) -> None:
    finding = finding_in(Stage.APPROVED, desk)
    with undone(), acting_as(desk.eva):
        published.publish(finding, bylines_of_finding(finding))
        columns = changed(change)
        before = latest()
    linked = link(before.previous_link, before.serial, columns["content_sha256"])
    with refused(why), acting_as(desk.eva):
        Publication(
            serial=before.serial,
            finding=finding,
            number=before.number,
            kind=before.kind,
            published_at=before.published_at,
            previous_link=before.previous_link,
            link=linked,
            **columns,
        ).save(force_insert=True)


def test_a_redaction_of_a_claim_reaches_the_finding_on_its_article(desk: Newsroom) -> None:
    finding = finding_in(Stage.PUBLISHED, desk, {"en": "Jane Roe lied [1]."})
    act(finding, Verb.REOPEN, desk, "ana", comment="Jane Roe objects.")
    claim = desk.article.claims.get()
    taken = [*claim.publications.all(), *redacting.findings_beside(claim)]
    redaction = redacting.ask(claim, taken, "A court's order.", desk.eva)
    redacting.agree(redaction, desk.sam)
    finding.refresh_from_db()
    kept = [finding.text, *(move.comment for move in finding.moves)]
    kept += AuditEntry.objects.of_rows(ArticleFinding, [finding.pk]).values_list("changes")
    assert "Jane" not in str(kept)
    assert latest().content is None
    assert isinstance(record_verification.verify(), record_verification.Head)
    assert list(reading_room_verification.faults()) == []


def test_verifying_finds_words_that_nobody_signed(desk: Newsroom) -> None:
    finding_in(Stage.PUBLISHED, desk)
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    columns = changed(lambda content: content["finding"]["text"].update(en="It does not."))
    with without_guards():
        entry = latest()
        linked = link(entry.previous_link, entry.serial, columns["content_sha256"])
        Publication.record.filter(pk=entry.pk).update(**columns, link=linked)
    assert record_verification.verify() == record_verification.Fault(
        latest().serial, "is a finding of which nobody signed off these words"
    )


def test_verifying_finds_a_finding_that_is_shown_otherwise(desk: Newsroom) -> None:
    finding_in(Stage.PUBLISHED, desk)
    by_hand("UPDATE factcheck_publicfinding SET article_slug = 'another'")
    with pytest.raises(CommandError):
        call_command("verify_record", stdout=StringIO(), stderr=StringIO())
