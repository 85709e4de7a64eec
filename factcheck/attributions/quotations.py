"""The quotations of a text, with their marks; they run over sentences, and over paragraphs."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

_OPEN = {"“": "”", "«": "»", "‘": "’", "„": "“", '"': '"', "‹": "›"}
_MARK = re.compile(r"[“”„«»‹›\"‘’]|\n(?=\s*\n)")
# A dialogue in the Spanish way: “—Words —said NAME—. More words.”
_DIALOGUE = re.compile(r"^[ \t]*[—–](?=\S).*$", re.MULTILINE)
_INNER = re.compile(
    r"(?<=[\w,:;] )‘[^‘’“”\n]{15,400}’(?=[^‘“\n]{0,300}”)"
    r"|(?<=[\w,:;] )“[^“”«»\n]{15,400}”(?=[^“«\n]{0,300}»)"
)
_DASH = re.compile(r"[—–]")


def quotations(text: str) -> list[tuple[int, int]]:
    """Where quotations start and end, marks included, outermost only, in order.

    One that a paragraph leaves open ends with the paragraph.
    """
    spoken = [span for line in _DIALOGUE.finditer(text) for span in _dialogue(text, line)]
    lines = [line.span() for line in _DIALOGUE.finditer(text)]
    marked = [span for span in _marked(text) if not any(a <= span[0] < b for a, b in lines)]
    return sorted([*spoken, *marked])


def inner_quotations(text: str) -> list[tuple[int, int]]:
    """Quotations within quotations: what somebody quotes of somebody else."""
    return [match.span() for match in _INNER.finditer(text)]


def _marked(text: str) -> Iterator[tuple[int, int]]:
    start, close = -1, ""
    for mark in _MARK.finditer(text):
        at, sign = mark.start(), mark[0]
        if sign == "\n":
            if close:
                yield start, at
            close = ""
        elif not close and sign in _OPEN and _may_open(text, at, sign):
            start, close = at, _OPEN[sign]
        elif sign == close and not (sign == "’" and text[at + 1 : at + 2].isalnum()):
            yield start, at + 1
            close = ""
    if close:
        yield start, len(text)


def is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether one of these spans, which are in order, holds a place."""
    k = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return k >= 0 and at < spans[k][1]


def _may_open(text: str, at: int, sign: str) -> bool:
    return sign not in '‘"' or not text[max(0, at - 1) : at].isalnum()


def _dialogue(text: str, line: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Every other stretch between the dashes is spoken."""
    cuts = [mark.start() for mark in _DASH.finditer(text, line.start(), line.end())]
    yield from zip(cuts[::2], [*cuts[1::2], line.end()], strict=False)
