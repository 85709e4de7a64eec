"""Merging two speakers, or two sources: everything is linked to one, the other's name is kept."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from factcheck.models import (
    Claim,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    Source,
    Speaker,
    SpeakerAlias,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.publishing import reading_room

Merged = TypeVar("Merged", Speaker, Source)


def links(merged: Speaker | Source) -> list[models.QuerySet[models.Model]]:
    """All rows that point to a speaker or source, one query for each kind."""
    if isinstance(merged, Speaker):
        return [merged.claims.all(), Claim.co_speakers.through.objects.filter(speaker=merged)]
    return [merged.citations.all(), merged.evidence.all()]


def merge(merged: Merged, into: Merged, user: User) -> Merged:
    """Link everything from one to the other; the merged one only says what it became.

    Raises ValidationError where a claim names both, and where one is merged already.
    """
    with acting_as(user):
        merged, into = _locked(merged, into)
        check(merged, into)
        rows = links(merged)
        type(merged)._default_manager.filter(merged_into=merged).update(merged_into=into)
        # The pointer first: the database lets a published claim change to where it points.
        merged.merged_into = into
        merged.save(update_fields=["merged_into"])
        for row in rows:
            row.update(**{_field(merged): into})
        if isinstance(merged, Speaker):
            SpeakerAlias.objects.bulk_create(
                SpeakerAlias(speaker=into, name=name) for name in new_aliases(merged, into)
            )
            reading_room.show_again(PublicClaim.objects.said_by(merged.slug))
            reading_room.show_named(PublicSpeaker, into.slug)
        else:
            reading_room.show_again(PublicClaim.objects.citing(merged.slug))
            reading_room.show_named(PublicSource, into.slug)
    return into


def new_aliases(merged: Speaker, into: Speaker) -> list[str]:
    """Names of the merged speaker that the other does not have yet."""
    names, known = (
        {one.name, *one.aliases.values_list("name", flat=True)} for one in (merged, into)
    )
    return sorted(names - known)


def _field(merged: Speaker | Source) -> str:
    return "speaker" if isinstance(merged, Speaker) else "source"


def _locked(*pair: Merged) -> list[Merged]:
    """Load both as they are now, locked, so that nobody else merges either of them."""
    rows = type(pair[0])._default_manager.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=[row.pk for row in pair])}
    return [found[row.pk] for row in pair]


def check(merged: Merged, into: Merged) -> None:
    """Raise ValidationError for two that cannot be merged; it says what to do."""
    if merged.pk == into.pk:
        raise ValidationError(_("Choose another one to merge it into."))
    if merged.merged_into_id or into.merged_into_id:
        raise ValidationError(_("One of the two was merged before: choose what it became."))
    public = PublicSpeaker if isinstance(merged, Speaker) else PublicSource
    if public.objects.filter(pk=merged.slug) and not public.objects.filter(pk=into.slug):
        raise ValidationError(
            _(
                "Readers know “%(merged)s”, and nothing of “%(into)s” was published yet: merge "
                "the second into the first, and then change the name if it should be another."
            )
            % {"merged": merged, "into": into}
        )
    if both := naming_both(merged, into):
        raise ValidationError(
            _("These claims name both; remove one of the two from each first: %(claims)s")
            % {"claims": "; ".join(str(claim) for claim in both)}
        )


def naming(one: Speaker | Source) -> models.Q:
    """Claims that rest on a speaker or source."""
    if isinstance(one, Speaker):
        return models.Q(speaker=one) | models.Q(co_speakers=one)
    return models.Q(citations__source=one) | models.Q(evidence__source=one)


def naming_both(merged: Speaker | Source, into: Speaker | Source) -> Sequence[Claim]:
    """Claims that name both, and would name one twice; evidence may name a source twice."""
    if isinstance(merged, Speaker):
        first, second = naming(merged), naming(into)
    else:
        first, second = (models.Q(citations__source=one) for one in (merged, into))
    return list(Claim.objects.filter(first).filter(second).distinct()[:10])
