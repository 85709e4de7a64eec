"""Who changed the verdict's parts since the claim was last published."""

from factcheck.models import AuditEntry, Claim, User


def contributors(claim: Claim) -> list[str]:
    """User names, in alphabetical order."""
    entries = AuditEntry.objects.contributions(claim.pk)
    return sorted(set(entries.values_list("actor_name", flat=True)))


def contributed(claim: Claim, user: User) -> bool:
    return AuditEntry.objects.contributions(claim.pk).filter(actor=user.pk).exists()
