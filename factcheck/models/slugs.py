"""Names in addresses, made of what a row is called."""

from itertools import count
from typing import Any

from django.db import models

from factcheck.slugs import slug_of

# Room for a number after it.
NUMBERED = 20


def free_slug(model: type[models.Model], *words: str) -> str:
    """A slug of the words that no row of the model has; of the model's name, if they give none."""
    field: Any = model._meta.get_field("slug")
    longest = field.max_length - NUMBERED
    base = slug_of(" ".join(words))[:longest].strip("-") or str(model._meta.model_name)
    taken = model._default_manager.filter(slug__startswith=base).values_list("slug", flat=True)
    slugs = set(taken)
    numbered = (f"{base}-{number}" for number in count(2))
    return base if base not in slugs else next(slug for slug in numbered if slug not in slugs)
