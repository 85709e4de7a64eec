"""Text as a cell of a sheet, none of which a spreadsheet runs."""

import re

# Which cells a spreadsheet would run.
_RUN = re.compile(r"'*[=+\-@\t\r\n|%＝＋－＠]")


def harmless(text: str) -> str:
    """A cell that no spreadsheet runs: an apostrophe before what it would take for a formula."""
    return f"'{text}" if _RUN.match(text) else text


def unharmed(text: str) -> str:
    """The text of a cell that `harmless` wrote."""
    return text[1:] if text.startswith("'") and _RUN.match(text) else text
