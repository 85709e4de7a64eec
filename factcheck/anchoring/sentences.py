"""Sentences of an English or Spanish text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .paragraphs import paragraph_at, paragraphs

_TITLES = re.compile(
    r"Mr|Mrs|Ms|Dr|Dra|Prof|Sr|Sra|Srta|Sres|St|Sta|Sto|Gen|Gral|Col|Cnel|Capt|Cap|Lt|Sgt|Gov|Sen|"
    r"Rep|Rev|Hon|Pres|Lic|Ing|Arq|Av|Ud|Uds|EE|vs|cf|e\.g|i\.e|p\.ej|aprox|approx"
)
_BEFORE_NUMBERS = re.compile(
    r"[Nn]os?|núm|nro|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|pp?|págs?|arts?|fig|vol|cap|ca"
)
_MAY_END = re.compile(r"Inc|Ltd|Co|Corp|Jr|etc|al|[^\W\d_]|.*\..*")
_OPENERS = re.compile(
    r"The|An?|This|That|These|Those|He|She|It|We|They|I|You|In|On|At|But|And|For|After|Before|When|"
    r"While|If|As|There|His|Her|Its|Their|Our|"
    r"El|La|Los|Las|Una?|Este|Esta|Eso|Él|Ell[ao]s?|En|Con|Por|Para|Pero|Y|Según|Tras|Desde|"
    r"Cuando|Si|No|Sus?"
)
_STOP = re.compile(r"(?<![.!?…])[.!?…]++(?:[”’\"'»)\]]|\[\d+\])*(?=\s)")
_NEXT_WORD = re.compile(r"[\s“‘\"'«(\[¿¡—–-]*(\w*)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is the article's `start:end`, without white space around it."""

    start: int
    end: int
    text: str


def sentences(text: str) -> list[Sentence]:
    """Part a text into sentences; the end of a paragraph always ends one.

    A stop with its closing quotation marks ends a sentence if a capital or a number follows.
    It never does after a title (Dr., Sr.), nor before a number after No., Jan. or pág.; after an
    initial or an acronym (U.S., p.m.) it does only if the next word usually begins a sentence.
    """
    found: list[Sentence] = []
    for paragraph in paragraphs(text):
        start = 0
        for end in [*_ends(paragraph.text), len(paragraph.text)]:
            words = paragraph.text[start:end]
            start += len(words) - len(words.lstrip())
            found.append(Sentence(paragraph.start + start, paragraph.start + end, words.strip()))
            start = end
    return found


def first_sentence(text: str) -> str:
    """The first sentence of a text; empty for one without words."""
    return next((sentence.text for sentence in sentences(text)), "")


def sentences_at(text: str, start: int, end: int) -> str:
    """Return the whole sentences that a span touches."""
    part = paragraph_at(text, start, end)
    start, end = start - part.start, end - part.start
    touched = (each for each in sentences(part.text) if each.start < end and start < each.end)
    return " ".join(each.text for each in touched)


def _ends(paragraph: str) -> Iterator[int]:
    for stop in _STOP.finditer(paragraph):
        following = _NEXT_WORD.match(paragraph, stop.end())
        next_word = following[1] if following else ""
        if next_word[:1].islower():
            continue
        before = paragraph[max(0, stop.start() - 20) : stop.start()]
        if stop[0] != "." or _ends_after(before, next_word):
            yield stop.end()


def _ends_after(before: str, next_word: str) -> bool:
    """Tell whether a single full stop between these words ends a sentence."""
    word = re.split(r"[^\w.]", before)[-1]
    if _TITLES.fullmatch(word):
        return False
    if _BEFORE_NUMBERS.fullmatch(word):
        return not next_word[:1].isdigit()
    if _MAY_END.fullmatch(word):
        return bool(_OPENERS.fullmatch(next_word))
    return True
