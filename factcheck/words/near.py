"""What a search that found nothing may have meant: words of what is there that are like its."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches

from .reading import Word, read

# Shorter words are like too many others; a search has few words that are misspelt.
SHORTEST, MOST = 3, 5
LIKENESS = 0.7


def near(search: str, texts_like: Callable[[Iterable[str]], Iterable[str]]) -> str:
    """The search with such words in place of those that are nowhere, and without any other.

    `texts_like` returns texts that have words like the given ones. Empty if it is the same search.
    """
    words = [word for word in _words(search) if len(word.terms[0]) >= SHORTEST][:MOST]
    texts = texts_like(dict.fromkeys(word.terms[0] for word in words)) if words else ()
    known = {word.terms[0]: text[word.start : word.end] for text in texts for word in _words(text)}
    suggested, at = "", 0
    for word in words:
        suggested += search[at : word.start] + _meant(search[word.start : word.end], word, known)
        at = word.end
    suggested = " ".join((suggested + search[at:]).split())
    return "" if suggested == " ".join(search.split()) else suggested


def _words(text: str) -> list[Word]:
    return [word for word in read(text) if not word.is_whole]


def _meant(said: str, word: Word, known: dict[str, str]) -> str:
    if word.terms[0] in known:
        return said
    alike = get_close_matches(word.terms[0], known, n=1, cutoff=LIKENESS)
    return known[alike[0]] if alike else ""
