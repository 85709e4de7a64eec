"""Of whom a text spoke last: for pronouns, offices, and quotations that stand alone."""

from collections.abc import Sequence
from dataclasses import replace

from .languages import Language
from .names import Known
from .offices import Offices, has_others, people_in
from .row import Row
from .statements import Statement, leader
from .subjects import is_head
from .units import Item, Unit

_WORDS, _POINTING = frozenset({"words", "palabras"}), 7


class Memory:
    """What was read so far. Units are told in order.

    `topic` is the person who was last spoken of, if only one was; `voice` who spoke last.
    """

    def __init__(self, language: Language) -> None:
        self._language = language
        self._offices = Offices(language)
        self._topic: Known | None = None
        self._voice: Known | None = None
        self._outlet: tuple[Known | None, Known] | None = None
        self._before: Unit | None = None
        self._waiting: list[Unit] = []
        self._was_spoken = False

    def resolve(self, row: Row, unit: Unit, found: Sequence[Statement]) -> list[Statement]:
        """Tell the subjects that only the text before tells; add quotations without a verb."""
        self._offices.learn(row)
        told = [self._told(row, each) for each in found]
        if all(item.kind in {"quote", "mark"} for item in row.items):
            added = self._going_on(row, unit)
            if not added and not self._was_spoken:
                self._waiting.append(unit)
        else:
            added = [*self._pointing_back(row, told), *self._unclaimed(row, told)]
            self._remember(row, told)
            self._waiting = []
        self._before = unit
        return [*told, *added]

    def carried(self, own: Sequence[Statement], cited: Sequence[Statement]) -> list[Statement]:
        """What is said to an outlet goes on in the units after: “Y agregó: …”."""
        spoken = [each for each in own if each.who]
        scopes = {scope for each in spoken for scope in each.scopes}
        outlets = {each.source for each in cited if each.source and scopes & set(each.scopes)}
        going = [each for each in spoken if each.bond in {"quote", "told"}]
        if going and not outlets and self._outlet and self._outlet[0] == going[0].who:
            return [replace(each, source=self._outlet[1]) for each in going]
        only = outlets.pop() if len(outlets) == 1 else None
        self._outlet = (spoken[-1].who, only) if spoken and only else None
        return []

    def _told(self, row: Row, each: Statement) -> Statement:
        kind, _, office = each.bond.partition(":")
        if kind == "unsaid":
            lead = (leader(row) or _lone(row)) if row.language.turns_round else None
            if who := lead and lead.speaker:
                return replace(each, who=who)
            return replace(each, who=self._topic if row.language.turns_round else None, bond="told")
        if kind == "pronoun":
            return replace(each, who=self._topic or _only_one(row, each), bond="told")
        if kind == "voice":
            return replace(each, who=self._voice or self._topic, bond="told")
        if kind == "office":
            return replace(each, who=self._offices.holder(office, self._topic))
        return each

    def _remember(self, row: Row, told: Sequence[Statement]) -> None:
        people, others, lead = people_in(row), has_others(row), leader(row)
        main = [each for each in told if each.scopes and each.bond not in {"relative", "claim"}]
        voices = {each.who for each in main}
        self._voice = main[-1].who if len(voices) == 1 else None
        self._was_spoken = bool(main)
        known = lead and lead.speaker
        if known is None and len(voices) == 1:
            known = next(iter(voices))
        if known and known.is_person and people <= {known} and not others:
            self._topic = known
            if not main and lead:
                self._voice = known
        elif len(people) == 1 and not lead and not others and _is_crowd(row):
            self._topic = next(iter(people))
        elif people or others or self._topic not in voices:
            pronouns = any(row.low(k) in row.language.pronouns for k in range(len(row.items)))
            if people or others or told or not pronouns:
                self._topic = None

    def _going_on(self, row: Row, unit: Unit) -> list[Statement]:
        """A quotation that stands by itself goes on with whoever spoke before."""
        if self._voice is None or unit.opens:
            return []
        quotes = [item for item in row.items if item.kind == "quote"]
        return [_of_quote(self._voice, item, unit.start, unit.end) for item in quotes]

    def _pointing_back(self, row: Row, told: Sequence[Statement]) -> list[Statement]:
        """“So says NAME”, “those were NAME's words”: who said what stands before."""
        if self._before is None:
            return []
        span = (self._before.start, self._before.end)
        if so := next((each for each in told if each.bond == "so"), None):
            return [replace(so, scopes=(span,), bond="name")]
        lone, lang = _lone(row), self._language
        named = {item.speaker for item in row.items if item.name}
        speaker = lone.speaker if lone else None
        points = row.low(0) in lang.this | lang.so_said or _WORDS & set(row.lows(0, _POINTING))
        if self._waiting and points and lone and speaker:
            return [_of_quote(speaker, lone, *span)]
        if told or len(named) != 1:
            return []
        first: Item | None = row.items[0] if row.is_name(0) else None
        if not first and row.low(0) not in lang.prepositions and not has_others(row):
            first = lone
        speaker = first.speaker if first else None
        if not first or not speaker or not speaker.is_person:
            return []
        return [_of_quote(speaker, first, each.start, each.end) for each in self._waiting]

    def _unclaimed(self, row: Row, told: Sequence[Statement]) -> list[Statement]:
        """A quotation that no verb reports is said by the only one named before it."""
        added = []
        names = [k for k in range(len(row.items)) if row.is_name(k)]
        covered = [scope for each in told for scope in each.scopes]
        for k, item in enumerate(row.items):
            if item.kind != "quote" or any(a <= item.start < b for a, b in covered):
                continue
            singular = any(row.low(m) in self._language.singular for m in range(k))
            if not names and self._topic and singular:
                added.append(_of_quote(self._topic, item, item.start, item.end))
            elif len(names) == 1 and names[0] < k and is_head(row, names[0]):
                name = row.items[names[0]]
                speaker = name.speaker
                if speaker and speaker.is_person and not row.owns(names[0]):
                    added.append(_of_quote(speaker, name, item.start, item.end))
        return added


def _of_quote(who: Known, words: Item, start: int, end: int) -> Statement:
    return Statement(who, (words.start, words.end), ((start, end),), bond="quote")


def _only_one(row: Row, each: Statement) -> Known | None:
    """Who leads the unit that a pronoun stands in, if it names nobody else before."""
    lead = leader(row)
    known = lead.speaker if lead else None
    named = {item.speaker for item in row.items if item.name and item.start < each.words[0]}
    alone = known and known.is_person and named == {known} and not has_others(row)
    return known if alone else None


def _is_crowd(row: Row) -> bool:
    """Whether a unit begins with several, of whom none can be “she” or “he”."""
    first, lang = row.low(0), row.language
    return first.endswith("s") and first not in lang.articles and not lang.turns_round


def _lone(row: Row) -> Item | None:
    """The only name of a row, if no preposition governs it."""
    names = [k for k in range(len(row.items)) if row.is_name(k)]
    if len(names) == 1 and row.low(names[0] - 1) not in row.language.prepositions:
        return row.items[names[0]]
    return None
