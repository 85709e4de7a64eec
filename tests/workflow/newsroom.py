"""A newsroom with a named cast and one article, for tests that work at its desk."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction

from factcheck import file_store, workflow
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    EvidenceFile,
    Move,
    Source,
    Speaker,
    Topic,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage, Stance

GROUPS = {
    "ana": "Researchers",
    "ben": "Researchers",
    "carla": "Reviewers",
    "dan": "Reviewers",
    "eva": "Publishers",
    "fay": "Desk editors",
    "olga": None,
    "sam": None,
}
TEXT = "The mayor opened the bridge.\n\nIt cost ten million, the ministry said."
QUOTE = "It cost ten million"


class Newsroom:
    """Ana and Ben research, Carla and Dan review, Eva publishes, Fay edits the desk.

    Olga has an account and no group, Sam is a superuser. What `claim` makes is Ana's work, so
    everybody else is a second person.
    """

    ana: User
    ben: User
    carla: User
    dan: User
    eva: User
    fay: User
    olga: User
    sam: User

    def __init__(self) -> None:
        groups = {group.name: group for group in Group.objects.all()}
        for name, group in GROUPS.items():
            user = User.objects.create(
                username=name,
                byline=name.title(),
                is_staff=True,
                is_superuser=name == "sam",
            )
            if group:
                user.groups.add(groups[group])
            setattr(self, name, user)
        self.article = Article.objects.create(
            slug="bridge", title="The bridge", publisher="The Herald", published_on="2024-05-01"
        )
        self.revision = ArticleRevision(article=self.article, body=TEXT)
        self.revision.save()
        self.speaker = Speaker.objects.create(slug="ministry", name="The ministry", kind="person")
        self.other_speaker = Speaker.objects.create(slug="mayor", name="The mayor", kind="person")
        self.source = Source.objects.create(slug="report", title="Report", publisher="Ministry")
        self.other_source = Source.objects.create(slug="audit", title="Audit", publisher="Court")
        self.topic = Topic.objects.create(slug="roads", name={"en": "Roads"})

    def person(self, name: str) -> User:
        user: User = getattr(self, name)
        return user

    def bare_claim(self, by: User | None = None, **values: Any) -> Claim:
        """A claim of which only the words and the speaker are known."""
        start = TEXT.index(QUOTE)
        anchor = {"quote": QUOTE, "start": start, "end": start + len(QUOTE)}
        with acting_as(by or self.ana):
            return Claim.objects.create(
                article=self.article,
                revision=self.revision,
                **{
                    "speaker": self.speaker,
                    "headline": "The bridge cost ten million",
                    **anchor,
                    **values,
                },
            )

    def claim(self, by: User | None = None, **values: Any) -> Claim:
        """A claim with all that a submission demands."""
        author = by or self.ana
        claim = self.bare_claim(author, **values)
        with acting_as(author):
            evidence = self.evidence(claim)
            citation = Citation.objects.create(
                claim=claim, source=self.source, finding_id="accurate"
            )
            citation.evidence.add(evidence)
            verdict = {"status_id": "true", "summary": "It did."}
            verdict |= {"reasoning": f"The audit says so [{evidence.ref}]."} | values
            Claim.objects.filter(pk=claim.pk).update(**verdict)
        claim.refresh_from_db()
        self.point_the_way(claim)
        return claim

    def point_the_way(self, claim: Claim) -> None:
        """Let the evidence point the way of the claim's status, as Ana sees it now."""
        if claim.status.direction in Stance.values and not claim.policy_exception:
            with acting_as(self.ana):
                claim.evidence.exclude(stance=claim.status.direction).update(
                    stance=claim.status.direction
                )

    def evidence(self, claim: Claim, **values: Any) -> Evidence:
        defaults = {
            "source": self.other_source,
            "stance": "supports",
            "method": "primary",
            "extent": "whole",
            "summary": "Names the cost.",
            "accessed_on": date(2024, 5, 2),
        }
        return Evidence.objects.create(claim=claim, **(defaults | values))

    def file(self, evidence: Evidence, content: bytes, **values: Any) -> EvidenceFile:
        """A PDF that Ana adds to a piece of evidence."""
        stored = file_store.put([content])
        defaults = {"name": "audit.pdf", "type": "application/pdf"}
        with acting_as(self.ana):
            file = EvidenceFile.objects.create(
                claim=evidence.claim,
                evidence=evidence,
                size=stored.size,
                sha256=stored.sha256,
                **(defaults | values),
            )
        file.refresh_from_db()
        return file

    def change(self, claim: Claim, **values: Any) -> None:
        """Edit a claim in Ana's name."""
        with acting_as(self.ana):
            Claim.objects.filter(pk=claim.pk).update(**values)

    def move(self, claim: Claim, verb: Verb, user: User, **options: Any) -> Move:
        move = workflow.perform(claim.pk, verb, user, **options)
        claim.refresh_from_db()
        assert isinstance(move, Move)
        return move

    def bring(
        self,
        claim: Claim,
        stage: Stage,
        *,
        kind: PublicationKind = PublicationKind.UPDATE,
        reason: str = "For a reason.",
    ) -> Claim:
        """Lead a claim on to a stage, by the shortest way and by the people whose part it is.

        From the second review on, it is submitted as a `kind` of publication with its `reason`.
        """
        claim.refresh_from_db()
        if stage == Stage.DROPPED:
            self.move(claim, Verb.DROP, self.ana, comment="It is no claim.")
            return claim
        for verb, name in _WAY[: _STEPS[stage]]:
            if claim.stage in workflow.MOVES[verb].sources:
                amends = verb == Verb.SUBMIT and claim.publications.reviews().exists()
                said = {"kind": kind, "reason": reason} if amends else {}
                self.move(claim, verb, self.person(name), comment="For a reason.", **said)
        return claim

    def claim_in(self, stage: Stage, *, reviewed: bool = False) -> Claim:
        """A claim in a stage; `reviewed` for one that readers already have a review of."""
        claim = self.claim()
        if not reviewed:
            return self.bring(claim, stage)
        self.bring(claim, Stage.WITHDRAWN if stage == Stage.WITHDRAWN else Stage.PUBLISHED)
        if stage in (Stage.PUBLISHED, Stage.WITHDRAWN):
            return claim
        self.move(claim, Verb.REOPEN, self.ana, comment="A new source.")
        with acting_as(self.ana):
            Claim.objects.filter(pk=claim.pk).update(summary="It did, and a little more.")
        if stage == Stage.OPEN:
            self.move(claim, Verb.RELEASE, self.ana)
        return self.bring(claim, stage)


_WAY = [
    (Verb.TAKE, "ana"),
    (Verb.SUBMIT, "ana"),
    (Verb.SIGN_OFF, "carla"),
    (Verb.PUBLISH, "eva"),
    (Verb.WITHDRAW, "eva"),
]
_STEPS = {
    Stage.OPEN: 0,
    Stage.CHECKING: 1,
    Stage.IN_REVIEW: 2,
    Stage.APPROVED: 3,
    Stage.PUBLISHED: 4,
    Stage.WITHDRAWN: 5,
}


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever was done."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def refused(message: str) -> Iterator[None]:
    """Expect the database to refuse, with a message that contains this."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        yield
    assert message in str(refusal.value)


def by_hand(sql: str, *parameters: Any) -> int:
    """Run a statement as somebody with a database shell would; return the number of rows."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def end_embargoes(ago: timedelta = timedelta()) -> None:
    """Let the time come until which publishing was put off."""
    by_hand("SET CONSTRAINTS ALL IMMEDIATE")
    by_hand("ALTER TABLE factcheck_embargo DISABLE TRIGGER guard_embargo")
    by_hand("UPDATE factcheck_embargo SET until = clock_timestamp() - %s", ago)
    by_hand("ALTER TABLE factcheck_embargo ENABLE TRIGGER guard_embargo")


@contextmanager
def without_guards() -> Iterator[None]:
    """Let the record be changed, as only a superuser can."""
    by_hand("ALTER TABLE factcheck_publication DISABLE TRIGGER USER")
    yield
    by_hand("ALTER TABLE factcheck_publication ENABLE TRIGGER USER")


def insert_move(
    claim: Claim, verb: str, source: str, target: str, actor: User, **values: object
) -> None:
    """INSERT a move by hand, in the actor's name."""
    signed = verb == "sign-off"
    columns = {
        "claim_id": claim.pk,
        "verb": verb,
        "from_stage": source,
        "to_stage": target,
        "actor_id": actor.pk,
        "comment": "By hand.",
        "candidate_sha256": "0" * 64 if signed else "",
        "candidate_size": 1 if signed else None,
        "created_at": "2020-01-01",
    } | values
    by_hand(
        f"INSERT INTO factcheck_move ({', '.join(columns)}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(columns))})",
        *columns.values(),
    )
