"""Charts: from ten verdicts on, with the same numbers as a table."""

from datetime import date

import pytest
from django.utils import translation

from factcheck.models.reading_room import Month, PublicClaim, PublicTopic
from factcheck.models.scale import VerificationStatus
from factcheck.public.scale.charts import chart
from tests.public.pages import Element, Page, Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

SPEAKER = "world-socialist-web-site"
SOURCE = "idl-reporteros"
FEW = "Fewer than ten of them have a verdict that counts here"


def verdicts(*statuses: str, **values: object) -> None:
    """Let as many claims of one speaker stand thus, a month apart, and no other have a verdict."""
    PublicClaim.objects.update(status="unverified")
    claims = PublicClaim.objects.said_by(SPEAKER).filter(subject="substance")[: len(statuses)]
    for number, (claim, status) in enumerate(zip(claims, statuses, strict=True)):
        said = date(2022, number % 12 + 1, 18)
        changed = {"status": status, "sort_date": said} | values
        PublicClaim.objects.filter(pk=claim.pk).update(**changed)


def told(chart: Element) -> dict[str, str]:
    """What stands in the rows of a chart, by name."""
    return {
        " ".join(row.one(class_="chart__name").text.split()): row.one(class_="chart__count").text
        for row in chart.all("li", class_="chart__row")
    }


def months(*counts: tuple[str, date, int]) -> list[Month]:
    return [Month(*count) for count in counts]


def test_ten_verdicts_make_a_chart(visit: Visit) -> None:
    verdicts(*["true"] * 7, *["false"] * 3)
    page = visit(f"/speakers/{SPEAKER}/")
    assert told(page.one(class_="chart")) == {"True": "7", "False": "3"}
    assert FEW not in page.words
    assert "These counts cover only what was checked here" in page.words


def test_nine_verdicts_make_none(visit: Visit) -> None:
    verdicts(*["true"] * 9)
    page = visit(f"/speakers/{SPEAKER}/")
    assert not page.all(class_="chart")
    assert FEW in page.words


def test_a_speaker_answers_for_claims_of_substance_only(visit: Visit) -> None:
    verdicts(*["true"] * 10)
    saying = PublicClaim.objects.said_by(SPEAKER).filter(subject="saying")[0]
    PublicClaim.objects.filter(pk=saying.pk).update(status="false")
    page = visit(f"/speakers/{SPEAKER}/")
    assert told(page.one(class_="chart")) == {"True": "10"}
    assert "10 of 57 claims checked" in page.words
    assert "Only claims of substance are counted" in page.words


def test_a_topic_counts_its_claims_of_either_subject_and_leads_to_them(visit: Visit) -> None:
    PublicTopic.objects.create(slug="police", name={"en": "Police", "es": "Policía"})
    verdicts(*["true"] * 9, topic_slugs=["police"])
    saying = PublicClaim.objects.filter(subject="saying")[0]
    PublicClaim.objects.filter(pk=saying.pk).update(status="false", topic_slugs=["police"])
    drawn = visit("/topics/police/").one(class_="chart")
    assert told(drawn) == {"True": "9", "False": "1"}
    [*_, to_false] = drawn.all("a")
    assert to_false.attributes["href"] == "/claims/?topic=police&status=false"
    assert "1 claim" in visit(to_false.attributes["href"]).one(class_="finder__count").text


def test_a_source_shows_how_often_each_finding_was_made_and_when(visit: Visit) -> None:
    PublicClaim.objects.update(source_findings={})
    for number, claim in enumerate(PublicClaim.objects.all()[:12]):
        PublicClaim.objects.filter(pk=claim.pk).update(
            source_slugs=[SOURCE, "financial-times"],
            source_findings={
                SOURCE: "accurate" if number % 3 else "imprecise",
                "financial-times": "misrepresented",
            },
            sort_date=date(2023, number // 6 + 1, 3),
        )
    page = visit(f"/sources/{SOURCE}/")
    assert told(page.all(class_="chart")[0]) == {"Accurate": "8", "Imprecise": "4"}
    table = [
        [cell.text for cell in row.children if isinstance(cell, Element)] for row in rows(page)
    ]
    assert table == [
        ["When", "Accurate", "Imprecise"],
        ["January 2023", "4", "2"],
        ["February 2023", "4", "2"],
    ]


def rows(page: Page) -> list[Element]:
    return page.all(class_="numbers")[0].all("tr")


def test_below_ten_findings_a_source_lists_them(visit: Visit) -> None:
    page = visit(f"/sources/{SOURCE}/")
    assert not page.all(class_="chart")
    assert page.one(class_="findings").all("li")


def test_the_columns_are_as_high_as_their_counts(visit: Visit) -> None:
    verdicts(*["true"] * 8, *["false"] * 4)
    PublicClaim.objects.filter(status="true").update(sort_date=date(2022, 1, 1))
    PublicClaim.objects.filter(status="false").update(sort_date=date(2022, 3, 31))
    true, false = visit(f"/speakers/{SPEAKER}/").all("svg", class_="chart__picture--time")
    assert [true.attributes["viewbox"], false.attributes["viewbox"]] == ["0 -8 30 8"] * 2
    assert true.one("rect").attributes == {"x": "1", "width": "8", "height": "8"}
    assert false.one("rect").attributes == {"x": "21", "width": "8", "height": "4"}


def test_claims_of_one_month_are_not_drawn_over_time(visit: Visit) -> None:
    verdicts(*["true"] * 10, sort_date=date(2023, 2, 18))
    page = visit(f"/speakers/{SPEAKER}/")
    assert page.all(class_="chart")
    assert not page.all(class_="numbers")
    assert not page.all(class_="chart__axis")


def test_the_periods_are_named_in_the_readers_language(visit: Visit) -> None:
    verdicts(*["true"] * 10)
    page = visit(f"/es/speakers/{SPEAKER}/")
    assert told(page.one(class_="chart")) == {"Verdadero": "10"}
    assert [row.one("th").text for row in rows(page)[1:]][:2] == [
        "enero de 2022",
        "febrero de 2022",
    ]


def test_more_than_thirty_months_are_drawn_by_the_year() -> None:
    statuses = VerificationStatus.objects.all()
    short = months(("true", date(2020, 1, 1), 1), ("true", date(2022, 6, 1), 1))
    long = months(("true", date(2020, 1, 1), 1), ("true", date(2022, 7, 1), 2))
    assert len(chart(short, statuses).periods) == 30
    drawn = chart(long, statuses)
    assert drawn.periods == ["2020", "2021", "2022"]
    assert drawn.by_period == [("2020", [1]), ("2022", [2])]


def test_what_is_older_than_thirty_years_shares_the_first_column() -> None:
    counts = months(
        ("true", date(1932, 5, 1), 2), ("false", date(1994, 1, 1), 3), ("true", date(2023, 1, 1), 4)
    )
    with translation.override("en"):
        drawn = chart(counts, VerificationStatus.objects.all())
    assert len(drawn.periods) == 30
    assert drawn.by_period == [("until 1994", [2, 3]), ("2023", [4, 0])]


def test_the_rows_come_in_the_order_of_the_scale() -> None:
    statuses = list(VerificationStatus.objects.all())
    counts = months(*((status.pk, date(2023, 1, 1), 1) for status in reversed(statuses)))
    assert [row.entry for row in chart(counts, statuses).rows] == statuses
