"""What is wrong with a quote, as a message for the editor."""

from django.utils.translation import gettext as _

from factcheck.anchoring import AmbiguousQuote, AnchorError, QuoteNotFound


def quote_problem(error: AnchorError) -> str:
    """What is wrong with a quote, in the editor's language; anchoring knows only English."""
    if isinstance(error, AmbiguousQuote):
        return _(
            "“%(quote)s” stands %(times)s times in the text. "
            "Choose one of the places, or quote more words."
        ) % {"quote": error.candidates[0].exact, "times": len(error.candidates)}
    assert isinstance(error, QuoteNotFound)
    if not error.quote:
        return _("The quote is empty. Give the words exactly as they stand in the text.")
    if error.nearest:
        return _("The text does not contain “%(quote)s”. Did you mean “%(nearest)s”?") % {
            "quote": error.quote,
            "nearest": error.nearest.exact,
        }
    return _(
        "The text does not contain “%(quote)s”, nor anything close to it. "
        "Copy the words from the text."
    ) % {"quote": error.quote}
