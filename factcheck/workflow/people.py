"""Who worked on a claim since it was last published, and under which names readers see them."""

from collections.abc import Iterable

from factcheck.models import ArticleFinding, AuditEntry, Claim, User
from factcheck.models.content import Bylines


def contributed(claim: Claim, user: User) -> bool:
    return AuditEntry.objects.contributions(claim.pk).filter(actor=user.pk).exists()


def bylines(claim: Claim) -> Bylines:
    """The bylines of those who chose one; nobody else is named."""
    contributions = AuditEntry.objects.contributions(claim.pk).filter(claim=claim.pk)
    signed = claim.live_sign_off
    return Bylines(
        # Who made an earlier review is said by itself; who brought it in checked nothing.
        checked_by=(
            ()
            if claim.is_reviewed_earlier
            else _chosen(contributions.values_list("actor", flat=True))
        ),
        signed_off_by=_chosen([signed.actor_id] if signed else []),
    )


def bylines_of_finding(finding: ArticleFinding) -> Bylines:
    """The same of those who wrote a finding on an article, and of who signed it off."""
    writing = AuditEntry.objects.of_rows(ArticleFinding, [finding.pk]).order_by().values("actor")
    writers = User.objects.filter(pk__in=writing)
    signed = finding.live_sign_off
    return Bylines(
        checked_by=_chosen(each.pk for each in writers if finding.contributed(each)),
        signed_off_by=_chosen([signed.actor_id] if signed else []),
    )


def _chosen(users: Iterable[int | None]) -> tuple[str, ...]:
    named = User.objects.filter(pk__in=[pk for pk in users if pk]).exclude(byline="")
    return tuple(sorted(set(named.values_list("byline", flat=True))))
