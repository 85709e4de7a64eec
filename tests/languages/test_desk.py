"""The desk speaks the language of whoever sits at it, and writes to them in it."""

from collections.abc import Iterator

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import translation

from factcheck import notices
from factcheck.models import Claim, Move, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.publishing import candidates
from factcheck.workflow.refusals import message_of
from tests.admin.newsroom import address_of, at_work, form_of
from tests.public.pages import Page, read
from tests.workflow.newsroom import Newsroom


@pytest.fixture(autouse=True)
def _own_language() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def ana(newsroom: Newsroom) -> Client:
    """Ana, who reads Spanish."""
    User.objects.filter(pk=newsroom.ana.pk).update(language="es", email="ana@example.org")
    return at_work(newsroom.ana)


def desk(client: Client) -> Page:
    return read(client.get("/admin/").content.decode())


def test_it_is_the_language_of_their_account(ana: Client, newsroom: Newsroom) -> None:
    page = desk(ana)
    assert page.one("html").attributes["lang"] == "es"
    assert "Mi mesa" in page.words
    assert "My desk" in desk(at_work(newsroom.carla)).words


def test_neither_a_cookie_nor_the_browser_changes_it(newsroom: Newsroom) -> None:
    response = at_work(newsroom.carla).get("/admin/", headers={"accept-language": "es"})
    assert read(response.content.decode()).one("html").attributes["lang"] == "en"


def test_who_has_not_signed_in_is_spoken_to_in_the_sites_own(client: Client) -> None:
    page = read(client.get("/admin/login/").content.decode())
    assert page.one("html").attributes["lang"] == "en"


def test_who_has_not_signed_in_is_spoken_to_as_their_browser_asks(client: Client) -> None:
    asks = {"accept-language": "es-PE,es;q=0.9,en;q=0.8"}
    for answer in (
        client.get("/admin/login/", headers=asks),
        client.post("/admin/factcheck/claim/1/change/", {"summary": "Murieron 60."}, headers=asks),
    ):
        page = read(answer.text)
        assert page.one("html").attributes["lang"] == "es"
        assert "Contraseña" in page.words
        assert "no-store" in answer.headers["Cache-Control"]


def test_people_choose_it_on_their_account(newsroom: Newsroom) -> None:
    carla = at_work(newsroom.carla)
    saved = carla.post("/admin/account/", {"language": "es"}, follow=True)
    assert "Su cuenta se ha modificado." in saved.content.decode()
    assert "Mi mesa" in desk(carla).words


def test_a_language_that_the_site_has_not_is_refused(newsroom: Newsroom) -> None:
    refused = at_work(newsroom.carla).post("/admin/account/", {"language": "fr"})
    assert "fr is not one of the available choices." in refused.content.decode()


def test_notices_are_written_in_it(ana: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.move(claim, Verb.SEND_BACK, newsroom.carla, comment="Which audit?")
    notices.send()
    message = next(sent for sent in mail.outbox if sent.to == ["ana@example.org"])
    assert message.subject == f"factcheck: De vuelta a usted: {claim}"
    assert str(message.body).startswith("Hola, ana:")
    assert translation.get_language() == "en"


def test_what_the_workflow_refuses_is_said_in_it(ana: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        Claim.objects.filter(pk=claim.pk).update(summary="")
    page = read(ana.get(address_of(claim)).content.decode())
    assert "Escriba el resumen: la respuesta en una oración." in page.words


def test_what_the_database_refuses_is_said_in_it(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        newsroom.change(claim, headline="The bridge cost eleven million")
    message = "The claim is published: reopen it before you change it."
    assert str(refused.value).startswith(message)
    assert message_of(refused.value) == message
    with translation.override("es"):
        spanish = message_of(refused.value)
    assert spanish == "La afirmación está en «publicada»: reábrala antes de cambiarla."


@pytest.mark.parametrize(
    ("written", "english", "spanish"),
    [
        (
            "Changed after the sign-off: status_id, summary.",
            "Changed after the sign-off: status, summary.",
            "Cambió después del visto bueno: calificación, resumen.",
        ),
        (
            "Changed after the sign-off: claim_topics. Its embargo is cancelled.",
            "Changed after the sign-off: topics. Its embargo is cancelled.",
            "Cambió después del visto bueno: temas. Su embargo queda cancelado.",
        ),
        (
            "Changed after the sign-off: verificationstatus.",
            "Changed after the sign-off: verification status.",
            "Cambió después del visto bueno: calificación.",
        ),
        (
            "Changed after the sign-off: end, prefix, quote, revision_id, start, summary.",
            "Changed after the sign-off: quote, summary.",
            "Cambió después del visto bueno: cita, resumen.",
        ),
        ("The audit was withdrawn.", "The audit was withdrawn.", "The audit was withdrawn."),
    ],
)
def test_what_the_database_writes_of_a_void_sign_off_is_read_in_it(
    written: str, english: str, spanish: str
) -> None:
    move = Move(verb=Verb.VOID, comment=written)
    assert move.words == english
    with translation.override("es"):
        assert move.words == spanish


def test_what_made_a_sign_off_void_is_told_in_it(ana: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    newsroom.change(claim, summary="It did not.")
    page = read(ana.get(address_of(claim)).content.decode())
    assert "Cambió después del visto bueno: resumen." in page.words


def test_a_quote_that_is_not_in_the_text_is_told_in_it(ana: Client, newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    typed = form_of(ana.get(address_of(claim)))
    refused = ana.post(address_of(claim), typed | {"quote": "zzz qqq"})
    assert "El texto no contiene «zzz qqq» ni nada parecido." in refused.content.decode()


def test_what_is_published_does_not_depend_on_it(newsroom: Newsroom) -> None:
    claim = Claim.objects.for_candidate().get(pk=newsroom.claim().pk)
    candidate = candidates.review(claim)
    with translation.override("es"):
        assert candidates.review(claim) == candidate
