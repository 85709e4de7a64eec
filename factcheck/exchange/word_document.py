"""The annotated copy as DOCX: the text, then its notes; numbers lead from each to the other.

They are no footnotes of Word's: python-docx writes none, LibreOffice shows those with numbers of
their own twice, and notes as long as these would leave a few lines of the text on each page.
"""

import re
from dataclasses import replace
from io import BytesIO

import docx
from django.utils import timezone
from django.utils.encoding import iri_to_uri
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_UNDERLINE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from factcheck.bidi import is_right_to_left, isolated, ours
from factcheck.exchange.annotated_copy import Copy, Line, Note, Stretch, Words
from factcheck.models.partial_date import display

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BETWEEN = " · "
NOTE, LINK = "Note of a Claim", "Hyperlink"
A4 = Mm(210), Mm(297)
# What XML cannot hold.
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write(copy: Copy) -> bytes:
    """The copy as the bytes of a DOCX, in the active language."""
    return _Writing(copy).file()


class _Writing:
    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.language = copy.article.language
        self.document = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = A4
        styles = self.document.styles
        note = styles.add_style(NOTE, WD_STYLE_TYPE.PARAGRAPH)
        note.font.size, note.paragraph_format.space_after = Pt(9), Pt(2)
        # The same of Arabic letters, in half points.
        note.element.get_or_add_rPr().append(OxmlElement("w:szCs", {qn("w:val"): "18"}))
        styles.add_style(LINK, WD_STYLE_TYPE.CHARACTER, builtin=True).font.underline = True

    def file(self) -> bytes:
        self._properties()
        self._head()
        for stretches in self.copy.paragraphs:
            self._text(self.document.add_paragraph(), stretches)
        if self.copy.apart:
            self._heading(_("Claims without a place in this text"))
        for note in self.copy.apart:
            paragraph = self.document.add_paragraph()
            self._say(paragraph, note.headline if note.headline.text else Words("–"))
            self._mark(paragraph, note)
            _direct(paragraph, note.headline.text)
        self._heading(_("Notes"))
        for note in self.copy.notes:
            self._note(note)
        content = BytesIO()
        self.document.save(content)
        return content.getvalue()

    def _properties(self) -> None:
        said = self.document.core_properties
        said.title, said.author, said.comments = _plain(self.copy.article.title)[:255], "", ""
        said.language = get_language() or ""
        said.created = said.modified = timezone.now()

    def _head(self) -> None:
        article, heading = self.copy.article, self.document.add_heading(level=1)
        self._text(heading, self.copy.title)
        about = self.document.add_paragraph()
        parts = (article.publisher, article.author, display(article.published_on))
        address = (Words(article.url, url=article.url),) if article.url else ()
        self._several(about, (*(Words(part) for part in parts if part), *address))
        _direct(about)
        for sentence in self.copy.about:
            paragraph = self.document.add_paragraph()
            self._say(paragraph, Words(sentence)).italic = True
            _direct(paragraph)

    def _heading(self, words: str) -> None:
        heading = self.document.add_heading(level=2)
        self._say(heading, Words(words))
        _direct(heading)

    def _text(self, paragraph: Paragraph, stretches: tuple[Stretch, ...]) -> None:
        for stretch in stretches:
            run = self._say(paragraph, Words(stretch.text, language=self.language))
            if stretch.is_claimed:
                run.underline = WD_UNDERLINE.DOTTED
            for note in stretch.notes:
                if note is not stretch.notes[0]:
                    paragraph.add_run(",").font.superscript = True
                self._mark(paragraph, note)
        _direct(paragraph, "".join(stretch.text for stretch in stretches))

    def _mark(self, paragraph: Paragraph, note: Note) -> None:
        mark = _link_within(paragraph, note.number, source="mark", target="note")
        mark.font.superscript = True

    def _note(self, note: Note) -> None:
        first = self.document.add_paragraph(style=NOTE)
        first.paragraph_format.space_before = Pt(9)
        first.paragraph_format.keep_with_next = True
        _embolden(_link_within(first, note.number, source="note", target="mark"))
        if note.status:
            first.add_run(BETWEEN)
            _embolden(self._say(first, Words(note.status)))
            first.add_run(BETWEEN)
            self._several(first, (Words(note.stage), note.headline))
        _direct(first)
        for line in note.lines:
            self._line(line)

    def _line(self, line: Line) -> None:
        paragraph = self.document.add_paragraph(style=NOTE)
        label = _("%(label)s (internal)") if line.is_internal else "%(label)s"
        _embolden(self._say(paragraph, Words(label % {"label": line.label})))
        paragraph.add_run(": ")
        self._several(paragraph, line.words)
        _direct(paragraph)

    def _several(self, paragraph: Paragraph, several: tuple[Words, ...]) -> None:
        for words in several:
            if words is not several[0]:
                paragraph.add_run(BETWEEN)
            apart = ours(words.text) if get_language_bidi() else isolated(words.text)
            self._say(paragraph, replace(words, text=apart))

    def _say(self, paragraph: Paragraph, words: Words) -> Run:
        """Write words in their language and direction."""
        text = _plain(words.text)
        run = _link(paragraph, text, words.url) if words.url else paragraph.add_run(text)
        if is_right_to_left(text):
            run.font.rtl = True
        language = words.language or get_language() or ""
        attribute = "w:bidi" if run.font.rtl else "w:val"
        properties = run._r.get_or_add_rPr()
        properties.append(OxmlElement("w:lang", {qn(attribute): language}))
        return run


def _embolden(run: Run) -> None:
    run.font.bold = run.font.cs_bold = True


def _link(paragraph: Paragraph, text: str, url: str) -> Run:
    """Link to an address on the web."""
    address = iri_to_uri(url) or ""
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    return _linked(paragraph, text, {qn("r:id"): key})


def _link_within(paragraph: Paragraph, number: int, *, source: str, target: str) -> Run:
    """Link a number to the same number elsewhere: `source` is the place of this one."""
    # Bookmarks are told apart by numbers, two for each claim.
    key = {qn("w:id"): str(2 * number + (source == "note"))}
    name = {qn("w:name"): f"{source}_{number}"}
    paragraph._p.append(OxmlElement("w:bookmarkStart", key | name))
    run = _linked(paragraph, str(number), {qn("w:anchor"): f"{target}_{number}"})
    paragraph._p.append(OxmlElement("w:bookmarkEnd", key))
    return run


def _linked(paragraph: Paragraph, text: str, target: dict[str, str]) -> Run:
    run = paragraph.add_run(text, style=LINK)
    link = OxmlElement("w:hyperlink", target)
    link.append(run._r)
    paragraph._p.append(link)
    return run


def _direct(paragraph: Paragraph, text: str = "") -> None:
    """Let a paragraph run the way of its own text or, without one, of the active language."""
    if is_right_to_left(text) if text else get_language_bidi():
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc")


def _plain(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)
