"""An article is taken in from a page, a document or plain text."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import docx
import pytest
from django.core.management import CommandError, call_command

from factcheck.exchange import intake
from factcheck.exchange.reading import Unreadable
from factcheck.models import Article
from tests.test_outgoing import HERE, host, in_our_network, saying

__all__ = ["in_our_network"]

# Each file is read by a process of its own.
pytestmark = pytest.mark.system

PAGE = """<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}">
<title>{title} | {publisher}</title><meta property="og:title" content="{title}">
<meta property="og:site_name" content="{publisher}"><meta name="author" content="{author}">
<meta property="article:published_time" content="2025-03-14T08:00:00+02:00"></head>
<body><nav><a href="/">Home</a></nav><article><h1>{title}</h1><p>{first}</p>
<figure><img src="a.jpg"><figcaption>{caption}</figcaption></figure><p>{second}</p></article>
<aside><p>Read on: ten recipes</p></aside><footer>All rights reserved</footer></body></html>"""
ARABIC = {
    "lang": "ar",
    "title": "انقطاع الكهرباء في بيروت يدخل يومه الثالث",
    "publisher": "صحيفة النهر",
    "author": "ليلى حداد",
    "first": "قالت وزيرة الطاقة ندى فخري إن 60 في المئة من أحياء بيروت بقيت بلا كهرباء "
    "ليوم الخميس، وإن شركة Siemens Energy لم تسلّم المحولات في موعدها.",
    "caption": "محطة الزوق",
    "second": "وأكدت مؤسسة كهرباء لبنان أن الإنتاج انخفض إلى 450 ميغاواط، في حين ذكر تقرير البنك "
    "الدولي World Bank أن الحاجة تبلغ 2,100 ميغاواط في اليوم.",
}
JAPANESE = {
    "lang": "ja",
    "title": "横浜市、水道料金を12%引き上げへ",
    "publisher": "港新聞",
    "author": "佐藤健",
    "first": "横浜市の山田花子市長は3日の記者会見で、来年4月から"
    "水道料金を12%引き上げると述べた。市によると、老朽化した水道管の更新に2,800億円が必要になる。",
    "caption": "会見する山田市長=3日、横浜市役所(写真:共同)",
    "second": "市水道局は「2018年度から給水人口が4万人減った」と説明している。"
    "一方、市民団体「水を守る会」の鈴木一郎代表は「値上げは全国平均の2倍だ」と批判した。",
}


def page(words: dict[str, str], charset: str = "utf-8", declared: str = "") -> bytes:
    return PAGE.format(**words, charset=declared or charset).encode(charset)


@pytest.fixture
def file(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "article"
        path.write_bytes(content)
        return path

    return write


File = Callable[[bytes], Path]


@pytest.mark.parametrize(
    ("words", "charset", "caption"),
    [
        (ARABIC, "utf-8", "محطة الزوق [صورة]"),
        (ARABIC, "cp1256", "محطة الزوق [صورة]"),
        (JAPANESE, "utf-8", JAPANESE["caption"]),
        (JAPANESE, "shift_jis", JAPANESE["caption"]),
    ],
)
def test_of_a_page_the_article_is_read_and_what_is_known_of_it(
    file: File, words: dict[str, str], charset: str, caption: str
) -> None:
    assert intake.from_file(file(page(words, charset)), limited=True) == intake.TakenIn(
        text="\n\n".join([words["first"], caption, words["second"]]),
        title=words["title"],
        publisher=words["publisher"],
        author=words["author"],
        published_on="2025-03-14",
        language=words["lang"],
    )


def test_a_page_is_utf_8_if_it_can_be_whatever_it_says(file: File) -> None:
    taken = intake.from_file(file(page(ARABIC, "utf-8", "iso-8859-1")))
    assert taken.title == ARABIC["title"]


def test_without_a_tag_the_language_is_told_by_script_or_common_words(file: File) -> None:
    for words in (JAPANESE, ARABIC):
        assert intake.from_file(file(page(words | {"lang": ""}))).language == words["lang"]
    spanish = "El alcalde dijo que los ríos de la región han crecido en un año más que en otros."
    assert intake.from_file(file(spanish.encode())).language == "es"
    assert intake.from_file(file(b"Lorem ipsum dolor sit amet consectetur.")).language == ""


def test_of_a_document_title_captions_and_accepted_changes_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Ida Stern"
    document.add_heading("Rivers rose by 12 per cent", 0)
    document.add_paragraph("The mayor said that the rivers had risen.")
    document.add_paragraph("The bridge on Monday", style="Caption")
    document.save(str(tmp_path / "article.docx"))

    taken = intake.from_file(tmp_path / "article.docx", limited=True)

    assert (taken.title, taken.author) == ("Rivers rose by 12 per cent", "Ida Stern")
    assert taken.text == (
        "The mayor said that the rivers had risen.\n\nThe bridge on Monday [Photo]"
    )


def pdf(*pages: list[str]) -> bytes:
    """A PDF with a page for each list of lines, by hand."""
    texts = [
        "BT /F1 11 Tf 14 TL 40 800 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        for lines in pages
    ]
    count = len(texts)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, text in enumerate(texts):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def test_lines_of_a_pdf_become_paragraphs_without_heads_and_numbers_of_pages(file: File) -> None:
    head = "The Daily, page"
    content = pdf(
        [
            f"{head} 1",
            "The mayor of the town said on Monday that all of the riv-",
            "ers had risen.",
            "According to the World Bank they have risen by nine per",
            "1",
        ],
        [f"{head} 2", "cent since 2019.", "2"],
        [f"{head} 3", "Nobody was hurt, and the bridge stood where it had always", "stood.", "3"],
    )

    taken = intake.from_file(file(content), limited=True)

    assert taken.text.split("\n\n") == [
        "The mayor of the town said on Monday that all of the rivers had risen.",
        "According to the World Bank they have risen by nine per cent since 2019.",
        "Nobody was hurt, and the bridge stood where it had always stood.",
    ]
    assert taken.language == "en-GB"


def test_of_plain_text_a_first_line_that_stands_alone_is_the_title(file: File) -> None:
    taken = intake.from_file(
        file("Ríos crecidos\n\nEl río creció.\n\nNadie murió.".encode("cp1252"))
    )
    assert (taken.title, taken.text) == ("Ríos crecidos", "El río creció.\n\nNadie murió.")
    assert intake.from_file(file(b"The river rose.\n\nNobody died.")).title == ""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty."),
        (b"<html><body><nav>Home</nav></body></html>", "No text was found in it"),
        (pdf([]), "has pictures of pages and no text"),
        (b"%PDF-1.4 and nothing else", "The file is damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0\0", "save it as HTML, DOCX, PDF or plain text"),
        (b"PK\x03\x04broken", "save it as HTML, DOCX, PDF or plain text"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(file: File, content: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        intake.from_file(file(content), limited=True)


def command(source: str, **options: Any) -> str:
    said = StringIO()
    call_command("import_article", source, stdout=said, **options)
    return said.getvalue()


@pytest.mark.django_db
def test_the_command_saves_what_was_read_as_corrected_by_options(file: File) -> None:
    said = command(str(file(page(ARABIC))), publisher="The River", url="https://a.example/1")
    assert ARABIC["title"] in said
    article = Article.objects.get()
    assert (article.publisher, article.published_on) == ("The River", "2025-03-14")
    assert article.current_revision
    assert article.current_revision.body.startswith(ARABIC["first"])


@pytest.mark.django_db
def test_the_command_names_the_options_that_are_missing_and_saves_nothing(file: File) -> None:
    with pytest.raises(CommandError, match="--publisher: This field cannot be blank"):
        command(str(file(b"The river rose.\n\nNobody died.")), title="Rivers")
    assert not Article.objects.exists()


@pytest.mark.django_db
def test_a_dry_run_of_the_command_saves_nothing(file: File) -> None:
    assert ARABIC["first"] in command(str(file(page(ARABIC))), dry_run=True)
    assert not Article.objects.exists()


@pytest.mark.usefixtures("in_our_network")
def test_an_address_is_fetched_as_the_server_encodes_it() -> None:
    body = page(JAPANESE, "shift_jis", "utf-8")
    with host(saying(body, "Content-Type: text/html; charset=Shift_JIS")) as port:
        taken = intake.from_address(f"http://{HERE}:{port}/1")
    assert (taken.title, taken.url) == (JAPANESE["title"], f"http://{HERE}:{port}/1")


@pytest.mark.usefixtures("in_our_network")
def test_of_an_address_with_an_error_the_error_is_said() -> None:
    with (
        host(saying(page(ARABIC), status="404 Not Found")) as port,
        pytest.raises(Unreadable, match="The server answers 404 instead of the page"),
    ):
        intake.from_address(f"http://{HERE}:{port}/1")


def test_an_address_that_is_not_public_is_refused_and_what_to_do_is_said() -> None:
    with pytest.raises(Unreadable, match=r"not public\. Save the page in your browser"):
        intake.from_address("http://127.0.0.1:1/secret")
