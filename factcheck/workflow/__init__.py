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
    SecondPersonNeeded,
    SignOffOutdated,
    StaleVersion,
    WorkflowError,
    WrongStage,
)
from factcheck.workflow.offers import Offer, before, offers
from factcheck.workflow.perform import list_claim, perform

__all__ = [
    "ACTS",
    "MOVES",
    "DemandsUnmet",
    "Made",
    "NotPermitted",
    "Offer",
    "SecondPersonNeeded",
    "SignOffOutdated",
    "StaleVersion",
    "WorkflowError",
    "WrongStage",
    "before",
    "list_claim",
    "offers",
    "perform",
    "publish_due",
]
