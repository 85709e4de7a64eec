"""What somebody searches for: words, "phrases", alternatives with “or”, what to leave out with “-”.

Nothing that is typed is an error: what means nothing is passed over.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from .common import is_common
from .reading import Word, read
from .typography import fold as plain
from .vector import quoted

# A quotation, which may be left open; a number in groups of three; what stands between spaces.
_ITEM = regex.compile(
    r'(?P<minus>(?<!\S)-(?=["\p{L}]))?'
    r'(?:"(?P<phrase>[^"]*)"?|(?P<word>(?<!\S)\d{1,3}(?: \d{3})+(?!\S)|[^\s"]+))'
)
_OR = {"or", "|"}


@dataclass(frozen=True, slots=True)
class Query:
    """A search as PostgreSQL takes it (tsquery); empty where there is nothing to search for.

    `terms` are those of which one at least stands in what is found.
    """

    tsquery: str = ""
    terms: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.tsquery)


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing that is searched for: the words of a phrase, or what stands between spaces."""

    words: list[Word]
    is_exact: bool = False
    is_left_out: bool = False
    is_prefix: bool = False

    @property
    def terms(self) -> set[str]:
        return {term for word in self.words for term in self._terms(word)}

    def tsquery(self) -> str:
        parts = [word for word in self.words if not word.is_whole]
        phrase = " <-> ".join(self._either(word, is_last=word is parts[-1]) for word in parts)
        whole = next((word for word in self.words if word.is_whole and self._is_all(word)), None)
        if whole and not self.is_exact:
            phrase = f"({phrase}) | {self._either(whole, is_last=True)}"
        return f"{'!' if self.is_left_out else ''}({phrase})"

    def is_common(self, language: str) -> bool:
        return not self.is_exact and all(is_common(word.terms[0], language) for word in self.words)

    def _is_all(self, word: Word) -> bool:
        return word.start <= self.words[0].start and self.words[-1].end <= word.end

    def _either(self, word: Word, *, is_last: bool) -> str:
        """What finds a word: it, or its stems; its pair, where it is a character of many."""
        said = [quoted(term) for term in self._terms(word)]
        if is_last and self.is_prefix:
            said[0] += ":*"
        return f"({' | '.join(said)})" if len(said) > 1 else said[0]

    def _terms(self, word: Word) -> tuple[str, ...]:
        if word.is_paired:
            return word.terms[1:]
        return word.terms[:1] if self.is_exact else word.terms


def parse(search: str, languages: Iterable[str] = (), *, is_typing: bool = False) -> Query:
    """Understand a search whose words may be in the languages of the given tags.

    The first is the reader's: words that every text in it has, such as “the”, count only in a
    phrase, or where there are no others. While somebody `is_typing`, the last word may be the
    beginning of one; so may any with a star.
    """
    search, tags = plain(search.replace("\0", " ")).text, tuple(languages)
    alternatives: list[list[_Item]] = [[]]
    for found in _ITEM.finditer(search):
        if found["word"] and found["word"].lower() in _OR:
            alternatives.append([])
            continue
        is_prefix = is_typing and found.end() == len(search)
        if item := _item(found, tags, is_prefix=is_prefix):
            alternatives[-1].append(item)
    wanted = [_telling(items, *tags[:1]) for items in alternatives if items]
    said = [" & ".join(item.tsquery() for item in items) for items in wanted]
    shown = (item.terms for items in wanted for item in items if not item.is_left_out)
    return Query(" | ".join(said), frozenset().union(*shown))


def any_phrase(texts: Iterable[str]) -> Query:
    """A search for what has the words of one of the texts, one after the other."""
    items = [_Item(found, is_exact=True) for text in texts if (found := read(text))]
    said = [item.tsquery() for item in items]
    return Query(" | ".join(said), frozenset().union(*(item.terms for item in items)))


def _item(found: regex.Match[str], tags: tuple[str, ...], *, is_prefix: bool) -> _Item | None:
    is_exact = found["phrase"] is not None
    text = found["phrase"] if is_exact else found["word"]
    if not (words := read(text, () if is_exact else tags)):
        return None
    is_prefix = not is_exact and (is_prefix or text.endswith("*"))
    return _Item(words, is_exact, bool(found["minus"]), is_prefix)


def _telling(items: list[_Item], language: str = "") -> list[_Item]:
    """Those that are not common, unless nothing would be searched for without them."""
    telling = [item for item in items if item.is_left_out or not item.is_common(language)]
    return telling if any(not item.is_left_out for item in telling) else items
