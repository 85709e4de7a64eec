from typing import Any

import pytest
from django.db import models

from factcheck import publishing
from factcheck.models import (
    ArticleRevision,
    Claim,
    Move,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.content import Bylines
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing.candidates import Reason
from tests.models.factories import at_the_desk, make_article, make_claim, make_speaker, person

__all__ = ["at_the_desk"]


@pytest.fixture
def claim(db: None) -> Claim:
    """“60 people died”, said by Ada Ruiz, not checked yet."""
    return make_claim(make_article(), speaker=make_speaker(role="minister"))


def edit(claim: Claim, **change: Any) -> Claim:
    """Change the claim at the desk, in Ana's name."""
    claim.refresh_from_db()
    if claim.stage == Stage.PUBLISHED:
        _move(claim, Verb.REOPEN, Stage.CHECKING, "ana")
    with acting_as(person("ana")):
        Claim.objects.filter(pk=claim.pk).update(**change)
    claim.refresh_from_db()
    return claim


def decide(claim: Claim, status: str = "false", **verdict: Any) -> Claim:
    """Write the desk's verdict on the claim."""
    values = {"summary": "No, 49.", "reasoning": "The report counts 49 [e1]."} | verdict
    return edit(claim, status=status, **values)


def make_public(claim: Claim) -> Publication:
    """Show readers the claim as it stands: listed at first, then as a review."""
    if claim.publications.exists():
        return publish_review(claim)
    with acting_as(person("eva")):
        return publishing.list_claim(Claim.objects.for_candidate().get(pk=claim.pk))


def take_back(claim: Claim) -> Publication:
    """Let Eva take back what readers see of the claim."""
    with acting_as(person("eva")):
        return publishing.retract(claim, Reason("For a reason."))


def publish_review(
    claim: Claim, kind: PublicationKind | None = None, reason: str = ""
) -> Publication:
    """Let Carla sign off the claim as it stands, whatever it lacks, and Eva publish it."""
    if claim.publications.reviews().exists():
        edit(claim, amendment_kind=kind or PublicationKind.UPDATE, amendment_reason=reason)
    sign_off(claim)
    with acting_as(person("eva")):
        loaded = Claim.objects.for_candidate().get(pk=claim.pk)
        publication = publishing.publish_review(loaded, Bylines())
    _move(claim, Verb.PUBLISH, Stage.PUBLISHED, "eva")
    return publication


def sign_off(claim: Claim) -> None:
    """Let Carla sign off the claim as it stands, whatever it lacks."""
    claim.refresh_from_db()
    if claim.stage == Stage.PUBLISHED:
        _move(claim, Verb.REOPEN, Stage.CHECKING, "ana")
    if claim.stage == Stage.OPEN:
        _move(claim, Verb.TAKE, Stage.CHECKING, "ana")
    _move(claim, Verb.SUBMIT, Stage.IN_REVIEW, "ana")
    candidate = publishing.candidate(Claim.objects.for_candidate().get(pk=claim.pk))
    signed = {"candidate_sha256": candidate.sha256, "candidate_size": candidate.size}
    _move(claim, Verb.SIGN_OFF, Stage.APPROVED, "carla", **signed)


def _move(claim: Claim, verb: Verb, to: Stage, actor: str, **signed: Any) -> None:
    user = person(actor)
    with acting_as(user):
        Move.objects.create(
            claim=claim,
            verb=verb,
            from_stage=claim.stage,
            to_stage=to,
            actor=user,
            comment="For a reason.",
            **signed,
        )
    claim.refresh_from_db()


def content_of(publication: Publication) -> bytes:
    """The bytes of a publication that was not redacted."""
    assert publication.content is not None
    return bytes(publication.content)


def say(claim: Claim, **change: Any) -> None:
    """Change the claim at the desk and publish it again."""
    make_public(edit(claim, **change))


def new_text(claim: Claim, text: str, quote: str) -> None:
    """Give the article a new text and anchor the claim in it."""
    revision = ArticleRevision(article=claim.article, body=text)
    revision.save()
    start = text.index(quote)
    anchor = {"quote": quote, "prefix": "", "suffix": "", "start": start, "end": start + len(quote)}
    say(claim, revision=revision, **anchor)


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
