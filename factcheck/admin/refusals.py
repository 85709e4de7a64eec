"""Refusals of the domain and of the database, as messages for the editor."""

import json

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _
from psycopg.errors import ForeignKeyViolation

from factcheck.anchoring import AmbiguousQuote, AnchorError, QuoteNotFound
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from factcheck.workflow import WorkflowError

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
        said = json.loads(refused.message_detail)
        words = {**dict(Stage.choices), **dict(Verb.choices)}
        return _(said["message"]) % tuple(str(words.get(a, a)) for a in said["arguments"])
    if isinstance(refusal.__cause__, ForeignKeyViolation):
        return _("Something that this rests on was removed meanwhile: look at it again.")
    return _constraint(refused.constraint_name, refusal)


def _constraint(name: str, refusal: Exception) -> str:
    """The message of a constraint, which only simultaneous changes can reach."""
    for model in apps.get_app_config("factcheck").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    if "unique" in str(refusal):
        return _("Somebody else saved the same at the same moment: look at it again.")
    raise refusal


def quote_problem(error: AnchorError) -> str:
    """What is wrong with a quote, in the editor's language; anchoring knows only English."""
    if isinstance(error, AmbiguousQuote):
        return _(
            "“%(quote)s” stands %(times)s times in the text. "
            "Choose one of the places, or quote more words."
        ) % {"quote": error.candidates[0].exact, "times": len(error.candidates)}
    assert isinstance(error, QuoteNotFound)
    if not error.quote:
        return _("The quote is empty. Give the words exactly as they stand in the text.")
    if error.nearest:
        return _("The text does not contain “%(quote)s”. Did you mean “%(nearest)s”?") % {
            "quote": error.quote,
            "nearest": error.nearest.exact,
        }
    return _(
        "The text does not contain “%(quote)s”, nor anything close to it. "
        "Copy the words from the text."
    ) % {"quote": error.quote}
