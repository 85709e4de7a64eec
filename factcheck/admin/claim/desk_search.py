"""Search among the desk's claims."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, Q
from django.utils.text import smart_split, unescape_string_literal

from factcheck.models import Speaker


def matching(words: str) -> Q:
    """Claims that have every word in their headline, statement, quote or a name of the speaker.

    Words in quotation marks are searched as they stand.
    """
    condition = Q()
    for bit in smart_split(words):
        is_quoted = len(bit) > 1 and bit[0] == bit[-1] and bit[0] in "\"'"
        word = unescape_string_literal(bit) if is_quoted else bit
        condition &= (
            Q(headline__icontains=word)
            | Q(statement__icontains=word)
            | Q(quote__icontains=word)
            | Q(_said_by(word))
        )
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
