"""A desk full of drafts, around a few claims that are public: what readers must never see."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.utils import timezone

from factcheck import workflow
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    ClaimExport,
    ClaimImport,
    Evidence,
    EvidenceFile,
    ExternalReview,
    Finding,
    ImportedClaim,
    ImportMapping,
    ImportRow,
    Lead,
    Message,
    Page,
    PageVersion,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicFinding,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
    ReaderReport,
    Redaction,
    Remark,
    ReplyRequest,
    SavedView,
    ScaleChange,
    SearchLogEntry,
    Source,
    Speaker,
    SpeakerAlias,
    Topic,
    Translation,
    User,
    VerificationStatus,
    WebhookDelivery,
    WebhookEndpoint,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.partial_date import PartialDateField
from factcheck.models.vocabulary import Stage
from factcheck.publishing import redacting
from tests.workflow.findings import act, finding_in, write
from tests.workflow.newsroom import Newsroom

MARK = "deskdraft"
READING_ROOM: list[type[models.Model]] = [
    *(PublicClaim, PublicArticle, PublicFinding, PublicSpeaker, PublicSource, PublicTopic),
]
SCALE: list[type[models.Model]] = [VerificationStatus, Finding, ScaleChange]
# Of a redaction readers learn the reason once it is agreed to, of a report who holds its link.
READABLE: set[type[models.Model]] = {
    *READING_ROOM,
    *SCALE,
    Publication,
    Redaction,
    Lead,
    Page,
    PageVersion,
    ReaderReport,
}
# A table that is new is the desk's until somebody says otherwise.
DESK = [m for m in apps.get_app_config("factcheck").get_models() if m not in READABLE]
# Text that is not words: digests, a password's hash, names of tables and of languages.
NO_WORDS = {
    *("sha256", "candidate_sha256", "digest", "password"),
    *("table", "row", "kind", "language", "sender"),
}
IN_WORK = [Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED]


def text_fields(model: type[models.Model]) -> Iterator[models.Field[Any, Any]]:
    """The columns of a table in which somebody can write words."""
    texts = (models.CharField, models.TextField, models.JSONField)
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, texts) and not isinstance(field, PartialDateField)
        if is_text and not field.choices and field.name not in NO_WORDS:
            yield field


def words(model: type[models.Model], *public: str) -> dict[str, Any]:
    """The mark for each column of a table in which words can stand, but for the public ones."""
    return {
        field.name: {"en": MARK} if isinstance(field, models.JSONField) else MARK
        for field in text_fields(model)
        if field.name not in public
    }


class Drafts:
    """Marked drafts in every column of the desk; nothing of what was made public is marked."""

    def __init__(self) -> None:
        self.desk = Newsroom()
        self._conceal_accounts()
        self._conceal_notes()
        self.speaker = Speaker.objects.create(**words(Speaker), kind="person")
        self.source = Source.objects.create(**words(Source))
        self.topic = Topic.objects.create(**words(Topic))
        self._unlisted_article()
        for stage in [*IN_WORK, Stage.DROPPED]:
            self._unlisted(stage)
            self._listed_before_the_draft(stage)
            self._listed_with_the_verdict_drafted(stage)
        for stage in [*IN_WORK, Stage.WITHDRAWN]:
            self._reviewed_before_the_draft(stage)
        self.published = self._published_with_all_that_is_private()
        self._under_embargo()
        self._finding_before_the_draft()
        SavedView.objects.create(owner=self.desk.ana, **words(SavedView))
        ClaimExport.objects.create(format="csv", claims=1, **words(ClaimExport))
        whole = ClaimImport.objects.create(by=self.desk.ana, format="csv", **words(ClaimImport))
        ImportRow.objects.create(whole=whole, line=1, **words(ImportRow))
        ImportMapping.objects.create(**words(ImportMapping))
        ImportedClaim.objects.create(claim=self.published, **words(ImportedClaim))
        receiver = WebhookEndpoint.objects.create(is_active=False, **words(WebhookEndpoint))
        WebhookDelivery.objects.create(endpoint=receiver, **words(WebhookDelivery))
        now = timezone.now()
        Message.objects.create(user=self.desk.ana, made_at=now, tried_at=now, **words(Message))
        for claim in (None, self.published):
            ReaderReport.objects.create(kind="error", claim=claim, message=MARK, email="a@b.org")

    def _conceal_accounts(self) -> None:
        desk = self.desk
        named = words(User, "byline", "username")
        User.objects.update(**named, username=Concat(Value(MARK), F("username")))
        User.objects.filter(pk=desk.olga.pk).update(byline=MARK)

    def _conceal_notes(self) -> None:
        for model in (Article, Speaker, Source):
            model._default_manager.update(note=MARK)
        SpeakerAlias.objects.create(speaker=self.desk.speaker, **words(SpeakerAlias))

    def _unlisted_article(self) -> None:
        article = Article.objects.create(**words(Article), published_on="2024-05-01")
        revision = ArticleRevision(article=article, body=MARK)
        revision.save()
        with acting_as(self.desk.ana):
            place = {"revision": revision, "start": 0, "end": len(MARK)}
            claim = Claim.objects.create(
                article=article, earlier_published_on=date(2020, 5, 2), **place, **words(Claim)
            )
            self._support(claim)

    def _unlisted(self, stage: Stage) -> None:
        claim = self.desk.claim()
        self._draft(claim)
        self.desk.bring(claim, stage)

    def _listed_before_the_draft(self, stage: Stage) -> None:
        claim = self.desk.claim()
        workflow.list_claim(claim.pk, self.desk.eva)
        self._draft(claim)
        self.desk.bring(claim, stage)

    def _listed_with_the_verdict_drafted(self, stage: Stage) -> None:
        claim = self.desk.claim(note=MARK)
        self._draft_verdict(claim)
        workflow.list_claim(claim.pk, self.desk.eva)
        self.desk.bring(claim, stage)

    def _reviewed_before_the_draft(self, stage: Stage) -> None:
        desk = self.desk
        claim = desk.claim_in(Stage.PUBLISHED)
        desk.move(claim, Verb.REOPEN, desk.ana, comment=MARK)
        self._draft(claim)
        if stage == Stage.OPEN:
            desk.move(claim, Verb.RELEASE, desk.ana)
        elif stage == Stage.WITHDRAWN:
            desk.move(claim, Verb.WITHDRAW, desk.eva, comment="It was wrong.")
        desk.bring(claim, stage, reason=MARK)

    def _published_with_all_that_is_private(self) -> Claim:
        desk = self.desk
        claim = desk.claim(note=MARK)
        with acting_as(desk.ana):
            claim.topics.add(desk.topic)
            claim.citations.update(note=MARK)
            claim.evidence.update(note=MARK)
            confidential = words(Evidence, "confidential_reason")
            confidential |= {"confidential": True, "confidential_reason": "She fears for her job."}
            withheld = desk.evidence(claim, source=self.source, **confidential)
        desk.file(withheld, b"deskdraft of hers", **words(EvidenceFile), readers_may=True)
        desk.file(claim.evidence.earliest("pk"), b"deskdraft", name="audit.pdf")
        desk.file(claim.evidence.earliest("pk"), b"The audit.", name="a.pdf", readers_may=True)
        workflow.perform(claim.pk, Verb.COMMENT, desk.ben, comment=MARK)
        Remark.objects.create(claim=claim, author=desk.carla, **words(Remark))
        for verb, user in [
            (Verb.TAKE, desk.ana),
            (Verb.SUBMIT, desk.ana),
            (Verb.SEND_BACK, desk.carla),
            (Verb.SUBMIT, desk.ana),
            (Verb.SIGN_OFF, desk.carla),
            (Verb.PUBLISH, desk.eva),
        ]:
            desk.move(claim, verb, user, comment=MARK)
        # Asked for, and not agreed to: nobody knows yet whether it will be.
        redacting.ask(claim, claim.publications.all(), MARK, desk.eva)
        return claim

    def _under_embargo(self) -> None:
        desk, until = self.desk, timezone.now() + timedelta(days=1)
        claim = desk.claim_in(Stage.APPROVED)
        workflow.perform(claim.pk, Verb.PUBLISH, desk.eva, comment=MARK, embargo=until)

    def _finding_before_the_draft(self) -> None:
        finding = finding_in(
            Stage.PUBLISHED, self.desk, {"en": "Of {checked} claims, {hold} hold."}
        )
        act(finding, Verb.REOPEN, self.desk, "ana", comment=MARK)
        said = {"kind": "update", "reason": MARK, "reasons": {"es": MARK}}
        write(self.desk, {"en": MARK}, **said)

    def _draft(self, claim: Claim) -> None:
        """Write the mark into all that the claim says."""
        own = words(Claim, "quote", "external_id", "reasoning", "amendment_reason")
        own["earlier_published_on"] = date(2020, 5, 2)
        # An exception is made where the evidence points elsewhere.
        own |= {"status_id": "false"}
        own |= {"external_id": f"{MARK} {claim.pk}", "speaker": self.speaker}
        self.desk.change(claim, **own)
        self._draft_verdict(claim)
        with acting_as(self.desk.ana):
            claim.topics.add(self.topic)
            claim.co_speakers.add(self.desk.other_speaker)
            claim.external_reviews.create(**words(ExternalReview))
            claim.citations.update(source=self.source, **words(Citation))

    def _draft_verdict(self, claim: Claim) -> None:
        """Write the mark into what only a review says."""
        number = claim.evidence.get().ref
        self.desk.change(claim, summary=MARK, reasoning=f"{MARK} [{number}]")
        with acting_as(self.desk.ana):
            claim.citations.update(note=MARK)
            claim.evidence.update(source=self.source, **words(Evidence))
            self._support(claim, cite=False)

    def _support(self, claim: Claim, *, cite: bool = True) -> None:
        today = timezone.localdate()
        if cite:
            claim.citations.create(source=self.source, finding_id="accurate", **words(Citation))
            self.desk.evidence(claim, source=self.source, **words(Evidence))
        evidence = claim.evidence.latest("pk")
        self.desk.file(evidence, MARK.encode(), **words(EvidenceFile), readers_may=True)
        SearchLogEntry.objects.create(claim=claim, searched_on=today, **words(SearchLogEntry))
        Translation.objects.create(claim=claim, language="es", **words(Translation))
        ReplyRequest.objects.create(
            claim=claim, asked_on=today, answered_on=today, **words(ReplyRequest)
        )
