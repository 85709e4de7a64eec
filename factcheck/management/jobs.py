"""What runs by itself every minute: in production by cron's commands, in the demo in a process."""

from collections.abc import Callable
from typing import Any

from factcheck import notices, workflow
from factcheck.models import ClaimImport, EvidenceFile, JobRun, ReportSender
from factcheck.models.job import Job


def _sweep() -> int:
    ClaimImport.objects.forget()
    return EvidenceFile.objects.sweep()


JOBS: dict[Job, Callable[[], Any]] = {
    Job.PUBLISH_DUE: workflow.publish_due,
    Job.SEND_NOTICES: notices.send,
    Job.FORGET_SENDERS: ReportSender.objects.forget,
    Job.SWEEP_FILES: _sweep,
}


def run(job: Job) -> Any:
    """Do a job, and note that it came to its end; returns what it returns."""
    with JobRun.objects.noted(job):
        return JOBS[job]()
