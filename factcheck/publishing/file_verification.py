"""Whether the files of the desk are there, and are what their digests say."""

from collections.abc import Iterator

from factcheck import file_store
from factcheck.models import EvidenceFile


def faults() -> Iterator[str]:
    """Name each file that is missing or was changed, with the evidence that it belongs to."""
    files = EvidenceFile.objects.held().select_related("evidence").order_by("sha256", "pk")
    checked: dict[str, bool | None] = {}
    for file in files.iterator():
        if file.sha256 not in checked:
            checked = {file.sha256: file_store.is_whole(file.sha256)}
        if not checked[file.sha256]:
            what = "is missing" if checked[file.sha256] is None else "was changed"
            named = f"{file.name} of {file.evidence.ref}, claim {file.claim_id}"
            yield f"The file {named}, {what}: {file.sha256}."
