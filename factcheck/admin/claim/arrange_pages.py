"""Arranging claims from their list: one in its row, or many at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any, cast
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.contrib.admin import action
from django.contrib.admin.utils import label_for_field
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin.claim import bulk
from factcheck.admin.claim.act_pages import page, visible
from factcheck.models import Claim, Topic, User
from factcheck.models.vocabulary import NOTHING
from factcheck.models.who import Who
from factcheck.workflow.arranging import AS_IT_IS, Arrangement, arrange
from factcheck.workflow.refusals import REFUSALS, message_of

TITLE = gettext_lazy("Arrange")
IN_BULK = gettext_lazy("Arrange the selected claims: people, due date, priority, topics")


def people(who: Who, and_also: int | None = None) -> QuerySet[User]:
    """Those who have a part in the newsroom, and whoever is named now."""
    parts = User.objects.holding(who).values("pk")
    return User.objects.filter(Q(pk__in=parts) | Q(pk=and_also)).order_by("username")


def _label(name: str) -> str:
    return capfirst(str(label_for_field(name, Claim)))


def _choose_topics(form: forms.Form, *names: str) -> None:
    """Offer all topics; where there are none yet, ask nothing."""
    has_any = Topic.objects.exists()
    for name in names:
        field = cast("forms.ModelMultipleChoiceField[Topic]", form.fields[name])
        field.queryset = Topic.objects.all()
        if not has_any:
            field.widget = forms.MultipleHiddenInput()


class ArrangeForm(forms.Form):
    """How one claim is arranged; `seen` is how it was when the person opened the form."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    back = forms.CharField(required=False, widget=forms.HiddenInput)
    assignee = forms.ModelChoiceField(User.objects.none(), required=False)
    reviewer = forms.ModelChoiceField(User.objects.none(), required=False)
    due_on = forms.DateField(
        required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    priority = forms.TypedChoiceField(choices=Claim.Priority.choices, coerce=int)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    COLUMNS = ("assignee", "reviewer", "due_on", "priority")

    def __init__(self, claim: Claim, *args: Any, back: str = "", **kwargs: Any) -> None:
        now = {name: getattr(claim, name) for name in self.COLUMNS}
        now["topics"] = list(claim.topics.all())
        seen = QueryDict(mutable=True)
        seen.update(_as_text(now))
        kwargs.setdefault("initial", now | {"version": claim.version, "back": back})
        kwargs["initial"]["seen"] = seen.urlencode()
        kwargs["auto_id"] = f"id_{claim.pk}_%s"
        super().__init__(*args, **kwargs)
        for name, who in (("assignee", Who.RESEARCHER), ("reviewer", Who.REVIEWER)):
            chooser = cast("forms.ModelChoiceField[User]", self.fields[name])
            chooser.queryset = people(who, getattr(claim, f"{name}_id"))
            chooser.empty_label = _("nobody")
        self.fields["assignee"].widget.attrs["autofocus"] = True
        _choose_topics(self, "topics")
        for name, field in self.fields.items():
            # Its controls stand in the list's form, and belong to their own.
            field.widget.attrs["form"] = f"arrange-{claim.pk}"
            if not field.widget.is_hidden:
                field.label = _label(name)

    def wanted(self) -> Arrangement:
        """What the person changed of what they had seen, and nothing else."""
        seen, now = QueryDict(self.cleaned_data["seen"]), _as_text(self.cleaned_data)
        before = {int(key) for key in seen.get("topics", "").split() if key.isdecimal()}
        topics = {topic.pk: topic for topic in self.cleaned_data["topics"]}
        return Arrangement(
            **{
                name: self.cleaned_data[name]
                for name in self.COLUMNS
                if now[name] != seen.get(name, "")
            },
            topics=[topic for key, topic in topics.items() if key not in before],
            topics_gone=Topic.objects.filter(pk__in=before - topics.keys()),
        )


def _as_text(values: Mapping[str, Any]) -> dict[str, str]:
    """How a claim is arranged, to compare it later."""
    texts = {
        name: str(getattr(values[name], "pk", values[name]) or "") for name in ArrangeForm.COLUMNS
    }
    return texts | {"topics": " ".join(str(topic.pk) for topic in values["topics"])}


class ArrangeManyForm(bulk.ManyForm):
    """What is changed of many claims; what is left empty stays as it is for each."""

    assignee = forms.ChoiceField(required=False)
    reviewer = forms.ChoiceField(required=False)
    due_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    no_date = forms.BooleanField(label=gettext_lazy("No due date any more"), required=False)
    priority = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Add topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    topics_gone = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Remove topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        as_it_is = ("", _("as it is"))
        for name, who in (("assignee", Who.RESEARCHER), ("reviewer", Who.REVIEWER)):
            named = [(str(user.pk), str(user)) for user in people(who)]
            choices = cast("forms.ChoiceField", self.fields[name])
            choices.choices = [as_it_is, (NOTHING, _("nobody")), *named]
        priority = cast("forms.ChoiceField", self.fields["priority"])
        priority.choices = [as_it_is, *Claim.Priority.choices]
        for name in ArrangeForm.COLUMNS:
            self.fields[name].label = _label(name)
        _choose_topics(self, "topics", "topics_gone")

    def clean_due_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError(_("This day is over: choose one to come."))
        return day

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("due_on") and given.get("no_date"):
            self.add_error("due_on", _("Give a date, or take it away: not both."))
        return given

    def wanted(self) -> Arrangement:
        given = self.cleaned_data
        due = None if given["no_date"] else given["due_on"] or AS_IT_IS
        return Arrangement(
            assignee=_person(given["assignee"]),
            reviewer=_person(given["reviewer"]),
            due_on=due,
            priority=given["priority"] or AS_IT_IS,
            topics=given["topics"],
            topics_gone=given["topics_gone"],
        )


def _person(chosen: str) -> Any:
    if chosen in ("", NOTHING):
        return None if chosen else AS_IT_IS
    return User.objects.get(pk=chosen)


def one(admin: Any, request: Any, claim_id: int) -> HttpResponse:
    """Arrange a claim: in its row, or without scripts on a page of its own."""
    claim = visible(admin, request, claim_id)
    back = request.POST.get("back") or _list_before(request)
    if "left" in request.GET:
        return _row(request, claim.pk)
    form = ArrangeForm(claim, request.POST or None, back=back)
    if request.method == "POST" and form.is_valid():
        try:
            arrange(claim.pk, request.user, form.wanted(), version=form.cleaned_data["version"])
        except REFUSALS as refusal:
            _refuse(form, claim, message_of(refusal))
        else:
            if request.htmx:
                return _row(request, claim.pk, done=_("Changed."))
            messages.success(request, _("Changed."))
            return redirect(f"{reverse('admin:factcheck_claim_changelist')}?{back}")
    context = page(admin, request, claim, TITLE) | {"form": form, "back": back}
    template = "admin/claim/_arranging.html" if request.htmx else "admin/claim/arrange.html"
    return TemplateResponse(request, template, context)


def _list_before(request: HttpRequest) -> str:
    """The filters of the list that the person comes from."""
    before = urlsplit(request.headers.get("Referer", ""))
    return before.query if before.path == reverse("admin:factcheck_claim_changelist") else ""


def _refuse(form: ArrangeForm, claim: Claim, why: str) -> None:
    """Say why not; the form goes on from the claim as it is by now."""
    form.add_error(None, why)
    claim.refresh_from_db(fields=["version"])
    data = cast("QueryDict", form.data).copy()
    data["version"] = str(claim.version)
    form.data = data


def _row(request: HttpRequest, claim_id: int, done: str = "") -> HttpResponse:
    claims = Claim.objects.select_related("assignee", "reviewer").prefetch_related("topics")
    may_arrange = request.user.has_perm("factcheck.change_claim")
    context = {"claim": claims.get(pk=claim_id), "may_arrange": may_arrange, "is_swapped": True}
    return TemplateResponse(request, "admin/claim/_arranged.html", context | {"done": done})


def _bulk() -> bulk.Bulk:
    return bulk.Bulk(str(IN_BULK), str(TITLE), reverse("admin:factcheck_claim_arrange_many"))


def many(admin: Any, request: Any) -> HttpResponse:
    """Arrange each claim, in a transaction of its own, and lead to what became of each."""
    form = ArrangeManyForm(request.POST)

    def make(claim: Claim, version: int) -> bulk.Result:
        arrange(claim.pk, request.user, form.wanted(), version=version)
        return bulk.Result(claim, _("Changed."))

    return bulk.each(admin, request, form, _bulk(), make)


@action(description=IN_BULK, permissions=["change"])
def arrange_selected(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Claim]
) -> HttpResponse | None:
    form = ArrangeManyForm(initial={"filters": request.GET.urlencode()})
    return bulk.ask(model_admin, request, queryset, _bulk(), form)
