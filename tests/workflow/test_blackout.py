"""A redaction reaches everything: after it, the words stand nowhere, and all else is as it was."""

from collections.abc import Iterable
from datetime import date

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.utils import timezone, translation

from factcheck import anchoring, remarks, text_versions
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    ExternalReview,
    PublicArticle,
    Publication,
    PublicClaim,
    ReaderReport,
    Redaction,
    Remark,
    ReplyRequest,
    SearchLogEntry,
    Translation,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import reading_room, record_verification, redacting
from factcheck.publishing.blackout import places
from factcheck.workflow import list_claim, perform
from tests.drafts import MARK, words
from tests.public.amending import COURT, amend
from tests.publishing.conftest import room
from tests.record import json_of
from tests.test_drafts import addresses, visit
from tests.workflow.newsroom import Newsroom, by_hand, refused

PASSAGE = f"It cost {MARK} million,\n\nthe {MARK} said"
TEXT = (
    f"The bridge\n\nOne morning. {PASSAGE}. Nobody asked, and nobody else was told.\n\nIt was fine."
)
OLDER = f"{PASSAGE}. The weather was fine."
BLACKED_OUT = "█" * len("It cost deskdraft million,") + "\n\n" + "█" * len("the deskdraft said")


@pytest.fixture
def desk(desk: Newsroom) -> Newsroom:
    for text in (OLDER, TEXT):
        ArticleRevision(article=desk.article, body=text).save()
    return desk


def anchored(desk: Newsroom, claim: Claim, quote: str) -> Claim:
    revision = desk.article.current_revision
    assert revision
    with acting_as(desk.ana):
        claim = Claim.objects.get(pk=claim.pk)
        claim.anchor_at(anchoring.find(revision.body, quote), revision)
        claim.save()
    return claim


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    """A published claim with the words in all that it has, also in what it was before."""
    claim = anchored(desk, desk.claim(), PASSAGE)
    public = ("quote", "prefix", "suffix", "origin", "external_id", "legal_hold")
    mine = words(Claim, *public, "amendment_reason") | {"status_id": "false"}
    mine |= {"earlier_published_on": date(2020, 5, 2)}
    number = claim.evidence.get().ref
    desk.change(claim, **mine | {"reasoning": f"{MARK} [{number}]"})
    with acting_as(desk.ana):
        claim.citations.update(**words(Citation))
        claim.evidence.update(**words(Evidence))
        today = date(2024, 5, 2)
        SearchLogEntry.objects.create(claim=claim, searched_on=today, **words(SearchLogEntry))
        Translation.objects.create(claim=claim, language="es", **words(Translation))
        asked = words(ReplyRequest) | {"asked_on": today, "answered_on": today}
        ReplyRequest.objects.create(claim=claim, **asked)
        ExternalReview.objects.create(claim=claim, **words(ExternalReview))
    perform(claim.pk, Verb.COMMENT, desk.ben, comment=MARK)
    desk.move(claim, Verb.TAKE, desk.ana)  # without a comment
    desk.bring(claim, Stage.PUBLISHED)
    amend(desk, claim, MARK, summary=f"{MARK} again")
    report = ReaderReport.objects.create(kind="error", claim=claim, message=MARK)
    ReaderReport.objects.filter(pk=report.pk).update(outcome="rejected", answer=MARK)
    said = {"exact": MARK, "suggestion": MARK, "text": MARK}
    remarks.make(Remark(claim=claim, field="summary", **said), desk.carla)
    LogEntry.objects.log_actions(desk.ana.pk, [claim], CHANGE, [{"added": {"object": MARK}}])
    return claim


@pytest.fixture
def beside(desk: Newsroom, claim: Claim) -> list[Claim]:
    """Published claims: in the same paragraph, nested in the passage, and far from it."""
    quotes = ("Nobody asked", f"{MARK} million", "It was fine")
    beside = []
    for quote in quotes:
        each = anchored(desk, desk.claim(headline="Another claim"), quote)
        beside.append(desk.bring(each, Stage.PUBLISHED))
    return beside


def redact(desk: Newsroom, claim: Claim, publications: Iterable[Publication]) -> Redaction:
    asked = redacting.ask(claim, publications, COURT, desk.eva)
    redacting.agree(asked, desk.sam)
    return asked


def everything(claim: Claim) -> list[Publication]:
    return [*claim.publications.all(), *redacting.neighbours(claim)]


def tables_saying(text: str) -> list[str]:
    """The tables of the whole database in which a text stands, also within bytes."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        rows = f"SELECT EXISTS (SELECT FROM {table} AS t WHERE t::text LIKE %s OR t::text LIKE %s)"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(rows, [f"%{text}%", f"%{text.encode().hex()}%"])
            found += [table] if cursor.fetchone()[0] else []
    return found


def test_the_words_stand_nowhere_in_the_database(
    desk: Newsroom, claim: Claim, beside: list[Claim]
) -> None:
    assert {
        *("factcheck_claim", "factcheck_evidence", "factcheck_citation", "factcheck_move"),
        *("factcheck_translation", "factcheck_replyrequest", "factcheck_searchlogentry"),
        "factcheck_externalreview",
        *("factcheck_auditentry", "factcheck_articlerevision", "factcheck_publication"),
        *(
            "django_admin_log",
            "factcheck_publicclaim",
            "factcheck_publicarticle",
            "factcheck_readerreport",
            "factcheck_remark",
        ),
    } <= {*tables_saying(MARK)}

    redact(desk, claim, everything(claim))

    assert tables_saying(MARK) == []


@pytest.mark.system
def test_no_address_shows_the_words_and_the_page_of_the_claim_is_gone_for_a_reason(
    desk: Newsroom, claim: Claim, beside: list[Claim], client: Client
) -> None:
    redact(desk, claim, everything(claim))
    with translation.override(settings.LANGUAGE_CODE):
        walk = addresses()
        for all_of in walk.values():
            for address in all_of:
                assert visit(client, address) in (200, 404, 410), address
        gone = client.get(f"/claims/{claim.pk}/the-bridge/")
    assert gone.status_code == 410
    assert COURT in gone.content.decode()
    history = client.get(f"/claims/{claim.pk}/history/").content.decode()
    assert history.count(COURT) == 2
    article = client.get("/articles/bridge/").content.decode()
    assert BLACKED_OUT.split("\n")[0] in article


def test_the_record_verifies_and_the_reading_room_is_what_a_rebuild_makes(
    desk: Newsroom, claim: Claim, beside: list[Claim]
) -> None:
    head = record_verification.verify()
    redact(desk, claim, everything(claim))
    assert record_verification.verify() == head
    before = room()
    reading_room.rebuild()
    assert room() == before
    assert [row.pk for row in PublicClaim.objects.all()] == [beside[2].pk]


def test_every_other_anchor_stays_where_it_is(
    desk: Newsroom, claim: Claim, beside: list[Claim]
) -> None:
    redact(desk, claim, everything(claim))
    public = PublicClaim.objects.get()
    body = PublicArticle.objects.get().body
    assert body == TEXT.replace(PASSAGE, BLACKED_OUT)
    assert body[public.start : public.end] == "It was fine"
    for each in Claim.objects.filter(revision__isnull=False).select_related("revision"):
        assert each.revision
        assert each.revision.body[each.start : each.end] == each.quote


def test_every_version_of_the_text_is_blacked_out_and_keeps_its_digest(
    desk: Newsroom, claim: Claim
) -> None:
    before = list(desk.article.revisions.values_list("sha256", flat=True))
    redact(desk, claim, everything(claim))
    after = desk.article.revisions.all()
    assert [revision.sha256 for revision in after] == before
    assert [revision.is_redacted for revision in after] == [False, True, True]
    assert [revision.body for revision in after[1:]] == [
        text.replace(PASSAGE, BLACKED_OUT) for text in (OLDER, TEXT)
    ]


def test_a_copy_of_the_text_in_another_article_is_blacked_out_too(
    desk: Newsroom, claim: Claim
) -> None:
    desk.article.pk = None
    desk.article.slug = "copy"
    desk.article.save()
    copy = ArticleRevision(article=desk.article, body=TEXT)
    copy.save()
    redact(desk, claim, everything(claim))
    copy.refresh_from_db()
    assert copy.body == TEXT.replace(PASSAGE, BLACKED_OUT)


def test_neighbours_are_those_that_hold_or_repeat_the_words(
    desk: Newsroom, claim: Claim, beside: list[Claim]
) -> None:
    repeat = anchored(desk, desk.claim(headline="The same", same_as=claim), "It was")
    desk.bring(repeat, Stage.PUBLISHED)
    found = [publication.claim_id for publication in redacting.neighbours(claim)]
    assert found == [beside[0].pk, beside[1].pk, repeat.pk]


def test_neighbours_elsewhere_quote_the_words_or_stand_in_a_text_that_has_them(
    desk: Newsroom, claim: Claim
) -> None:
    desk.article = Article.objects.create(
        slug="wire", title="The wire", publisher="The wire", published_on="2024-05-01"
    )
    text = f"{PASSAGE}. So the wire.\n\nAnd much else that is said in a paragraph of its own."
    ArticleRevision(article=desk.article, body=text).save()
    quoting, around, _far = (
        desk.bring(anchored(desk, desk.claim(headline="In the wire"), quote), Stage.PUBLISHED)
        for quote in (PASSAGE, "So the wire", "And much else")
    )
    found = [publication.claim_id for publication in redacting.neighbours(claim)]
    assert found == [quoting.pk, around.pk]


def test_a_neighbour_keeps_its_verdict_at_the_desk_to_be_published_again(
    desk: Newsroom, claim: Claim, beside: list[Claim]
) -> None:
    redact(desk, claim, everything(claim))
    neighbour = Claim.objects.get(pk=beside[0].pk)
    assert (neighbour.headline, neighbour.summary) == ("Another claim", "It did.")
    amend(desk, neighbour, "Without the passage.", summary="It did, we say again.")
    quote = json_of(neighbour.publications.get(number=2))["claim"]["quote"]
    assert quote["paragraph"].startswith("█████")
    assert MARK not in str(quote)


def test_a_neighbour_that_is_not_chosen_stays_as_it_is(
    desk: Newsroom, claim: Claim, beside: list[Claim]
) -> None:
    redact(desk, claim, claim.publications.all())
    assert (
        MARK
        in json_of(PublicClaim.objects.get(pk=beside[0].pk).publication)["claim"]["quote"][
            "paragraph"
        ]
    )


def test_while_readers_keep_the_newest_revision_the_words_stay(
    desk: Newsroom, claim: Claim
) -> None:
    redact(desk, claim, [claim.publications.get(number=1)])
    claim.refresh_from_db()
    assert claim.headline == MARK
    assert PublicArticle.objects.get().body == TEXT
    assert not claim.audit_entries.exclude(changes={}).exists()


def test_a_new_text_finds_the_blacked_out_claim_again(desk: Newsroom, claim: Claim) -> None:
    redact(desk, claim, everything(claim))
    blackened = TEXT.replace(PASSAGE, BLACKED_OUT)
    text_versions.revise(desk.article, f"News.\n\n{blackened}", desk.ana)
    claim.refresh_from_db()
    assert claim.passage == Claim.Passage.THERE


def test_an_approved_neighbour_is_read_again(desk: Newsroom, claim: Claim) -> None:
    nested = anchored(desk, desk.claim(headline="Nested"), f"{MARK} million")
    desk.bring(nested, Stage.APPROVED)
    redact(desk, claim, everything(claim))
    nested.refresh_from_db()
    assert nested.stage == Stage.IN_REVIEW


def test_what_was_published_since_is_asked_for_again(desk: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    amend(desk, claim, MARK, summary="Once more.")
    with pytest.raises(
        ValidationError,
        match=f"Revision 3 of claim {claim.pk} was published since: take this back, and ask again",
    ):
        redacting.agree(asked, desk.sam)
    redacting.take_back(asked, desk.eva)
    assert not Redaction.objects.exists()


def test_so_are_the_same_words_in_another_claim(desk: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, everything(claim), COURT, desk.eva)
    nested = anchored(desk, desk.claim(headline="Nested"), f"{MARK} million")
    list_claim(nested.pk, desk.eva)
    with pytest.raises(ValidationError, match=f"Revision 1 of claim {nested.pk} was published"):
        redacting.agree(asked, desk.sam)


def test_what_has_other_words_is_published_meanwhile(desk: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, everything(claim), COURT, desk.eva)
    list_claim(anchored(desk, desk.claim(headline="Far"), "It was fine").pk, desk.eva)
    redacting.agree(asked, desk.sam)


def test_one_is_asked_for_at_a_time(desk: Newsroom, claim: Claim) -> None:
    redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    with pytest.raises(ValidationError, match="Somebody has asked for a redaction of this claim"):
        redacting.ask(claim, claim.publications.all(), COURT, desk.sam)


def test_what_repeats_it_goes_with_it_or_is_withdrawn_first(desk: Newsroom, claim: Claim) -> None:
    repeat = anchored(desk, desk.claim(headline="The same", same_as=claim), "It was")
    desk.bring(repeat, Stage.PUBLISHED)
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    with refused("Other claims repeat this one: withdraw their reviews first"):
        redacting.agree(asked, desk.sam)
    desk.move(repeat, Verb.WITHDRAW, desk.eva, comment="It rests on another.")
    redacting.agree(asked, desk.sam)
    assert not PublicClaim.objects.filter(pk=claim.pk).exists()


def test_words_do_not_go_outside_of_an_agreement(own_database: None) -> None:
    desk = Newsroom()
    claim = desk.claim_in(Stage.PUBLISHED)
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    redacting.agree(asked, desk.sam)
    with acting_as(desk.sam):
        with refused("The claim is published: reopen it before you change it."):
            Claim.objects.filter(pk=claim.pk).update(headline="█")
        with refused("A revision is written once"):
            by_hand("UPDATE factcheck_articlerevision SET body = '█' || substr(body, 2)")
        for table in ("move", "auditentry"):
            column = "comment = '█'" if table == "move" else "changes = '{}'"
            with refused(f"factcheck_{table} is written once"):
                by_hand(f"UPDATE factcheck_{table} SET {column}")  # noqa: S608


def test_an_agreement_that_was_not_carried_out_is_found(desk: Newsroom, claim: Claim) -> None:
    asked = redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    with acting_as(desk.sam):
        Redaction.objects.filter(pk=asked.pk).update(agreed_by=desk.sam, agreed_at=timezone.now())
    assert record_verification.verify() == record_verification.Fault(
        1, "has content that two people agreed to redact"
    )


def test_passages_that_overlap_are_all_blacked_out() -> None:
    text = "One two three four."
    assert places(text, ["One two", "two three", "two"]) == {(0, 7), (4, 13), (4, 7)}


def test_a_passage_in_other_typography_is_found_beside_one_to_the_letter() -> None:
    assert places("it’s so, and it's so: it’s so.", ["it's so"]) == {(13, 20), (22, 29), (0, 7)}


def test_a_redaction_takes_characters_and_adds_none(desk: Newsroom, claim: Claim) -> None:
    redact(desk, claim, everything(claim))
    for body in ("body || '█'", "replace(body, 'was', 'WAS')"):
        with acting_as(desk.sam), refused("A revision is written once"):
            by_hand(f"UPDATE factcheck_articlerevision SET body = {body}")  # noqa: S608
