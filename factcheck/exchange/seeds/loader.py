"""Loading a seed directory into the desk, and publishing its reviews."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial

from factcheck import anchoring, sync, workflow
from factcheck.exchange.seeds.cast import member
from factcheck.exchange.seeds.reading import Directory, Row
from factcheck.exchange.seeds.rows import create, day, fail, known, number, texts
from factcheck.models import (
    Article,
    ArticleFinding,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    Finding,
    Page,
    SearchLogEntry,
    Source,
    Speaker,
    Translation,
    VerificationStatus,
)
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.translated import languages
from factcheck.models.vocabulary import SourceKind
from factcheck.references import referenced_numbers
from factcheck.workflow import findings

# In a finding, claims are named by their ids: their numbers are given when they become public.
CLAIM_IDS = re.compile(r"\[([^\[\]]+)\]")
TRANSLATED = ("headline", "summary", "rationale")
SOURCE_KINDS = {
    "announcement": SourceKind.STATEMENT,
    "government statement": SourceKind.STATEMENT,
    "interview": SourceKind.INTERVIEW,
    "investigative report": SourceKind.REPORT,
    "newspaper": SourceKind.ARTICLE,
    "NGO figure": SourceKind.STATEMENT,
    "NGO report": SourceKind.REPORT,
    "photograph": SourceKind.PHOTOGRAPH,
    "police document": SourceKind.DOCUMENT,
    "poll": SourceKind.POLL,
    "press conference": SourceKind.PRESS_CONFERENCE,
    "prosecutor": SourceKind.STATEMENT,
}


class Loader:
    def __init__(self, files: Directory, progress: Callable[[str], None]) -> None:
        self.files = files
        self.progress = progress
        # The claims as the files have them, also those that are there already.
        self.claims: dict[str, Claim] = {}

    def load(self) -> Article:
        self._load_scale()
        with acting_as(member("ana")):
            self._load_speakers()
            self._load_sources()
            new = self._load_claims()
            self._load_evidence(new)
            self._load_citations(new)
            self._load_reviews(new)
        self._publish(new)
        self._publish_finding()
        self._load_pages()
        return self.article

    @cached_property
    def article(self) -> Article:
        row = self.files.article
        found = Article.objects.filter(slug=row["slug"]).first()
        values = texts(row, *(name for name in row if name != "notice"))
        said = Article(**values, notice=row.get("notice", {}))
        article = found or said
        create("article", row["slug"], said, is_there=bool(found))
        if article.current_revision is None:
            ArticleRevision(article=article, body=self.files.text).save()
        return article

    @cached_property
    def revision(self) -> ArticleRevision:
        revision = self.article.current_revision
        assert revision is not None
        return revision

    def _load_scale(self) -> None:
        statuses = sync.with_looks(self.files.statuses)
        for file, model, rows in (
            ("statuses", VerificationStatus, statuses),
            ("findings", Finding, self.files.findings),
        ):
            missing = {each.slug for each in sync.missing(model, rows)}
            for row in rows:
                create(file, row["slug"], model(**row), is_there=row["slug"] not in missing)

    def _load_speakers(self) -> None:
        new = 0
        for row in self.files.speakers:
            is_there = Speaker.objects.filter(slug=row["slug"]).exists()
            values = texts(row, "slug", "name", "kind", "role", "country", "note")
            translations = row.get("role_translations") or {}
            speaker = Speaker(**values, role_translations=translations)
            create("speakers", row["slug"], speaker, is_there=is_there)
            new += not is_there
        self.progress(f"{len(self.files.speakers)} speakers, {new} of them new")

    def _load_sources(self) -> None:
        new = 0
        for row in self.files.sources:
            is_there = Source.objects.filter(slug=row["slug"]).exists()
            source = Source(
                **texts(row, "slug", "publisher", "note"),
                title=row["name"],
                kind=SOURCE_KINDS.get(row["kind"]) or row["kind"],
                description=row["kind"],
                published_on=row["date"] or "",
            )
            create("sources", row["slug"], source, is_there=is_there)
            new += not is_there
        self.progress(f"{len(self.files.sources)} cited sources, {new} of them new")

    def _load_claims(self) -> dict[str, Claim]:
        """Create the claims that are missing; returns these by their id in the file."""
        origin = self.article.slug
        loaded = set(Claim.objects.filter(origin=origin).values_list("external_id", flat=True))
        new = {}
        for row in self.files.claims:
            self._check_links(row)
            is_there = row["id"] in loaded
            self.claims[row["id"]] = claim = Claim(
                article=self.article,
                speaker=self._speaker(row, row["speaker"]),
                question=row["check_question"] or "",
                said_on=row["made_on"] or "",
                happened_on=row["event_date"] or "",
                attribution_ambiguous=row["attribution_ambiguous"],
                origin=origin,
                external_id=row["id"],
                **texts(row, "headline", "statement", "kind", "subject", "date_as_given", "note"),
            )
            # What is there already may stand in a text that was brought up to date.
            text = self.files.text if is_there else self.revision.body
            claim.anchor_at(self._anchor(row, text), self.revision)
            create("claims", row["id"], claim, is_there=is_there)
            named = [self._speaker(row, slug) for slug in row["co_speakers"]]
            if not is_there:
                new[row["id"]] = claim
                claim.co_speakers.set(speaker for speaker in named if speaker)
        self.progress(f"{len(self.files.claims)} claims, {len(new)} of them new")
        return new

    def _check_links(self, row: Row) -> None:
        """Check what a claim says of other entries against what is loaded."""
        outer = row["nested_in"]
        if outer and outer not in self._claim_ids:
            fault = f"unknown nested_in “{outer}”; name the id of another claim, or null"
            fail("claims", row["id"], fault)
        for source in filter(None, [row["cited_source"], *row["co_sources"]]):
            if (row["id"], source) not in self._cited:
                fault = f"cites “{source}” without an entry in citations.json; add it there"
                fail("claims", row["id"], fault)
        if row["cited_source"] in row["co_sources"]:
            fault = f"co_sources names the cited_source “{row['cited_source']}”; name it once"
            fail("claims", row["id"], fault)
        if row["speaker"] in row["co_speakers"]:
            fault = f"co_speakers names the speaker “{row['speaker']}”; name each once"
            fail("claims", row["id"], fault)

    def _anchor(self, row: Row, text: str) -> anchoring.Selector:
        try:
            return anchoring.find(
                text,
                row["quote"],
                prefix=row["prefix"] or "",
                suffix=row["suffix"] or "",
                start=row["start"],
            )
        except anchoring.AnchorError as error:
            fail("claims", row["id"], f"quote: {error}")

    def _speaker(self, row: Row, slug: str | None) -> Speaker | None:
        if slug is None:
            return None
        return known("claims", row["id"], Speaker, slug)

    def _load_evidence(self, new: Mapping[str, Claim]) -> None:
        for row in self.files.evidence:
            is_there = self._claim("evidence", row) not in new
            evidence = Evidence(
                claim=self.claims[row["claim"]],
                article=self.article,
                number=number("evidence", row["id"], row["id"]),
                source=self._page(row, is_there=is_there),
                accessed_on=day("evidence", row["id"], row["accessed_on"]),
                extent=row["read"],
                **texts(row, "stance", "method", "origin", "summary", "note"),
            )
            create("evidence", row["id"], evidence, is_there=is_there)
        rows = [row for row in self.files.evidence if row["claim"] in new]
        self.progress(f"{len(self.files.evidence)} records of evidence, {len(rows)} of them new")

    def _page(self, row: Row, *, is_there: bool) -> Source:
        """The page on which a piece of evidence was found; one source serves all from that page."""
        if source := Source.objects.filter(url=row["url"]).first():
            return source
        source = Source(
            slug=f"{self.article.slug[:80]}-{row['id']}",
            title=row["title"] or "",
            kind=SourceKind.ARTICLE,
            publisher=row["publisher"] or "",
            published_on=row["published"] or "",
            url=row["url"],
        )
        return create("evidence", row["id"], source, is_there=is_there)

    def _load_citations(self, new: Mapping[str, Claim]) -> None:
        named = {
            (row["id"], source)
            for row in self.files.claims
            for source in (row["cited_source"], *row["co_sources"])
        }
        for row in self.files.citations:
            if (self._claim("citations", row), row["source"]) not in named:
                known("citations", f"{row['claim']}, {row['source']}", Source, row["source"])
                fault = (
                    f"claim “{row['claim']}” does not cite “{row['source']}”; name it in its "
                    "cited_source or co_sources, or remove this entry"
                )
                fail("citations", f"{row['claim']}, {row['source']}", fault)
        for row in self.files.citations:
            is_there = row["claim"] not in new
            entry = f"{row['claim']}, {row['source']}"
            citation = Citation(
                claim=self.claims[row["claim"]],
                source=known("citations", entry, Source, row["source"]),
                finding=known("citations", entry, Finding, row["finding"]),
                **texts(row, "as_cited", "note"),
            )
            create("citations", entry, citation, is_there=is_there)
            if not is_there:
                citation.evidence.set(
                    self._evidence_of("citations", entry, row["claim"], row["evidence"])
                )
        rows = [row for row in self.files.citations if row["claim"] in new]
        self.progress(f"{len(self.files.citations)} citations, {len(rows)} of them new")

    def _load_reviews(self, new: Mapping[str, Claim]) -> None:
        for row in self.files.reviews:
            is_there = self._claim("reviews", row) not in new
            claim = self.claims[row["claim"]]
            claim.status = known("reviews", row["claim"], VerificationStatus, row["status"])
            claim.summary, claim.reasoning = row["summary"] or "", row["rationale"]
            refs = (f"e{each}" for each in _referenced(row))
            if not is_there:
                self._evidence_of("reviews", row["claim"], row["claim"], [*row["evidence"], *refs])
            create("reviews", row["claim"], claim, is_there=is_there)
            for entry in row.get("search_log", []):
                search = SearchLogEntry(
                    claim=claim,
                    place=entry["where"],
                    query=entry["what"],
                    searched_on=day("reviews", row["claim"], entry["on"]),
                )
                create("reviews", row["claim"], search, is_there=is_there)
            headline, summary, reasoning = (row.get(f"{name}_es") or "" for name in TRANSLATED)
            if headline or summary or reasoning:
                translation = Translation(
                    claim=claim,
                    language="es",
                    headline=headline,
                    summary=summary,
                    reasoning=reasoning,
                )
                create("reviews", row["claim"], translation, is_there=is_there)
        rows = [row for row in self.files.reviews if row["claim"] in new]
        self.progress(f"{len(self.files.reviews)} reviews, {len(rows)} of them new")

    def _publish(self, new: Mapping[str, Claim]) -> None:
        ana, carla, eva = member("ana"), member("carla"), member("eva")
        # So that their numbers are in the order of the text.
        added = Claim.objects.filter(pk__in=[claim.pk for claim in new.values()])
        for key in added.in_text_order().values_list("pk", flat=True):
            workflow.list_claim(key, eva)
        self.progress(f"{len(new)} claims listed")
        reviewed = [row["claim"] for row in self.files.reviews if row["claim"] in new]
        steps = ((Verb.TAKE, ana), (Verb.SUBMIT, ana), (Verb.SIGN_OFF, carla), (Verb.PUBLISH, eva))
        for entry in reviewed:
            try:
                for verb, user in steps:
                    workflow.perform(new[entry].pk, verb, user)
            except workflow.WorkflowError as error:
                fail("reviews", entry, str(error))
        self.progress(f"{len(reviewed)} reviews published")

    def _publish_finding(self) -> None:
        """Write and publish the finding on the article, unless the desk has one already."""
        if not self.files.finding or ArticleFinding.objects.filter(article=self.article).exists():
            return
        own = Claim.objects.filter(article=self.article, origin=self.article.slug)
        numbers: dict[str, int | None] = dict(own.values_list("external_id", "number"))
        text = {
            language: CLAIM_IDS.sub(partial(_numbered, numbers), words)
            for language, words in self.files.finding[0]["text"].items()
        }
        if unknown := text.keys() - languages().keys():
            fail("finding", "text", f"“{min(unknown)}” is no language of this site; remove it")
        ana, carla, eva = member("ana"), member("carla"), member("eva")
        try:
            finding = findings.write(self.article, text, ana, version=0)
            for verb, user in ((Verb.SUBMIT, ana), (Verb.SIGN_OFF, carla), (Verb.PUBLISH, eva)):
                findings.perform(finding.pk, verb, user)
        except workflow.WorkflowError as error:
            fail("finding", "text", str(error))
        self.progress("a finding on the article published")

    def _load_pages(self) -> None:
        """Fill the newsroom's own pages that are still empty."""
        with acting_as(member("fay")):
            for row in self.files.pages:
                page = Page.objects.filter(slug=row["slug"]).first()
                if page is None:
                    names = ", ".join(Page.objects.values_list("slug", flat=True))
                    fail("pages", row["slug"], f"is no page of a newsroom; choose one of {names}")
                is_there = page.is_written
                page.body = row["body"]
                create("pages", page.slug, page, is_there=is_there)

    def _evidence_of(
        self, file: str, entry: str, claim: str, refs: Iterable[str]
    ) -> Iterable[Evidence]:
        numbers = {number(file, entry, ref) for ref in refs}
        own = Evidence.objects.filter(
            article=self.article, claim__external_id=claim, number__in=numbers
        )
        if missing := numbers - {evidence.number for evidence in own}:
            named = ", ".join(f"e{each}" for each in sorted(missing))
            fault = f"{named} is no evidence of claim “{claim}”; refer to its own"
            fail(file, entry, fault)
        return own

    def _claim(self, file: str, row: Row) -> str:
        """The claim that a row names; raises SeedError for one that claims.json lacks."""
        claim: str = row["claim"]
        if claim not in self._claim_ids:
            fault = f"unknown claim “{claim}”; add it to claims.json or correct the id"
            fail(file, row.get("id", claim), fault)
        return claim

    @cached_property
    def _claim_ids(self) -> set[str]:
        return {row["id"] for row in self.files.claims}

    @cached_property
    def _cited(self) -> set[tuple[str, str]]:
        return {(row["claim"], row["source"]) for row in self.files.citations}


def _numbered(numbers: Mapping[str, int | None], group: re.Match[str]) -> str:
    """The numbers of the claims whose ids stand in a pair of brackets."""
    ids = [each.strip() for each in group[1].split(",")]
    for each in ids:
        if not numbers.get(each):
            fault = f"unknown claim “{each}”; write the id of a claim of claims.json"
            fail("finding", "text", fault)
    return f"[{', '.join(str(numbers[each]) for each in ids)}]"


def _referenced(row: Row) -> list[int]:
    """Numbers of the evidence that a review refers to, in either language."""
    return referenced_numbers(row["rationale"]) + referenced_numbers(row.get("rationale_es") or "")
