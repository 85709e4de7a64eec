from django.contrib import admin

from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.site import site
from factcheck.models import Topic


@admin.register(Topic, site=site)
class TopicAdmin(DeskAdmin):
    list_display = ["__str__", "slug"]
    search_fields = ["slug", "name"]
    fields = ["name", "slug"]
