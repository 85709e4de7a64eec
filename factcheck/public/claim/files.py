"""Files of evidence that readers may have: those that the claim's latest publication says so of."""

from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404

from factcheck.downloads import download
from factcheck.models.content import ReviewedClaim, ShownEvidence
from factcheck.models.reading_room import PublicClaim


def evidence_file(request: HttpRequest, claim_id: int, sha256: str) -> FileResponse:
    row = get_object_or_404(PublicClaim.objects.select_related("publication"), pk=claim_id)
    said = row.publication.said.claim
    for piece in said.evidence if isinstance(said, ReviewedClaim) else ():
        for file in piece.files if isinstance(piece, ShownEvidence) else ():
            if file.sha256 == sha256 and file.readers_may:
                return download(sha256, file.name)
    raise Http404
