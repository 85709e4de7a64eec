"""Saving and acting in one: a button beside a claim's form sends the form as well.

The form is saved first, and the act is made in the same transaction. If the act is refused, what
was saved stays, and the page says what is missing.
"""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, QueryDict

from factcheck import workflow
from factcheck.admin.claim.act_forms import BY_BUTTON, SEEN, ActForm, missing
from factcheck.admin.problems import Problem, problems
from factcheck.models import Claim, User
from factcheck.models.acts import ACTS, Act, Verb
from factcheck.workflow.refusals import REFUSALS, message_of

FIELD = "act"
COMMENT = f"{Verb.COMMENT}-comment"


@dataclass(slots=True)
class Pressed:
    """The acts that were asked for with a form, the last by its button, and what came of them.

    `made` are those that were made. `refusals` says why the next one was not, a sentence each.
    """

    acts: Sequence[Act]
    form: ActForm
    sent: QueryDict
    made: list[tuple[Act, workflow.Made]] = field(default_factory=list)
    refusals: list[Problem] = field(default_factory=list)
    is_refused: bool = False
    # The entry of the audit up to which the person had seen a claim that is another by now.
    seen_until: int | None = None

    @property
    def act(self) -> Act:
        return self.acts[-1]

    @property
    def wakes(self) -> bool:
        """Whether the claim can be changed once the act is made, and not before."""
        target = self.act.target
        rests = all(source.is_settled for source in self.act.sources)
        return rests and target is not None and not target.is_settled

    @property
    def lacks_words(self) -> bool:
        """Whether it was refused for what the person has yet to say, and for nothing else."""
        return self.is_refused and bool(self.form.errors) and not self.form.errors.keys() & SEEN

    def make(self, claim_id: int, user: User, *, is_newest: bool) -> None:
        """Make the acts one after another; `is_newest` if the person saw the claim as it is."""
        if self.act.verb != Verb.COMMENT and (comment := typed_comment(self.sent)):
            workflow.perform(claim_id, Verb.COMMENT, user, comment=comment)
            self.sent.pop(COMMENT)
        if not self.form.is_valid():
            self.is_refused, self.refusals = True, problems(self.form)
            return
        given = dict(self.form.cleaned_data)
        version = None if is_newest else given.pop("version")
        for act in self.acts[len(self.made) :]:
            said = given | {"version": version} if act == self.act else {"version": version}
            try:
                self.made.append((act, workflow.perform(claim_id, act.verb, user, **said)))
            except REFUSALS as refusal:
                self.is_refused, self.refusals = True, self._problems(refusal)
                if not isinstance(refusal, workflow.DemandsUnmet):
                    self.seen_until = self.form.seen_until
                return

    def _problems(self, refusal: Exception) -> list[Problem]:
        if isinstance(refusal, workflow.DemandsUnmet):
            return [missing(sentence, self.form) for sentence in refusal.missing]
        return [Problem("", "", message_of(refusal))]


def pressed(data: QueryDict, claim: Claim, user: User) -> Pressed | None:
    """What a form asks for besides saving: the act of its button, and a comment."""
    act = BY_BUTTON.get(data.get(FIELD, ""))
    if act is None and typed_comment(data):
        act = ACTS[Verb.COMMENT]
    if act is None:
        return None
    acts = [*workflow.before(act, claim, user), act]
    return Pressed(acts, ActForm(act, claim, data, prefix=act.verb), data.copy())


def typed_comment(data: QueryDict) -> str:
    return data.get(COMMENT, "").strip()


def seen_anew(request: HttpRequest, query: QueryDict | None = None) -> Any:
    """The same request, as if the page had been asked for and nothing had been sent."""
    fresh: Any = copy(request)
    fresh.method, fresh.POST = "GET", QueryDict()
    if query is not None:
        fresh.GET = query
    return fresh
