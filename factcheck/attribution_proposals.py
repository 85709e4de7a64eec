"""Who says a passage, and what the article cites for it, where the text makes that plain.

`attributions` reads the text; here are the rows that it may name. No proposal is better than a
wrong one.
"""

from dataclasses import dataclass, replace

from factcheck import attributions, language_tags
from factcheck.attributions import LANGUAGES, Found, Known
from factcheck.models import Source, Speaker
from factcheck.models.vocabulary import SpeakerKind


@dataclass(frozen=True, slots=True)
class Proposals:
    """At most one speaker and one cited source, each with the words that gave it away.

    `source_as_cited` is the name that the text gives the source, without its article.
    """

    speaker: Speaker | None = None
    speaker_words: str = ""
    source: Source | None = None
    source_words: str = ""
    source_as_cited: str = ""


@dataclass(frozen=True, slots=True)
class ClaimProposal:
    """A sentence `start:end` of a text that carries a claim, with its speaker and source."""

    start: int
    end: int
    proposals: Proposals


class Proposer:
    """The speakers and sources that a text names, and how it reads with them: three queries.

    Reading takes about a millisecond for each sentence; it is kept for as long as neither the text
    nor anybody's name changes (`attributions.read`).
    """

    def __init__(self, text: str) -> None:
        self._speakers = {each.pk: each for each in Speaker.objects.named_in(text)}
        self._sources = {each.pk: each for each in Source.objects.named_in(text)}
        self._reading = attributions.read(
            text,
            [_as_speaker(each) for each in self._speakers.values()],
            [Known(each.pk, (each.title or each.publisher,)) for each in self._sources.values()],
        )

    def about(self, start: int, end: int) -> Proposals:
        """Speaker and cited source for `text[start:end]`.

        Of two that are equally likely, neither is proposed.
        """
        return self._rows(self._reading.speaker(start, end), self._reading.source(start, end))

    def claims(self) -> list[ClaimProposal]:
        """The sentences that carry claims, in the text's order, each with speaker and source."""
        return [
            ClaimProposal(each.start, each.end, self._rows(each.speaker, each.source))
            for each in attributions.propose_claims(self._reading)
        ]

    def _rows(self, said: Found | None, cited: Found | None) -> Proposals:
        text, found = self._reading.text, Proposals()
        if said:
            words = text[slice(*said.words)]
            found = replace(found, speaker=self._speakers[said.known.key], speaker_words=words)
        if cited:
            found = replace(
                found,
                source=self._sources[cited.known.key],
                source_words=text[slice(*cited.words)],
                source_as_cited=text[slice(*cited.named)],
            )
        return found


def propose(text: str, start: int, end: int) -> Proposals:
    """Propose speaker and cited source for `text[start:end]` of an article's text."""
    return Proposer(text).about(start, end)


def propose_claims(text: str) -> list[ClaimProposal]:
    """Propose the sentences of an article's text that carry claims, in its order."""
    return Proposer(text).claims()


def reads(language: str) -> bool:
    """Whether texts in the language of this tag are read: rules know English and Spanish only."""
    return language_tags.primary(language) in LANGUAGES


def _as_speaker(speaker: Speaker) -> Known:
    names = (speaker.name, *(alias.name for alias in speaker.aliases.all()))
    return Known(speaker.pk, names, is_person=speaker.kind == SpeakerKind.PERSON)
