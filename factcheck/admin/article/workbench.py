"""The workbench: an article's text with its claims marked, and a form beside it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django_htmx.http import push_url

from factcheck.admin.article import workbench_refusing as refusing
from factcheck.admin.article.workbench_forms import MEDIA, NewClaimForm, as_headline
from factcheck.admin.article.workbench_text import Workbench
from factcheck.admin.cells import progress
from factcheck.admin.claim import like, next_steps
from factcheck.admin.claim.pressed import seen_anew
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.admin.problems import problems
from factcheck.admin.site import site
from factcheck.anchoring import Sentence
from factcheck.attribution_proposals import Proposals
from factcheck.models import Article, Claim, User
from factcheck.models.who import Who
from factcheck.workflow.refusals import REFUSALS, message_of

GO_ON = "go_on"


def view(model_admin: Any, request: Any, object_id: str) -> HttpResponse:
    """Show the workbench; a POST saves the form beside the text and goes on from its place."""
    request.is_saved = request.method == "POST" or getattr(request, "is_saved", False)
    article = model_admin.get_object(request, object_id)
    if article is None:
        raise Http404
    if not (model_admin.has_view_permission(request, article) and Who.STAFF.held_by(request.user)):
        raise PermissionDenied
    if request.method == "POST":
        Article.objects.locked(article.pk)
    revision = article.current_revision
    if revision is None:
        messages.warning(request, _("The article has no text yet: add it here."))
        return redirect("admin:factcheck_article_revise", article.pk)
    bench = Workbench(request, article, revision)
    if bench.is_refused:
        messages.warning(request, bench.TWO_PARAGRAPHS)
    if "claim" in request.GET and bench.chosen is None and request.method == "POST":
        raise Http404("The article has no such claim.")
    if request.method == "POST" and refusing.is_asked(request.POST):
        return _led_to(model_admin, request, object_id, refusing.decide(bench))
    shown = _claim(bench) if bench.chosen else _new_claim(bench)
    if isinstance(shown, Claim):
        request.has_saved = True
        goal = shown if GO_ON not in request.POST else bench.unclaimed.next(_place(shown))
        return _led_to(model_admin, request, object_id, goal)
    if request.method == "POST":
        # An act was refused after the form was saved, or there was none: show the claim as it is.
        article = model_admin.get_object(request, object_id)
        bench = Workbench(request, article, revision)
    context = (
        model_admin.admin_site.each_context(request)
        | shown
        | {
            "title": article.title,
            "article": article,
            "bench": bench,
            "media": _claims().media_with_inlines(request) + shown["media"] + MEDIA,
            "progress": progress(article.facts_left, article.claim_count),
            "query": urlencode(bench.filters),
        }
    )
    return _page(request, context)


def _claims() -> Any:
    """The claims' admin, whose form is the panel."""
    return site.get_model_admin(Claim)


def _claim(bench: Workbench) -> dict[str, Any] | Claim:
    """The chosen claim as its page shows it; the claim to lead to, once it was saved."""
    request, claim, chosen = bench.request, bench.chosen, bench.selection
    assert claim
    response = _claims().changeform_view(request, str(claim.pk))
    if not isinstance(response, TemplateResponse):
        return next_steps.led_to(request, claim)
    shown: dict[str, Any] = response.context_data or {}
    if chosen and request.method == "GET":
        shown["adminform"].form.initial |= {"quote": chosen.exact, "place": str(chosen.start)}
    return shown


def _new_claim(bench: Workbench) -> dict[str, Any] | Claim:
    """The form of a new claim, for whoever may add one; the claim, once it was saved."""
    request, chosen = bench.request, bench.selection
    data, user = request.POST or None, request.user
    assert isinstance(user, User)
    if not bench.may_add:
        if data:
            raise PermissionDenied
        return {"form": None, "media": Media()}
    words = {"quote": chosen.exact, "place": str(chosen.start)} if chosen else {}
    guess = Proposals()
    if chosen and not data:
        guess = bench.proposer.about(chosen.start, chosen.end)
        if bench.sentence and bench.is_proposed():
            words["headline"] = as_headline(bench.sentence.text)
    form = NewClaimForm(data, article=bench.article, proposals=guess, initial=words, user=user)
    headline: Any = form.fields["headline"].widget
    headline.same = bench.in_selection(same=True)
    headline.overlapping = bench.in_selection(same=False)
    if data and (claim := _save(form)):
        messages.success(request, _("“%(title)s” is saved.") % {"title": claim})
        if bench.sentence:
            # Whoever makes a claim of it after all says so.
            refusing.take_back(bench, bench.sentence)
        say_what_was_dropped(request, form)
        like.warn(request, claim, form)
        return claim
    return {"form": form, "media": form.media, "problems": problems(form) if data else []}


def _place(claim: Claim) -> tuple[int, int]:
    return claim.start or 0, claim.end or 0


def _led_to(
    admin: Any, request: Any, object_id: str, goal: Claim | Sentence | None
) -> HttpResponse:
    """Go on with this claim or sentence, in the same part of the article; with none chosen."""
    query = request.GET.copy()
    for name in ("start", "end", "claim"):
        query.pop(name, None)
    target = ""
    if isinstance(goal, Claim):
        query["claim"], target = str(goal.pk), f"#claim-{goal.pk}"
    elif goal:
        query["start"], query["end"], target = str(goal.start), str(goal.end), "#selected"
    if request.htmx:
        # What was sent is taken: the claim that is shown now has nothing of it.
        request.pressed = None
        return view(admin, seen_anew(request, query), object_id)
    return redirect(f"{request.path}?{query.urlencode()}{target}")


def _page(request: Any, context: dict[str, Any]) -> TemplateResponse:
    """The whole page or, for a browser that already has it, the parts that changed."""
    if not request.htmx:
        return TemplateResponse(request, "admin/article/workbench.html", context)
    was_selected = "start=" in (request.htmx.current_url or "")
    bench = context["bench"]
    is_new = request.is_saved or bench.selection or was_selected
    context["has_new_text"] = is_new or bench.paragraph_to_settle() is not None
    response = TemplateResponse(request, "admin/article/_workbench_swap.html", context)
    return push_url(response, f"{request.path}?{request.GET.urlencode()}")


def _save(form: NewClaimForm) -> Claim | None:
    """Save what is valid; what the domain refuses becomes an error of the form."""
    if not form.is_valid():
        return None
    try:
        with transaction.atomic():
            claim: Claim = form.save()
        return claim
    except REFUSALS as refusal:
        form.add_error(None, message_of(refusal))
    return None
