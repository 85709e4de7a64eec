"""Reading the entries of the record from their bytes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec
from msgspec import UNSET, Struct, UnsetType

from factcheck.models.content.claim_content import ListedClaim, ReviewedClaim
from factcheck.models.content.finding_content import SignedFinding, WithdrawnFinding
from factcheck.models.content.values import (
    ConfidentialEvidence,
    Content,
    EvidenceContent,
    ShownEvidence,
    Whole,
)
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import PublicationKind

Read = TypeVar("Read", bound=Struct)


class ContentError(ValueError):
    """Bytes that are no entry of the record."""


class Bylines(Content, frozen=True, kw_only=True):
    """The names under which people checked and signed off; a listing and a retraction have none."""

    checked_by: tuple[str, ...] | UnsetType = UNSET
    signed_off_by: tuple[str, ...] | UnsetType = UNSET


class Envelope(Content, frozen=True, kw_only=True):
    """What a publication says of itself; `published_at` is ISO 8601 in UTC."""

    claim_id: Whole
    number: Whole
    kind: str
    reason: str
    published_at: str
    bylines: Bylines
    # Of a retraction, by language of the site; what amends gives those of its reason itself.
    reason_translations: dict[str, str] = {}


class Entry(Content, frozen=True, kw_only=True):
    """An entry of the record, of whatever kind."""

    schema_version: Whole
    nonce: str


class PublicationContent(Entry, frozen=True, kw_only=True):
    """One revision of one claim."""

    claim: ListedClaim
    publication: Envelope


class ReviewContent(PublicationContent, frozen=True, kw_only=True):
    claim: ReviewedClaim


class FindingEnvelope(Content, frozen=True, kw_only=True):
    """What an entry on an article says of itself; `published_at` is ISO 8601 in UTC."""

    finding_id: Whole
    number: Whole
    kind: str
    reason: str
    published_at: str
    bylines: Bylines
    # Of a retraction, by language of the site; what amends gives those of its reason itself.
    reason_translations: dict[str, str] = {}


class FindingEntry(Entry, frozen=True, kw_only=True):
    """One revision of the finding on an article, or the retraction of it."""

    entry: str
    finding: WithdrawnFinding
    publication: FindingEnvelope


class SignedFindingEntry(FindingEntry, frozen=True, kw_only=True):
    finding: SignedFinding


class _Head(Struct, frozen=True):
    schema_version: Whole
    entry: str = "publication"


class _Kind(Struct, frozen=True):
    kind: PublicationKind


class _HeadOfPublication(Struct, frozen=True):
    publication: _Kind


class _HeadOfEvidence(Struct, frozen=True):
    confidential: bool


def _custom(kind: type, value: Any) -> Any:
    """Make the values that msgspec does not know: evidence of either form, texts by language."""
    if kind is EvidenceContent:
        is_confidential = msgspec.convert(value, _HeadOfEvidence).confidential
        return msgspec.convert(value, ConfidentialEvidence if is_confidential else ShownEvidence)
    return Translated(msgspec.convert(value, dict[str, str]))


@contextmanager
def _only_content_errors() -> Iterator[None]:
    """Raise ContentError for whatever is wrong with the bytes or the value."""
    try:
        yield
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ContentError(str(error)) from error


def reader(content: type[Read]) -> Callable[[bytes], Read]:
    """A function that reads bytes as a type of content, and raises msgspec's errors."""
    return msgspec.json.Decoder(content, dec_hook=_custom).decode


_head = reader(_Head)
_head_of_publication = reader(_HeadOfPublication)
_listing = reader(PublicationContent)
_review = reader(ReviewContent)
_withdrawn_finding = reader(FindingEntry)
_signed_finding = reader(SignedFindingEntry)


def _publication(content: bytes) -> Entry:
    is_review = _head_of_publication(content).publication.kind.is_review
    return _review(content) if is_review else _listing(content)


def _finding(content: bytes) -> Entry:
    kind = _head_of_publication(content).publication.kind
    is_withdrawn = kind == PublicationKind.RETRACTION
    return _withdrawn_finding(content) if is_withdrawn else _signed_finding(content)


# How the entries of each kind and schema version are read.
ENTRIES: dict[tuple[str, int], Callable[[bytes], Entry]] = {
    ("publication", 1): _publication,
    ("finding", 1): _finding,
}


def read(content: bytes) -> Entry:
    """Read the bytes of an entry. Raises ContentError for what is none, or of no known version."""
    with _only_content_errors():
        head = _head(content)
        read_as = ENTRIES.get((head.entry, head.schema_version))
        if read_as is None:
            raise ContentError(f"unknown: {head.entry}, version {head.schema_version}")
        return read_as(content)


def read_publication(content: bytes) -> PublicationContent:
    """Read the bytes of a publication. Raises ContentError for anything else."""
    entry = read(content)
    if not isinstance(entry, PublicationContent):
        raise ContentError("no publication")
    return entry


def read_finding(content: bytes) -> FindingEntry:
    """Read the bytes of a finding on an article. Raises ContentError for anything else."""
    entry = read(content)
    if not isinstance(entry, FindingEntry):
        raise ContentError("no finding on an article")
    return entry
