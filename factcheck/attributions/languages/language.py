"""What reading who says what has to know of a language."""

from collections.abc import Mapping
from dataclasses import dataclass


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


def phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a list, between commas."""
    return tuple(tuple(phrase.split()) for phrase in text.split(","))


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """Words in lower case, by what they do in a sentence that reports speech.

    `verbs` holds every form of a reporting verb with its kind: `say` reports whatever follows it,
    `note` only a clause or a quotation (to find a body is not to say so), `ask` only a quotation
    (what is asked is not claimed), `put` only with one of its words in `puts` after it.
    """

    verbs: Mapping[str, str]
    puts: Mapping[str, frozenset[str]]
    # Verbs that do nothing but report; that deny; whose object is told something; of documents.
    plain: frozenset[str]
    denying: frozenset[str]
    telling: frozenset[str]
    showing: frozenset[str]
    # Forms that are verbs only behind others: “went on to say”, “ha dicho”, “vuelto a decir”.
    lights: tuple[tuple[str, ...], ...]
    infinitives: frozenset[str]
    participles: frozenset[str]
    having: frozenset[str]
    gerund: str
    # What may stand between a subject and its verb, and what that makes of the verb.
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    negations: frozenset[str]
    finite: frozenset[str]
    times: frozenset[str]
    adverb: str
    # What opens a clause: that is said, stands beside, against or under another, or is doubted.
    that: frozenset[str]
    joining: frozenset[str]
    against: frozenset[str]
    unsure: frozenset[str]
    subordinating: frozenset[str]
    relative: frozenset[str]
    what: tuple[str, ...]
    # As, so, lo: they turn verb and subject round, or point to what was said before.
    as_said: frozenset[str]
    so_said: frozenset[str]
    this: frozenset[str]
    # Whether a subject may follow its verb without a quotation or a comma.
    turns_round: bool
    prepositions: frozenset[str]
    of: frozenset[str]
    by: frozenset[str]
    about: frozenset[str]
    to_whom: frozenset[str]
    articles: frozenset[str]
    the: frozenset[str]
    several: frozenset[str]
    owning: frozenset[str]
    pronouns: frozenset[str]
    singular: frozenset[str]
    # Attributions without a verb of their own.
    according: tuple[tuple[str, ...], ...]
    estar: frozenset[str]
    for_: frozenset[str]
    views: frozenset[str]
    claims: frozenset[str]
    rumours: frozenset[str]
    answering: frozenset[str]
    answers: frozenset[str]
    hearing: frozenset[str]
    citing: frozenset[str]
    outlets: tuple[str, ...]
    documents: frozenset[str]
    # What somebody calls absurd.
    verdicts: frozenset[str]
    # Who belongs to others, or speaks for them; offices, by which a text calls whom it has named,
    # what else it calls them then, and by what it calls nobody who was not named before.
    kin: frozenset[str]
    voices: frozenset[str]
    offices: frozenset[str]
    synonyms: Mapping[str, tuple[str, ...]]
    again: frozenset[str]
    # What tells a claim that can be checked from an opinion, a wish, a forecast or an order.
    opinions: frozenset[str]
    wishing: frozenset[str]
    future: str
    infinitive: str
    counts: frozenset[str]
    # Its commonest words, by which it is told.
    common: frozenset[str]

    def is_own(self, word: str) -> bool:
        """Whether a word tells the language."""
        return any(
            word in each
            for each in (
                self.common,
                self.articles,
                self.prepositions,
                self.verbs,
                self.finite,
                self.opinions,
            )
        )
