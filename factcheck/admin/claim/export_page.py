"""Taking the claims of a list out of the desk as a file."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from factcheck.exchange import exporting, writing
from factcheck.models import Claim, ClaimExport, User
from factcheck.models.claim_export import ExportFormat


def export(admin: Any, request: HttpRequest) -> HttpResponseBase:
    """Stream the claims that the list's filters leave; that they were taken out is noted."""
    if not request.user.has_perm(ClaimExport.PERMISSION):
        raise PermissionDenied
    query = request.GET.urlencode()
    back = f"{reverse('admin:factcheck_claim_changelist')}?{query}"
    chosen = request.POST.get("format")
    if request.method != "POST" or chosen not in ExportFormat.values:
        return redirect(back)
    form = ExportFormat(chosen)
    try:
        listed = admin.get_changelist_instance(request).get_queryset(request)
        claims = Claim.objects.filter(pk__in=listed.order_by().values("pk"))
        blocks = exporting.export(claims, form, by=cast("User", request.user), filters=query)
    except IncorrectLookupParameters:
        return redirect("admin:factcheck_claim_changelist")
    except writing.CannotHold as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    name = exporting.file_name(form)
    response = StreamingHttpResponse(blocks, content_type=writing.TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
