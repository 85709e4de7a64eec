from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring, language_tags
from factcheck.admin.article import copy_pages, finding, new_version, take_in, workbench
from factcheck.admin.cells import progress
from factcheck.admin.desk_admin import day_of
from factcheck.admin.desk_inlines import RecordInline
from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.line import LineTextarea
from factcheck.admin.site import site
from factcheck.admin.slugs import SlugOnce
from factcheck.models import Article, ArticleRevision, Claim, PublicArticle
from factcheck.models.text_fields import ArticleTextField, in_language


class ArticleForm(forms.ModelForm):  # type: ignore[type-arg]
    text = ArticleTextField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "article-text"}),
        help_text=_("The whole text, paragraphs parted by empty lines. Claims are marked in it."),
    )

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007
        widgets = {"title": LineTextarea, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "published_on": _("A day, month or year: 18 Feb 2023, Feb 2023 or 2023."),
            "language": _("Its name, or its code, such as es or es-PE."),
            "url": _("Where the article stands on the web."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        in_language(self, ["title", "text"], self.instance.language if self.instance.pk else "")


class RevisionInline(RecordInline):
    model = ArticleRevision
    fields = readonly_fields = ("number", "created_at", "created_by", "digest")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("body").select_related("created_by")

    @admin.display(description=_("SHA-256"))
    def digest(self, revision: ArticleRevision) -> str:
        return revision.sha256


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """A stretch of the text; if it lies in claims, it links to `claim`, the innermost of them."""

    text: str
    keys: tuple[int, ...]
    claim: Claim | None


class NamedLanguages(admin.AllValuesFieldListFilter):
    """The languages of the articles, by their names."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        for choice in super().choices(changelist):
            tag = language_tags.canonical(str(choice["display"]))
            yield {**choice, "display": language_tags.name(tag) if tag else choice["display"]}


DAY = day_of(Article._meta.get_field("published_on"))


@admin.register(Article, site=site)
class ArticleAdmin(SlugOnce, FoundByWords):
    form = ArticleForm
    change_form_template = "admin/factcheck/article/change_form.html"
    change_list_template = "admin/factcheck/article/change_list.html"
    list_display = ["title", "publisher", DAY, "progress", "workbench"]
    list_filter = [("language", NamedLanguages)]
    slug_fields = ["title"]
    filter_of_claims = "article"
    instead_of_deleting = _(
        "Claims are never deleted, so their article stays, too. Drop those that nobody is to check."
    )
    readonly_fields = ["marked_text", "progress"]
    fieldsets = [
        (
            _("Article"),
            {
                "fields": [
                    "title",
                    "slug",
                    ("publisher", "author"),
                    ("published_on", "language"),
                    "url",
                ]
            },
        ),
        (_("Text"), {"classes": ["text"], "fields": ["text"]}),
        (
            _("For readers"),
            {
                "fields": ["body_display", "notice"],
                # They are part of what is signed off and published.
                "description": _(
                    "Readers see a change of this with the next publication of one of its claims."
                ),
            },
        ),
        (_("Desk"), {"fields": ["note"]}),
    ]

    def get_urls(self) -> list[URLPattern]:
        def bench(request: HttpRequest, pk: int) -> HttpResponse:
            return workbench.view(self, request, str(pk))

        view = self.admin_site.admin_view(bench)
        own = path("<int:pk>/workbench/", view, name="factcheck_article_workbench")

        def on_whole(request: HttpRequest, pk: int) -> HttpResponse:
            return finding.view(self, request, pk)

        page = self.admin_site.admin_view(on_whole)
        whole = path("<int:pk>/finding/", page, name="factcheck_article_finding")
        pages = [*copy_pages.urls(self), *new_version.urls(self), *take_in.urls(self)]
        return [own, whole, *pages, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles: QuerySet[Article] = Article.objects.with_progress()
        return articles

    def get_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        """Ask for the text once; after that, show it first, with its claims."""
        about, text, *others = super().get_fieldsets(request, obj)
        if obj is None or obj.current_revision is None:
            return [about, text, *others]
        title, options = text
        shown = (title, options | {"fields": ["progress", "marked_text"]})
        return [shown, about, *others]

    def get_inlines(self, request: HttpRequest, obj: Article | None) -> list[Any]:
        return [RevisionInline] if obj else []

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the first text; later ones have a page of their own."""
        super().save_related(request, form, formsets, change)
        article, text = form.instance, form.cleaned_data.get("text")
        if text and article.current_revision is None:
            ArticleRevision(article=article, body=text, created_by_id=request.user.pk).save()

    def response_add(self, request: HttpRequest, obj: Article, *args: Any) -> HttpResponse:
        """Go from a new text to the workbench, where its claims are marked."""
        response = super().response_add(request, obj, *args)
        if "_save" not in request.POST or obj.current_revision is None:
            return response
        return redirect("admin:factcheck_article_workbench", obj.pk)

    def view_on_site(self, article: Article) -> str | None:
        public = PublicArticle.objects.filter(pk=article.slug).first()
        return public.get_absolute_url() if public else None

    @admin.display(description=_("progress"))
    def progress(self, article: Any) -> SafeString:
        return progress(article.facts_left, article.claim_count)

    @admin.display(description=_("work"))
    def workbench(self, article: Article) -> SafeString:
        address = reverse("admin:factcheck_article_workbench", args=[article.pk])
        return format_html('<a href="{}">{}</a>', address, _("Workbench"))

    @admin.display(description=_("text"))
    def marked_text(self, article: Article) -> SafeString:
        """Show the current text, each claim marked and linked to its form."""
        revision = article.current_revision
        if revision is None:
            return SafeString("")
        claims = {claim.pk: claim for claim in revision.claims.select_related("status")}
        spans = [
            anchoring.Span(claim.pk, anchor.start, anchor.end)
            for claim in claims.values()
            if (anchor := claim.anchor)
        ]
        paragraphs = [
            [
                LinkedPassage(s.text, s.keys, claims[s.keys[-1]] if s.keys else None)
                for s in segments
            ]
            for segments in anchoring.marked_paragraphs(revision.body, spans)
        ]
        context = {"paragraphs": paragraphs, "language": article.language}
        return render_to_string("admin/article/_text.html", context)
