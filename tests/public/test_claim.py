"""The claim's page: what was claimed, by whom, what is cited for it, and whether it holds."""

from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.test import Client
from django.utils import formats, timezone

from factcheck.models.content.canonical import canonical
from factcheck.models.reading_room import PublicClaim
from factcheck.models.record import Publication
from factcheck.publishing import candidates
from tests.public.pages import Visit
from tests.record import as_json, json_of
from tests.some import some
from tests.workflow.newsroom import without_guards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]


def claim(headline: str) -> PublicClaim:
    return PublicClaim.objects.get(headline__startswith=headline)


def content(claim: PublicClaim) -> dict[str, Any]:
    data: dict[str, Any] = json_of(claim.publication)["claim"]
    return data


def rewrite(claim: PublicClaim, **changes: Any) -> None:
    """Make the claim's publication say something that no publication of the seeds says."""
    publication = claim.publication
    data = json_of(publication) | {"claim": content(claim) | changes}
    with without_guards():
        Publication.objects.filter(pk=publication.pk).update(content=canonical(data))


def test_every_claim_shows_speaker_cited_source_and_status(visit: Visit) -> None:
    for public in some(PublicClaim.objects.select_related("publication")):
        page, published = visit(public.get_absolute_url()), content(public)
        assert page.one("h1").text == public.headline
        byline = page.one(class_="byline")
        for speaker in published["speakers"]:
            assert byline.one("a", href=f"/speakers/{speaker['slug']}/").text == speaker["name"]
            assert speaker["role"] in byline.text
        for citation in published["citations"]:
            citations = page.one("section", class_="citations")
            citations.one("a", href=f"/sources/{citation['source']['slug']}/")
        verdict = page.one("section", class_="verdict")
        assert ("The article gives no source" in verdict.text) == (not published["citations"])
        assert page.one(class_="review__status").words == published["status"]["name"]["en"]
        assert published["status"]["definition"]["en"] in verdict.text


def test_readers_see_why_an_exception_is_made(visit: Visit) -> None:
    public = claim("The protests have continued for the 10th")
    rewrite(public, policy_exception="The only witness is dead.")
    page = visit(public.get_absolute_url())
    reasoning = page.one("section", aria_labelledby="reasoning")
    assert reasoning.one("h3").text == "Why an exception is made"
    assert "The only witness is dead." in reasoning.text


def test_a_claim_that_is_not_reviewed_says_so_and_has_no_verdict(visit: Visit) -> None:
    page = visit(claim("Piura is Peru’s main oil").get_absolute_url())
    verdict = page.one("section", class_="verdict")
    assert page.one(class_="review__status").words == "Not yet checked"
    assert "we say nothing about whether it is right" in verdict.text
    assert not page.all(class_="evidence")
    assert "Listed to be checked" in verdict.text


def test_the_finding_stands_apart_from_the_verdict(visit: Visit) -> None:
    page = visit(claim("The Peruvian copper output at risk").get_absolute_url())
    [finding] = page.all(class_="citation__finding")
    assert finding.one("span").text == "Does the source say so?"
    assert finding.one("a").attributes["href"].startswith("/methodology/#finding-")
    assert "citation" not in page.one("section", class_="verdict").attributes["class"]


def test_the_quote_is_marked_in_its_paragraph(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    shown = visit(public.get_absolute_url()).one("blockquote", class_="quote")
    assert shown.text.strip() == content(public)["quote"]["paragraph"]
    assert shown.one("mark").text == "massacre nearly 60 demonstrators"


def test_it_leads_to_its_place_in_the_article(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    link = visit(public.get_absolute_url()).links["See it in the article"]
    address, target = link.split("#")
    visit(address).one(id=target)


def test_references_of_the_reasoning_lead_to_the_evidence(visit: Visit) -> None:
    page = visit(claim("Nearly 60 demonstrators").get_absolute_url())
    references = page.one(class_="prose").all("a")
    assert references
    for reference in references:
        evidence = page.one("li", id=reference.attributes["href"].removeprefix("#"))
        assert evidence.attributes["value"] == reference.text


def test_evidence_is_grouped_by_stance_and_says_how_it_was_read(visit: Visit) -> None:
    page = visit(claim("Nearly 60 demonstrators").get_absolute_url())
    headings = [heading.words for heading in page.all("h2", class_="section")]
    assert "Evidence against the claim 4" in headings
    assert "Context 1" in headings
    against = page.all(class_="evidence")[0]
    assert against.one("h3").text == "Secondary sources"
    first = against.all("li")[0].words
    assert "RT en Español Article · from Amnesty International" in first
    assert "read in excerpt on" in first


def test_primary_sources_stand_apart_and_first(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    pieces = content(public)["evidence"]
    against = [piece["ref"] for piece in pieces if piece["stance"] == "refutes"]
    changed = [
        piece | ({"method": "primary"} if piece["ref"] == against[-1] else {}) for piece in pieces
    ]
    rewrite(public, evidence=changed)
    side = visit(public.get_absolute_url()).all(class_="evidence")[0]
    assert [heading.text for heading in side.all("h3")] == ["Primary sources", "Secondary sources"]
    order = [piece.attributes["id"] for piece in side.all("li") if "id" in piece.attributes]
    assert order == [against[-1], *against[:-1]]
    assert [piece.attributes["value"] for piece in side.all("li")] == ["1", "2", "3", "4"]


def test_it_says_why_no_name_is_shown(visit: Visit) -> None:
    verdict = visit(claim("Nearly 60 demonstrators").get_absolute_url()).one(class_="verdict")
    assert "Whoever is not named here has no public byline." in verdict.words


def test_it_can_be_shared_by_links_that_name_verdict_and_address(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    share = visit(public.get_absolute_url()).one("section", class_="share")
    mail, *others = share.one(class_="share__links").all("a")
    title = quote(f"Mostly false: {public.headline}", safe="")
    address = quote(f"http://127.0.0.1:8000/claims/{public.pk}/", safe="")
    assert mail.attributes["href"] == f"mailto:?subject={title}&body={address}"
    assert [link.text for link in others] == ["WhatsApp", "Bluesky", "Facebook", "X"]
    assert all(address in link.attributes["href"] for link in others)
    assert "hidden" in share.one("button").attributes


def test_a_claim_without_proof_shows_where_we_looked(visit: Visit) -> None:
    public = claim("Government: criminal groups")
    log = visit(public.get_absolute_url()).one("ul", class_="search-log")
    for entry in some(content(public)["search_log"]):
        assert entry["query"] in log.text


def test_withheld_evidence_shows_the_reason_only(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    withheld = {
        "ref": "e1",
        "stance": "supports",
        "method": "primary",
        "confidential": True,
        "confidential_reason": "it would endanger her",
    }
    rewrite(public, evidence=[withheld], reasoning="She saw it [e1].")
    page = visit(public.get_absolute_url())
    evidence = page.one("li", id="e1")
    assert "One source is withheld, because it would endanger her." in evidence.text
    assert page.one(class_="prose").one("a", href="#e1")


def test_markup_in_texts_is_shown_not_run(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    rewrite(public, summary="<script>alert(1)</script>", reasoning="<b>bold</b>")
    page = visit(public.get_absolute_url())
    assert page.one(class_="verdict__summary").text == "<script>alert(1)</script>"
    written = [each.attributes for each in page.all("script") if "src" not in each.attributes]
    assert written == [{"type": "application/ld+json"}]


def test_a_quote_that_stands_twice_in_its_paragraph_is_marked_once(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    twice = content(public)["quote"] | {
        "exact": "so",
        "paragraph": "so so",
        "prefix": "",
        "suffix": "",
    }
    rewrite(public, quote=twice)
    assert visit(public.get_absolute_url()).one("mark").text == "so"


def test_it_names_its_digest_and_revision(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    facts = visit(public.get_absolute_url()).one("section", aria_labelledby="verify").text
    assert public.publication.content_sha256 in facts
    assert "Revision 2" in facts


def test_it_says_how_to_cite_it_with_revision_address_and_digest(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    publication = public.publication
    day = formats.date_format(timezone.localdate(publication.published_at), "DATE_FORMAT")
    assert visit(public.get_absolute_url()).one(class_="citing").text == (
        f"factcheck, “{public.headline}”: Mostly false. Review of {day}, revision 2. "
        f"http://127.0.0.1:8000/claims/{public.pk}/, SHA-256 {publication.content_sha256}"
    )


def test_a_citation_is_in_the_language_of_the_page(visit: Visit) -> None:
    public = claim("The state of emergency renewed on 14 February covers")
    citation = visit("/es" + public.get_absolute_url()).one(class_="citing").text
    assert "Falso" in citation
    assert f"http://127.0.0.1:8000/es/claims/{public.pk}/" in citation


def test_the_finding_names_the_place_and_leads_to_the_evidence_that_it_rests_on(
    visit: Visit,
) -> None:
    public = claim("The Peruvian copper output at risk")
    [citation] = content(public)["citations"]
    [ref] = [piece["ref"] for piece in content(public)["evidence"]][:1]
    rewrite(public, citations=[citation | {"place": "page 14", "evidence": [ref]}])
    page = visit(public.get_absolute_url())
    shown = page.one("section", class_="citations")
    assert shown.one(class_="citation__place").text == "page 14"
    target = shown.one(class_="citation__definition").one("a").attributes["href"]
    assert page.one("li", id=target.removeprefix("#")).attributes["value"] == "1"


def test_a_verdict_on_what_was_said_says_that_it_is_about_that(visit: Visit) -> None:
    said = "This is about whether it was said"
    rated = claim("Gervasi said that there is no evidence")
    listed = claim("Gervasi said that such evidence")
    assert said in visit(rated.get_absolute_url()).one(class_="verdict").text
    assert said not in visit(listed.get_absolute_url()).one(class_="verdict").text


def test_a_review_of_the_cited_sources_alone_leaves_the_claim_open(visit: Visit) -> None:
    public = claim("The Peruvian copper output at risk")
    unverified = as_json(candidates.unverified())
    rewrite(public, status=unverified, summary="", reasoning="")
    verdict = visit(public.get_absolute_url()).one(class_="verdict").text
    assert "So far we have looked up only what the article cites." in verdict


def test_an_attribution_that_the_article_leaves_open_is_told_beside_the_speaker(
    visit: Visit,
) -> None:
    page = visit(claim("The Peruvian copper output at risk").get_absolute_url())
    assert "leaves open who says it" in page.one(class_="byline").text


def test_a_bare_number_leads_to_the_claim_for_good(client: Client) -> None:
    public = claim("Nearly 60 demonstrators")
    response = client.get(f"/claims/{public.pk}/")
    assert (response.status_code, response["Location"]) == (301, public.get_absolute_url())


def test_a_slug_of_an_earlier_headline_leads_to_the_claim_for_now(client: Client) -> None:
    public = claim("Nearly 60 demonstrators")
    response = client.get(f"/claims/{public.pk}/some-older-headline/")
    assert (response.status_code, response["Location"]) == (302, public.get_absolute_url())


def test_a_claim_whose_headline_makes_no_slug_is_shown_under_its_number(visit: Visit) -> None:
    public = claim("Nearly 60 demonstrators")
    PublicClaim.objects.filter(pk=public.pk).update(slug="")
    visit(f"/claims/{public.pk}/").one("h1")


@pytest.mark.parametrize("address", ["/claims/0/", "/claims/99999999999999999999/x/"])
def test_a_number_that_no_claim_has_is_not_found(visit: Visit, address: str) -> None:
    assert "There is no such page" in visit(address, status=404).words


def test_a_translated_review_is_shown_in_spanish_with_a_word_on_the_evidence(visit: Visit) -> None:
    public = claim("The state of emergency renewed on 14 February covers")
    page = visit("/es" + public.get_absolute_url())
    summary = page.one(class_="verdict__summary")
    assert summary.text.startswith("Abarca Lima, el Callao")
    assert "lang" not in summary.attributes
    assert page.one("h1").text == "La emergencia prorrogada el 14 de febrero rige en todo el país"
    assert page.one(class_="review__status").words == "Falso"


def test_a_review_in_one_language_says_so_in_the_other(visit: Visit) -> None:
    public = claim("The protests have continued")
    page = visit("/ar" + public.get_absolute_url())
    assert page.one(class_="verdict__summary").attributes["lang"] == "en"
    assert len(page.all("p", class_="notice")) == 2
    before_the_verdict = page.one("main").text.partition("يحتاج إلى سياق")[0]
    assert "غير مترجَم، ويرد هنا بلغته الأصلية (الإنجليزية): العنوان" in before_the_verdict


def test_a_page_that_is_not_translated_points_to_the_original(visit: Visit) -> None:
    public = claim("The protests have continued")
    path = public.get_absolute_url()
    for page, original in ((f"/ar{path}", path), (f"/es{path}", f"/es{path}"), (path, path)):
        link = visit(page).one("link", rel="canonical")
        assert link.attributes["href"] == settings.SITE_URL + original
