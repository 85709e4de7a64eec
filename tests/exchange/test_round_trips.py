"""What goes out comes back as it was, in the fields that each format has."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from factcheck import anchoring, plain_text
from factcheck.exchange.cells import NOTHING, is_garbled
from factcheck.exchange.columns import NAMES
from factcheck.exchange.reading import open_file
from factcheck.exchange.reading.objects import REVIEW_COLUMNS
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    ReplyRequest,
    SearchLogEntry,
    Source,
    Speaker,
    SpeakerAlias,
    Topic,
    Translation,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.claim_export import ExportFormat
from factcheck.models.vocabulary import ClaimKind, Stage, Subject
from factcheck.sheet_cells import harmless, unharmed
from tests.exchange.sheets import brought_in, faults, lines_of, taken_out
from tests.workflow.newsroom import Newsroom, undone

pytestmark = [pytest.mark.django_db, pytest.mark.system]
# A workbook is read by a process of its own.
WORKBOOK = pytest.param(ExportFormat.XLSX, marks=pytest.mark.system)
# A few examples, since each goes through files and the database.
few = settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# What people write, and what spreadsheets, CSV and XML are touchy about.
ODD = [*"=+-@'\"\t\n\r;,|_[]<>&%1", "_x000D_", "ñ", "“", "☎", "سلام", "\U0001f600"]


def clean(text: str, most: int) -> str:
    """A line as the desk's forms leave it."""
    return plain_text.clean(plain_text.clean(text, lines=False).text[:most], lines=False).text


typed = st.lists(st.sampled_from(ODD) | st.text(max_size=8), max_size=6).map("".join)
typed = typed.filter(lambda text: not is_garbled(text))
notes = typed.map(lambda text: text.replace("\0", "").encode("utf-8", "ignore").decode())
lines = typed.map(lambda text: plain_text.clean(text).text)
words = typed.map(lambda text: clean(text, 50))
dates = st.sampled_from(["", "2023", "2023-02", "2023-02-18", "2023-03-04"])
names = words.filter(lambda text: text and text.casefold() not in NOTHING)


@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(list(ClaimKind)))
    return {
        "headline": clean(f"A {draw(words)}", 75),
        "statement": draw(lines),
        "kind": kind,
        "subject": kind.only_subject or draw(st.sampled_from(list(Subject))),
        "speaker_role": draw(words),
        "attribution_ambiguous": draw(st.booleans()),
        "said_on": draw(dates),
        "happened_on": draw(dates),
        "date_as_given": draw(words),
        "question": draw(lines),
        "summary": draw(lines),
        "reasoning": draw(lines),
        "policy_exception": draw(lines),
        "priority": draw(st.sampled_from([1, 2, 3])),
        "note": draw(notes),
        "status_id": draw(st.sampled_from(["unverified", "true", "not-checkable"])),
    }


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


def again(form: ExportFormat, newsroom: Newsroom, forget: Any) -> tuple[Any, Any]:
    """What an export says, and what one says once it came into a desk without those claims."""
    with TemporaryDirectory() as place:
        path = taken_out(Path(place) / f"out.{form.value}", form)
        before = said(path, form)
        forget()
        whole = brought_in(path, newsroom.fay)
        assert faults(whole) == []
        return before, said(taken_out(path, form), form)


def said(path: Path, form: ExportFormat) -> Any:
    if form == ExportFormat.JSONL:
        return lines_of(path)
    return [{n: r.cells[n] for n in NAMES} for r in open_file(path).records()]


def forget(*models: Any) -> None:
    """Let the desk lose rows, as if they had been exported by another one."""
    for model in models:
        model._default_manager.all().delete()


def forget_claims() -> None:
    with acting_as(User.objects.get(username="ana")):
        forget(Citation, Evidence, Claim)


def anchored(claim: Claim, newsroom: Newsroom) -> None:
    """Save a claim at its quote, with the words around it."""
    body = newsroom.revision.body
    claim.anchor_at(anchoring.find(body, claim.quote), newsroom.revision)
    claim.save()


@given(text=typed)
def test_a_cell_that_was_made_harmless_is_read_as_it_was(text: str) -> None:
    assert unharmed(harmless(text)) == text
    assert not harmless(text).startswith(tuple("=+-@"))


@few
@given(values=claims(), speaker=names, others=st.lists(names, max_size=2, unique=True))
@pytest.mark.parametrize("form", [ExportFormat.CSV, ExportFormat.TSV, WORKBOOK, ExportFormat.JSONL])
def test_each_format_brings_its_fields_back(
    newsroom: Newsroom, form: ExportFormat, values: dict[str, Any], speaker: str, others: list[str]
) -> None:
    assume(speaker not in others)
    with undone():
        people = [
            Speaker.objects.create(slug=f"s-{number}", name=name, kind="person")
            for number, name in enumerate([speaker, *others])
        ]
        claim = newsroom.bare_claim(speaker=people[0])
        with acting_as(newsroom.ana):
            for name, value in values.items():
                setattr(claim, name, value)
            claim.origin, claim.external_id = "there", "1"
            anchored(claim, newsroom)
            claim.co_speakers.set(people[1:])
            claim.topics.add(newsroom.topic)

        before, after = again(form, newsroom, forget_claims)

        assert after == before


def test_json_lines_bring_everything_back_into_an_empty_desk(newsroom: Newsroom) -> None:
    claim = newsroom.claim(origin="there", external_id="1")
    with acting_as(newsroom.ana):
        anchored(claim, newsroom)
        claim.co_speakers.add(newsroom.other_speaker)
        claim.topics.add(newsroom.topic)
        SpeakerAlias.objects.create(speaker=newsroom.speaker, name="The department")
        SearchLogEntry.objects.create(
            claim=claim, place="Archive", query="bridge", searched_on=date(2024, 5, 1)
        )
        Translation.objects.create(claim=claim, language="es", headline="Costó diez millones")
        ReplyRequest.objects.create(
            claim=claim, asked="Ministry", asked_on=date(2024, 5, 1), channel="letter"
        )
        citation = Citation.objects.get()
        citation.as_cited, citation.note = "the ministry", "Ask."
        citation.save()

    def forget_all() -> None:
        with acting_as(newsroom.ana):
            forget(Citation, Evidence, Claim, Topic, Source, Speaker, ArticleRevision, Article)

    before, after = again(ExportFormat.JSONL, newsroom, forget_all)

    assert after == before
    assert [line["type"] for line in after].count("source") == 2


def test_claimreview_brings_its_fields_back(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    cells = next(open_file(taken_out(tmp_path / "a.csv", ExportFormat.CSV)).records()).cells
    path = taken_out(tmp_path / "out.json", ExportFormat.CLAIMREVIEW)

    [record] = open_file(path).records()
    whole = brought_in(path, newsroom.fay)

    assert faults(whole) == []
    assert {*record.cells} <= {*REVIEW_COLUMNS}
    for name in ("headline", "speaker", "summary", "article_title", "article_published_on"):
        assert record.cells[name] == cells[name]
    added = Claim.objects.get(external_id=record.cells["external_id"])
    assert (added.headline, added.status_id, added.summary) == (
        cells["headline"],
        cells["status"],
        cells["summary"],
    )


def test_a_day_that_is_over_comes_back(newsroom: Newsroom) -> None:
    newsroom.claim(due_on=timezone.localdate() - timedelta(days=9), origin="a", external_id="1")

    before, after = again(ExportFormat.CSV, newsroom, forget_claims)

    assert before == after
