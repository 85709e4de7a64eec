from collections.abc import Iterator

import pytest
from django.test import Client

from tests.languages.spanish import translations_marked
from tests.public.conftest import visit

__all__ = ["visit"]


@pytest.fixture
def spanish(client: Client) -> Iterator[Client]:
    """A reader, of pages that show what is not translated."""
    with translations_marked():
        yield client
