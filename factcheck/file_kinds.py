"""Which kinds of files the desk keeps, told by their content, whatever they are called.

By `filetype`, which is Python alone: python-magic needs a library of the system, and puremagic
takes many a text for something else. What is text it does not know: mail and plain text are told
here, and what a browser would run is refused.
"""

import re
from pathlib import PurePosixPath

import filetype
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from factcheck import plain_text
from factcheck.plain_markup import MARKUP

# The most that one file may have, in bytes.
LIMIT = 50 * 1024 * 1024
LONGEST_NAME = 150
# As much as tells the kind.
HEAD = 8192

# The endings of each kind; the first one is put to names that have none of them.
KINDS: dict[str, tuple[str, ...]] = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
    "image/gif": ("gif",),
    "image/webp": ("webp",),
    "image/tiff": ("tif", "tiff"),
    "image/heic": ("heic", "heif"),
    "image/avif": ("avif",),
    "image/bmp": ("bmp",),
    "audio/mpeg": ("mp3",),
    "audio/mp4": ("m4a", "mp4"),
    "audio/ogg": ("ogg", "oga", "opus"),
    "audio/x-wav": ("wav",),
    "audio/x-flac": ("flac",),
    "audio/aac": ("aac",),
    "audio/amr": ("amr",),
    "video/mp4": ("mp4", "m4v"),
    "video/quicktime": ("mov",),
    "video/webm": ("webm",),
    "video/x-matroska": ("mkv",),
    "video/x-msvideo": ("avi",),
    "video/3gpp": ("3gp",),
    "video/mpeg": ("mpg", "mpeg"),
    "application/msword": ("doc",),
    "application/vnd.ms-excel": ("xls",),
    "application/vnd.ms-powerpoint": ("ppt",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ("pptx",),
    "application/vnd.oasis.opendocument.text": ("odt",),
    "application/vnd.oasis.opendocument.spreadsheet": ("ods",),
    "application/vnd.oasis.opendocument.presentation": ("odp",),
    "application/rtf": ("rtf",),
    "application/epub+zip": ("epub",),
    "message/rfc822": ("eml",),
    "text/plain": ("txt", "csv", "tsv", "md", "json", "log", "srt", "vtt"),
}

_MAIL = re.compile(
    rb"\A(?:From |(?:[!-9;-~]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:From|Received|Return-Path|Delivered-To|Message-ID):)",
    re.IGNORECASE,
)
_SCRIPT = re.compile(r"<(?:script|svg|html|\?xml|!doctype|xsl)\b|\A\s*#!", re.IGNORECASE)


def kind_of(head: bytes) -> str:
    """The type of a file by its first bytes. Raises ValidationError for what is not kept."""
    guess = filetype.guess(head)
    kind = str(guess.mime) if guess else _text(head)
    if kind in KINDS:
        return kind
    if kind == "text/html":
        raise ValidationError(
            _("This is a web page or a drawing that can run scripts: save it as PDF or picture."),
            code="active",
        )
    raise ValidationError(
        _(
            "Files of this kind are not kept. Drop a PDF, a picture, a recording, an e-mail, a "
            "text or an office document."
        ),
        code="kind",
    )


def _text(head: bytes) -> str:
    """Tell what is text; nothing for what is not."""
    if not head or b"\0" in head:
        return ""
    if _MAIL.match(head):
        return "message/rfc822"
    try:
        # The last character may be cut.
        text = head.decode("utf-8-sig", "strict" if len(head) < HEAD else "ignore")
    except UnicodeDecodeError:
        text = head.decode("latin-1")
    if _SCRIPT.search(text) or MARKUP.match(text.lstrip()):
        return "text/html"
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    return "text/plain" if not controls else ""


def name_of(given: str, kind: str) -> str:
    """The name of a file as it may be shown and saved: no path, nothing hidden, an ending that
    fits its kind.
    """
    last = plain_text.clean(given.replace("\\", "/"), lines=False).text.rpartition("/")[2]
    name = re.sub(r'[<>:"|?*%;]', "_", last).strip(". ")
    endings = KINDS[kind]
    stem, ending = PurePosixPath(name).stem, PurePosixPath(name).suffix.lstrip(".").lower()
    if ending not in endings:
        stem, ending = name, endings[0]
    return f"{stem[:LONGEST_NAME] or 'file'}.{ending}"
