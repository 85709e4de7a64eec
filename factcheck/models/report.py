"""What readers write in: an error, a missing source, a claim to check; and what came of it."""

import secrets
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator, URLValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.models.record import Publication
from factcheck.models.text_fields import PlainTextField

if TYPE_CHECKING:
    from factcheck.models.article import Article


def new_token() -> str:
    return secrets.token_urlsafe(24)


class ReaderReportQuerySet(models.QuerySet["ReaderReport"]):
    def new(self) -> Self:
        return self.filter(outcome="", assignee=None)

    def looked_at(self) -> Self:
        return self.filter(outcome="", assignee__isnull=False)

    def settled(self) -> Self:
        return self.exclude(outcome="")

    def about(self, claim_id: int) -> Self:
        """Those on a claim, and those that it was added for."""
        return self.filter(Q(claim=claim_id) | Q(added=claim_id))

    def waiting_for(self, user: Any) -> Self:
        """Open ones that nobody looks at, or that this person does; the oldest first."""
        rows = self.filter(Q(assignee=None) | Q(assignee=user), outcome="")
        return rows.order_by("created_at", "pk")


class ReaderReport(models.Model):
    """One message of a reader, who follows it by the secret link that holds its `token`.

    The reader's address is kept only until there is an outcome. No audit holds what they wrote.
    """

    class Kind(models.TextChoices):
        ERROR = "error", gettext_lazy("an error")
        SOURCE = "source", gettext_lazy("a missing source")
        CLAIM = "claim", gettext_lazy("a claim to check")

    class Outcome(models.TextChoices):
        REJECTED = "rejected", gettext_lazy("nothing is changed")
        CORRECTED = "corrected", gettext_lazy("a review was changed")
        ADDED = "added", gettext_lazy("a claim was added")
        DUPLICATE = "duplicate", gettext_lazy("somebody reported the same before")

    token = models.CharField(max_length=43, unique=True, default=new_token, editable=False)
    kind = models.CharField(gettext_lazy("what it is about"), max_length=10, choices=Kind)
    # Not rows of the reading room, which have the same keys but are rebuilt.
    claim = models.ForeignKey(
        "factcheck.Claim",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("claim"),
    )
    article = models.ForeignKey(
        "factcheck.Article",
        models.PROTECT,
        to_field="slug",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("article"),
    )
    message = PlainTextField(gettext_lazy("message"), validators=[MaxLengthValidator(5_000)])
    links = ArrayField(
        models.URLField(max_length=2_000, validators=[URLValidator(["http", "https"])]),
        verbose_name=gettext_lazy("links"),
        size=10,
        default=list,
        blank=True,
    )
    email = models.EmailField(gettext_lazy("e-mail address"), blank=True)
    language = models.CharField(gettext_lazy("language"), max_length=12)
    created_at = models.DateTimeField(gettext_lazy("sent"), auto_now_add=True)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("looked at by"),
    )
    outcome = models.CharField(gettext_lazy("outcome"), max_length=10, choices=Outcome, blank=True)
    answer = PlainTextField(
        gettext_lazy("answer"),
        blank=True,
        help_text=gettext_lazy("What came of it and why, in public words: the reader sees it."),
    )
    publication = models.ForeignKey(
        Publication,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("the change that it led to"),
    )
    added = models.ForeignKey(
        "factcheck.Claim",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=gettext_lazy("the claim that it led to"),
        help_text=gettext_lazy("Readers are led to it once it is listed."),
    )
    duplicate_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="duplicates",
        verbose_name=gettext_lazy("the report of the same"),
    )

    objects = ReaderReportQuerySet.as_manager()

    class Meta:
        verbose_name = gettext_lazy("reader’s report")
        verbose_name_plural = gettext_lazy("readers’ reports")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["-created_at", "-id"], name="report_newest"),
            models.Index(fields=["created_at", "id"], name="report_open", condition=Q(outcome="")),
        ]
        constraints = [
            models.CheckConstraint(
                name="report_of_one_page", condition=Q(claim=None) | Q(article=None)
            ),
            models.CheckConstraint(
                name="report_address_until_outcome", condition=Q(outcome="") | Q(email="")
            ),
            models.CheckConstraint(
                name="report_outcome_in_words",
                condition=Q(outcome="", answer="") | (~Q(outcome="") & ~Q(answer="")),
                violation_error_message=gettext_lazy(
                    "Tell the reader in the answer what came of it; without an outcome, leave the "
                    "answer empty."
                ),
            ),
            models.CheckConstraint(
                name="report_corrected_by_publication",
                condition=Q(outcome="corrected", publication__isnull=False)
                | (~Q(outcome="corrected") & Q(publication=None)),
                violation_error_message=gettext_lazy(
                    "Choose the change that the report led to; other outcomes have none."
                ),
            ),
            models.CheckConstraint(
                name="report_added_claim",
                condition=Q(outcome="added", added__isnull=False)
                | (~Q(outcome="added") & Q(added=None)),
                violation_error_message=gettext_lazy(
                    "Choose the claim that was added; other outcomes have none."
                ),
            ),
            models.CheckConstraint(
                name="report_duplicate_of_another",
                condition=(
                    Q(outcome="duplicate", duplicate_of__isnull=False)
                    & ~Q(duplicate_of=models.F("id"))
                )
                | (~Q(outcome="duplicate") & Q(duplicate_of=None)),
                violation_error_message=gettext_lazy(
                    "Choose the other report of the same; other outcomes have none."
                ),
            ),
        ]

    def __str__(self) -> str:
        # Without the reader's words: the admin's log keeps this.
        kind = capfirst(str(self.get_kind_display()))
        return _("%(kind)s, no. %(number)s") % {"kind": kind, "number": self.pk}

    def get_absolute_url(self) -> str:
        return reverse("report-detail", args=[self.token])

    @property
    def state(self) -> str:
        """What became of it, in words."""
        if self.outcome:
            return self.get_outcome_display()
        if self.assignee:
            return _("looked at by %(name)s") % {"name": self.assignee}
        return _("new")

    @property
    def progress(self) -> str:
        """How far it has come: changes whenever somebody works on it."""
        return f"{self.outcome} {self.assignee_id or ''}".strip()

    @property
    def about_article(self) -> "Article | None":
        return self.claim.article if self.claim else self.article

    def possible_publications(self) -> models.QuerySet[Publication]:
        """Changes of its page since it came, and the chosen one even if it was redacted since."""
        about = Q(pk=None)
        if self.claim_id:
            about = Q(claim=self.claim_id)
        elif self.article_id:
            about = Q(claim__article__slug=self.article_id)
        since = Publication.objects.amendments().filter(published_at__gte=self.created_at)
        either = Q(pk=self.publication_id) | Q(pk__in=since.filter(about).values("pk"))
        return Publication.objects.filter(either)
