"""Which translations of a review still say what the review says: its publications tell.

A translation is older than its text where a publication changed the text and none since changed the
translation. A typing error set right changes no meaning, in either.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcheck.models.content.claim_content import ReviewedClaim
from factcheck.models.content.entries import PublicationContent
from factcheck.models.content.values import TranslationContent
from factcheck.models.vocabulary import PublicationKind

# What lists and titles show of a translation, where nothing can be said of its age.
NAMED = ("headline", "summary")


def standing(newest_first: Sequence[PublicationContent]) -> dict[str, dict[str, str]]:
    """The translated headline and summary that say what the newest publication says, by language.

    A text whose translation is older is left empty. Of a review that was withdrawn the headline
    stands, in the words of the last translation of that headline.
    """
    newest, reviews = newest_first[0], _reviews(newest_first)
    if not reviews:
        return {}
    reviewed = reviews[0].claim
    assert isinstance(reviewed, ReviewedClaim)
    gone = set() if newest is reviews[0] else {"summary"}
    if reviewed.headline != newest.claim.headline:
        # The review that was withdrawn is no longer in the record.
        gone.add("headline")
    return {
        language: {
            name: "" if name in gone | outdated(reviews, language).keys() else getattr(texts, name)
            for name in NAMED
        }
        for language, texts in reviewed.translations.items()
    }


def outdated(
    newest_first: Sequence[PublicationContent], language: str
) -> Mapping[str, PublicationContent]:
    """Which texts in a language are older than what they translate.

    Each comes with the publication that last changed what it translates.
    """
    reviews = _reviews(newest_first)
    texts = _texts(reviews[0], language) if reviews else None
    if texts is None:
        return {}
    names = (name for name in texts.__struct_fields__ if getattr(texts, name))
    since = {name: _changed_without(name, reviews, language) for name in names}
    return {name: change for name, change in since.items() if change}


def _reviews(newest_first: Sequence[PublicationContent]) -> list[PublicationContent]:
    return [said for said in newest_first if isinstance(said.claim, ReviewedClaim)]


def _changed_without(
    name: str, reviews: Sequence[PublicationContent], language: str
) -> PublicationContent | None:
    """The last review that changed a text, if none since changed its translation."""
    for after, before in pairwise(reviews):
        if after.publication.kind == PublicationKind.TYPOGRAPHICAL:
            continue
        now, then = (getattr(_texts(said, language), name, "") for said in (after, before))
        if now != then:
            return None
        if getattr(after.claim, name) != getattr(before.claim, name):
            return after
    return None


def _texts(said: PublicationContent, language: str) -> TranslationContent | None:
    claim = said.claim
    return claim.translations.get(language) if isinstance(claim, ReviewedClaim) else None
