"""Who is named in a text, as in “@ana, which audit?”."""

import re

# The characters of a user name; an e-mail address mentions nobody.
_MENTION = re.compile(r"(?<![\w.+@-])@([\w.+@-]*\w)")


def mentioned(text: str) -> list[str]:
    """User names in lower case, each once, in the order of the text."""
    return list(dict.fromkeys(name.lower() for name in _MENTION.findall(text)))
