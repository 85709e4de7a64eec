from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck.admin.cells import above, counted_link
from factcheck.admin.desk_admin import day_of
from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.line import WORDS
from factcheck.admin.making import MadeInPlace
from factcheck.admin.merge_page import MergesRows
from factcheck.admin.site import site
from factcheck.admin.slugs import SlugOnce
from factcheck.models import Citation, Source
from factcheck.models.counting import RowCount, up_to_cap

DAY = day_of(Source._meta.get_field("published_on"))


@admin.register(Source, site=site)
class SourceAdmin(MadeInPlace, MergesRows, SlugOnce, FoundByWords):
    list_display = ["name_and_address", "kind", DAY, "claims"]
    list_filter = ["kind"]
    search_help_text = _("Words of the title, the publisher or the address.")
    sortable_by: ClassVar[Any] = [DAY]
    fieldsets = [
        (
            None,
            {
                "fields": [
                    "title",
                    "publisher",
                    "slug",
                    ("kind", "description"),
                    "published_on",
                    "url",
                    "archive_url",
                    "note",
                ]
            },
        )
    ]
    making_fields = ["title", "kind", "publisher", "published_on", "url"]
    slug_fields = ["publisher", "title"]
    formfield_overrides = WORDS

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        citing = up_to_cap(Citation.objects.filter(source=OuterRef("pk")))
        rows: QuerySet[Any] = super().get_queryset(request).annotate(claim_count=RowCount(citing))
        return rows

    def initial_of(self, words: str) -> dict[str, str]:
        is_address = words.startswith(("http://", "https://"))
        return {"url" if is_address else "title": words}

    def like(self, values: dict[str, str]) -> QuerySet[Any]:
        return Source.objects.like(values["title"], values["url"])

    @admin.display(description=_("source"))
    def name_and_address(self, source: Source) -> SafeString:
        return above(str(source), source.url)

    @admin.display(description=_("claims citing it"))
    def claims(self, source: Any) -> SafeString:
        url = f"{reverse('admin:factcheck_claim_changelist')}?source={source.pk}"
        return counted_link(source.claim_count, url)
