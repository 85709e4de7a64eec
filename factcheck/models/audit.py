"""Every change of every row of the desk; written by the database (guards/audit.sql)."""

from collections.abc import Iterable
from datetime import timedelta
from functools import reduce
from operator import or_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import DateTimeField, Exists, F, IntegerField, OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from factcheck.models.acts import Verb
from factcheck.models.move import Move
from factcheck.models.record import in_json

# What one person does within this time is one thing.
AT_ONCE = timedelta(seconds=5)


class AuditEntryQuerySet(models.QuerySet["AuditEntry"]):
    def contributions(self, claim_id: int) -> Self:
        """Changes of the verdict's parts, and of what it rests on, in the claim's current round.

        The database says which, as it does for a sign-off by hand.
        """
        contributions = RawSQL("SELECT id FROM factcheck_contributions(%s)", [claim_id])
        return self.filter(pk__in=contributions)

    def of_anchors(self, claims: Iterable[int]) -> Self:
        """Changes of the places of these claims, and so of the words around them."""
        return self.filter(claim__in=claims, changes__has_any_keys=["quote", "prefix", "suffix"])

    def with_move(self) -> Self:
        """Annotate `move`: the act that a change of a claim came with, if any."""
        at = OuterRef("at")
        beside = Move.objects.filter(
            claim=OuterRef("claim"),
            actor=OuterRef("actor"),
            created_at__range=(at - AT_ONCE, at + AT_ONCE),
        )
        return self.annotate(move=Subquery(beside.order_by("-pk").values("pk")[:1]))

    def refused_orders(self) -> Self:
        """Ends of embargoes whose time had come, and after which nothing was published."""
        until = Cast(KeyTextTransform("0", KeyTransform("until", "changes")), DateTimeField())
        published = Move.objects.filter(
            claim=OuterRef("claim"), verb=Verb.PUBLISH, created_at__gte=OuterRef("at") - AT_ONCE
        )
        ended = self.filter(table="factcheck_embargo", operation=AuditEntry.Operation.DELETE)
        return ended.alias(until=until).filter(~Exists(published), until__lte=F("at"))

    def removed_evidence(self, article_id: int) -> Any:
        """Pieces of evidence of an article's claims that were removed, each with its `number`."""
        number = Cast(KeyTextTransform("0", KeyTransform("number", "changes")), IntegerField())
        gone = self.filter(table="factcheck_evidence", operation=AuditEntry.Operation.DELETE)
        return gone.filter(claim__article=article_id).annotate(number=number)

    def added_before(self, entry: int) -> Self:
        """Those about rows that were there already at an earlier entry."""
        added = AuditEntry.objects.filter(
            table=OuterRef("table"),
            row=OuterRef("row"),
            operation=AuditEntry.Operation.INSERT,
            pk__lte=entry,
        )
        return self.filter(Exists(added))

    def newest(self) -> int:
        """The key of the newest entry; 0 where there is none."""
        return self.order_by("-pk").values_list("pk", flat=True).first() or 0

    def of_rows(self, model: type[models.Model], keys: Iterable[int]) -> Self:
        return self.filter(table=model._meta.db_table, row__in=[str(key) for key in keys])

    def in_articles_saying(self, articles: models.QuerySet[Any], texts: Iterable[str]) -> Self:
        """Changes of these articles' claims that contain one of the texts, to the letter."""
        holding = [models.Q(values__contains=in_json(text)) for text in texts]
        values = Cast("changes", models.TextField())
        said = reduce(or_, holding, models.Q(pk__in=[]))
        return self.alias(values=values).filter(said, claim__article__in=articles)


class AuditEntry(models.Model):
    """One change of one row: who, when, and the old and new values. Written once."""

    class Operation(models.TextChoices):
        INSERT = "INSERT", _("added")
        UPDATE = "UPDATE", _("changed")
        DELETE = "DELETE", _("removed")

    at = models.DateTimeField(_("at"))
    # No constraints: the audit outlives what it is about, accounts included.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    table = models.CharField(_("table"), max_length=63)
    row = models.CharField(_("row"), max_length=63)
    operation = models.CharField(_("operation"), max_length=6, choices=Operation)
    changes = models.JSONField(_("changes"), help_text=_("Column: [old value, new value]."))
    claim = models.ForeignKey(
        "factcheck.Claim",
        models.DO_NOTHING,
        null=True,
        db_constraint=False,
        related_name="audit_entries",
    )
    round = models.PositiveIntegerField(null=True)
    is_contribution = models.BooleanField(_("changes the verdict’s parts"))

    # Annotated by `with_move`.
    move: int | None

    objects = AuditEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["claim", "-id"], name="audit_of_claim"),
            models.Index(fields=["table", "row", "-id"], name="audit_of_row"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}: {self.get_operation_display()}"

    @property
    def actor_name(self) -> str:
        """Who it was, by the name of the account; empty where nobody was named."""
        return self.actor.get_username() if self.actor else ""
