"""Under which names readers see who checked and who signed off."""

from collections.abc import Iterable

from factcheck.models import AuditEntry, Claim, User
from factcheck.models.content import Bylines


def bylines(claim: Claim) -> Bylines:
    """The bylines that people chose, and no other name."""
    contributions = AuditEntry.objects.contributions(claim.pk).filter(claim=claim.pk)
    signed = claim.live_sign_off
    return Bylines(
        checked_by=_chosen(contributions.values_list("actor", flat=True)),
        signed_off_by=_chosen([signed.actor_id] if signed else []),
    )


def _chosen(users: Iterable[int | None]) -> tuple[str, ...]:
    named = User.objects.filter(pk__in=[pk for pk in users if pk]).exclude(byline="")
    return tuple(sorted(set(named.values_list("byline", flat=True))))
