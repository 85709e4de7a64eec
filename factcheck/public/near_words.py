"""What a search that found nothing may have meant: words of what is published that are like its."""

import re
from difflib import get_close_matches

from factcheck.models.reading_room import PublicClaim

# Shorter words are like too many others; a search has few words that are misspelt.
_WORD = re.compile(r"[^\W_]{3,}")
MOST = 5
LIKENESS = 0.7


def near(search: str) -> str:
    """The search with such words in place of those that no claim has, and without any other.

    Empty unless it is another search, and one that finds something.
    """
    words = dict.fromkeys(_WORD.findall(search)[:MOST])
    texts = PublicClaim.objects.texts_like(words)
    known = {word.casefold(): word for text in texts for word in _WORD.findall(text)}

    def meant(match: re.Match[str]) -> str:
        word = match[0]
        if word not in words or word.casefold() in known:
            return word
        alike = get_close_matches(word.casefold(), known, n=1, cutoff=LIKENESS)
        return known[alike[0]] if alike else ""

    suggested = " ".join(_WORD.sub(meant, search).split())
    is_new = suggested not in {"", " ".join(search.split())}
    return suggested if is_new and PublicClaim.objects.matching(suggested).exists() else ""
