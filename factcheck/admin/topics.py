from django.contrib import admin

from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.site import site
from factcheck.admin.slugs import SlugOnce
from factcheck.admin.untranslated import ListsWhatLacks
from factcheck.models import Topic


@admin.register(Topic, site=site)
class TopicAdmin(ListsWhatLacks, SlugOnce, DeskAdmin):
    list_display = ["__str__", "slug"]
    search_fields = ["slug", "name"]
    fields = ["name", "slug"]
    slug_fields = ["name"]
