"""The outcome of a reader's report, and telling the reader."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from factcheck.models import ReaderReport
from factcheck.workflow.errors import WorkflowError


class NotSent(WorkflowError):
    """The reader cannot be told of the outcome."""


class WorkedOn(WorkflowError):
    """Somebody else saved the report after it was loaded."""


def save(report: ReaderReport, seen: str) -> None:
    """Save a report; with an outcome, the reader is told, and their address deleted.

    `seen` is the progress that it was loaded with. Raises WorkedOn if somebody went on since,
    NotSent if the message cannot be sent; then nothing is saved.
    """
    address = report.email if report.outcome else ""
    with transaction.atomic():
        now = ReaderReport.objects.select_for_update().filter(pk=report.pk).first()
        if now is None or now.progress != seen:
            raise WorkedOn(_("Somebody else saved this report at the same moment."))
        if address:
            report.email = ""
        report.save()
        if address:
            _tell(report, address)


def _tell(report: ReaderReport, address: str) -> None:
    with override(report.language):
        context = {"report": report, "url": settings.SITE_URL + report.get_absolute_url()}
        try:
            send_mail(
                subject=_("%(site)s: your report") % {"site": settings.SITE_NAME},
                message=render_to_string("factcheck/mail/outcome.txt", context),
                from_email=None,
                recipient_list=[address],
            )
        except OSError as error:
            raise NotSent(_refusal()) from error


def _refusal() -> str:
    return _(
        "The message to the reader could not be sent, so the outcome was not saved: try again "
        "in a while."
    )
