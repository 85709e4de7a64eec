from typing import Any

import pytest
from django.db import models

from factcheck import publishing
from factcheck.models import (
    ArticleRevision,
    Claim,
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from tests.models.factories import make_article, make_claim, make_speaker


@pytest.fixture
def claim(db: None) -> Claim:
    """“60 people died”, said by Ada Ruiz, not checked yet."""
    return make_claim(make_article(), speaker=make_speaker(role="minister"))


def decide(claim: Claim, status: str = "false", **verdict: Any) -> Claim:
    """Write the desk's verdict on the claim."""
    values = {"summary": "No, 49.", "reasoning": "The report counts 49 [e1]."} | verdict
    Claim.objects.filter(pk=claim.pk).update(status=status, **values)
    claim.refresh_from_db()
    return claim


def say(claim: Claim, **change: Any) -> None:
    """Change the claim at the desk and publish it again."""
    Claim.objects.filter(pk=claim.pk).update(**change)
    publishing.list_claim(claim.pk)


def new_text(claim: Claim, text: str, quote: str) -> None:
    """Give the article a new text and anchor the claim in it."""
    revision = ArticleRevision(article=claim.article, body=text)
    revision.save()
    start = text.index(quote)
    Claim.objects.filter(pk=claim.pk).update(
        revision=revision, quote=quote, prefix="", suffix="", start=start, end=start + len(quote)
    )
    publishing.list_claim(claim.pk)


ROOM: list[type[models.Model]] = [
    PublicClaim,
    PublicArticle,
    PublicSpeaker,
    PublicSource,
    PublicTopic,
]


def room() -> dict[str, list[dict[str, Any]]]:
    """Every column of every row."""
    return {model.__name__: list(model._default_manager.order_by("pk").values()) for model in ROOM}
