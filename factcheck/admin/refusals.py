"""What the domain and the database refuse, as messages for the editor."""

from django.apps import apps
from django.db import IntegrityError
from django.utils.translation import gettext as _
from psycopg.errors import ForeignKeyViolation

from factcheck.workflow import WorkflowError

REFUSALS = (IntegrityError, WorkflowError)


def message_of(refusal: Exception) -> str:
    """Say what a refusal says: the workflow's or a guard's words, or those of a constraint.

    Raises an integrity error again that has nothing to say to an editor.
    """
    if isinstance(refusal, WorkflowError):
        return str(refusal)
    refused = getattr(refusal.__cause__, "diag", None)
    if refused is None:
        raise refusal
    if refused.constraint_name is None:
        return str(refused.message_primary)
    if isinstance(refusal.__cause__, ForeignKeyViolation):
        return _("Something that this rests on was removed meanwhile: look at it again.")
    return _constraint(refused.constraint_name, refusal)


def _constraint(name: str, refusal: Exception) -> str:
    """What a constraint says, which only a change at the same moment gets as far as."""
    for model in apps.get_app_config("factcheck").get_models():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    if "unique" in str(refusal):
        return _("Somebody else saved the same at the same moment: look at it again.")
    raise refusal
