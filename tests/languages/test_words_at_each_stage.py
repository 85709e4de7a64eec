"""The desk in every language at every stage of a claim, for everybody who works there."""

import pytest
from django.urls import reverse
from django.utils import translation

from factcheck import language_tags
from factcheck.models import ReaderReport, User
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work
from tests.languages.marked import translations_marked, typed, untranslated
from tests.public.pages import read
from tests.workflow.newsroom import GROUPS, Newsroom

pytestmark = pytest.mark.django_db


@pytest.mark.system
@pytest.mark.parametrize("stage", Stage)
def test_a_claim(newsroom: Newsroom, language: str, stage: Stage) -> None:
    claim = newsroom.claim_in(stage)
    User.objects.update(language=language)
    allowed = typed(language)
    with translations_marked(language):
        for name in GROUPS.keys() - {"olga"}:
            client = at_work(newsroom.person(name))
            for address in [address_of(claim), "/admin/"]:
                page = read(client.get(address).content.decode())
                assert not untranslated(page, allowed), (name, address)


@pytest.mark.parametrize(
    ("verb", "stage"),
    [
        (Verb.ASSIGN, Stage.OPEN),
        (Verb.SEND_BACK, Stage.IN_REVIEW),
        (Verb.PUBLISH, Stage.PUBLISHED),
        (Verb.WITHDRAW, Stage.PUBLISHED),
    ],
)
def test_a_move_that_is_refused(newsroom: Newsroom, language: str, verb: str, stage: Stage) -> None:
    claim = newsroom.claim_in(stage)
    User.objects.update(language=language)
    with translations_marked(language):
        address = reverse("admin:factcheck_claim_move", args=[claim.pk, verb])
        response = at_work(newsroom.sam).post(address, {}, follow=True)
        assert not untranslated(read(response.content.decode()), typed(language))


def test_a_report_of_a_reader(newsroom: Newsroom, language: str) -> None:
    report = ReaderReport.objects.create(kind="error", message="Line three.", language="en")
    with translation.override(language):
        english = language_tags.name("en")
    User.objects.update(language=language)
    with translations_marked(language):
        for address in [
            reverse("admin:factcheck_readerreport_changelist"),
            reverse("admin:factcheck_readerreport_change", args=[report.pk]),
        ]:
            page = read(at_work(newsroom.sam).get(address).content.decode())
            assert not untranslated(page, typed(language) | {english}), address
