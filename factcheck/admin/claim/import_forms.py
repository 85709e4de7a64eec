"""The forms by which a file of claims comes in: the file, and what its columns are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.exchange.columns import COLUMNS, OWN, Of
from factcheck.exchange.mapping import (
    DEFAULTS,
    WITH_WORDS,
    SheetMapping,
    missing_of_articles,
)
from factcheck.models import ImportMapping, VerificationStatus
from factcheck.models.partial_date import display
from factcheck.models.text_fields import PlainCharFormField
from factcheck.uploads import LostUpload
from factcheck.written_dates import in_each_order

DEFAULT_LABELS = {
    "origin": gettext_lazy("Where the claims come from"),
    "article_title": gettext_lazy("Title of the article"),
    "article_publisher": gettext_lazy("Publisher of the article"),
    "article_published_on": gettext_lazy("Date of the article"),
    "article_language": gettext_lazy("Language of the article"),
}
MOST_BYTES = 1024 * 1024
NOT_TO_BE_KEPT = gettext_lazy(
    "The file could not be kept: the server’s disk is full or cannot be written. Tell whoever runs "
    "the site."
)


class UploadForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"), allow_empty_file=True)

    def clean_file(self) -> Any:
        file, most = self.cleaned_data["file"], settings.IMPORT_LIMIT * MOST_BYTES
        if isinstance(file, LostUpload) and file.error is not None:
            raise forms.ValidationError(NOT_TO_BE_KEPT)
        if isinstance(file, LostUpload) or file.size > most:
            said = _(
                "The file is larger than %(most)s: split it, or let whoever runs the site bring it "
                "in with the command, which has no limit."
            )
            raise forms.ValidationError(said % {"most": filesizeformat(most)})
        return file


class MappingForm(forms.Form):
    """What each column of a file is, what its words for a status mean, what all rows say."""

    # The columns of whose words the form asks; under a name that drafts leave out.
    seen = forms.JSONField(required=False, widget=forms.HiddenInput)
    keep_as = PlainCharFormField(
        label=gettext_lazy("Keep this under the name"),
        required=False,
        max_length=ImportMapping._meta.get_field("name").max_length,
        help_text=gettext_lazy(
            "The next file with the same columns is then read in the same way. An earlier one of "
            "this name is replaced."
        ),
    )

    def __init__(
        self,
        header: Sequence[str],
        proposed: SheetMapping,
        samples: dict[str, str],
        open_date: str,
        *args: Any,
        **kwargs: Any,
    ) -> None:
        """`open_date` is a date of the file that can be several days, if it has one."""
        # The labels are words of the file, in whatever direction it is written.
        super().__init__(*args, **kwargs | {"label_suffix": ""})
        self.initial["seen"] = with_words(proposed.columns)
        self.header, self.words = header, list(proposed.values.get("status", {}))
        self.publishers = list(proposed.values.get("reviewed_by", {}))
        columns = [("", _("– leave it out –"))]
        columns += [(each.name, each.name) for each in COLUMNS if each.of != Of.SHOWN]
        columns += [("stage", "stage"), *((name, name) for name in sorted(OWN))]
        for number, name in enumerate(header):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=name,
                choices=columns,
                required=False,
                initial=proposed.columns.get(name, ""),
                help_text=samples.get(name, ""),
            )
        scale = [("", _("– say no status –")), *_statuses()]
        for number, word in enumerate(self.words):
            self.fields[f"word-{number}"] = forms.ChoiceField(
                label=word,
                choices=scale,
                required=False,
                initial=proposed.values["status"].get(word, ""),
            )
        for number, name in enumerate(self.publishers):
            self.fields[f"ours-{number}"] = forms.BooleanField(
                label=name,
                required=False,
                initial=bool(proposed.values["reviewed_by"][name]),
            )
        if open_date:
            year = timezone.localdate().year
            days = [
                (order.value, display(iso)) for order, iso in in_each_order(open_date, year).items()
            ]
            self.fields["dates"] = forms.ChoiceField(
                label=_("What “%(date)s” means") % {"date": open_date.strip()},
                choices=[("", _("– say nothing –")), *days],
                required=False,
                initial=proposed.dates,
                help_text=_(
                    "Of all dates like it. If you say nothing, their rows have a fault. Of a year "
                    "with two digits, %(this)s is this year, and %(next)s is %(last)s."
                )
                % {
                    "this": f"{year % 100:02}",
                    "next": f"{(year + 1) % 100:02}",
                    "last": year - 99,
                },
            )
        for name in DEFAULTS:
            self.fields[f"default-{name}"] = forms.CharField(
                label=DEFAULT_LABELS[name],
                required=False,
                max_length=300,
                initial=proposed.defaults.get(name, ""),
            )

    def clean(self) -> dict[str, Any]:
        for name in [] if self.errors else missing_of_articles(self.mapping):
            said = _(
                "No column says it: choose the one that does, or write here what holds for all."
            )
            self.add_error(f"default-{name}", said)
        return self.cleaned_data

    def _of(self, kind: str) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith(f"{kind}-")]

    @property
    def columns(self) -> list[forms.BoundField]:
        return self._of("column")

    @property
    def statuses(self) -> list[forms.BoundField]:
        return self._of("word")

    @property
    def whose(self) -> list[forms.BoundField]:
        return self._of("ours")

    @property
    def defaults(self) -> list[forms.BoundField]:
        return self._of("default")

    @property
    def mapping(self) -> SheetMapping:
        """What was chosen; the form must be valid."""
        chosen = self.cleaned_data
        defaults = {name: chosen[f"default-{name}"].strip() for name in DEFAULTS}
        return SheetMapping(
            {name: chosen[f"column-{number}"] for number, name in enumerate(self.header)},
            {name: meant for name, meant in self._values(chosen).items() if meant},
            {name: text for name, text in defaults.items() if text},
            chosen.get("dates", ""),
        )

    def _values(self, chosen: dict[str, Any]) -> dict[str, dict[str, str]]:
        words = {word: chosen[f"word-{number}"] for number, word in enumerate(self.words)}
        ours = [name for number, name in enumerate(self.publishers) if chosen[f"ours-{number}"]]
        return {
            "status": {word: slug for word, slug in words.items() if slug},
            "reviewed_by": dict.fromkeys(ours, settings.SITE_NAME),
        }


def with_words(columns: Mapping[str, str]) -> dict[str, str]:
    """Those of a file's columns of which somebody says what the words mean."""
    return {theirs: ours for theirs, ours in columns.items() if ours in WITH_WORDS}


def _statuses() -> list[tuple[str, str]]:
    return [(each.pk, str(each)) for each in VerificationStatus.objects.all()]
