"""The record for whoever wants to verify it, with nothing but what the README says."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from factcheck import keyset
from factcheck.models import Publication
from factcheck.models.content.canonical import canonical
from factcheck.models.vocabulary import Stage
from factcheck.publishing import redacting
from tests.public.amending import COURT, amend, redact
from tests.record import json_of
from tests.workflow.newsroom import Newsroom, by_hand

README = settings.BASE_DIR / "README.md"


def lines(client: Client) -> list[dict[str, Any]]:
    body = b"".join(client.get("/record.jsonl"))
    return [json.loads(line) for line in body.split(b"\n") if line]


# What the addresses give


def test_the_record_is_one_publication_to_a_line_in_order(desk: Newsroom, client: Client) -> None:
    amend(desk, desk.claim_in(Stage.PUBLISHED), "A slip.", summary="It did not.")
    response = client.get("/record.jsonl")
    assert response["Content-Type"] == "application/jsonl"
    entries = lines(client)
    assert [entry["serial"] for entry in entries] == [1, 2]
    for entry, publication in zip(entries, Publication.objects.in_chain(), strict=True):
        assert entry == {
            "content": json_of(publication),
            "content_sha256": publication.content_sha256,
            "link": publication.link,
            "previous_link": publication.previous_link,
            "serial": publication.serial,
        }


def test_the_content_stands_in_its_line_byte_for_byte(desk: Newsroom, client: Client) -> None:
    publication = amend(
        desk, desk.claim_in(Stage.PUBLISHED), "“Ñ”\u2028", summary="\t\\ \u2028 é 😀"
    )
    last = b"".join(client.get("/record.jsonl")).rstrip(b"\n").split(b"\n")[-1]
    assert last.startswith(b'{"content":' + bytes(publication.content or b"") + b",")


def test_a_redacted_publication_is_null_with_its_reason_and_its_digests(
    desk: Newsroom, client: Client
) -> None:
    publication = desk.claim_in(Stage.PUBLISHED).publications.get()
    redact(desk, publication)
    [entry] = lines(client)
    assert (entry["content"], entry["redacted"]) == (None, COURT)
    assert entry["content_sha256"] == publication.content_sha256


def test_the_reason_of_a_redaction_that_nobody_agreed_to_is_not_public(
    desk: Newsroom, client: Client
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    redacting.ask(claim, claim.publications.all(), COURT, desk.eva)
    [entry] = lines(client)
    assert "redacted" not in entry


def test_a_long_record_is_read_in_batches(
    desk: Newsroom,
    client: Client,
    django_assert_num_queries: Callable[[int], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for _ in range(5):
        desk.claim_in(Stage.PUBLISHED)
    monkeypatch.setattr(keyset, "BATCH", 2)
    with django_assert_num_queries(4):
        assert [entry["serial"] for entry in lines(client)] == [1, 2, 3, 4, 5]


def test_the_head_is_the_last_link(
    desk: Newsroom, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    assert client.get("/record/head.json").json() == {"serial": 0, "link": "0" * 64}
    desk.claim_in(Stage.PUBLISHED)
    with django_assert_num_queries(1):
        head = client.get("/record/head.json").json()
    assert head == {"serial": 1, "link": Publication.objects.get().link}


def test_one_publication_is_the_bytes_that_its_digest_is_of(
    desk: Newsroom, client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    publication = desk.claim_in(Stage.PUBLISHED).publications.get()
    with django_assert_num_queries(1):
        response = client.get(f"/claims/{publication.claim_id}/publications/1.json")
    assert response["Content-Type"] == "application/json"
    assert sha256(response.content).hexdigest() == publication.content_sha256


def test_one_redacted_publication_is_gone_for_a_reason(desk: Newsroom, client: Client) -> None:
    publication = desk.claim_in(Stage.PUBLISHED).publications.get()
    redact(desk, publication)
    response = client.get(f"/claims/{publication.claim_id}/publications/1.json")
    assert (response.status_code, response.json()) == (410, {"redacted": COURT})


def test_a_publication_that_never_was_is_not_found(desk: Newsroom, client: Client) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    for claim_id, number in [(claim.pk, 2), (0, 1), (10**30, 1), (claim.pk, 10**30)]:
        address = f"/claims/{claim_id}/publications/{number}.json"
        assert client.get(address).status_code == 404, address


# What a stranger does with them


@pytest.fixture
def verify(live_site: str, tmp_path: Path) -> Callable[..., tuple[int, str]]:
    """Run the script of the README on the site: its exit status, and what it says."""
    section = README.read_text(encoding="utf-8").split("## Verify the record\n")[1]
    [script] = re.findall(r"```python\n(.*?)```", section.split("\n## ")[0], re.DOTALL)
    (tmp_path / "verify.py").write_text(script, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        # Isolated: nothing but the standard library.
        command = [sys.executable, "-I", "verify.py", live_site, *arguments]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture
def heads(verify: object) -> list[str]:
    """The head after each publication: a listing's, a review's, a redacted correction's."""
    desk = Newsroom()
    first, second = desk.claim_in(Stage.PUBLISHED), desk.claim_in(Stage.WITHDRAWN)
    redact(desk, amend(desk, first, "“Ñ”\u2028", summary="\t\\ \u2028 é 😀"))
    amend(desk, second, "Again.", summary="\t\\ \u2028 é 😀")
    return list(Publication.objects.in_chain().values_list("link", flat=True))


def forge(serial: int, /, **values: Any) -> None:
    """Do to a publication what a superuser of the database can."""
    by_hand("ALTER TABLE factcheck_publication DISABLE TRIGGER USER")
    Publication.objects.filter(serial=serial).update(**values)
    by_hand("ALTER TABLE factcheck_publication ENABLE TRIGGER USER")


def forged_content(serial: int) -> bytes:
    data = json_of(Publication.objects.get(serial=serial))
    data["claim"]["summary"] = "It never did."
    return canonical(data)


def test_a_stranger_verifies_the_record(
    verify: Callable[..., tuple[int, str]], heads: list[str]
) -> None:
    assert verify(*heads) == (
        0,
        f"Publication 4 was redacted: {COURT}\n5 publications, unbroken. Head: {heads[-1]}\n",
    )


@pytest.mark.system
def test_a_stranger_sees_that_content_was_changed(
    verify: Callable[..., tuple[int, str]], heads: list[str]
) -> None:
    forge(2, content=forged_content(2))
    message = "Publication 2 has content that is not what its digest says.\n"
    assert verify() == (1, message)


@pytest.mark.system
def test_a_stranger_sees_that_a_digest_was_changed_with_it(
    verify: Callable[..., tuple[int, str]], heads: list[str]
) -> None:
    content = forged_content(2)
    forge(2, content=content, content_sha256=sha256(content).hexdigest())
    message = "Publication 2 has a link that is not what its digests say.\n"
    assert verify() == (1, message)


@pytest.mark.system
def test_a_stranger_sees_that_content_was_lost_without_a_redaction(
    verify: Callable[..., tuple[int, str]], heads: list[str]
) -> None:
    forge(2, content=None)
    message = "Publication 2 has content that is not what its digest says.\n"
    assert verify() == (1, message)


@pytest.mark.system
def test_a_stranger_sees_that_a_publication_is_missing(
    verify: Callable[..., tuple[int, str]], heads: list[str]
) -> None:
    forge(2, serial=20)
    message = "Publication 2 is missing, or does not follow the one before it.\n"
    assert verify() == (1, message)


@pytest.mark.system
def test_a_stranger_who_kept_a_head_sees_that_the_end_was_cut_off_or_written_anew(
    verify: Callable[..., tuple[int, str]], heads: list[str]
) -> None:
    content = forged_content(5)
    digest = sha256(content).hexdigest()
    link = sha256(f"{heads[3]}\n5\n{digest}".encode()).hexdigest()
    forge(5, content=content, content_sha256=digest, link=link)
    status, _said = verify()
    assert status == 0
    message = f"No publication has the link {heads[-1]}: the record was rewritten."
    status, said = verify(heads[-1])
    assert (status, said.splitlines()[-1]) == (1, message)
