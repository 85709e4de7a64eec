from collections.abc import Iterator

import pytest
from django.test import Client

from factcheck.management import catalogue
from tests.languages.marked import translations_marked
from tests.public.conftest import visit

__all__ = ["visit"]


@pytest.fixture(params=catalogue.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language into which the site is translated."""
    return str(request.param)


@pytest.fixture
def reader(client: Client, language: str) -> Iterator[Client]:
    """A reader, of pages that show what is not translated."""
    with translations_marked(language):
        yield client
