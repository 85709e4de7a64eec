"""What an entry says of a whole article: the newsroom's finding, or that it was withdrawn."""

from factcheck.models.content.values import AmendmentContent, ArticleContent, Content, Whole
from factcheck.models.translated import Translated


class ReferredClaim(Content, frozen=True, kw_only=True):
    """A claim that a finding refers to by its number, and what was said of it on that day."""

    number: Whole
    id: Whole
    status: str


class WithdrawnFinding(Content, frozen=True, kw_only=True):
    """What is left of a finding that was withdrawn: the article that it was on."""

    article: ArticleContent


class SignedFinding(WithdrawnFinding, frozen=True, kw_only=True):
    """A finding as somebody signed it off, with the numbers that were counted for it."""

    text: Translated
    claims: tuple[ReferredClaim, ...]
    counts: dict[str, Whole]
    amendment: AmendmentContent | None = None
