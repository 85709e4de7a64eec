"""The ClaimReviews of public claims, for whoever gives them out."""

from collections import defaultdict
from collections.abc import Iterable

from django.utils.translation import get_language

from factcheck import claimreview
from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.record import Publication
from factcheck.templatetags.public import absolute


def claim_reviews(claims: Iterable[PublicClaim]) -> list[claimreview.Properties]:
    """The ClaimReviews of those claims that have one, by two queries."""
    by_claim = {claim.pk: claim for claim in claims}
    histories = defaultdict(list)
    for publication in Publication.objects.histories(by_claim):
        # Never what came after the one that readers see.
        if publication.pk <= by_claim[publication.claim_pk].publication_id:
            histories[publication.claim_pk].append(publication.said)
    articles: defaultdict[int, list[PublicArticle]] = defaultdict(list)
    for repeat in PublicClaim.objects.repeating(by_claim).for_list():
        if repeat.same_as:
            articles[repeat.same_as].append(repeat.article)
    found = [
        claimreview.claim_review(
            histories[claim.pk],
            absolute(claim.get_absolute_url()),
            get_language() or "",
            articles[claim.pk],
        )
        for claim in by_claim.values()
        if histories[claim.pk]
    ]
    return [review for review in found if review]
