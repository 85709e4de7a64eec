"""How like two stretches of words are."""

from .alignment import Words, runs

# Three quarters of a score are the share of characters in words that both have, a quarter the share
# of the surroundings that stayed.
CONTEXT_WEIGHT = 0.25
# Of changed words, fewer characters in a row are the same by coincidence.
ALIKE = 3


def likeness(one: Words, other: Words) -> float:
    """The share of characters in words that both have, in the same order.

    Of a changed word, the characters that both have count where three or more stand in a row.
    """
    same, i, j = 0, 0, 0
    for a, b, size in [*runs(one, other), (len(one), len(other), 0)]:
        if i < a and j < b:
            changed = runs("".join(one[i:a]), "".join(other[j:b]))
            same += sum(length for _a, _b, length in changed if length >= ALIKE)
        same += sum(map(len, one[a : a + size]))
        i, j = a + size, b + size
    return 2 * same / (sum(map(len, one)) + sum(map(len, other)))


def kept(context: Words, there: Words) -> int:
    """Count the characters of surroundings that are the same."""
    return sum(sum(map(len, context[a : a + size])) for a, _b, size in runs(context, there))
