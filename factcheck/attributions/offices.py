"""Offices by which a text calls whom it has named: “Health Minister NAME”, then “the minister”."""

from collections import defaultdict

from .languages import Language
from .names import Known
from .row import Row

_NEAR, _STEM = 5, 6


class Offices:
    """Who has which office in a text, as far as it was read."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._owners: defaultdict[str, set[Known | None]] = defaultdict(set)

    def holder(self, office: str, topic: Known | None) -> Known | None:
        """Who alone has an office; `topic`, for a word that calls again whom it has named."""
        owners = self._owners.get(office) or set()
        if not owners and office in self._language.again:
            return topic
        return next(iter(owners)) if len(owners) == 1 else None

    def learn(self, row: Row) -> None:
        for k, item in enumerate(row.items):
            if item.kind == "word" and item.low in self._language.offices:
                self._learn(row, k)
        people = people_in(row)
        if len(people) == 1 and not has_others(row):
            self._learn_kin(row, people)

    def _learn(self, row: Row, k: int) -> None:
        office = row.low(k)
        at = _holder(row, k)
        if at >= 0:
            for called in (office, *self._language.synonyms.get(office, ())):
                self._owners[called].add(row.items[at].speaker)
        elif row.kind(k + 1) == "word" and row.items[k + 1].is_capital:
            self._owners[office].add(None)

    def _learn_kin(self, row: Row, people: set[Known]) -> None:
        """Who took over the ministry is the minister."""
        offices = self._language.offices
        stems = {
            item.low[:_STEM]
            for item in row.items
            if item.kind == "word" and len(item.low) >= _STEM and item.low not in offices
        }
        for office in offices:
            if office[:_STEM] in stems and len(office) >= _STEM:
                self._owners[office].update(people)


def _holder(row: Row, k: int) -> int:
    """The name that goes with the office at this place; -1 without one."""
    lang = row.language
    behind = k - 1 if row.low(k - 1) in lang.articles else k
    if row.low(behind - 1) == "," and row.is_name(behind - 2):
        return behind - 2
    at = next((m for m in range(k + 1, k + _NEAR + 1) if row.is_name(m)), -1)
    marks = (m for m in range(k + 1, at) if row.is_stop(m) and row.low(m) != ",")
    apart = row.has_finite(k + 1, at) or row.low(at - 1) in lang.prepositions
    return -1 if at < 0 or apart or any(True for _ in marks) or row.owns(k) else at


def people_in(row: Row) -> set[Known]:
    """The persons whom a row names."""
    speakers = (item.speaker for item in row.items)
    return {speaker for speaker in speakers if speaker and speaker.is_person}


def has_others(row: Row) -> bool:
    """Whether a row speaks of a person whom nobody knows."""
    lang = row.language
    for k, item in enumerate(row.items):
        named = row.is_name(k + 1) or row.is_name(k + 2)
        if item.kind == "word" and item.low in lang.kin and k > 0 and not named:
            return True
        long = row.kind(k + 1) == "word" and row.items[k + 1].is_capital
        plain = item.low not in lang.offices and not row.is_boundary(k - 1)
        if item.is_capital and k > 0 and long and plain:
            return True
    return False
