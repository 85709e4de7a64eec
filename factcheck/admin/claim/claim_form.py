"""The form of a claim: its quote is anchored in the article's text when it is saved."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from factcheck import anchoring
from factcheck.admin.claim.like import HeadlineInput
from factcheck.models import Article, Claim, User
from factcheck.models.quote_problem import quote_problem
from factcheck.models.text_fields import in_language
from factcheck.models.vocabulary import ClaimKind, Stage, Subject
from factcheck.models.who import Who

ANCHOR = {"revision", "prefix", "suffix", "start", "end"}
AROUND = 60
# Fields in the language of the article.
WORDED = ["quote", "headline", "statement", "date_as_given", "question", "summary", "reasoning"]


def is_settled(claim: Claim, request: HttpRequest) -> bool:
    """Whether only the desk's own fields may be changed.

    Somebody who was typing when it was settled is refused, but keeps what was typed.
    """
    return Stage(claim.stage).is_settled and not was_settled_meanwhile(claim, request)


def was_settled_meanwhile(claim: Claim, request: HttpRequest) -> bool:
    """Whether a form was sent that takes more than a settled claim does."""
    return Stage(claim.stage).is_settled and "headline" in request.POST


class ClaimForm(forms.ModelForm):  # type: ignore[type-arg]
    """Take the anchor from the quote; keep the anchor of a quote that did not change.

    If the quote stands several times, `place` becomes a choice of its places, by their start.
    """

    place = forms.CharField(label=_("Which one?"), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Claim
        fields = "__all__"  # noqa: DJ007
        widgets = {
            "quote": forms.Textarea(attrs={"rows": 3}),
            "statement": forms.Textarea(attrs={"rows": 3}),
            "headline": HeadlineInput(attrs={"data-count": ""}),
            "question": forms.Textarea(attrs={"rows": 2}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "reasoning": forms.Textarea(attrs={"rows": 12}),
            "policy_exception": forms.Textarea(attrs={"rows": 2}),
            "note": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts: Any = {
            "reasoning": _(
                "How the evidence leads to the status. Refer to evidence as [e12]: a press on it "
                "writes that where the cursor stands."
            ),
            "policy_exception": _(
                "Leave it empty unless the evidence points elsewhere than the status. Readers see "
                "it."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        claim = self.instance
        if "headline" in self.fields:
            self.fields["headline"].widget.claim = claim
        in_language(self, WORDED, claim.language if claim.article_id else "")

    def clean_quote(self) -> str:
        quote: str = self.cleaned_data["quote"]
        return quote.replace("\r\n", "\n")

    def clean_assignee(self) -> User | None:
        return self._chosen(
            "assignee", Who.RESEARCHER, _("%(name)s is no researcher: choose somebody who is.")
        )

    def clean_reviewer(self) -> User | None:
        return self._chosen(
            "reviewer", Who.REVIEWER, _("%(name)s is no reviewer: choose somebody who is.")
        )

    def clean_due_on(self) -> date | None:
        """A day in the past may stay, but cannot be chosen now."""
        day: date | None = self.cleaned_data["due_on"]
        if day and "due_on" in self.changed_data and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over: choose one to come."))
        return day

    def clean_same_as(self) -> Claim | None:
        """A claim that lost its review after it was chosen is left for the publisher to find."""
        claim: Claim | None = self.cleaned_data["same_as"]
        if claim is None or "same_as" not in self.changed_data:
            return claim
        if not Claim.objects.repeatable().filter(pk=claim.pk).exists():
            raise forms.ValidationError(
                _(
                    "“%(claim)s” has no published review of its own: choose a claim that has one, "
                    "or leave this empty."
                ),
                params={"claim": claim},
            )
        return claim

    def _chosen(self, name: str, who: Who, refusal: Any) -> User | None:
        """Accept only people who have that part in the newsroom, or were chosen before."""
        user: User | None = self.cleaned_data[name]
        if user is None or name not in self.changed_data:
            return user
        if not who.held_by(user):
            raise forms.ValidationError(refusal, params={"name": user})
        return user

    def clean(self) -> dict[str, Any]:
        super().clean()
        if subject := self._only_subject():
            self.cleaned_data["subject"] = subject
        return self._with_anchor()

    def _only_subject(self) -> Subject | None:
        kind = self.cleaned_data.get("kind")
        return ClaimKind(kind).only_subject if kind and "subject" in self.fields else None

    def _with_anchor(self) -> dict[str, Any]:
        claim = self.instance
        article = claim.article if claim.pk else self.cleaned_data.get("article")
        quote = self.cleaned_data.get("quote")
        is_same = (
            claim.pk and quote == claim.quote and not (quote and self.cleaned_data.get("place"))
        )
        if article is None or quote is None or is_same:
            return self.cleaned_data
        if not claim.pk:
            # Wait for a text that is being saved; an existing claim's article is locked with it.
            Article.objects.locked(article.pk)
        if not quote:
            claim.anchor_at(None, None)
        elif revision := article.current_revision:
            if selector := self._anchor(revision.body, quote):
                claim.anchor_at(selector, revision)
                self.cleaned_data["quote"] = selector.exact
        else:
            self.add_error(
                "quote",
                _("The article has no text to find the quote in. Leave the quote empty."),
            )
        return self.cleaned_data

    def _anchor(self, text: str, quote: str) -> anchoring.Selector | None:
        claim, place = self.instance, self.cleaned_data["place"]
        hints: dict[str, Any] = (
            {"start": int(place)}
            if place.isdecimal()
            else {"prefix": claim.prefix, "suffix": claim.suffix, "start": claim.start}
        )
        try:
            return anchoring.find(text, quote, **hints)
        except anchoring.QuoteNotFound as error:
            self.add_error("quote", quote_problem(error))
        except anchoring.AmbiguousQuote as error:
            self._offer(text, error.candidates)
            self.add_error("place", quote_problem(error))
        return None

    def _offer(self, text: str, candidates: Sequence[anchoring.Selector]) -> None:
        self.fields["place"].widget = forms.RadioSelect(
            choices=[(place.start, in_context(text, place)) for place in candidates]
        )

    def _get_validation_exclusions(self) -> set[str]:
        """Check the anchor with the quote, although no field shows it."""
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        if self.errors.keys() & {"quote", "place"}:
            return excluded | {"quote"}
        return excluded - ANCHOR


def in_context(text: str, place: anchoring.Selector) -> SafeString:
    first, last = max(0, place.start - AROUND), place.end + AROUND
    return format_html(
        "{}{}<mark>{}</mark>{}{}",
        "…" if first else "",
        text[first : place.start],
        place.exact,
        text[place.end : last],
        "…" if last < len(text) else "",
    )
