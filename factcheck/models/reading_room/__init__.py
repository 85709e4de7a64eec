"""The reading room: what lists, filters and search of the public pages need.

Written by `factcheck.publishing` only, and rebuilt from the record by
``manage.py rebuild_reading_room``. No row points to the desk.
"""

from factcheck.models.reading_room.named import (
    NamedByClaims,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.reading_room.page_version import PageVersion, Version, snapshot
from factcheck.models.reading_room.public_article import PublicArticle
from factcheck.models.reading_room.public_claim import (
    SAME_ELSEWHERE,
    Month,
    PublicClaim,
    PublicClaimQuerySet,
)
from factcheck.models.reading_room.public_finding import PublicFinding

__all__ = [
    "SAME_ELSEWHERE",
    "Month",
    "NamedByClaims",
    "PageVersion",
    "PublicArticle",
    "PublicClaim",
    "PublicClaimQuerySet",
    "PublicFinding",
    "PublicSource",
    "PublicSpeaker",
    "PublicTopic",
    "Version",
    "snapshot",
]
