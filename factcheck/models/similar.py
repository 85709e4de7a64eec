"""Claims that say what a text says: PostgreSQL fetches those with its rarest words, `words` ranks.

The number of queries is fixed: one that counts the words and fetches the keys, one for the rows.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from django.db import connection, models

from factcheck import words
from factcheck.models.searched import SearchedQuerySet, languages
from factcheck.words import similar

Row = TypeVar("Row", bound=models.Model)
# The texts of a claim in one language, each with the language's tag.
Version = list[tuple[str, str]]

# How many are ranked; which word is so common that it fetches none.
FETCHED, COMMON = 100, 5_000
# Where there are few claims, each word of theirs is in many: it is weighed as if there were more.
AT_LEAST = 100
# What is less like shows nothing that helps (`tests/benchmarks/test_similar.py`).
FLOOR = 0.2

_FETCH = """
WITH sought AS (SELECT * FROM unnest(%s::int[], %s::text[]) AS sought(word, term)),
holding AS MATERIALIZED (
  SELECT sought.word, sought.term, found.key FROM sought, LATERAL (
    SELECT key FROM ({rows}) AS searched(key, search)
    WHERE search @@ sought.term::tsquery LIMIT %s
  ) AS found
),
total AS (SELECT greatest(count(*), %s) AS claims FROM ({rows}) AS searched(key, search)),
counted AS (SELECT term, count(DISTINCT key) AS claims FROM holding GROUP BY term),
weighed AS (
  SELECT word, key, max(ln(1 + (total.claims - counted.claims + 0.5) / (counted.claims + 0.5)))
    AS weight
  FROM holding JOIN counted USING (term), total WHERE counted.claims <= %s GROUP BY word, key
)
SELECT term, NULL::bigint AS key, claims FROM counted
UNION ALL SELECT NULL, NULL, claims FROM total
UNION ALL (
  SELECT NULL, key, NULL FROM weighed GROUP BY key
  ORDER BY round(sum(weight), 6) DESC, key DESC LIMIT %s
)
"""


def fetched(
    rows: SearchedQuerySet[Any], key: str, asked: words.Asked
) -> tuple[list[int], similar.Counts]:
    """The keys of those rows that have most of what is asked, and how many have each term of it."""
    sql, parameters = rows.order_by().values_list(key, "search").query.sql_with_params()
    sought = [(number, term) for number, word in enumerate(asked.words) for term in word]
    numbers = [number for number, _term in sought]
    terms = [words.quoted(term) for _number, term in sought]
    with connection.cursor() as cursor:
        cursor.execute(
            _FETCH.format(rows=sql),
            [numbers, terms, *parameters, COMMON + 1, AT_LEAST, *parameters, COMMON, FETCHED],
        )
        found = cursor.fetchall()
    told = dict(zip(terms, (term for _number, term in sought), strict=True))
    by_term = {told[term]: claims for term, _key, claims in found if term}
    [total] = [claims for term, key, claims in found if term is None and key is None]
    return [key for _term, key, _claims in found if key], similar.Counts(total, by_term)


def ranked(
    text: str,
    rows: SearchedQuerySet[Any],
    key: str,
    load: Callable[[list[int]], Mapping[int, Row]],
    versions: Callable[[Row], Iterable[Version]],
) -> list[tuple[float, Row]]:
    """The rows that are like a text above `FLOOR`, the likest first, each with how like it is."""
    asked = words.asked(text, languages())
    if not asked:
        return []
    keys, counts = fetched(rows, key, asked)
    found = load(keys)
    said = [
        (pk, similar.statement(each)) for pk in keys if pk in found for each in versions(found[pk])
    ]
    likest = dict[int, float]()
    likeness = similar.likeness(asked, [each for _key, each in said], counts)
    for (pk, _statement), score in zip(said, likeness, strict=True):
        likest[pk] = max(likest.get(pk, 0), score)
    order = sorted(likest, key=lambda pk: (-likest[pk], -pk))
    return [(likest[pk], found[pk]) for pk in order if likest[pk] >= FLOOR]
