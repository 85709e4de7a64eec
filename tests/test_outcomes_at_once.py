"""Two editors see to the same report: one outcome, and one message to the reader."""

from collections import Counter
from functools import partial

from django.core import mail

from factcheck.models import ReaderReport
from tests.models.test_report import make_report
from tests.test_outcomes import reject
from tests.workflow.test_races import at_once


def test_two_editors_at_once_tell_the_reader_once(own_database: None) -> None:
    report = make_report(email="reader@example.org")
    both = [ReaderReport.objects.get(pk=report.pk) for _editor in range(2)]
    outcomes = at_once(*(partial(reject, loaded) for loaded in both))
    assert Counter(map(str, outcomes)) == {
        "None": 1,
        "Somebody else saved this report at the same moment.": 1,
    }
    assert len(mail.outbox) == 1
