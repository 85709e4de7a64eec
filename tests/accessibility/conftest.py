"""The reader's site with every kind of page in it, and browsers that look at it."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.utils import translation
from playwright.sync_api import Browser, Page

from factcheck import workflow
from factcheck.models import Claim, PublicClaim, PublicTopic
from factcheck.models.acts import Verb
from factcheck.models.report import ReaderReport
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.admin.newsroom import member
from tests.models.factories import person
from tests.publishing.conftest import edit, publish_review


@pytest.fixture(scope="module")
def site(seeded_site: str) -> str:
    with translation.override(settings.LANGUAGE_CODE):
        happen()
    return seeded_site


def happen() -> None:
    """Correct a review, withdraw another one; let there be a topic, and enough for charts."""
    corrected, withdrawn = Claim.objects.filter(stage=Stage.PUBLISHED)[:2]
    edit(corrected, status="needs-context", summary="Not quite.")
    publish_review(corrected, PublicationKind.CORRECTION, "We had misread the report.")
    workflow.perform(withdrawn.pk, Verb.WITHDRAW, person("eva"), comment="The report was forged.")
    taken = Claim.objects.filter(stage=Stage.OPEN)[0]
    workflow.perform(taken.pk, Verb.TAKE, person("ana"))
    member("admin")
    ReaderReport.objects.create(kind="error", claim=corrected, message="The report says 49.")
    PublicTopic.objects.create(slug="police", name={"en": "Police", "es": "Policía"})
    for number, claim in enumerate(PublicClaim.objects.exclude(status="unverified")[:24]):
        claim.topic_slugs = ["police"]
        claim.source_slugs = [*claim.source_slugs, "idl-reporteros"]
        claim.source_findings = {"idl-reporteros": "accurate" if number % 3 else "imprecise"}
        claim.sort_date = date(2022, number % 12 + 1, 18)
        claim.save()


@pytest.fixture
def screen(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Open browsers that begin at the front page, with options of Playwright's."""
    contexts = []

    def open_screen(**options: Any) -> Page:
        context = browser.new_context(base_url=site, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    yield open_screen
    for context in contexts:
        context.close()
