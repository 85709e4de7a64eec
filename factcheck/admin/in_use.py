"""What a row is used by, so that it cannot be deleted, and what to do instead."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse_lazy
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck.models import Citation, Claim, Evidence
from factcheck.models.counting import up_to_cap
from factcheck.templatetags.public import capped

SHOWN = 10
LIST = reverse_lazy("admin:factcheck_claim_changelist")


@dataclass(frozen=True, slots=True)
class Use:
    """How many rows point to a row, where they are listed, and the first claims among them."""

    label: str
    url: str
    claims: list[Claim]


def is_used(row: models.Model) -> bool:
    """Whether other rows point to this one and would not be deleted with it."""
    return any(rows.exists() for rows in _pointing(row))


def page(
    admin: ModelAdmin[Any], request: HttpRequest, row: models.Model, reason: str, query: str
) -> TemplateResponse:
    """Say why a row stays; `query` is the filter of claims that finds all of its."""
    context = admin.admin_site.each_context(request) | {
        "title": _("This cannot be deleted"),
        "opts": admin.opts,
        "object": row,
        "reason": reason,
        "uses": [] if isinstance(row, Claim) else list(_uses(row, query)),
    }
    return TemplateResponse(request, "admin/in_use.html", context, status=403)


def _pointing(row: models.Model) -> Iterator[models.QuerySet[Any]]:
    """The rows that keep this one, of each model that has any field for it."""
    fields: dict[type[models.Model], Q] = defaultdict(Q)
    relations: Any = row._meta.get_fields(include_hidden=True)
    for relation in relations:
        keeps = isinstance(relation, models.ManyToOneRel) and relation.on_delete is models.PROTECT
        if keeps or isinstance(relation, models.ManyToManyRel):
            fields[relation.related_model] |= Q(**{relation.field.name: row.pk})
    for model, points in fields.items():
        yield model._base_manager.filter(points)


def _uses(row: models.Model, query: str) -> Iterator[Use]:
    claims, others = Claim.objects.none(), []
    for rows in _pointing(row):
        if rows.model is Claim:
            claims |= Claim.objects.filter(pk__in=rows.values("pk"))
        elif rows.model in (Citation, Evidence):
            claims |= Claim.objects.filter(pk__in=rows.values("claim"))
        elif rows.exists():
            others.append(rows)
    if count := up_to_cap(claims).count():
        label = ngettext("%(count)s claim", "%(count)s claims", count) % {"count": capped(count)}
        listed = f"{LIST}?{urlencode({query: row.pk})}" if query else ""
        yield Use(label, listed, list(claims[:SHOWN]))
    for rows in others:
        named = capfirst(str(rows.model._meta.verbose_name_plural))
        yield Use(f"{named}: {capped(up_to_cap(rows).count())}", "", [])
