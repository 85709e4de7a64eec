"""Who is named in a text, as in “@ana, which audit?”."""

import re

# Of what a user name may hold; an address of e-mail mentions nobody.
_MENTION = re.compile(r"(?<![\w.+@-])@([\w.+@-]*\w)")


def mentioned(text: str) -> list[str]:
    """User names in lower case, each once, in the order of the text."""
    return list(dict.fromkeys(name.lower() for name in _MENTION.findall(text)))
