"""Taking an article in: from a file or an address, what it says and what is known of it.

People correct it before it is saved: no program knows a text from what stands around it.
"""

import tempfile
import unicodedata
import zipfile
from collections import Counter
from dataclasses import asdict, dataclass
from email.message import Message
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import captions, language_tags, outgoing, plain_text, words
from factcheck.exchange.reading import own_process, text
from factcheck.exchange.reading.records import Unreadable
from factcheck.models import Article, ArticleRevision, User
from factcheck.models.acting import acting_as
from factcheck.models.slugs import free_slug
from factcheck.plain_markup import MARKUP

SCRIPT = Path(own_process.__file__).with_name("article_process.py")
WHY = {
    "large": gettext_lazy("The file is too large to be read here: paste its text."),
    "empty": gettext_lazy("No text was found in it: paste the text of the article."),
    "broken": gettext_lazy("The file is damaged: open it, and save it anew."),
    "scan": gettext_lazy(
        "The PDF has pictures of pages and no text: have its text recognised, or paste it."
    ),
    "locked": gettext_lazy("The PDF is locked: save it without a password."),
}
HEADERS = {"Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.5"}
HEAD = 4096
PACKED, UTF_16 = b"PK\x03\x04", {b"\xff\xfe", b"\xfe\xff"}
# A first line that is longer is no title.
LONGEST_TITLE = 200
SCRIPTS = {
    "ARABIC": "ar",
    "HEBREW": "he",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "THAI": "th",
    "CYRILLIC": "ru",
    "GREEK": "el",
    "DEVANAGARI": "hi",
    "CJK": "zh",
}


@dataclass(frozen=True, slots=True)
class TakenIn:
    """An article as it was read; what is not known is empty."""

    text: str
    title: str = ""
    publisher: str = ""
    author: str = ""
    # ISO 8601.
    published_on: str = ""
    # BCP 47.
    language: str = ""
    url: str = ""


def from_address(url: str) -> TakenIn:
    """Fetch an address that somebody typed. Raises Unreadable."""
    try:
        answer = outgoing.send("GET", url, headers=HEADERS)
    except outgoing.NotReached as error:
        said = _("%(reason)s Save the page in your browser, and choose the file.")
        raise Unreadable(said % {"reason": error}) from None
    if not answer.is_success:
        said = _(
            "The server answers %(status)s instead of the page: save it in your browser, and "
            "choose the file."
        )
        raise Unreadable(said % {"status": answer.status})
    content = Message()
    content["Content-Type"] = answer.headers.get("content-type", "")
    with tempfile.NamedTemporaryFile() as file:
        file.write(answer.body)
        file.flush()
        encoding = content.get_content_charset("")
        return _taken_in(Path(file.name), encoding=encoding, url=answer.url, limited=True)


def from_file(path: Path, *, limited: bool = False) -> TakenIn:
    """Read a file; `limited` if it may be meant to do harm. Raises Unreadable."""
    return _taken_in(path, encoding="", url="", limited=limited)


def save(taken: TakenIn, user: User) -> Article:
    """Make an article of it, with its text. Raises ValidationError for what is missing or wrong."""
    known = {name: value for name, value in asdict(taken).items() if name != "text"}
    with transaction.atomic(), acting_as(user):
        article = Article(**known, slug=free_slug(Article, taken.title))
        article.full_clean()
        article.save()
        body = plain_text.clean_article(taken.text).text
        ArticleRevision(article=article, body=body, created_by=user).save()
    return article


def _taken_in(path: Path, *, encoding: str, url: str, limited: bool) -> TakenIn:
    kind = _kind(path)
    if kind == "text":
        return _of_text(path.read_text(encoding=text.encoding_of(path)), url)
    (said,) = own_process.lines(SCRIPT, path, WHY, kind, encoding, url, limited=limited)
    paragraphs = said.pop("paragraphs")
    body = "\n\n".join(paragraph for _kind, paragraph in paragraphs)
    language = language_tags.canonical(said.pop("language", "")) or _language(body)
    body = "\n\n".join(
        captions.as_caption(paragraph, language) if kind == "caption" else paragraph
        for kind, paragraph in paragraphs
    )
    return TakenIn(body, language=language, **said)


def _kind(path: Path) -> str:
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head.strip():
        raise Unreadable(_("The file is empty."))
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            if "word/document.xml" in packed.namelist():
                return "docx"
    elif MARKUP.search(head.decode("latin-1")):
        return "html"
    elif head[:2] in UTF_16 or not (b"\0" in head or head.startswith(PACKED)):
        return "text"
    raise Unreadable(_("This is no text: save it as HTML, DOCX, PDF or plain text."))


def _of_text(body: str, url: str) -> TakenIn:
    """Plain text; a short first line that stands alone is its title."""
    first, _blank, rest = body.strip().partition("\n\n")
    has_title = rest.strip() and "\n" not in first and len(first) <= LONGEST_TITLE
    is_sentence = first.rstrip().endswith((".", "。", "؟", "?", "!"))
    title, body = (first.strip(), rest) if has_title and not is_sentence else ("", body)
    return TakenIn(body.strip(), title=title, language=_language(body), url=url)


def _language(body: str) -> str:
    """The language that a script tells, or the words that every text of it has; else nothing."""
    letters = [char for char in body if char.isalpha()][:HEAD]
    found = Counter(unicodedata.name(char, "").split()[0].split("-")[0] for char in letters)
    if found["HIRAGANA"] + found["KATAKANA"] > len(letters) / 20:
        return "ja"
    script = found.most_common(1)[0][0] if found else ""
    return SCRIPTS.get(script) or _by_common_words(body[:HEAD])


def _by_common_words(body: str) -> str:
    terms = [word.terms[0] for word in words.read(body)]
    shares = {tag: sum(words.is_common(term, tag) for term in terms) for tag in words.COMMON}
    tag = max(shares, key=lambda each: shares[each])
    return tag if shares[tag] * 5 > len(terms) else ""
