"""A claim's page as readers would see it, made just as publishing makes it, but not written."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from factcheck.admin.article import passages
from factcheck.admin.claim.act_pages import visible
from factcheck.models import Claim, Publication, PublicClaim, PublicSpeaker
from factcheck.models.vocabulary import AMENDMENTS, PublicationKind
from factcheck.public.claim.claim_page import claim_page
from factcheck.publishing import candidates, chain, public_rows, reading_room
from factcheck.publishing.merged_names import MergedNames
from factcheck.workflow.people import bylines


class PreviewForm(forms.Form):
    """What the claim would be published as, and with which reason."""

    kind = forms.ChoiceField(label=_("Published as"))
    reason = forms.CharField(label=_("What changed and why, for readers"), required=False)

    def __init__(self, kinds: Sequence[PublicationKind], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(each.value, each.label) for each in kinds]
        if kinds != AMENDMENTS:
            del self.fields["reason"]
        self.asks = len(kinds) > 1


def preview(admin: Any, request: HttpRequest, claim_id: int) -> HttpResponse:
    """Show the claim's next publication; ``?kind=`` and ``?reason=`` choose another one."""
    visible(admin, request, claim_id)
    claim = Claim.objects.for_candidate().get(pk=claim_id)
    kinds = _kinds(claim)
    form = PreviewForm(kinds, _asked(request, kinds[0]))
    chosen = form.cleaned_data if form.is_valid() else {"kind": kinds[0]}
    kind, reason = PublicationKind(chosen["kind"]), chosen.get("reason", "")
    context = page(claim, kind, reason) | {"original": claim, "form": form}
    context["passage"] = passages.unsettled(claim)
    response = render(request, "admin/claim/preview.html", context)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def page(claim: Claim, kind: PublicationKind | None = None, reason: str = "") -> dict[str, Any]:
    """Context of the claim's page if it were published now; without a kind, as the usual one.

    Load the claim with `for_candidate`.
    """
    return claim_page(_public(_draft(claim, kind or _kinds(claim)[0], reason)))


def _kinds(claim: Claim) -> Sequence[PublicationKind]:
    """What the claim can be published as next, the usual first; what is said already, alone."""
    if claim.amendment_kind:
        return (PublicationKind(claim.amendment_kind),)
    if claim.publications.reviews().exists():
        return AMENDMENTS
    if PublicClaim.objects.filter(pk=claim.pk).exists():
        return (PublicationKind.REVIEW,)
    return (PublicationKind.REVIEW, PublicationKind.LISTING)


def _asked(request: HttpRequest, usual: PublicationKind) -> dict[str, str]:
    asked = {name: value for name, value in request.GET.dict().items() if value}
    return {"kind": usual.value} | asked


def _draft(claim: Claim, kind: PublicationKind, reason: str) -> Publication:
    if kind == PublicationKind.LISTING:
        return chain.draft(claim, kind, candidates.listing(claim))
    if kind.is_amendment and not claim.amendment_kind:
        # Nothing of it is saved.
        claim.amendment_kind, claim.amendment_reason = kind, reason
    return chain.draft(claim, *candidates.review_as(claim), bylines(claim))


def _public(draft: Publication) -> PublicClaim:
    """The row that publishing would write, with the rows that it points to."""
    names, said = MergedNames.load(), draft.said.claim
    draft.claim.number = draft.claim.number or draft.claim.article.next_number
    changed = reading_room.passage_changed(draft)
    claim = public_rows.public_claim(
        draft, names, Publication.objects.before(draft), passage_changed=changed
    )
    claim.article = reading_room.article_with(said.article)
    _body, places = public_rows.body_and_places(
        claim.article, reading_room.text_of(claim.article), {claim.pk: said}
    )
    claim.start, claim.end = places.get(claim.pk, (None, None))
    for row in public_rows.named(said):
        if isinstance(row, PublicSpeaker):
            claim.speaker = names.under(names.now(PublicSpeaker, row.slug), row)
            break
    return claim
