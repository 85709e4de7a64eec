from functools import partial
from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, Permission
from django.db.models import ManyToManyField, QuerySet
from django.forms import CheckboxSelectMultiple, ModelMultipleChoiceField
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from factcheck.admin import leaving_page
from factcheck.admin.account import NOTICES
from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.found_by_words import FoundByWords
from factcheck.admin.site import site
from factcheck.models import User

DEFAULTS = {"add": _("add"), "change": _("change"), "delete": _("delete"), "view": _("view")}


def label(permission: Permission) -> str:
    """A permission in the editor's language; the database has only its English name."""
    model, verb = permission.content_type.model_class(), permission.codename.split("_")[0]
    if model is None or verb not in DEFAULTS:
        return gettext(permission.name)
    return f"{capfirst(model._meta.verbose_name_plural)}: {DEFAULTS[verb]}"


def named(obj: Any) -> str:
    return gettext(obj.name)


class LabelsPermissions(DeskAdmin):
    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.related_model is Permission:
            field.label_from_instance = label  # type: ignore[method-assign,union-attr]
            # The queue's own rows are nobody's to look at.
            field.queryset = field.queryset.exclude(content_type__app_label="procrastinate")  # type: ignore[union-attr]
        return field


PARTS = _(
    "Researchers check claims, reviewers sign them off, publishers publish them; desk editors "
    "check and assign. One person may have several parts, but nobody signs off their own work."
)


class NamedGroups(admin.RelatedFieldListFilter):
    """The groups by their names in the editor's language."""

    def field_choices(self, *args: Any) -> list[tuple[Any, Any]]:
        return [(key, gettext(str(name))) for key, name in super().field_choices(*args)]


class UserForm(UserChangeForm):  # type: ignore[type-arg]
    notices = NOTICES


@admin.register(User, site=site)
class UserAdmin(FoundByWords, DjangoUserAdmin):  # type: ignore[type-arg]
    form = UserForm
    list_display = ["username", "byline", "first_name", "last_name", "is_active", "last_login"]
    list_filter = [("groups", NamedGroups), "is_active", "is_superuser"]
    fieldsets = [
        (None, {"fields": ["username", "password", "byline"]}),
        (_("Person"), {"fields": [("first_name", "last_name"), "language", "email", "notices"]}),
        (
            _("Permissions"),
            {"fields": ["groups", "is_active", "is_staff", "is_superuser"]},
        ),
        (_("Dates"), {"fields": [("last_login", "date_joined")]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
    instead_of_deleting = _(
        "What people did stays with their account. When somebody leaves, open the account and "
        "choose “Leaving”: it is deactivated, its work handed over, and its name can be replaced."
    )
    add_fieldsets = [
        (None, {"fields": ["username", "byline", "groups", "password1", "password2"]}),
    ]

    def formfield_for_manytomany(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.label_from_instance = named  # type: ignore[method-assign]
            field.widget = CheckboxSelectMultiple()
            field.widget.choices = field.choices
            field.label, field.help_text = _("Part in the newsroom"), PARTS
        return field

    def get_urls(self) -> list[Any]:
        leaving = site.staff_view(partial(leaving_page.page, self))
        own = path("<int:user_id>/leave/", leaving, name="factcheck_user_leave")
        return [own, *super().get_urls()]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Offer nobody who left where somebody is chosen."""
        if request.path == reverse("admin:autocomplete"):
            queryset = queryset.filter(is_active=True)
        return super().get_search_results(request, queryset, search_term)

    def save_model(self, request: HttpRequest, user: User, form: Any, change: bool) -> None:
        """Make everybody with an account staff: readers have no accounts."""
        user.is_staff = user.is_staff or not change
        super().save_model(request, user, form, change)


@admin.register(Group, site=site)
class GroupAdmin(LabelsPermissions, DjangoGroupAdmin):  # type: ignore[misc]
    list_display = ["named"]
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

    @admin.display(description=_("name"), ordering="name")
    def named(self, group: Group) -> str:
        return named(group)
