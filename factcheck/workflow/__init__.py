"""The one way in which claims move through the stages, and become public.

`MOVES` is the table of moves. `perform` makes one; `offers` says which ones a person may make.
"""

from factcheck.workflow.comments import comment
from factcheck.workflow.contributions import contributors
from factcheck.workflow.embargoes import cancel_embargo, publish_due
from factcheck.workflow.errors import (
    DemandsUnmet,
    NotPermitted,
    SecondPersonNeeded,
    SignOffOutdated,
    StaleVersion,
    WorkflowError,
    WrongStage,
)
from factcheck.workflow.listing import list_claim
from factcheck.workflow.moves import MOVES, Edge, Who
from factcheck.workflow.offers import Offer, offers
from factcheck.workflow.perform import perform

__all__ = [
    "MOVES",
    "DemandsUnmet",
    "Edge",
    "NotPermitted",
    "Offer",
    "SecondPersonNeeded",
    "SignOffOutdated",
    "StaleVersion",
    "Who",
    "WorkflowError",
    "WrongStage",
    "cancel_embargo",
    "comment",
    "contributors",
    "list_claim",
    "offers",
    "perform",
    "publish_due",
]
