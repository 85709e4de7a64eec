"""A file is what its content says, whatever it is called."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError

from factcheck.file_kinds import kind_of, name_of

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(64)
MAIL = b"Return-Path: <a@example.org>\nReceived: by x\n\tfor y\nSubject: Hi\n\n<b>Hi</b>"


def office() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as document:
        document.writestr("[Content_Types].xml", "<Types/>")
        document.writestr("_rels/.rels", "<Relationships/>")
        document.writestr("word/document.xml", "<w:document/>" * 50)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(64), "image/jpeg"),
        (b"ID3\x04" + bytes(64), "audio/mpeg"),
        (b"\0\0\0\x20ftypisom" + bytes(64), "video/mp4"),
        (office(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (MAIL, "message/rfc822"),
        (b"a;b\n1;2\n", "text/plain"),
        ("\ufeffEl año".encode(), "text/plain"),
        ("El año".encode("latin-1"), "text/plain"),
    ],
)
def test_the_kind_is_told_by_the_content(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"<!DOCTYPE html><p>Hi</p>",
        b"<script>alert(1)</script>",
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"  \n<svg><script>alert(1)</script></svg>",
        b"plain words, then <script>alert(1)</script>",
        b"#!/bin/sh\nrm -rf ~\n",
    ],
)
def test_what_a_browser_or_a_shell_would_run_is_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="save it as PDF or picture"):
        kind_of(content)


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\0" + bytes(64),
        b"\x7fELF\x02" + bytes(64),
        b"PK\x03\x04" + bytes(64),
        bytes(40),
        b"",
    ],
)
def test_programs_archives_and_the_unknown_are_refused(content: bytes) -> None:
    with pytest.raises(ValidationError, match="Files of this kind are not kept"):
        kind_of(content)


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("Report.PDF", "application/pdf", "Report.pdf"),
        ("../../etc/passwd", "text/plain", "passwd.txt"),
        ("C:\\Users\\ana\\Foto.jpeg", "image/jpeg", "Foto.jpeg"),
        ("report.pdf.exe", "application/pdf", "report.pdf.exe.pdf"),
        ("invoice\u202efdp.exe", "application/pdf", "invoicefdp.exe.pdf"),
        ("Informe año 2026 — مرحبا.pdf", "application/pdf", "Informe año 2026 — مرحبا.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "application/pdf", "a_b Set-Cookie_ x.pdf"),
        ("...", "image/png", "file.png"),
        (".htaccess", "text/plain", "htaccess.txt"),
        ("x" * 400 + ".pdf", "application/pdf", "x" * 150 + ".pdf"),
    ],
)
def test_a_name_is_shown_without_a_path_and_ends_as_its_kind_does(
    given: str, kind: str, name: str
) -> None:
    assert name_of(given, kind) == name
