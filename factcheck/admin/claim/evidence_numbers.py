"""The number of a new piece of evidence: proposed with its form, kept or moved on when saved.

A form proposes the article's next numbers, so that a reasoning can refer to what is not saved yet.
Where somebody else took one meanwhile, the piece gets the next free number, and what was typed
refers to that: a reference never leads to a piece that was not meant.
"""

import re
from typing import Any

from django import forms
from django.db.models import Max
from django.http import QueryDict

from factcheck.models import Article, Evidence
from factcheck.references import renumbered

PREFIX = "evidence"
# How far a proposal may be beyond the last number: rows come and go while one types.
AHEAD = 100
REASONING = re.compile(r"reasoning|translations-\d+-reasoning")


class ProposedNumber(forms.IntegerField):
    """The number that a new piece is shown with; a row with nothing else in it does not count."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def last_number(article_id: int) -> int:
    taken = Evidence.objects.filter(article=article_id)
    return taken.aggregate(last=Max("number"))["last"] or 0


def settled(data: QueryDict, article_id: int) -> QueryDict:
    """Give each new piece a number that nobody else takes until the transaction ends."""
    Article.objects.locked(article_id)
    last = last_number(article_id)
    sent = {name: data.get(name, "") for name in _proposals(data)}
    proposed = {name: int(number) for name, number in sent.items() if number.isdecimal()}
    kept: set[int] = set()
    taken: dict[str, int] = {}
    for name, number in proposed.items():
        if last < number <= last + AHEAD and number not in kept:
            kept.add(number)
        else:
            taken[name] = number
    if not taken:
        return data
    data = data.copy()
    moved: dict[int, int] = {}
    for free, (name, number) in enumerate(taken.items(), max([last, *kept]) + 1):
        data[name] = str(free)
        if number not in kept:
            moved.setdefault(number, free)
    for name in data:
        if REASONING.fullmatch(name):
            data.setlist(name, [renumbered(text, moved) for text in data.getlist(name)])
    return data


def _proposals(data: QueryDict) -> list[str]:
    """The fields with the numbers of pieces that are not saved yet."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    rows = range(int(total) if total.isdecimal() else 0)
    return [
        f"{PREFIX}-{row}-proposed"
        for row in rows
        if not data.get(f"{PREFIX}-{row}-id") and f"{PREFIX}-{row}-proposed" in data
    ]
