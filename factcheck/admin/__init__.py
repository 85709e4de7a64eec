"""The desk: Django's admin, with a module for each thing that an editor thinks in."""

from factcheck.admin import (
    articles,
    claims,
    pages,
    reports,
    scale,
    sources,
    speakers,
    topics,
    users,
)

__all__ = [
    "articles",
    "claims",
    "pages",
    "reports",
    "scale",
    "sources",
    "speakers",
    "topics",
    "users",
]
