"""Who says what in a text, by whom it names and how it reports them. No Django here.

`read` a text for known speakers and sources; the reading tells for a passage who says it, and what
is cited for it. `propose_claims` finds the sentences that carry claims. English and Spanish.
"""

from .checkable import checkable
from .claims import ClaimSentence, propose_claims
from .languages import LANGUAGES
from .names import Known
from .reading import Found, Reading, read

__all__ = [
    "LANGUAGES",
    "ClaimSentence",
    "Found",
    "Known",
    "Reading",
    "checkable",
    "propose_claims",
    "read",
]
