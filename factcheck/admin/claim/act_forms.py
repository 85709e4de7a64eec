"""The moves of a claim, each a small form of its own beside the claim's."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import workflow
from factcheck.admin.claim import next_steps
from factcheck.models import Claim, Embargo, PublicClaim, User
from factcheck.models.vocabulary import PublicationKind, Stage, Verb
from factcheck.workflow.demands import has_live_review

# What is not a move and yet made like one: beside the stages.
LIST, COMMENT, CANCEL = "list", "comment", "cancel-embargo"

LABELS = {
    Verb.TAKE: gettext_lazy("Take"),
    Verb.ASSIGN: gettext_lazy("Assign"),
    Verb.REASSIGN: gettext_lazy("Assign to somebody else"),
    Verb.RELEASE: gettext_lazy("Give back"),
    Verb.SUBMIT: gettext_lazy("Submit for review"),
    Verb.RECALL: gettext_lazy("Take back from review"),
    Verb.SEND_BACK: gettext_lazy("Send back"),
    Verb.SIGN_OFF: gettext_lazy("Sign off"),
    Verb.PUBLISH: gettext_lazy("Publish"),
    Verb.REOPEN: gettext_lazy("Reopen"),
    Verb.WITHDRAW: gettext_lazy("Withdraw"),
    Verb.DROP: gettext_lazy("Drop"),
    Verb.RESTORE: gettext_lazy("Restore"),
    LIST: gettext_lazy("List publicly"),
    COMMENT: gettext_lazy("Comment"),
    CANCEL: gettext_lazy("Cancel the embargo"),
}


class MoveForm(forms.Form):
    """What a move needs to be told, and the claim's version that the person has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, verb: str, claim: Claim, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"version": claim.version})
        kwargs.setdefault("auto_id", f"id_{verb}_%s")
        super().__init__(*args, **kwargs)
        self.fields |= _fields(verb, claim)

    @property
    def asks(self) -> bool:
        """Whether there is more to it than pressing the button, and a comment if one likes."""
        others = self.fields.keys() - {"version", "comment"}
        return bool(others) or self.fields["comment"].required


def _fields(verb: str, claim: Claim) -> dict[str, forms.Field]:
    if verb in (Verb.ASSIGN, Verb.REASSIGN):
        people = User.objects.with_perm("factcheck.research_claim").order_by("username")
        return {"assignee": forms.ModelChoiceField(people, label=_("To whom"))} | _for_the_desk()
    if verb == Verb.PUBLISH:
        return _publish_fields(is_first=not claim.publications.reviews().exists())
    if verb == COMMENT:
        return {"comment": _text(_("Comment"))}
    if verb in workflow.MOVES and workflow.MOVES[Verb(verb)].needs_comment:
        is_public = workflow.MOVES[Verb(verb)].comment_is_public
        return {"comment": _text(_("Reason, which readers see") if is_public else _("Why"))}
    return _for_the_desk()


def bulk_fields(verb: str) -> dict[str, forms.Field]:
    """What a move of many claims needs to be told, some of which may have a review already."""
    if verb != Verb.PUBLISH:
        return _fields(verb, Claim(stage=Stage.OPEN))
    fields = _publish_fields(is_first=False)
    del fields["embargo"]
    for field in fields.values():
        field.required = False
        field.help_text = _("Needed for those that have a published review already.")
    return fields


def _publish_fields(is_first: bool) -> dict[str, forms.Field]:
    embargo = forms.DateTimeField(
        label=_("Not before"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("Empty: now."),
    )
    if is_first:
        return {"embargo": embargo} | _for_the_desk()
    kinds = [
        (kind.value, kind.label) for kind in (PublicationKind.CORRECTION, PublicationKind.UPDATE)
    ]
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=kinds,
        widget=forms.RadioSelect,
        help_text=_("A correction sets an error right; an update adds what was not known."),
    )
    return {
        "kind": kind,
        "comment": _text(_("What changed and why, for readers")),
        "embargo": embargo,
    }


def _text(label: str, *, required: bool = True) -> forms.CharField:
    return forms.CharField(label=label, required=required, widget=forms.Textarea(attrs={"rows": 3}))


def _for_the_desk() -> dict[str, forms.Field]:
    return {"comment": _text(_("Comment, for the desk only"), required=False)}


# The moves that lead on, which come first.
FORWARD = (Verb.TAKE, Verb.SUBMIT, Verb.SIGN_OFF, Verb.PUBLISH)


@dataclass(frozen=True, slots=True)
class Button:
    """A move on offer: its form, and what is `missing` before it can be made."""

    verb: str
    form: MoveForm
    missing: Sequence[str]

    @property
    def label(self) -> str:
        return str(LABELS[self.verb])

    @property
    def leads_on(self) -> bool:
        return self.verb in FORWARD


def buttons(claim: Claim, user: User) -> list[Button]:
    """Exactly the moves that this person may make now; to withdraw, only what was published.

    Load the claim with `for_candidate`.
    """
    offered = [
        Button(offer.edge.verb, MoveForm(offer.edge.verb, claim), offer.missing)
        for offer in workflow.offers(claim, user)
        if offer.edge.verb != Verb.WITHDRAW or has_live_review(claim)
    ]
    offered.sort(key=lambda each: not each.leads_on)
    return offered + _listing(claim, user) + _cancelling(claim, user)


def _cancelling(claim: Claim, user: User) -> list[Button]:
    if not user.has_perm("factcheck.publish_claim"):
        return []
    is_ordered = Embargo.objects.filter(claim=claim).exists()
    return [Button(CANCEL, MoveForm(CANCEL, claim), [])] if is_ordered else []


def _listing(claim: Claim, user: User) -> list[Button]:
    if not user.has_perm("factcheck.publish_claim") or claim.stage == Stage.DROPPED:
        return []
    if PublicClaim.objects.filter(pk=claim.pk).exists():
        return []
    wrote = user.username in workflow.contributors(claim)
    missing = [_("You wrote this claim: somebody else must list it.")] if wrote else []
    return [Button(LIST, MoveForm(LIST, claim), missing)]


def make(claim_id: int, verb: str, user: User, **values: Any) -> str:
    """Make a move, list, comment or cancel; returns what was done and what comes next.

    Raises a WorkflowError, or an IntegrityError where the database refuses first.
    """
    if verb == LIST:
        workflow.list_claim(claim_id, user, **values)
        return _("Listed: readers see the claim, without a verdict.")
    if verb == CANCEL:
        workflow.cancel_embargo(claim_id, user, values["comment"])
        return _("The embargo is cancelled. The claim is still approved: publish it when you like.")
    if verb == COMMENT:
        workflow.comment(claim_id, user, values["comment"])
        return _("Your comment stands in the thread.")
    values["kind"] = PublicationKind(values["kind"]) if values.get("kind") else None
    done = workflow.perform(claim_id, Verb(verb), user, **values)
    if isinstance(done, Embargo):
        until = date_format(timezone.localtime(done.until), "DATETIME_FORMAT")
        return _("It publishes itself on %(until)s; until then you can cancel that here.") % {
            "until": until
        }
    return next_steps.done(done)
