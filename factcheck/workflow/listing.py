"""Making a claim public without a verdict: beside the stages, and by a second pair of eyes."""

from django.utils.translation import gettext as _

from factcheck import publishing
from factcheck.models import Claim, Publication, User
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.workflow.comments import say
from factcheck.workflow.contributions import contributed
from factcheck.workflow.demands import no_legal_hold
from factcheck.workflow.errors import DemandsUnmet, NotPermitted, SecondPersonNeeded, WrongStage
from factcheck.workflow.versions import check_version


def list_claim(
    claim_id: int, user: User, *, version: int | None = None, comment: str = ""
) -> Publication:
    """List a claim that is not public yet, in the name of a publisher who did not write it.

    What is said in `comment` stands in the claim's thread.
    `version` is the claim's version that the user saw; without one, the newest is taken.
    """
    with acting_as(user):
        claim = Claim.objects.locked(claim_id)
        if not (user.is_active and user.has_perm("factcheck.publish_claim")):
            raise NotPermitted(_("Listing is for a publisher."))
        if claim.stage == Stage.DROPPED:
            raise WrongStage(_("The claim is dropped: restore it before you list it."))
        latest = claim.publications.order_by("-number").first()
        if latest is not None and (
            latest.kind != PublicationKind.RETRACTION or claim.publications.reviews().exists()
        ):
            raise WrongStage(_("The claim is public already."))
        check_version(claim, version)
        if missing := no_legal_hold(claim):
            raise DemandsUnmet(missing)
        if contributed(claim, user):
            raise SecondPersonNeeded(_("You wrote this claim: somebody else must list it."))
        if comment.strip():
            say(claim_id, user, comment.strip())
        return publishing.list_claim(Claim.objects.for_candidate().get(pk=claim_id))
