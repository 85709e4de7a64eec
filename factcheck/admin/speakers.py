from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from factcheck.admin.cells import counted_link
from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.line import WORDS
from factcheck.admin.making import MadeInPlace
from factcheck.admin.merge_page import MergesRows
from factcheck.admin.site import site
from factcheck.admin.slugs import SlugOnce
from factcheck.models import Claim, Speaker, SpeakerAlias
from factcheck.models.counting import RowCount, up_to_cap

# Django’s own Spanish for this is no Spanish; only aliases are added so.
ADD_ANOTHER = gettext_noop("Add another %(verbose_name)s")


class AliasInline(admin.TabularInline):  # type: ignore[type-arg]
    model = SpeakerAlias
    extra = 1
    formfield_overrides = {
        models.CharField: {"widget": AdminTextInputWidget(attrs={"aria-label": _("Alias")})}
    }


@admin.register(Speaker, site=site)
class SpeakerAdmin(MadeInPlace, MergesRows, SlugOnce, FoundByWords):
    list_display = ["name", "kind", "role", "country", "claims"]
    list_filter = ["kind"]
    search_help_text = _("Words of a name, an alias or a role.")
    sortable_by = ["name"]
    fields = ["name", "slug", "kind", ("role", "country"), "role_translations", "url", "note"]
    formfield_overrides = WORDS
    inlines = [AliasInline]
    making_fields = ["name", "kind", "role"]
    slug_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        said = up_to_cap(Claim.objects.filter(speaker=OuterRef("pk")))
        rows: QuerySet[Any] = super().get_queryset(request).annotate(claim_count=RowCount(said))
        return rows

    def like(self, values: dict[str, str]) -> QuerySet[Any]:
        return Speaker.objects.like(values["name"])

    @admin.display(description=_("claims"))
    def claims(self, speaker: Any) -> SafeString:
        url = f"{reverse('admin:factcheck_claim_changelist')}?speaker={speaker.pk}"
        return counted_link(speaker.claim_count, url)
