"""What the workflow refuses. Each message tells the editor what to do."""

from collections.abc import Sequence
from typing import Self


class WorkflowError(Exception):
    """A move that cannot be made; the message is for the editor."""


class WrongStage(WorkflowError):
    """The claim is not where the move begins, often because somebody else moved it."""


class NotPermitted(WorkflowError):
    """The person may not make this move."""


class SecondPersonNeeded(NotPermitted):
    """The person contributed to what they would approve."""


class DemandsUnmet(WorkflowError):
    """Something is missing; `missing` says what, one sentence each."""

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__(" ".join(missing))
        self.missing = tuple(missing)


class Lack(str):
    """What is missing, in a sentence, with the field or part of the claim that puts it right."""

    __slots__ = ("field",)
    field: str

    def __new__(cls, field: str, sentence: str) -> Self:
        lack = super().__new__(cls, sentence)
        lack.field = field
        return lack


class Unsaid(Lack):
    """What is missing of what is said with the act itself, in a field of the act."""

    __slots__ = ()


class SignOffOutdated(WorkflowError):
    """What would be published is not what was signed off."""


class NotRead(WorkflowError):
    """The person has not read the claim as it stands, and so cannot sign it off."""


class StaleVersion(WorkflowError):
    """Somebody else saved the claim after it was loaded."""
