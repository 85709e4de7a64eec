import pytest

from tests.workflow.newsroom import Newsroom


@pytest.fixture
def desk(db: None) -> Newsroom:
    return Newsroom()
