"""Who may do what: the parts of the newsroom, by the permission that each holds."""

from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, PermissionsMixin


class Who(Enum):
    """Who may act: holders of a permission, or somebody the claim itself names."""

    STAFF = "factcheck.view_claim"
    RESEARCHER = "factcheck.research_claim"
    REVIEWER = "factcheck.review_claim"
    PUBLISHER = "factcheck.publish_claim"
    DESK_EDITOR = "factcheck.assign_claim"
    ASSIGNEE = "assignee"
    SUBMITTER = "submitter"
    DATABASE = "database"

    @property
    def label(self) -> str:
        return str(_WHO[self])

    def held_by(self, user: "PermissionsMixin | AnonymousUser") -> bool:
        """Whether the user may be one; only the claim can say whether this one is its assignee."""
        part = Who.RESEARCHER if self in (Who.ASSIGNEE, Who.SUBMITTER) else self
        return part != Who.DATABASE and user.has_perm(part.value)


_WHO = {
    Who.STAFF: _("whoever works at the desk"),
    Who.RESEARCHER: _("a researcher"),
    Who.REVIEWER: _("a reviewer"),
    Who.PUBLISHER: _("a publisher"),
    Who.DESK_EDITOR: _("a desk editor"),
    Who.ASSIGNEE: _("the assignee"),
    Who.SUBMITTER: _("whoever submitted it"),
    Who.DATABASE: _("the database itself"),
}
