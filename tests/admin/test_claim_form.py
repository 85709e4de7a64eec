"""What the form of a claim asks for."""

from typing import Any

from django.contrib.admin.utils import flatten_fieldsets

from factcheck.admin.claim import claims
from factcheck.models import Claim
from factcheck.models.content import claim_fields


def test_it_asks_for_whatever_publications_say_of_the_claim_itself() -> None:
    own = {field.name for field in Claim._meta.get_fields() if not field.auto_created}
    asked = set(flatten_fieldsets(claims.ClaimAdmin.fieldsets))

    assert (claim_fields().keys() & own) - asked == set()


def test_a_column_that_no_section_names_comes_last_in_what_more_there_is_of_the_claim() -> None:
    _words, _claim, (name, options), *others = claims.ClaimAdmin.fieldsets
    without: list[Any] = [
        (name, {"fields": [each for each in options["fields"] if each != "question"]}),
        *others,
    ]

    assert "question" in claims._unnamed(without)
    assert claims._unnamed(claims.ClaimAdmin.fieldsets) == []
