"""Who says a passage, and what the article cites for it, where the text makes that plain.

`attributions` reads the text; here are the rows that it may name. No proposal is better than a
wrong one.
"""

from dataclasses import dataclass, replace

from factcheck import attributions
from factcheck.attributions import Found, Known
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


class _Names:
    """The speakers and sources that a text names, and how it reads with them: three queries."""

    def __init__(self, text: str) -> None:
        self._speakers = {each.pk: each for each in Speaker.objects.named_in(text)}
        self._sources = {each.pk: each for each in Source.objects.named_in(text)}
        self.reading = attributions.read(
            text,
            [_as_speaker(each) for each in self._speakers.values()],
            [Known(each.pk, (each.title or each.publisher,)) for each in self._sources.values()],
        )

    def rows(self, said: Found | None, cited: Found | None) -> Proposals:
        text, found = self.reading.text, Proposals()
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
    """Propose speaker and cited source for `text[start:end]` of an article's text.

    Of two that are equally likely, neither is proposed. Three queries.
    """
    names = _Names(text)
    return names.rows(names.reading.speaker(start, end), names.reading.source(start, end))


def propose_claims(text: str) -> list[ClaimProposal]:
    """Propose the sentences of an article's text that carry claims, in its order.

    Each comes with its speaker and its source, where the text makes them plain. Three queries.
    """
    names = _Names(text)
    return [
        ClaimProposal(each.start, each.end, names.rows(each.speaker, each.source))
        for each in attributions.propose_claims(names.reading)
    ]


def _as_speaker(speaker: Speaker) -> Known:
    names = (speaker.name, *(alias.name for alias in speaker.aliases.all()))
    return Known(speaker.pk, names, is_person=speaker.kind == SpeakerKind.PERSON)
