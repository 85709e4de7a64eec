"""Words on a card: how large they can be, where their lines break."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw

from factcheck.bidi import is_right_to_left
from factcheck.public.cards.fonts import SANS, SERIF, Face, Font, face_for, font, is_written

LINE_HEIGHT, BASELINE, CAPITALS = 1.16, 0.8, 0.33
# No place on a card has room for more characters, and measuring more takes time.
MOST = 300
# Where a line may break without a space: around each Chinese character or Japanese syllable, with
# its punctuation, and around what is written as one in Thai.
_UNITS = re.compile(
    r"[(\u2018\u201c\u3008-\u3010\uff08]*[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"[\u2019\u201d\u2026\u3001\u3002\u3005\u3009\u300b\u300d\u300f\u3011\u30fc\uff01\uff09\uff0c\uff1a\uff1b\uff1f]*"
    r"|[\u0e40-\u0e44]*[\u0e01-\u0e2e][\u0e2f-\u0e3a\u0e45-\u0e4e]*"
)


@dataclass(frozen=True, slots=True)
class Style:
    """A typeface and its weight."""

    file: Path
    weight: int


HEADLINE, STRONG = Style(SERIF, 650), Style(SERIF, 700)
LABEL, LABEL_STRONG = Style(SANS, 450), Style(SANS, 650)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Lines of text, set so that they fit their place."""

    lines: list[str]
    font: Font
    line_height: int
    right_to_left: bool = False

    @property
    def height(self) -> int:
        return self.line_height * len(self.lines)

    @property
    def middle(self) -> int:
        """How far the middle of the first line's capitals is from the top."""
        return round(self.line_height * BASELINE - self.font.size * CAPITALS)

    @property
    def width(self) -> float:
        return max((self.font.getlength(line) for line in self.lines), default=0)


def fit(text: str, style: Style, sizes: Sequence[int], width: int, height: int = 0) -> Lettering:
    """Set the text as large as it fits; without a height, on one line.

    What does not fit even at the smallest size ends in “…”. Empty if there is no font for it.
    """
    text = _written(text)
    face = face_for(text, style.file)
    if face is None:
        return Lettering([], font(Face(style.file), style.weight, sizes[0]), 0)
    for size in sizes:
        own, line_height = font(face, style.weight, size), round(size * LINE_HEIGHT)
        most = max(height // line_height, 1)
        lines = _wrap(text, own, width)
        if len(lines) <= most and all(own.getlength(line) <= width for line in lines):
            lines = _balanced(text, own, width, len(lines))
            break
    else:
        lines = _wrap(text, own, width, breaking=True)
        if len(lines) > most:
            lines = [*lines[: most - 1], _shortened(lines[most - 1], own, width)]
    return Lettering(lines, own, line_height, is_right_to_left(text))


@lru_cache(maxsize=1024)
def can_be_written(text: str) -> bool:
    """Whether there is something to write as a headline, and a font for it."""
    written = _written(text)
    return bool(written) and face_for(written, SERIF) is not None


def write(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], words: Lettering, colour: str, width: int = 0
) -> None:
    """Write the lines downwards from their top edge; lines from right to left end at the right."""
    x, y = at
    for line in words.lines:
        indent = width - words.font.getlength(line) if width and words.right_to_left else 0
        baseline = y + words.line_height * BASELINE
        draw.text((x + indent, baseline), line, font=words.font, fill=colour, anchor="ls")
        y += words.line_height


def _written(text: str) -> str:
    return " ".join("".join(filter(is_written, text)).split())[:MOST]


def _units(text: str) -> Iterator[tuple[str, str]]:
    """What a line may break before, each with what joins it to the line: a space or nothing."""
    for word in text.split():
        joint, end = " ", 0
        for match in _UNITS.finditer(word):
            for unit in (word[end : match.start()], match[0]):
                if unit:
                    yield joint, unit
                    joint = ""
            end = match.end()
        if word[end:]:
            yield joint, word[end:]


def _wrap(text: str, font: Font, width: int, *, breaking: bool = False) -> list[str]:
    """Break between units, and `breaking` those that are longer than a line."""
    lines: list[str] = []
    for joint, unit in _units(text):
        longer = f"{lines[-1]}{joint}{unit}" if lines else unit
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        lines.append(unit)
        while breaking and len(lines[-1]) > 1 and font.getlength(lines[-1]) > width:
            long = lines.pop()
            ends = range(len(long) - 1, 1, -1)
            end = next((n for n in ends if font.getlength(long[:n]) <= width), 1)
            lines += filter(None, [long[:end], long[end:]])
    return lines


def _balanced(text: str, font: Font, width: int, count: int) -> list[str]:
    """Make the lines about equally long, without adding any."""
    lines = _wrap(text, font, width)
    while width > 0:
        width -= 20
        narrower = _wrap(text, font, width)
        if len(narrower) > count or any(font.getlength(line) > width for line in narrower):
            break
        lines = narrower
    return lines


def _shortened(text: str, font: Font, width: int) -> str:
    while text and font.getlength(f"{text}…") > width:
        text = text[:-1]
    return f"{text.rstrip()}…"
