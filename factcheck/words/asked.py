"""What a text asks for where claims like it are sought: the words that tell what it is about."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import regex

from .common import is_common
from .reading import Word, read

# What people paste may be a post: addresses tell nothing; #FakeNews and @jane_doe2 are words.
_ADDRESS = regex.compile(r"https?://\S*|\b(?:www|pic\.twitter)\.\S*", regex.IGNORECASE)
_TAG = regex.compile(r"[#@](\w+)")
_SEAM = regex.compile(
    r"_|(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})"
)
# A text says what it says in so many words; those after them are passed over.
MOST = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """The words that are sought, each once, in their order: the terms that find each of them."""

    words: tuple[tuple[str, ...], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def terms(self) -> list[str]:
        return list(dict.fromkeys(term for word in self.words for term in word))


def asked(text: str, languages: Iterable[str] = ()) -> Asked:
    """Read a text whose words may be in the languages of the given tags."""
    tags = tuple(languages)
    return Asked(tuple(dict.fromkeys(telling(_plain(text), tags)))[:MOST])


def telling(text: str, languages: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The terms of each word, without those that stand in almost every text of its language.

    That is the one of the given that has the most such words in the text. All stay where there
    would be no others.
    """
    words = [word for word in read(text, languages) if not word.is_whole]
    language = max(languages, key=lambda tag: _common(words, tag), default="")
    found = [word for word in words if not is_common(word.terms[0], language)]
    return (word.terms for word in found or words)


def _common(words: list[Word], language: str) -> int:
    return sum(is_common(word.terms[0], language) for word in words)


def _plain(text: str) -> str:
    return _TAG.sub(lambda tag: f" {_SEAM.sub(' ', tag[1])} ", _ADDRESS.sub(" ", text))
