"""What every newsroom's database holds: the scale, and the groups with their permissions.

Synced after each migrate, so that neither a flush nor a new permission loses them.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db.models import Q

from factcheck.models import Finding, VerificationStatus

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

DESK = [
    "article",
    "articlerevision",
    "claim",
    "citation",
    "evidence",
    "replyrequest",
    "searchlogentry",
    "speaker",
    "speakeralias",
    "source",
    "translation",
]
PARTS = ["citation", "evidence", "replyrequest", "searchlogentry", "speakeralias", "translation"]
EVERYTHING = [
    *DESK,
    "auditentry",
    "embargo",
    "finding",
    "move",
    "publication",
    "topic",
    "verificationstatus",
]

GROUPS: dict[str, dict[str, list[str]]] = {
    "Researchers": {
        "view": EVERYTHING,
        "add": DESK,
        "change": DESK,
        "delete": PARTS,
        "research": ["claim"],
    },
    "Reviewers": {"view": EVERYTHING, "review": ["claim"]},
    "Publishers": {"view": EVERYTHING, "publish": ["claim"]},
    "Desk editors": {
        "view": EVERYTHING,
        "add": [*DESK, "topic"],
        "change": [*DESK, "topic", "verificationstatus", "finding"],
        "delete": PARTS,
        "research": ["claim"],
        "assign": ["claim"],
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


def scale(statuses: Iterable[dict[str, Any]], findings: Iterable[dict[str, Any]]) -> None:
    """Add the statuses and findings that are missing; those that exist are the editors'."""
    for status in statuses:
        colour, icon = LOOKS.get(status["slug"], (Colour.GREY, Icon.QUESTION))
        VerificationStatus.objects.get_or_create(
            slug=status["slug"], defaults=status | {"colour": colour, "icon": icon}
        )
    for finding in findings:
        Finding.objects.get_or_create(slug=finding["slug"], defaults=finding)


def default_scale() -> None:
    seeds = Path(settings.BASE_DIR) / "seeds"
    scale(*(json.loads((seeds / name).read_text()) for name in ("statuses.json", "findings.json")))


def after_migrate(**_kwargs: Any) -> None:
    groups()
    default_scale()
