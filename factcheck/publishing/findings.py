"""The finding on an article from the desk to the record to the reading room.

What it refers to is written out when it is signed off: numbers that are counted, and what was said
of each claim on that day. Published are these bytes. If a review comes or goes before that, the
sign-off no longer holds; after it, readers are told so.
"""

from collections.abc import Iterator, Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from factcheck.listing import listed
from factcheck.models import ArticleFinding, Publication, PublicClaim, PublicFinding
from factcheck.models.content import Bylines, ReferredClaim, SignedFinding, WithdrawnFinding
from factcheck.models.reading_room import PublicClaimQuerySet
from factcheck.models.scale import VerificationStatus, counted
from factcheck.models.translated import Translated
from factcheck.models.vocabulary import PublicationKind
from factcheck.publishing import candidates, chain, purging
from factcheck.references import counted_words, filled_in, referenced_claims


def candidate(finding: ArticleFinding) -> SignedFinding:
    """What would be published of a finding as it stands.

    What refers to nothing is left as it is written: `faults` says what that is.
    """
    shown, counts = _by_number(finding), counts_of(finding)
    words = {word for text in finding.text.values() for word in counted_words(text)}
    used = {word: counts[word] for word in sorted(words & counts.keys())}
    return SignedFinding(
        article=candidates.article_content(finding.article, finding.article.current_revision),
        text=Translated(
            {code: filled_in(text, used) for code, text in finding.text.items() if text}
        ),
        claims=tuple(
            ReferredClaim(number=number, id=shown[number].pk, status=shown[number].badge.slug)
            for number in referred_by(finding.text)
            if number in shown
        ),
        counts=used,
        amendment=candidates.amendment(finding),
    )


def claims_of(finding: ArticleFinding) -> PublicClaimQuerySet:
    """The article's public claims, by their numbers."""
    public = PublicClaim.objects.among(finding.article.claims.all())
    return public.select_related("status").defer("search").order_by("number")


def counts_of(finding: ArticleFinding) -> dict[str, int]:
    """What a finding can count among the article's public claims, by the word for it."""
    public = PublicClaim.objects.among(finding.article.claims.all())
    return counted(public.status_counts(), VerificationStatus.objects.all())


def faults(finding: ArticleFinding) -> Iterator[str]:
    """What of its words refers to nothing that is public, one sentence each."""
    shown, counts = _by_number(finding), counts_of(finding)
    for number in referred_by(finding.text):
        if number not in shown:
            yield _(
                "The finding refers to [%(number)s], and this article has no public claim of that "
                "number."
            ) % {"number": number}
    words = (word for text in finding.text.values() for word in counted_words(text))
    for word in dict.fromkeys(words):
        if word not in counts:
            yield _("“{%(word)s}” is nothing that is counted: write one of %(words)s.") % {
                "word": word,
                "words": listed(f"{{{each}}}" for each in counts),
            }


def referred_by(texts: Mapping[str, str]) -> list[int]:
    """The numbers of the claims that a finding refers to, in any of its languages."""
    return list(dict.fromkeys(n for text in texts.values() for n in referenced_claims(text)))


@transaction.atomic
def publish(finding: ArticleFinding, bylines: Bylines) -> Publication:
    """Make a finding public, as it stands and as what was signed off."""
    kind = PublicationKind(finding.amendment_kind or PublicationKind.FINDING)
    reason = candidates.Reason(finding.amendment_reason)
    return _show(chain.append(finding, kind, candidate(finding), reason, bylines))


@transaction.atomic
def retract(finding: ArticleFinding, reason: candidates.Reason) -> Publication:
    """Take back what is public of a finding: the record says so, and no words are left on pages."""
    latest = chain.revisions_of(finding)[0]
    left = WithdrawnFinding(article=latest.said_of_article.finding.article)
    purging.purge()
    return _show(chain.append(finding, PublicationKind.RETRACTION, left, reason))


def is_live(finding: ArticleFinding) -> bool:
    """Whether readers see words of it."""
    latest = chain.revisions_of(finding).first()
    return (
        latest is not None
        and latest.kind != PublicationKind.RETRACTION
        and latest.content is not None
    )


def rebuild() -> None:
    """Show the findings of the whole record again."""
    PublicFinding.objects.all().delete()
    for row in _rows():
        row.save()


def differences() -> Iterator[str]:
    """In what the findings that are shown differ from the record, one sentence each."""
    there = {row.pk: row for row in PublicFinding.objects.all()}
    for row in _rows():
        shown = there.pop(row.pk, None)
        if shown is None:
            yield f"Finding {row.pk} is public, and not shown."
        elif shown.publication_id != row.publication_id:
            yield f"Finding {row.pk} is shown with another publication than was published last."
        elif shown.article_slug != row.article_slug:
            yield f"Finding {row.pk} is shown on another article than it was published on."
    for pk in there:
        yield f"Finding {pk} is shown, and nothing of it is public."


def _show(publication: Publication) -> Publication:
    _row([publication]).save()
    return publication


def _rows() -> Iterator[PublicFinding]:
    by_finding: dict[int | None, list[Publication]] = {}
    for publication in Publication.record.on_articles().order_by("-serial"):
        by_finding.setdefault(publication.finding_id, []).append(publication)
    return map(_row, by_finding.values())


def _row(newest_first: Sequence[Publication]) -> PublicFinding:
    """The row of a finding; where its newest words were redacted, older ones say where it stands.

    Where all of them were, the desk says so: what is left of it still stands there.
    """
    newest = newest_first[0]
    said = next((each.said_of_article for each in newest_first if each.content is not None), None)
    assert newest.finding
    slug = said.finding.article.slug if said else newest.finding.article.slug
    return PublicFinding(pk=newest.finding_id, publication=newest, article_slug=slug)


def _by_number(finding: ArticleFinding) -> dict[int, PublicClaim]:
    return {claim.number: claim for claim in claims_of(finding)}
