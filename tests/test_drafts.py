"""Drafts leak nowhere: a reader goes everywhere, with eyes for the public tables only."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, models, transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from factcheck.api.data.tables import TABLES
from factcheck.models import (
    Article,
    Claim,
    EvidenceFile,
    Lead,
    Page,
    PageVersion,
    Publication,
    PublicClaim,
    ReaderReport,
    Redaction,
    Source,
    Speaker,
    Topic,
)
from factcheck.public.machines.sitemaps import SECTIONS
from factcheck.public.names import NAMED
from tests.drafts import DESK, MARK, READING_ROOM, SCALE, Drafts, text_fields
from tests.some import some

pytestmark = pytest.mark.system

Examples = list[dict[str, Any]]


@pytest.fixture
def drafts(db: None) -> Drafts:
    return Drafts()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Leave no language behind in the thread, as requests do."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def as_reader(db: None) -> Callable[[], None]:
    """Go on as a role that may read what is public, and nothing else."""
    role = f"reader_of_{connection.settings_dict['NAME']}"
    whole: list[type[models.Model]] = [
        *READING_ROOM,
        *SCALE,
        *(Publication, Lead, Page, PageVersion, ReaderReport),
    ]
    tables = [model._meta.db_table for model in whole]
    known, redaction = "serials, reason, agreed_by_id", Redaction._meta.db_table

    def become() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE ROLE "{role}"')
            cursor.execute(f'GRANT SELECT ON {", ".join(tables)} TO "{role}"')
            cursor.execute(f'GRANT SELECT ({known}) ON {redaction} TO "{role}"')
            cursor.execute(f'SET LOCAL ROLE "{role}"')

    return become


def slugs(model: type[models.Model]) -> Examples:
    return [{"slug": slug} for slug in model._default_manager.values_list("slug", flat=True)]


def claims() -> Examples:
    return [{"claim_id": pk} for pk in Claim.objects.values_list("pk", flat=True)]


# What to put into the address of a page, from all that the desk has, public or not.
EXAMPLES: dict[str, Callable[[], Examples]] = {
    "article-detail": lambda: slugs(Article),
    "article-embed": lambda: slugs(Article),
    "claim-redirect": claims,
    "claim-history": claims,
    "claim-detail": lambda: [claim | {"slug": "the-bridge"} for claim in claims()],
    "publication-json": lambda: [c | {"number": n} for c in claims() for n in (1, 2, 3)],
    "finding-history": lambda: slugs(Article),
    "data-table": lambda: [{"name": name} for name in TABLES],
    "entry-json": lambda: [{"serial": entry.pk} for entry in Publication.record.all()],
    "speaker-detail": lambda: slugs(Speaker),
    "source-detail": lambda: slugs(Source),
    "topic-detail": lambda: slugs(Topic),
    "evidence-file": lambda: [
        {"claim_id": file.claim_id, "sha256": file.sha256} for file in EvidenceFile.objects.all()
    ],
    "claim-names": lambda: [{"kind": kind} for kind in NAMED],
    "claim-review": claims,
    "api-claim": claims,
    "api-publication": lambda: [{"serial": n} for n in range(1, 30)],
    "api-article": lambda: slugs(Article),
    "api-speaker": lambda: slugs(Speaker),
    "api-source": lambda: slugs(Source),
    "api-topic": lambda: slugs(Topic),
    "annotations": lambda: slugs(Article),
    "article-picture": lambda: slugs(Article),
    "claim-picture": claims,
    "claim-embed": claims,
    "follow": lambda: [claim | syntax for claim in claims() for syntax in SYNTAXES],
    "claim-feed": lambda: SYNTAXES,
    "correction-feed": lambda: SYNTAXES,
    "sitemap-section": lambda: [{"section": name} for name in ("pages", *SECTIONS)],
    # Only who holds the link of a report reads it: this one is nobody's secret.
    "report-detail": lambda: [
        {"token": ReaderReport.objects.create(kind="error", message="49 died.").token}
    ],
}
SYNTAXES: Examples = [{"syntax": "atom"}, {"syntax": "rss"}]
# What to ask at an address that answers questions only.
QUERIES: dict[str, Callable[[], list[str]]] = {
    "api-similar": lambda: ["?text=The+bridge+cost+ten+million"],
    "api-claims": lambda: ["?q=bridge&sort=relevance", "?status=true", "?article=bridge"],
    "claims-search": lambda: ["?query=bridge", f"?query={MARK[:5]}"],
    "oembed": lambda: [
        "?" + urlencode({"url": settings.SITE_URL + claim.get_absolute_url()})
        for claim in PublicClaim.objects.all()
    ],
}
FILTERS = [
    *("q=bridge&sort=relevance", f"q={MARK[:5]}", "status=true", "finding=accurate", "topic=roads"),
    *("kind=event", "speaker=ministry", "source=report", "article=bridge", "cursor=broken"),
    *("from=2023-01-01&to=2025-12-31&sort=oldest", "sort=reviewed"),
]
REFUSED = [
    *("speaker=nobody", "source=nothing", "article=nothing", "from=soon", f"speaker={MARK}"),
    *(f"source={MARK}", f"article={MARK}", f"topic={MARK}"),
]


def public_patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    """Every address pattern of the site but those of the admin, machines' included."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        elif str(entry.pattern) != "admin/":
            assert not entry.namespace, f"Let this walk enter the namespace {entry.namespace}."
            yield from public_patterns(entry)


def addresses() -> dict[str, list[str]]:
    """Addresses of each pattern, in every language."""
    found: dict[str, list[str]] = {}
    for pattern in public_patterns(get_resolver()):
        name = pattern.name
        assert name, f"Give {pattern} a name, so that this walk can go there."
        examples = EXAMPLES[name]() if name in EXAMPLES else [{}]
        assert name in EXAMPLES or not pattern.pattern.converters, (
            f"Say in EXAMPLES what to put into the address of “{name}”, public and not."
        )
        queries = QUERIES[name]() if name in QUERIES else [""]
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                at = [reverse(name, kwargs=e) + query for e in examples for query in queries]
                found.setdefault(name, []).extend(at)
    return {name: list(dict.fromkeys(all_of)) for name, all_of in found.items()}


def visit(client: Client, address: str) -> int:
    """Open an address; returns the status. Fails where the answer holds a draft."""
    response = client.get(address, follow=True)
    # A picture is no text.
    words = response.getvalue().decode(errors="replace")
    told = f"{response.redirect_chain} {response.headers} {words}"
    # What the reader asked for may be repeated.
    told = told.replace(address.removeprefix("/es").removeprefix("/ar"), "")
    assert MARK not in told, f"{address}: {told[max(0, told.index(MARK) - 300) :][:400]}"
    return int(response.status_code)


def test_no_address_of_the_site_shows_a_draft(
    drafts: Drafts, as_reader: Callable[[], None], client: Client
) -> None:
    walk = addresses()
    as_reader()
    for name, all_of in some(walk.items()):
        answers = {visit(client, address) for address in all_of}
        is_there = name != "api-nothing"
        assert not is_there or 200 in answers, f"“{name}” was not shown: name a public one."
        assert answers <= {200, 404, 410}, f"{name}: {answers}"


def test_no_filter_finds_a_draft(
    drafts: Drafts, as_reader: Callable[[], None], client: Client
) -> None:
    as_reader()
    listed = reverse("claim-list")
    for query in FILTERS:
        assert visit(client, f"{listed}?{query}") == 200, query
    for query in REFUSED:
        response = client.get(f"{listed}?{query}")
        assert response.status_code == 400, query
        assert MARK not in response.content.decode().replace(query.partition("=")[2], ""), query


def test_no_draft_is_in_the_record_or_the_reading_room(drafts: Drafts) -> None:
    for publication in some(Publication.record.all()):
        assert MARK.encode() not in bytes(publication.content or b""), publication
    for model in READING_ROOM:
        for field in model._meta.concrete_fields:
            rows = model._default_manager.annotate(as_text=Cast(field.name, TextField()))
            assert not rows.filter(as_text__contains=MARK).exists(), field


def test_every_column_of_the_desk_holds_a_draft(drafts: Drafts) -> None:
    for model in DESK:
        for field in text_fields(model):
            rows = model._default_manager.annotate(as_text=Cast(field.name, TextField()))
            marked = rows.filter(as_text__contains=MARK).exists()
            assert marked, f"Let tests/drafts.py write its mark into {field}."


def test_a_reader_has_no_right_to_the_desk(as_reader: Callable[[], None]) -> None:
    as_reader()
    for model in DESK:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            model._default_manager.exists()
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        list(Redaction.objects.values_list("asked_by"))
