"""What an article's page shows."""

from collections import Counter
from typing import Any

from django.http import QueryDict

from factcheck.bidi import isolated
from factcheck.models.reading_room import PublicArticle, PublicFinding
from factcheck.models.scale import VerificationStatus, counted
from factcheck.public.article.annotation import annotated
from factcheck.public.article.finding import Finding
from factcheck.public.article.note import notes_on
from factcheck.public.cards.lettering import can_be_written
from factcheck.public.scale.balance import balance

# So many of what holds least are named beside the title.
WORST = 3


def article_page(article: PublicArticle, query: QueryDict) -> dict[str, Any]:
    """Context of ``article/detail.html``, by three queries.

    ``?view=table`` shows the claims alone; ``?status=`` the claims of one status only or, if there
    are none, all; ``?unchecked=shown`` those, too, that nobody has checked yet.
    """
    scale = list(VerificationStatus.objects.all())
    rows = article.claims.with_publication().in_text_order().of_scale(scale)
    badges = Counter(row.badge.slug for row in rows)
    spread, public = balance(badges, scale), PublicFinding.objects.on(article.pk)
    chosen = spread.share_of(query.get("status", ""))
    status = chosen.status.slug if chosen else ""
    asked = query.get("unchecked") == "shown" or status == VerificationStatus.UNVERIFIED
    notes = notes_on(rows, status, with_unchecked=asked)
    paragraphs = annotated(article, notes)
    begins_with_title = paragraphs and paragraphs[0].text.strip() == article.title
    in_text = [note for note in notes if note.is_in_text]
    trouble = [note for note in in_text if note.does_not_hold]
    return {
        "article": article,
        "named": {name: isolated(getattr(article, name)) for name in ("title", "publisher")},
        "finding": Finding(public, notes, counted(badges, scale)) if public else None,
        "has_picture": can_be_written(article.title),
        "balance": spread,
        "chosen": chosen,
        "notes": notes,
        "in_text": in_text,
        "worst": sorted(trouble, key=lambda note: note.rating or 0)[:WORST],
        "more_in_text": max(0, len(trouble) - WORST),
        "unchecked": sum(not row.is_checked for row in rows),
        "with_unchecked": asked,
        "title": paragraphs.pop(0) if begins_with_title else None,
        "paragraphs": paragraphs,
        "as_table": not paragraphs or query.get("view") == "table",
        "first": next((note for note in in_text if note.is_shown), None),
        "apart": [note for note in notes if not (note.is_in_text or note.is_quiet)],
    }
