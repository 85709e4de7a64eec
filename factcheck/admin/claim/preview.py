"""A claim's page as readers would see it, from the desk's current state; nothing is written."""

from typing import Any

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from factcheck.admin.claim.act_pages import visible
from factcheck.models import Claim, PublicArticle, Publication, PublicClaim, PublicSpeaker
from factcheck.models.vocabulary import PublicationKind
from factcheck.public.claim.claim_page import claim_page
from factcheck.publishing import candidates
from factcheck.publishing.canonical import canonical
from factcheck.publishing.chain import utc_text
from factcheck.workflow.people import bylines


def preview(admin: Any, request: HttpRequest, claim_id: int) -> HttpResponse:
    visible(admin, request, claim_id)
    claim = Claim.objects.for_candidate().get(pk=claim_id)
    public = _public(claim)
    context = claim_page(public) | {"original": claim}
    response = render(request, "admin/factcheck/claim/preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _public(claim: Claim) -> PublicClaim:
    """The row that publishing would write, which nobody saves."""
    publication = _publication(claim)
    said = publication.data["claim"]
    article = said["article"]
    speaker = said["speakers"][0] if said["speakers"] else None
    return PublicClaim(
        pk=claim.pk,
        publication=publication,
        headline=claim.headline,
        slug=claim.slug,
        kind=claim.kind,
        subject=claim.subject,
        language=claim.language,
        status=claim.status,
        speaker=PublicSpeaker(slug=speaker["slug"], name=speaker["name"]) if speaker else None,
        article=PublicArticle(
            **{
                name: article[name]
                for name in (
                    "slug",
                    "title",
                    "publisher",
                    "author",
                    "url",
                    "published_on",
                    "language",
                )
            }
        ),
        same_as=claim.same_as_id,
        published_at=publication.published_at,
        passage_changed=claim.passage != Claim.Passage.THERE,
    )


def _publication(claim: Claim) -> Publication:
    now = timezone.now()
    latest = claim.publications.aggregate(number=Max("number"))["number"] or 0
    envelope = {
        "claim_id": claim.pk,
        "number": latest + 1,
        "kind": PublicationKind.REVIEW.value,
        "reason": "",
        "published_at": utc_text(now),
        "bylines": bylines(claim),
    }
    return Publication(
        claim=claim,
        number=latest + 1,
        kind=PublicationKind.REVIEW,
        published_at=now,
        content=canonical({"claim": candidates.review(claim), "publication": envelope}),
    )
