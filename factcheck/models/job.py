"""What runs by itself, every minute, and when each last came to its end."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Job(models.TextChoices):
    PUBLISH_DUE = "publish_due", _("publishing at the end of an embargo")
    SEND_NOTICES = "send_notices", _("sending notices by e-mail")
    FORGET_SENDERS = "forget_senders", _("forgetting who sent reports")
    SWEEP_FILES = "sweep_files", _("removing files of forms that were never saved")


class JobRunQuerySet(models.QuerySet["JobRun"]):
    @contextmanager
    def noted(self, job: Job) -> Iterator[None]:
        """Note when a job came to its end; one that fails is seen by the end that is missing."""
        yield
        self.update_or_create(job=job, defaults={"ended_at": timezone.now()})

    def overdue(self) -> dict[Job, datetime | None]:
        """The jobs that failed, or did not run, for some minutes, with when each last ended."""
        ended = {Job(run.job): run.ended_at for run in self}
        since = timezone.now() - JobRun.PATIENCE
        return {
            job: ended.get(job) for job in Job if job not in ended or ended[job] < since
        }  # fmt: skip


class JobRun(models.Model):
    """That a job came to its end; nothing else is kept of it."""

    PATIENCE: ClassVar = timedelta(minutes=10)

    job = models.CharField(max_length=20, choices=Job, primary_key=True)
    ended_at = models.DateTimeField()

    objects = JobRunQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(Job(self.job).label)
