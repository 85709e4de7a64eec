"""From the files of a seed directory into the desk, and out to readers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NoReturn, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models

from factcheck import anchoring, sync, workflow
from factcheck.exchange.seeds.cast import member
from factcheck.exchange.seeds.files import Directory, Row, SeedError
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    Move,
    SearchLogEntry,
    Source,
    Speaker,
    Translation,
    VerificationStatus,
)
from factcheck.models.acting import acting_as
from factcheck.models.evidence import referenced_numbers

Verb = Move.Verb
M = TypeVar("M", bound=models.Model)

SOURCE_KINDS = {
    "announcement": Source.Kind.STATEMENT,
    "government statement": Source.Kind.STATEMENT,
    "interview": Source.Kind.INTERVIEW,
    "investigative report": Source.Kind.REPORT,
    "newspaper": Source.Kind.ARTICLE,
    "NGO figure": Source.Kind.STATEMENT,
    "NGO report": Source.Kind.REPORT,
    "photograph": Source.Kind.PHOTOGRAPH,
    "police document": Source.Kind.DOCUMENT,
    "poll": Source.Kind.POLL,
    "press conference": Source.Kind.PRESS_CONFERENCE,
    "prosecutor": Source.Kind.STATEMENT,
}


class Loader:
    def __init__(self, files: Directory, progress: Callable[[str], None]) -> None:
        self.files = files
        self.progress = progress

    def load(self) -> Article:
        sync.scale(self.files.statuses, self.files.findings)
        with acting_as(member("ana")):
            self._load_speakers()
            self._load_sources()
            new = self._load_claims()
            self._load_evidence(new)
            self._load_citations(new)
            self._load_reviews(new)
        self._publish(new)
        return self.article

    @cached_property
    def article(self) -> Article:
        row = self.files.article
        article = Article.objects.filter(slug=row["slug"]).first()
        if article is None:
            texts = _texts(row, *(name for name in row if name != "notice"))
            article = Article(**texts, notice=row.get("notice") or {})
            self._create("article", row["slug"], article)
        if article.current_revision is None:
            ArticleRevision(article=article, body=self.files.text).save()
        return article

    @cached_property
    def revision(self) -> ArticleRevision:
        revision = self.article.current_revision
        assert revision is not None
        return revision

    def _load_speakers(self) -> None:
        new = 0
        for row in self.files.speakers:
            if Speaker.objects.filter(slug=row["slug"]).exists():
                continue
            values = _texts(row, "slug", "name", "kind", "role", "country", "note")
            self._create("speakers", row["slug"], Speaker(**values))
            new += 1
        self.progress(f"{len(self.files.speakers)} speakers, {new} of them new")

    def _load_sources(self) -> None:
        new = 0
        for row in self.files.sources:
            if Source.objects.filter(slug=row["slug"]).exists():
                continue
            source = Source(
                **_texts(row, "slug", "publisher", "note"),
                title=row["name"],
                kind=SOURCE_KINDS.get(row["kind"]) or row["kind"],
                description=row["kind"],
                published_on=row["date"] or "",
            )
            self._create("sources", row["slug"], source)
            new += 1
        self.progress(f"{len(self.files.sources)} cited sources, {new} of them new")

    def _load_claims(self) -> dict[str, Claim]:
        """Create the claims that are not there yet; returns these by their id in the file."""
        origin = self.article.slug
        known = set(Claim.objects.filter(origin=origin).values_list("external_id", flat=True))
        new = {}
        for row in self.files.claims:
            if row["id"] in known or row["id"] in new:
                continue
            anchor = self._anchor(row)
            claim = Claim(
                article=self.article,
                revision=self.revision,
                quote=anchor.exact,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
                start=anchor.start,
                end=anchor.end,
                speaker=self._speaker(row, row["speaker"]),
                question=row["check_question"] or "",
                said_on=row["made_on"] or "",
                happened_on=row["event_date"] or "",
                attribution_ambiguous=bool(row["attribution_ambiguous"]),
                origin=origin,
                external_id=row["id"],
                **_texts(row, "headline", "statement", "kind", "subject", "date_as_given", "note"),
            )
            new[row["id"]] = self._create("claims", row["id"], claim)
            claim.co_speakers.set(
                speaker for slug in row["co_speakers"] if (speaker := self._speaker(row, slug))
            )
        self.progress(f"{len(self.files.claims)} claims, {len(new)} of them new")
        return new

    def _anchor(self, row: Row) -> anchoring.Selector:
        try:
            return anchoring.find(
                self.revision.body,
                row["quote"],
                prefix=row["prefix"] or "",
                suffix=row["suffix"] or "",
                start=row["start"],
            )
        except anchoring.AnchorError as error:
            raise SeedError("claims.json", row["id"], f"quote “{row['quote']}”: {error}") from None

    def _speaker(self, row: Row, slug: str | None) -> Speaker | None:
        if slug is None:
            return None
        return self._known("claims", row["id"], Speaker, "speaker", slug)

    def _load_evidence(self, new: Mapping[str, Claim]) -> None:
        rows = [row for row in self.files.evidence if self._claim("evidence", row) in new]
        for row in rows:
            evidence = Evidence(
                claim=new[row["claim"]],
                article=self.article,
                number=self._number("evidence", row["id"], row["id"]),
                source=self._page(row),
                accessed_on=self._day("evidence", row["id"], row["accessed_on"]),
                extent=row["read"],
                **_texts(row, "stance", "method", "origin", "summary", "note"),
            )
            self._create("evidence", row["id"], evidence)
        self.progress(f"{len(self.files.evidence)} records of evidence, {len(rows)} of them new")

    def _page(self, row: Row) -> Source:
        """The page that a record of evidence was found on, one source for all its records."""
        if source := Source.objects.filter(url=row["url"]).first():
            return source
        source = Source(
            slug=f"{self.article.slug[:80]}-{row['id']}",
            title=row["title"] or "",
            kind=Source.Kind.ARTICLE,
            publisher=row["publisher"] or "",
            published_on=row["published"] or "",
            url=row["url"],
        )
        return self._create("evidence", row["id"], source)

    def _load_citations(self, new: Mapping[str, Claim]) -> None:
        rows = [row for row in self.files.citations if self._claim("citations", row) in new]
        for row in rows:
            known = self._known("citations", row["claim"], Source, "source", row["source"])
            citation = Citation(
                claim=new[row["claim"]],
                source=known,
                finding_id=row["finding"],
                **_texts(row, "as_cited", "note"),
            )
            self._create("citations", row["claim"], citation)
            citation.evidence.set(self._evidence_of("citations", row))
        self.progress(f"{len(self.files.citations)} citations, {len(rows)} of them new")

    def _load_reviews(self, new: Mapping[str, Claim]) -> None:
        rows = [row for row in self.files.reviews if self._claim("reviews", row) in new]
        for row in rows:
            claim = new[row["claim"]]
            claim.status = self._known(
                "reviews", row["claim"], VerificationStatus, "status", row["status"]
            )
            claim.summary, claim.reasoning = row["summary"], row["rationale"]
            self._evidence_of("reviews", row | {"evidence": referenced(row)})
            self._create("reviews", row["claim"], claim)
            for entry in row.get("search_log", []):
                search = SearchLogEntry(
                    claim=claim,
                    place=entry["where"],
                    query=entry["what"],
                    searched_on=self._day("reviews", row["claim"], entry["on"]),
                )
                self._create("reviews", row["claim"], search)
            if row.get("summary_es"):
                translation = Translation(
                    claim=claim,
                    language="es",
                    summary=row["summary_es"],
                    reasoning=row["rationale_es"],
                )
                self._create("reviews", row["claim"], translation)
        self.progress(f"{len(self.files.reviews)} reviews, {len(rows)} of them new")

    def _publish(self, new: Mapping[str, Claim]) -> None:
        ana, carla, eva = member("ana"), member("carla"), member("eva")
        for claim in new.values():
            workflow.list_claim(claim.pk, eva)
        self.progress(f"{len(new)} claims listed")
        reviewed = [row["claim"] for row in self.files.reviews if row["claim"] in new]
        steps = ((Verb.TAKE, ana), (Verb.SUBMIT, ana), (Verb.SIGN_OFF, carla), (Verb.PUBLISH, eva))
        for entry in reviewed:
            try:
                for verb, user in steps:
                    workflow.perform(new[entry].pk, verb, user)
            except workflow.WorkflowError as error:
                self._fail("reviews", entry, str(error))
        self.progress(f"{len(reviewed)} reviews published")

    def _evidence_of(self, file: str, row: Row) -> Iterable[Evidence]:
        numbers = {self._number(file, row["claim"], ref) for ref in row["evidence"]}
        own = Evidence.objects.filter(
            article=self.article, claim__external_id=row["claim"], number__in=numbers
        )
        if missing := numbers - {evidence.number for evidence in own}:
            refs = ", ".join(f"e{number}" for number in sorted(missing))
            self._fail(file, row["claim"], f"{refs} is no evidence of this claim; refer to its own")
        return own

    def _claim(self, file: str, row: Row) -> str:
        """The claim that a row names; fails for one that claims.json does not have."""
        if row["claim"] not in self._claim_ids:
            self._fail(
                file, str(row["claim"]), "unknown claim; add it to claims.json or correct the id"
            )
        return str(row["claim"])

    @cached_property
    def _claim_ids(self) -> set[str]:
        return {row["id"] for row in self.files.claims}

    def _known(self, file: str, entry: str, model: type[M], what: str, slug: str) -> M:
        known = model._default_manager.filter(slug=slug).first()
        if known is None:
            plural = {"status": "statuses"}.get(what, f"{what}s")
            self._fail(file, entry, f"unknown {what} “{slug}”; add it to {plural}.json")
        return known

    def _number(self, file: str, entry: str, ref: str) -> int:
        if not ref.startswith("e") or not ref[1:].isdecimal():
            self._fail(file, entry, f"“{ref}” is no evidence id; write e and a number, such as e12")
        return int(ref[1:])

    def _day(self, file: str, entry: str, value: str) -> date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self._fail(file, entry, f"“{value}” is no day; write it as 2023-02-18")

    def _create(self, file: str, entry: str, instance: M) -> M:
        """Check and save an instance; its validation errors become the file's."""
        try:
            instance.full_clean()
        except ValidationError as error:
            faults = [_fault(instance, *item) for item in error.message_dict.items()]
            self._fail(file, entry, "; ".join(faults))
        instance.save()
        return instance

    def _fail(self, name: str, entry: str, fault: str) -> NoReturn:
        raise SeedError(f"{name}.json", entry, fault)


def referenced(row: Row) -> list[str]:
    return [f"e{number}" for number in referenced_numbers(row["rationale"])]


def _texts(row: Row, *names: str) -> dict[str, str]:
    """The fields as text, null as the empty text that Django keeps."""
    return {name: row[name] or "" for name in names}


def _fault(instance: models.Model, name: str, messages: list[str]) -> str:
    """A field's validation messages, with its value and, where these are fixed, the choices."""
    if name == NON_FIELD_ERRORS:
        return " ".join(messages)
    choices = instance._meta.get_field(name).flatchoices  # type: ignore[union-attr]
    remedy = (
        f" Choose one of {', '.join(str(value) for value, _label in choices)}." if choices else ""
    )
    return f"{name} “{getattr(instance, name)}”: {' '.join(messages)}{remedy}"
