"""The annotated copy: an article's text with a numbered note for each claim, for the lawyer.

It says what the desk says now. Without internal notes it may leave the house: it withholds what is
confidential, with the reason, and everything about a claim under legal hold but its number.
The desk's page and `word_document` write the same lines. A PDF is the browser's print of the page:
what makes one without a browser needs libraries of the system, or shapes no Arabic.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck import anchoring, text_versions
from factcheck.models import (
    Article,
    Citation,
    Claim,
    ClaimExport,
    Evidence,
    Publication,
    Remark,
    Source,
    User,
)
from factcheck.models.acts import ACTS, Verb
from factcheck.models.claim_export import CopyFormat
from factcheck.models.content import claim_fields
from factcheck.models.partial_date import display
from factcheck.models.vocabulary import BodyDisplay, Stage
from factcheck.publishing.excerpts import Places, excerpts
from factcheck.workflow import demands
from factcheck.workflow.offers import lacks

OPEN = {
    Stage.OPEN: gettext_lazy("Nobody checks it yet."),
    Stage.CHECKING: gettext_lazy("It is being checked."),
    Stage.IN_REVIEW: gettext_lazy("A second person has yet to sign it off."),
    Stage.APPROVED: gettext_lazy("It is signed off, and not published yet."),
    Stage.WITHDRAWN: gettext_lazy("Its review was withdrawn."),
}


@dataclass(frozen=True, slots=True)
class Words:
    """Some words of a line; those of the claim itself are in the `language` of its article."""

    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    words: tuple[Words, ...]
    is_internal: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What is said of one claim; `headline` and `status` are empty where nothing may be said.

    The number is the claim's own in its article. One that is not public has none yet, and counts
    on from the last; its last line says so.
    """

    number: int
    headline: Words
    status: str
    stage: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some of the text, and the notes on the claims that end with it."""

    text: str
    is_claimed: bool = False
    notes: tuple[Note, ...] = ()


Paragraph = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """`notes` come in the order of the text; `apart` are those of claims that it does not have."""

    article: Article
    has_internal: bool
    title: Paragraph
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    apart: tuple[Note, ...]

    @property
    def about(self) -> list[str]:
        """What is said of the copy itself, in sentences."""
        day = {"day": date_format(timezone.localdate())}
        said = [
            _("Annotated copy of %(day)s, with internal notes: for the desk only.") % day
            if self.has_internal
            else _("Annotated copy of %(day)s, without internal notes.") % day
        ]
        if self.article.body_display == BodyDisplay.EXCERPTS:
            said.append(_("Only the paragraphs around the claims are shown here."))
        return said


def take(article: Article, form: CopyFormat, by: User, *, has_internal: bool) -> Copy:
    """The copy, in a fixed number of queries; that it was taken is noted first."""
    with transaction.atomic():
        whole = _copy(article, has_internal)
        filters = f"article={article.pk}" + ("" if has_internal else "&notes=none")
        ClaimExport.objects.create(by=by, format=form, filters=filters, claims=len(whole.notes))
    return whole


def _copy(article: Article, has_internal: bool) -> Copy:
    body, claims, places = _read(article)
    ordered = sorted(claims, key=lambda claim: _order(claim, places))
    notes = _notes(article, ordered, has_internal)
    if article.body_display == BodyDisplay.EXCERPTS:
        body, places = excerpts(body, places)
    paragraphs = _paragraphs(body, places, notes)
    title: Paragraph = (Stretch(article.title),)
    if paragraphs and "".join(each.text for each in paragraphs[0]).strip() == article.title:
        title, *paragraphs = paragraphs
    apart = tuple(note for pk, note in notes.items() if pk not in places)
    return Copy(article, has_internal, title, tuple(paragraphs), tuple(notes.values()), apart)


def _read(article: Article) -> tuple[str, list[Claim], Places]:
    """The newest text, the claims, and where they stand in it, even if pinned to an older one."""
    revision = article.current_revision
    remarks = Prefetch("remarks", Remark.objects.unsettled().with_people(), "open_remarks")
    own = article.claims.exclude(stage=Stage.DROPPED).for_candidate().defer("revision__body")
    claims = list(own.prefetch_related(remarks))
    for claim in claims:
        claim.article = article
    if revision is None:
        return "", claims, Places()
    return revision.body, claims, Places(text_versions.places(claims, revision))


def _order(claim: Claim, places: Places) -> tuple[bool, int, int, int]:
    start, end = places.get(claim.pk, (0, 0))
    return claim.pk not in places, start, -end, claim.pk


def _notes(article: Article, claims: list[Claim], has_internal: bool) -> dict[int, Note]:
    redacted = dict(
        Publication.objects.latest_of_each_claim()
        .filter(claim__article=article, content=None)
        .with_redaction()
        .values_list("claim", "redaction_reason")  # type: ignore[misc] # annotated
    )
    last, notes = max((claim.number or 0 for claim in claims), default=0), {}
    for claim in claims:
        last += not claim.number
        number, lines, may_be_named = claim.number or last, list[Line](), False
        if claim.pk in redacted:
            lines.append(Line(_("Redacted"), _some(redacted[claim.pk] or "")))
        elif claim.legal_hold and not has_internal:
            held = _("Nothing of this claim may be passed on for now.")
            lines.append(Line(_("Legal hold"), _some(held)))
        else:
            lines += (each for each in _lines(claim, has_internal) if each.words)
            may_be_named = True
        if not claim.number:
            own = _("of this copy alone: the claim is not public")
            lines.append(Line(_("Number"), _some(own)))
        notes[claim.pk] = Note(
            number,
            Words(claim.headline if may_be_named else "", language=claim.language),
            str(claim.status) if may_be_named else "",
            claim.get_stage_display() if may_be_named else "",
            tuple(lines),
        )
    return notes


def _lines(claim: Claim, has_internal: bool) -> Iterator[Line]:
    finding = anchoring.first_sentence(claim.summary)
    yield Line(_("Finding"), _some(finding, language=claim.language))
    for citation in claim.citations.all():
        yield _cited(citation)
        if has_internal:
            yield Line(_("Note on this source"), _some(citation.note), is_internal=True)
    for evidence in claim.evidence.all():
        yield _shown(evidence, has_internal)
        if has_internal:
            yield Line(_("Note on this evidence"), _some(evidence.note), is_internal=True)
    yield Line(_("Open"), _some(_open(claim)))
    if has_internal:
        yield from _internal(claim)


def _cited(citation: Citation) -> Line:
    language = citation.claim.language
    as_cited = f"“{citation.as_cited}”" if citation.as_cited else ""
    return Line(
        _("Cited source"),
        (
            Words(str(citation.finding)),
            *_source(citation.source),
            *_some(as_cited, language=language),
            *_some(citation.place),
            *_some(", ".join(each.ref for each in citation.evidence.all())),
        ),
    )


def _shown(evidence: Evidence, has_internal: bool) -> Line:
    kind = (Words(evidence.get_stance_display()), Words(evidence.get_method_display()))
    withheld = _("withheld from readers: %(reason)s") % {"reason": evidence.confidential_reason}
    if evidence.confidential and not has_internal:
        return Line(evidence.ref, (*kind, Words(withheld)))
    return Line(
        evidence.ref,
        (
            *kind,
            *_some(evidence.summary, language=evidence.claim.language),
            *_source(evidence.source),
            *_some(evidence.place),
            *(_some(withheld) if evidence.confidential else ()),
        ),
        is_internal=evidence.confidential,
    )


def _source(source: Source) -> Iterator[Words]:
    yield Words(str(source))
    yield from _some(display(source.published_on))
    for address in filter(None, [source.url, source.archive_url]):
        yield Words(address, url=address)


def _open(claim: Claim) -> str:
    """What is still to be done, in sentences; empty for a review that stands."""
    stage = Stage(claim.stage)
    missing = lacks(ACTS[Verb.SUBMIT], claim) if stage.is_in_work else demands.passage(claim)
    return " ".join([*([str(OPEN[stage])] if stage in OPEN else []), *missing])


def _internal(claim: Claim) -> Iterator[Line]:
    yield Line(_("Legal hold"), _some(claim.legal_hold), is_internal=True)
    yield Line(_("Note"), _some(claim.note), is_internal=True)
    fields = claim_fields()
    for remark in claim.open_remarks:  # type: ignore[attr-defined]
        field = fields.get(remark.field)
        words = (
            *_some(str(field.label) if field else remark.field),
            *_some(f"“{remark.exact}”" if remark.exact else ""),
            *_some(remark.text),
            *_some(f"→ “{remark.suggestion}”" if remark.suggestion else ""),
        )
        label = _("Remark by %(name)s") % {"name": remark.author}
        yield Line(label, words, is_internal=True)


def _some(text: str, *, language: str = "") -> tuple[Words, ...]:
    return (Words(text, language=language),) if text else ()


def _paragraphs(body: str, places: Places, notes: dict[int, Note]) -> list[Paragraph]:
    spans = [anchoring.Span(pk, start, end) for pk, (start, end) in places.items()]
    ending: dict[int, list[Note]] = {}
    for pk, note in notes.items():
        if pk in places:
            ending.setdefault(places[pk][1], []).append(note)
    return [
        tuple(
            Stretch(
                segment.text,
                bool(segment.keys),
                tuple(ending.get(segment.start + len(segment.text), ())),
            )
            for segment in segments
        )
        for segments in anchoring.marked_paragraphs(body, spans)
    ]
