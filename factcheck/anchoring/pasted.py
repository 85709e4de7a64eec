"""Quotes as people paste them: with marks of their own, notes, entities, garbled, or shortened."""

import html
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

import ftfy
import regex

from factcheck.words.typography import is_boundary

from .matching import occurrences
from .paragraphs import paragraphs

# What stands around a quote where it was copied from: brackets and quotation marks, bullets,
# dashes, ellipses.
_OUTER = regex.compile(r"[\s\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{Pd}\"'•·*‣▪>…]")
_DOTS = regex.compile(r"\.{3,4}")
# Marks of notes at the foot of a page: [12], raised numbers, or small ones behind a word.
_NOTE = regex.compile(r"\s?\[\d{1,3}\]|[¹²³⁰⁴⁵⁶⁷⁸⁹]+")
_NOTE_BEHIND = regex.compile(
    rf"{_NOTE.pattern}|(?<=\p{{L}}[.,;:!?\"'”’»)]{{0,3}})\d{{1,2}}(?=\s|$)"
)
# Where words were left out; whoever leaves out more than that quotes no passage.
_LEFT_OUT = regex.compile(r"\[ ?(?:…|\.{3}) ?\]|\( ?(?:…|\.{3}) ?\)|…|\.{3,4}")
MOST_PARTS = 8
_GARBLED = ftfy.TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    remove_control_chars=False,
    normalization=None,
)


def readings(quote: str) -> list[str]:
    """What the quote may have been before it was copied, step by step; without the quote itself."""
    found = [quote]
    for read in (html.unescape, _ungarbled, _without_outer, _without_notes, _without_outer):
        found.append(read(found[-1]))
    return [reading for reading in dict.fromkeys(found) if reading not in {"", quote}]


def across_notes(text: str, quote: str) -> list[tuple[int, int]]:
    """The places of a quote without the marks of notes that stand in the text."""
    kept, starts, offsets, end = list[str](), [0], [0], 0
    for note in _NOTE.finditer(text):
        kept.append(text[end : note.start()])
        end = note.end()
        starts.append(starts[-1] + len(kept[-1]))
        offsets.append(end - starts[-1])
    if not end:
        return []

    def there(at: int) -> int:
        return at + offsets[bisect_right(starts, at) - 1]

    kept.append(text[end:])
    places = occurrences("".join(kept), quote)
    return [(there(start), there(stop - 1) + 1) for start, stop in places]


def shortened(text: str, quote: str) -> tuple[int, int] | None:
    """The one passage, in one paragraph, that a quote with words left out was taken from."""
    parts = [part.strip() for part in _LEFT_OUT.split(quote) if part.strip()]
    if not 2 <= len(parts) <= MOST_PARTS:
        return None
    found = islice(dict.fromkeys(_passages(text, parts)), 2)
    passage = next(found, None)
    return passage if next(found, None) is None else None


def in_other_case(text: str, quote: str) -> tuple[int, int] | None:
    """The first place of the words in capital or small letters."""
    found = regex.search(regex.escape(quote), text, regex.IGNORECASE) if quote else None
    is_whole = found and is_boundary(text, found.start()) and is_boundary(text, found.end())
    return found.span() if found and is_whole else None


def _passages(text: str, parts: list[str]) -> Iterator[tuple[int, int]]:
    """For each place of the last part, the shortest way there from the first."""
    *befores, lasts = ([*occurrences(text, part)] for part in parts)
    ends = [[end for _start, end in before] for before in befores]
    begins = [paragraph.start for paragraph in paragraphs(text)]
    for start, end in lasts:
        begin = start
        for before, stops in zip(reversed(befores), reversed(ends), strict=True):
            at = bisect_right(stops, begin) - 1
            begin = before[at][0] if at >= 0 else -1
        if begin >= 0 and bisect_right(begins, begin) == bisect_right(begins, start):
            yield begin, end


def _ungarbled(quote: str) -> str:
    return ftfy.fix_text(quote, _GARBLED)


def _without_outer(quote: str) -> str:
    return _DOTS.sub("…", quote).strip("".join(filter(_OUTER.match, {"…", *quote})))


def _without_notes(quote: str) -> str:
    return _NOTE_BEHIND.sub("", quote)
