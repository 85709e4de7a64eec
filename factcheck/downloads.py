"""Kept files on their way out: saved by whoever asks, never run or shown in our origin."""

from django.http import FileResponse, Http404

from factcheck import file_store


def download(sha256: str, name: str) -> FileResponse:
    """A kept file as an attachment of unknown content. Raises Http404 where it is missing.

    No copy is kept elsewhere, which would outlive a retraction.
    """
    try:
        content = file_store.path_of(sha256).open("rb")
    except (FileNotFoundError, ValueError):
        raise Http404 from None
    response = FileResponse(
        content, as_attachment=True, filename=name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "no-store"
    return response
