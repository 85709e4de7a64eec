"""What the entries of the record say: frozen, typed values, read from bytes and written to bytes.

An entry is JSON by RFC 8785. It gives its kind in ``entry`` (without it, an entry is a publication
of a claim) and the ``schema_version`` of that kind; `entries` reads them.

A publication, version 1, holds the candidate (``claim``: all that the desk decides and somebody
signs), a nonce, so that a digest gives nothing away, and the envelope (``publication``). The
candidate of a listing or a retraction is a `ListedClaim`, that of every review a `ReviewedClaim`.
No entry holds notes of the desk, or accounts.

A finding on a whole article, version 1, has the same form with ``finding`` in place of ``claim``:
a `SignedFinding`, or in a retraction a `WithdrawnFinding`.

Each field of a claim says once what readers call it, and how they read a difference of it:
``Annotated[…, Field(label, reading)]``. It belongs to the verdict if `ReviewedClaim` declares it.
A field that is added later gets a default, which the bytes leave out: older entries stay as they
are, byte for byte.
"""

from factcheck.models.content.claim_content import (
    Field,
    ListedClaim,
    ReviewedClaim,
    claim_fields,
    without_verdict,
)
from factcheck.models.content.entries import (
    Bylines,
    ContentError,
    Entry,
    Envelope,
    FindingEntry,
    FindingEnvelope,
    PublicationContent,
    ReviewContent,
    SignedFindingEntry,
    read,
    read_finding,
    read_publication,
)
from factcheck.models.content.finding_content import (
    ReferredClaim,
    SignedFinding,
    WithdrawnFinding,
)
from factcheck.models.content.translations import outdated, standing
from factcheck.models.content.values import (
    AmendmentContent,
    ArticleContent,
    CheckedCitation,
    CitationContent,
    ConfidentialEvidence,
    EarlierReviewContent,
    EvidenceContent,
    ExternalReviewContent,
    FileContent,
    FindingContent,
    QuoteContent,
    RepeatedContent,
    ReplyContent,
    RevisionContent,
    ScaleContent,
    SearchContent,
    ShownEvidence,
    SourceContent,
    SpeakerContent,
    StatusContent,
    TopicContent,
    TranslationContent,
)

__all__ = [
    "AmendmentContent",
    "ArticleContent",
    "Bylines",
    "CheckedCitation",
    "CitationContent",
    "ConfidentialEvidence",
    "ContentError",
    "EarlierReviewContent",
    "Entry",
    "Envelope",
    "EvidenceContent",
    "ExternalReviewContent",
    "Field",
    "FileContent",
    "FindingContent",
    "FindingEntry",
    "FindingEnvelope",
    "ListedClaim",
    "PublicationContent",
    "QuoteContent",
    "ReferredClaim",
    "RepeatedContent",
    "ReplyContent",
    "ReviewContent",
    "ReviewedClaim",
    "RevisionContent",
    "ScaleContent",
    "SearchContent",
    "ShownEvidence",
    "SignedFinding",
    "SignedFindingEntry",
    "SourceContent",
    "SpeakerContent",
    "StatusContent",
    "TopicContent",
    "TranslationContent",
    "WithdrawnFinding",
    "claim_fields",
    "outdated",
    "read",
    "read_finding",
    "read_publication",
    "standing",
    "without_verdict",
]
