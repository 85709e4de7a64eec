"""Reads an article out of a file in a process of its own, and says it as a line of JSON.

Run as a script, with a limit of memory in bytes, of processor time in seconds and of unpacked size
in bytes (0: none), then the kind of file, its encoding as the server had it, and its address, each
of which may be empty. It knows nothing of Django, the database or any secret.

The line has what is known of the article, and its paragraphs: each with its kind, "p" or "caption".
"""

import json
import re
import resource
import statistics
import sys
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn

Paragraph = tuple[str, str]

# As browsers read them (https://encoding.spec.whatwg.org/#names-and-labels).
AS_BROWSERS = {
    **dict.fromkeys(["iso-8859-1", "latin1", "us-ascii", "ascii"], "cp1252"),
    **dict.fromkeys(["shift_jis", "shift-jis", "sjis", "x-sjis"], "cp932"),
    **dict.fromkeys(["gb2312", "gbk"], "gb18030"),
    **dict.fromkeys(["euc-kr", "ks_c_5601-1987"], "cp949"),
}
DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE
)
CAPTION = "⟦caption⟧"
CAPTIONS = (
    '//figcaption | //*[contains(concat(" ", normalize-space(@class), " "), " wp-caption-text ")]'
)
LOCALES = (
    "//html/@lang",
    "//html/@xml:lang",
    '//meta[@property="og:locale"]/@content',
    '//meta[@http-equiv="content-language"]/@content',
)
# A line of a page ends a paragraph if it is this much shorter than most, and ends a sentence.
SHORT = 0.8
SENTENCE_ENDS = re.compile(r"[.!?…:。！？؟।][\"'”’»)\]」』]*$")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BREAKS = {"br": "\n", "cr": "\n", "tab": " "}


def main(path: str, limits: tuple[int, int, int], kind: str, *known: str) -> None:
    memory, seconds, unpacked = limits
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    if seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    try:
        if kind == "docx":
            with zipfile.ZipFile(path) as packed:
                if unpacked and sum(each.file_size for each in packed.infolist()) > unpacked:
                    stop("large")
        said = READERS[kind](path, *known)
        if not said["paragraphs"]:
            stop("empty")
        sys.stdout.write(json.dumps(said) + "\n")
    except (MemoryError, RecursionError):
        stop("large")
    except Exception as error:  # noqa: BLE001 (whatever the parsers raise)
        stop("broken", type(error).__name__)


def article(paragraphs: Iterable[Paragraph], **known: str | None) -> dict[str, Any]:
    named = {name: " ".join((value or "").split()) for name, value in known.items()}
    return {**named, "paragraphs": [each for each in paragraphs if each[1]]}


def read_html(path: str, encoding: str, address: str) -> dict[str, Any]:
    """The main text of a page, by trafilatura, which reads no captions: they are kept for it."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    tree = load_html(decoded(Path(path).read_bytes(), encoding))
    if tree is None:
        stop("empty")
    keep_captions(tree)
    language = next((value for path in LOCALES for value in tree.xpath(path) if value), "")
    found: Any = bare_extraction(
        tree,
        url=address or None,
        with_metadata=True,
        include_comments=False,
        favor_recall=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if found is None or found.body is None:
        stop("empty")
    paragraphs = list(of_body(found.body))
    if paragraphs and paragraphs[0][1] == found.title:
        del paragraphs[0]
    # It knows names of two words; others write theirs in one.
    author = found.author or next(iter(tree.xpath('//meta[@name="author"]/@content')), "")
    return article(
        paragraphs,
        title=found.title,
        author=", ".join(filter(None, map(str.strip, author.split(";")))),
        publisher=found.sitename or found.hostname,
        published_on=found.date,
        language=language,
        url=address or found.url,
    )


def decoded(raw: bytes, encoding: str) -> str:
    """The text of a page: UTF-8 if it can be, else as the server, the page or its bytes say."""
    from charset_normalizer import from_bytes

    declared = DECLARED.search(raw[:2048])
    names = ["utf-16" if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig", encoding]
    names.append(declared[1].decode() if declared else "")
    for name in filter(None, names):
        try:
            return raw.decode(AS_BROWSERS.get(name.lower(), name))
        except (LookupError, UnicodeError):
            continue
    best = from_bytes(raw).best()
    return str(best) if best else raw.decode("cp1252", "replace")


def keep_captions(tree: Any) -> None:
    for caption in tree.xpath(CAPTIONS):
        words = " ".join(caption.text_content().split())
        figure = next(caption.iterancestors("figure"), caption)
        if words and figure.getparent() is not None:
            kept = tree.makeelement("p")
            kept.text = f"{CAPTION} {words}"
            kept.tail = figure.tail
            figure.getparent().replace(figure, kept)


def of_body(body: Any) -> Iterator[Paragraph]:
    for element in body:
        if element.tag == "table":
            for row in element.iter("row"):
                yield "p", " ".join(filter(None, (words_of(cell) for cell in row)))
        elif element.tag in {"list", "quote"} and len(element):
            yield from of_body(element)
        else:
            words = words_of(element)
            is_caption = words.startswith(CAPTION)
            yield ("caption" if is_caption else "p", words.removeprefix(CAPTION).strip())


def words_of(element: Any) -> str:
    for line_break in element.iter("lb"):
        line_break.tail = f"\n{line_break.tail or ''}"
    lines = "".join(element.itertext()).splitlines()
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def read_docx(path: str, _encoding: str, _address: str) -> dict[str, Any]:
    """A document's paragraphs as they stand with all changes taken over, without its comments."""
    import docx

    document = docx.Document(path)
    paragraphs, titles = list[Paragraph](), list[str]()
    for element in document.element.body.iter(f"{WORD}p"):
        if any(parent.tag.endswith("}Fallback") for parent in element.iterancestors()):
            continue
        style = element.find(f"{WORD}pPr/{WORD}pStyle")
        name = "" if style is None else style.get(f"{WORD}val", "").lower()
        words = words_of_docx(element)
        if name == "title" or (name == "heading1" and not titles and not paragraphs):
            titles.append(words)
        else:
            paragraphs.append(("caption" if name.startswith("caption") else "p", words))
    known = document.core_properties
    return article(
        paragraphs,
        title=" ".join(titles) or known.title,
        author=known.author,
        language=known.language,
    )


def words_of_docx(paragraph: Any) -> str:
    parts = []
    for element in paragraph.iter(f"{WORD}*"):
        name = element.tag.rsplit("}", 1)[1]
        parts.append(element.text or "" if name == "t" else BREAKS.get(name, ""))
    return "\n".join(" ".join(line.split()) for line in "".join(parts).splitlines()).strip()


def read_pdf(path: str, _encoding: str, _address: str) -> dict[str, Any]:
    """The lines of a PDF put together as paragraphs, without what stands on top of every page."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError

    try:
        reader = PdfReader(path)
        pages = [page.extract_text().splitlines() for page in reader.pages]
    except (DependencyError, FileNotDecryptedError):
        stop("locked")
    if not any(line.strip() for page in pages for line in page):
        stop("scan")
    known = reader.metadata
    return article(
        (("p", words) for words in of_lines(list(without_running(pages)))),
        title=known.title if known else "",
        author=known.author if known else "",
        language=str(reader.root_object.get("/Lang", "")),
    )


def without_running(pages: list[list[str]]) -> Iterator[str]:
    """The lines of all pages but for numbers and heads that most pages have."""
    pages = [[line.strip() for line in page] for page in pages]
    edges = Counter(edge for page in pages for edge in {*map(shape, page[:1] + page[-1:])})
    running = {each for each, count in edges.items() if count > max(1, len(pages) // 2)}
    for page in pages:
        last = len(page) - 1
        for number, line in enumerate(page):
            is_edge = number in {0, last}
            if not (is_edge and (shape(line) in running or line.isdecimal())):
                yield line


def shape(line: str) -> str:
    return re.sub(r"\d+", "#", line)


def of_lines(lines: list[str]) -> Iterator[str]:
    """Paragraphs: parted by an empty line, or by a short one that ends a sentence."""
    lengths = [len(line) for line in lines if line]
    width = statistics.quantiles(lengths, n=10)[-1] if len(lengths) > 1 else 0
    so_far = ""
    for line in lines:
        if not line:
            yield so_far
            so_far = ""
            continue
        so_far = joined(so_far, " ".join(line.split()))
        if len(line) < SHORT * width and SENTENCE_ENDS.search(line):
            yield so_far
            so_far = ""
    yield so_far


def joined(before: str, line: str) -> str:
    if not before:
        return line
    if before[-1] in "-\u00ad\u2010" and before[-2:-1].isalpha() and line[0].islower():
        return before[:-1] + line
    if UNSPACED.match(before[-1]) and UNSPACED.match(line):
        return before + line
    return f"{before} {line}"


def stop(why: str, what: str = "") -> NoReturn:
    sys.stdout.write(json.dumps({"stop": why, "what": what}) + "\n")
    sys.stdout.flush()
    sys.exit(3)


READERS: dict[str, Callable[..., dict[str, Any]]] = {
    "html": read_html,
    "docx": read_docx,
    "pdf": read_pdf,
}

if __name__ == "__main__":
    limits, known = sys.argv[2:5], sys.argv[5:]
    main(sys.argv[1], (int(limits[0]), int(limits[1]), int(limits[2])), *known)
