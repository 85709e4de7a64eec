"""Bringing a file in, second half: at the word, article by article, each whole or not at all.

A row that was applied is gone: whoever applies again, after a crash too, goes on with the rest.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import F, Min

from factcheck import anchoring
from factcheck.exchange import earlier_reviews, parts, sayings
from factcheck.exchange.checking import (
    Known,
    Row,
    find_quote,
    look_up,
    names_in,
    new_article,
    plan,
    quote_fault,
)
from factcheck.exchange.columns import YES, Cells, digests, shared_names
from factcheck.exchange.people import is_slug, split
from factcheck.exchange.reading import Fault
from factcheck.exchange.staging import AT_ONCE, as_json
from factcheck.models import (
    Article,
    Claim,
    ClaimImport,
    ImportedClaim,
    ImportRow,
    Source,
    Speaker,
    Topic,
    User,
)
from factcheck.models.acting import acting_as
from factcheck.models.claim_export import ExportFormat
from factcheck.models.slugs import free_slug

Kind = ImportRow.Kind


class Refused(Exception):
    """A row that cannot be applied any more, and so nothing of its article."""

    def __init__(self, line: int, faults: list[Fault]) -> None:
        self.line, self.faults = line, faults
        super().__init__(line)


def apply(
    whole: ClaimImport, user: User, progress: Callable[[int], None] = lambda _rows: None
) -> None:
    """Apply the good rows in a user's name; articles that were refused have their fault, and wait.

    `progress` is called with the number of rows that were applied so far.
    """
    rows = whole.rows.good().order_by()
    groups = rows.values_list("group").annotate(first=Min("line")).order_by("first")
    applied, shared = 0, shared_names()
    for group, _first in list(groups):
        try:
            with acting_as(user):
                applied += _Article(whole, group, shared, user).apply()
        except Refused as refusal:
            faults = as_json(refusal.faults)
            whole.rows.claims().filter(line=refusal.line).update(faults=faults)
        progress(applied)
    whole.refresh_from_db()
    if not whole.rows.good().exists():
        # Whom and what claims refer to is there by now.
        whole.rows.exclude(kind=Kind.CLAIM).filter(faults=[]).delete()


class _Article:
    """The rows of one article, applied within one transaction."""

    def __init__(self, whole: ClaimImport, group: str, shared: set[str], user: User) -> None:
        self.whole, self.group, self.shared, self.user = whole, group, shared, user
        self.added = self.changed = 0

    def apply(self) -> int:
        rows = self.whole.rows.good().filter(group=self.group).order_by("line", "pk")
        # Whoever gives the word twice at once applies nothing twice.
        ClaimImport.objects.select_for_update().get(pk=self.whole.pk)
        applied = 0
        for several in _batches(rows.iterator(chunk_size=AT_ONCE)):
            self._apply(several)
            ImportRow.objects.filter(pk__in=[each.pk for each in several]).delete()
            applied += len(several)
        done = {"added": F("added") + self.added, "changed": F("changed") + self.changed}
        ClaimImport.objects.filter(pk=self.whole.pk).update(**done)
        return applied

    def _apply(self, several: list[ImportRow]) -> None:
        rows = [_row(each) for each in several]
        defined = self._defined(rows)
        known = look_up(rows, self.shared, dict.fromkeys(defined, 0), lock=True)
        plans = []
        for row in rows:
            changes = plan(row, known)
            if row.faults:
                raise Refused(row.line, row.faults)
            plans.append((row, changes))
        with _refusing(rows[0]):
            people = self._people(rows, known, defined)
            self._sources = self._made_sources(rows, defined)
            self._topics = self._made_topics(rows, defined)
        new = [(row, each) for row, each in plans if row.identity not in known.claims]
        if new:
            with _refusing(new[0][0]):
                article = self._article(new[0][0], known, defined)
            self._add(article, new, people)
        for row, changes in plans:
            if changes and row.identity in known.claims:
                self._change(known.claims[row.identity], row, changes, people)

    def _defined(self, rows: list[Row]) -> dict[str, Mapping[str, Any]]:
        """What the file itself says of whom and what these rows name."""
        if self.whole.format != ExportFormat.JSONL:
            return {}
        called = {is_slug(name) or name for row in rows for name in names_in(row.cells)}
        slugs = {slug for row in rows for slug in parts.sources_in(row.more)}
        topics = {slug for row in rows for slug in split(row.cells.get("topics", ""))}
        wanted = {
            Kind.ARTICLE: {self.group},
            Kind.SOURCE: slugs,
            Kind.TOPIC: topics,
        }
        found: dict[str, Mapping[str, Any]] = {}
        lines = self.whole.rows.filter(faults=[]).order_by()
        for kind, names in wanted.items():
            for line in lines.filter(kind=kind, group__in=names):
                found[f"{kind}:{line.group}"] = line.values["more"]
        people = lines.filter(kind=Kind.SPEAKER)
        for line in people.filter(group__in=called) | people.filter(
            values__more__name__in=list(called)
        ):
            found[f"speaker:{line.group}"] = line.values["more"]
            found.setdefault(f"speaker:{line.values['more']['name']}", line.values["more"])
        return found

    def _people(
        self, rows: list[Row], known: Known, defined: Mapping[str, Mapping[str, Any]]
    ) -> Mapping[str, Speaker]:
        """Everybody whom the rows name, by what they call them; whoever is new is made."""
        people: dict[str, Speaker] = {}
        for row in rows:
            for name in names_in(row.cells):
                if name in people:
                    continue
                line = defined.get(f"speaker:{is_slug(name) or name}")
                there = Speaker.objects.filter(slug=line["slug"]).first() if line else None
                kind = row.cells.get("speaker_kind", "") if name == row.cells["speaker"] else ""
                if line:
                    people[name] = there or known.people.make(name, kind, line)
                else:
                    people[name] = known.people.find(name) or known.people.make(name, kind, None)
        return people

    def _made_sources(
        self, rows: list[Row], defined: Mapping[str, Mapping[str, Any]]
    ) -> Mapping[str, Source]:
        slugs = {slug for row in rows for slug in parts.sources_in(row.more)}
        found = {each.slug: each for each in Source.objects.filter(slug__in=slugs)}
        for slug in sorted(slugs - found.keys()):
            line = defined[f"source:{slug}"]
            same = Source.objects.filter(url=line["url"]).exclude(url="").first()
            found[slug] = same or parts.refer("source", line)
        return found

    def _made_topics(
        self, rows: list[Row], defined: Mapping[str, Mapping[str, Any]]
    ) -> Mapping[str, Topic]:
        slugs = {slug for row in rows for slug in split(row.cells.get("topics", ""))}
        found = {each.slug: each for each in Topic.objects.filter(slug__in=slugs)}
        for slug in sorted(slugs - found.keys()):
            found[slug] = parts.refer("topic", defined[f"topic:{slug}"])
        return found

    def _article(self, row: Row, known: Known, defined: Mapping[str, Mapping[str, Any]]) -> Article:
        """The article of new claims, locked: it gets no new text meanwhile."""
        article = known.articles.get(self.group)
        line = defined.get(f"article:{self.group}")
        if article is None and line:
            article = parts.refer("article", line)
        elif article is None:
            article = new_article(row)
            article.slug = article.slug or free_slug(Article, article.title)
            article.full_clean()
            article.save()
        return Article.objects.locked(article.pk)

    def _add(
        self, article: Article, new: list[tuple[Row, Cells]], people: Mapping[str, Speaker]
    ) -> None:
        revision = article.current_revision
        claims = []
        for row, changes in new:
            origin, external_id = row.identity
            claim = Claim(article=article, origin=origin, external_id=external_id)
            _set(claim, changes, people)
            self._anchor(claim, row, revision)
            claims.append(claim)
        with _refusing(new[0][0]):
            Claim.objects.bulk_create(claims)
        together, about = Claim.co_speakers.through, Claim.topics.through
        together._default_manager.bulk_create(
            together(claim=claim, speaker=people[name])
            for claim, (_row, changes) in zip(claims, new, strict=True)
            for name in split(changes.get("co_speakers", ""))
        )
        about._default_manager.bulk_create(
            about(claim=claim, topic=self._topics[slug])
            for claim, (_row, changes) in zip(claims, new, strict=True)
            for slug in split(changes.get("topics", ""))
        )
        for claim, (row, _changes) in zip(claims, new, strict=True):
            if row.more:
                with _refusing(row):
                    parts.make(claim, row.more, self._sources)
        ImportedClaim.objects.bulk_create(
            ImportedClaim(claim=claim, digests=digests(row.cells))
            for claim, (row, _changes) in zip(claims, new, strict=True)
        )
        earlier_reviews.hand_in_finished(claims, self.user)
        self.added += len(claims)

    def _change(
        self, claim: Claim, row: Row, changes: Cells, people: Mapping[str, Speaker]
    ) -> None:
        _set(claim, changes, people)
        if "quote" in changes:
            self._anchor(claim, row, claim.article.current_revision)
        with _refusing(row):
            claim.save()
            if "co_speakers" in changes:
                claim.co_speakers.set(people[name] for name in split(changes["co_speakers"]))
            if "topics" in changes:
                claim.topics.set(self._topics[slug] for slug in split(changes["topics"]))
        ImportedClaim.objects.update_or_create(
            claim=claim, defaults={"digests": digests(row.cells)}
        )
        self.changed += 1

    def _anchor(self, claim: Claim, row: Row, revision: Any) -> None:
        """Find the quote of a row in the article's text."""
        if not row.cells.get("quote"):
            claim.anchor_at(None, None)
            return
        try:
            found = find_quote(row, revision.body if revision else "")
        except anchoring.AnchorError as error:
            quote = row.cells["quote"][:200]
            raise Refused(row.line, [Fault("quote", quote, quote_fault(error))]) from None
        claim.anchor_at(found, revision)


class _refusing:  # noqa: N801 (read as a word of the statement)
    """Make a refusal of the database, or of a row's check, one of the row's."""

    def __init__(self, row: Row) -> None:
        self.row = row

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: Any, error: Any, _traceback: Any) -> None:
        if isinstance(error, ValidationError):
            raise Refused(self.row.line, [Fault("", "", sayings.of(error))]) from None
        if isinstance(error, IntegrityError):
            said = str(error).partition("\n")[0]
            raise Refused(self.row.line, [Fault("", "", said)]) from None


def _row(staged: ImportRow) -> Row:
    values = staged.values
    return Row(
        staged.line,
        values["cells"],
        values["base"],
        values["more"],
        untouched={*values["untouched"]},
    )


def _set(claim: Claim, changes: Cells, people: Mapping[str, Speaker]) -> None:
    """Write cells into a claim, but for its quote and what several rows make."""
    for name, text in changes.items():
        match name:
            case "speaker":
                claim.speaker = people[text] if text else None
            case "status":
                claim.status_id = text
            case "attribution_ambiguous":
                claim.attribution_ambiguous = text == YES
            case "priority":
                claim.priority = int(text)
            case "due_on" | "earlier_published_on":
                setattr(claim, name, date.fromisoformat(text) if text else None)
            case "quote" | "co_speakers" | "topics":
                pass
            case _:
                setattr(claim, name, text)


def _batches(rows: Iterator[ImportRow]) -> Iterable[list[ImportRow]]:
    while several := list(islice(rows, AT_ONCE)):
        yield several
