"""Verbs that report, each with its subject and with what stands beside it."""

from dataclasses import dataclass, replace
from functools import cached_property

from .inversion import after, may_turn
from .row import Row
from .subjects import Subject, before
from .verbs import verbs_in

_TOLD = frozenset({"name", "same", "pronoun", "relative"})
_LONG = 14


@dataclass(frozen=True)
class Voice:
    """The reporting verb at a place of a row, and who its subject is."""

    row: Row
    verb: int
    subject: Subject

    @property
    def low(self) -> str:
        return self.row.low(self.verb)

    @property
    def kind(self) -> str:
        return self.row.language.verbs[self.low]

    @cached_property
    def head(self) -> int:
        """Where the clause of the verb begins."""
        return self.verb if self.subject.bond == "same" else min(self.subject.first, self.verb)

    @cached_property
    def last(self) -> int:
        """Where verb and subject end."""
        is_whole = (
            self.kind == "put" and self.row.low(self.verb + 1) in self.row.language.puts[self.low]
        )
        return max(self.verb + is_whole, self.subject.last)

    @cached_property
    def words(self) -> tuple[int, int]:
        """The stretch of the text that attributes."""
        first = self.row.items[self.verb if self.subject.last >= 0 else self.head]
        if self.subject.who and (self.subject.last < 0 or self.subject.who.start < first.start):
            first = self.subject.who
        return first.start, self.row.items[self.last].end

    @cached_property
    def is_nested(self) -> bool:
        return self.row.low(self.head - 1) in self.row.language.that

    @cached_property
    def reaches_that(self) -> bool:
        """Whether a clause follows that is opened by “that” or “whether”."""
        row, lang = self.row, self.row.language
        for k in range(self.last + 1, min(self.last + _LONG, len(row.items))):
            if row.low(k) in lang.that | lang.unsure:
                return True
            if row.kind(k) == "mark" and row.low(k) != ",":
                return False
        return False

    @cached_property
    def has_quote(self) -> bool:
        """Whether a quotation stands beside verb and subject."""
        row, stop = self.row, self.row.next_stop(self.last + 1)
        follows = row.low(stop) in {",", ":"} and row.kind(stop + 1) == "quote"
        return row.kind(stop) == "quote" or follows or self.quote_before >= 0

    @cached_property
    def quote_before(self) -> int:
        """Where a quotation stands that the clause follows; -1 without one."""
        if self.row.kind(self.head - 1) == "quote":
            return self.head - 1
        behind = self.row.kind(self.head - 1) == "mark" and self.row.kind(self.head - 2) == "quote"
        return self.head - 2 if behind else -1

    @cached_property
    def is_parenthesis(self) -> bool:
        """“…, NAME said on Monday, …”: what is said stands before, or around."""
        return self._is_set_off and self._says_nothing_more

    @cached_property
    def _is_set_off(self) -> bool:
        row, head = self.row, self.head
        if row.low(head) in row.language.joining or self.subject.bond == "relative":
            return False
        if row.low(head - 1) in row.language.as_said and head >= 2:
            head -= 1
        held = row.kind(head - 1) == "mark" and row.low(head - 1) in ",—–"
        return head > 0 and (held or row.kind(head - 1) in {"quote", "aside"})

    @cached_property
    def _says_nothing_more(self) -> bool:
        """Whether but a time or a place, or who was told, follows before the next stop."""
        row, lang, first = self.row, self.row.language, self.last + 1
        stop = row.next_stop(first)
        if row.low(stop) == ":" or lang.that & set(row.lows(first, stop)):
            return False
        if first == stop:
            return row.kind(stop) != "quote" or self.quote_before == self.head - 1
        beside = lang.prepositions | lang.times | lang.auxiliaries | lang.relative
        is_adjunct = (
            row.low(first) in beside
            or row.is_adverb(first)
            or row.kind(first) == "aside"
            or (row.low(first) in lang.articles and row.low(first + 1) in lang.times)
        )
        is_short = stop - first <= _LONG and not row.has_finite(first, stop)
        return is_short and (is_adjunct or self.low in lang.telling)


def voices(row: Row) -> list[Voice]:
    """The verbs of a row that report, in order."""
    return [Voice(row, verb, _subject(row, verb)) for verb in verbs_in(row)]


def _subject(row: Row, verb: int) -> Subject:
    if row.is_gerund(verb) and row.low(verb - 1) not in row.language.passive:
        return Subject("same", verb)
    return subject_of(row, verb)


def subject_of(row: Row, verb: int) -> Subject:
    """The subject of the verb at this place."""
    first, negated, passive = _verb_start(row, verb)
    found = after(row, verb, first) if may_turn(row, first - 1) else None
    if not found or found.bond in {"other", "office"}:
        lang, told = row.language, before(row, first - 1)
        is_person = found and any(
            low in lang.offices | lang.kin for low in row.lows(verb + 1, found.last + 1)
        )
        if not found or (not is_person and told.bond in _TOLD):
            found = told
    return replace(found, is_negated=negated, is_passive=passive)


def _verb_start(row: Row, verb: int) -> tuple[int, bool, bool]:
    """Where the verb begins, and whether what leads to it negates it or turns it passive."""
    lang, at, negated, passive = row.language, verb - 1 - row.light(verb), False, False
    while row.kind(at) in {"word", "aside"}:
        low = row.low(at)
        negated |= low in lang.negations
        passive |= low in lang.passive
        plain = lang.negations | lang.passive | lang.auxiliaries | lang.times
        if not (row.kind(at) == "aside" or low in plain or row.is_adverb(at)):
            break
        at -= 1
    return at + 1, negated, passive
