"""Blacking out a claim's words where the desk has them: in the texts, and in its own rows.

Every character of a text stays where it was, so that all other anchors stay valid.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import CASCADE, Case, CharField, Model, QuerySet, TextField, Value, When

from factcheck import file_store
from factcheck.anchoring.matching import occurrences
from factcheck.models import (
    Article,
    ArticleRevision,
    Claim,
    EvidenceFile,
    LargeExport,
    ReaderReport,
)
from factcheck.models.partial_date import PartialDateField

BLACK = "█"
# Always of one length, which gives nothing away.
BLACKED_OUT = BLACK * 5
# What follows from the text, and who moved a claim with which digest.
KEPT = {"quote", "prefix", "suffix", "candidate_sha256"}


def places(text: str, passages: Iterable[str]) -> set[tuple[int, int]]:
    """Every place of a text where one of the passages stands, also in other typography."""
    found = set()
    for passage in passages:
        black = text
        while spans := occurrences(black, passage) if passage.strip(BLACK + "\n") else []:
            found.update(spans)
            black = _black(black, spans)
    return found


def black_out_texts(
    articles: QuerySet[Article], passages: Iterable[str]
) -> tuple[list[int], list[int]]:
    """Take passages out of every version of the articles' texts.

    Returns the keys of the revisions, and of the claims whose own words, or words around them,
    were blacked out with them.
    """
    revisions, claims = [], []
    for revision in ArticleRevision.objects.filter(article__in=articles):
        body = _black(revision.body, places(revision.body, passages))
        if body != revision.body:
            rows = ArticleRevision.objects.filter(pk=revision.pk)
            rows.update(body=body, is_redacted=True)
            revisions.append(revision.pk)
            claims += [c.pk for c in revision.claims.all() if _anchor_anew(c, body)]
    return revisions, claims


def black_out_desk(claim: Claim) -> None:
    """Black out everything that anybody wrote about a claim, readers included.

    Whatever goes with the claim is part of it.
    """
    own: list[QuerySet[Any]] = [Claim.objects.filter(pk=claim.pk), claim.moves.all()]
    for rows in [*own, *_parts(claim)]:
        _black_out_columns(rows, _texts(rows.model))
    _take_files(claim)
    # Whatever lies ready to be downloaded may have its words; it can be asked for again.
    LargeExport.objects.all().let_go()
    _black_out_columns(ReaderReport.objects.about(claim.pk), ["message", "answer"])
    logged = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Claim), object_id=str(claim.pk)
    )
    logged.update(object_repr=BLACKED_OUT, change_message="")


def _take_files(claim: Claim) -> None:
    """Take the files of its evidence from the desk, once it is certain, but those of others."""
    files = EvidenceFile.objects.filter(claim=claim)
    digests = set(files.values_list("sha256", flat=True))
    files.update(is_redacted=True)
    for sha256 in digests:
        transaction.on_commit(partial(_remove_unless_held, sha256))


def _remove_unless_held(sha256: str) -> None:
    """Ask when it is certain: somebody else may hold the same file by then."""
    if not EvidenceFile.objects.held().filter(sha256=sha256).exists():
        file_store.remove(sha256)


def _black(text: str, spans: Iterable[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        # Line ends stay, and with them the paragraphs.
        characters[start:end] = [c if c == "\n" else BLACK for c in characters[start:end]]
    return "".join(characters)


def _anchor_anew(claim: Claim, body: str) -> bool:
    """Take the words from the text at the anchor again; returns whether they changed."""
    before = claim.anchor
    assert before
    anew = replace(
        before,
        exact=body[before.start : before.end],
        prefix=body[max(0, before.start - len(before.prefix)) : before.start],
        suffix=body[before.end : before.end + len(before.suffix)],
    )
    if anew == before:
        return False
    claim.anchor_at(anew, claim.revision)
    claim.save(update_fields=["quote", "prefix", "suffix"])
    return True


def _black_out_columns(rows: QuerySet[Any], names: Iterable[str]) -> None:
    black = {n: Case(When(**{n: ""}, then=Value("")), default=Value(BLACKED_OUT)) for n in names}
    rows.update(**black)


def _parts(claim: Claim) -> Iterator[QuerySet[Any]]:
    for relation in Claim._meta.related_objects:
        if relation.on_delete is CASCADE:
            yield relation.related_model._default_manager.filter(**{relation.field.name: claim})


def _texts(model: type[Model]) -> Iterator[str]:
    """The columns that hold what people wrote."""
    for field in model._meta.concrete_fields:
        is_text = isinstance(field, CharField | TextField) and not field.choices
        if (
            is_text
            and field.editable
            and not isinstance(field, PartialDateField)
            and field.name not in KEPT
        ):
            yield field.name
