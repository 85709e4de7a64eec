"""The addresses of a claim's pages besides its form, and of those on many claims."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from factcheck.admin.claim import (
    act_pages,
    arrange_pages,
    bulk,
    evidence_files,
    export_page,
    import_pages,
    like,
    preview,
    read_page,
    redact_page,
    view_pages,
)

View = Callable[..., HttpResponseBase]


def of(admin: Any) -> list[URLPattern]:
    """The addresses. A view that changes anything acts in the user's name itself."""

    def at(address: str, view: View, name: str) -> URLPattern:
        wrapped = admin.admin_site.staff_view(partial(view, admin))
        pattern: URLPattern = path(address, wrapped, name=f"factcheck_claim_{name}")
        return pattern

    return [
        at("views/", view_pages.views, "views"),
        at("export/", export_page.export, "export"),
        at("export/<int:export_id>/", export_page.look, "export_look"),
        at("export/<int:export_id>/file/", export_page.file, "export_file"),
        at("import/", import_pages.start, "import"),
        at("import/columns/", import_pages.map_columns, "import_map"),
        at("import/<int:import_id>/", import_pages.look, "import_look"),
        at("import/<int:import_id>/faults/", import_pages.faults, "import_faults"),
        at("bulk/arrange/", arrange_pages.many, "arrange_many"),
        at("bulk/done/", bulk.done, "bulk_done"),
        at("bulk/<slug:verb>/", bulk.bulk, "bulk"),
        at("like/", like.like, "like"),
        at("<int:claim_id>/move/<slug:verb>/", act_pages.move, "move"),
        at("<int:claim_id>/arrange/", arrange_pages.one, "arrange"),
        at("<int:claim_id>/history/", act_pages.history, "history"),
        at("<int:claim_id>/preview/", preview.preview, "preview"),
        at("<int:claim_id>/read/", read_page.read, "read"),
        at(
            "<int:claim_id>/read/<int:remark_id>/<slug:how>/",
            read_page.settle,
            "settle_remark",
        ),
        at("<int:claim_id>/files/<int:file_id>/", evidence_files.serve, "file"),
        at("<int:claim_id>/redact/", redact_page.redact, "redact"),
    ]
