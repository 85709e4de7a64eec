"""After an act: what comes next and who does it, and the person's next claim."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from factcheck.admin import desk
from factcheck.admin.problems import Problem
from factcheck.mentions import mentioned
from factcheck.models import Claim, Embargo, Move, PublicClaim, User
from factcheck.models.acts import Act, Case, Effect
from factcheck.models.vocabulary import Stage
from factcheck.workflow import Made

# These give readers a page that they did not have.
SHOWN = {Effect.LIST, Effect.PUBLISH}


def done(act: Act, made: Made) -> str:
    """What was done and what comes next, in plain sentences."""
    comment = made.comment if isinstance(made, Move) else ""
    return " ".join([_done(act, made), *unknown_names(comment)])


def unknown_names(text: str) -> list[str]:
    """Say of whom a text names that nobody is called so, and so nobody was told."""
    names = mentioned(text)
    known = {user.username.lower() for user in User.objects.named(names)} if names else set()
    return [
        _("Nobody here is called “%(name)s”, so nobody was told.") % {"name": name}
        for name in names
        if name not in known
    ]


def _done(act: Act, made: Made) -> str:
    claim = Claim.objects.select_related("assignee", "reviewer").get(pk=made.claim.pk)
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


def with_links(act: Act, made: Made, user: User, *, beside_text: bool = False) -> SafeString:
    """What was done, where to see it, and the person's next claim; or the way back to this one."""
    links = []
    if act.effect in SHOWN and not isinstance(made, Embargo):
        public = PublicClaim.objects.filter(pk=made.claim.pk)
        links += [(_("Readers’ page:"), each.get_absolute_url(), str(each)) for each in public]
    if next_one := following(act, made.claim, user):
        if beside_text and next_one.article_id == made.claim.article_id:
            links.append((_("Back to:"), f"?claim={made.claim_id}", str(made.claim)))
        else:
            links.append((_("Next for you:"), desk.page_for(next_one), str(next_one)))
    link = ' <span class="next">{} <a href="{}">{}</a></span>'
    return format_html("{}{}", done(act, made), format_html_join("", link, links))


def following(act: Act, claim: Claim, user: User) -> Claim | None:
    """The person's next claim: the next in the article's text, or the first of another article.

    It asks the same of them as the one that they have done with.
    """
    sections = {section.key: section for section in desk.sections_of(user)}
    piles = [sections[key].rows(user).exclude(pk=claim.pk) for key in act.piles if key in sections]
    here = [row for pile in piles for row in pile.filter(article=claim.article_id)]
    if here:
        order = Claim.objects.filter(article=claim.article_id).in_text_order()
        places = {pk: place for place, pk in enumerate(order.values_list("pk", flat=True))}
        return min(here, key=lambda row: (places[row.pk] < places[claim.pk], places[row.pk]))
    return next((row for pile in piles if (row := pile.first())), None)


def at_rest(claim: Claim, problems: Iterable[Problem] = ()) -> str:
    """Why nothing of a form is saved that was sent for a claim that was settled meanwhile.

    `problems` are those of the act that was to wake it.
    """
    if claim.stage == Stage.DROPPED:
        said = _(
            "The claim was dropped meanwhile: nothing of yours is saved. What you typed stays "
            "here; press Restore to go on with it."
        )
    else:
        said = _(
            "The claim is %(stage)s by now: nothing of yours is saved. What you typed stays here; "
            "press Reopen to go on with it."
        ) % {"stage": claim.get_stage_display()}
    return " ".join([said, *(f"{each.label}: {each.message}" for each in problems)])


def led_to(request: Any, claim: Claim) -> Claim:
    """Where a person goes on in the text after saving: the next claim, once done with this one."""
    made = request.pressed.made if request.pressed else []
    next_one = following(made[-1][0], claim, request.user) if made else None
    return next_one if next_one and next_one.article_id == claim.article_id else claim
