from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.site import site
from factcheck.admin.slugs import SlugOnce
from factcheck.admin.untranslated import ListsWhatLacks
from factcheck.models import Topic


@admin.register(Topic, site=site)
class TopicAdmin(ListsWhatLacks, SlugOnce, FoundByWords):
    list_display = ["__str__", "slug"]
    fields = ["name", "slug"]
    slug_fields = ["name"]
    filter_of_claims = "topic"
    instead_of_deleting = _(
        "Take it off these claims first: tick them in their list, choose “Arrange”, and remove the "
        "topic from all at once. Then it can be deleted."
    )
