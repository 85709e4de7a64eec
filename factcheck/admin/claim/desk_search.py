"""Search among the desk's rows."""

from collections.abc import Iterator

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q
from django.utils.text import smart_split, unescape_string_literal

from factcheck.models import Speaker


def matching(words: str) -> Q:
    """Claims that have every word in their headline, statement, quote or a name of the speaker."""
    condition = Q()
    for word in split(words):
        condition &= _in_any(word, "headline", "statement", "quote") | Q(_said_by(word))
    return condition


def every_word(words: str, *fields: str) -> Q:
    """Rows with every word in one of the fields."""
    condition = Q()
    for word in split(words):
        condition &= _in_any(word, *fields)
    return condition


def split(words: str) -> Iterator[str]:
    """The words; those in quotation marks as they stand."""
    for bit in smart_split(words):
        is_quoted = len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'"
        yield unescape_string_literal(bit) if is_quoted else bit


def _in_any(word: str, *fields: str) -> Q:
    condition = Q()
    for field in fields:
        condition |= Q(**{f"{field}__icontains": word})
    return condition


def _said_by(word: str) -> Func:
    # With an array, unlike a subquery, the database can combine the indexes of all alternatives.
    named = Speaker.objects.filter(Q(name__icontains=word) | Q(aliases__name__icontains=word))
    return Func(
        F("speaker"),
        ArraySubquery(named.order_by().values("pk")),
        template="(%(expressions)s))",
        arg_joiner=" = ANY(",
        output_field=BooleanField(),
    )
