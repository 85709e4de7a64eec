"""What a claim's page shows besides the review itself."""

from typing import Any

from factcheck.models.reading_room import SAME_ELSEWHERE, PublicClaim
from factcheck.models.record import Publication
from factcheck.public.claim.how_to_cite import how_to_cite
from factcheck.public.claim.review import Review
from factcheck.public.claim.timeline import timeline


def claim_page(claim: PublicClaim) -> dict[str, Any]:
    """Context of ``claim/detail.html``, by two queries. Load the claim `with_publication`."""
    review = Review(claim.publication)
    publications = list(Publication.objects.of_claim(claim.pk).with_status())
    if claim.publication not in publications:
        # The desk previews publications that do not exist yet.
        publications.insert(0, claim.publication)
    beside = list(PublicClaim.objects.for_list().beside(claim))
    elsewhere = [other for other in beside if other.repeats(claim)]
    milestones = timeline(review.claim, publications)
    return {
        "claim": claim,
        "review": review,
        "timeline": milestones,
        "latest": next((each for each in milestones if each.publication == review.standing), None),
        "elsewhere": elsewhere[:SAME_ELSEWHERE],
        "is_elsewhere_cut": len(elsewhere) > SAME_ELSEWHERE,
        "more": [other for other in beside if not other.repeats(claim)],
        "how_to_cite": how_to_cite(review),
    }
