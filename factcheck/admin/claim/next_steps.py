"""After a move: what comes next and who does it, and the next claim for who made it."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin import desk
from factcheck.models import Claim, Move, PublicClaim, User
from factcheck.models.vocabulary import Stage, Verb

DONE = {
    Verb.TAKE: gettext_lazy(
        "Taken. It is yours to check: submit it for review when its verdict is written."
    ),
    Verb.RELEASE: gettext_lazy("Given back. Any researcher can take it now."),
    Verb.SUBMIT: gettext_lazy(
        "Submitted. It now waits for a reviewer who did not work on it to sign it off."
    ),
    Verb.RECALL: gettext_lazy(
        "Taken back from review. It is being checked again: submit it when it is ready."
    ),
    Verb.SIGN_OFF: gettext_lazy("Signed off. It now waits for a publisher."),
    Verb.PUBLISH: gettext_lazy("Published. Readers see it now."),
    Verb.WITHDRAW: gettext_lazy("Withdrawn. Readers see your reason in place of the review."),
    Verb.DROP: gettext_lazy("Dropped. A researcher can restore it."),
    Verb.RESTORE: gettext_lazy("Restored. Any researcher can take it now."),
}
# Of a claim that is somebody's to check from now on.
HANDED_OVER = {
    Verb.ASSIGN: gettext_lazy("Assigned. %(name)s finds it on their desk."),
    Verb.REASSIGN: gettext_lazy("Assigned. %(name)s finds it on their desk."),
    Verb.SEND_BACK: gettext_lazy("Sent back. %(name)s finds it on their desk, with your comment."),
    Verb.REOPEN: gettext_lazy(
        "Reopened. %(name)s finds it on their desk; readers keep the review, with the notice that "
        "it is being looked at again."
    ),
}
# Whoever has made one of these goes on with the next claim of these piles.
CHECKING, READING = ("sent-back", "to-check", "free"), ("to-sign-off",)
PILES = {
    Verb.SUBMIT: CHECKING,
    Verb.DROP: CHECKING,
    Verb.RELEASE: CHECKING,
    Verb.SIGN_OFF: READING,
    Verb.SEND_BACK: READING,
    Verb.PUBLISH: ("to-publish",),
}


def done(move: Move) -> str:
    """What was done and what comes next, in plain sentences."""
    claim = Claim.objects.select_related("assignee", "reviewer").get(pk=move.claim_id)
    verb = Verb(move.verb)
    if verb in HANDED_OVER:
        return HANDED_OVER[verb] % {"name": claim.assignee or _("A desk editor")}
    if verb == Verb.SUBMIT and claim.reviewer:
        return _("Submitted. It now waits for %(name)s to sign it off.") % {"name": claim.reviewer}
    if verb == Verb.SIGN_OFF and claim.legal_hold:
        return _(
            "Signed off. It is under legal hold: a publisher can publish it once that is lifted."
        )
    return str(DONE[verb])


def with_links(said: str, claim: Claim, verb: str, user: User) -> SafeString:
    """Add to what was done where to see it, and the person's next claim."""
    links = []
    claim.refresh_from_db(fields=["stage"])
    # An embargo leaves it approved.
    if verb == "list" or (verb == Verb.PUBLISH and claim.stage == Stage.PUBLISHED):
        public = PublicClaim.objects.filter(pk=claim.pk)
        links += [(_("Readers’ page:"), each.get_absolute_url(), str(each)) for each in public]
    if following := _next(claim, verb, user):
        address = reverse("admin:factcheck_claim_change", args=[following.pk])
        links.append((_("Next for you:"), address, str(following)))
    link = ' <span class="next">{} <a href="{}">{}</a></span>'
    return format_html("{}{}", said, format_html_join("", link, links))


def _next(claim: Claim, verb: str, user: User) -> Claim | None:
    """The first of the first pile that has any, of the same article if there is one."""
    sections = {section.key: section for section in desk.sections_of(user)}
    for key in PILES.get(Verb(verb), ()) if verb in Verb else ():
        if key not in sections:
            continue
        rows = sections[key].rows(user).exclude(pk=claim.pk)
        if found := rows.filter(article=claim.article_id).first() or rows.first():
            return found
    return None
