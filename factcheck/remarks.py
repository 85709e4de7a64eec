"""Remarks on a claim under review: made, taken over, resolved.

Whoever takes a suggested wording over changes the claim, and so contributes to it; whoever
suggested it has changed nothing, and may still sign off.
"""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db.models import CharField, TextField
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import anchoring, plain_text
from factcheck.models import Claim, Remark, User
from factcheck.models.acting import acting_as
from factcheck.models.content import claim_fields
from factcheck.models.vocabulary import Stage
from factcheck.models.who import Who
from factcheck.publishing import candidates
from factcheck.workflow.errors import NotPermitted, WorkflowError, WrongStage

# The article's own words are anchored, and so are chosen in its text.
ARTICLES_WORDS = {"quote"}


class WordsGone(WorkflowError):
    """Words are not in a field, or (`is_there`) are in it more than once."""

    def __init__(self, message: str, *, is_there: bool = False) -> None:
        super().__init__(message)
        self.is_there = is_there


def fields_to_suggest() -> list[str]:
    """Names of the fields that hold the desk's own words, for which others may be suggested."""
    columns = {field.name: field for field in Claim._meta.concrete_fields}
    return [
        name
        for name in claim_fields()
        if isinstance(column := columns.get(name), CharField | TextField)
        and not column.choices
        and column.editable
        and name not in ARTICLES_WORDS
    ]


def texts(claim: Claim) -> Mapping[str, str]:
    """What each field of the claim says, as it would be published; by the field's name.

    Load the claim with `for_candidate`.
    """
    said = candidates.review(claim)
    return {
        name: "" if (value := getattr(said, name)) is None else field.reading(value)
        for name, field in claim_fields().items()
    }


def find(text: str, exact: str) -> anchoring.Selector:
    """Find words in a text. Raises WordsGone unless they stand there once."""
    try:
        return anchoring.find(text, exact)
    except anchoring.AmbiguousQuote:
        raise WordsGone(
            _("“%(words)s” stands there more than once: give more words around it.")
            % {"words": exact},
            is_there=True,
        ) from None
    except anchoring.QuoteNotFound:
        raise WordsGone(
            _("“%(words)s” does not stand there any more.") % {"words": exact}
        ) from None


def make(remark: Remark, user: User) -> Remark:
    """Write a remark in the user's name. Raises ValidationError, NotPermitted."""
    if not Who.STAFF.held_by(user):
        raise NotPermitted(_("Only those who work at the desk can make remarks."))
    remark.author = user
    with acting_as(user):
        remark.full_clean()
        remark.save()
    return remark


def suggests_wording(remark: Remark) -> bool:
    return bool(remark.suggestion) and remark.field in fields_to_suggest()


def may_take_over(user: User) -> bool:
    return Who.RESEARCHER.held_by(user)


def may_resolve(remark: Remark, user: User) -> bool:
    return remark.author_id == user.pk or Who.RESEARCHER.held_by(user)


def take_over(remark_id: int, user: User) -> Remark:
    """Put a suggested wording in place of its words, in the name of who takes it over.

    Raises WrongStage for a settled claim, NotPermitted for those who may not change claims, and
    WordsGone if the words are no longer there.
    """
    if not may_take_over(user):
        raise NotPermitted(_("Only a researcher can take over a wording."))
    with acting_as(user):
        remark = _open(remark_id)
        claim = Claim.objects.locked(remark.claim_id)
        if Stage(claim.stage).is_settled:
            raise WrongStage(
                _("The claim is %(stage)s by now: reopen it before you change it.")
                % {"stage": claim.get_stage_display()}
            )
        if not suggests_wording(remark):
            raise NotPermitted(_("This remark suggests no wording."))
        text = getattr(claim, remark.field)
        place = find(text, remark.exact)
        column = Claim._meta.get_field(remark.field)
        wording = plain_text.clean(remark.suggestion, lines=isinstance(column, TextField)).text
        setattr(claim, remark.field, text[: place.start] + wording + text[place.end :])
        _check(claim, remark.field)
        claim.save(update_fields=[remark.field, "updated_at"])
        return _settle(remark, Remark.Outcome.TAKEN, user)


def resolve(remark_id: int, user: User) -> Remark:
    """Settle a remark without taking anything over. Raises NotPermitted for a mere onlooker."""
    with acting_as(user):
        remark = _open(remark_id)
        if not may_resolve(remark, user):
            raise NotPermitted(
                _("Only a researcher can resolve a remark, or the person who made it.")
            )
        return _settle(remark, Remark.Outcome.RESOLVED, user)


def _open(remark_id: int) -> Remark:
    remark = Remark.objects.select_for_update().get(pk=remark_id)
    if remark.outcome:
        raise WorkflowError(
            _("Somebody settled this remark meanwhile: it is %(outcome)s.")
            % {"outcome": remark.get_outcome_display()}
        )
    return remark


def _check(claim: Claim, field: str) -> None:
    """Refuse what the form would refuse."""
    try:
        claim.clean_fields(exclude={each.name for each in Claim._meta.fields} - {field})
    except ValidationError as error:
        raise WorkflowError(" ".join(error.messages)) from error


def _settle(remark: Remark, outcome: Remark.Outcome, user: User) -> Remark:
    remark.outcome, remark.settled_by, remark.settled_at = outcome, user, timezone.now()
    remark.save(update_fields=["outcome", "settled_by", "settled_at"])
    return remark
