"""Which words of a unit report: verbs that are neither nouns nor bare infinitives there."""

from collections.abc import Iterator

from .row import Row

_REACH, _BACK = 9, 3


def verbs_in(row: Row) -> Iterator[int]:
    """The places of the reporting verbs."""
    for k in range(len(row.items)):
        if not row.is_verb(k) or _is_nominal(row, k) or _is_bare(row, k) or _refuses(row, k):
            continue
        if row.language.verbs[row.low(k)] != "put" or _is_put(row, k):
            yield k


def _is_nominal(row: Row, k: int) -> bool:
    """Whether it stands where nouns do: behind an article, a preposition or a genitive."""
    lang, low, before = row.language, row.low(k), row.low(k - 1)
    if row.is_gerund(k) or before in lang.as_said or row.light(k):
        return False
    if lang.turns_round:
        may_be = low.endswith(("a", "as", "e"))
        return may_be and (before in lang.articles | lang.prepositions or before.endswith("'s"))
    if before in {"the", "a", "an"}:
        return True
    if low.endswith("ed"):
        return False
    if before in lang.articles | lang.prepositions - {"like"} or before.endswith("'s"):
        return True
    may_be = low.endswith("s") or low + "s" in lang.verbs
    held = low in lang.plain or lang.verbs[low] == "put"
    return may_be and not held and row.low(k + 1) in lang.finite | lang.of | lang.by


def _is_bare(row: Row, k: int) -> bool:
    """Whether it is a participle or an infinitive without what makes a verb of it."""
    lang, low, before = row.language, row.low(k), row.low(k - 1)
    if low in lang.participles:
        return before not in lang.having
    if low in lang.infinitives:
        return not row.light(k) and not row.is_name(k - 1)
    return before == "to" and not lang.turns_round and not row.light(k)


def _refuses(row: Row, k: int) -> bool:
    """“Se negó a firmar”, “denied NAME a visa”: to deny somebody something is to refuse it."""
    lang = row.language
    if row.low(k) not in lang.denying or row.is_stop(k + 2):
        return False
    to_somebody = row.is_name(k + 1) and not row.owns(k + 1) and row.low(k + 2) != ","
    return row.low(k + 1) in lang.to_whom or (to_somebody and not lang.turns_round)


def _is_put(row: Row, k: int) -> bool:
    """Whether the words that make a report of it follow: “put it at”, “called it absurd”."""
    lang = row.language
    for m in range(k - _BACK, k + _REACH):
        low = row.low(m)
        if row.kind(m) == "quote" or (m > k and low in lang.verdicts):
            return True
        if low in lang.puts[row.low(k)] and (low not in {"on", "for"} or m == k + 1):
            return True
    return False
