from django.contrib import admin

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
