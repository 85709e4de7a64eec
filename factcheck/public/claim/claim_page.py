"""What a claim's page shows besides the review itself."""

from typing import Any

from django.utils.translation import get_language

from factcheck.claimreview import claim_review
from factcheck.models.content import outdated
from factcheck.models.reading_room import SAME_ELSEWHERE, PublicClaim
from factcheck.models.record import Publication
from factcheck.public.claim.how_to_cite import how_to_cite
from factcheck.public.claim.review import Review
from factcheck.public.claim.timeline import timeline
from factcheck.public.claim.untranslated import untranslated
from factcheck.templatetags.public import absolute


def claim_page(claim: PublicClaim) -> dict[str, Any]:
    """Context of ``claim/detail.html``, by two queries. Load the claim `with_publication`."""
    review, language = Review.of(claim), get_language() or ""
    publications = list(Publication.objects.of_claim(claim.pk))
    if claim.publication not in publications:
        # The desk previews publications that do not exist yet.
        publications.insert(0, claim.publication)
    history = {each.number: each for each in publications if each.content is not None}
    older = outdated([each.said for each in history.values()], language)
    beside = list(PublicClaim.objects.for_list().beside(claim))
    elsewhere = [other for other in beside if other.repeats(claim)]
    milestones = timeline(review.claim, publications)
    return {
        "claim": claim,
        "review": review,
        # What the words in the reader's language are older than, by the name of the text.
        "older": {name: history[said.publication.number] for name, said in older.items()},
        "untranslated": untranslated(review, older),
        "timeline": milestones,
        "latest": next((each for each in milestones if each.publication == review.standing), None),
        "elsewhere": elsewhere[:SAME_ELSEWHERE],
        "is_elsewhere_cut": len(elsewhere) > SAME_ELSEWHERE,
        "more": [other for other in beside if not other.repeats(claim)],
        "how_to_cite": how_to_cite(review),
        "claim_review": claim_review(
            [each.said for each in history.values()],
            absolute(claim.get_absolute_url()),
            language,
            [other.article for other in elsewhere if other.same_as == claim.pk],
        ),
    }
