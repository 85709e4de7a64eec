"""The keys of the desk, all in one place: the dialog is made of this table.

What an element of a page says by `aria-keyshortcuts`, the script `keys.js` presses. The letter of
an Alt key alone does the same, while nobody types, unless it is turned off.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

NAMES: dict[str, Any] = {
    "Control": _("Ctrl"),
    "Shift": _("Shift"),
    "Enter": _("Enter"),
    "Escape": _("Esc"),
    "ArrowLeft": "←",
    "ArrowRight": "→",
    "ArrowUp": "↑",
    "ArrowDown": "↓",
}


@dataclass(frozen=True, slots=True)
class Key:
    """Keys, each written as `aria-keyshortcuts` has it, and what they do."""

    keys: str
    does: Any

    @property
    def parts(self) -> list[list[str]]:
        """Each of the keys as what is printed on a keyboard."""
        return [[str(NAMES.get(part, part)) for part in k.split("+")] for k in self.keys.split()]


KEYS: dict[Any, list[Key]] = {
    _("Everywhere"): [
        Key("Control+K", _("go to any claim, article, speaker, source, act or page")),
        Key("?", _("show these keys")),
    ],
    _("In the text of an article"): [
        Key("ArrowLeft ArrowRight", _("select the word beside, in reading direction")),
        Key("ArrowUp ArrowDown", _("select the word on the line above or below")),
        Key("Shift+ArrowLeft Shift+ArrowRight", _("select a word more or less")),
        Key("Shift+ArrowUp Shift+ArrowDown", _("select a line more or less")),
        Key("Enter Alt+N", _("make a claim of what is selected")),
        Key("Shift+Enter", _("make it the words of the open claim")),
        Key("Alt+U", _("go to the next proposed claim, or else the next sentence without one")),
        Key("Alt+A", _("accept the proposed claim, as it stands in its form, and go on")),
        Key("Alt+H", _("change the proposed claim: go to its headline")),
        Key("Alt+R", _("refuse the sentence: it is not a claim")),
        Key("Alt+Z", _("show the sentence that was refused last; take that back")),
        Key("Escape", _("select nothing")),
    ],
    _("In a claim"): [
        Key("Alt+J", _("go to the next claim in the text")),
        Key("Alt+K", _("go to the previous claim in the text")),
        Key("Alt+C", _("add a cited source")),
        Key("Alt+E", _("add a piece of evidence")),
        Key("Control+S", _("save")),
        Key("Control+Enter", _("save, and take the next step")),
    ],
}
