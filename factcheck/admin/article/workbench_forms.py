"""The short form of the workbench: a new claim from words of the text."""

import textwrap
from typing import Any

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import ForeignKey, Model
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.autocomplete import KnownAutocompleteSelect, let_make, unwrapped
from factcheck.admin.claim.claim_form import ClaimForm
from factcheck.admin.site import site
from factcheck.attribution_proposals import Proposals
from factcheck.models import Article, Citation, Claim, Source, User
from factcheck.models.text_fields import PlainCharFormField

WORDS = ["quote", "headline", "statement", "question", "kind", "subject", "speaker"]


# With what the claim's own form needs: the panel is that form.
MEDIA = forms.Media(
    js=[
        f"factcheck/admin/{script}.js"
        for script in (
            "workbench",
            "panel",
            "text_words",
            "text_selection",
            "text_keyboard",
            "toolbar",
        )
    ],
    css={"all": ["admin/css/forms.css", "factcheck/admin/workbench.css"]},
)


class ShortForm(ClaimForm):
    """Part of a claim's form, which anchors the quote in the same way; `place` is a selection's."""

    class Meta(ClaimForm.Meta):
        fields: Any = WORDS
        help_texts = dict.fromkeys(("quote", "statement", "question", "subject"), "")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        _let_choose(self.fields["speaker"], Claim._meta.get_field("speaker"), user)


class NewClaimForm(ShortForm):
    """A claim with the source that the article cites for it, if there is one."""

    # What is proposed comes first, to be seen at one look before it is accepted.
    field_order = ("quote", "headline", "speaker", "source", "as_cited", *WORDS)

    class Meta(ShortForm.Meta):
        fields: Any = [*WORDS, "same_as"]

    source = forms.ModelChoiceField(
        label=gettext_lazy("Cited source"), queryset=Source.objects.current(), required=False
    )
    as_cited = PlainCharFormField(
        label=gettext_lazy("As cited"),
        max_length=Citation._meta.get_field("as_cited").max_length,
        required=False,
    )

    def __init__(self, *args: Any, article: Article, proposals: Proposals, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", {}) | {
            "speaker": proposals.speaker and proposals.speaker.pk,
            "source": proposals.source and proposals.source.pk,
            "as_cited": proposals.source_as_cited,
        }
        super().__init__(*args, instance=Claim(article=article), initial=initial, **kwargs)
        _let_choose(self.fields["same_as"], Claim._meta.get_field("same_as"), self.user)
        _let_choose(self.fields["source"], Citation._meta.get_field("source"), self.user)
        for name, words in (
            ("speaker", proposals.speaker_words),
            ("source", proposals.source_words),
        ):
            _choose(self.fields[name], getattr(proposals, name))
            if words:
                # Templates of the admin print a help text as HTML.
                self.fields[name].help_text = format_html(_("Proposed for “{words}”."), words=words)

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["article"] = self.instance.article
        if self.cleaned_data.get("as_cited") and not self.cleaned_data.get("source"):
            self.cleaned_data["as_cited"] = ""
        return super().clean()

    def save(self, commit: bool = True) -> Claim:
        claim: Claim = super().save(commit)
        if source := self.cleaned_data["source"]:
            Citation.objects.create(
                claim=claim, source=source, as_cited=self.cleaned_data["as_cited"]
            )
        return claim


def _let_choose(field: Any, relation: Any, user: User) -> None:
    """Let a field search for its row and, if the user may, make one."""
    assert isinstance(relation, ForeignKey)
    model: Any = relation.remote_field.model
    may_add = model not in {User, Claim} and user.has_perm(
        f"factcheck.add_{model._meta.model_name}"
    )
    select = KnownAutocompleteSelect(relation, site)
    field.widget = RelatedFieldWidgetWrapper(
        select, relation.remote_field, site, can_add_related=may_add
    )
    field.widget.is_required = select.is_required = field.required
    field.widget.choices = field.choices
    let_make(field)


def _choose(field: forms.Field, row: Model | None) -> None:
    """Show the chosen row without a query."""
    select = unwrapped(field)
    assert isinstance(select, KnownAutocompleteSelect)
    select.known = row


def as_headline(sentence: str) -> str:
    """A sentence as a headline: without its full stop, cut after a word if it is too long."""
    longest = Claim._meta.get_field("headline").max_length
    assert longest
    return textwrap.shorten(sentence.removesuffix("."), longest, placeholder="…")
