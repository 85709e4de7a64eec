"""What a superuser of the database could do to the record, and how it is found out."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factcheck import workflow
from factcheck.models import Publication
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.models.vocabulary import Stage
from factcheck.publishing import record_verification
from tests.workflow.newsroom import Newsroom, by_hand, without_guards

pytestmark = pytest.mark.system


@pytest.fixture
def head(db: None) -> str:
    """The last link of a record of five publications, as somebody outside kept it."""
    desk = Newsroom()
    claims = [desk.claim_in(Stage.PUBLISHED), desk.claim_in(Stage.WITHDRAWN)]
    claims += [desk.claim(), desk.claim()]
    for claim in claims[2:]:
        workflow.list_claim(claim.pk, desk.eva)
    # What is pending on the tables hinders ALTER TABLE.
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    verified = record_verification.verify()
    assert isinstance(verified, record_verification.Head)
    assert verified.serial == 5
    return verified.link


def rehash(first: int) -> None:
    """Compute all digests anew from a serial on, as a careful forger would."""
    before = Publication.objects.filter(serial=first - 1).first()
    previous = before.link if before else Publication.GENESIS
    for publication in Publication.objects.filter(serial__gte=first).in_chain():
        digest = sha256(bytes(publication.content or b""))
        publication.content_sha256, publication.previous_link = digest, previous
        publication.link = previous = link(previous, publication.serial, digest)
        publication.save(force_update=True)


def test_a_record_that_was_rewritten_whole_is_caught_by_the_head_alone(head: str) -> None:
    with without_guards():
        second = Publication.objects.get(serial=2)
        second.content = bytes(second.content or b"").replace(b"It did.", b"It had.")
        second.save(force_update=True)
        rehash(2)
        by_hand("ALTER TABLE factcheck_move DISABLE TRIGGER USER")
        signed = sha256(canonical(second.said.claim))
        second.claim.moves.sign_offs().update(candidate_sha256=signed)
        by_hand("ALTER TABLE factcheck_move ENABLE TRIGGER USER")

    forged = record_verification.verify()
    assert isinstance(forged, record_verification.Head)
    assert forged.link != head
    call_command("verify_record", stdout=StringIO())
    assert record_verification.verify(head) == record_verification.Fault(
        5, f"is the last, and none has the link {head}: the record was rewritten"
    )
    with pytest.raises(
        CommandError,
        match=f"^Publication 5 is the last, and none has the link {head}: the record was "
        "rewritten\\.$",
    ):
        call_command("verify_record", head=head)


def test_the_head_of_a_record_that_grew_is_still_in_it(head: str) -> None:
    assert record_verification.verify(head) == record_verification.Head(5, head)
    desk_claim = Publication.objects.get(serial=5).claim
    assert isinstance(
        record_verification.verify(Publication.objects.get(serial=3).link), record_verification.Head
    )
    assert desk_claim.publications.count() == 1


def test_a_record_that_was_cut_short_is_caught_by_the_head_alone(head: str) -> None:
    with without_guards():
        by_hand("DELETE FROM factcheck_publicclaim WHERE publication_id >= 4")
        by_hand("DELETE FROM factcheck_publication WHERE serial >= 4")
    assert isinstance(record_verification.verify(), record_verification.Head)
    assert record_verification.verify(head) == record_verification.Fault(
        3, f"is the last, and none has the link {head}: the record was rewritten"
    )


Tampering = Callable[[], object]


def change(column: str, value: object) -> Tampering:
    return lambda: by_hand(
        f"UPDATE factcheck_publication SET {column} = %s WHERE serial = 3",  # noqa: S608
        value,
    )


def change_content() -> None:
    by_hand(
        "UPDATE factcheck_publication "
        "SET content = convert_to(replace(convert_from(content, 'UTF8'), 'ten', 'six'), 'UTF8') "
        "WHERE serial = 3"
    )


def replace_content(content: bytes) -> Tampering:
    def tamper() -> None:
        by_hand("UPDATE factcheck_publication SET content = %s WHERE serial = 3", content)
        rehash(3)

    return tamper


def remove() -> None:
    by_hand("DELETE FROM factcheck_publicclaim WHERE publication_id = 3")
    by_hand("DELETE FROM factcheck_publication WHERE serial = 3")


def swap() -> None:
    by_hand("DELETE FROM factcheck_publicclaim")
    by_hand("UPDATE factcheck_publication SET serial = 99 WHERE serial = 3")
    by_hand("UPDATE factcheck_publication SET serial = 3 WHERE serial = 4")
    by_hand("UPDATE factcheck_publication SET serial = 4 WHERE serial = 99")


@pytest.mark.parametrize(
    ("tamper", "what"),
    [
        pytest.param(change_content, "has content that is not what its digest says", id="content"),
        pytest.param(
            change("content", None), "has lost its content without a redaction", id="content gone"
        ),
        pytest.param(
            change("content_sha256", "0" * 64),
            "has a link that is not what its digests say",
            id="digest",
        ),
        pytest.param(
            change("link", "0" * 64), "has a link that is not what its digests say", id="link"
        ),
        pytest.param(
            change("previous_link", "f" * 64),
            "does not follow the publication before it",
            id="previous link",
        ),
        pytest.param(change("number", 9), "is revision 9 of claim", id="number"),
        pytest.param(
            change("kind", "update"),
            "has the kind update in its column, but retraction in its content",
            id="kind",
        ),
        pytest.param(
            change("published_at", "2020-01-01T00:00Z"),
            "has the published_at 2020-01-01T00:00:00.000000Z in its column, but 2",
            id="time",
        ),
        pytest.param(remove, "is missing; the next one has serial 4", id="removed"),
        pytest.param(swap, "does not follow the publication before it", id="order"),
        pytest.param(replace_content(b"{}"), "has content that is no publication", id="other JSON"),
        pytest.param(
            replace_content(b"no JSON"), "has content that is no publication", id="no JSON"
        ),
        pytest.param(
            replace_content(b'{"publication": {}}'),
            "has content that is no publication",
            id="nothing said of itself",
        ),
    ],
)
def test_tampering_is_named_at_its_place(head: str, tamper: Tampering, what: str) -> None:
    with without_guards():
        tamper()

    fault = record_verification.verify()

    assert isinstance(fault, record_verification.Fault)
    assert fault.serial == 3
    assert fault.what.startswith(what)
    with pytest.raises(CommandError, match=r"^Publication 3 "):
        call_command("verify_record")


def test_a_redaction_that_nobody_agreed_to_excuses_nothing(head: str) -> None:
    desk_user = by_hand(
        "INSERT INTO factcheck_redaction (claim_id, serials, reason, asked_by_id, asked_at) "
        "SELECT claim_id, '{3}', 'x', id, now() FROM factcheck_publication, factcheck_user, "
        "set_config('factcheck.actor', id::text, true) WHERE username = 'eva' AND serial = 3"
    )
    assert desk_user == 1
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    with without_guards():
        change("content", None)()
    assert record_verification.verify() == record_verification.Fault(
        3, "has lost its content without a redaction"
    )
