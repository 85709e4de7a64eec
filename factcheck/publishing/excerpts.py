"""An article of which readers see excerpts: only the paragraphs around its claims."""

from collections.abc import Mapping

from factcheck import anchoring

Places = dict[int, tuple[int, int]]


def excerpts(text: str, places: Mapping[int, tuple[int, int]]) -> tuple[str, Places]:
    """Return the paragraphs that the places touch, and the places within these.

    Consecutive paragraphs keep the white space between them, so that a claim across their border
    keeps its words; an empty line stands between all others.
    """
    body, last_kept, shifted = "", -1, Places()
    parts = anchoring.paragraphs(text)
    for number, part in enumerate(parts):
        touching = [key for key, (start, end) in places.items() if _touches(part, start, end)]
        if not touching:
            continue
        if body:
            follows = last_kept == number - 1
            body += text[parts[last_kept].end : part.start] if follows else "\n\n"
        shift = len(body) - part.start
        for key in touching:
            start, end = places[key]
            shifted.setdefault(key, (start + shift, end + shift))
        body, last_kept = body + part.text, number
    return body, shifted


def _touches(part: anchoring.Paragraph, start: int, end: int) -> bool:
    return start < part.end and part.start < end
