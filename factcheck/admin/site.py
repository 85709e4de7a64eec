"""The admin site of the newsroom."""

from functools import partial, wraps
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse_lazy
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_htmx.middleware import HtmxDetails

from factcheck import backlog, written_dates
from factcheck.admin import desk, drafts, find, send_again, sent_twice, workload
from factcheck.admin.account import AccountForm
from factcheck.admin.keys import KEYS
from factcheck.models import Message, User
from factcheck.models.acting import acting_as
from factcheck.models.date_inputs import WrittenDateInput
from factcheck.models.partial_date import display, read
from factcheck.models.who import Who
from factcheck.workflow.refusals import REFUSALS, message_of

SECTIONS = {
    _("Checking"): ["Claim", "Article", "Speaker", "Source", "Topic"],
    _("Scale"): ["VerificationStatus", "Finding"],
    _("Readers"): ["ReaderReport", "Lead", "Page"],
    _("Newsroom"): ["User", "Group", "WebhookEndpoint"],
}

TOLD = 20


def read_date(request: HttpRequest) -> JsonResponse:
    """Say how a written date is understood: in full, or as the two days that it can be, or not."""
    text = request.GET.get("text", "")[:100]
    try:
        return JsonResponse({"understood": display(read(text)), "problem": "", "readings": []})
    except ValidationError as refusal:
        readings = [{"iso": iso, "words": display(iso)} for iso in written_dates.readings(text)]
        said = {"understood": "", "problem": refusal.messages[0], "readings": readings}
        return JsonResponse(said)


class DeskAutocomplete(AutocompleteJsonView):
    """Whoever works at the desk may look for its people, to whom claims are given."""

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        is_of_people = self.model_admin.model is User and Who.STAFF.held_by(request.user)
        return is_of_people or super().has_perm(request, obj)


class DeskSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("My desk")
    index_template = "admin/desk/desk.html"
    empty_value_display = "–"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Make all changes of a POST in its user's name, all of them or none.

        A refusal becomes a message on the page that was posted to.
        """

        @wraps(view)
        def acting(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method != "POST" or not isinstance(request.user, User):
                return view(request, *args, **kwargs)
            try:
                with acting_as(request.user):
                    send_again.wait_for_no_lock_too_long()
                    return sent_twice.once(request, lambda: view(request, *args, **kwargs))
            except REFUSALS as refusal:
                request.is_refused = True  # type: ignore[attr-defined]
                messages.error(request, message_of(refusal))
                return redirect(request.get_full_path())

        return self.staff_view(acting, cacheable)

    def staff_view(self, view: Any, cacheable: bool = False) -> Any:
        """Ask visitors to sign in, keep what they sent, and speak their language.

        If the view changes anything, it must itself act in their name.
        """

        @wraps(view)
        def speaking(request: Any, *args: Any, **kwargs: Any) -> Any:
            # In place of its middleware: readers have no part of it.
            request.htmx = HtmxDetails(request)
            if isinstance(request.user, User):
                # The response is rendered after the view: the language must still be active then.
                translation.activate(request.user.language)
            try:
                # No text of the database has one, and no field asks for one.
                if "%00" in request.META["QUERY_STRING"]:
                    raise Http404
                return view(request, *args, **kwargs)
            except Http404:
                return self.told_why(request, "admin/404.html", _("There is no such page"), 404)
            except PermissionDenied:
                title = _("Your account may not do this")
                return self.told_why(request, "admin/403.html", title, 403)

        guarded = super().admin_view(speaking, cacheable)

        @wraps(view)
        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            kept = send_again.held(request.POST).urlencode()
            if kept and not request.user.is_authenticated:
                context, to = self.each_context(request), request.get_full_path()
                return send_again.sign_in_first(request, context, to=to, kept=kept)
            response: HttpResponse = guarded(request, *args, **kwargs)
            return drafts.let_go_if_saved(request, response)

        return send_again.tried_once_more(keeping)

    def told_why(
        self, request: HttpRequest, template: str, title: Any, status: int
    ) -> TemplateResponse:
        """Say at the desk, and in its language, why what was asked for is not done.

        What was sent with it is shown, for whoever may send it.
        """
        if send_again.held(request.POST):
            to, person = request.get_full_path(), request.user.get_username()
            sent = request.POST
            return send_again.page(
                request, sent, to=to, why=f"{title}.", status=status, person=person
            )
        context = self.each_context(request) | {"title": title}
        return TemplateResponse(request, template, context, status=status)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Sign in; whoever sent something while signed out is offered to send it again."""
        kept = request.POST.get("held", "")
        send_again.speak_as_the_browser_asks(request)
        response = super().login(request, (extra_context or {}) | {"held": kept})
        if not kept or response.status_code != 302:
            return response
        translation.activate(getattr(request.user, "language", settings.LANGUAGE_CODE))
        why = str(_("You were signed out when you sent this."))
        to = response.headers["Location"]
        person = request.user.get_username()
        return send_again.page(request, QueryDict(kept), to=to, why=why, status=200, person=person)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("account/", self.staff_view(self.account), name="account"),
            path("dates/", self.staff_view(read_date), name="read-date"),
            path("account/told/", self.staff_view(self.told), name="told"),
            path("find/", self.staff_view(partial(find.view, self)), name="find"),
            path("workload/", self.staff_view(self.workload), name="workload"),
            path("jobs/<int:job_id>/again/", self.staff_view(self.job_again), name="job-again"),
        ]
        return [*own, *super().get_urls()]

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        answer: Any = DeskAutocomplete.as_view(admin_site=self)
        return answer(request)  # type: ignore[no-any-return]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        user = request.user
        key = drafts.key_of(user) if isinstance(user, User) else ""
        return super().each_context(request) | {"keys": KEYS, "draft_key": key}

    def account(self, request: HttpRequest) -> HttpResponse:
        """Let people change their own account, and nobody else's."""
        user = User.objects.get(username=request.user.get_username())
        form = AccountForm(request.POST or None, instance=user)
        if request.method == "POST" and form.is_valid():
            form.save()
            translation.activate(user.language)
            messages.success(request, _("Your account was changed."))
            return redirect("admin:account")
        context = self.each_context(request) | {"title": _("My account"), "form": form}
        return TemplateResponse(request, "admin/account.html", context)

    def told(self, request: HttpRequest) -> HttpResponse:
        """Show people what they were told by e-mail, and nobody else what they were."""
        told = Message.objects.filter(user=request.user.pk).with_lines()
        page = Paginator(told, TOLD).get_page(request.GET.get("page"))
        context = self.each_context(request) | {"title": _("What I was told"), "page_obj": page}
        return TemplateResponse(request, "admin/told.html", context)

    def workload(self, request: HttpRequest) -> HttpResponse:
        """Show whoever works at the desk who has how much, and when."""
        if not Who.STAFF.held_by(request.user):
            raise PermissionDenied
        own = {"title": _("Who has how much, and when")} | workload.context(request)
        return TemplateResponse(request, "admin/workload.html", self.each_context(request) | own)

    def job_again(self, request: HttpRequest, job_id: int) -> HttpResponse:
        """Let a job that failed be done again."""
        if not Who.DESK_EDITOR.held_by(request.user):
            raise PermissionDenied
        if request.method == "POST" and backlog.run_again(job_id):
            messages.success(request, _("It is done again."))
        return redirect("admin:index")

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        return super().index(request, desk.context(request.user) | (extra_context or {}))

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """There is one index, whatever of it comes from which package."""
        return redirect("admin:index")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """List what the user may see, by `SECTIONS`, in the order of the work."""
        apps = super().get_app_list(request, app_label)
        models = {
            model["object_name"]: model | {"noun": model["model"]._meta.verbose_name}
            for app in apps
            for model in app["models"]
        }
        return [
            {"name": name, "models": [models[key] for key in keys if key in models]}
            for name, keys in SECTIONS.items()
            if models.keys() & set(keys)
        ]


site = DeskSite()
WrittenDateInput.asked_at = reverse_lazy("admin:read-date")
# Nothing is deleted in bulk: each row is looked at first.
site.disable_action("delete_selected")
