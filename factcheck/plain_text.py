"""Text as readers see it: no markup, nothing invisible, nothing that turns its direction.

What is pasted from a web page, from Word or from a PDF brings more than its words: tags, soft
hyphens, characters that nobody sees and that make two equal words differ, or that let a line read
otherwise than it is written. `clean` leaves the words, and says what it left out. Joiners stay
where a script or an emoji needs them.

Words that are stored are never cleaned again: digests and anchors rest on them as they are.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.translation import ngettext_lazy

from factcheck.plain_markup import MARKUP, Markup, without_markup


class Dropped(Enum):
    """What is left out of a text, beside its markup."""

    SOFT_HYPHEN = "soft-hyphen"
    DIRECTION = "direction"
    INVISIBLE = "invisible"
    CONTROL = "control"
    PRIVATE = "private"

    def counted(self, count: int) -> str:
        return str(_COUNTED[self] % {"count": count})


_COUNTED: dict[Dropped, Any] = {
    Dropped.SOFT_HYPHEN: ngettext_lazy("%(count)d soft hyphen", "%(count)d soft hyphens", "count"),
    Dropped.DIRECTION: ngettext_lazy(
        "%(count)d character that turns the direction",
        "%(count)d characters that turn the direction",
        "count",
    ),
    Dropped.INVISIBLE: ngettext_lazy(
        "%(count)d invisible character", "%(count)d invisible characters", "count"
    ),
    Dropped.CONTROL: ngettext_lazy(
        "%(count)d control character", "%(count)d control characters", "count"
    ),
    Dropped.PRIVATE: ngettext_lazy(
        "%(count)d character of a private font", "%(count)d characters of a private font", "count"
    ),
}


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text, and what was left out of what it was made of, in words."""

    text: str
    dropped: tuple[str, ...] = ()


_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028]")
_SPACES = re.compile("[\t\x1f\u1680\u2000-\u2008\u205f\u2800]")
_OUTER = re.compile(r"[ \u00a0\u2007\u2009\u200a\u202f]+(?=\n|\Z)|(?<=\n)[ \u00a0\u202f]+")
_DIRECTION = "\u202a-\u202e\u2066-\u2069"
_NEVER = re.compile(
    f"[\0-\x08\x0e-\x1b\x7f-\x9f\u00ad\u034f\u200b{_DIRECTION}\u2060-\u2065\u206a-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\ud800-\udfff\ue000-\uf8ff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000f0000-\U0010ffff]"
)
# What stays where something beside it needs it.
_SOMETIMES = re.compile(
    "[\u061c\u200c-\u200f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f"
    "\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
_MARKS_OF_DIRECTION = "\u061c\u200e\u200f"
_JOINERS = "\u200c\u200d"
# Scripts in which letters join, or may be kept from it: Arabic to Malayalam and Sinhala, Tibetan
# and Burmese, Khmer and Mongolian, and their later blocks.
_JOINING = re.compile(
    "[\u0600-\u085f\u0860-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua840-\uabff\ufb50-\ufdff"
    "\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]")
_FLAG = "\U0001f3f4"
# A space that holds together what it stands between: a number and its unit, a guillemet and its
# word. Between two words it is an ordinary one.
_HOLDING = re.compile("[\u00a0\u2007\u2009\u200a\u202f]+| [ \u00a0]*\u00a0 *")


def clean(text: str, *, lines: bool = True) -> Cleaned:
    """Leave the words of a text; without `lines`, in one line.

    A text in which nothing can be seen becomes the empty one. Cleaning again changes nothing.
    """
    markup, counted = Markup(), Counter[Dropped]()
    while (cleaned := _once(text, lines, markup, counted)) != text:
        text = cleaned
    said = [kind.counted(counted[kind]) for kind in Dropped if counted[kind]]
    return Cleaned(text, (*markup.in_words(), *said))


def is_visible(text: str) -> bool:
    """Whether there is anything to see: a letter, a number, a mark of punctuation or a sign."""
    return any(
        unicodedata.category(char)[0] in "LNPS" and char not in "\u115f\u1160" for char in text
    )


def clean_article(text: str) -> Cleaned:
    """Leave the words of a whole article, its paragraphs parted by empty lines.

    A word processor parts them by line ends: taken so where no line is empty and most are longer
    than anybody wraps text by hand.
    """
    cleaned = clean(text)
    lines = cleaned.text.split("\n")
    if "" in lines or 2 * sum(len(line) > 100 for line in lines) <= len(lines):
        return cleaned
    return Cleaned("\n\n".join(lines), cleaned.dropped)


def _once(text: str, lines: bool, markup: Markup, counted: Counter[Dropped]) -> str:
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    if MARKUP.search(text):
        text = without_markup(text, markup)
    # The bullets of Word's Symbol font.
    text = text.replace("\uf0b7", "•").replace("\uf0a7", "•")
    text = _SPACES.sub(" ", text)
    for dropped in _NEVER.findall(text):
        counted[_kind(dropped)] += 1
    text = _NEVER.sub("", text)
    kept = "".join(_kept(text, counted))
    kept = _HOLDING.sub(_held, unicodedata.normalize("NFC", kept))
    kept = _OUTER.sub("", kept)
    kept = re.sub(r"\n{3,}", "\n\n", kept) if lines else re.sub(r"\s*\n\s*", " ", kept)
    return kept.strip() if is_visible(kept) else ""


def _kind(char: str) -> Dropped:
    if char == "\u00ad":
        return Dropped.SOFT_HYPHEN
    if re.match(f"[{_DIRECTION}{_MARKS_OF_DIRECTION}]", char):
        return Dropped.DIRECTION
    return {"Cc": Dropped.CONTROL, "Co": Dropped.PRIVATE}.get(
        unicodedata.category(char), Dropped.INVISIBLE
    )


def _kept(text: str, counted: Counter[Dropped]) -> Iterator[str]:
    """Give what stays, of characters that are needed in some places and in others not."""
    found = _SOMETIMES.search(text)
    if not found:
        yield text
        return
    runs_right = any(
        unicodedata.bidirectional(char) in ("R", "AL") and char.isalpha() for char in text
    )
    before = ""
    for at, char in enumerate(text):
        if _SOMETIMES.match(char):
            after = text[at + 1 : at + 2]
            if not (runs_right if char in _MARKS_OF_DIRECTION else _needed(char, before, after)):
                counted[_kind(char)] += 1
                continue
        before = char
        yield char


def _needed(char: str, before: str, after: str) -> bool:
    """Whether a character does something between the two beside it."""
    if char in _JOINERS:
        is_emoji = char == "\u200d" and _is_emoji(before) and _is_emoji(after)
        return bool(_JOINING.match(before)) or is_emoji
    if char in "\u115f\u1160":
        return bool(_JAMO.match(before) or _JAMO.match(after))
    if "\u17b4" <= char <= "\u17b5" or "\u180b" <= char <= "\u180f":
        return "\u1780" <= before <= "\u18af" and not _SOMETIMES.match(before)
    if "\U000e0020" <= char <= "\U000e007f":
        return before == _FLAG or "\U000e0020" <= before < "\U000e007f"
    return before != "" and is_visible(before)


def _is_emoji(char: str) -> bool:
    return char != "" and (
        unicodedata.category(char) in ("So", "Sk", "Sm") or char in "\ufe0f\U000e007f"
    )


def _held(found: re.Match[str]) -> str:
    spaces, text = found[0], found.string
    if len(spaces) > 1:
        return " "
    beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
    holds = any(unicodedata.category(char)[0] in "NPS" for char in beside)
    return spaces if holds else " "
