"""Findings on the newsroom's article, brought on their way by the people whose part that is."""

from collections.abc import Mapping
from typing import Any

from factcheck.models import ArticleFinding, Move
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.workflow import findings
from tests.workflow.newsroom import Newsroom

TEXT = {"en": "Of {checked} claims checked, {hold} hold, first of all [1]."}
_WAY = [(Verb.SUBMIT, "ana"), (Verb.SIGN_OFF, "carla"), (Verb.PUBLISH, "eva")]
_STEPS = {Stage.CHECKING: 0, Stage.IN_REVIEW: 1, Stage.APPROVED: 2, Stage.PUBLISHED: 3}


def write(desk: Newsroom, text: Mapping[str, str] = TEXT, **said: Any) -> ArticleFinding:
    """Ana writes it, or writes it anew."""
    there = ArticleFinding.objects.filter(article=desk.article).first()
    version = there.version if there else 0
    return findings.write(desk.article, text, desk.ana, version=version, **said)


def act(finding: ArticleFinding, verb: Verb, desk: Newsroom, who: str, **given: Any) -> Move:
    move = findings.perform(finding.pk, verb, desk.person(who), **given)
    finding.refresh_from_db()
    return move


def finding_in(stage: Stage, desk: Newsroom, text: Mapping[str, str] = TEXT) -> ArticleFinding:
    """One in a stage, on an article with one published review."""
    if not desk.article.claims.exists():
        desk.claim_in(Stage.PUBLISHED)
    finding = write(desk, text)
    if stage == Stage.WITHDRAWN:
        finding = finding_in(Stage.PUBLISHED, desk)
        act(finding, Verb.WITHDRAW, desk, "eva", comment="It rests on a mistake.")
        return finding
    for verb, who in _WAY[: _STEPS[stage]]:
        act(finding, verb, desk, who)
    return finding


def amend(finding: ArticleFinding, desk: Newsroom, text: Mapping[str, str], **said: Any) -> None:
    """Reopen it, write it anew and publish it as what it is said to be."""
    act(finding, Verb.REOPEN, desk, "ana", comment="We were wrong.")
    write(desk, text, **said)
    finding.refresh_from_db()
    for verb, who in _WAY:
        act(finding, verb, desk, who)
