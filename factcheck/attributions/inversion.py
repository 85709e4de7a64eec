"""Subjects behind their verbs: “said NAME”, “aseguró el lunes el consejero de Obras, NAME”."""

from .row import Row
from .subjects import Bond, Subject, is_plain_office

_ASIDE = 9


def may_turn(row: Row, at: int) -> bool:
    """Whether the subject may follow a verb that stands behind this place."""
    lang, low = row.language, row.low(at)
    if row.kind(at) in {"quote", "end"} or (row.kind(at) == "mark" and low in ",—–;:"):
        return True
    if low in lang.as_said | lang.so_said | lang.joining:
        return True
    # “A NAME le dijo NAME”.
    addressed = row.is_name(at) and row.low(at - 1) in lang.prepositions
    return lang.turns_round and (low in lang.that or addressed)


def after(row: Row, verb: int, first: int) -> Subject | None:
    """The subject behind the verb, whose clause begins at `first`."""
    lang = row.language
    if row.low(verb) in lang.telling:
        return None
    if lang.turns_round and row.low(verb + 1) == ",":  # “Lo dice, sin levantar la voz, NAME”.
        close = row.find(",", verb + 2, verb + 2 + _ASIDE)
        if close > 0 and row.is_name(close + 1) and row.is_stop(close + 2):
            return _turned(row, close + 1, first)
    k = _phrase_start(row, verb + 1)
    if k < 0 or row.is_stop(k):
        return None
    if row.is_name(k):
        return _turned(row, k, first)
    if row.low(k) in lang.pronouns:
        bond: Bond = "pronoun" if row.low(k) in lang.singular else "other"
        return Subject(bond, first, last=k) if row.is_stop(k + 1) else None
    return _phrase(row, k, first)


def _phrase_start(row: Row, k: int) -> int:
    """Where the subject begins, behind adverbs, times and places; -1 where a clause begins."""
    lang = row.language
    while not row.is_stop(k) and not row.is_name(k):
        low = row.low(k)
        if row.is_adverb(k) or low in lang.times or low in lang.auxiliaries - lang.articles:
            k += 1
        elif low in lang.articles and row.low(k + 1) in lang.times:
            k += 2
        elif low in lang.that | lang.finite | lang.relative or row.is_verb(k):
            return -1
        elif low in lang.pronouns or low not in lang.prepositions:
            return k
        elif not lang.turns_round:
            return -1
        else:
            k += 3 if row.low(k + 1) in lang.articles else 2
    return k


def _turned(row: Row, name: int, first: int) -> Subject | None:
    lang, next_ = row.language, row.low(name + 1)
    if next_ == "'s":
        return Subject("other", first, last=name)
    doing = lang.finite | (frozenset() if lang.turns_round else lang.auxiliaries)
    if row.kind(name + 1) == "word" and (next_ in doing or next_ in lang.verbs):
        return None
    if next_ in lang.joining and row.is_name(name + 2):
        return Subject("other", first, last=name)
    return Subject("name", first, row.items[name], last=name)


def _phrase(row: Row, k: int, first: int) -> Subject | None:
    """“said Councillor NAME”, “dijo la alcaldesa de Mogara, NAME”, “dijo un vecino”."""
    lang, end = row.language, k
    while not row.is_stop(end) and row.low(end) not in lang.that:
        end += 1
    alone = end == k + 1 and not row.items[k].is_capital and not row.low(k).endswith("s")
    if row.has_finite(k, end) or alone:
        return None
    for at in range(k, end):
        if row.is_name(at) and _is_subject(row, k, at):
            return _turned(row, at, first)
    apposed = row.low(end) == "," and row.is_name(end + 1) and row.is_stop(end + 2)
    if apposed and (is_plain_office(row, end - 1) or row.low(k) in lang.articles):
        return Subject("name", first, row.items[end + 1], last=end + 1)
    if end - k == 2 and row.low(k) in lang.the and row.low(k + 1) in lang.offices:
        return Subject("office", first, row.items[k + 1], last=end - 1)
    return Subject("other", first, last=end - 1)


def _is_subject(row: Row, k: int, at: int) -> bool:
    """Whether the phrase from `k` is about the name at `at`, and not of or with it."""
    lang, speaker = row.language, row.items[at].speaker
    if not row.has_any(k, at, lang.prepositions, lang.joining):
        return True
    body = speaker is not None and not speaker.is_person
    if row.low(k + 1) in lang.voices and body:
        return True
    # “El presidente de la junta NAME”: a second name, that no preposition governs.
    beyond = row.low(at - 1) not in lang.prepositions | lang.articles
    plain = row.low(k) in lang.articles and not (lang.kin - lang.offices) & set(row.lows(k, at))
    return lang.turns_round and beyond and plain
