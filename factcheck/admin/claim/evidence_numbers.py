"""The number of a new piece of evidence: proposed with its form, kept or moved on when saved.

A form proposes the article's next numbers, so that a reasoning can refer to what is not saved yet.
Where somebody else took one meanwhile, the piece gets the next free number, and what was typed
refers to that: a reference never leads to a piece that was not meant. The number of a piece that
was removed is given to no other, since somebody may have cited it; a piece that somebody removed
while another changed it keeps its number if it stays.
"""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from factcheck.listing import listed
from factcheck.models import Article, AuditEntry, Claim, Evidence
from factcheck.models.evidence import last_number
from factcheck.references import referenced_numbers, renumbered

PREFIX = "evidence"
# How far a proposal may be beyond the last number: rows come and go while one types.
AHEAD = 100
REASONING = re.compile(r"reasoning|translations-\d+-reasoning")


class ProposedNumber(forms.IntegerField):
    """The number that a new piece is shown with; a row with nothing else in it does not count."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


def settled(data: QueryDict, claim: Claim) -> QueryDict:
    """Give each new piece a number that nobody else takes until the transaction ends."""
    Article.objects.locked(claim.article_id)
    last = last_number(claim.article_id)
    sent = {name: data.get(name, "") for name in _proposals(data)}
    proposed = {name: int(number) for name, number in sent.items() if number.isdecimal()}
    removed = _removed(claim, data) if any(each <= last for each in proposed.values()) else set()
    kept: set[int] = set()
    taken: dict[str, int] = {}
    for name, number in proposed.items():
        is_free = last < number <= last + AHEAD or number in removed
        if is_free and number not in kept:
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


def _removed(claim: Claim, sent: QueryDict) -> set[int]:
    """The numbers of the claim's own pieces that its form showed, and that are there no longer."""
    since = sent.get("since", "")
    gone = AuditEntry.objects.removed_evidence(claim.article_id).filter(claim=claim.pk)
    gone = gone.added_before(int(since) if since.isdecimal() else 0)
    numbers = set(gone.values_list("number", flat=True)) - {None}
    taken = Evidence.objects.filter(article=claim.article_id, number__in=numbers)
    return numbers - set(taken.values_list("number", flat=True))


def tell_broken(request: HttpRequest, claim: Claim, formsets: Iterable[Any]) -> None:
    """Warn of references to pieces that were removed just now."""
    pieces = [formset for formset in formsets if formset.model is Evidence]
    removed = {row.number for each in pieces for row in getattr(each, "deleted_objects", ())}
    if not removed:
        return
    texts = [claim.reasoning, *claim.translations.values_list("reasoning", flat=True)]
    broken = removed & {number for text in texts for number in referenced_numbers(text)}
    if broken:
        said = _(
            "The reasoning still refers to evidence that you removed: %(references)s. Take that "
            "out of it, too: otherwise it cannot be submitted."
        )
        references = listed(f"[e{number}]" for number in sorted(broken))
        messages.warning(request, said % {"references": references})


def _proposals(data: QueryDict) -> list[str]:
    """The fields with the numbers of pieces that are not saved yet."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "0")
    rows = range(int(total) if total.isdecimal() else 0)
    return [
        f"{PREFIX}-{row}-proposed"
        for row in rows
        if not data.get(f"{PREFIX}-{row}-id") and f"{PREFIX}-{row}-proposed" in data
    ]
