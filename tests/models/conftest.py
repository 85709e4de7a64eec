from tests.models.factories import at_the_desk

__all__ = ["at_the_desk"]
