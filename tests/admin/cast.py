"""The newsroom's cast at the admin, each with a browser of their own."""

from tests.admin.newsroom import at_work
from tests.conftest import newsroom
from tests.models.factories import at_the_desk

__all__ = ["at_the_desk", "at_work", "newsroom"]
