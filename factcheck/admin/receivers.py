"""Receivers of what is published, for administrators: their addresses, messages and secrets."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Field
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck import backlog, webhooks
from factcheck.admin.desk_admin import DeskAdmin
from factcheck.admin.site import site
from factcheck.models import WebhookDelivery, WebhookEndpoint
from factcheck.models.webhook import Event
from factcheck.tasks import key_of_delivery

SHOWN = 50


@admin.register(WebhookEndpoint, site=site)
class ReceiverAdmin(DeskAdmin):
    list_display = ["url", "is_active", "gone_at"]
    fields = ["url", "events", "is_active"]

    def formfield_for_dbfield(
        self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> Any:
        if db_field.name != "events":
            return super().formfield_for_dbfield(db_field, request, **kwargs)
        return forms.MultipleChoiceField(
            choices=Event.choices,
            widget=forms.CheckboxSelectMultiple,
            label=capfirst(db_field.verbose_name),
            help_text=db_field.help_text,
            required=False,
            initial=Event.values,
        )

    def save_model(
        self, request: HttpRequest, obj: WebhookEndpoint, form: Any, change: Any
    ) -> None:
        if obj.is_active:
            obj.gone_at = None
        if change and "events" in form.changed_data:
            obj.since = webhooks.collect_until_now(WebhookEndpoint.objects.get(pk=obj.pk))
        super().save_model(request, obj, form, change)

    def get_urls(self) -> list[URLPattern]:
        own = path(
            "<int:endpoint_id>/deliveries/",
            self.admin_site.admin_view(self.deliveries),
            name="factcheck_webhookendpoint_deliveries",
        )
        return [own, *super().get_urls()]

    def deliveries(self, request: HttpRequest, endpoint_id: int) -> HttpResponse:
        """Show the messages to a receiver and its secret; send one again, or a test."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        endpoint = get_object_or_404(WebhookEndpoint, pk=endpoint_id)
        if request.method == "POST":
            self._do(request, endpoint)
            return redirect(request.get_full_path())
        context = {
            "title": _("Messages to %(receiver)s") % {"receiver": endpoint},
            "opts": self.opts,
            "endpoint": endpoint,
            "page_obj": Paginator(endpoint.deliveries.all(), SHOWN).get_page(
                request.GET.get("page")
            ),
        }
        everywhere = self.admin_site.each_context(request)
        return TemplateResponse(request, "admin/receivers/deliveries.html", everywhere | context)

    def _do(self, request: HttpRequest, endpoint: WebhookEndpoint) -> None:
        doing: dict[str, Callable[[], None]] = {
            "rotate": endpoint.rotate,
            "forget": endpoint.forget_earlier,
            "test": lambda: _send(webhooks.send_test(endpoint)),
        }
        number = request.POST.get("again", "")
        again = endpoint.deliveries.filter(pk=number if number.isdecimal() else 0).first()
        if again:
            endpoint.deliveries.filter(pk=again.pk).update(state=WebhookDelivery.State.WAITING)
            _send(again)
        for name in doing.keys() & request.POST.keys():
            doing[name]()
        if again or "test" in request.POST:
            said = _("It is sent as soon as a worker is free.")
            if not endpoint.is_active:
                said = _("It is sent as soon as the receiver is active again.")
            messages.success(request, said)


def _send(delivery: WebhookDelivery) -> None:
    backlog.ask_now("deliver", key_of_delivery(delivery.pk), delivery_id=delivery.pk)
