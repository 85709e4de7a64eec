"""Bringing claims in at the desk: the file, what its columns are, what it would do, the word."""

import json
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, cast

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import content_disposition_header, urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from factcheck import backlog, file_store
from factcheck.admin.claim.import_forms import NOT_TO_BE_KEPT, MappingForm, UploadForm
from factcheck.exchange import applying, faulty, mapping, staging, writing
from factcheck.exchange.columns import COLUMNS, FAULTS, OWN
from factcheck.exchange.reading import File, Unreadable, open_file
from factcheck.models import Claim, ClaimImport, ImportMapping, User

SALT = "factcheck.claim-imports"
SHOWN = 20
SAMPLE, CELL = 3, 60


def start(admin: Any, request: HttpRequest) -> HttpResponse:
    """Take a file, and go on to its columns; show what waits, and how sheets are written."""
    user = _importer(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            kept = file_store.put(upload.chunks(), file_store.CLAIMS)
            path = file_store.path_of(kept.sha256, file_store.CLAIMS)
            open_file(path, name=upload.name, limited=True)
        except Unreadable as error:
            form.add_error("file", str(error))
        except OSError:
            form.add_error("file", NOT_TO_BE_KEPT)
        else:
            token = signing.dumps([upload.name, kept.sha256, user.pk], salt=SALT)
            address = reverse("admin:factcheck_claim_import_map")
            return redirect(f"{address}?{urlencode({'file': token})}")
    own = {
        "title": _("Bring claims in"),
        "form": form,
        "waiting": ClaimImport.objects.waiting().select_related("by"),
        "columns": COLUMNS,
    }
    return _page(admin, request, "admin/claim/import.html", own)


def map_columns(admin: Any, request: HttpRequest) -> HttpResponse:
    """Show what the columns are taken for; read the file as somebody says, or agrees."""
    user = _importer(request)
    try:
        name, sha256, by = signing.loads(
            request.GET.get("file", ""), salt=SALT, max_age=ClaimImport.LIES_ABOUT
        )
        path = file_store.path_of(sha256, file_store.CLAIMS)
        if by != user.pk or not path.exists():
            raise signing.BadSignature
        file = open_file(path, name=name, limited=True)
        header = [each for each in file.header if each != FAULTS]
        proposed, known_as = _proposed(file, header)
        proposed.defaults.setdefault("origin", staging.origin_of(name))
        told = _samples(file), mapping.open_date(file)
        form = MappingForm(header, _as_asked(request, file, proposed), *told, request.POST or None)
        if request.method == "POST" and form.is_valid():
            chosen, keep_as = form.mapping, form.cleaned_data["keep_as"]
            mapping.check(chosen)
            whole_form = _with_all_words(form, file, chosen, told)
            if whole_form is None:
                if keep_as:
                    ImportMapping.objects.update_or_create(
                        name=keep_as, defaults={"mapping": chosen.as_json()}
                    )
                whole = _read_in(request, file, chosen, name)
                return redirect("admin:factcheck_claim_import_look", whole.pk)
            form = whole_form
            messages.warning(request, _("Say what the words of these columns mean, too."))
    except signing.BadSignature:
        messages.error(request, str(staging.NOT_KEPT))
        return redirect("admin:factcheck_claim_import")
    except Unreadable as error:
        messages.error(request, str(error))
        return redirect("admin:factcheck_claim_import")
    except mapping.WrongMapping as error:
        form.add_error(None, str(error))
    own = {
        "title": _("What the columns are"),
        "file": file,
        "name": name,
        "known_as": known_as,
        "form": form,
    }
    return _page(admin, request, "admin/claim/import_map.html", own)


def _read_in(
    request: HttpRequest, file: File, chosen: mapping.SheetMapping, name: str
) -> ClaimImport:
    """Read a file as somebody says, or have a worker do so where it is large."""
    user = _importer(request)
    if not _is_large(file.path):
        return staging.stage(file, chosen, user, name=name)
    whole = staging.register(file, chosen, user, name=name)
    backlog.ask("read_in", _reading(whole), import_id=whole.pk, user_id=user.pk)
    return whole


def _is_large(path: Path) -> bool:
    return path.stat().st_size > backlog.LARGE_FILE


def _reading(whole: ClaimImport) -> str:
    return f"read-in-{whole.pk}"


def _check_again(request: HttpRequest, whole: ClaimImport) -> None:
    """Read a file once more: what it lacked at the desk may be there by now."""
    path = staging.path_of(whole)
    if not path.exists():
        messages.error(request, str(staging.NOT_KEPT))
    elif _is_large(path):
        user = _importer(request)
        backlog.ask("read_in", _reading(whole), import_id=whole.pk, user_id=user.pk)
    else:
        with transaction.atomic():
            staging.read_kept(whole)
        messages.success(request, _("The file was read once more."))


def _proposed(
    file: File, header: list[str]
) -> tuple[mapping.SheetMapping, ClaimImport | ImportMapping | None]:
    """How the sheet was read of which this has the faults; what was kept; or a guess."""
    corrected = ClaimImport.objects.with_columns(header) if FAULTS in file.header else None
    kept = corrected or ImportMapping.objects.fitting(header)
    if kept is None:
        return mapping.propose(file), None
    known = mapping.of_json(kept.mapping)
    known.columns = {name: known.columns.get(name, "") for name in header}
    known.values = mapping.values_to_choose(file, known)
    return known, kept


def _as_asked(
    request: HttpRequest, file: File, proposed: mapping.SheetMapping
) -> mapping.SheetMapping:
    """The proposal with the words that the form had that was sent, of whichever columns."""
    try:
        asked = mapping.of_json({"columns": json.loads(request.POST.get("seen") or "null")})
    except (ValueError, mapping.WrongMapping):
        return proposed
    return replace(proposed, values=mapping.values_to_choose(file, asked))


def _with_all_words(
    form: MappingForm, file: File, chosen: mapping.SheetMapping, told: tuple[dict[str, str], str]
) -> MappingForm | None:
    """A form that asks of the words of columns that were chosen only now, if there are any."""
    values = mapping.values_to_choose(file, chosen)
    if {*values["status"]} <= {*form.words} and {*values["reviewed_by"]} <= {*form.publishers}:
        return None
    kept = {"keep_as": form.cleaned_data["keep_as"]}
    return MappingForm([*chosen.columns], replace(chosen, values=values), *told, initial=kept)


def _samples(file: File) -> dict[str, str]:
    rows = [record.cells for record in islice(file.records(), mapping.FIRST_ROWS)]
    found = {}
    for name in file.header:
        cells = [row[name].strip()[:CELL] for row in rows if row.get(name, "").strip()]
        found[name] = " · ".join(dict.fromkeys(cells[:SAMPLE]))
    return found


def look(admin: Any, request: HttpRequest, import_id: int) -> HttpResponse:
    """Show what a file would do; do it at the word, or let it go."""
    user, whole = _importer(request), get_object_or_404(ClaimImport, pk=import_id)
    key = f"bring-in-{whole.pk}"
    reading = backlog.state(_reading(whole))
    is_at_work = {backlog.state(key), reading} & backlog.UNDONE
    if request.method == "POST" and "discard" in request.POST:
        if is_at_work:
            messages.error(request, _("It is being brought in: let it go when that is over."))
            return redirect(request.get_full_path())
        whole.delete()
        messages.success(request, _("“%(name)s” is let go.") % {"name": whole})
        return redirect("admin:factcheck_claim_import")
    if request.method == "POST" and is_at_work:
        return redirect(request.get_full_path())
    is_half_read = reading == backlog.FAILED
    if request.method == "POST" and ("again" in request.POST or is_half_read):
        _check_again(request, whole)
        return redirect(request.get_full_path())
    if request.method == "POST" and whole.rows.good().count() > backlog.LARGE:
        backlog.ask("bring_in", key, import_id=whole.pk, user_id=user.pk)
        return redirect(request.get_full_path())
    if request.method == "POST":
        before = whole.added + whole.changed
        applying.apply(whole, user)
        done = whole.added + whole.changed - before
        said = ngettext("%s claim came in.", "%s claims came in.", done) % done
        messages.success(request, said)
        return redirect(request.get_full_path())
    rows, chosen = whole.rows, mapping.of_json(whole.mapping)
    job, counts, came_in = backlog.state(key), rows.counted(), whole.added + whole.changed
    kinds = rows.kinds_of_faults(SHOWN + 1)
    own = {
        "is_at_work": job in backlog.UNDONE,
        "broke_off": job == backlog.FAILED,
        "is_being_read": reading in backlog.UNDONE,
        "is_worked": backlog.is_worked(),
        "is_half_read": is_half_read,
        "read_so_far": whole.unchanged + rows.count(),
        "can_check_again": not is_at_work and staging.path_of(whole).exists(),
        "title": whole.name,
        "whole": whole,
        "counts": counts,
        "came_in": came_in,
        "is_idle": not (any(counts.values()) or came_in),
        "all_rows": came_in + counts["new"] + counts["changes"],
        "left_out": [name for name in chosen.left_out if name not in OWN],
        "good": rows.good()[:SHOWN],
        "faults": kinds[:SHOWN],
        "more_faults": kinds[SHOWN:],
        "reviews": rows.good().with_reviews(),
        "earlier": whole.added and Claim.objects.reviewed_earlier().waiting().exists(),
    }
    return _page(admin, request, "admin/claim/import_look.html", own)


def faults(admin: Any, request: HttpRequest, import_id: int) -> HttpResponseBase:
    """The rows with a fault, as the sheet that they came in, and a column of what is wrong."""
    _importer(request)
    whole = get_object_or_404(ClaimImport, pk=import_id)
    if not whole.rows.faulty().exists():
        raise Http404
    form, blocks = faulty.sheet_of(whole)
    response = StreamingHttpResponse(blocks, content_type=writing.TYPES[form])
    stem = whole.name.rpartition(".")[0] or whole.name
    name = f"{stem[:80]}-{FAULTS}.{writing.ENDINGS[form]}".replace('"', "")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = str(disposition)
    response["Cache-Control"] = "no-store"
    return response


def _importer(request: HttpRequest) -> User:
    if not request.user.has_perm(ClaimImport.PERMISSION):
        raise PermissionDenied
    return cast("User", request.user)


def _page(admin: Any, request: HttpRequest, template: str, own: dict[str, Any]) -> HttpResponse:
    everywhere = admin.admin_site.each_context(request)
    return TemplateResponse(request, template, everywhere | {"opts": admin.opts} | own)
