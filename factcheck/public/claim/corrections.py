"""The ledger of corrections: what became of a review after it was published."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from factcheck.models.record import Publication
from factcheck.models.scale import VerificationStatus
from factcheck.public.scale.badges import Badge, Badges


@dataclass(frozen=True, slots=True)
class Correction:
    """An entry of the ledger; `before` is None where what it corrects was redacted."""

    publication: Publication
    before: Badge | None
    after: Badge

    @property
    def claim(self) -> dict[str, Any]:
        candidate: dict[str, Any] = self.publication.data["claim"]
        return candidate

    @property
    def keeps_status(self) -> bool:
        return self.before is not None and self.before.slug == self.after.slug


def corrections(
    publications: Iterable[Publication], scale: Iterable[VerificationStatus]
) -> list[Correction]:
    """Make entries of publications; load these with `corrections`."""
    badges = Badges(scale)
    return [
        Correction(publication, _before(publication, badges), badges.of(publication.data))
        for publication in publications
    ]


def _before(publication: Publication, badges: Badges) -> Badge | None:
    if publication.previous_content is None:
        return None
    return badges.of(json.loads(bytes(publication.previous_content)))
