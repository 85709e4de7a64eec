"""The desk: Django's admin, with a module for each thing that editors work with."""

from factcheck.admin import (
    leads,
    pages,
    receivers,
    reports,
    sources,
    speakers,
    statuses,
    topics,
    users,
)
from factcheck.admin.article import articles
from factcheck.admin.claim import claims

__all__ = [
    "articles",
    "claims",
    "leads",
    "pages",
    "receivers",
    "reports",
    "sources",
    "speakers",
    "statuses",
    "topics",
    "users",
]
