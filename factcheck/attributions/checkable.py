"""Which sentences carry claims that can be checked: what is or was, not what should or will be.

In doubt a sentence carries one: somebody looks at it then, and an overlooked claim costs more.
"""

import re

from .languages import Language, language_of

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_QUESTION = re.compile(r"^[\s“\"«‘'(—–-]*¿|\?[\s”\"»’'):.]*$")
_CRY = re.compile(r"^[\s“\"«‘'(—–-]*¡|![\s”\"»’')]*$")
_FIRST_PERSON = re.compile(
    r"(?:i|we) (?:am|dream|think|thought|hope|love|feel|felt|believe|want|wish)\b"
    r"|nos \w+amos\b|(?:creo|pienso|siento|espero|deseo)\b",
    re.IGNORECASE,
)
_FEW, _NEAR = 3, 8


def checkable(passage: str, before: str = "", language: Language | None = None) -> bool:
    """Whether a passage carries a claim that can be checked.

    `before` is what its sentence says before it; the language is told by its words, if not given.
    """
    language = language or language_of(f"{before} {passage}")
    words = _words(passage)
    return not (
        _QUESTION.search(passage)
        or _CRY.search(passage)
        or _FIRST_PERSON.match(passage.lstrip(" “\"«‘'(—–-"))
        or _is_wished(words, before, language)
        or _is_future(passage, words, language)
        or (any(word in language.opinions for word in words) and not re.search(r"\d", passage))
        or (len(words) <= _FEW and not counts(passage, language) and _is_fragment(passage, before))
    )


def counts(passage: str, language: Language) -> bool:
    """Whether a passage counts or compares."""
    return bool(re.search(r"\d", passage)) or any(w in language.counts for w in _words(passage))


def names(passage: str) -> bool:
    """Whether a passage names somebody or something, other than with its first word."""
    return bool(re.search(r"\w[ ,;][“\"«‘(]?[^\W\d_a-z]\w", passage))


def _words(passage: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(passage)]


def _is_wished(words: list[str], before: str, language: Language) -> bool:
    """Whether it is wished, asked, ordered or promised: by its first verb, or by the one before."""
    if words and words[0] in language.wishing:
        return True
    if words[1:] and words[0] in language.pronouns and words[1] in language.wishing:
        return True
    led = re.split(r"[.;:“”«»]", before)[-1].lower()
    if re.search(rf"(?:{'|'.join(map(re.escape, sorted(language.unsure)))})\s*$", led):
        return True
    verbs = set(_WORD.findall(led)) & (language.wishing - language.that)
    return bool(verbs and re.search(rf"\b(?:{language.infinitive})\s*$", led))


def _is_future(passage: str, words: list[str], language: Language) -> bool:
    first = " ".join(words[:_NEAR])
    return bool(re.search(rf"\b(?:{language.future})\b", first))


def _is_fragment(passage: str, before: str) -> bool:
    """Whether a few words are quoted out of a sentence."""
    return before.rstrip()[-1:] in '“«"‘' and passage[:1].islower() and bool(before.strip())
