"""What holds the parts together: the layers, the migrations, and who reads what."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.test import Client
from django.urls import URLPattern, reverse

from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    Finding,
    Page,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
    ReaderReport,
    Redaction,
    ScaleChange,
    SearchLogEntry,
    Source,
    Speaker,
    SpeakerAlias,
    Topic,
    Translation,
    VerificationStatus,
)
from factcheck.public import urls
from tests.models.factories import (
    at_the_desk,
    make_article,
    make_citation,
    make_claim,
    make_evidence,
    make_speaker,
)

# Layers and migrations
from tests.publishing.conftest import edit, make_public, publish_review


def test_imports_point_one_way() -> None:
    # In a process of its own, since it turns off the loggers of the one that it runs in.
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout


@pytest.mark.django_db
def test_the_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", check_changes=True, dry_run=True)


def test_the_migrations_are_one_line() -> None:
    loader = MigrationLoader(None)

    for (app, name), node in loader.graph.node_map.items():
        if app == "factcheck":
            followers = [child for child in node.children if child.key[0] == app]
            assert len(followers) <= 1, f"{name} is followed by {followers}"


@pytest.mark.usefixtures("own_database")
def test_every_migration_can_be_undone_and_done_again() -> None:
    call_command("migrate", "factcheck", "zero", verbosity=0)
    call_command("migrate", verbosity=0)

    assert VerificationStatus.objects.count() == 8


# The public pages read the record, the reading room, the scale, the newsroom's own pages and what
# readers wrote in, nothing else

READABLE: list[type[models.Model]] = [
    *(Publication, Redaction, PublicClaim, PublicArticle, PublicSpeaker, PublicSource, PublicTopic),
    *(VerificationStatus, Finding, ScaleChange, Page, ReaderReport),
]
DESK: list[type[models.Model]] = [
    *(Article, ArticleRevision, Claim, Citation, Evidence, SearchLogEntry, Source, Speaker),
    *(SpeakerAlias, Topic, Translation),
]
DRAFT = "DRAFT-OF-THE-DESK"
__all__ = ["at_the_desk"]


@pytest.fixture
def published(db: None) -> Claim:
    """A listed and a reviewed claim with all that a claim can have; afterwards the desk drafts."""
    article = make_article()
    listed = make_claim(article, "49 deaths")
    claim = make_claim(
        article, speaker=make_speaker(), summary="No, 49.", reasoning="The report counts 49 [e1]."
    )
    claim.status = VerificationStatus.objects.get(pk="false")
    claim.save()
    claim.topics.add(Topic.objects.create(slug="deaths", name={"en": "Deaths"}))
    make_citation(claim, finding=Finding.objects.get(pk="imprecise")).evidence.add(
        make_evidence(claim)
    )
    SearchLogEntry.objects.create(
        claim=claim, place="the web", query="60 dead", searched_on=date(2026, 11, 23)
    )
    Translation.objects.create(claim=claim, language="es", summary="No.")
    make_public(listed)
    make_public(claim)
    publish_review(claim)
    edit(claim)
    make_claim(article, "The weather was fine", headline=DRAFT)
    ReaderReport.objects.create(kind="error", claim=claim, message="49 died.")
    for model in set(DESK) - {ArticleRevision}:
        texts = {
            field.name: DRAFT
            for field in model._meta.concrete_fields
            if type(field) in {models.CharField, models.TextField}
            and not field.choices
            and not field.unique
            and field.name not in {"quote", "sha256", "origin", "external_id", "language"}
        }
        if texts:
            model._default_manager.update(**texts)
    return claim


@pytest.fixture
def as_reader(published: Claim) -> Iterator[None]:
    """Connect as a role that may read what is public, and nothing else."""
    role = f"reader_of_{connection.settings_dict['NAME']}"
    tables = ", ".join(model._meta.db_table for model in READABLE)
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE ROLE "{role}"')
        cursor.execute(f'GRANT SELECT ON {tables} TO "{role}"')
        cursor.execute(f'SET LOCAL ROLE "{role}"')
        yield
        cursor.execute("RESET ROLE")


PAGES: dict[str, Callable[[Claim], dict[str, Any]]] = {
    "article-detail": lambda claim: {"slug": claim.article.slug},
    "claim-redirect": lambda claim: {"claim_id": claim.pk},
    "claim-history": lambda claim: {"claim_id": claim.pk},
    "claim-detail": lambda claim: {"claim_id": claim.pk, "slug": "60-people-died"},
    "speaker-detail": lambda claim: {"slug": claim.speaker and claim.speaker.slug},
    "source-detail": lambda claim: {"slug": claim.citations.get().source.slug},
    "topic-detail": lambda claim: {"slug": "deaths"},
    "report-detail": lambda claim: {"token": ReaderReport.objects.get().token},
    "article-picture": lambda claim: {"slug": claim.article.slug},
    "claim-picture": lambda claim: {"claim_id": claim.pk},
    "claim-embed": lambda claim: {"claim_id": claim.pk},
    "claim-feed": lambda claim: {"syntax": "atom"},
    "correction-feed": lambda claim: {"syntax": "rss"},
    "follow": lambda claim: {"claim_id": claim.pk, "syntax": "atom"},
}
FILTERS = [
    *("q=people&sort=relevance", "q=nothing", "status=false", "finding=imprecise", "topic=deaths"),
    *("kind=event", "from=2023-01-01&to=2023-12-31&sort=oldest", "sort=reviewed", "cursor=broken"),
]
BAD_FILTERS = ["speaker=nobody", "source=nothing", "article=nothing", "from=soon"]


@pytest.fixture
def addresses(published: Claim) -> list[str]:
    """One page of each pattern, and the list with each filter."""
    found = [f"{reverse('claim-list')}?{query}" for query in FILTERS]
    for pattern in urls.urlpatterns:
        assert isinstance(pattern, URLPattern), f"Let this walk enter {pattern}."
        assert pattern.name, f"Give {pattern} a name."
        needs_example = bool(pattern.pattern.converters)
        assert not needs_example or pattern.name in PAGES, f"Give PAGES a {pattern.name}."
        example = PAGES[pattern.name](published) if needs_example else {}
        found.append(reverse(pattern.name, kwargs=example))
    return found


def test_every_public_page_can_be_read_by_who_may_read_only_what_is_public(
    addresses: list[str], as_reader: None, client: Client
) -> None:
    for address in addresses:
        response = client.get(address, follow=True)

        assert response.status_code == 200, address
        # A picture is no text.
        assert DRAFT not in response.content.decode(errors="replace"), address


@pytest.mark.parametrize("query", BAD_FILTERS)
def test_a_filter_that_is_refused_reads_nothing_more(
    query: str, as_reader: None, client: Client
) -> None:
    response = client.get(f"/claims/?{query}")

    assert response.status_code == 400
    assert DRAFT not in response.content.decode()


def test_a_page_that_is_not_there_reads_nothing_more(as_reader: None, client: Client) -> None:
    for path in ("/claims/999999/", "/articles/nothing/", "/speakers/nobody/", "/nowhere/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("model", DESK)
def test_that_reader_could_not_read_the_desk(model: type[models.Model], as_reader: None) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        model._default_manager.exists()
