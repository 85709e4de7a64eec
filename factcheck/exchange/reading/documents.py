"""Annotated DOCX: each comment is a claim, and the words that it is about are its quote.

They are read by a process of their own (`document_process`).
"""

import textwrap
from collections.abc import Generator
from pathlib import Path

from factcheck.exchange.reading import own_process
from factcheck.exchange.reading.records import Record
from factcheck.exchange.sayings import Saying as _
from factcheck.models import Claim

SCRIPT = Path(__file__).with_name("document_process.py")
HEADER = ["headline", "quote", "note"]
LONGEST_HEADLINE = Claim._meta.get_field("headline").max_length or 0
WHY = {
    "kind": _("This is no DOCX document: save it as DOCX (not DOC or ODT)."),
    "large": _("The document unpacks to more than is read here: save it without its pictures."),
    "empty": _(
        "The document has no comments: mark each claim in its text, with a comment on the words."
    ),
    "broken": _("The document is damaged: open it, and save it anew."),
}


def records(path: Path, *, limited: bool) -> Generator[Record, None, None]:
    """One for each place with comments, in the order of the text. Raises Unreadable."""
    for number, said in enumerate(own_process.lines(SCRIPT, path, WHY, limited=limited), 1):
        first = next((line for line in said["comments"][0]["text"].splitlines() if line), "")
        headline = _shortened(first or said["quote"])
        note = "\n".join(f"{each['author']}: {each['text']}" for each in said["comments"])
        cells = {"headline": headline, "quote": said["quote"], "note": note}
        place = {name: said[name] for name in ("prefix", "suffix")}
        yield Record(number, cells, more={"place": place} if said["quote"] else {})


def _shortened(text: str) -> str:
    """At a space, if the text has one early enough; Chinese has none, nor has an address."""
    words = textwrap.shorten(text, LONGEST_HEADLINE, placeholder="…")
    return words if words != "…" else f"{text[: LONGEST_HEADLINE - 1]}…"
