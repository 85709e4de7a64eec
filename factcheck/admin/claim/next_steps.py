"""After an act: what comes next and who does it, and the person's next claim."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from factcheck.admin import desk
from factcheck.mentions import mentioned
from factcheck.models import Claim, Embargo, Move, PublicClaim, User
from factcheck.models.acts import READING, Act, Case, Effect
from factcheck.workflow import Made

# These give readers a page that they did not have.
SHOWN = {Effect.LIST, Effect.PUBLISH}


def done(act: Act, made: Made) -> str:
    """What was done and what comes next, in plain sentences."""
    return " ".join([_done(act, made), *_unknown(made)])


def _unknown(made: Made) -> list[str]:
    """Say of whom a comment names that nobody is called so, and so nobody was told."""
    names = mentioned(made.comment) if isinstance(made, Move) else []
    known = {user.username.lower() for user in User.objects.named(names)} if names else set()
    return [
        _("Nobody here is called “%(name)s”, so nobody was told.") % {"name": name}
        for name in names
        if name not in known
    ]


def _done(act: Act, made: Made) -> str:
    claim = Claim.objects.select_related("assignee", "reviewer").get(pk=made.claim_id)
    until = ""
    if isinstance(made, Embargo):
        until = date_format(timezone.localtime(made.until), "DATETIME_FORMAT")
    cases = {
        Case.PUT_OFF: until,
        Case.REVIEWER_NAMED: claim.reviewer,
        Case.LEGAL_HOLD: claim.legal_hold,
    }
    for case, words in act.done_where.items():
        if cases[case]:
            return words % {"name": claim.reviewer, "until": until}
    assert act.done
    return act.done % {"name": claim.assignee or _("A desk editor")}


def with_links(act: Act, made: Made, user: User) -> SafeString:
    """What was done, where to see it, and the person's next claim."""
    links = []
    if act.effect in SHOWN and not isinstance(made, Embargo):
        public = PublicClaim.objects.filter(pk=made.claim_id)
        links += [(_("Readers’ page:"), each.get_absolute_url(), str(each)) for each in public]
    if following := _next(act, made.claim, user):
        page = "read" if act.piles == READING else "change"
        address = reverse(f"admin:factcheck_claim_{page}", args=[following.pk])
        links.append((_("Next for you:"), address, str(following)))
    link = ' <span class="next">{} <a href="{}">{}</a></span>'
    return format_html("{}{}", done(act, made), format_html_join("", link, links))


def _next(act: Act, claim: Claim, user: User) -> Claim | None:
    """The first claim of the first pile that has any, preferably of the same article."""
    sections = {section.key: section for section in desk.sections_of(user)}
    for key in act.piles:
        if key not in sections:
            continue
        rows = sections[key].rows(user).exclude(pk=claim.pk)
        if found := rows.filter(article=claim.article_id).first() or rows.first():
            return found
    return None
