"""What may become of a published review, done at the desk as editors do it."""

from typing import Any

from factcheck import workflow
from factcheck.models import Claim, Publication
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.publishing import redacting
from tests.workflow.newsroom import Newsroom

COURT = "A court ordered it on 3 May 2024."


def amend(
    desk: Newsroom,
    claim: Claim,
    reason: str,
    kind: PublicationKind = PublicationKind.CORRECTION,
    **changes: Any,
) -> Publication:
    """Publish a review again with another verdict."""
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote.")
    desk.change(claim, **changes)
    claim.refresh_from_db()
    desk.point_the_way(claim)
    desk.bring(claim, Stage.PUBLISHED, kind=kind, reason=reason)
    return Publication.objects.of_claim(claim.pk)[0]


def withdraw(desk: Newsroom, claim: Claim, reason: str) -> None:
    desk.move(claim, Verb.WITHDRAW, desk.eva, comment=reason)


def taken_back(desk: Newsroom, reason: str) -> Claim:
    """A claim that was listed and dropped before any review."""
    claim = desk.claim()
    workflow.list_claim(claim.pk, desk.eva)
    desk.move(claim, Verb.DROP, desk.ana, comment=reason)
    return claim


def redact(desk: Newsroom, publication: Publication) -> None:
    redacting.agree(redacting.ask(publication.claim, [publication], COURT, desk.eva), desk.sam)
