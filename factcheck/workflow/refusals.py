"""Refusals of the domain and of the database, as messages for the editor."""

import json
from typing import Any

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _
from psycopg.errors import ForeignKeyViolation

from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.workflow.errors import WorkflowError

REFUSALS = (IntegrityError, WorkflowError)


def message_of(refusal: Exception) -> str:
    """The message of a refusal: in the words of the workflow, of a guard, or of a constraint.

    Raises an integrity error again if it has nothing to say to an editor.
    """
    if isinstance(refusal, WorkflowError):
        return str(refusal)
    refused = getattr(refusal.__cause__, "diag", None)
    if refused is None:
        raise refusal
    if refused.constraint_name is None:
        said = _said_by_guard(refused.message_detail, refusal)
        words = {**dict(Stage.choices), **dict(Verb.choices)}
        return _(said["message"]) % tuple(str(words.get(a, a)) for a in said["arguments"])
    if isinstance(refusal.__cause__, ForeignKeyViolation):
        return _("Something that this rests on was removed meanwhile: look at it again.")
    return _constraint(refused.constraint_name, refusal)


def _said_by_guard(detail: str | None, refusal: Exception) -> Any:
    """The message of a guard and its arguments; other triggers have no such detail."""
    try:
        return json.loads(detail or "")
    except ValueError:
        raise refusal from refusal.__cause__


def _constraint(name: str, refusal: Exception) -> str:
    """The message of a constraint, which only simultaneous changes can reach."""
    for model in apps.get_app_config("factcheck").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    if "unique" in str(refusal):
        return _("Somebody else saved the same at the same moment: look at it again.")
    raise refusal
