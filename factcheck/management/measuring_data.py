"""Thousands of copies of the seeds' article, to measure with as much as large newsrooms have.

Everything is copied in SQL, with the database's guards off for one transaction, and into a database
that holds nothing but the seeds. The chain of publications is a real one. Every tenth copy names
the seeds' own speakers and sources, which thus get a tenth of all claims; sets of ten copies share
theirs.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.management.base import CommandError
from django.db import ProgrammingError, connection, models, transaction
from django.db.backends.utils import CursorWrapper
from msgspec.structs import replace

from factcheck.exchange.seeds.cast import member
from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    Move,
    PublicArticle,
    Publication,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    ReplyRequest,
    SearchLogEntry,
    Source,
    Speaker,
    Translation,
)
from factcheck.models.content import ConfidentialEvidence, PublicationContent, ReviewedClaim
from factcheck.models.content.canonical import canonical, link, sha256
from factcheck.publishing.candidates import utc_text

OWN: list[type[models.Model]] = [
    *(Article, ArticleRevision, Claim, Claim.co_speakers.through, Citation, Evidence),
    *(Citation.evidence.through, ReplyRequest, SearchLogEntry, Translation, Move),
    *(PublicArticle, PublicClaim),
]
SHARED: list[type[models.Model]] = [Speaker, Source, PublicSpeaker, PublicSource]

# Each copy adds it to the ids: more than the seeds have rows of any kind.
STRIDE = 1_000
GENERATED = "generated"

# SQL: the set of speakers and sources that copy `n` names, 0 for the seeds' own.
SET = "(CASE WHEN n % 10 = 0 THEN 0 ELSE 1 + n / 10 END)"
URL = "CASE url WHEN '' THEN '' ELSE url || '-' || n END"
SLUG, TITLE = "{0} || '-' || {1}", "left({0}, {2}) || ' (' || {1} || ')'"
SHARED_SLUG = f"{{0}} || CASE {SET} WHEN 0 THEN '' ELSE '-' || {SET} END"
# A word that one article has, and one that a hundredth of all articles have.
WORDS = "' article' || n || ' hundredth' || n % 100"
EARLIER = "n % 3650"
AT_ONCE = "now() + make_interval(secs => n / 1e6)"
# Some claims that nobody has taken in the seeds have got further in the copies.
STAGE = "(ARRAY['open', 'open', 'open', 'checking', 'in-review', 'approved'])[1 + (id + n) % 6]"

INSTEAD: dict[type[models.Model], dict[str, str]] = {
    Speaker: {"name": TITLE.format("name", "n", 150)},
    PublicSpeaker: {"name": TITLE.format("name", "n", 150)},
    Source: {"url": URL},
    PublicSource: {"url": URL},
    Article: {
        "title": TITLE.format("title", "n", 250),
        "url": URL,
        "published_on": f"(published_on::date - {EARLIER})::text",
    },
    Claim: {
        "said_on": f"CASE WHEN said_on <> '' THEN (said_on::date - {EARLIER})::text ELSE '' END",
        "headline": TITLE.format("headline", "n", 65),
        "statement": f"statement || {WORDS}",
        "origin": f"'{GENERATED}'",
        "external_id": SLUG.format("external_id", "n"),
        "stage": f"CASE stage WHEN 'open' THEN {STAGE} ELSE stage END",
        "priority": "1 + (id + n) % 3",
        "due_on": "CASE WHEN (id + n) % 9 = 0 THEN current_date - 10 + n % 60 END",
    },
    PublicArticle: {
        "url": URL,
        "title": TITLE.format("title", "n", 250),
        "published_on": f"(published_on::date - {EARLIER})::text",
        "sort_date": f"sort_date - {EARLIER}",
    },
    PublicClaim: {
        "published_at": AT_ONCE,
        "reviewed_at": f"CASE WHEN reviewed_at IS NOT NULL THEN {AT_ONCE} END",
        "headline": TITLE.format("headline", "n", 65),
        "slug": SLUG.format("left(slug, 65)", "n"),
        "statement": f"statement || {WORDS}",
        "sort_date": f"sort_date - {EARLIER}",
        "source_findings": (
            f"(SELECT coalesce(jsonb_object_agg({SHARED_SLUG.format('key')}, value), '{{}}') "
            "FROM jsonb_each(source_findings))"
        ),
        "search": f"search || to_tsvector('simple', {WORDS})",
    },
}

# The moves by which they got there, made by a researcher or a reviewer.
ASSIGNED = f"""
    UPDATE factcheck_claim SET assignee_id = %(researcher)s
        WHERE origin = '{GENERATED}' AND stage IN ('checking', 'in-review', 'approved')
"""
MOVED = f"""
    INSERT INTO factcheck_move (claim_id, verb, from_stage, to_stage, actor_id, comment,
            candidate_sha256, candidate_size, created_at)
        SELECT id, verb, from_stage, stage, actor, '', sha256, size, now()
        FROM factcheck_claim JOIN (VALUES
            ('checking', 'take', 'open', %(researcher)s, '', NULL),
            ('in-review', 'submit', 'checking', %(researcher)s, '', NULL),
            ('approved', 'sign-off', 'in-review', %(reviewer)s, repeat('0', 64), 0)
        ) AS act (stage, verb, from_stage, actor, sha256, size) USING (stage)
        WHERE origin = '{GENERATED}'
"""

# A copy has its own words signed off: the content's first value, up to the nonce.
CANDIDATE = """
    substring({0}.content FROM 10 FOR position(',"nonce":"'::bytea IN {0}.content) - 10)
"""
SIGNED = f"""
    UPDATE factcheck_move move
    SET candidate_sha256 = encode(sha256({CANDIDATE.format("copy")}), 'hex'),
        candidate_size = length({CANDIDATE.format("copy")})
    FROM factcheck_publication copy
    JOIN factcheck_publication original
        ON original.claim_id = copy.claim_id % {STRIDE} AND original.number = copy.number
    WHERE copy.claim_id > {STRIDE} AND move.claim_id = copy.claim_id
        AND move.candidate_sha256 = encode(sha256({CANDIDATE.format("original")}), 'hex')
"""

# Private characters, for which each copy has something else than the template.
CLAIM_ID, OF_COPY, IN_TITLE, OF_SET, IN_NAME, MORE, AT, NONCE = map(chr, range(0xE000, 0xE008))
DAYS = 0xE100


@transaction.atomic
def copy_seeds(copies: int) -> None:
    """Copy the seeds' article that many times, all published now.

    Raises CommandError if the database's role may not turn the guards off.
    """
    people = {"researcher": member("ben").pk, "reviewer": member("dan").pk}
    with connection.cursor() as cursor:
        _turn_guards_off(cursor)
        for model in (*SHARED, *OWN):
            cursor.execute(_copying(model, copies if model in OWN else 1 + copies // 10))
        _publish(copies)
        for model in (*SHARED, *OWN):
            if isinstance(model._meta.pk, models.AutoField):
                cursor.execute(_counting_on(model))
        cursor.execute(SIGNED)
        cursor.execute(ASSIGNED, people)
        cursor.execute(MOVED, people)
        cursor.execute("SET LOCAL session_replication_role = origin")


def _turn_guards_off(cursor: CursorWrapper) -> None:
    try:
        cursor.execute("SET LOCAL session_replication_role = replica")
    except ProgrammingError as error:
        raise CommandError(
            f"Only a superuser of the database may turn its guards off: {error}"
        ) from None


def _copying(model: type[models.Model], number: int) -> str:
    table, fields = model._meta.db_table, model._meta.concrete_fields
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(INSTEAD.get(model, {}).get(f.name) or _value(model, f) for f in fields)
    of_claims = "WHERE claim_id IS NOT NULL" if model is Move else ""
    return (
        f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table}, "
        f"generate_series(1, {number}) AS n {of_claims}"
    )


def _counting_on(model: type[models.Model]) -> str:
    table = model._meta.db_table
    return f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"


def _value(model: type[models.Model], field: models.Field[Any, Any]) -> str:
    """SQL: the value of a column in copy `n`."""
    column = f'"{field.column}"'
    target = model if field.primary_key else field.related_model
    is_number = not isinstance(target and target._meta.pk, models.SlugField)
    if target is Publication:
        claims, all_of_it = Publication.objects.count(), Publication.record.count()
        return f"{column} + {claims} * n + {all_of_it - claims}"
    if target in SHARED and not field.primary_key:
        return f"{column} + {STRIDE} * {SET}" if is_number else SHARED_SLUG.format(column)
    if target in OWN or field.primary_key:
        return f"{column} + {STRIDE} * n" if is_number else SLUG.format(column, "n")
    if field.unique:
        return SLUG.format(column, "n")
    if isinstance(field, ArrayField) and field.name in ("speaker_slugs", "source_slugs"):
        return f"ARRAY(SELECT {SHARED_SLUG.format('slug')} FROM unnest({column}) AS slug)"
    return column


def _publish(copies: int) -> None:
    originals = list(Publication.objects.in_chain())
    head = Publication.record.head()
    assert head
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
        with cursor.copy(
            "COPY factcheck_publication (serial, claim_id, number, kind, published_at, content, "
            "content_sha256, previous_link, link) FROM STDIN"
        ) as copy:
            for row in _revisions(originals, head, copies, now):
                copy.write_row(row)


def _revisions(
    originals: list[Publication], last: Publication, copies: int, now: datetime
) -> Iterator[tuple[object, ...]]:
    """The publications of all copies, which continue the chain of the originals."""
    days = {p.said.claim.article.published_on for p in originals}
    days |= {p.said.claim.said_on for p in originals} - {""}
    templates = [(p, _template(p.said, sorted(days))) for p in originals]
    serial, previous = last.serial, last.link
    for n in range(1, copies + 1):
        at = now + timedelta(microseconds=n)
        words = _words(n, at, sorted(days))
        for original, template in templates:
            serial += 1
            claim_id = original.claim_pk + STRIDE * n
            words |= {f'"{CLAIM_ID}"': str(claim_id), NONCE: secrets.token_hex(16)}
            content = _filled(template, words)
            digest = sha256(content)
            head = link(previous, serial, digest)
            revision = (serial, claim_id, original.number, original.kind, at)
            yield *revision, content, digest, previous, head
            previous = head


def _template(said: PublicationContent, days: Sequence[str]) -> bytes:
    claim = said.claim
    claim = replace(
        claim,
        headline=claim.headline[:65] + IN_TITLE,
        statement=claim.statement + MORE,
        said_on=_day(claim.said_on, days),
        article=replace(
            claim.article,
            slug=claim.article.slug + OF_COPY,
            url=claim.article.url + OF_COPY,
            title=claim.article.title[:250] + IN_TITLE,
            published_on=_day(claim.article.published_on, days),
        ),
        speakers=tuple(
            replace(each, slug=each.slug + OF_SET, name=each.name[:150] + IN_NAME)
            for each in claim.speakers
        ),
        citations=tuple(map(_naming_its_set, claim.citations)),
    )
    if isinstance(claim, ReviewedClaim):
        shown = (
            e if isinstance(e, ConfidentialEvidence) else _naming_its_set(e) for e in claim.evidence
        )
        claim = replace(claim, evidence=tuple(shown))
    # Private characters of the template stand for the number of the copy.
    number: Any = CLAIM_ID
    own = replace(said.publication, claim_id=number, published_at=AT)
    return canonical(replace(said, claim=claim, publication=own, nonce=NONCE))


def _naming_its_set(named: Any) -> Any:
    """SQL: a citation or a piece of evidence, with the source of its set."""
    source = named.source
    url = source.url + OF_SET if source.url else ""
    return replace(named, source=replace(source, slug=source.slug + OF_SET, url=url))


def _day(day: str, days: Sequence[str]) -> str:
    return chr(DAYS + days.index(day)) if day else ""


def _words(n: int, at: datetime, days: Sequence[str]) -> dict[str, str]:
    """What copy `n` has for each private character, as in the SQL above."""
    of_set = 0 if n % 10 == 0 else 1 + n // 10
    shift = timedelta(days=n % 3650)
    return {
        OF_COPY: f"-{n}",
        IN_TITLE: f" ({n})",
        OF_SET: f"-{of_set}" if of_set else "",
        IN_NAME: f" ({of_set})" if of_set else "",
        MORE: f" article{n} hundredth{n % 100}",
        AT: utc_text(at),
        **{
            chr(DAYS + number): (date.fromisoformat(day) - shift).isoformat()
            for number, day in enumerate(days)
        },
    }


def _filled(template: bytes, words: Mapping[str, str]) -> bytes:
    for character, word in words.items():
        template = template.replace(character.encode(), word.encode())
    return template
