"""Words on a card: which font can write them, how large they can be, where their lines break."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import ImageDraw, ImageFont, features

HERE = Path(__file__).parent
SERIF = HERE.parents[1] / "static" / "factcheck" / "newsreader.woff2"
SANS = HERE / "libre-franklin.woff2"
# For what those two cannot write: DejaVu Sans Bold, reduced to Latin, Greek, Cyrillic, Armenian,
# Hebrew, Arabic and Georgian.
OTHERS = HERE / "dejavu-sans-bold.woff2"
# Not assigned, so it looks like every character that a font lacks.
LACKING = "\u0378"
RIGHT_TO_LEFT = {"R", "AL"}
LINE_HEIGHT, BASELINE, CAPITALS = 1.16, 0.8, 0.33
# No place on a card has room for more characters, and measuring more takes time.
MOST = 300

Font = ImageFont.FreeTypeFont


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

    What does not fit even at the smallest size ends in “…”. Empty if no font of ours can write it.
    """
    text = " ".join("".join(filter(_is_written, text)).split())[:MOST]
    file = _file(text, style)
    if file is None:
        return Lettering([], _font(style.file, style.weight, sizes[0]), 0)
    for size in sizes:
        font, line_height = _font(file, style.weight, size), round(size * LINE_HEIGHT)
        most = max(height // line_height, 1)
        lines = _wrap(text, font, width)
        if len(lines) <= most and all(font.getlength(line) <= width for line in lines):
            lines = _balanced(text, font, width, len(lines))
            break
    else:
        lines = _wrap(text, font, width, breaking=True)
        if len(lines) > most:
            lines = [*lines[: most - 1], _shortened(lines[most - 1], font, width)]
    return Lettering(lines, font, line_height, _is_right_to_left(text))


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


def _is_written(character: str) -> bool:
    """Whether a character is written: control characters, and symbols without a font, are not."""
    category = unicodedata.category(character)
    if category == "Cc":
        return character.isspace()
    return category[0] not in "CS" or _has(OTHERS, character)


def _file(text: str, style: Style) -> Path | None:
    """The first font that has all of its characters."""
    if any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text) and not _shapes_text():
        return None
    characters = set(text) - {" "}
    return next((f for f in (style.file, OTHERS) if all(_has(f, c) for c in characters)), None)


@cache
def _shapes_text() -> bool:
    """Whether letters can be joined and run from right to left: Raqm needs FriBiDi for that."""
    return bool(features.check_feature("raqm") and features.check_feature("fribidi"))


@cache
def _font(file: Path, weight: int, size: int) -> Font:
    font = ImageFont.truetype(file, size)
    if file is not OTHERS:
        font.set_variation_by_axes([weight])
    return font


@cache
def _has(file: Path, character: str) -> bool:
    font = _font(file, 400, 40)
    masks = [font.getmask(each) for each in (character, LACKING)]
    return bytes(masks[0]) != bytes(masks[1])


def _is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((d for d in directions if d in {"L", *RIGHT_TO_LEFT}), "L") in RIGHT_TO_LEFT


def _wrap(text: str, font: Font, width: int, *, breaking: bool = False) -> list[str]:
    """Break between words, and `breaking` words that are longer than a line."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer) <= width:
            lines[-1] = longer
            continue
        lines.append(word)
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
