from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from factcheck.admin.account import NOTICES
from factcheck.admin.base import DeskAdmin
from factcheck.admin.site import site
from factcheck.models import User


class UserForm(UserChangeForm):  # type: ignore[type-arg]
    notices = NOTICES


@admin.register(User, site=site)
class UserAdmin(DeskAdmin, DjangoUserAdmin):  # type: ignore[type-arg]
    form = UserForm
    list_display = ["username", "byline", "first_name", "last_name", "is_active", "last_login"]
    list_filter = ["groups", "is_active", "is_superuser"]
    search_fields = ["username", "byline", "first_name", "last_name", "email"]
    fieldsets = [
        (None, {"fields": ["username", "password", "byline"]}),
        (_("Person"), {"fields": [("first_name", "last_name"), "language", "email", "notices"]}),
        (
            _("Permissions"),
            {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]},
        ),
        (_("Dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    readonly_fields = ["last_login", "date_joined"]


@admin.register(Group, site=site)
class GroupAdmin(DeskAdmin, DjangoGroupAdmin):
    list_display = ["name"]
    fieldsets = [
        (
            None,
            {
                "description": _(
                    "The groups that factcheck comes with get their permissions again at every "
                    "update; make a group of your own to give others."
                ),
                "fields": ["name", "permissions"],
            },
        )
    ]
