"""A new version of an article's text is compared with the newest one before it is saved."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from factcheck import text_versions
from factcheck.admin.article import passages
from factcheck.admin.article.text_diff import paragraphs
from factcheck.admin.desk_admin import say_what_was_dropped
from factcheck.anchoring import Outcome
from factcheck.listing import listed
from factcheck.models import Article
from factcheck.models.text_fields import ArticleTextField, in_language
from factcheck.worddiff import DiffPart, diff

OUTCOMES = {
    Outcome.KEPT: gettext_lazy("kept"),
    Outcome.MOVED: gettext_lazy("moved"),
    Outcome.FUZZY: gettext_lazy("changed"),
    Outcome.ORPHANED: gettext_lazy("gone"),
}


class TextForm(forms.Form):
    """The text, and the number of the revision that it was compared with."""

    text = ArticleTextField(
        label=gettext_lazy("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "article-text"}),
        help_text=gettext_lazy("The whole text as it is now, paragraphs parted by empty lines."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, article: Article, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_language(self, ["text"], article.language)


@dataclass(frozen=True, slots=True)
class FateRow:
    """What becomes of a claim, and of its words."""

    fate: text_versions.Fate

    @property
    def outcome(self) -> str:
        return self.fate.outcome.value

    @property
    def label(self) -> str:
        return str(OUTCOMES[self.fate.outcome])

    @property
    def alike(self) -> int | None:
        """How alike the words are, in per cent, where they changed."""
        is_fuzzy = self.fate.relocation.outcome == Outcome.FUZZY
        return round(self.fate.relocation.score * 100) if is_fuzzy else None

    @property
    def parts(self) -> list[DiffPart]:
        words, quote = self.fate.words, self.fate.quote
        if not words.new:
            return [DiffPart("del", quote)]
        is_same = self.fate.outcome != Outcome.FUZZY
        return [DiffPart("keep", quote)] if is_same else diff(words.old, words.new)


def urls(admin: Any) -> list[URLPattern]:
    """The addresses of the pages of an article's text; `admin` is the articles' admin."""
    pages = {
        "<int:article_id>/revise/": (revise, "factcheck_article_revise"),
        "<int:article_id>/passages/": (passages.queue, "factcheck_article_passages"),
        "passages/": (passages.queue, "factcheck_passages"),
    }
    return [
        path(address, admin.admin_site.admin_view(partial(view, admin)), name=name)
        for address, (view, name) in pages.items()
    ]


def revise(admin: Any, request: HttpRequest, article_id: int) -> HttpResponse:
    """Take a text, show what it would do, and save it; after a refusal the form keeps it."""
    article = get_object_or_404(Article, pk=article_id)
    if not admin.has_change_permission(request, article):
        raise PermissionDenied
    if request.method != "POST":
        return _edit(admin, request, article)
    form = TextForm(article, request.POST)
    if not form.is_valid() or "edit" in request.POST:
        return _edit(admin, request, article, request.POST.get("text", ""))
    text, seen = form.cleaned_data["text"], form.cleaned_data["seen"]
    try:
        if "save" in request.POST:
            fates = text_versions.revise(article, text, request.user, seen=seen)  # type: ignore[arg-type]
            messages.success(request, _summary(article, fates))
            return redirect("admin:factcheck_article_passages", article.pk)
        text_versions.check(article, text)
    except ValidationError as refusal:
        return _edit(admin, request, article, text, refusal)
    say_what_was_dropped(request, form)
    return _compare(admin, request, article, text)


def _edit(
    admin: Any,
    request: HttpRequest,
    article: Article,
    text: str | None = None,
    refusal: ValidationError | None = None,
) -> HttpResponse:
    newest = article.current_revision
    known = newest.body if newest else ""
    initial = {"text": known if text is None else text, "seen": newest.number if newest else 0}
    context = _context(admin, request, article) | {
        "form": TextForm(article, initial=initial),
        "newest": newest,
        "problems": refusal.messages if refusal else [],
    }
    return TemplateResponse(request, "admin/article/new_version.html", context)


def _compare(admin: Any, request: HttpRequest, article: Article, text: str) -> HttpResponse:
    newest = article.current_revision
    text, number = text_versions.normalised(text), newest.number if newest else 0
    # Least like what it was first.
    worst = [outcome.value for outcome in reversed(OUTCOMES)]
    fates = (FateRow(fate) for fate in text_versions.preview(article, text))
    rows = sorted(fates, key=lambda row: worst.index(row.outcome))
    counts = Counter(row.outcome for row in rows)
    context = _context(admin, request, article) | {
        "form": TextForm(article, initial={"text": text, "seen": number}),
        "paragraphs": paragraphs(newest.body if newest else "", text),
        "rows": rows,
        "counts": [(key, label, counts[key]) for key, label in OUTCOMES.items() if counts[key]],
        "number": number + 1,
    }
    return TemplateResponse(request, "admin/article/compare_versions.html", context)


def _context(admin: Any, request: HttpRequest, article: Article) -> dict[str, Any]:
    shared: dict[str, Any] = admin.admin_site.each_context(request)
    return shared | {
        "title": _("New version"),
        "subtitle": str(article),
        "opts": admin.opts,
        "article": article,
        "back": reverse("admin:factcheck_article_change", args=[article.pk]),
    }


def _summary(article: Article, fates: Sequence[text_versions.Fate]) -> str:
    """What was saved, and what became of the claims, in one sentence."""
    newest = article.current_revision
    saved = _("Version %(number)s was saved.") % {"number": newest.number if newest else 0}
    counts = Counter(fate.outcome for fate in fates)
    parts = [f"{OUTCOMES[outcome]}: {counts[outcome]}" for outcome in OUTCOMES if counts[outcome]]
    if not parts:
        return saved
    claims = ngettext("%(count)s claim", "%(count)s claims", len(fates)) % {"count": len(fates)}
    return f"{saved} {claims} ({listed(parts)})."
