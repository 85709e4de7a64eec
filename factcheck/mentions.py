"""Who is named in a text, as in “@ana, which audit?”."""

import re

# The characters of a user name; an e-mail address mentions nobody.
_MENTION = re.compile(r"(?<![\w.+@-])@([\w.+@-]*\w)")


def renamed(text: str, old: str, new: str) -> str:
    """The text with somebody mentioned by another name."""
    return _MENTION.sub(lambda m: f"@{new}" if m[1].lower() == old.lower() else m[0], text)


def mentioned(text: str) -> list[str]:
    """User names in lower case, each once, in the order of the text."""
    return list(dict.fromkeys(name.lower() for name in _MENTION.findall(text)))
