"""`import_claims`: what it says, takes and refuses."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from factcheck.exchange.reading import Unreadable
from factcheck.models import AuditEntry, Claim
from tests.exchange.sheets import command, row, sheet, staged
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    return Newsroom()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checks.csv"


def test_the_command_says_what_it_did(newsroom: Newsroom, file: Path) -> None:
    sheet(file, [row(Colour="red"), row(external_id="2", said_on="soon", Colour="")])

    said = command(str(file))

    assert said.splitlines() == [
        "Columns left out: Colour.",
        "1 new, 0 changed, 0 unchanged, 1 with a fault.",
        "line 3: said_on “soon”: “soon” is not a date. "
        "Write 18 Feb 2023, Feb 2023, 2023 or 2023-02-18.",
        "1 added, 0 changed, 0 unchanged, 1 not taken.",
    ]
    [entry] = AuditEntry.objects.contributions(Claim.objects.get().pk)
    assert (entry.actor_name, entry.actor and entry.actor.is_active) == ("import", False)


def test_a_dry_run_changes_nothing(newsroom: Newsroom, file: Path) -> None:
    assert "1 new" in command(str(sheet(file, [row()])), "--dry-run")
    assert not Claim.objects.exists()


def test_the_command_takes_a_mapping_and_a_name(newsroom: Newsroom, file: Path) -> None:
    mapping = file.with_suffix(".json")
    mapping.write_text(
        '{"columns": {"Bulo": "headline", "Juicio": "status"}, '
        '"values": {"status": {"Bulo": "false"}}, '
        '"defaults": {"article_title": "Bulos", "article_publisher": "Redes", '
        '"article_published_on": "2024", "article_language": "es", "origin": "hoja"}}'
    )
    sheet(file, [{"Bulo": "Costó diez millones", "Juicio": "Bulo"}], ";")

    command(str(file), "--mapping", str(mapping), "--user", "fay")

    claim = Claim.objects.get()
    assert (claim.status_id, claim.origin, claim.article.language) == ("false", "hoja", "es")


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ("{", "cannot be read"),
        ('{"colums": {}}', "nothing else: colums"),
        ('{"columns": {"headline": "headlien"}}', "There is no column “headlien”"),
        ('{"columns": {"Titre": "headline"}}', "The file has no column “Titre”; it has "),
        (
            '{"columns": {"headline": "note", "article_title": "note"}}',
            "“headline”, “article_title” cannot all become note",
        ),
        ('{"values": {"status": {"a": 1}}}', "Write texts for texts"),
        ('{"dates": "dayfirst"}', "“dates” is one of day-first, month-first."),
    ],
)
def test_a_mapping_that_is_none(newsroom: Newsroom, file: Path, mapping: str, said: str) -> None:
    path = file.with_suffix(".json")
    path.write_text(mapping)

    with pytest.raises(CommandError, match=said):
        command(str(sheet(file, [row()])), "--mapping", str(path))


@pytest.mark.parametrize("options", [("--user", "nobody"), ()])
def test_what_the_command_cannot_do(
    newsroom: Newsroom, tmp_path: Path, options: tuple[str]
) -> None:
    with pytest.raises(CommandError, match=r"no account “nobody”|No such file"):
        command(str(tmp_path / "nowhere.csv"), *options)


def test_a_directory_is_led_to_its_own_command(newsroom: Newsroom, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is a directory: load it with seed"):
        command(str(tmp_path))


def test_a_file_of_nothing_is_refused(newsroom: Newsroom, file: Path) -> None:
    file.write_text(" \n")

    with pytest.raises(Unreadable, match="The file is empty"):
        staged(file, newsroom.fay)
