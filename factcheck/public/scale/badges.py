"""Statuses as they were published, with the look that the scale gives them now."""

from collections.abc import Iterable

from factcheck.models.content import PublicationContent
from factcheck.models.scale import WITHDRAWN, Badge, VerificationStatus
from factcheck.models.vocabulary import PublicationKind


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
