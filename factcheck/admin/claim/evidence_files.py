"""The files of a piece of evidence on its form: dropped or chosen, and kept before it is saved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import file_kinds, file_store
from factcheck.admin.claim.act_pages import visible
from factcheck.downloads import download
from factcheck.listing import listed
from factcheck.models import Evidence, EvidenceFile
from factcheck.uploads import LostUpload

SALT = "factcheck.evidence-files"
# As long as a form may lie about: what it brought is kept a day longer.
LIES_ABOUT = EvidenceFile.UNSAVED - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is kept, and not yet a part of any evidence; `token` brings it back."""

    name: str
    type: str
    size: int
    sha256: str

    @property
    def token(self) -> str:
        return signing.dumps([self.name, self.type, self.size, self.sha256], salt=SALT)


@dataclass(frozen=True, slots=True)
class Files:
    """What a form says of the files of its evidence.

    `listed` are those that it showed, each with whether readers might have it then: what others
    changed since stays.
    """

    added: Sequence[Any]
    listed: Mapping[str, bool] = field(default_factory=dict)
    taken_off: frozenset[str] = frozenset()
    readers_may: frozenset[str] = frozenset()
    readers_may_added: bool = False

    def __str__(self) -> str:
        return listed(file.name for file in self.added)

    def would_show(self) -> bool:
        """Whether readers would have one of them."""
        return bool(self.readers_may - self.taken_off or (self.added and self.readers_may_added))


TOO_LARGE = gettext_lazy(
    "“%(name)s” is too large: at most %(most)s fit. Keep the part that matters."
)


class FilesInput(forms.Widget):
    """The files that are there, with what may be done with each; those kept meanwhile; and more."""

    template_name = "factcheck/widgets/files.html"
    needs_multipart_form = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.attached: Sequence[EvidenceFile] = ()
        self.kept: Sequence[KeptFile] = ()
        self.sent: Files | None = None

    @property
    def media(self) -> forms.Media:
        return forms.Media(js=["factcheck/admin/files.js"])

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Files:
        def all_of(part: str) -> list[str]:
            return list(data.getlist(f"{name}-{part}")) if hasattr(data, "getlist") else []

        uploaded = files.getlist(name) if hasattr(files, "getlist") else []
        self.sent = Files(
            [*uploaded, *all_of("kept")],
            {key: shown == "1" for key, _, shown in (s.partition(":") for s in all_of("listed"))},
            frozenset(all_of("taken_off")),
            frozenset(all_of("readers_may")),
            bool(all_of("readers_may_added")),
        )
        return self.sent

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"] |= {
            "attached": [self._row(file) for file in self.attached],
            "kept": self.kept,
            "readers_may_added": bool(self.sent and self.sent.readers_may_added),
            "limit": file_kinds.LIMIT,
            "too_large": TOO_LARGE % {"name": "{}", "most": filesizeformat(file_kinds.LIMIT)},
        }
        return context

    def _row(self, file: EvidenceFile) -> dict[str, Any]:
        key, sent = str(file.pk), self.sent
        was_sent = sent is not None and key in sent.listed
        return {
            "file": file,
            "is_taken_off": was_sent and sent is not None and key in sent.taken_off,
            "readers_may": (sent is not None and key in sent.readers_may)
            if was_sent
            else file.readers_may,
        }


class FilesField(forms.Field):
    widget = FilesInput

    def clean(self, value: Any) -> Files:
        """Keep what came. What cannot be kept is named, and all the rest is there again."""
        assert isinstance(value, Files)
        kept, problems = list[KeptFile](), list[ValidationError]()
        for given in value.added:
            try:
                kept.append(_known(given) if isinstance(given, str) else _keep(given))
            except ValidationError as problem:
                problems.append(problem)
        assert isinstance(self.widget, FilesInput)
        self.widget.kept = kept
        if problems:
            raise ValidationError(problems)
        return Files(
            kept, value.listed, value.taken_off, value.readers_may, value.readers_may_added
        )

    def has_changed(self, initial: Any, data: Any) -> bool:
        if not isinstance(data, Files):
            return False
        assert isinstance(self.widget, FilesInput)
        return bool(data.added) or any(
            _flags(file, data) != (file.is_taken_off, file.readers_may)
            for file in self.widget.attached
        )


def attach(evidence: Evidence, files: Files) -> None:
    """Do with the files of a piece of evidence what its form says."""
    rows = {file.sha256: file for file in evidence.files.all()}
    for file in rows.values():
        _set(file, *_flags(file, files))
    for added in files.added:
        if there := rows.get(added.sha256):
            _set(there, False, files.readers_may_added)
            continue
        rows[added.sha256] = EvidenceFile.objects.create(
            claim=evidence.claim,
            evidence=evidence,
            name=added.name,
            type=added.type,
            size=added.size,
            sha256=added.sha256,
            readers_may=files.readers_may_added,
        )


def serve(admin: Any, request: HttpRequest, claim_id: int, file_id: int) -> FileResponse:
    """A file for people of the desk."""
    visible(admin, request, claim_id)
    file = get_object_or_404(EvidenceFile.objects.held(), pk=file_id, claim=claim_id)
    return download(file.sha256, file.name)


def links(evidence: Evidence) -> SafeString:
    """The files that stand with a piece of evidence, each to download."""
    attached = [file for file in evidence.files.all() if file.is_attached]
    rows = ((_address(file), file.name) for file in attached)
    return format_html_join("", '<p><a href="{}">{}</a></p>', rows)


def _address(file: EvidenceFile) -> str:
    return reverse("admin:factcheck_claim_file", args=[file.claim_id, file.pk])


def _flags(file: EvidenceFile, files: Files) -> tuple[bool, bool]:
    """Whether a file is taken off, and whether readers may have it."""
    key = str(file.pk)
    if key not in files.listed:
        return file.is_taken_off, file.readers_may
    readers_may = key in files.readers_may
    is_changed = readers_may != files.listed[key]
    return (
        file.is_taken_off or key in files.taken_off,
        readers_may if is_changed else file.readers_may,
    )


def _set(file: EvidenceFile, is_taken_off: bool, readers_may: bool) -> None:
    if (file.is_taken_off, file.readers_may) != (is_taken_off, readers_may):
        file.is_taken_off, file.readers_may = is_taken_off, readers_may
        file.save(update_fields=["is_taken_off", "readers_may"])


def _known(token: str) -> KeptFile:
    """A file that an earlier sending of the form brought."""
    try:
        kept = KeptFile(*signing.loads(token, salt=SALT, max_age=LIES_ABOUT))
    except signing.BadSignature:
        kept = None
    if kept is None or not file_store.keep_on(kept.sha256):
        raise ValidationError(_("A file was kept too long ago: choose it again."))
    return kept


def _keep(uploaded: UploadedFile[Any]) -> KeptFile:
    shown = {"name": uploaded.name}
    if isinstance(uploaded, LostUpload) and uploaded.error:
        raise _unkept(shown)
    if (uploaded.size or 0) > file_kinds.LIMIT:
        sizes = {"most": filesizeformat(file_kinds.LIMIT)}
        raise ValidationError(
            TOO_LARGE,
            params=shown | sizes,
        )
    if not uploaded.size:
        raise ValidationError(_("“%(name)s” is empty: there is nothing to keep."), params=shown)
    uploaded.seek(0)
    try:
        kind = file_kinds.kind_of(uploaded.read(file_kinds.HEAD))
    except ValidationError as refusal:
        said = {"why": " ".join(refusal.messages)}
        raise ValidationError(_("“%(name)s”: %(why)s"), params=shown | said) from None
    try:
        stored = file_store.put(uploaded.chunks())
    except OSError:
        raise _unkept(shown) from None
    return KeptFile(file_kinds.name_of(uploaded.name or "", kind), kind, stored.size, stored.sha256)


def _unkept(shown: dict[str, Any]) -> ValidationError:
    return ValidationError(
        _(
            "“%(name)s” could not be kept: the server’s disk is full or cannot be written. What "
            "you typed is here; tell whoever runs the site, and choose the file again."
        ),
        params=shown,
    )
