"""Readers write in, and follow what becomes of it. Nobody asks who they are."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.report import ReaderReport
from factcheck.models.report_sender import ReportSender
from factcheck.public.report.network import network
from factcheck.public.report.report_form import ReportForm, named


# No CSRF token: nobody is signed in here, and a refusal would lose what was typed.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Answer 400 to a form with errors, 429 to one too many in a day; both keep what was typed."""
    subject = named(request)
    form = ReportForm(request, subject)
    status = 400 if form.is_bound else 200
    if form.is_valid():
        if ReportSender.objects.admit(network(request)):
            form.instance.language = get_language() or ""
            return redirect(form.save())
        form.add_error(None, _("Too many reports came from your network today: try tomorrow."))
        status = 429
    asked_for = request.GET.get("claim") or request.GET.get("article")
    context = {"form": form, "subject": subject, "is_lost": asked_for and not subject}
    return render(request, "public/report/form.html", context, status=status)


@never_cache
def report_detail(request: HttpRequest, token: str) -> HttpResponse:
    """Show what became of a report to whoever has its secret link, which must not leak."""
    reports = ReaderReport.objects.select_related("publication", "duplicate_of__publication")
    found = get_object_or_404(reports, token=token)
    settled = found.duplicate_of or found
    claims = PublicClaim.objects.in_bulk([found.claim_id or 0, settled.added_id or 0])
    articles = PublicArticle.objects.filter(pk=found.article_id).defer("body")
    context = {
        "report": found,
        "subject": claims.get(found.claim_id or 0) or articles.first(),
        "settled": settled,
        "added": claims.get(settled.added_id or 0),
        "address": settings.SITE_URL + request.path,
    }
    response = render(request, "public/report/detail.html", context)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
