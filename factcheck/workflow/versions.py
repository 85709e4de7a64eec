"""Two people on one claim: nobody acts on what they have not seen."""

from django.utils.translation import gettext as _

from factcheck.models import Claim
from factcheck.workflow.errors import StaleVersion


def check_version(claim: Claim, seen: int | None) -> None:
    """Raise StaleVersion for a claim that was saved since; without a version, anything goes."""
    if seen is not None and seen != claim.version:
        raise StaleVersion(
            _("Somebody saved the claim after you loaded it: look at it again before you go on.")
        )
