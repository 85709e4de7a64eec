"""What a claim's page shows in another language than the reader's."""

from collections.abc import Collection, Iterator

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from factcheck import language_tags
from factcheck.listing import within_a_sentence
from factcheck.models.content import claim_fields
from factcheck.models.translated import Translated
from factcheck.public.claim.review import Review


def untranslated(review: Review, older: Collection[str]) -> list[str]:
    """Name the parts of a review in the order of its page; what is `older` is told beside it."""
    own = language_tags.primary(review.claim.language) == get_language()
    if own or review.is_listing:
        return []
    return [within_a_sentence(part) for part in _parts(review, older)]


def _parts(review: Review, older: Collection[str]) -> Iterator[Promise | str]:
    labels = {name: field.label for name, field in claim_fields().items()}
    if "headline" not in older and _is_original(review.headline):
        yield labels["headline"]
    if any(_is_original(role) for _speaker, role in review.speakers):
        yield _("role of who says it")
    is_explained = review.is_amended or review.is_withdrawn
    if is_explained and _is_original(review.standing.local_reason):
        yield _("reason of the change")
    texts = {"summary": review.summary, "reasoning": review.local_reasoning}
    yield from (
        labels[name] for name, text in texts.items() if name not in older and _is_original(text)
    )
    as_written = ("policy_exception", "evidence", "search_log", "external_reviews", "replies")
    yield from (labels[name] for name in as_written if getattr(review.claim, name, None))


def _is_original(text: Translated) -> bool:
    return bool(text) and text.language != get_language()
