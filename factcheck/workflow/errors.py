"""What the workflow refuses. Each message tells the editor what to do."""

from collections.abc import Sequence


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


class SignOffOutdated(WorkflowError):
    """What would be published is not what was signed off."""


class StaleVersion(WorkflowError):
    """Somebody else saved the claim after it was loaded."""
