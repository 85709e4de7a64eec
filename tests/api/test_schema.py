"""The OpenAPI document, held against the live server by a program that looks for what breaks it."""

from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from factcheck import workflow
from factcheck.models.vocabulary import Stage
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system


def test_what_it_says_holds_whatever_is_asked(live_site: str) -> None:
    newsroom = Newsroom()
    newsroom.claim_in(Stage.PUBLISHED)
    newsroom.claim_in(Stage.WITHDRAWN)
    workflow.list_claim(newsroom.claim(headline="Listed").pk, newsroom.eva)
    document = schemathesis.openapi.from_url(f"{live_site}/api/v1/schema/")
    tried = []
    for found in document.get_all_operations():
        assert isinstance(found, Ok)
        operation = found.ok()
        for mode in GenerationMode:

            @settings(
                max_examples=15,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def holds(case: Case[Any]) -> None:
                # A value of the right type may still be no status or cursor that there is.
                case.call_and_validate(excluded_checks=[positive_data_acceptance])

            # Where nothing is asked for, nothing can be wrong.
            with suppress(Unsatisfiable):
                holds()
        tried.append(operation.path)
    assert len(tried) == 16
