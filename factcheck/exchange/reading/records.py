"""What every kind of file is read as: records, and what is wrong with them."""

from dataclasses import dataclass, field
from typing import Any

from factcheck.exchange.sayings import Saying


class Unreadable(Exception):
    """A file of which nothing can be taken; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: in which column of the file, with which value, and the remedy."""

    column: str
    value: str
    reason: str | Saying
    remedy: str | Saying = ""

    def __str__(self) -> str:
        where = f"{self.column}: " if self.column else ""
        return f"{where}{self.reason} {self.remedy}".strip()


@dataclass(slots=True)
class Record:
    """A row of a file: its cells by column, and of JSON whatever else stands in it."""

    line: int
    cells: dict[str, str]
    kind: str = "claim"
    more: dict[str, Any] = field(default_factory=dict)
    # Cells beyond the header's.
    rest: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
