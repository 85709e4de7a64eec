"""Seeded edits of a text, with what becomes of each claim in it: the truth to measure against."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

VERSIONS = Path(__file__).parent / "versions"
LANGUAGES = tuple(sorted(path.stem for path in VERSIONS.glob("*.json")))
UNSPACED = {"ja", "zh"}


@dataclass(frozen=True)
class Sentence:
    """A sentence with a claim between `before` and `after`; without a claim it has no key."""

    before: str
    claimed: str
    after: str
    key: int | None = None

    @property
    def text(self) -> str:
        return self.before + self.claimed + self.after


Paragraphs = list[list[Sentence]]


@dataclass(frozen=True)
class Language:
    """A language's text, and the words that its edits need."""

    tag: str
    paragraphs: list[list[str]]
    names: dict[str, str]
    negations: dict[str, str]
    others: list[str]

    @classmethod
    def read(cls, tag: str) -> "Language":
        return cls(tag, **json.loads((VERSIONS / f"{tag}.json").read_text()))

    @property
    def space(self) -> str:
        return "" if self.tag in UNSPACED else " "

    def claimed(self, random: Random) -> Paragraphs:
        """Every sentence with a claim: in the whole of it, or in its first or second half."""
        keys = iter(range(1000))
        return [
            [self._claimed(random, text, next(keys)) for text in part] for part in self.paragraphs
        ]

    def _claimed(self, random: Random, text: str, key: int) -> Sentence:
        words = re.findall(r"\S+\s*" if self.space else r"\d[\d,.]*|.", text)
        middle = len("".join(words[: len(words) // 2]))
        start, end = random.choice([(0, len(text)), (0, middle), (middle, len(text))])
        end -= len(text[start:end]) - len(text[start:end].rstrip())
        return Sentence(text[:start], text[start:end], text[end:], key)

    def written(self, paragraphs: Paragraphs) -> tuple[str, dict[int, tuple[int, int]]]:
        """The text, and where in it each claim stands."""
        text, places = "", dict[int, tuple[int, int]]()
        for part in paragraphs:
            text += "\n\n" if text and part else ""
            for number, sentence in enumerate(part):
                text += self.space if number else ""
                start = len(text) + len(sentence.before)
                if sentence.key is not None:
                    places[sentence.key] = (start, start + len(sentence.claimed))
                text += sentence.text
        return text, places


Edit = Callable[[Random, Language, Paragraphs], None]


def insert_sentence(random: Random, language: Language, parts: Paragraphs) -> None:
    part = random.choice(parts)
    part.insert(random.randint(0, len(part)), _new(random, language))


def insert_paragraph(random: Random, language: Language, parts: Paragraphs) -> None:
    parts.insert(random.randint(0, len(parts)), [_new(random, language), _new(random, language)])


def delete_sentence(random: Random, language: Language, parts: Paragraphs) -> None:
    part = _some(random, parts)
    part.pop(random.randrange(len(part)))


def delete_paragraph(random: Random, language: Language, parts: Paragraphs) -> None:
    parts.pop(random.randrange(len(parts)))


def move_sentence(random: Random, language: Language, parts: Paragraphs) -> None:
    origin = _some(random, parts)
    target = random.choice([part for part in parts if part is not origin])
    target.insert(random.randint(0, len(target)), origin.pop(random.randrange(len(origin))))


def move_paragraph(random: Random, language: Language, parts: Paragraphs) -> None:
    parts.insert(random.randrange(len(parts)), parts.pop(random.randrange(len(parts))))


def split_paragraph(random: Random, language: Language, parts: Paragraphs) -> None:
    part = _some(random, parts, least=2)
    cut = random.randint(1, len(part) - 1)
    parts[:] = [
        half for each in parts for half in ([each[:cut], each[cut:]] if each is part else [each])
    ]


def join_paragraphs(random: Random, language: Language, parts: Paragraphs) -> None:
    at = random.randrange(len(parts) - 1)
    parts[at : at + 2] = [parts[at] + parts[at + 1]]


def change_number(random: Random, language: Language, parts: Paragraphs) -> None:
    def changed(text: str) -> str:
        return re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 9 + 1), text)

    _change(random, parts, changed)


def change_name(random: Random, language: Language, parts: Paragraphs) -> None:
    _change(random, parts, lambda text: _replaced(text, language.names))


def negate(random: Random, language: Language, parts: Paragraphs) -> None:
    _change(random, parts, lambda text: _replaced(text, language.negations))


def punctuate(random: Random, language: Language, parts: Paragraphs) -> None:
    """Quotation marks, dashes and spaces of another style."""
    marks = str.maketrans(
        {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "「": "『", "」": "』"}
    )

    def changed(text: str) -> str:
        text = text.translate(marks).replace(" — ", " – ")
        return text.replace(", ", ",\N{NO-BREAK SPACE}", 1)

    _change(random, parts, changed)


def rewrite_sentence(random: Random, language: Language, parts: Paragraphs) -> None:
    """Another sentence stands in the place of one."""
    part = random.choice(parts)
    part[random.randrange(len(part))] = _new(random, language)


EDITS: list[Edit] = [
    insert_sentence,
    insert_paragraph,
    delete_sentence,
    delete_paragraph,
    move_sentence,
    move_paragraph,
    split_paragraph,
    join_paragraphs,
    change_number,
    change_name,
    negate,
    punctuate,
    rewrite_sentence,
]


def several(random: Random, language: Language, parts: Paragraphs) -> None:
    """Edits of any kinds, one after the other."""
    for edit in random.choices(EDITS, k=3):
        parts[:] = [part for part in parts if part]
        edit(random, language, parts)


EDITS_AND_SEVERAL = [*EDITS, several]


@dataclass(frozen=True)
class Case:
    """A claim of the old text, and where it is in the new one: None if it is gone."""

    start: int
    end: int
    there: tuple[int, int] | None


@dataclass(frozen=True)
class Pair:
    """Two versions of a text, with the claims of the older."""

    old: str
    new: str
    cases: list[Case]


def pairs(language: Language, edit: Edit, number: int) -> Iterator[Pair]:
    """Pairs of versions, each made by one to three edits of a kind."""
    for seed in range(number):
        random = Random(f"{language.tag} {edit.__name__} {seed}")
        parts = language.claimed(random)
        old, was = language.written(parts)
        for _ in range(random.randint(1, 3)):
            edit(random, language, parts)
        new, there = language.written([part for part in parts if part])
        yield Pair(old, new, [Case(*place, there.get(key)) for key, place in was.items()])


def _new(random: Random, language: Language) -> Sentence:
    return Sentence("", random.choice(language.others), "")


def _some(random: Random, parts: Paragraphs, least: int = 1) -> list[Sentence]:
    return random.choice([part for part in parts if len(part) >= least])


def _change(random: Random, parts: Paragraphs, changed: Callable[[str], str]) -> None:
    """Change one sentence of those that the change changes."""
    found = [
        (part, number)
        for part in parts
        for number, sentence in enumerate(part)
        if changed(sentence.text) != sentence.text
    ]
    if found:
        part, number = random.choice(found)
        sentence = part[number]
        part[number] = replace(
            sentence,
            before=changed(sentence.before),
            claimed=changed(sentence.claimed),
            after=changed(sentence.after),
        )


def _replaced(text: str, words: dict[str, str]) -> str:
    return next((text.replace(old, new) for old, new in words.items() if old in text), text)
