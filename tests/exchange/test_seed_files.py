"""What is wrong with the files of a seed directory, before an entry of them is read."""

import pytest

from tests.exchange.conftest import SeedDirectory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("file", ["article.json", "article.txt", "claims.json", "findings.json"])
def test_a_missing_file(directory: SeedDirectory, file: str) -> None:
    (directory.path / file).unlink()

    assert directory.error() == f"{file}: file: is not in {directory.path}; add it"


def test_a_directory_in_the_place_of_a_file(directory: SeedDirectory) -> None:
    (directory.path / "claims.json").unlink()
    (directory.path / "claims.json").mkdir()

    assert directory.error() == (
        f"claims.json: file: cannot be read from {directory.path} (Is a directory); "
        "make it a readable file"
    )


def test_broken_json(directory: SeedDirectory) -> None:
    directory.write("claims.json", '[\n {"id": "a",}\n]')

    assert directory.error() == (
        "claims.json: line 2: is no JSON: Expecting property name enclosed in double quotes; "
        "correct it"
    )


@pytest.mark.parametrize(
    ("file", "content", "error"),
    [
        ("claims.json", "{}", "is not a list of objects; make it one"),
        ("claims.json", "[1]", "is not a list of objects; make it one"),
        ("article.json", "[]", "is not an object; make it one"),
        ("article.txt", " \n", "is empty; put the text there"),
    ],
)
def test_a_file_of_another_form(
    directory: SeedDirectory, file: str, content: str, error: str
) -> None:
    directory.write(file, content)

    assert directory.error() == f"{file}: file: {error}"


def test_a_file_that_is_not_utf_8(directory: SeedDirectory) -> None:
    (directory.path / "article.txt").write_bytes("año".encode("latin-1"))

    assert directory.error().startswith("article.txt: file: is not UTF-8 (")
    assert directory.error().endswith("); save it as UTF-8")
