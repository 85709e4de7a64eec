"""Whoever changes the record is found out, and the first broken link is named.

The tests write as somebody who owns the tables and has switched every guard off.
"""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from factcheck.models import Publication, PublicClaim
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.publishing import reading_room, record_verification
from tests.models.factories import make_article, make_claim
from tests.publishing.conftest import content_of, make_public


@pytest.fixture
def heads(db: None) -> list[str]:
    """Three publications, two of them of one claim; the links that a reader kept."""
    article = make_article()
    first, second = make_claim(article), make_claim(article, "49 deaths")
    published = [make_public(claim) for claim in (first, second, first)]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    return [publication.link for publication in published]


def tamper(serial: int, **columns: Any) -> None:
    assert Publication.objects.filter(serial=serial).update(**columns)


def delete(serial: int) -> None:
    PublicClaim.objects.filter(publication=serial).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM factcheck_publication WHERE serial = %s", [serial])


def rewrite(serial: int, content: dict[str, Any]) -> None:
    """Put other content in, and make all digests and links from there on agree with it."""
    tamper(serial, content=canonical(content))
    previous = link_before(serial)
    for row in Publication.objects.in_chain().filter(serial__gte=serial):
        digest = sha256(content_of(row))
        new = link(previous, row.serial, digest)
        tamper(row.serial, content_sha256=digest, previous_link=previous, link=new)
        previous = new


def link_before(serial: int) -> str:
    before = Publication.objects.filter(serial__lt=serial).in_chain().last()
    return before.link if before else Publication.GENESIS


def verify(*arguments: str) -> str:
    return said(*arguments)[0]


def said(*arguments: str) -> list[str]:
    """The lines that the command prints of a record without a fault."""
    out = StringIO()
    call_command("verify_record", *arguments, stdout=out)
    return out.getvalue().splitlines()


def fault(*arguments: str) -> str:
    with pytest.raises(CommandError) as refusal:
        verify(*arguments)
    assert refusal.value.returncode == 1
    return str(refusal.value)


def test_an_unbroken_record_is_confirmed_with_its_head(heads: list[str]) -> None:
    assert verify() == f"3 publications, unbroken. Head: {heads[2]}"


def test_an_empty_record_is_unbroken(db: None) -> None:
    assert verify() == f"0 publications, unbroken. Head: {Publication.GENESIS}"


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_record_that_has_grown_since_a_head_was_kept_is_confirmed(
    heads: list[str], kept: int
) -> None:
    assert verify("--head", heads[kept]).startswith("3 publications, unbroken.")


def test_changed_content_is_found(heads: list[str]) -> None:
    content = content_of(Publication.objects.get(serial=2))
    tamper(2, content=content.replace(b"49 deaths", b"94 deaths"))

    assert fault() == "Publication 2 has content that is not what its digest says."


def test_changed_content_with_its_digest_is_found(heads: list[str]) -> None:
    content = content_of(Publication.objects.get(serial=2)).replace(b"49", b"94")
    tamper(2, content=content, content_sha256=sha256(content))

    assert fault() == "Publication 2 has a link that is not what its digests say."


def test_a_changed_link_is_found(heads: list[str]) -> None:
    tamper(2, link="f" * 64)

    assert fault() == "Publication 2 has a link that is not what its digests say."


def test_a_publication_that_follows_another_one_is_found(heads: list[str]) -> None:
    tamper(3, previous_link="f" * 64)

    assert fault() == "Publication 3 does not follow the publication before it."


def test_a_publication_that_was_rewritten_with_its_link_is_found_in_the_next_one(
    heads: list[str],
) -> None:
    row = Publication.objects.get(serial=1)
    digest = sha256(b"{}")
    tamper(1, content=b"{}", content_sha256=digest, link=link(row.previous_link, 1, digest))

    # Content that is no publication is noticed before the broken link after it.
    assert fault() == "Publication 1 has content that is no publication."


def test_a_deleted_publication_is_found(heads: list[str]) -> None:
    delete(2)

    assert fault() == "Publication 2 is missing; the next one has serial 3."


def test_a_deleted_first_publication_is_found(heads: list[str]) -> None:
    delete(1)

    assert fault() == "Publication 1 is missing; the next one has serial 2."


def test_the_last_publication_can_be_deleted_unseen_only_without_a_head(heads: list[str]) -> None:
    delete(3)
    reading_room.rebuild()

    assert verify() == f"2 publications, unbroken. Head: {heads[1]}"
    assert fault("--head", heads[2]) == (
        f"Publication 2 is the last, and none has the link {heads[2]}: the record was rewritten."
    )


def test_a_record_that_was_rewritten_to_its_end_is_found_by_a_head(heads: list[str]) -> None:
    content = json.loads(content_of(Publication.objects.get(serial=1)))
    content["claim"]["headline"] = "70 people died"
    rewrite(1, content)

    assert verify().startswith("3 publications, unbroken.")
    assert fault("--head", heads[0]) == (
        f"Publication 3 is the last, and none has the link {heads[0]}: the record was rewritten."
    )


def test_a_wrong_revision_number_is_found(heads: list[str]) -> None:
    tamper(3, number=7)

    claim = Publication.objects.get(serial=3).claim_id
    assert fault() == f"Publication 3 is revision 7 of claim {claim}, not 2."


@pytest.mark.parametrize(
    ("column", "value"), [("kind", "retraction"), ("published_at", "2020-01-01T00:00:00Z")]
)
def test_a_column_that_says_something_else_than_the_content_is_found(
    heads: list[str], column: str, value: str
) -> None:
    tamper(2, **{column: value})

    assert fault().startswith(f"Publication 2 has the {column} {value[:10]}")
    assert " in its column, but " in fault()


def test_a_publication_that_was_moved_to_another_claim_is_found(heads: list[str]) -> None:
    other = make_claim(make_article())
    own = Publication.objects.get(serial=2).claim_id
    tamper(2, claim=other)

    assert fault() == (
        f"Publication 2 has the claim_id {other.pk} in its column, but {own} in its content."
    )


def test_content_that_is_no_json_is_found_even_with_all_digests_right(heads: list[str]) -> None:
    digest = sha256(b"not json")
    previous = link_before(3)
    tamper(3, content=b"not json", content_sha256=digest, link=link(previous, 3, digest))

    assert fault() == "Publication 3 has content that is no publication."


def test_the_domain_names_the_first_fault_only(heads: list[str]) -> None:
    tamper(2, link="e" * 64)
    delete(3)

    assert record_verification.verify() == record_verification.Fault(
        2, "has a link that is not what its digests say"
    )
