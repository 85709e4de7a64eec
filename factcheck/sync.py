"""What every newsroom's database holds: the scale, its own pages, and the groups.

Synced after each migrate, so that neither a flush nor a new permission loses them.
"""

import json
from collections.abc import Iterable
from typing import Any, TypeVar

from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Model, Q
from django.utils.translation import gettext_noop

from factcheck.models import VerificationStatus

M = TypeVar("M", bound=Model)
Colour, Icon = VerificationStatus.Colour, VerificationStatus.Icon

LOOKS = {
    "true": (Colour.GREEN, Icon.CHECK),
    "mostly-true": (Colour.LIME, Icon.CHECK_PARTIAL),
    "needs-context": (Colour.AMBER, Icon.CONTEXT),
    "mostly-false": (Colour.ORANGE, Icon.CROSS_PARTIAL),
    "false": (Colour.RED, Icon.CROSS),
    "unproven": (Colour.VIOLET, Icon.QUESTION),
    "not-checkable": (Colour.BLUE, Icon.SPEECH),
    "unverified": (Colour.GREY, Icon.CLOCK),
}

# The newsroom writes their texts.
PAGES = [
    ("who", {"en": "Who we are", "es": "Quiénes somos", "ar": "من نحن"}),
    ("funding", {"en": "Who pays for it", "es": "Quién nos financia", "ar": "من يموّلنا"}),
    ("contact", {"en": "How to reach us", "es": "Contacto", "ar": "كيف تتواصل معنا"}),
    (
        "corrections",
        {"en": "How we correct ourselves", "es": "Cómo nos corregimos", "ar": "كيف نصحّح أخطاءنا"},
    ),
]

DESK = [
    *("article", "articlerevision", "claim", "citation", "evidence", "replyrequest"),
    *("externalreview", "searchlogentry", "source", "speaker", "speakeralias", "translation"),
]
PARTS = [
    "citation",
    "evidence",
    "externalreview",
    "replyrequest",
    "searchlogentry",
    "speakeralias",
    "translation",
]
EVERYTHING = [
    *(*DESK, "auditentry", "embargo", "finding", "move", "publication"),
    *("lead", "page", "topic", "verificationstatus"),
]

GROUPS: dict[str, dict[str, list[str]]] = {
    gettext_noop("Researchers"): {
        "view": EVERYTHING,
        "add": DESK,
        "change": DESK,
        "delete": PARTS,
        "research": ["claim"],
    },
    gettext_noop("Reviewers"): {"view": EVERYTHING, "review": ["claim"]},
    gettext_noop("Publishers"): {"view": EVERYTHING, "publish": ["claim"]},
    gettext_noop("Desk editors"): {
        "view": [*EVERYTHING, "readerreport"],
        "add": [*DESK, "topic", "page", "lead"],
        "change": [*DESK, "topic", "page", "verificationstatus", "finding", "readerreport"],
        "delete": [*PARTS, "readerreport", "lead"],
        "research": ["claim"],
        "assign": ["claim"],
        "export": ["claim"],
        "import": ["claim"],
        "share": ["savedview"],
    },
    gettext_noop("Reader desk"): {
        "view": [*EVERYTHING, "readerreport"],
        "change": ["readerreport"],
        "delete": ["readerreport"],
    },
}


def groups() -> None:
    """Make each group's permissions exactly those of `GROUPS`."""
    for name, codes in GROUPS.items():
        wanted = Q(pk=None)
        for verb, models in codes.items():
            wanted |= Q(codename__in=[f"{verb}_{model}" for model in models])
        group, _created = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(wanted, content_type__app_label="factcheck")
        )


def missing(model: type[M], rows: Iterable[dict[str, Any]]) -> list[M]:
    """Statuses or findings that the database lacks, unsaved; editors may have changed others."""
    known = set(model._default_manager.values_list("slug", flat=True))
    # A database that is migrated halfway has fewer columns.
    columns = {field.name for field in model._meta.fields}
    return [
        model(**{name: value for name, value in row.items() if name in columns})
        for row in rows
        if row["slug"] not in known
    ]


def with_looks(statuses: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give each status its colour and icon."""
    unknown = (Colour.GREY, Icon.QUESTION)
    return [
        status | dict(zip(("colour", "icon"), LOOKS.get(status["slug"], unknown), strict=True))
        for status in statuses
    ]


def scale(apps: Apps = global_apps) -> None:
    """Add the statuses and findings of the default scale that are missing."""
    statuses, findings = (
        json.loads((settings.BASE_DIR / "seeds" / name).read_text(encoding="utf-8"))
        for name in ("statuses.json", "findings.json")
    )
    for name, rows in (("VerificationStatus", with_looks(statuses)), ("Finding", findings)):
        for entry in missing(apps.get_model("factcheck", name), rows):
            entry.save()


def pages(apps: Apps = global_apps) -> None:
    """Add the pages that every newsroom owes its readers, still without a text."""
    for order, (slug, title) in enumerate(PAGES, 1):
        apps.get_model("factcheck", "Page").objects.get_or_create(
            slug=slug, defaults={"title": title, "order": order}
        )


def after_migrate(apps: Apps = global_apps, **_kwargs: Any) -> None:
    """Sync, unless the database was migrated back to before there was a scale."""
    if "verificationstatus" in apps.all_models["factcheck"]:
        groups()
        scale(apps)
        pages(apps)
