"""The comments of an annotated DOCX come in as claims."""

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from factcheck.exchange.reading import Record, Unreadable, open_file, own_process
from factcheck.models import Claim
from tests.admin.newsroom import signed_in
from tests.exchange.uploads import IMPORT, chosen
from tests.models.factories import at_the_desk, make_article

__all__ = ["at_the_desk"]


def annotated(path: Path, *comments: tuple[str, str]) -> Path:
    """A document of which some words, each in a run of their own, have comments."""
    document = docx.Document()
    document.add_paragraph("Minister counts the dead")
    body = document.add_paragraph("The minister said that ")
    run = body.add_run("60 people ")
    rest = body.add_run("died")
    body.add_run(". The report: 60 people died.")
    for words, text in comments:
        runs = [run] if words == "60 people" else [run, rest]
        document.add_comment(runs, text, author="Carla")
    document.save(str(path))
    return path


def read(path: Path) -> list[Record]:
    return list(open_file(path, limited=True).records())


def test_each_comment_is_a_claim_with_the_words_that_it_is_about(tmp_path: Path) -> None:
    path = annotated(tmp_path / "a.docx", ("60 people died", "Sixty died\nAsk the clerk"))

    [record] = read(path)

    assert record.cells == {
        "headline": "Sixty died",
        "quote": "60 people died",
        "note": "Carla: Sixty died\nAsk the clerk",
    }
    assert record.more["place"]["prefix"].endswith("The minister said that ")


def test_a_long_comment_without_spaces_keeps_its_first_characters(tmp_path: Path) -> None:
    path = annotated(tmp_path / "a.docx", ("60 people died", "部" * 100))

    [record] = read(path)

    assert record.cells["headline"] == f"{'部' * 74}…"


def test_answers_to_a_comment_go_with_it_and_a_part_of_its_words_is_another(tmp_path: Path) -> None:
    path = annotated(
        tmp_path / "a.docx",
        ("60 people died", "Sixty died"),
        ("60 people", "Sixty"),
        ("60 people died", "Forty-nine"),
    )

    assert [(each.cells["quote"], each.cells["note"]) for each in read(path)] == [
        ("60 people", "Carla: Sixty"),
        ("60 people died", "Carla: Sixty died\nCarla: Forty-nine"),
    ]


def test_a_long_comment_is_cut_for_the_headline_alone(tmp_path: Path) -> None:
    path = annotated(tmp_path / "a.docx", ("60 people", "Sixty people " * 20))

    [record] = read(path)

    assert len(record.cells["headline"]) <= 75
    assert record.cells["headline"].endswith("…")
    assert record.cells["note"].count("Sixty people") == 20


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read(path)
    return str(refused.value)


def test_a_document_without_comments_is_refused(tmp_path: Path) -> None:
    assert "has no comments" in refusal(annotated(tmp_path / "a.docx"))


def test_what_is_no_document_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"\xd0\xcf\x11\xe0")
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as packed:
        packed.writestr("xl/workbook.xml", "<a/>")
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as packed:
        packed.writestr("word/document.xml", "<a>")

    assert "no DOCX document" in refusal(tmp_path / "a.docx")
    assert "no DOCX document" in refusal(tmp_path / "b.docx")
    assert "damaged" in refusal(tmp_path / "c.docx")


def bomb(path: Path, start: bytes, content: bytes, times: int, end: bytes) -> Path:
    """A document whose text is the same many times, between a start and an end."""
    annotated(path, ("60 people", "Sixty"))
    made = path.with_name("bomb.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            if each.filename != "word/document.xml":
                new.writestr(each, old.read(each))
        with new.open("word/document.xml", "w", force_zip64=True) as part:
            part.write(start)
            for _time in range(times):
                part.write(content)
            part.write(end)
    return made


W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ENTITIES = b'<!DOCTYPE a [<!ENTITY a "%s">%s]>' % (
    b"ha" * 99,
    b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 50) for n in range(8)),
)


@pytest.mark.parametrize(
    ("start", "content", "times", "end"),
    [
        (b"<w:document %s><w:body>" % W, b" " * (1 << 20), 65, b"</w:body></w:document>"),
        (b"<w:document %s><w:body>" % W, b"<w:p>" * 1000, 1000, b""),
        (
            ENTITIES + b"<w:document %s><w:body><w:p><w:r><w:t>" % W,
            b"&i;",
            9,
            b"</w:t></w:r></w:p></w:body></w:document>",
        ),
    ],
)
def test_a_document_that_is_made_to_do_harm_ends_its_own_process(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    start: bytes,
    content: bytes,
    times: int,
    end: bytes,
) -> None:
    monkeypatch.setattr(own_process, "UNPACKED", 64 << 20)

    said = refusal(bomb(tmp_path / "a.docx", start, content, times, end))

    assert "unpacks to more" in said or "damaged" in said


@pytest.mark.django_db
def test_an_editor_brings_the_comments_in_to_an_article_of_the_desk(tmp_path: Path) -> None:
    text = "The minister said that 60 people died. The report: 60 people died."
    article, fay = make_article(text), signed_in("fay")
    path = annotated(tmp_path / "a.docx", ("60 people died", "Sixty died"))

    upload = {"file": SimpleUploadedFile("a.docx", path.read_bytes())}
    columns: Any = fay.post(IMPORT, upload, follow=True)
    named = {
        "default-article_title": article.title,
        "default-article_publisher": article.publisher,
        "default-article_published_on": article.published_on,
    }
    looked = fay.post(columns.redirect_chain[-1][0], chosen(columns, **named), follow=True)
    assert looked.context["counts"] == {"new": 1, "changes": 0, "faulty": 0}
    fay.post(looked.redirect_chain[-1][0], {"apply": "1"})

    claim = Claim.objects.get()
    assert (claim.article, claim.headline, claim.quote) == (article, "Sixty died", "60 people died")
    assert claim.start == text.index("60 people died")
    assert claim.note == "Carla: Sixty died"
