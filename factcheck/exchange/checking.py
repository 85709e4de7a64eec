"""What a row would do: the claim that it makes, or the cells of one that it changes.

A cell changes a claim where somebody changed the cell: since it was exported, or since a file last
brought it. Where the desk changed it meanwhile, too, nobody's words are thrown away.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q

from factcheck import anchoring
from factcheck.exchange import earlier_reviews, parts, sayings
from factcheck.exchange.cells import Reader, faults
from factcheck.exchange.columns import (
    ARTICLE_COLUMNS,
    AS_EXPORTED,
    CLAIM_COLUMNS,
    NEEDED,
    Cells,
    article_of,
    articles_named,
    cells,
    digest,
    identity,
    read_exported,
    told_apart,
)
from factcheck.exchange.mapping import SheetMapping, folded
from factcheck.exchange.people import People, Unclear, is_slug, split
from factcheck.exchange.reading import Fault, Record
from factcheck.exchange.sayings import Saying
from factcheck.exchange.sayings import Saying as _
from factcheck.models import Article, Claim, Source, Topic
from factcheck.models.quote_problem import quote_problem
from factcheck.models.vocabulary import ClaimKind, Stage

Identity = tuple[str, str]
LONGEST_ID = 200
# What may be changed of a claim that is settled.
OF_THE_DESK = {"priority", "due_on", "note"}
# What sheets write where they count, besides the number.
TOTALS = {
    *("total", "totals", "sum", "subtotal", "grand total", "total claims", "total rows", "count"),
    *("suma", "total general", "total de afirmaciones", "total de filas", "المجموع", "الاجمالي"),
}


@dataclass(slots=True)
class Row:
    """A row as it was understood: its cells as our sheets have them, and what they were."""

    line: int
    cells: Cells
    base: Cells = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    # What nobody changed since it was exported.
    untouched: set[str] = field(default_factory=set)
    # What the columns are called in the file.
    theirs: Mapping[str, str] = field(default_factory=dict)

    @property
    def identity(self) -> Identity:
        return self.cells["origin"], self.cells["external_id"]

    @property
    def article(self) -> str:
        return article_of(self.cells)

    def refuse(self, column: str, reason: str | Saying, remedy: str | Saying = "") -> None:
        """Say what is wrong with a cell, unless something is said of it already."""
        value, name = self.cells.get(column, "")[:200], self.theirs.get(column, column)
        if not name or all(each.column != name for each in self.faults):
            self.faults.append(Fault(name, value, reason, remedy))


@dataclass(slots=True)
class Known:
    """What the desk has of what several rows name, looked up at once."""

    claims: Mapping[Identity, Claim]
    articles: Mapping[str, Article]
    people: People
    # Slugs of sources and of topics.
    sources: set[str]
    topics: set[str]
    # The newest texts of the articles, where quotes are to be found in them.
    texts: Mapping[int, str]
    # What the file itself says of speakers, sources and articles: `speaker:ada`.
    defined: Mapping[str, int]
    # New articles in which nothing is wrong.
    sound: set[tuple[str, ...]] = field(default_factory=set)


def look_up(
    rows: Iterable[Row], shared: set[str], defined: Mapping[str, int], *, lock: bool = False
) -> Known:
    """In a fixed number of queries, whatever the rows are."""
    several, people = list(rows), People()
    found = claims_of((row.identity for row in several), lock=lock)
    for claim in found.values():
        told_apart(claim, shared)
    articles = articles_named({row.article for row in several})
    by_url = {
        row.cells["article_url"]: row.article for row in several if _is_to_find(row, articles)
    }
    for article in Article.objects.filter(url__in=by_url):
        articles[by_url[article.url]] = article
    called = (name for row in several for name in names_in(row.cells))
    people.load(called)
    slugs = {slug for row in several for slug in parts.sources_in(row.more)}
    sources = {*Source.objects.filter(slug__in=slugs).values_list("slug", flat=True)}
    quoted = [articles[row.article] for row in several if _has_quote(row, articles)]
    slugs = {slug for row in several for slug in split(row.cells.get("topics", ""))}
    topics = {*Topic.objects.filter(slug__in=slugs).values_list("slug", flat=True)}
    return Known(found, articles, people, sources, topics, parts.texts_of(quoted), defined)


def _is_to_find(row: Row, articles: Mapping[str, Article]) -> bool:
    return bool(row.cells.get("article_url")) and row.article not in articles


def _has_quote(row: Row, articles: Mapping[str, Article]) -> bool:
    return bool(row.cells.get("quote")) and row.article in articles


def names_in(row: Mapping[str, str]) -> list[str]:
    return [name for name in (row.get("speaker", ""), *split(row.get("co_speakers", ""))) if name]


def claims_of(wanted: Iterable[Identity], *, lock: bool = False) -> dict[Identity, Claim]:
    """The claims that are there already, by where they come from and their id there."""
    pairs = {*wanted}
    own = [int(each) for origin, each in pairs if origin == settings.SITE_URL and _is_key(each)]
    rows = Claim.objects.select_related("article", "speaker", "imported").prefetch_related(
        "co_speakers", "topics"
    )
    if lock:
        rows = rows.select_for_update(of=("self",)).order_by("pk")
    found = [*rows.filter(pk__in=own, external_id="")]
    there = Q(pk__in=[])
    for origin in {origin for origin, _each in pairs}:
        there |= Q(origin=origin, external_id__in=[e for where, e in pairs if where == origin])
    # Written out, since only so the index of those that were imported is known to fit.
    found += rows.filter(there).extra(where=["factcheck_claim.external_id <> ''"])
    return {identity(claim): claim for claim in found}


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def understand(
    record: Record, mapping: SheetMapping, reader: Reader, origin: str, theirs: Mapping[str, str]
) -> Row:
    """A record in our columns, not yet compared with what the desk has."""
    given = _in_our_columns(record, mapping)
    written_out = given.pop(AS_EXPORTED, "").strip()
    exported = read_exported(written_out)
    row = Row(record.line, {}, exported, record.more, list(record.faults), theirs=theirs)
    is_of_others = earlier_reviews.take_verdict_of_others(given)
    for name, text in given.items():
        try:
            row.cells[name] = reader.read(name, text, exported.get(name, ""))
        except ValidationError as error:
            row.faults += faults(theirs.get(name, name), text, error)
            row.cells[name] = text
    if written_out and not exported:
        reason = _("It was written by another version, or changed: nobody can tell what you did.")
        row.refuse(AS_EXPORTED, reason, _("Export the claims again, and change them there."))
    if not _is_place(row.more.get("place")):
        row.refuse("quote", _("Its place is none: prefix, suffix and start."), _("Leave it out."))
    if is_of_others:
        _make_part_of_others(row)
    row.cells["origin"] = row.cells.get("origin") or origin
    row.cells["external_id"] = _id_of(row.cells.get("external_id", ""), given)
    row.untouched = {name for name in exported if digest(given.get(name, "")) == exported[name]}
    return row


def _make_part_of_others(row: Row) -> None:
    """Take somebody else's review out of the cells, as a part of the claim."""
    for name in ("earlier_url", "earlier_rating"):
        if not row.cells.get(name):
            reason = _("A review of others needs its address and its rating.")
            row.refuse(name, reason, _("Fill it, or leave out whose review it is."))
    if not row.faults:
        row.more = row.more | {"external_reviews": earlier_reviews.take_review_of_others(row.cells)}


def _id_of(text: str, given: Cells) -> str:
    """An id that fits: of a long one, its digest; without one, the digest of the whole row.

    So a row without one is itself only as long as nothing in it changes.
    """
    if text and len(text) <= LONGEST_ID:
        return text
    words = text or "\n".join(f"{name}={cell}" for name, cell in sorted(given.items()))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _in_our_columns(record: Record, mapping: SheetMapping) -> Cells:
    given: Cells = {}
    for their, our in mapping.columns.items():
        if our:
            given[our] = record.cells.get(their, "")
    for ours, said in mapping.defaults.items():
        if not given.get(ours, "").strip():
            given[ours] = said
    if given.get("earlier_url", "").strip() and not given.get("earlier_rating", "").strip():
        given["earlier_rating"] = given.get("status", "")
    for ours, meant in mapping.values.items():
        if word := meant.get(given.get(ours, "").strip()):
            given[ours] = word
    return given


def _is_place(given: Any) -> bool:
    """Whether it can tell where a quote stands."""
    if given is None:
        return True
    kinds = {"prefix": str, "suffix": str, "start": int}
    return isinstance(given, dict) and all(
        isinstance(value, kinds.get(name, ())) for name, value in given.items()
    )


def plan(row: Row, known: Known) -> Cells:
    """What of the claim changes: all cells of a new one. Adds to the row's faults."""
    claim = known.claims.get(row.identity)
    _check_named(row, known)
    if claim is None:
        return _of_new(row, known)
    now = cells(claim)
    untouched = {row.theirs.get(name, name) for name in row.untouched}
    row.faults = [each for each in row.faults if each.column not in untouched]
    _check_beside(row, now, claim.article)
    base = row.base or _last_brought(claim)
    changes: Cells = {}
    for column in CLAIM_COLUMNS:
        name = column.name
        text = row.cells.get(name)
        if text is None or name in row.untouched or text == now[name]:
            continue
        if base.get(name) == digest(text) or (name == "subject" and not text):
            continue
        if name in base and base[name] != digest(now[name]):
            reason = _("The desk changed it meanwhile, to “%(words)s”.") % {"words": now[name][:80]}
            row.refuse(name, reason, _("Export it again, or write what the desk has."))
            continue
        changes[name] = text
    _set_subject(row, changes, now)
    if changes.get("quote"):
        _check_quote(row, known.texts.get(claim.article_id, ""))
    if Stage(claim.stage).is_settled and (refused := changes.keys() - OF_THE_DESK):
        reason = _("The claim is %(stage)s.") % {"stage": Stage(claim.stage).label}
        row.refuse(min(refused), reason, _("Reopen or restore it first, or leave the cell."))
    if changes.get("headline") == "":
        row.refuse("headline", _("The headline is empty."), _("Write it."))
    _check_earlier(row, changes, now)
    _check_parts(row, claim)
    return changes


def _last_brought(claim: Claim) -> Cells:
    imported = getattr(claim, "imported", None)
    return dict(imported.digests) if imported else {}


def _of_new(row: Row, known: Known) -> Cells:
    article = known.articles.get(row.article)
    is_defined = f"article:{row.article}" in known.defined
    if article is not None:
        _check_article(
            row, {each.name: each.read(Claim(article=article)) for each in ARTICLE_COLUMNS}
        )
    elif not is_defined:
        told = tuple(row.cells.get(each.name, "") for each in ARTICLE_COLUMNS)
        if told not in known.sound:
            before = len(row.faults)
            _check_new_article(row)
            known.sound |= {told} if len(row.faults) == before else set()
    if not row.cells.get("headline"):
        reason = _("The claim has no headline.")
        row.refuse("headline", reason, _("Write it, or choose the column that has it."))
    elif _is_total(row):
        reason = _("The row counts the others, and claims nothing.")
        row.refuse("headline", reason, _("Remove it, or write the claim in full."))
    if row.cells.get("quote") and not is_defined:
        _check_quote(row, known.texts.get(article.pk, "") if article else "")
    for reason in parts.faults(row.more, known.sources, known.defined):
        row.refuse("", reason, _("Correct it in the file."))
    changes = {each.name: row.cells[each.name] for each in CLAIM_COLUMNS if each.name in row.cells}
    _set_subject(row, changes, {"kind": "event", "subject": "substance"})
    _check_earlier(row, changes, {})
    return changes


def _is_total(row: Row) -> bool:
    """Whether a cell is a total, and the headline says no more than that, or its number."""
    headline = _without_numbers(row.cells["headline"])
    return headline in {"", *TOTALS} and any(
        _without_numbers(cell) in TOTALS for cell in row.cells.values()
    )


def _without_numbers(text: str) -> str:
    return " ".join(word for word in folded(text).split() if not word.isdigit())


def _check_earlier(row: Row, changes: Cells, now: Mapping[str, str]) -> None:
    """Refuse a part of an earlier review without the others."""
    told = {name: changes.get(name, now.get(name, "")) for name in earlier_reviews.CELLS}
    if any(told.values()):
        for name in earlier_reviews.NEEDED:
            if not told[name]:
                if name == "earlier_rating" and name not in row.theirs and "status" in row.theirs:
                    # Its rating is read from there.
                    name = "status"  # noqa: PLW2901
                reason = _("An earlier review needs its address, its date and its rating.")
                row.refuse(name, reason, _("Fill it, or leave all of that review out."))


def _check_quote(row: Row, text: str) -> None:
    try:
        find_quote(row, text)
    except anchoring.AnchorError as error:
        row.refuse("quote", quote_fault(error))


def quote_fault(error: anchoring.AnchorError) -> str | Saying:
    if isinstance(error, anchoring.QuoteNotFound | anchoring.AmbiguousQuote):
        return Saying(lambda: quote_problem(error))
    said: str | Saying = error.args[0]
    return said


def find_quote(row: Row, text: str) -> anchoring.Selector:
    """Where the words of a row stand. Raises AnchorError."""
    if not text:
        raise anchoring.AnchorError(
            _("The article has no text to find the quote in. Leave the quote empty.")
        )
    return anchoring.find(text, row.cells["quote"], **row.more.get("place") or {})


def new_article(row: Row) -> Article:
    """The article that a row makes, unsaved; its slug is made of its title where it has none."""
    of_article = ((each.name.removeprefix("article_"), each.name) for each in ARTICLE_COLUMNS)
    own = {field: row.cells.get(name, "") for field, name in of_article}
    own["slug"] = own.pop("article")
    return Article(**own | {"language": own["language"] or "en"})


def _check_new_article(row: Row) -> None:
    for name in NEEDED:
        if not row.cells.get(name):
            reason = _("The desk has no such article, and this is missing to make it.")
            row.refuse(name, reason, _("Fill it, or say it for all rows."))
    try:
        new_article(row).clean_fields(exclude=["slug"] if not row.cells.get("article") else None)
    except ValidationError as error:
        for field, errors in error.error_dict.items():
            name = "article" if field == "slug" else f"article_{field}"
            if row.cells.get(name):
                row.refuse(name, sayings.of(ValidationError(errors)))


def _set_subject(row: Row, changes: Cells, now: Mapping[str, str]) -> None:
    """What is rated follows from the kind; refuse what was written otherwise."""
    kind, said = changes.get("kind") or now["kind"], changes.pop("subject", "")
    only = ClaimKind(kind).only_subject if kind in ClaimKind.values else None
    if only and said and said != only:
        reason = _("A claim of this kind is rated on %(subject)s.") % {"subject": only.label}
        row.refuse("subject", reason, _("Write “%(value)s”.") % {"value": only.value})
    subject = only or said or now["subject"]
    if subject != now["subject"]:
        changes["subject"] = subject


def _check_beside(row: Row, now: Cells, article: Article) -> None:
    """Refuse changes of what is not the claim's own."""
    _check_article(row, now)
    for name in ("stage", "speaker_kind"):
        text = row.cells.get(name)
        own = (
            name == "stage"
            or not row.cells.get("speaker")
            or row.cells["speaker"] == now["speaker"]
        )
        if text and own and text != now[name] and name not in row.untouched:
            row.refuse(name, _("A sheet does not change it."), _("Change it at the desk."))


def _check_article(row: Row, now: Mapping[str, str]) -> None:
    for column in ARTICLE_COLUMNS:
        text = row.cells.get(column.name)
        if text and text != now[column.name] and column.name not in row.untouched:
            reason = _("The article at the desk has “%(words)s”.") % {"words": now[column.name]}
            remedy = _("Write that, or empty the cell: a sheet changes no article.")
            row.refuse(column.name, reason, remedy)


def _check_named(row: Row, known: Known) -> None:
    for name in names_in(row.cells):
        try:
            if f"speaker:{is_slug(name) or name}" not in known.defined:
                known.people.find(name)
        except Unclear as error:
            row.refuse("speaker" if name == row.cells["speaker"] else "co_speakers", error.args[0])
    for slug in split(row.cells.get("topics", "")):
        if slug not in known.topics and f"topic:{slug}" not in known.defined:
            reason = _("There is no topic “%(name)s”: add it at the desk, or leave it out.")
            row.refuse("topics", reason % {"name": slug})
    several = split(row.cells.get("co_speakers", ""))
    if row.cells.get("speaker") in several or len({*several}) < len(several):
        row.refuse("co_speakers", _("Somebody is named twice."), _("Name each speaker once."))


def _check_parts(row: Row, claim: Claim) -> None:
    """Refuse what JSON Lines says otherwise of a claim's parts than the desk has them."""
    given = {name: row.more[name] for name in parts.PARTS if name in row.more}
    if given:
        loaded = Claim.objects.for_candidate().get(pk=claim.pk)
        line = parts.claim_line(cells(loaded), loaded)
        for name, said in given.items():
            if said != line[name]:
                reason = _("The desk has other %(parts)s of this claim.") % {"parts": name}
                row.refuse(name, reason, _("Change them at the desk."))
