"""The annotated copy as DOCX, read back by python-docx and by LibreOffice."""

import os
import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn

from factcheck.exchange import annotated_copy, word_document
from factcheck.models import Article
from factcheck.models.claim_export import CopyFormat
from tests.models.factories import (
    at_the_desk,
    make_article,
    make_claim,
    make_evidence,
    make_source,
    person,
)

__all__ = ["at_the_desk"]
pytestmark = pytest.mark.django_db


def written(article: Article, *, internal: bool = True) -> bytes:
    copy = annotated_copy.take(article, CopyFormat.DOCX, person("fay"), has_internal=internal)
    return word_document.write(copy)


def read(article: Article) -> Any:
    return docx.Document(BytesIO(written(article)))


def links(document: Any) -> list[tuple[str, str]]:
    """Each link within the document: its words, and where it leads."""
    found = [link for each in document.paragraphs for link in each.hyperlinks if link.fragment]
    return [(link.text, link.fragment) for link in found]


def notes(document: Any) -> list[str]:
    """The paragraphs of the notes."""
    said = [each.text for each in document.paragraphs]
    return said[said.index("Notes") + 1 :]


def nested() -> Article:
    article = make_article()
    make_claim(article, "60 people died", summary="It was 49.", status_id="false")
    make_claim(article, "60 people")
    make_claim(article, "", headline="Nowhere")
    return article


def test_each_claim_has_a_note_by_its_number() -> None:
    assert notes(read(nested())) == [
        "1 · False · open · 60 people died",
        "Finding: It was 49.",
        "Open: Nobody checks it yet. Write the reasoning: how the evidence leads to the status. "
        "“False” needs evidence that refutes the claim: one primary record, or two secondary ones "
        "of different origin. So far there is none.",
        "Number: of this copy alone: the claim is not public",
        "2 · Not yet checked · open · 60 people",
        "Open: Nobody checks it yet. Choose a status, or check at least what the article cites.",
        "Number: of this copy alone: the claim is not public",
        "3 · Not yet checked · open · Nowhere",
        "Open: Nobody checks it yet. Choose a status, or check at least what the article cites.",
        "Number: of this copy alone: the claim is not public",
    ]


def test_numbers_lead_from_the_text_to_the_notes_and_back() -> None:
    document = read(nested())

    assert links(document) == [
        *(("2", "note_2"), ("1", "note_1"), ("3", "note_3")),
        *(("1", "mark_1"), ("2", "mark_2"), ("3", "mark_3")),
    ]
    places = [each.get(qn("w:name")) for each in document.element.iter(qn("w:bookmarkStart"))]
    assert {target for _text, target in links(document)} == {*places}
    keys = [each.get(qn("w:id")) for each in document.element.iter(qn("w:bookmarkStart"))]
    assert len({*keys}) == len(keys) == 6


def test_the_text_is_that_of_the_article() -> None:
    paragraphs = [each.text for each in read(nested()).paragraphs]

    assert paragraphs[0] == "Minister counts the dead"
    assert "The minister said that 60 people2 died1. “Nobody was warned,” she added." in paragraphs
    apart = paragraphs.index("Claims without a place in this text")
    assert paragraphs[apart + 1 : apart + 3] == ["Nowhere3", "Notes"]


def test_addresses_are_links() -> None:
    claim = make_claim(make_article(url="https://example.org/a"))
    make_evidence(claim, source=make_source(url="https://example.org/niñez?a=1&b=2"))

    found = [link for each in read(claim.article).paragraphs for link in each.hyperlinks]

    assert [(link.address, link.text) for link in found if link.address] == [
        ("https://example.org/a", "https://example.org/a"),
        ("https://example.org/ni%C3%B1ez?a=1&b=2", "https://example.org/niñez?a=1&b=2"),
    ]


def test_what_xml_cannot_hold_is_replaced() -> None:
    claim = make_claim(make_article(), note="A\x08B\ufffe")

    assert "Note (internal): A\ufffdB\ufffd" in notes(read(claim.article))


def test_an_arabic_copy_runs_from_right_to_left_and_its_english_text_does_not() -> None:
    with translation.override("ar"):
        document = read(nested())

    is_turned = {
        each.text: each._p.pPr is not None and each._p.pPr.find(qn("w:bidi")) is not None
        for each in document.paragraphs
    }
    assert is_turned["A report counts 49 deaths by name."] is False
    assert [turned for text, turned in is_turned.items() if "The Daily" in text] == [True]


def test_words_that_run_the_other_way_keep_their_full_stop() -> None:
    claim = make_claim(make_article(), summary="It was 49.")
    with translation.override("ar"):
        said = [each.text for each in read(claim.article).paragraphs]

    assert [text for text in said if "49" in text][-1].endswith("\u2068It was 49.\u2069")


@pytest.mark.system
@pytest.mark.skipif(
    not (shutil.which("soffice") or os.environ.get("CI")), reason="LibreOffice is not installed"
)
def test_libreoffice_reads_the_text_and_the_links_of_its_notes(tmp_path: Path) -> None:
    (tmp_path / "copy.docx").write_bytes(written(nested()))

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "fodt", "copy.docx"]
    subprocess.run(convert, cwd=tmp_path, check=True, timeout=120, capture_output=True)

    text = (tmp_path / "copy.fodt").read_text(encoding="utf-8")
    for target in ("note_1", "note_2", "note_3", "mark_1", "mark_2", "mark_3"):
        assert f'xlink:href="#{target}"' in text
        assert f'<text:bookmark-start text:name="{target}"' in text
    assert "It was 49." in text
