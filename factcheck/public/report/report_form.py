"""What a reader writes in, and which page it is about."""

from typing import Any
from urllib.parse import unquote, urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, gettext_lazy, override
from django.utils.translation import gettext as _

from factcheck.models.reading_room import PublicArticle, PublicClaim
from factcheck.models.report import ReaderReport

Subject = PublicClaim | PublicArticle
Kind = ReaderReport.Kind


def named(request: HttpRequest) -> Subject | None:
    """The public claim or article that ``?claim=`` or ``?article=`` names."""
    for name, path in (("claim", "/claims/{}/"), ("article", "/articles/{}/")):
        if value := request.GET.get(name):
            return subject_at(path.format(value))
    return None


def subject_at(path: str) -> Subject | None:
    """The claim or article whose page this is the address of, in any language."""
    with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            match = resolve(unquote(path))
        except Resolver404:
            return None
    if claim_id := match.kwargs.get("claim_id"):
        return PublicClaim.objects.filter(pk=claim_id).first()
    if match.url_name == "article-detail":
        return PublicArticle.objects.filter(pk=match.kwargs["slug"]).defer("body").first()
    return None


class LinksField(forms.CharField):
    """Web addresses, one a line."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "ltr"})

    def clean(self, value: Any) -> Any:
        links = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        field = ReaderReport._meta.get_field("links")
        if len(links) > (field.size or 0):
            raise ValidationError(
                _("These are %(count)s links: choose the %(most)s that matter most.")
                % {"count": len(links), "most": field.size}
            )
        for link in links:
            try:
                field.base_field.run_validators(link)
            except ValidationError:
                raise ValidationError(_not_a_link(link)) from None
        return links


def _not_a_link(link: str) -> str:
    shown = link if len(link) < 60 else f"{link[:60]}…"
    return _(
        "“%(link)s” is no web address: it begins with https://, has no spaces and no more than "
        "2,000 characters."
    ) % {"link": shown}


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    """Asks for the page if it is not known. `website` is a trap: only robots fill it in."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[
            (Kind.ERROR, gettext_lazy("An error in a claim or an article")),
            (Kind.SOURCE, gettext_lazy("A source that is missing")),
            (Kind.CLAIM, gettext_lazy("A claim to check")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what it is.")},
    )
    page = forms.CharField(
        label=gettext_lazy("Which page is it about?"),
        help_text=gettext_lazy("Its address on this site, from the top of your browser."),
        required=False,
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
    message = forms.CharField(
        label=gettext_lazy("What do you want to tell us?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 7, "dir": "auto"}),
        error_messages={"required": gettext_lazy("Tell us what it is about.")},
    )
    links = LinksField(
        label=gettext_lazy("Links (if you have any)"),
        help_text=gettext_lazy("Where it can be seen; each address on a line of its own."),
        required=False,
    )
    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address (if you want an answer)"),
        help_text=gettext_lazy(
            "We write to you once, when there is an outcome, and delete the address then. It is "
            "never public."
        ),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
    website = forms.CharField(
        label=gettext_lazy("Leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = ReaderReport
        fields = ["kind", "message", "links", "email"]

    def __init__(self, request: HttpRequest, subject: Subject | None) -> None:
        self.host = request.get_host()
        self.subject = subject
        data = request.POST if request.method == "POST" else None
        asked = {"kind": subject and Kind.ERROR, **request.GET.dict()}
        super().__init__(data, initial={name: asked.get(name) for name in ("kind", "message")})
        if subject:
            del self.fields["page"]

    def clean_page(self) -> str:
        page: str = self.cleaned_data["page"]
        if page:
            self.subject = self._pasted(page)
            if self.subject is None:
                raise ValidationError(
                    _("There is no claim and no article at this address: copy it once more.")
                )
        return page

    def _pasted(self, page: str) -> Subject | None:
        has_host = "://" in page or page.startswith("/")
        try:
            address = urlsplit(page if has_host else f"//{page}")
        except ValueError:
            return None
        return subject_at(address.path) if address.netloc in {"", self.host} else None

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise ValidationError(_("Leave this empty: it is there to keep robots out."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        about_a_page = cleaned.get("kind") in {Kind.ERROR, Kind.SOURCE}
        if about_a_page and self.subject is None and "page" not in self.errors:
            self.add_error("page", _("Say on which page: paste its address here."))
        if isinstance(self.subject, PublicClaim):
            self.instance.claim_id = self.subject.pk
        elif self.subject:
            self.instance.article_id = self.subject.pk
        return cleaned
