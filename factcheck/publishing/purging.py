"""Telling shared caches to forget their copies, once words that readers must not see are gone.

Such words stand on pages, lists, feeds and searches alike, so everything is forgotten. A cache that
cannot be told keeps its copies for as long as they may be kept anyway, and the log says so.
"""

import logging
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.db import transaction

SECONDS = 5
MISSED = "%s was not told to forget what is gone, and may show it for five more minutes: %s"
log = logging.getLogger(__name__)


def purge() -> None:
    """Purge the copies as soon as what was changed is committed."""
    if settings.PURGE_URLS:
        transaction.on_commit(_purge)


def _purge() -> None:
    for url in settings.PURGE_URLS:
        try:
            urlopen(Request(url, method="PURGE"), timeout=SECONDS).close()  # noqa: S310
        except (URLError, OSError) as error:
            log.error(MISSED, url, error)
