"""After a double click: the result of what was done once, and no refusal."""

from typing import Any

from django.test import Client

from factcheck.admin.sent_twice import JUST_BEFORE, KEY
from factcheck.models import Claim
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, form_of
from tests.admin.test_panel import VERDICT, panel, row
from tests.admin.test_workbench import bench, typed
from tests.models.factories import make_article, make_claim

TWICE = "You sent this twice: it was done once."


def sent_twice(client: Client, address: str, form: dict[str, Any]) -> Any:
    first = client.post(address, form)
    assert first.status_code == 302
    return client.post(address, form, follow=True)


def test_an_act_with_its_form_is_made_once_and_shown(ana: Client) -> None:
    claim = make_claim(make_article())
    form = typed(ana.get(panel(claim)), **VERDICT, **row(claim, 1))
    sent = form | {"act": "submit", "submit-version": claim.version}
    page = sent_twice(ana, panel(claim), sent)
    claim.refresh_from_db()
    assert (claim.stage, claim.evidence.count()) == (Stage.IN_REVIEW, 1)
    assert TWICE in page.text


def test_an_act_of_a_button_alone_is_made_once_and_shown(ana: Client) -> None:
    claim = make_claim(make_article())
    address = f"/admin/factcheck/claim/{claim.pk}/move/take/"
    page = sent_twice(ana, address, {"version": claim.version})
    claim.refresh_from_db()
    assert (claim.stage, claim.moves.count()) == (Stage.CHECKING, 1)
    assert TWICE in page.text


def test_an_act_on_many_is_made_once_and_shown(ana: Client) -> None:
    claim = make_claim(make_article())
    sent = {"claim": f"{claim.pk}:{claim.version}"}
    page = sent_twice(ana, "/admin/factcheck/claim/bulk/take/", sent)
    assert claim.moves.count() == 1
    assert TWICE in page.text
    assert "Done for 1 of 1." in page.text


def test_a_new_claim_is_made_once(ana: Client) -> None:
    article = make_article()
    form = typed(ana.get(bench(article)), quote="60 people died", headline="Sixty")
    sent_twice(ana, bench(article), form)
    assert Claim.objects.count() == 1


def test_a_comment_is_made_once_and_the_same_words_again_are_another(ana: Client) -> None:
    claim = make_claim(make_article())
    for times in (1, 2):
        form = form_of(ana.get(address_of(claim)))
        said = {"act": "comment", "comment-version": times, "comment-comment": "Any news?"}
        sent_twice(ana, address_of(claim), form | said)
        assert claim.moves.count() == times


def test_the_same_sent_later_is_meant_again(ana: Client) -> None:
    claim = make_claim(make_article())
    form = form_of(ana.get(address_of(claim)))
    said = {"act": "comment", "comment-version": 1, "comment-comment": "Any news?"}
    ana.post(address_of(claim), form | said)
    session = ana.session
    session[KEY] = session[KEY] | {"at": session[KEY]["at"] - 2 * JUST_BEFORE}
    session.save()
    ana.post(address_of(claim), form | said)
    assert claim.moves.count() == 2
