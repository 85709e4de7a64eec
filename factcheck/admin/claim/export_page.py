"""Taking the claims of a list out of the desk as a file."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from factcheck import backlog, file_store
from factcheck.exchange import exporting, writing
from factcheck.models import Claim, ClaimExport, LargeExport, User
from factcheck.models.claim_export import ExportFormat


def export(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Stream the claims that the list's filters leave; that they were taken out is noted.

    Of many claims, a worker writes the file, and a page says how far it is.
    """
    user = _exporter(request)
    query = request.GET.urlencode()
    back = f"{reverse('admin:factcheck_claim_changelist')}?{query}"
    chosen = request.POST.get("format")
    if request.method != "POST" or chosen not in ExportFormat.values:
        return redirect(back)
    form = ExportFormat(chosen)
    try:
        listed = admin.get_changelist_instance(request).get_queryset(request)
        claims = Claim.objects.filter(pk__in=listed.order_by().values("pk"))
        if claims.order_by().count() > backlog.LARGE:
            large = exporting.prepare(claims, form, by=user, filters=query)
            backlog.ask("take_out", _key(large), export_id=large.pk)
            return redirect("admin:factcheck_claim_export_look", large.pk)
        blocks = exporting.export(claims, form, by=user, filters=query)
    except IncorrectLookupParameters:
        return redirect("admin:factcheck_claim_changelist")
    except writing.CannotHold as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return _file(StreamingHttpResponse(blocks), form, exporting.file_name(form))


def look(admin: Any, request: HttpRequest, export_id: int) -> HttpResponseBase:
    """Show how far a file of many claims is written, then where it is; try again what broke off."""
    large = _own(request, export_id)
    if request.method == "POST":
        backlog.ask("take_out", _key(large), export_id=large.pk)
        return redirect(request.get_full_path())
    own = {
        "title": _("Claims to download"),
        "opts": admin.opts,
        "large": large,
        "is_worked": backlog.is_worked(),
        "broke_off": backlog.state(_key(large)) == backlog.FAILED,
    }
    everywhere = admin.admin_site.each_context(request)
    return TemplateResponse(request, "admin/claim/export_look.html", everywhere | own)


def file(admin: Any, request: HttpRequest, export_id: int) -> HttpResponseBase:
    """Give out the file of many claims to whoever asked for it."""
    large = _own(request, export_id)
    form = ExportFormat(large.export.format)
    try:
        written = file_store.path_of(large.sha256).open("rb")
    except (ValueError, FileNotFoundError):
        raise Http404 from None
    day = timezone.localdate(large.export.at)
    return _file(FileResponse(written), form, exporting.file_name(form, day))


def _file(response: HttpResponseBase, form: ExportFormat, name: str) -> HttpResponseBase:
    response["Content-Type"] = writing.TYPES[form]
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _exporter(request: HttpRequest) -> User:
    if not request.user.has_perm(ClaimExport.PERMISSION):
        raise PermissionDenied
    return cast("User", request.user)


def _own(request: HttpRequest, export_id: int) -> LargeExport:
    mine = LargeExport.objects.filter(export__by=_exporter(request)).select_related("export")
    return get_object_or_404(mine, pk=export_id)


def _key(large: LargeExport) -> str:
    return f"take-out-{large.pk}"
