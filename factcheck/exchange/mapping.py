"""How somebody's columns and words become ours: given in a file, or proposed and looked at."""

import json
import re
import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cache, lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from factcheck import written_dates
from factcheck.exchange.columns import AS_EXPORTED, BY_NAME, FAULTS, NEEDED, OWN
from factcheck.exchange.reading import File
from factcheck.models import Claim, VerificationStatus

# What sheets of newsrooms and published data sets call our columns.
CALLED = {
    "external_id": "id, claim id, nr, no, número, numero, código, identificador, المعرف, رقم",
    "headline": "claim, claim reviewed, claim text, title of check, afirmación, titular, bulo, "
    "desinformación, العنوان, الادعاء",
    "statement": "full claim, claim in full, full statement, declaración, texto completo, النص",
    "quote": "quotation, exact words, cita, cita textual, الاقتباس",
    "kind": "type of claim, claim type, tipo, tipo de afirmación, النوع",
    "speaker": "said by, who said it, claimant, claimed by, who, person, author of claim, "
    "declarante, quién lo dijo, quien lo dijo, autor de la afirmación, المتحدث, القائل",
    "speaker_role": "role, job title, speaker job title, speaker's job title, cargo, الصفة",
    "said_on": "claim date, date of claim, date said, said, fecha de la afirmación, "
    "fecha en que lo dijo, cuándo lo dijo, dicho el, date, fecha, التاريخ",
    "question": "question to answer, pregunta, السؤال",
    "topics": "topic, tags, subjects, tema, temas, etiquetas, المواضيع",
    "status": "rating, verdict, label, result, truth rating, calificación, veredicto, conclusión, "
    "التصنيف, الحكم",
    "summary": "conclusion, short answer, bottom line, resumen, الخلاصة",
    "reasoning": "explanation, justification, rationale, analysis, explicación, razonamiento, "
    "justificación, الشرح",
    "earlier_rating": "original rating, rating as it was, textual rating, calificación original, "
    "التصنيف الأصلي",
    "earlier_url": "fact check link, link to fact check, review link, review url, fact check url, "
    "our url, our link, enlace de la verificación, url de la verificación, nuestra url, "
    "nuestro enlace, رابط التحقق",
    "earlier_published_on": "review date, date of review, fact check date, date of fact check, "
    "date checked, fecha de la verificación, تاريخ التحقق",
    "earlier_author": "fact checker, checked by, reviewer, verificado por, verificador, "
    "verificadora, المدقق",
    "reviewed_by": "review publisher, fact checking organisation, fact checking organization, "
    "organización verificadora, جهة التحقق",
    "note": "notes, comment, comments, internal note, notas, comentario, observaciones, ملاحظات",
    "article": "article id, slug",
    "article_title": "article, title, headline of article, artículo, título, título del artículo, "
    "المقال",
    "article_publisher": "publisher, outlet, medium, medio, publicación, fuente, الناشر",
    "article_author": "author, byline, journalist, autor, autora, الكاتب",
    "article_url": "article link, link to article, url, link, address, source url, "
    "enlace, enlace del artículo, url del artículo, artículo url, dirección, الرابط",
    "article_published_on": "published, publication date, published on, date published, "
    "article date, date of article, fecha de publicación, publicado, publicado el, "
    "fecha del artículo, fecha art, تاريخ النشر",
    "article_language": "language, idioma, lengua, اللغة",
    "origin": "imported from, source of data, origen",
}
# What may be said once for all rows that say nothing of it.
DEFAULTS = [
    *("origin", "article_title", "article_publisher", "article_published_on", "article_language"),
]
# What tells that the rows are reviews of before; and whose the link and the day are there then,
# where no column names an article: those of the review.
OF_REVIEWS = {"earlier_rating", "earlier_url", "earlier_published_on", "earlier_author"}
OF_THE_REVIEW = {"article_url": "earlier_url", "article_published_on": "earlier_published_on"}
BARE_DATE = {"date", "fecha", "التاريخ"}
# Of these columns somebody says what their words mean.
WITH_WORDS = ("status", "reviewed_by")
FIRST_ROWS, MOST_WORDS = 50, 100
SLUG = re.compile(r"[-\w]*")
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


class WrongMapping(ValueError):
    """A mapping that cannot be; the message says what is wrong, and what to do."""


@dataclass(slots=True)
class SheetMapping:
    """`columns`: theirs to ours, "" for one that is left out. `values`: of our column, their words
    to ours. `defaults`: of our column, what a row says that says nothing. `dates`: in which
    `written_dates.Order` days in numbers are meant; without one, those that can be several days
    have a fault.
    """

    columns: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    dates: str = ""

    @property
    def left_out(self) -> list[str]:
        return [theirs for theirs, ours in self.columns.items() if not ours and theirs != FAULTS]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def of_json(given: Any) -> SheetMapping:
    """Raises WrongMapping for what is none."""
    parts = ("columns", "values", "defaults", "dates")
    if not isinstance(given, dict) or (unknown := given.keys() - {*parts}):
        named = ", ".join(sorted(unknown)) if isinstance(given, dict) else ""
        said = _(
            "A mapping has “columns”, “values”, “defaults” and “dates”, nothing else: %(named)s"
        )
        raise WrongMapping(said % {"named": named})
    columns, values, defaults = (given.get(part, {}) for part in parts[:3])
    if not all(_is_of_texts(each) for each in (columns, defaults, *_values(values))):
        raise WrongMapping(_('Write texts for texts, as in {"columns": {"Verdict": "status"}}.'))
    dates = given.get("dates", "")
    if dates not in {"", *written_dates.Order}:
        raise WrongMapping(_("“dates” is one of %s.") % ", ".join(written_dates.Order))
    mapping = SheetMapping(columns, values, defaults, dates)
    check(mapping)
    return mapping


def _values(given: Any) -> Iterable[Any]:
    return given.values() if isinstance(given, dict) else [given]


def _is_of_texts(given: Any) -> bool:
    return isinstance(given, dict) and all(isinstance(each, str) for each in given.values())


def check(mapping: SheetMapping) -> None:
    """Raise WrongMapping for a column that we have not, or that two of theirs become."""
    ours = [name for name in mapping.columns.values() if name]
    for name in (*ours, *mapping.values, *mapping.defaults):
        if name not in BY_NAME and name not in OWN:
            said = _("There is no column “%(name)s”: choose one of %(names)s.")
            raise WrongMapping(said % {"name": name, "names": ", ".join(BY_NAME)})
        if ours.count(name) > 1:
            theirs = ", ".join(f"“{t}”" for t, our in mapping.columns.items() if our == name)
            said = _("%(theirs)s cannot all become %(name)s: choose one of them.")
            raise WrongMapping(said % {"theirs": theirs, "name": name})


def missing_of_articles(mapping: SheetMapping) -> list[str]:
    """Columns that no row would say anything of, and without which each would have a fault.

    A sheet of claims that are there already need not say again what their articles are.
    """
    told = {*mapping.columns.values(), *mapping.defaults}
    origin = mapping.defaults.get("origin", "")
    if told & {"article", "article_url"} or "origin" in mapping.columns.values():
        return []
    missing = [name for name in NEEDED if name not in told]
    is_known = bool(missing) and Claim.objects.filter(origin=origin).exists()
    return [] if is_known else missing


def read(path: Path) -> SheetMapping:
    """A mapping from a file of JSON. Raises WrongMapping."""
    try:
        given = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        said = _("The mapping %(path)s cannot be read: %(error)s")
        raise WrongMapping(said % {"path": path, "error": error}) from None
    return of_json(given)


def fitting(mapping: SheetMapping, header: Sequence[str]) -> SheetMapping:
    """The mapping of just this header: what it does not name keeps its name, or is left out.

    Raises WrongMapping for a column that the file has not.
    """
    if missing := mapping.columns.keys() - {*header}:
        said = _("The file has no column “%(name)s”; it has %(names)s.")
        raise WrongMapping(said % {"name": min(missing), "names": ", ".join(header)})
    taken = {*mapping.columns.values()}
    columns = {
        name: mapping.columns.get(name, name if _is_our_column(name) and name not in taken else "")
        for name in header
    }
    return replace(mapping, columns=columns)


def _is_our_column(name: str) -> bool:
    return name in BY_NAME or name == AS_EXPORTED


def propose(file: File) -> SheetMapping:
    """Guess from the names of the columns, and of what those do not tell from the first rows."""
    names = _called()
    columns = {name: name if _is_our_column(name) else "" for name in file.header}
    called = [each for each in file.header if folded(each) in names and not columns[each]]
    # Of two that could be the same, the one with the more telling name is.
    for theirs in sorted(called, key=lambda each: names[folded(each)][1]):
        guess, _rank = names[folded(theirs)]
        if theirs not in OWN and guess not in columns.values():
            columns[theirs] = guess
    columns |= _of_earlier_reviews(columns)
    rows = [record.cells for record in islice(file.records(), FIRST_ROWS)]
    # What others call an article is its title.
    named = "article" in columns and "article_title" not in columns.values()
    if named and not all(SLUG.fullmatch(row.get("article", "").strip()) for row in rows):
        columns["article"] = "article_title"
    for theirs, ours in columns.items():
        if not ours and theirs not in OWN:
            cells = [row[theirs] for row in rows if row.get(theirs, "").strip()]
            guess = _looks_like(cells)
            if guess and guess not in columns.values():
                columns[theirs] = guess
    mapping = SheetMapping(columns)
    mapping.values = values_to_choose(file, mapping)
    mapping.dates = order_of_dates(file)
    return mapping


def _of_earlier_reviews(columns: Mapping[str, str]) -> dict[str, str]:
    """What is the review's, where a sheet tells of earlier reviews and names no article."""
    found, guessed = dict[str, str](), {*columns.values()}
    if guessed & {"article", "article_title"} or not guessed & OF_REVIEWS:
        return found
    for theirs, ours in columns.items():
        is_day = ours in {"", "said_on"} and folded(theirs) in BARE_DATE
        whose = "earlier_published_on" if is_day else OF_THE_REVIEW.get(ours, "")
        if whose and theirs != ours and whose not in {*columns.values(), *found.values()}:
            found[theirs] = whose
    return found


def _looks_like(cells: list[str]) -> str:
    """The column of which cells look like the values."""
    known = statuses()
    if not cells:
        return ""
    if all(folded(cell) in known for cell in cells):
        return "status"
    if all(ADDRESS.fullmatch(cell.strip()) for cell in cells):
        return "article_url"
    return "said_on" if all(map(_is_date, cells)) else ""


def _is_date(text: str) -> bool:
    return bool(written_dates.readings(text)) or written_dates.has_short_year(text)


def values_to_choose(file: File, mapping: SheetMapping) -> dict[str, dict[str, str]]:
    """What the words of a file may mean, each with what the mapping says of it, or a guess."""
    before = {name: mapping.values.get(name, {}) for name in WITH_WORDS}
    words = words_of(file, mapping, "status", statuses().keys())
    publishers = words_of(file, mapping, "reviewed_by", ())
    return {
        "status": {word: before["status"].get(word, "") for word in words},
        "reviewed_by": {
            name: before["reviewed_by"].get(name, settings.SITE_NAME if is_ours(name) else "")
            for name in publishers
        },
    }


def words_of(file: File, mapping: SheetMapping, column: str, known: Container[str]) -> list[str]:
    """The words of a column that are none of those known, folded, the most frequent first; not too
    many.
    """
    theirs = next((their for their, ours in mapping.columns.items() if ours == column), None)
    if theirs is None:
        return []
    found: dict[str, int] = {}
    for record in file.surveyed():
        word = record.cells.get(theirs, "").strip()
        if word and folded(word) not in known and (word in found or len(found) < MOST_WORDS):
            found[word] = found.get(word, 0) + 1
    return sorted(found, key=lambda word: -found[word])


def order_of_dates(file: File) -> str:
    """The order of days in numbers, where they all can have just one."""
    found: set[str] = {*written_dates.Order}
    for record in file.surveyed():
        for cell in record.cells.values():
            found &= written_dates.orders(cell) or found
    return found.pop() if len(found) == 1 else ""


def open_date(file: File) -> str:
    """The first of the cells that tell most of what is meant; empty where none can be several days.

    Of 02/02/22 nobody could say which of its numbers is the month.
    """
    cells = (cell for record in file.surveyed() for cell in record.cells.values())
    return max(filter(written_dates.is_open, cells), key=_telling, default="")


def _telling(text: str) -> tuple[int, int]:
    meant = written_dates.in_each_order(text)
    return len({*meant.values()}), -len(meant)


def is_ours(name: str) -> bool:
    """Whether a review of this publisher is the newsroom's own: by name, or by host."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    return folded(name) in {"", folded(settings.SITE_NAME), folded(host)}


def statuses() -> Mapping[str, str]:
    """The scale by its slugs and by its names in every language, folded."""
    known: dict[str, str] = {}
    for status in VerificationStatus.objects.all():
        for word in (status.slug, *status.name.values()):
            known[folded(word)] = status.slug
    return known


@cache
def _called() -> Mapping[str, tuple[str, int]]:
    """What they may be called: our column, and how far behind it stands among its names."""
    return {
        folded(word): (ours, rank)
        for ours, words in CALLED.items()
        for rank, word in enumerate((ours.replace("_", " "), *words.split(",")))
    }


@lru_cache(10_000)
def folded(text: str) -> str:
    """Without capitals, accents, and marks between the words."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(char for char in apart if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", letters))
