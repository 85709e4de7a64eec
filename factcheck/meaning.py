"""What in changed words changes the meaning: numbers, negations, names. No Django here.

Words in any language are compared; which of them negate, count, or only begin a sentence is known
for English and Spanish. In doubt a change is named: somebody looks at it then.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from factcheck.words.common import COMMON
from factcheck.words.typography import fold

Kind = Literal["number", "negation", "name"]
KINDS: tuple[Kind, ...] = ("number", "negation", "name")


@dataclass(frozen=True, slots=True)
class Language:
    """Words of a language in lower case; `common` are those that begin sentences, and no names."""

    negations: frozenset[str]
    numbers: frozenset[str]
    common: frozenset[str]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LANGUAGES = {
    "en": Language(
        _words("no not never none nobody nothing nowhere neither nor without cannot hardly"),
        _words(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
            "fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy "
            "eighty ninety hundred hundreds thousand thousands million millions billion billions "
            "trillion trillions dozen dozens percent half third quarter double twice once first "
            "second both all every"
        ),
        COMMON["en"],
    ),
    "es": Language(
        _words("no nunca jamás nadie nada ninguno ninguna ningún ningunos ningunas tampoco ni sin"),
        _words(
            "cero uno una un dos tres cuatro cinco seis siete ocho nueve diez once doce trece "
            "catorce quince dieciséis diecisiete dieciocho diecinueve veinte treinta cuarenta "
            "cincuenta sesenta setenta ochenta noventa cien ciento cientos doscientos trescientos "
            "cuatrocientos quinientos seiscientos setecientos ochocientos novecientos mil miles "
            "millón millones billón billones docena docenas mitad tercio cuarto doble triple "
            "primero primera segundo segunda ambos ambas todos todas"
        ),
        COMMON["es"],
    ),
}
UNKNOWN = Language(frozenset(), frozenset(), frozenset())

# Numbers with their separators, the sign of a share, words with apostrophes and hyphens inside.
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)*|[%‰]|[^\W\d_]+(?:['-][^\W\d_]+)*|\d*[^\W_]+")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
AROUND = 8
_SENTENCE_END = re.compile(r"[.!?…:\n][\"')\]]*\s*[\"'(\[¿¡-]*\s*$")


@dataclass(frozen=True, slots=True)
class Change:
    """Something that one text says and the other does not, or otherwise."""

    kind: Kind
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    key: str
    kinds: frozenset[Kind]
    is_common: bool


def changes(old: str, new: str, language: str) -> list[Change]:
    """Name the numbers, negations and names in which two texts differ, in the order of the text.

    What differs in typography alone is the same; so is a number with its thousands grouped.
    """
    words = LANGUAGES.get(language.partition("-")[0].lower(), UNKNOWN)
    olds, news = (list(_tokens(fold(text).text, words)) for text in (old, new))
    matcher = SequenceMatcher(None, [t.key for t in olds], [t.key for t in news], autojunk=False)
    return [
        change
        for tag, a, a_end, b, b_end in matcher.get_opcodes()
        if tag != "equal"
        for change in _changes(olds[a:a_end], news[b:b_end])
    ]


def _changes(olds: Sequence[_Token], news: Sequence[_Token]) -> Iterator[Change]:
    for kind in KINDS:
        before, after = (_of(kind, tokens, other) for tokens, other in ((olds, news), (news, olds)))
        if before != after:
            yield Change(kind, " ".join(before), " ".join(after))


def _of(kind: Kind, tokens: Sequence[_Token], other: Sequence[_Token]) -> list[str]:
    """What there is of a kind; what begins a sentence in place of a common word is no name."""
    is_in_place = kind == "name" and len(tokens) == len(other) == 1 and other[0].is_common
    return [] if is_in_place else [token.text for token in tokens if kind in token.kinds]


def _tokens(text: str, words: Language) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        word = match[0]
        before = text[max(0, match.start() - AROUND) : match.start()]
        begins = match.start() == 0 or bool(_SENTENCE_END.search(before))
        key = _key(word)
        is_common = begins and key in words.common
        yield _Token(word, key, frozenset(_kinds(word, key, words, is_common=is_common)), is_common)


def _key(word: str) -> str:
    """The word for comparing: a number without grouping in plain digits, other words casefolded."""
    if word[0].isdigit():
        digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in word)
        return re.sub(r"[.,]", "", digits) if _GROUPED.fullmatch(digits) else digits
    return word.casefold()


def _kinds(word: str, key: str, words: Language, *, is_common: bool) -> Iterator[Kind]:
    if any(each.isdigit() for each in word) or word in "%‰" or key in words.numbers:
        yield "number"
    if key in words.negations or key.endswith("n't"):
        yield "negation"
    elif word[0].isupper() and not is_common and key not in words.numbers:
        yield "name"
