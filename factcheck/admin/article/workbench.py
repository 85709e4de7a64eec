"""The article's text as the place to work: its claims marked, a short form beside it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from factcheck.admin.article.workbench_forms import MEDIA, BesideForm, NewClaimForm, ShortForm
from factcheck.admin.article.workbench_text import Workbench
from factcheck.admin.cells import progress
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.admin.refusals import REFUSALS, message_of
from factcheck.attribution_proposals import Proposals, propose
from factcheck.models import Article, Claim, User
from factcheck.models.vocabulary import Stage
from factcheck.models.who import Who


def view(model_admin: Any, request: HttpRequest, object_id: str) -> HttpResponse:
    """Show the workbench; a POST saves the form beside the text and returns to its place."""
    article = model_admin.get_object(request, object_id)
    if article is None:
        return model_admin._get_obj_does_not_exist_redirect(  # type: ignore[no-any-return]
            request, model_admin.opts, object_id
        )
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
    assert isinstance(request.user, User)
    form = _form(bench, request.user)
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if claim := _save(form):
            messages.success(request, _("“%(claim)s” is saved.") % {"claim": claim})
            say_what_was_dropped(request, form)
            query = request.GET.copy()
            for name in ("start", "end"):
                query.pop(name, None)
            query["claim"] = str(claim.pk)
            return redirect(f"{request.path}?{query.urlencode()}#claim-{claim.pk}")
    context = model_admin.admin_site.each_context(request) | {
        "title": article.title,
        "opts": model_admin.opts,
        "original": article,
        "article": article,
        "bench": bench,
        "form": form,
        "media": MEDIA + form.media if form else MEDIA,
        "progress": progress(article.facts_left, article.claim_count),
        "query": urlencode(bench.filters),
    }
    return TemplateResponse(request, "admin/article/workbench.html", context)


def _form(bench: Workbench, user: User) -> ShortForm | None:
    """The form beside the text; None for a claim or a person that cannot change it.

    Who was typing when the claim was settled gets the form back, with the database's refusal.
    """
    data = bench.request.POST or None
    chosen, claim = bench.selection, bench.chosen
    words = {"quote": chosen.exact, "place": str(chosen.start)} if chosen else {}
    if claim:
        if data:
            Claim.objects.locked(claim.pk)
            claim.refresh_from_db()
        is_shown_only = Stage(claim.stage).is_settled and not data
        if is_shown_only or not user.has_perm("factcheck.change_claim"):
            return None
        return BesideForm(data, instance=claim, initial=words, user=user)
    if data and "claim" in bench.request.GET:
        raise Http404("The article has no such claim.")
    if not user.has_perm("factcheck.add_claim"):
        return None
    guess = propose(bench.body, chosen.start, chosen.end) if chosen and not data else Proposals()
    return NewClaimForm(data, article=bench.article, proposals=guess, initial=words, user=user)


def _save(form: ShortForm) -> Claim | None:
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
