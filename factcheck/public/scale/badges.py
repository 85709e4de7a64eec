"""Statuses as they were published, with the look that the scale gives them now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from factcheck.models.content import PublicationContent
from factcheck.models.scale import VerificationStatus
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import PublicationKind


@dataclass(frozen=True, slots=True)
class Badge:
    """What ``scale/_status.html`` shows of a status."""

    slug: str
    name: Translated | Promise
    colour: str
    icon: str

    def __str__(self) -> str:
        return str(self.name)


WITHDRAWN = Badge("", _("Withdrawn"), VerificationStatus.Colour.GREY, VerificationStatus.Icon.CLOCK)


class Badges:
    """Makes badges of published statuses; one that the scale no longer has is grey."""

    def __init__(self, scale: Iterable[VerificationStatus]) -> None:
        self._scale = {status.pk: status for status in scale}

    def of(self, said: PublicationContent) -> Badge:
        if said.publication.kind == PublicationKind.RETRACTION:
            return WITHDRAWN
        published = said.claim.status
        now = self._scale.get(published.slug)
        return Badge(
            published.slug,
            published.name,
            now.colour if now else VerificationStatus.Colour.GREY,
            now.icon if now else VerificationStatus.Icon.QUESTION,
        )
