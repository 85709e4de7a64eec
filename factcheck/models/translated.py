"""Short texts that exist once per language of the site, such as the name of a status."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.forms.boundfield import BoundField
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from factcheck import language_tags, plain_text
from factcheck.listing import listed
from factcheck.models.text_fields import PlainTextFormField, is_untouched


class Translated(dict[str, str]):
    """Texts by language code; as a string, the text in the active language.

    Where that is missing, it is the text in the site's own language (``LANGUAGE_CODE``), then in
    any: the record may be older than today's languages of the site.
    """

    @property
    def language(self) -> str:
        """The language of the text that this is as a string; empty where there is none."""
        wanted = (get_language() or "", settings.LANGUAGE_CODE, *self)
        return next((code for code in wanted if self.get(code)), "")

    def __bool__(self) -> bool:
        """Whether it says anything, in whichever language; a form leaves empty texts."""
        return bool(self.language)

    def __str__(self) -> str:
        return self.get(self.language, "")

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


def in_readers_language(language: str, words: str, translations: Mapping[str, str]) -> Translated:
    """A text in the active language if it is translated, else in its own, `language`."""
    active = get_language() or ""
    if translated := translations.get(active):
        return Translated({active: translated})
    return Translated({language: words})


class TranslatedWidget(forms.MultiWidget):
    """One text box per language of the site, each labelled with its language."""

    template_name = "factcheck/widgets/translated.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        widgets: dict[str, forms.Widget | type[forms.Widget]] = {
            code: forms.Textarea(attrs={"rows": 2} | language_tags.attributes(code))
            for code in languages()
        }
        super().__init__(widgets, attrs)

    def decompress(self, value: Mapping[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in languages()]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for widget, language in zip(
            context["widget"]["subwidgets"], languages().values(), strict=True
        ):
            widget["label"] = language
        return context


class TranslatedFormField(forms.MultiValueField):
    widget = TranslatedWidget

    def __init__(self, **kwargs: Any) -> None:
        for irrelevant in ("max_length", "encoder", "decoder"):
            kwargs.pop(irrelevant, None)
        fields = [PlainTextFormField(required=False) for _code in languages()]
        super().__init__(fields=fields, require_all_fields=False, **kwargs)

    @property
    def dropped(self) -> tuple[str, ...]:
        """What was left out of the texts, in words."""
        return tuple(
            words
            for field in self.fields
            if isinstance(field, PlainTextFormField)
            for words in field.dropped
        )

    def _clean_bound_field(self, bound: BoundField) -> Translated:
        """Leave the texts that were not touched as they are stored."""
        cleaned: Translated = super()._clean_bound_field(bound)  # type: ignore[misc]
        stored = bound.initial or {}
        untouched = {
            code: stored[code]
            for code, typed in zip(languages(), bound.data, strict=True)
            if is_untouched(stored.get(code), typed)
        }
        return Translated(cleaned | untouched)

    def compress(self, data_list: list[str]) -> Translated:
        return Translated(zip(languages(), data_list or [""] * len(languages()), strict=True))


class TranslatedField(models.JSONField):
    """A `Translated`; blank means that the site's own language may be empty."""

    def from_db_value(
        self, value: str | None, expression: Any, connection: BaseDatabaseWrapper
    ) -> Translated | None:
        loaded = super().from_db_value(value, expression, connection)
        return None if loaded is None else Translated(loaded)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise ValidationError(_('Give one text per language, such as {"en": "True"}.'))
        if unknown := set(value) - set(languages()):
            raise ValidationError(
                _("%(codes)s is no language of this site."),
                params={"codes": listed(sorted(unknown))},
            )
        if not self.blank and not value.get(settings.LANGUAGE_CODE):
            raise ValidationError(
                _("Give at least the text in %(language)s."),
                params={"language": languages()[settings.LANGUAGE_CODE]},
            )

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if not (add and isinstance(value, dict)):
            return value
        return Translated({code: plain_text.clean(text).text for code, text in value.items()})

    def formfield(self, **kwargs: Any) -> Any:
        kwargs.pop("widget", None)
        # Django would show it for a default that is made anew, and read it back as text.
        kwargs["show_hidden_initial"] = False
        return models.Field.formfield(self, form_class=TranslatedFormField, **kwargs)


def languages() -> dict[str, str]:
    """The site's languages: code to name."""
    return {code: str(name) for code, name in settings.LANGUAGES}
