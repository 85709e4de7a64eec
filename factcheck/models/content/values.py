"""What an entry of the record is made of. As text, each value is what readers compare."""

from collections.abc import Mapping
from typing import Annotated

from django.conf import settings
from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from msgspec import Meta, Struct

from factcheck.bidi import ours
from factcheck.models.partial_date import display
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import SourceKind

# RFC 8785 writes no larger one.
Whole = Annotated[int, Meta(ge=-(2**53 - 1), le=2**53 - 1)]


class Content(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """A value of the record with exactly these fields; one that has a default may be missing.

    Each class must say again that it is frozen, and that its fields are given by name.
    """


def in_words(choices: type[Choices] | Mapping[str, Promise], value: str) -> str:
    """A choice in words; one that is no more is its own word."""
    words = choices if isinstance(choices, Mapping) else dict(choices.choices)
    return str(words.get(value, value))


def kind_of_source(kind: str, description: str) -> str:
    """What a source is, in a word or a few.

    Its description is in the site's own language; readers of another have the word for its kind.
    """
    is_understood = get_language() == settings.LANGUAGE_CODE
    return capfirst((is_understood and description) or in_words(SourceKind, kind))


def _listed(*words: str) -> str:
    # A source without a title goes by its publisher's name, which would stand there twice.
    return " · ".join(dict.fromkeys(filter(None, words)))


def _day(value: str) -> str:
    return ours(display(value))


class QuoteContent(Content, frozen=True, kw_only=True):
    exact: str
    prefix: str
    suffix: str
    start: Whole
    end: Whole
    paragraph: str
    # Why it stays as quoted where a newer text of the article has other words.
    kept_reason: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, [self.exact, self.kept_reason and f"({self.kept_reason})"]))


class RevisionContent(Content, frozen=True, kw_only=True):
    number: Whole
    sha256: str

    def __str__(self) -> str:
        return _("text %(number)s") % {"number": self.number}


class ArticleContent(Content, frozen=True, kw_only=True):
    slug: str
    title: str
    publisher: str
    author: str
    url: str
    published_on: str
    language: str
    body_display: str
    notice: Translated
    revision: RevisionContent | None

    def __str__(self) -> str:
        return _listed(
            self.title,
            self.publisher,
            self.author,
            _day(self.published_on),
            self.url,
            str(self.revision or ""),
            str(self.notice),
        )


class SpeakerContent(Content, frozen=True, kw_only=True):
    """`role` is the role at the time of the claim, `usual_role` what readers know them as."""

    slug: str
    name: str
    kind: str
    role: str
    usual_role: str
    country: str
    url: str = ""
    # By language of the site.
    role_translations: dict[str, str] = {}
    usual_role_translations: dict[str, str] = {}

    def __str__(self) -> str:
        roles = self.role_translations.values()
        return _listed(self.name, self.role, *roles, self.country, self.url)


class TopicContent(Content, frozen=True, kw_only=True):
    slug: str
    name: Translated

    def __str__(self) -> str:
        return str(self.name)


class SourceContent(Content, frozen=True, kw_only=True):
    slug: str
    title: str
    kind: str
    description: str
    publisher: str
    published_on: str
    url: str
    archive_url: str

    def __str__(self) -> str:
        kind = capfirst(self.description or in_words(SourceKind, self.kind))
        return _listed(self.name, kind, self.publisher, _day(self.published_on), self.url)

    @property
    def name(self) -> str:
        """What it is called: its title, else who published it."""
        return self.title or self.publisher or self.url

    @property
    def published_by(self) -> str:
        """The publisher, where the name does not say so already."""
        return "" if self.publisher == self.name else self.publisher

    @property
    def kind_name(self) -> str:
        return kind_of_source(self.kind, self.description)


class ScaleContent(Content, frozen=True, kw_only=True):
    """A word of the scale as it was defined on that day."""

    slug: str
    name: Translated
    definition: Translated

    def __str__(self) -> str:
        return str(self.name)


class FindingContent(ScaleContent, frozen=True, kw_only=True):
    pass


class StatusContent(ScaleContent, frozen=True, kw_only=True):
    rating_value: Whole | None


class CitationContent(Content, frozen=True, kw_only=True):
    source: SourceContent
    as_cited: str
    place: str

    def __str__(self) -> str:
        return _listed(str(self.source), self.place, self.as_cited)

    @property
    def rests_on(self) -> tuple[str, ...]:
        """References of the evidence that the finding rests on."""
        return ()


class CheckedCitation(CitationContent, frozen=True, kw_only=True):
    """A citation that was looked up."""

    finding: FindingContent
    evidence: tuple[str, ...]

    def __str__(self) -> str:
        return f"{super().__str__()}: {_listed(str(self.finding), *self.evidence)}"

    @property
    def rests_on(self) -> tuple[str, ...]:
        return self.evidence


STANCES: Mapping[str, Promise] = {
    "supports": gettext_lazy("for the claim"),
    "refutes": gettext_lazy("against the claim"),
    "context": gettext_lazy("context"),
}
METHODS: Mapping[str, Promise] = {
    "primary": gettext_lazy("primary source"),
    "secondary": gettext_lazy("secondary source"),
}
EXTENTS: Mapping[str, Promise] = {
    "excerpt": gettext_lazy("read in excerpt"),
    "whole": gettext_lazy("read in full"),
}


class FileContent(Content, frozen=True, kw_only=True):
    """A file that the newsroom holds; the digest proves later that it is the same."""

    name: str
    type: str
    size: Whole
    sha256: str
    readers_may: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.sha256})"


class EvidenceContent:
    """A piece of evidence: `ShownEvidence` or `ConfidentialEvidence`."""

    __slots__ = ()

    ref: str
    stance: str
    method: str


class _Evidence(Content, frozen=True, kw_only=True):
    ref: str
    stance: str
    method: str
    confidential: bool

    def __str__(self) -> str:
        return _listed(
            self.ref, ours(in_words(STANCES, self.stance)), ours(in_words(METHODS, self.method))
        )


class ShownEvidence(_Evidence, EvidenceContent, frozen=True, kw_only=True):
    source: SourceContent
    summary: str
    excerpt: str
    place: str
    origin: str
    accessed_on: str
    extent: str
    files: tuple[FileContent, ...] = ()

    def __str__(self) -> str:
        return _listed(
            f"{super().__str__()}: {self.summary} {self.excerpt}".strip(),
            str(self.source),
            self.place,
            self.origin,
            ours(in_words(EXTENTS, self.extent)),
            _day(self.accessed_on),
            *map(str, self.files),
        )


class ConfidentialEvidence(_Evidence, EvidenceContent, frozen=True, kw_only=True):
    """Evidence of which readers learn only that it exists, and why it is withheld.

    Its files are not in the record either: whoever has one could look for its digest.
    """

    confidential_reason: str

    def __str__(self) -> str:
        return f"{super().__str__()}: {self.confidential_reason}"


class ReplyContent(Content, frozen=True, kw_only=True):
    asked: str
    asked_on: str
    channel: str
    answer: str
    answered_on: str | None
    unanswered: bool

    def __str__(self) -> str:
        asked = _listed(self.asked, _day(self.asked_on), self.channel)
        if self.answer:
            return f"{asked}: {self.answer} ({_day(self.answered_on or '')})"
        none = _("no answer came") if self.unanswered else _("no answer yet")
        return f"{asked}: {none}"


class EarlierReviewContent(Content, frozen=True, kw_only=True):
    """A review of the newsroom's own from before this record, with its rating as it was."""

    url: str
    published_on: str
    author: str
    rating: str

    def __str__(self) -> str:
        return _listed(self.rating, self.author, _day(self.published_on), self.url)


class ExternalReviewContent(Content, frozen=True, kw_only=True):
    """What somebody else says of the claim, in their words."""

    publisher: str
    rating: str
    url: str
    published_on: str | None

    def __str__(self) -> str:
        return _listed(self.publisher, self.rating, _day(self.published_on or ""), self.url)


class SearchContent(Content, frozen=True, kw_only=True):
    place: str
    query: str
    searched_on: str

    def __str__(self) -> str:
        return f"{self.place}: {self.query} ({_day(self.searched_on)})"


class RepeatedContent(Content, frozen=True, kw_only=True):
    """The claim that a review repeats, under its published headline."""

    id: Whole
    headline: str

    def __str__(self) -> str:
        return f"{self.id} {self.headline}"


class AmendmentContent(Content, frozen=True, kw_only=True):
    """As what a later review is published, and why: signed off with what it says."""

    kind: str
    reason: str
    # Of the reason, by language of the site.
    translations: dict[str, str] = {}


class TranslationContent(Content, frozen=True, kw_only=True):
    headline: str
    summary: str
    reasoning: str

    def __str__(self) -> str:
        return "\n".join(filter(None, [self.headline, self.summary, self.reasoning]))
