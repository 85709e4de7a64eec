"""Rows of the desk with as little in them as their constraints allow."""

from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import connection

from factcheck import anchoring
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    Source,
    Speaker,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Extent, Method, SourceKind, SpeakerKind, Stance

TEXT = (
    "Minister counts the dead\n\n"
    "The minister said that 60 people died. “Nobody was warned,” she added.\n\n"
    "A report counts 49 deaths by name.\n\n"
    "The weather was fine that day."
)

_numbers = count(1)


def person(username: str) -> User:
    """A member of the newsroom; Ana is the author of all that these factories make."""
    return User.objects.get_or_create(username=username)[0]


@pytest.fixture(autouse=True)
def at_the_desk(request: pytest.FixtureRequest) -> None:
    """Let whatever a test's transaction changes at the desk be Ana's work.

    In a newsroom nobody acts who does not say so.
    """
    if "newsroom" in request.fixturenames:
        return
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        request.getfixturevalue("db")
        with connection.cursor() as cursor:
            ana = str(person("ana").pk)
            cursor.execute("SELECT set_config('factcheck.actor', %s, true)", [ana])


def make_article(text: str = TEXT, **values: Any) -> Article:
    number = next(_numbers)
    defaults = {
        "slug": f"article-{number}",
        "title": "Minister counts the dead",
        "publisher": "The Daily",
        "published_on": "2023-02-18",
    }
    article = Article.objects.create(**defaults | values)
    if text:
        ArticleRevision(article=article, body=text).save()
    return article


def make_claim(article: Article, quote: str = "60 people died", **values: Any) -> Claim:
    """A claim at its quote in the article's current text; without a quote, one without a place."""
    claim = Claim(article=article, headline=values.pop("headline", quote or "A claim"), **values)
    if quote:
        assert article.current_revision
        anchor = anchoring.find(article.current_revision.body, quote)
        claim.anchor_at(anchor, article.current_revision)
    with acting_as(person("ana")):
        claim.save()
    return claim


def make_speaker(name: str = "Ada Ruiz", **values: Any) -> Speaker:
    defaults = {"slug": f"speaker-{next(_numbers)}", "kind": SpeakerKind.PERSON}
    return Speaker.objects.create(name=name, **defaults | values)


def make_source(title: str = "Count of the dead", **values: Any) -> Source:
    defaults = {"slug": f"source-{next(_numbers)}", "kind": SourceKind.REPORT}
    return Source.objects.create(title=title, **defaults | values)


def make_citation(claim: Claim, **values: Any) -> Citation:
    source = values.pop("source", None) or make_source()
    with acting_as(person("ana")):
        return Citation.objects.create(claim=claim, source=source, **values)


def make_evidence(claim: Claim, **values: Any) -> Evidence:
    defaults = {
        "stance": Stance.SUPPORTS,
        "method": Method.SECONDARY,
        "extent": Extent.WHOLE,
        "summary": "Counts 60.",
        "accessed_on": date(2026, 11, 23),
    }
    source = values.pop("source", None) or make_source()
    with acting_as(person("ana")):
        return Evidence.objects.create(claim=claim, source=source, **defaults | values)
