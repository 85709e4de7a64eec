"""How we rate: the scale with its versions, what each status takes, and the moves of a claim."""

from typing import Any

import pytest
from django.utils import formats, timezone

from factcheck import workflow
from factcheck.models import Finding, VerificationStatus
from factcheck.models.acts import Demand
from factcheck.models.reading_room import PublicClaim
from factcheck.workflow.demands import CHECKS
from tests.public.pages import Element, Visit

pytestmark = pytest.mark.django_db


def entry(visit: Visit, slug: str) -> Element:
    return visit("/methodology/").one(id=slug)


def today() -> str:
    return formats.date_format(timezone.localdate(), "DATE_FORMAT")


def redefine(slug: str, **values: Any) -> None:
    status = VerificationStatus.objects.get(pk=slug)
    for name, value in values.items():
        setattr(status, name, value)
    status.save()


def versions(element: Element) -> list[str]:
    return [item.words for item in element.all("li")]


EVIDENCE = "Takes one primary or two independent secondary records of evidence"


@pytest.mark.parametrize(
    ("slug", "policy"),
    [
        ("true", f"{EVIDENCE} for the claim."),
        ("needs-context", f"{EVIDENCE} for or against the claim."),
        ("false", f"{EVIDENCE} against the claim."),
        ("unproven", "Takes a log that says where, when and for what we looked."),
        ("not-checkable", "Takes no evidence."),
    ],
)
def test_each_status_says_what_it_takes(visit: Visit, slug: str, policy: str) -> None:
    assert policy in entry(visit, f"status-{slug}").words


def test_each_status_and_finding_says_since_when_it_stands(visit: Visit) -> None:
    page = visit("/methodology/")
    for model, prefix in ((VerificationStatus, "status"), (Finding, "finding")):
        for slug in model._default_manager.values_list("pk", flat=True):
            shown = page.one(id=f"{prefix}-{slug}")
            assert f"In these words since {today()}." in shown.words
            assert not shown.all("details")


def test_a_definition_that_was_changed_keeps_those_of_before(visit: Visit) -> None:
    was = VerificationStatus.objects.get(pk="false").definition["en"]
    redefine("false", definition={"en": "The evidence speaks against it."})
    redefine("false", definition={"en": "It is not so."})
    shown = entry(visit, "status-false")
    assert "It is not so." in shown.all("p")[0].words
    rule = f"{EVIDENCE} against the claim. Rating 1 of 5."
    day = f"From {today()} to {today()}."
    assert versions(shown) == [
        f"False The evidence speaks against it. {rule} {day}",
        f"False {was} {rule} {day}",
    ]
    assert "2 earlier versions" in shown.one("summary").words


@pytest.mark.parametrize(
    ("change", "before"),
    [
        ({"name": {"en": "Wrong"}}, "False The evidence contradicts the claim."),
        ({"rating_value": None}, "Rating 1 of 5."),
        ({"policy": "none", "direction": "none"}, f"{EVIDENCE} against the claim."),
        ({"direction": "either"}, f"{EVIDENCE} against the claim."),
    ],
)
def test_a_change_of_name_rating_policy_or_direction_is_a_version_too(
    visit: Visit, change: dict[str, Any], before: str
) -> None:
    redefine("false", **change)
    [version] = versions(entry(visit, "status-false"))
    assert before in version


def test_a_change_that_readers_cannot_tell_is_none(visit: Visit) -> None:
    status = VerificationStatus.objects.get(pk="false")
    redefine("false", definition=status.definition | {"es": "No es así."}, colour="blue", order=9)
    assert not entry(visit, "status-false").all("details")


def test_a_finding_keeps_its_versions(visit: Visit) -> None:
    Finding.objects.filter(pk="imprecise").update(name={"en": "Not exact"})
    [version] = versions(entry(visit, "finding-imprecise"))
    assert version.startswith("Imprecise The source says something close")


@pytest.mark.usefixtures("seeds")
def test_a_status_has_the_latest_review_with_it_as_its_example(visit: Visit) -> None:
    claim = PublicClaim.objects.filter(status="false").get()
    assert claim.headline in entry(visit, "status-false").words
    PublicClaim.objects.filter(pk=claim.pk).update(withdrawn=True)
    assert "For example" not in entry(visit, "status-false").words
    assert "For example" not in entry(visit, "status-unverified").words


def step(visit: Visit, name: str) -> Element:
    """The row of a step in the table of steps."""
    table = visit("/methodology/steps/").one("tbody")
    [row] = [row for row in table.all("tr") if row.one("th").words.startswith(f"{name} ")]
    return row


def test_the_steps_are_those_of_the_table_of_moves(visit: Visit) -> None:
    table = visit("/methodology/steps/").one("tbody")
    rows = [row.one("th").text.split()[0].lower() for row in table.all("tr")]
    assert rows == [act.verb.label.split()[0] for act in workflow.MOVES.values()]


def test_a_step_says_from_where_to_where_by_whom_and_what_it_takes(visit: Visit) -> None:
    drop = step(visit, "Drop")
    assert drop.one("th").words == "Drop open, checking →to dropped"
    by, takes = drop.all("td")
    assert by.words == "A researcher"
    assert [each.words for each in takes.all("li")] == [
        "A reason, which readers see",
        "No review was ever published",
    ]


def test_a_sign_off_takes_somebody_who_changed_nothing(visit: Visit) -> None:
    first = step(visit, "Sign off").all("li")[0]
    assert first.words == "Somebody who changed nothing of it since it was last published"


@pytest.mark.parametrize("demand", Demand)
def test_what_readers_are_told_is_demanded_is_checked(demand: Demand) -> None:
    assert demand.label
    assert demand in CHECKS


def test_it_says_what_withdrawn_means(visit: Visit) -> None:
    assert "We took our review back" in entry(visit, "status-withdrawn").words
