"""How far reaches what somebody says: where clauses begin and end."""

from collections.abc import Collection

from .row import Row
from .subjects import Subject

Span = tuple[int, int]
_SHORT, _FEW = 6, 3


def is_apart(row: Row, first: int) -> bool:
    """Whether the clause from `first` stands beside what comes before it, not within it."""
    lang, beside = row.language, row.low(first - 1)
    joined = beside in lang.joining | lang.against or row.low(first) in lang.joining
    return joined or row.kind(first - 1) in {"mark", "quote"}


def turns(row: Row, k: int) -> bool:
    """Whether a clause begins here that is not said by whom spoke before."""
    lang, low, following = row.language, row.low(k), row.low(k + 1)
    if row.kind(k) != "word":
        return False
    if low in lang.against:
        return following not in lang.that
    return low in lang.joining and following in lang.articles | lang.pronouns | lang.negations


def around(row: Row, head: int, last: int) -> tuple[Span, ...]:
    """What a parenthesis from `head` to `last` covers: the clause before it, and on after it."""
    items, begin = row.items, _begin(row, head)
    scopes = [(items[begin].start, items[head].start)] if begin < head else []
    stop = row.next_stop(last + 1)
    follows = stop if row.kind(stop) == "quote" else stop + 1
    if row.kind(follows) == "quote" and row.low(stop) != ";":
        scopes.append((items[follows].start, items[follows].end))
    elif row.low(stop) in {",", "—", "–", ":"} and _goes_on(row, begin, head, stop):
        scopes.append((items[stop].end, end_of_clause(row, stop)))
    return tuple(scopes)


def _begin(row: Row, head: int) -> int:
    """Where the clause begins that ends at `head`: not with another's, told in passing."""
    lang, first = row.language, row.find(",", 0, len(row.items))
    for k in range(head - 2, -1, -1):
        if row.kind(k) == "mark" and row.low(k) == ";":
            return k + 1
        passing = k == first and row.low(0) in lang.against | lang.unsure
        if passing and any(row.is_verb(m) for m in range(k)):
            return k + 1
    return 0


def _goes_on(row: Row, begin: int, head: int, stop: int) -> bool:
    """Whether the clause before a parenthesis goes on behind it, at this stop."""
    lang, low = row.language, row.low(stop + 1)
    if stop + 1 >= len(row.items) or "quote" in {row.kind(head - 1), row.kind(head - 2)}:
        return False
    if low in lang.against or row.is_gerund(stop + 1):
        return False
    if low in lang.joining:
        return not row.is_verb(stop + 2)
    if low in lang.relative:
        return low in lang.that and not lang.turns_round
    return low not in lang.articles | lang.prepositions or _is_incomplete(row, begin, head)


def _is_incomplete(row: Row, begin: int, head: int) -> bool:
    """Whether a clause wants something yet."""
    lang = row.language
    if row.low(begin) in lang.unsure | lang.against or head - begin <= _FEW:
        return True
    return head - begin <= _SHORT and not row.has_finite(begin, head)


def end_of_clause(
    row: Row, last: int, subject: Subject | None = None, starts: Collection[int] = ()
) -> int:
    """Where in the text ends what is said behind the place `last`.

    `subject` is who says it; `starts` are the places where clauses of others begin.
    """
    lang, items = row.language, row.items
    leading, added = _is_leading(row, subject), _is_added(row, subject)
    for k in range(last + 1, len(items)):
        item, following = items[k], row.low(k + 1)
        if item.kind == "mark":
            ends = item.low == ";" or (item.low in "—–" and k > last + 1)
            if item.low == ",":
                late = k > last + 2
                ends = (leading and late) or (added and late and following not in lang.that)
                ends |= turns(row, k + 1) or (following in lang.joining and k + 2 in starts)
            if ends:
                return item.start
        elif k > last + 1 and _is_against(row, k):
            return item.start
        if k in starts and k > last + 1 and is_apart(row, k):
            return items[max(k - 1, last + 1)].start
    return items[-1].end


def _is_against(row: Row, k: int) -> bool:
    """Whether what stands against is not said, too: “but that …” is."""
    lang = row.language
    held = row.kind(k) == "word" and row.low(k) in lang.against - {"yet", "though"}
    return held and row.low(k + 1) not in lang.that


def _is_leading(row: Row, subject: Subject | None) -> bool:
    """Whether the clause but leads to another: “While NAME says …, …”."""
    if subject is None or subject.first > _FEW:
        return False
    lang = row.language
    leads = lang.against | lang.unsure | lang.as_said
    return bool(leads & set(row.lows(subject.first - 1, subject.first + 1)))


def _is_added(row: Row, subject: Subject | None) -> bool:
    """Whether the clause only adds to a noun: “NAME, who says …, …”."""
    if subject is None or subject.bond == "relative":
        return subject is not None
    lang, k = row.language, subject.first - 1
    added = row.low(k) not in lang.that or row.low(k - 1) in {","} | lang.prepositions
    return row.low(k) in lang.relative and added
