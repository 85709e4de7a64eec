"""One module per concept. The desk, the record (`record`), the reading room (`reading_room`)."""

from factcheck.models.article import Article, ArticleRevision
from factcheck.models.article_finding import ArticleFinding
from factcheck.models.audit import AuditEntry
from factcheck.models.citation import Citation
from factcheck.models.claim import Claim
from factcheck.models.claim_export import ClaimExport, LargeExport
from factcheck.models.claim_import import ClaimImport, ImportedClaim, ImportMapping, ImportRow
from factcheck.models.embargo import Embargo
from factcheck.models.evidence import Evidence
from factcheck.models.evidence_file import EvidenceFile
from factcheck.models.external_review import ExternalReview
from factcheck.models.lead import Lead
from factcheck.models.message import Message, MessageLine
from factcheck.models.move import Move
from factcheck.models.page import Page
from factcheck.models.reading import Reading
from factcheck.models.reading_room import (
    PageVersion,
    PublicArticle,
    PublicClaim,
    PublicFinding,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.record import Publication, Redaction
from factcheck.models.refused_sentence import RefusedSentence
from factcheck.models.remark import Remark
from factcheck.models.reply import ReplyRequest
from factcheck.models.report import ReaderReport
from factcheck.models.report_sender import ReportSender
from factcheck.models.row_words import RowWords, UnreadRow
from factcheck.models.saved_view import SavedView
from factcheck.models.scale import Finding, ScaleChange, VerificationStatus
from factcheck.models.search_log import SearchLogEntry
from factcheck.models.source import Source
from factcheck.models.speaker import Speaker, SpeakerAlias
from factcheck.models.staff import User
from factcheck.models.topic import Topic
from factcheck.models.translation import Translation
from factcheck.models.webhook import WebhookDelivery, WebhookEndpoint

__all__ = [
    "Article",
    "ArticleFinding",
    "ArticleRevision",
    "AuditEntry",
    "Citation",
    "Claim",
    "ClaimExport",
    "ClaimImport",
    "Embargo",
    "Evidence",
    "EvidenceFile",
    "ExternalReview",
    "Finding",
    "ImportMapping",
    "ImportRow",
    "ImportedClaim",
    "LargeExport",
    "Lead",
    "Message",
    "MessageLine",
    "Move",
    "Page",
    "PageVersion",
    "PublicArticle",
    "PublicClaim",
    "PublicFinding",
    "PublicSource",
    "PublicSpeaker",
    "PublicTopic",
    "Publication",
    "ReaderReport",
    "Reading",
    "Redaction",
    "RefusedSentence",
    "Remark",
    "ReplyRequest",
    "ReportSender",
    "RowWords",
    "SavedView",
    "ScaleChange",
    "SearchLogEntry",
    "Source",
    "Speaker",
    "SpeakerAlias",
    "Topic",
    "Translation",
    "UnreadRow",
    "User",
    "VerificationStatus",
    "WebhookDelivery",
    "WebhookEndpoint",
]
