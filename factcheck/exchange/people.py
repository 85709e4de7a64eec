"""The speakers that a sheet names: those who are there, and those who are new."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from factcheck.exchange.columns import BETWEEN, SLUG
from factcheck.exchange.sayings import Saying as _
from factcheck.models import Speaker, SpeakerAlias
from factcheck.models.slugs import free_slug
from factcheck.models.vocabulary import SpeakerKind


class Unclear(ValueError):
    """A name that several speakers have, or a slug that none has; the message says what to do."""


def split(text: str) -> list[str]:
    """The names of a cell of several."""
    return [each.strip() for each in text.split(BETWEEN.strip()) if each.strip()]


def is_slug(text: str) -> str:
    match = SLUG.fullmatch(text)
    return match["slug"] if match else ""


class People:
    """Speakers by what cells call them, looked up for many cells at once."""

    def __init__(self) -> None:
        self._by_slug: dict[str, Speaker] = {}
        self._by_name: defaultdict[str, dict[int, Speaker]] = defaultdict(dict)

    def load(self, called: Iterable[str]) -> None:
        """Look up those that are called so, in a fixed number of queries."""
        texts = {*called} - {""}
        slugs = {is_slug(text) for text in texts} - {""}
        current = Speaker.objects.current()
        self._by_slug = {each.slug: each for each in current.filter(slug__in=slugs)}
        self._by_name.clear()
        for speaker in current.filter(name__in=texts):
            self._by_name[speaker.name][speaker.pk] = speaker
        aliases = SpeakerAlias.objects.filter(name__in=texts, speaker__merged_into=None)
        for alias in aliases.select_related("speaker"):
            self._by_name[alias.name][alias.speaker_id] = alias.speaker

    def find(self, text: str) -> Speaker | None:
        """Whoever is called so; None for somebody new. Raises Unclear."""
        slug = is_slug(text)
        if slug:
            if slug not in self._by_slug:
                said = _("No speaker’s page ends in “%(slug)s”.")
                raise Unclear(said % {"slug": slug})
            return self._by_slug[slug]
        found = list(self._by_name[text].values())
        if len(found) > 1:
            ways = ", ".join(f"“{text} [{each.slug}]”" for each in found)
            said = _("Several speakers are called “%(name)s”: write one of %(ways)s.")
            raise Unclear(said % {"name": text, "ways": ways})
        return found[0] if found else None

    def make(self, text: str, kind: str, defined: Mapping[str, Any] | None) -> Speaker:
        """Somebody new, as the file defines them, or by the name alone."""
        if defined:
            own = {
                name: value for name, value in defined.items() if name not in {"type", "aliases"}
            }
            speaker = Speaker(**own)
        else:
            speaker = Speaker(
                name=text, slug=free_slug(Speaker, text), kind=kind or SpeakerKind.PERSON
            )
        speaker.clean_fields()
        speaker.save()
        for alias in (defined or {}).get("aliases", []):
            SpeakerAlias.objects.create(speaker=speaker, name=alias)
        self._by_slug[speaker.slug] = speaker
        self._by_name[speaker.name][speaker.pk] = speaker
        self._by_name[text][speaker.pk] = speaker
        return speaker
