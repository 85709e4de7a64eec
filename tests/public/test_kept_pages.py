"""Pages that were rendered once are served again, never any longer than they are true."""

import gzip
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import brotli
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.signals import template_rendered
from pytest_django import DjangoAssertNumQueries

from factcheck import merging, workflow
from factcheck.models import (
    Article,
    ArticleRevision,
    Claim,
    Finding,
    Page,
    Publication,
    PublicClaim,
)
from factcheck.models import VerificationStatus as Status
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.public.kept.build import build
from factcheck.public.kept.kept_page import KeptPage
from factcheck.public.kept.pages import PAGES, Pages
from factcheck.publishing import reading_room
from tests import databases
from tests.public.amending import amend, redact, taken_back, withdraw
from tests.public.stand_in_store import StandInStore, stand_in_store
from tests.some import some
from tests.workflow.newsroom import TEXT, Newsroom

BROWSER = {"accept-encoding": "gzip, deflate, br"}
strangers = count()


@pytest.fixture(autouse=True)
def _keeping(own_database: None) -> Iterator[None]:
    with override_settings(KEPT_PAGES=64, ALLOWED_HOSTS=["testserver", ".example"]):
        yield


@pytest.fixture
def desk(_keeping: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def claim(desk: Newsroom) -> Claim:
    return desk.claim_in(Stage.PUBLISHED)


@pytest.fixture
def page(claim: Claim) -> str:
    return PublicClaim.objects.get(pk=claim.pk).get_absolute_url()


@pytest.fixture
def store() -> Iterator[StandInStore]:
    with stand_in_store() as store, override_settings(CACHE_URL=store.url):
        yield store


def is_kept(response: Any) -> bool:
    """Whether a page came without being rendered."""
    return not response.templates


def fresh(client: Client, address: str) -> Any:
    """A page as nobody has ever asked for it, under another name of the site."""
    return client.get(address, headers={"host": f"fresh-{next(strangers)}.example"})


def addresses() -> list[str]:
    """A page of every kind, for all that the newsroom ever published."""
    claims = some(Publication.objects.values_list("claim", flat=True).distinct())
    found = [
        *("/", "/articles/", "/claims/", "/claims/?q=bridge", "/claims/?status=true&speaker=mayor"),
        *("/speakers/", "/sources/", "/topics/", "/corrections/", "/methodology/", "/about/"),
        *("/articles/bridge/", "/articles/bridge/?view=table", "/articles/bridge/card.png"),
        *("/articles/tunnel/", "/speakers/ministry/", "/speakers/mayor/", "/sources/report/"),
        *("/sources/audit/", "/topics/roads/", "/feeds/claims.atom", "/feeds/corrections.rss"),
        *("/sitemap.xml", "/sitemap-claims.xml", "/sitemap-pages.xml", "/robots.txt"),
        *(public.get_absolute_url() for public in PublicClaim.objects.all()),
    ]
    for claim in claims:
        found += [f"/claims/{claim}/", f"/claims/{claim}/history/", f"/claims/{claim}/card.png"]
        found += [f"/embed/claims/{claim}/", f"/feeds/claims/{claim}.atom"]
    machines = ("/sitemap", "/robots")
    return found + [f"/es{path}" for path in found if not path.startswith(machines)]


def elsewhere_said(desk: Newsroom) -> Claim:
    """The same words of the same speaker, in another article."""
    here = desk.article, desk.revision
    desk.article = Article.objects.create(
        slug="tunnel", title="The tunnel", publisher="The Herald", published_on="2024-06-01"
    )
    desk.revision = ArticleRevision(article=desk.article, body=TEXT)
    desk.revision.save()
    claim = desk.claim()
    desk.article, desk.revision = here
    return claim


def assert_nothing_is_stale(client: Client, after: str) -> None:
    """Compare every page with a fresh one, byte for byte, and leave it kept."""
    for address in addresses():
        shown, as_it_is = client.get(address), fresh(client, address)
        where = f"{address} after {after}"
        assert shown.status_code == as_it_is.status_code, where
        assert _body(shown) == _body(as_it_is), where
        assert _headers(shown) == _headers(as_it_is), where


def _body(response: Any) -> bytes:
    """A feed without entries is as new as the moment in which it was rendered."""
    return re.sub(rb"<(updated|lastBuildDate)>.*?<", b"<", response.content, count=1)


def _headers(response: Any) -> dict[str, str]:
    """All but the tag, which stands for the address, too."""
    return {name: value for name, value in response.items() if name != "ETag"}


@pytest.mark.system
def test_whatever_changes_no_page_is_stale(
    client: Client, desk: Newsroom, claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    neighbour = desk.claim(headline="The bridge was late", speaker=desk.other_speaker)
    elsewhere = elsewhere_said(desk)
    with acting_as(desk.ana):
        neighbour.topics.add(desk.topic)
        neighbour.citations.update(source=desk.other_source)

    def change_the_scale() -> None:
        Status.objects.filter(pk="true").update(name={"en": "Right", "es": "Correcto"})
        Finding.objects.filter(pk="accurate").update(name={"en": "Exact", "es": "Exacto"})

    def retitle() -> None:
        with acting_as(desk.fay):
            Article.objects.filter(slug="tunnel").update(title="The long tunnel")
        amend(desk, elsewhere, "Another title.", summary="It did, there too.")

    def deploy() -> None:
        monkeypatch.setattr(settings, "SITE_NAME", "Facts")
        build.cache_clear()

    acts: list[Callable[[], Any]] = [
        lambda: workflow.list_claim(neighbour.pk, desk.eva),
        lambda: desk.bring(neighbour, Stage.PUBLISHED),
        lambda: desk.bring(elsewhere, Stage.PUBLISHED),
        lambda: amend(desk, claim, "We misread.", status_id="false"),
        lambda: desk.move(neighbour, Verb.REOPEN, desk.ana, comment="A reader wrote."),
        lambda: merging.merge(desk.speaker, desk.other_speaker, desk.fay),
        lambda: merging.merge(desk.source, desk.other_source, desk.fay),
        retitle,
        change_the_scale,
        lambda: Page.objects.update(body={"en": "Who we are.", "es": "Quiénes somos."}),
        lambda: taken_back(desk, "It is no claim."),
        lambda: withdraw(desk, elsewhere, "It was another tunnel."),
        lambda: redact(desk, Publication.objects.of_claim(claim.pk).last()),  # type: ignore[arg-type]
        lambda: redact(desk, Publication.objects.of_claim(claim.pk)[0]),
        reading_room.rebuild,
        deploy,
    ]
    assert_nothing_is_stale(client, after="the first review")
    for number, act in enumerate(acts):
        act()
        assert_nothing_is_stale(client, after=f"act {number}")


def test_a_page_is_rendered_once(client: Client, page: str) -> None:
    assert not is_kept(client.get(page))

    assert is_kept(client.get(page))


def test_a_page_stays_when_what_it_does_not_show_changes(
    client: Client, desk: Newsroom, page: str
) -> None:
    client.get(page)
    other = desk.claim(headline="The bridge was late", speaker=desk.other_speaker)
    desk.bring(other, Stage.PUBLISHED)

    assert is_kept(client.get(page))
    assert not is_kept(client.get("/articles/bridge/"))


def test_a_publication_while_a_page_is_rendered_is_on_the_next(
    client: Client, desk: Newsroom, claim: Claim, page: str
) -> None:
    def publish() -> None:
        amend(desk, claim, "We misread.", summary="It cost eleven.")
        connection.close()

    def publish_meanwhile(**_rendering: Any) -> None:
        template_rendered.disconnect(publish_meanwhile)
        publisher = threading.Thread(target=publish)
        publisher.start()
        publisher.join()

    template_rendered.connect(publish_meanwhile)
    before = client.get(page)

    assert "It cost eleven." not in before.content.decode()
    after = client.get(page)
    assert "It cost eleven." in after.content.decode()
    assert after["ETag"] != before["ETag"]


def test_a_copy_that_is_still_true_is_not_sent_again(client: Client, page: str) -> None:
    first = client.get(page)

    again = client.get(page, headers={"if-none-match": first["ETag"]})
    PAGES.clear()
    from_another_process = client.get(page, headers={"if-none-match": f'"x", {first["ETag"]}'})

    for answer in (again, from_another_process):
        assert (answer.status_code, answer.content) == (304, b"")
        assert is_kept(answer)
        for name in ("ETag", "Cache-Control", "Last-Modified", "Vary"):
            assert answer[name] == first[name]


def test_a_process_that_never_rendered_a_page_knows_who_has_it(
    client: Client, page: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get(page)
    copy = {"if-none-match": first["ETag"]}
    PAGES.clear()
    client.get(page, headers=copy)

    with django_assert_num_queries(1):
        again = client.get(page, headers=copy)
    whole = client.get(page)

    assert again.status_code == 304
    assert whole.content == first.content
    assert dict(whole.items()) == dict(first.items())
    assert is_kept(client.get(page))


def test_a_copy_that_is_true_no_longer_is_no_answer(
    client: Client, desk: Newsroom, claim: Claim, page: str
) -> None:
    copy = {"if-none-match": client.get(page)["ETag"]}
    PAGES.clear()
    client.get(page, headers=copy)

    amend(desk, claim, "We misread.", summary="It cost eleven.")

    assert "It cost eleven." in client.get(page, headers=copy).content.decode()


@pytest.mark.parametrize("condition", ['"another"', "*", 'W/"another", "third"'])
def test_another_copy_is_answered_with_the_page(client: Client, page: str, condition: str) -> None:
    assert client.get(page, headers={"if-none-match": condition}).status_code == 200


def test_a_date_alone_does_not_say_that_a_copy_is_true(client: Client, page: str) -> None:
    first = client.get(page)
    since = {"if-modified-since": first["Last-Modified"]}
    assert client.get(page, headers=since).status_code == 200


def test_a_page_comes_as_compressed_as_is_asked_for(client: Client, page: str) -> None:
    plain = client.get(page)
    zipped = client.get(page, headers={"accept-encoding": "gzip"})
    best = client.get(page, headers=BROWSER)
    refused = client.get(page, headers={"accept-encoding": "br;q=0, gzip;q=0.0"})

    assert "Content-Encoding" not in plain
    assert zipped["Content-Encoding"] == "gzip"
    assert best["Content-Encoding"] == "br"
    assert gzip.decompress(zipped.content) == brotli.decompress(best.content) == plain.content
    assert refused.content == plain.content
    for answer in (plain, zipped, best):
        assert answer["Vary"] == "Accept-Encoding"
        assert answer["Content-Length"] == str(len(answer.content))


def test_a_picture_is_not_compressed_again(client: Client, claim: Claim) -> None:
    answer = client.get(f"/claims/{claim.pk}/card.png", headers=BROWSER)
    assert "Content-Encoding" not in answer
    assert "Vary" not in answer


@pytest.mark.parametrize("kept_before", [False, True])
def test_head_is_answered_as_get_is_without_the_page(
    client: Client, page: str, kept_before: bool
) -> None:
    if kept_before:
        client.get(page)
    head = client.head(page, headers=BROWSER)
    assert head.content == b""
    assert dict(head.items()) == dict(client.get(page, headers=BROWSER).items())


def test_another_site_s_name_is_refused(client: Client, page: str) -> None:
    client.get(page)
    assert client.get(page, headers={"host": "attacker.net"}).status_code == 400


@override_settings(SECURE_SSL_REDIRECT=True, SECURE_HSTS_SECONDS=60)
def test_a_page_that_is_kept_for_https_is_not_sent_without(client: Client, page: str) -> None:
    assert client.get(page, secure=True)["Strict-Transport-Security"] == "max-age=60"
    assert is_kept(client.get(page, secure=True))
    assert client.get(page).status_code == 301


def test_nothing_but_pages_that_were_found_is_kept(client: Client, desk: Newsroom) -> None:
    gone = taken_back(desk, "It is no claim.")
    for address, status in (
        *(("/claims/99/", 404), ("/claims/99999999999999999999/", 404)),
        *((f"/claims/{gone.pk}/", 410), ("/claims/?status=nonsense", 400)),
    ):
        for _time in range(2):
            answer = client.get(address)
            assert (answer.status_code, is_kept(answer)) == (status, False)
            assert "ETag" not in answer


def test_no_public_page_gives_or_heeds_a_cookie(
    client: Client, desk: Newsroom, claim: Claim
) -> None:
    for address in some(addresses()):
        bare = client.get(address)
        client.force_login(desk.sam)
        assert client.get(address).content == bare.content
        client.logout()
        assert not bare.cookies
        assert "Cookie" not in bare.get("Vary", "")
        assert "s-maxage" in bare["Cache-Control"] or address.endswith("robots.txt")


def test_a_process_keeps_no_more_than_it_may() -> None:
    pages = Pages()
    with override_settings(KEPT_PAGES=1):
        for name in ("a", "b", "c"):
            pages.keep(KeptPage(name, ["any"], name, True, {}, {"": bytes(400_000)}))
        assert [pages.get(name) is not None for name in "abc"] == [False, True, True]
        pages.get("b")
        pages.keep(KeptPage("d", ["any"], "d", True, {}, {"": bytes(400_000)}))
        assert [pages.get(name) is not None for name in "bcd"] == [True, False, True]


# The store that processes share


def from_another_process(client: Client, address: str) -> Any:
    PAGES.clear()
    return client.get(address)


def test_a_page_that_another_process_rendered_comes_from_the_store(
    client: Client, page: str, store: StandInStore
) -> None:
    first = client.get(page)

    again = from_another_process(client, page)

    assert is_kept(again)
    assert (again.content, dict(again.items())) == (first.content, dict(first.items()))


def test_a_standby_that_lags_shows_its_own_state_and_spoils_no_page_of_others(
    client: Client, desk: Newsroom, claim: Claim, page: str, store: StandInStore
) -> None:
    with a_copy_that_lags() as standby:
        amend(desk, claim, "We misread.", summary="It cost eleven.")
        assert "It cost eleven." in client.get(page).content.decode()
        with databases.in_use(standby):
            assert "It cost eleven." not in from_another_process(client, page).content.decode()
        again = from_another_process(client, page)

    assert is_kept(again)
    assert "It cost eleven." in again.content.decode()


@contextmanager
def a_copy_that_lags() -> Iterator[str]:
    """The name of a database that stays as ours is now."""
    ours = connection.settings_dict["NAME"]
    connection.close()
    databases.copy(ours, f"{ours}_standby")
    try:
        yield f"{ours}_standby"
    finally:
        databases.drop(f"{ours}_standby")


@pytest.mark.parametrize("forged", ["changed", "of another page", "short", "of another key"])
def test_an_entry_that_we_did_not_write_is_refused(
    client: Client, page: str, store: StandInStore, forged: str, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/about/")
    [(other, entry)] = store.held.items()
    first = client.get(page)
    [key] = store.held.keys() - {other}
    store.held[key] = {
        "changed": store.held[key].replace(b"ten million", b"six million"),
        "of another page": entry,
        "short": b"x",
        "of another key": store.held[key],
    }[forged]
    if forged == "of another key":
        settings.SECRET_KEY = "x" * 50

    again = from_another_process(client, page)

    assert not is_kept(again)
    assert again.content == first.content
    assert "was not written by us" in caplog.text


def test_a_store_that_is_away_costs_no_page(client: Client, page: str) -> None:
    with override_settings(CACHE_URL="redis://127.0.0.1:1"):
        assert client.get(page).status_code == 200
        assert is_kept(client.get(page))


def test_a_store_that_is_full_costs_no_page(client: Client, page: str, store: StandInStore) -> None:
    store.refusal = b"-OOM command not allowed when used memory > 'maxmemory'.\r\n"
    assert client.get(page).status_code == 200
    assert from_another_process(client, page).status_code == 200
    assert not store.held
