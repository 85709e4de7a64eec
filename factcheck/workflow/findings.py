"""The acts on the finding on an article: those of a review, made by the same people.

Nobody takes a finding or is assigned one: whoever researches may write it, one for each article.
What they wrote is submitted, signed off by somebody else, published, reopened, corrected and
withdrawn as a review is; the database holds what must never break (guards/article_finding.sql).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import meaning, plain_text
from factcheck.models import Article, ArticleFinding, Move, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import ACTS, Act, Verb
from factcheck.models.content import SignedFinding
from factcheck.models.content.canonical import canonical, sha256
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.models.who import Who
from factcheck.publishing import candidates, chain, findings
from factcheck.workflow.amendments import in_words, more_than_typing, unsaid
from factcheck.workflow.errors import (
    DemandsUnmet,
    NotPermitted,
    SecondPersonNeeded,
    SignOffOutdated,
    StaleVersion,
    WrongStage,
)
from factcheck.workflow.people import bylines_of_finding

_MISPLACED = gettext_lazy(
    "The finding is %(stage)s by now, so “%(verb)s” is not possible: look at it again."
)
_WROTE = gettext_lazy(
    "You wrote on this finding since it was last published: somebody else must sign it off."
)
_DONE = {
    Verb.RECALL: gettext_lazy("Taken back from review: submit it when it is ready."),
    Verb.SEND_BACK: gettext_lazy("Sent back, with your comment, to whoever goes on writing it."),
    Verb.REOPEN: gettext_lazy("Reopened. Readers keep what was published until you publish again."),
    Verb.WITHDRAW: gettext_lazy("Withdrawn. Readers see your reason in place of the finding."),
}
# In the order of a review's.
FINDING_ACTS: dict[Verb, Act] = {
    verb: replace(
        ACTS[verb],
        demands=(),
        misplaced=_MISPLACED,
        done_where={},
        done=_DONE.get(verb, ACTS[verb].done),
        second_person=_WROTE if verb == Verb.SIGN_OFF else None,
    )
    for verb in (
        *(Verb.SUBMIT, Verb.RECALL, Verb.SEND_BACK, Verb.SIGN_OFF, Verb.VOID, Verb.PUBLISH),
        *(Verb.REOPEN, Verb.WITHDRAW),
    )
}
# These must find the finding complete.
COMPLETE = {Verb.SUBMIT, Verb.SIGN_OFF, Verb.PUBLISH}


@dataclass(frozen=True, slots=True)
class FindingOffer:
    """An act that the person may make, once nothing is `missing`."""

    act: Act
    missing: tuple[str, ...]


def write(
    article: Article,
    text: Mapping[str, str],
    user: User,
    *,
    version: int,
    kind: str = "",
    reason: str = "",
    reasons: Mapping[str, str] | None = None,
) -> ArticleFinding:
    """Save what somebody wrote, by language, and as what it is next published and why; or refuse.

    `version` is the one that they saw, 0 where there was no finding yet. Nothing that was published
    or withdrawn is changed before it is reopened; a change makes a sign-off void.
    """
    if not Who.RESEARCHER.held_by(user):
        raise NotPermitted(_("Only a researcher can write a finding."))
    said = {
        "text": _clean(text),
        "amendment_kind": kind,
        "amendment_reason": plain_text.clean(reason).text,
        "amendment_translations": _clean(reasons or {}),
    }
    with acting_as(user):
        Article.objects.locked(article.pk)
        finding = ArticleFinding.objects.select_for_update().filter(article=article).first()
        if (finding.version if finding else 0) != version:
            raise _stale()
        if finding is None:
            return ArticleFinding.objects.create(article=article, **said)
        if Stage(finding.stage).is_settled:
            words = {"stage": finding.get_stage_display()}
            raise WrongStage(_("The finding is %(stage)s: reopen it before you change it.") % words)
        if any(getattr(finding, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(finding, name, value)
            finding.save(update_fields=list(said))
            finding.refresh_from_db()
        return finding


def perform(
    finding_id: int,
    verb: Verb,
    user: User,
    *,
    comment: str = "",
    reasons: Mapping[str, str] | None = None,
    version: int | None = None,
    candidate: str = "",
) -> Move:
    """Make an act in the name of a user, or raise a WorkflowError that says what to do.

    `version` is the one that the user saw; so is `candidate`, the digest, for a sign-off. `reasons`
    are translations of the comment that readers see where it is withdrawn.
    """
    act, said = FINDING_ACTS[verb], plain_text.clean(comment).text
    given = _Given(user, said, candidate, _clean(reasons or {}))
    try:
        with acting_as(user):
            finding = ArticleFinding.objects.locked(finding_id)
            _check(act, finding, user, version)
            missing = lacks(act, finding)
            if act.comment.is_needed and not said:
                missing.append(act.comment.missing)
            if missing:
                raise DemandsUnmet(missing)
            return EFFECTS.get(verb, _leave)(act, finding, given)
    except SignOffOutdated as outdated:
        with acting_as(user):
            finding = ArticleFinding.objects.locked(finding_id)
            if finding.stage == Stage.APPROVED:
                _leave(FINDING_ACTS[Verb.VOID], finding, _Given(user, str(outdated)))
        raise


def offers(finding: ArticleFinding, user: User) -> Sequence[FindingOffer]:
    """The acts that are this person's now, with what is missing for each."""
    return [
        FindingOffer(act, (*lacks(act, finding), *_only_others(act, finding, user)))
        for act in FINDING_ACTS.values()
        if finding.stage in act.sources and _may(act, finding, user) and _has_occasion(act, finding)
    ]


def lacks(act: Act, finding: ArticleFinding) -> list[str]:
    """What the act demands and the finding does not have, one sentence each."""
    if act.verb not in COMPLETE:
        return []
    missing = list(findings.faults(finding))
    if not finding.text.get(settings.LANGUAGE_CODE):
        name = dict(settings.LANGUAGES)[settings.LANGUAGE_CODE]
        missing.append(_("Write the finding, at least in %(language)s.") % {"language": name})
    before = chain.revisions_of(finding).first()
    missing += unsaid(finding, is_first=before is None)
    if before and finding.amendment_kind == PublicationKind.TYPOGRAPHICAL:
        said = before.said_of_article.finding if before.content is not None else None
        missing += _beyond_typing(said, findings.candidate(finding))
    return missing


def digest(finding: ArticleFinding) -> tuple[str, int]:
    """Digest and size of what would be published: what a sign-off signs."""
    signed = canonical(findings.candidate(finding))
    return sha256(signed), len(signed)


@dataclass(frozen=True, slots=True)
class _Given:
    user: User
    comment: str = ""
    candidate: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def _clean(texts: Mapping[str, str]) -> Translated:
    return Translated({code: plain_text.clean(words).text for code, words in texts.items()})


def _check(act: Act, finding: ArticleFinding, user: User, version: int | None) -> None:
    words = {"stage": finding.get_stage_display(), "verb": act.verb.label}
    if finding.stage not in act.sources:
        raise WrongStage(act.misplaced % words)
    if not _may(act, finding, user):
        who = _(" or ").join(who.label for who in act.who)
        raise NotPermitted(act.reserved % (words | {"who": who}))
    if version is not None and version != finding.version:
        raise _stale()
    if not _has_occasion(act, finding):
        raise WrongStage(_("There is no published finding to withdraw."))
    for sentence in _only_others(act, finding, user):
        raise SecondPersonNeeded(sentence)


def _may(act: Act, finding: ArticleFinding, user: User) -> bool:
    if Who.SUBMITTER in act.who:
        submitted = finding.moves.filter(verb=Verb.SUBMIT).first()
        return user.is_active and submitted is not None and submitted.actor_id == user.pk
    return act.may_be_made_by(user)


def _has_occasion(act: Act, finding: ArticleFinding) -> bool:
    return act.verb != Verb.WITHDRAW or findings.is_live(finding)


def _only_others(act: Act, finding: ArticleFinding, user: User) -> Iterator[str]:
    if act.second_person and finding.contributed(user):
        yield str(act.second_person)


def _stale() -> StaleVersion:
    return StaleVersion(
        _("Somebody saved the finding after you loaded it: look at it again before you go on.")
    )


def _leave(act: Act, finding: ArticleFinding, given: _Given, **signed: Any) -> Move:
    move = Move.on_findings.create(
        finding=finding,
        verb=act.verb,
        from_stage=finding.stage,
        to_stage=act.target or finding.stage,
        actor=given.user,
        comment=given.comment,
        **signed,
    )
    finding.refresh_from_db()
    return move


def _sign(act: Act, finding: ArticleFinding, given: _Given) -> Move:
    signed, size = digest(finding)
    if given.candidate and given.candidate != signed:
        raise StaleVersion(
            _(
                "Something that the finding rests on was changed after you loaded it: look at it "
                "again before you sign it off."
            )
        )
    return _leave(act, finding, given, candidate_sha256=signed, candidate_size=size)


def _publish(act: Act, finding: ArticleFinding, given: _Given) -> Move:
    signed = finding.live_sign_off
    if signed is None or signed.candidate_sha256 != digest(finding)[0]:
        raise SignOffOutdated(
            _(
                "Something that the finding rests on was changed after it was signed off, so the "
                "sign-off is void: let somebody sign it off as it stands."
            )
        )
    findings.publish(finding, bylines_of_finding(finding))
    return _leave(act, finding, given)


def _withdraw(act: Act, finding: ArticleFinding, given: _Given) -> Move:
    findings.retract(finding, candidates.Reason(given.comment, given.reasons))
    return _leave(act, finding, given)


EFFECTS: dict[Verb, Callable[[Act, ArticleFinding, _Given], Move]] = {
    Verb.SIGN_OFF: _sign,
    Verb.PUBLISH: _publish,
    Verb.WITHDRAW: _withdraw,
}


def _beyond_typing(before: object, after: SignedFinding) -> Iterator[str]:
    """Why this is more than a typing error set right."""
    if not isinstance(before, SignedFinding):
        yield _("There is no finding any more in which a typing error could be set right.")
        return
    parts = ("article", "claims", "counts")
    if any(getattr(before, name) != getattr(after, name) for name in parts) or (
        before.text.keys() != after.text.keys()
    ):
        yield _(
            "A typing error set right leaves the article, the claims and the numbers as they are: "
            "publish it as a correction or an update."
        )
    changes = (
        in_words(change)
        for code in before.text.keys() & after.text.keys()
        for change in meaning.changes(before.text[code], after.text[code], code)
    )
    if meant := list(changes):
        yield more_than_typing(meant)
