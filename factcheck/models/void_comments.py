"""The database's comments on sign-offs that a change made void, in the editor's language."""

import re

from django.apps import apps
from django.utils.translation import gettext as _

from factcheck.listing import listed

WRITTEN = re.compile(
    r"Changed after the sign-off: (?P<what>.+?)\.(?P<embargo> Its embargo is cancelled\.)?"
)

# What holds a quote in its place says nothing of its own to people.
ANCHOR = {"revision_id", "prefix", "suffix", "start", "end"}


def in_words(comment: str) -> str:
    """The database's comment with its columns and tables by name; another comment as it is."""
    written = WRITTEN.fullmatch(comment)
    if not written:
        return comment
    what = listed(dict.fromkeys(_name(part) for part in written["what"].split(", ")))
    words = _("Changed after the sign-off: %(what)s.") % {"what": what}
    return " ".join([words, _("Its embargo is cancelled.")]) if written["embargo"] else words


def _name(part: str) -> str:
    """A column of the claim, a table of the desk, or the link of one to the other."""
    claim = apps.get_model("factcheck", "Claim")._meta
    part = "quote" if part in ANCHOR else part
    for field in [*claim.concrete_fields, *claim.many_to_many]:
        if part in (field.column, f"claim_{field.name}"):
            return str(field.verbose_name)
    try:
        return str(apps.get_model("factcheck", part.split("_", maxsplit=1)[0])._meta.verbose_name)
    except LookupError:
        return part
