"""The one way in which claims move through the stages, and become public.

`ACTS` is the table of acts, `MOVES` those that change the stage. `perform` makes one; `offers` says
which ones a person may make.
"""

from factcheck.models.acts import ACTS, MOVES
from factcheck.workflow.effects import Made
from factcheck.workflow.embargoes import publish_due
from factcheck.workflow.errors import (
    DemandsUnmet,
    NotPermitted,
    NotRead,
    SecondPersonNeeded,
    SignOffOutdated,
    StaleVersion,
    Unsaid,
    WorkflowError,
    WrongStage,
)
from factcheck.workflow.handing_in import hand_in
from factcheck.workflow.offers import Offer, before, offers
from factcheck.workflow.one_of_many import AMENDMENT, needs_reading, perform_on_one_of_many
from factcheck.workflow.perform import list_claim, perform

__all__ = [
    "ACTS",
    "AMENDMENT",
    "MOVES",
    "DemandsUnmet",
    "Made",
    "NotPermitted",
    "NotRead",
    "Offer",
    "SecondPersonNeeded",
    "SignOffOutdated",
    "StaleVersion",
    "Unsaid",
    "WorkflowError",
    "WrongStage",
    "before",
    "hand_in",
    "list_claim",
    "needs_reading",
    "offers",
    "perform",
    "perform_on_one_of_many",
    "publish_due",
]
