"""What a claim is next published as: demanded from the second review on, and whether it is that."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrPromise

from factcheck import meaning
from factcheck.listing import listed
from factcheck.models import Claim, Publication
from factcheck.models.amendment import Amending
from factcheck.models.content import ReviewedClaim, claim_fields
from factcheck.models.vocabulary import AMENDMENTS, PublicationKind
from factcheck.publishing import candidates
from factcheck.workflow.errors import Unsaid

# What a typing error can stand in: nothing else of a claim may differ (guards/publication.sql).
WORDS = ("headline", "statement", "question", "summary", "reasoning", "policy_exception")

CHANGED: dict[meaning.Kind, StrPromise] = {
    "number": gettext_lazy("a number (%(old)s → %(new)s)"),
    "negation": gettext_lazy("a negation (%(old)s → %(new)s)"),
    "name": gettext_lazy("a name (%(old)s → %(new)s)"),
}


def amendment(claim: Claim) -> list[str]:
    """What is missing of kind and reason; for a first review, what is too much."""
    is_first = not claim.publications.reviews().exists()
    missing = unsaid(claim, is_first=is_first)
    if claim.amendment_kind == PublicationKind.TYPOGRAPHICAL and not is_first:
        missing += [Unsaid("kind", sentence) for sentence in _more_than_typing(claim)]
    return missing


def unsaid(row: Amending, *, is_first: bool) -> list[str]:
    """What is not said of the next publication; for a first one, what is said too much."""
    kind, reason = row.amendment_kind, row.amendment_reason
    if is_first:
        if not (kind or reason):
            return []
        sentence = _(
            "Nothing is published yet that could be corrected: say neither what it is nor why."
        )
        return [sentence]
    missing: list[str] = []
    if kind not in AMENDMENTS:
        sentence = _("Say whether this is a correction, an update, or a typing error set right.")
        missing.append(Unsaid("kind", sentence))
    if not reason:
        missing.append(Unsaid("reason", _("Say publicly what was changed and why.")))
    return missing


def in_words(change: meaning.Change) -> str:
    """“a number (12 → 21)”."""
    return str(CHANGED[change.kind]) % {"old": change.old or "–", "new": change.new or "–"}


def _more_than_typing(claim: Claim) -> Iterator[str]:
    latest = Publication.objects.of_claim(claim.pk)[0]
    before = latest.said.claim if latest.content is not None else None
    if not isinstance(before, ReviewedClaim):
        yield _("There is no review any more in which a typing error could be set right.")
        return
    after = candidates.review(claim)
    if changed := list(_beyond_words(before, after)):
        yield _(
            "A typing error set right leaves everything but words as it is, and this is changed: "
            "%(what)s. Publish it as a correction or an update."
        ) % {"what": listed(changed)}
    if meant := [in_words(change) for change in _meaning(before, after)]:
        yield more_than_typing(meant)


def more_than_typing(meant: Iterable[str]) -> str:
    """What is said of an error of typing that changes a meaning."""
    return _(
        "This is more than a typing error: %(what)s. Publish it as a correction or an update."
    ) % {"what": listed(meant)}


def _beyond_words(before: ReviewedClaim, after: ReviewedClaim) -> Iterator[str]:
    for name, field in claim_fields().items():
        old, new = getattr(before, name), getattr(after, name)
        if name == "translations":
            old, new = old.keys(), new.keys()
        if name not in WORDS and old != new:
            yield str(field.label)


def _meaning(before: ReviewedClaim, after: ReviewedClaim) -> Iterator[meaning.Change]:
    for name in WORDS:
        yield from meaning.changes(getattr(before, name), getattr(after, name), after.language)
    for language, texts in after.translations.items():
        for name in texts.__struct_fields__ if language in before.translations else ():
            old = getattr(before.translations[language], name)
            yield from meaning.changes(old, getattr(texts, name), language)
