"""How well it is told who says a passage, what is cited for it, and whether it can be checked."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from factcheck.attributions import Known, Reading, read

pytestmark = pytest.mark.benchmark

LABELS = Path(__file__).parent / "attributions"
LANGUAGES = ("en", "es")
WRONG = 0.02


@dataclass(frozen=True)
class Line:
    """A labelled passage, and how its text is read."""

    label: dict[str, Any]
    reading: Reading
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.label["passage"])

    def speaker(self) -> str | None:
        found = self.reading.speaker(self.start, self.end)
        return found.known.names[0] if found else None

    def source(self) -> str | None:
        found = self.reading.source(self.start, self.end)
        return found.known.names[0] if found else None

    def claim(self) -> bool | None:
        return self.reading.is_checkable(self.start, self.end) or None


@dataclass(frozen=True)
class Score:
    """Of `lines`, `proposed` got a proposal, of which `right` are right; `wanted` have one."""

    lines: int
    proposed: int
    right: int
    wanted: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed

    @property
    def recall(self) -> float:
        return self.right / self.wanted

    @property
    def wrong(self) -> float:
        return (self.proposed - self.right) / self.lines


def lines(language: str) -> list[Line]:
    labels = map(json.loads, (LABELS / f"{language}.jsonl").read_text("utf-8").splitlines())
    return [_line(label) for label in labels]


def _line(label: dict[str, Any]) -> Line:
    speakers = [
        Known(key, (name,), is_person=name not in label["bodies"])
        for key, name in enumerate(label["known"])
    ]
    sources = [Known(key, (name,)) for key, name in enumerate(label["sources"])]
    text = label["text"]
    return Line(label, read(text, speakers, sources), text.index(label["passage"]))


def parts(language: str) -> dict[str, list[Line]]:
    """The lines by which the rules were made, the others, and those of them with other texts."""
    every = lines(language)
    made, held = every[::2], every[1::2]
    seen = {line.label["text"] for line in made}
    fresh = [line for line in held if line.label["text"] not in seen]
    return {"made with": made, "held back": held, "fresh": fresh, "all": every}


def score(among: list[Line], name: str, told: Callable[[Line], Any]) -> Score:
    pairs = [(told(line), line.label[name] or None) for line in among]
    return Score(
        lines=len(pairs),
        proposed=sum(found is not None for found, _ in pairs),
        right=sum(found is not None and found == right for found, right in pairs),
        wanted=sum(right is not None for _, right in pairs),
    )


def scores(language: str, name: str, told: Callable[[Line], Any]) -> dict[str, Score]:
    """Score each part, and print it."""
    found = {part: score(among, name, told) for part, among in parts(language).items()}
    for part, each in found.items():
        print(
            f"\n{language} {name:9} {part:9} lines {each.lines:3} proposed {each.proposed:3} "
            f"precision {each.precision:.3f} recall {each.recall:.3f} wrong {each.wrong:.3f}",
            end="",
        )
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_nine_of_ten_speakers_are_found_and_few_are_wrong(language: str) -> None:
    found = scores(language, "speaker", Line.speaker)

    for part in ("all", "held back"):
        assert found[part].recall >= 0.9, part
        assert found[part].wrong <= WRONG + 0.001, part


@pytest.mark.parametrize("language", LANGUAGES)
def test_most_cited_sources_are_found_and_none_is_wrong(language: str) -> None:
    found = scores(language, "source", Line.source)

    assert found["all"].recall >= 0.85
    assert found["held back"].recall >= 0.75
    assert found["all"].wrong == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_nearly_all_claims_are_kept_where_questions_wishes_and_opinions_go(language: str) -> None:
    found = scores(language, "checkable", Line.claim)

    assert found["all"].recall >= 0.95
    # 84 (English) and 81 (Spanish) of a hundred lines carry claims: all would be that precise.
    assert found["all"].precision >= 0.93
