"""The font for a text: one of ours, else one of the machine's, which fontconfig finds."""

import shutil
import subprocess
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from PIL import ImageFont, features

from factcheck.bidi import ISOLATES, RIGHT_TO_LEFT

HERE = Path(__file__).parent
OF_THE_PAGES = HERE.parents[1] / "static" / "factcheck"
SERIF, SANS = OF_THE_PAGES / "newsreader.woff2", OF_THE_PAGES / "libre-franklin.woff2"
# For what those two cannot write: DejaVu Sans Bold, reduced to Latin, Greek, Cyrillic, Armenian,
# Hebrew, Arabic and Georgian.
OTHERS = HERE / "dejavu-sans-bold.woff2"
# Not assigned, so it looks like every character that a font lacks.
LACKING = "\u0378"
# Seen only in how letters join and which way they run.
JOINERS = {*ISOLATES, "\u200c", "\u200d"}
TRIED = 12

Font = ImageFont.FreeTypeFont


@dataclass(frozen=True, slots=True)
class Face:
    """A font in a file, which may hold several."""

    file: Path
    index: int = 0


def face_for(text: str, own: Path) -> Face | None:
    """The first font that has all characters of a text: `own`, the other of ours, the machine's."""
    characters = frozenset(text) - {" "} - JOINERS
    ours = next((f for f in (Face(own), Face(OTHERS)) if _has_all(f, characters)), None)
    runs_left = any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in characters)
    if ours and not runs_left:
        return ours
    return (ours or _installed(characters)) if shapes_text() else None


def is_written(character: str) -> bool:
    """Whether a character is written: control characters, and symbols without a font, are not."""
    if character in JOINERS:
        return shapes_text()
    category = unicodedata.category(character)
    if category == "Cc":
        return character.isspace()
    return category[0] not in "CS" or _has(Face(OTHERS), character)


@cache
def shapes_text() -> bool:
    """Whether letters can be joined and run from right to left: Raqm needs FriBiDi for that."""
    return bool(features.check_feature("raqm") and features.check_feature("fribidi"))


@lru_cache(maxsize=256)
def font(face: Face, weight: int, size: int) -> Font:
    loaded = ImageFont.truetype(face.file, size, index=face.index)
    if face.file in (SERIF, SANS):
        loaded.set_variation_by_axes([weight])
    return loaded


@lru_cache(maxsize=256)
def _installed(characters: frozenset[str]) -> Face | None:
    """The machine's font that suits best, Noto where it is installed."""
    if not (program := shutil.which("fc-match")):
        return None
    wanted = " ".join(f"{ord(each):x}" for each in sorted(characters))
    pattern = f"Noto Sans,sans-serif:bold:charset={wanted}"
    command = [program, "--sort", "--format", "%{file}\t%{index}\n", pattern]
    try:
        found = subprocess.run(command, capture_output=True, text=True, timeout=5, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    for line in found.stdout.splitlines()[:TRIED]:
        file, _tab, index = line.partition("\t")
        # The upper half of the number names an instance of a variable font.
        face = Face(Path(file), int(index or 0) & 0xFFFF)
        if _can_be_drawn(face) and _has_all(face, characters):
            return face
    return None


@cache
def _can_be_drawn(face: Face) -> bool:
    try:
        font(face, 400, 40)
    except OSError:
        return False
    return True


def _has_all(face: Face, characters: frozenset[str]) -> bool:
    return all(_has(face, each) for each in characters)


@lru_cache(maxsize=8192)
def _has(face: Face, character: str) -> bool:
    masks = [font(face, 400, 40).getmask(each) for each in (character, LACKING)]
    return bytes(masks[0]) != bytes(masks[1])
