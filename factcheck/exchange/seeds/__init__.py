"""An article with its claims, evidence and reviews, from a directory of JSON files.

``seeds/README.md`` describes the format. Loading adds what is missing and leaves what exists,
so it can be repeated; it loads all of a directory or nothing.
"""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from factcheck.exchange.seeds.loader import Loader
from factcheck.exchange.seeds.reading import Directory, SeedError
from factcheck.models import Article

__all__ = ["SeedError", "load"]


@transaction.atomic
def load(directory: Path, progress: Callable[[str], None]) -> Article:
    """Load a directory, list all its claims and publish its reviews.

    `progress` is called with a line of text at each step. After a SeedError, nothing is loaded.
    """
    return Loader(Directory(directory), progress).load()
