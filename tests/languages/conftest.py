from tests.admin.cast import at_the_desk, newsroom
from tests.public.conftest import _seeded_database, seeds, visit

__all__ = ["_seeded_database", "at_the_desk", "newsroom", "seeds", "visit"]
