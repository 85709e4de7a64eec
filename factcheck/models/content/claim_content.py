"""What a publication says of its claim, with and without a verdict."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, get_type_hints

from django.db.models import Choices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import language_tags
from factcheck.models.content.values import (
    AmendmentContent,
    ArticleContent,
    CheckedCitation,
    CitationContent,
    Content,
    EarlierReviewContent,
    EvidenceContent,
    ExternalReviewContent,
    QuoteContent,
    RepeatedContent,
    ReplyContent,
    SearchContent,
    SpeakerContent,
    StatusContent,
    TopicContent,
    TranslationContent,
    in_words,
)
from factcheck.models.partial_date import display
from factcheck.models.vocabulary import ClaimKind, Subject


class Field:
    """What readers call a field of a claim, and its value as text to compare.

    The words of a field that `is_quoted` are in the language of the claim.
    """

    def __init__(
        self, label: Promise, reading: Callable[[Any], str] = str, *, is_quoted: bool = False
    ) -> None:
        self.label = label
        self.reading = reading
        self.is_quoted = is_quoted


def _words(label: Promise) -> Field:
    return Field(label, is_quoted=True)


def _choice(label: Promise, choices: type[Choices]) -> Field:
    return Field(label, lambda value: in_words(choices, value))


def _one_to_a_line(values: Iterable[object]) -> str:
    return "\n".join(map(str, values))


def _translations(texts: Mapping[str, TranslationContent]) -> str:
    return _one_to_a_line(f"{language_tags.name(code)}:\n{text}" for code, text in texts.items())


class ListedClaim(Content, frozen=True, kw_only=True):
    """A claim without a verdict: its words, its place, who says it, what is cited for it."""

    headline: Annotated[str, _words(gettext_lazy("Headline"))]
    statement: Annotated[str, _words(gettext_lazy("Claim in full"))]
    quote: Annotated[QuoteContent | None, _words(gettext_lazy("Quote"))]
    article: Annotated[ArticleContent, Field(gettext_lazy("Article"))]
    # The first one is the speaker.
    speakers: Annotated[
        tuple[SpeakerContent, ...], Field(gettext_lazy("Claimed by"), _one_to_a_line)
    ]
    attribution_ambiguous: Annotated[
        bool,
        Field(
            gettext_lazy("Who says it"),
            lambda value: _("The article’s wording leaves it open.") if value else "",
        ),
    ]
    said_on: Annotated[str, Field(gettext_lazy("Said on"), display)]
    happened_on: Annotated[str, Field(gettext_lazy("When it is said to have happened"), display)]
    date_as_given: Annotated[str, _words(gettext_lazy("Date as the article gives it"))]
    kind: Annotated[str, _choice(gettext_lazy("Kind of claim"), ClaimKind)]
    subject: Annotated[str, _choice(gettext_lazy("What is rated"), Subject)]
    topics: Annotated[tuple[TopicContent, ...], Field(gettext_lazy("Topics"), _one_to_a_line)]
    question: Annotated[str, _words(gettext_lazy("What we asked"))]
    status: Annotated[StatusContent, Field(gettext_lazy("Status"))]
    citations: Annotated[
        tuple[CitationContent, ...], Field(gettext_lazy("What the article cites"), _one_to_a_line)
    ]
    language: str
    external_reviews: Annotated[
        tuple[ExternalReviewContent, ...],
        Field(gettext_lazy("Reviews of others"), _one_to_a_line),
    ] = ()


class ReviewedClaim(ListedClaim, frozen=True, kw_only=True):
    """A claim with its verdict."""

    summary: Annotated[str, _words(gettext_lazy("Summary"))]
    reasoning: Annotated[str, _words(gettext_lazy("Reasoning"))]
    citations: Annotated[
        tuple[CheckedCitation, ...], Field(gettext_lazy("What the article cites"), _one_to_a_line)
    ]
    evidence: Annotated[
        tuple[EvidenceContent, ...], Field(gettext_lazy("Evidence"), _one_to_a_line)
    ]
    search_log: Annotated[
        tuple[SearchContent, ...], Field(gettext_lazy("Where we looked"), _one_to_a_line)
    ]
    replies: Annotated[
        tuple[ReplyContent, ...], Field(gettext_lazy("Right of reply"), _one_to_a_line)
    ]
    same_as: Annotated[RepeatedContent | None, Field(gettext_lazy("The same claim elsewhere"))]
    translations: Annotated[
        dict[str, TranslationContent], Field(gettext_lazy("Translations"), _translations)
    ]
    # Readers know it from the envelope, which says the same.
    amendment: AmendmentContent | None = None
    policy_exception: Annotated[str, _words(gettext_lazy("Why an exception is made"))] = ""
    earlier: Annotated[
        EarlierReviewContent | None, Field(gettext_lazy("Our review from before this record"))
    ] = None

    @property
    def is_earlier(self) -> bool:
        """Whether the verdict is that of the earlier review, and was not made anew."""
        return self.earlier is not None and not self.reasoning

    @property
    def is_only_filed(self) -> bool:
        """Whether its article is no more than the name under which earlier reviews came in.

        It has neither a text nor an address: nobody can say that the claim stands in it.
        """
        has_place = self.quote or self.article.revision or self.article.url
        return self.is_earlier and not has_place


def without_verdict(claim: ListedClaim, unverified: StatusContent) -> ListedClaim:
    """What a retraction leaves of a published claim: what its listing said."""
    listed = {name: getattr(claim, name) for name in ListedClaim.__struct_fields__}
    citations = tuple(
        CitationContent(source=cited.source, as_cited=cited.as_cited, place=cited.place)
        for cited in claim.citations
    )
    return ListedClaim(**listed | {"citations": citations, "status": unverified})


def claim_fields() -> Mapping[str, Field]:
    """The fields of a claim that readers read, in the order of its page."""
    hints, own = get_type_hints(ReviewedClaim, include_extras=True), ReviewedClaim.__annotations__
    order = [*(name for name in hints if name not in own), *own]
    return {
        name: said
        for name in order
        for said in getattr(hints[name], "__metadata__", ())
        if isinstance(said, Field)
    }
