"""Who does what a verb says: the subject before it, or after it where they are turned round."""

from dataclasses import dataclass
from typing import Literal

from .names import Known
from .row import Row
from .units import Item

# `same`: that of the verb before; `unsaid`: whoever was spoken of; `other`: nobody known.
Bond = Literal["name", "same", "pronoun", "unsaid", "relative", "office", "other"]
_FAR, _PHRASE = 30, 9


@dataclass(frozen=True, slots=True)
class Subject:
    """`first` is where its clause begins; `last` where it ends, if it follows the verb."""

    bond: Bond
    first: int
    who: Item | None = None
    last: int = -1
    is_negated: bool = False
    is_passive: bool = False

    @property
    def known(self) -> Known | None:
        return self.who.speaker if self.who else None


def before(row: Row, at: int) -> Subject:
    """The subject whose last item stands here."""
    lang, low = row.language, row.low(at)
    if row.kind(at) in {"end", "quote"}:
        return Subject("unsaid", at + 1)
    if row.is_name(at):
        if row.low(at + 1) in lang.infinitives and row.low(at - 1) in lang.prepositions:
            return Subject("name", row.clause_start(at), row.items[at])
        return _named(row, at)
    if row.kind(at) == "mark":
        return _inserted(row, at) if low == "," else Subject("unsaid", at + 1)
    if low in lang.relative and (
        low not in lang.that or row.low(at - 1) == "," or row.is_name(at - 1)
    ):
        return _relative(row, at)
    if low in lang.pronouns:
        return Subject("pronoun" if low in lang.singular else "other", at)
    if low in lang.joining | lang.against:
        return Subject("same", at)
    if low in lang.that | lang.as_said | lang.unsure | lang.so_said:
        return Subject("unsaid", at + 1)
    if low in lang.claims and row.low(at - 1) == "'s" and row.is_name(at - 2):
        return Subject("name", row.clause_start(at), row.items[at - 2])
    return _behind_phrase(row, at) or _office(row, at)


def _named(row: Row, at: int) -> Subject:
    lang = row.language
    if row.low(at + 1) == "'s":
        return Subject("other", row.clause_start(at))
    if is_head(row, at):
        return Subject("name", row.clause_start(at), row.items[at])
    k = at - 1
    while row.low(k) in lang.articles | lang.offices:
        k -= 1
    if row.low(k) in lang.prepositions - lang.as_said and row.is_name(k - 1):
        return _named(row, k - 1)  # “NAME of the BODY said”.
    return Subject("other", row.clause_start(at))


def is_head(row: Row, at: int) -> bool:
    """Whether the name at this place governs its clause: it is neither of nor with another."""
    lang, first = row.language, row.clause_start(at)
    if _is_added(row, first, at):
        return False
    if row.low(first - 1) in lang.as_said and row.is_name(first - 2):
        return False  # “Both NAME and NAME”, in Spanish “tanto NAME como NAME”.
    for k in range(at - 1, first - 1, -1):
        low = row.low(k)
        if low.endswith("'s") or (row.is_name(k) and row.low(k + 1) not in lang.offices):
            return False
        if low in lang.joining:
            return k == first or row.kind(k - 1) == "aside" or row.has_finite(first, k)
        if low in lang.prepositions:
            return _speaks_for(row, k, at) or _leads(row, k, at, first)
    return row.low(at + 1) not in lang.joining or not row.is_name(at + 2)


def _is_added(row: Row, first: int, at: int) -> bool:
    """“The report that NAME ordered says” is the report's."""
    lang = row.language
    if row.low(first - 1) not in lang.relative or row.kind(first - 2) not in {"word", "name"}:
        return False
    plain = lang.articles | lang.offices | lang.prepositions
    return not row.is_verb(first - 2) and bool(set(row.lows(first, at)) - plain)


def _speaks_for(row: Row, preposition: int, at: int) -> bool:
    """“A spokesman for the BODY” is the body's voice; that of a person is not the person's."""
    speaker = row.items[at].speaker
    voiced = row.low(preposition - 1) in row.language.voices
    return voiced and speaker is not None and not speaker.is_person


def _leads(row: Row, preposition: int, at: int, first: int) -> bool:
    """“In March NAME said”: a phrase before the subject, with which the unit begins."""
    lang = row.language
    held = lang.of | lang.for_ | {"like"}
    return first == preposition == 0 and at > 1 and row.low(0) not in held


def _inserted(row: Row, close: int) -> Subject:
    """“NAME, who or when or where, says”; “the mayor, NAME, says”."""
    opens = [
        k
        for k in range(close - 1, max(-1, close - _FAR), -1)
        if row.low(k) == "," and row.kind(k) == "mark"
    ]
    nearest = max(opens, default=close)
    if not opens or any(row.find(mark, nearest, close) >= 0 for mark in ";:"):
        return Subject("unsaid", close + 1)
    for open_ in opens:
        last = open_ - 1
        while row.kind(last) == "aside":
            last -= 1
        if open_ == nearest and _is_apposition(row, open_, close, last):
            if is_plain_office(row, last):
                return Subject("name", row.clause_start(last), row.items[close - 1])
            return Subject("other", row.clause_start(last))
        if row.is_name(last):
            return _named(row, last)
    return Subject("other", row.clause_start(nearest - 1))


def _is_apposition(row: Row, open_: int, close: int, last: int) -> bool:
    """Whether there is but a name between the commas, that tells who was meant before them."""
    lang = row.language
    if not row.is_name(close - 1) or row.low(open_ + 1) in lang.relative:
        return False
    within = (open_ + 1, close - 1)
    if row.has_any(*within, lang.prepositions, lang.joining) or any(
        map(row.is_verb, range(*within))
    ):
        return False
    return not row.is_name(last) or not is_head(row, last)


def is_plain_office(row: Row, at: int) -> bool:
    """“The mayor of X, NAME,” is NAME; “allies of the mayor, NAME,” are not."""
    lang, first = row.language, row.clause_start(at)
    words = row.lows(first, at + 1)
    if not lang.prepositions & set(words):
        return True
    if words[0] not in lang.articles - lang.several:
        return False
    return not (lang.kin - lang.offices) & set(words[:3])


def _relative(row: Row, at: int) -> Subject:
    """“NAME, who said”; “it was NAME, not somebody else, who said”."""
    lang, k = row.language, at - 1
    if row.low(k) == ",":
        k -= 1
        open_ = next((m for m in range(k, max(-1, k - 6), -1) if row.low(m) == ","), -1)
        if open_ > 0 and lang.negations & set(row.lows(open_ + 1, min(open_ + 3, k))):
            k = open_ - 1
    if row.is_name(k) and row.low(k - 1) not in lang.of | {"'s"}:
        return Subject("relative", at, row.items[k])
    return Subject("other", at)


def _behind_phrase(row: Row, at: int) -> Subject | None:
    """“NAME on Tuesday in parliament said”."""
    lang = row.language
    for k in range(at, max(-1, at - _PHRASE), -1):
        if row.is_stop(k) or row.is_verb(k) or row.low(k) in lang.finite:
            return None
        held = lang.joining | lang.pronouns | lang.relative | {","}
        if row.low(k) in lang.prepositions - lang.of and (
            row.is_name(k - 1) or row.low(k - 1) in held
        ):
            return before(row, k - 1)
    return None


def _office(row: Row, at: int) -> Subject:
    lang, first = row.language, row.clause_start(at)
    words = row.lows(first, at + 1)
    if len(words) in range(2, 4) and words[0] in lang.the and words[-1] in lang.offices:
        return Subject("office", first, row.items[at])
    return Subject("other", first)
