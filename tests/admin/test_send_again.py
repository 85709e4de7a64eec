"""What was sent is never lost: to a refused token, an ended session, a database that is away."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from re import DOTALL, findall
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client

from factcheck.admin import send_again
from factcheck.models import Article, Claim
from factcheck.models.acting import acting_as
from tests.admin.newsroom import PASSWORD, address_of, at_work, form_of, member
from tests.models.factories import make_article, make_claim, make_evidence, person
from tests.public.pages import read
from tests.workflow.test_races import until_it_waits

OURS = {"origin": "http://testserver"}


@pytest.fixture
def claim(db: None) -> Claim:
    return make_claim(make_article(), "60 people died")


def opened(client: Client, claim: Claim) -> dict[str, Any]:
    return form_of(client.get(address_of(claim)))


def held_on(response: Any) -> dict[str, Any]:
    """What the page would send again."""
    found = findall(r'<textarea name="([^"]*)" hidden>\n(.*?)</textarea>', response.text, DOTALL)
    token = findall(r'name="csrfmiddlewaretoken" value="([^"]*)"', response.text)
    return {unescape(name): unescape(value) for name, value in found} | {
        "csrfmiddlewaretoken": token[0]
    }


def test_a_refused_token_leads_on_with_everything_kept(claim: Claim) -> None:
    ana = Client(enforce_csrf_checks=True)
    ana.force_login(member("ana"))
    form = opened(ana, claim) | {"summary": "Typed “at length” & <kept>.\nTwice."}
    refused = ana.post(address_of(claim), form | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert refused.status_code == 403
    assert f'action="{address_of(claim)}"' in refused.text
    sent = held_on(refused)
    assert sent["summary"] == form["summary"]
    assert ana.post(address_of(claim), sent, headers=OURS).status_code == 302
    claim.refresh_from_db()
    assert claim.summary == form["summary"]


def test_words_in_a_language_are_shown_with_it(db: None) -> None:
    fay = Client(enforce_csrf_checks=True)
    fay.force_login(member("fay"))
    sent = {"name_es": "Minas", "csrfmiddlewaretoken": "x" * 64}
    refused = fay.post("/admin/factcheck/topic/add/", sent, headers=OURS)
    assert "Name (Español) Minas" in read(refused.text).words


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_what_another_site_sends_is_not_offered(claim: Claim, headers: dict[str, str]) -> None:
    ana = Client(enforce_csrf_checks=True)
    ana.force_login(member("ana"))
    refused = ana.post(address_of(claim), {"summary": "Forged."}, headers=headers)
    assert refused.status_code == 403
    assert "Forged." not in refused.text
    assert "Send again" not in refused.text


def test_whoever_signed_in_as_somebody_else_still_holds_it(claim: Claim) -> None:
    form = opened(at_work(member("ana")), claim) | {"summary": "Typed at length."}
    carla = at_work(member("carla"))
    refused = carla.post(address_of(claim), form)
    assert refused.status_code == 403
    assert "Your account may not do this." in refused.text
    assert "You are signed in as carla." in refused.text
    sent = held_on(refused)
    assert sent["summary"] == "Typed at length."
    assert at_work(person("ana")).post(address_of(claim), sent).status_code == 302
    claim.refresh_from_db()
    assert claim.summary == "Typed at length."


def test_what_was_sent_to_a_page_that_is_gone_is_shown(claim: Claim) -> None:
    ana = at_work(member("ana"))
    gone = ana.post("/admin/factcheck/claim/999999/move/drop/", {"comment": "It is no claim."})
    assert gone.status_code == 404
    assert "It is no claim." in gone.text


def test_who_was_signed_out_signs_in_and_sends_it_again(claim: Claim) -> None:
    ana = at_work(member("ana"))
    form = opened(ana, claim) | {"summary": "Typed at length."}
    ana.logout()
    refused = ana.post(address_of(claim), form)
    assert refused.status_code == 403
    assert "You are signed out. What you sent is kept on this page" in refused.text
    context = refused.context
    signed_in = ana.post(
        context["app_path"],
        {
            "username": "ana",
            "password": PASSWORD,
            "next": context["next"],
            "held": context["held"],
        },
    )
    assert f'action="{address_of(claim)}"' in signed_in.text
    ana.post(address_of(claim), held_on(signed_in))
    claim.refresh_from_db()
    assert claim.summary == "Typed at length."


def test_who_was_signed_out_is_told_that_files_are_not_kept(claim: Claim) -> None:
    ana = at_work(member("ana"))
    form = opened(ana, claim)
    ana.logout()
    sent = form | {"evidence-0-attachments": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}
    refused = ana.post(address_of(claim), sent)
    assert refused.status_code == 403
    assert "Files are not kept" in refused.text
    assert "no-store" in refused.headers["Cache-Control"]


def test_what_was_written_is_shown_by_the_labels_of_its_fields(claim: Claim) -> None:
    ana = Client(enforce_csrf_checks=True)
    ana.force_login(member("ana"))
    with acting_as(person("ana")):
        piece = make_evidence(claim)
    said = {"evidence-0-summary": "Names them.", "search_log-0-query": "Who?"}
    said |= {"comment-comment": "Who has it?", "kind": "event"}
    form = opened(ana, claim) | {"summary": "Typed."} | said | {"_draft": "a b"}
    refused = ana.post(address_of(claim), form | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    shown = dict(refused.context["shown"])
    assert shown["Summary"] == "Typed."
    assert shown[f"{piece.ref}: Summary"] == "Names them."
    assert shown["Search 1: What was looked for"] == "Who?"
    assert shown["Comment"] == "Who has it?"
    assert not shown.keys() & {"Kind", "Priority", "Draft"}
    assert held_on(refused)["kind"] == "event"


def test_who_would_send_it_is_named(claim: Claim) -> None:
    ana = Client(enforce_csrf_checks=True)
    ana.force_login(member("ana"))
    form = opened(ana, claim) | {"summary": "Typed at length."}
    ana.force_login(member("carla"))
    refused = ana.post(address_of(claim), form | {"csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    assert "You are signed in as carla." in refused.text


def test_passwords_are_never_held() -> None:
    from django.http import QueryDict

    sent = QueryDict("password1=a&old_password=b&csrfmiddlewaretoken=c&name=d")
    assert send_again.held(sent).urlencode() == "name=d"


# The database


@pytest.fixture
def site(own_database: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(send_again, "PAUSE", 0)


def in_its_own_thread(act: Callable[[], Any]) -> Callable[[], Any]:
    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return run


def test_a_lock_that_is_never_free_is_told_with_the_text(
    site: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_again, "LOCK_TIMEOUT", "50ms")
    claim = make_claim(make_article(), "60 people died")
    ana = at_work(member("ana"))
    form = opened(ana, claim) | {"summary": "Typed at length."}
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        Claim.objects.locked(claim.pk)
        sending = pool.submit(in_its_own_thread(lambda: ana.post(address_of(claim), form)))
        refused = sending.result()
    assert refused.status_code == 503
    assert "The database was away or too busy" in refused.text
    assert held_on(refused)["summary"] == "Typed at length."
    ana.post(address_of(claim), held_on(refused))
    claim.refresh_from_db()
    assert claim.summary == "Typed at length."


def test_what_a_deadlock_undid_is_done_once_more(site: None) -> None:
    claim = make_claim(make_article(), "60 people died")
    ana = at_work(member("ana"))
    form = opened(ana, claim) | {"summary": "Typed at length."}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            # So that the other one finds the deadlock, and is the one that is undone.
            cursor.execute("SET LOCAL deadlock_timeout = '1min'")
            Claim.objects.locked(claim.pk)
            sending = pool.submit(in_its_own_thread(lambda: ana.post(address_of(claim), form)))
            until_it_waits(sending)
            Article.objects.locked(claim.article_id)
        response = sending.result()
    assert response.status_code == 302
    claim.refresh_from_db()
    assert claim.summary == "Typed at length."


def test_what_a_lost_connection_undid_is_done_once_more(site: None) -> None:
    claim = make_claim(make_article(), "60 people died")
    ana = at_work(member("ana"))
    form = opened(ana, claim) | {"summary": "Typed at length."}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic(), connection.cursor() as cursor:
            Claim.objects.locked(claim.pk)
            sending = pool.submit(in_its_own_thread(lambda: ana.post(address_of(claim), form)))
            until_it_waits(sending)
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND wait_event_type = 'Lock'"
            )
        response = sending.result()
    assert response.status_code == 302
    claim.refresh_from_db()
    assert claim.summary == "Typed at length."
