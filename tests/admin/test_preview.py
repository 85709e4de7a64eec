"""A claim's page as readers would see it, before they do."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils.translation import override

from factcheck import workflow
from factcheck.models import AuditEntry, Claim, Move, Publication, PublicClaim, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import AMENDMENTS, PublicationKind, Stage
from tests.public.pages import Element, read
from tests.workflow.newsroom import Newsroom


def preview(user: User | None, claim: Claim, **asked: str) -> tuple[int, str]:
    client = Client()
    if user:
        client.force_login(user)
    response = client.get(f"/admin/factcheck/claim/{claim.pk}/preview/", asked)
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("stage", list(Stage))
def test_every_claim_has_a_preview_that_says_what_it_is(newsroom: Newsroom, stage: Stage) -> None:
    status, page = preview(newsroom.ana, newsroom.claim_in(stage))
    assert status == 200
    assert "This is how readers would see the claim" in page
    assert "The bridge cost ten million" in page
    assert "The audit says so" in page


def test_a_claim_of_nothing_but_words_has_one_too(newsroom: Newsroom) -> None:
    claim = newsroom.bare_claim()
    newsroom.change(claim, speaker=None)
    status, page = preview(newsroom.ana, claim)
    assert status == 200
    assert "The bridge cost ten million" in page


def test_it_shows_what_is_not_published_yet(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING, reviewed=True)
    newsroom.change(claim, summary="It cost eleven.")
    assert "It cost eleven." in preview(newsroom.ana, claim)[1]
    public = PublicClaim.objects.get(pk=claim.pk).get_absolute_url()
    assert "It cost eleven." not in Client().get(public).content.decode()


def test_it_writes_nothing(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    models = (Publication, PublicClaim, AuditEntry, Move)
    before = [model.objects.count() for model in models]
    preview(newsroom.ana, claim)
    assert [model.objects.count() for model in models] == before


def test_it_shows_no_note_of_the_desk(newsroom: Newsroom) -> None:
    claim = newsroom.claim(note="Ask the lawyer.")
    assert "Ask the lawyer." not in preview(newsroom.ana, claim)[1]


def test_it_is_for_the_desk_only(newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    assert preview(None, claim)[0] == 302
    assert preview(newsroom.olga, claim)[0] == 403


# The preview, and the page that publishing then makes


def listed(newsroom: Newsroom, claim: Claim, reason: str) -> None:
    workflow.list_claim(claim.pk, newsroom.eva)


def published(newsroom: Newsroom, claim: Claim, reason: str) -> None:
    newsroom.bring(claim, Stage.PUBLISHED)


def to_review(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(said_on="2024-04", question="What did it cost?")
    with acting_as(newsroom.ana):
        claim.topics.add(newsroom.topic)
        claim.co_speakers.add(newsroom.other_speaker)
        withheld = {"confidential": True, "confidential_reason": "she fears for her job"}
        newsroom.evidence(claim, stance="refutes", **withheld)
        claim.search_log.create(place="Archive", query="bridge", searched_on="2024-05-01")
        claim.replies.create(asked="The mayor", asked_on="2024-05-02", channel="letter")
    return newsroom.bring(claim, Stage.APPROVED)


def to_list(newsroom: Newsroom) -> Claim:
    return newsroom.claim()


def with_another_verdict(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim_in(Stage.PUBLISHED)
    newsroom.move(claim, Verb.REOPEN, newsroom.ana, comment="A new audit.")
    newsroom.change(claim, status="false", summary="It cost eleven.")
    claim.refresh_from_db()
    newsroom.point_the_way(claim)
    return claim


def of_citations_only(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim(status_id="unverified", summary="", reasoning="")
    return newsroom.bring(claim, Stage.APPROVED)


def repeat(newsroom: Newsroom) -> Claim:
    other = newsroom.claim_in(Stage.PUBLISHED)
    return newsroom.bring(newsroom.claim(same_as=other), Stage.APPROVED)


def translated(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim()
    with acting_as(newsroom.ana):
        claim.translations.create(
            language="es", headline="El puente", summary="Sí.", reasoning="Lo dice [e1]."
        )
    return newsroom.bring(claim, Stage.APPROVED)


def withdrawn_before(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim_in(Stage.WITHDRAWN)
    newsroom.move(claim, Verb.REOPEN, newsroom.ana, comment="It was right.")
    return claim


PARTS = {
    "head": {"class_": "review__head"},
    "standing": {"class_": "standing"},
    "answers": {"class_": "answers"},
    "notices": {"class_": "notice"},
    "text": {"class_": "review__main"},
    "side": {"class_": "review__side"},
    "elsewhere": {"class_": "elsewhere"},
    "sections": {"class_": "section"},
}
# What is there only once a publication has its place in the record, as is the way to report on it.
OF_THE_RECORD = {"share", "verify"}


def parts(html: str) -> dict[str, list[tuple[str, list[str]]]]:
    """Words and links of each part of a claim's page."""
    page = read(html)
    drop(page)
    return {
        name: [
            (" ".join(each.text.split()), [link.attributes["href"] for link in each.all("a")])
            for each in page.all(**selector)
        ]
        for name, selector in PARTS.items()
    }


def drop(element: Element) -> None:
    element.children = [
        child
        for child in element.children
        if isinstance(child, str) or not (is_of_the_record(child) or is_of_the_desk(child))
    ]
    for child in element.children:
        if isinstance(child, Element):
            drop(child)


def is_of_the_record(element: Element) -> bool:
    is_report = any("/report/" in link.attributes["href"] for link in element.all("a"))
    return element.attributes.get("aria-labelledby") in OF_THE_RECORD or (
        element.tag == "p" and is_report
    )


def is_of_the_desk(element: Element) -> bool:
    return element.tag == "form"


@pytest.mark.parametrize("language", ["en", "es", "ar"])
@pytest.mark.parametrize(
    ("prepared", "publish", "kind"),
    [
        (to_list, listed, "listing"),
        (to_review, published, ""),
        (with_another_verdict, published, "correction"),
        (with_another_verdict, published, "update"),
        (withdrawn_before, published, "update"),
        (of_citations_only, published, ""),
        (repeat, published, ""),
        (translated, published, ""),
    ],
)
def test_it_is_the_page_that_publishing_then_makes(
    newsroom: Newsroom,
    language: str,
    prepared: Callable[[Newsroom], Claim],
    publish: Callable[[Newsroom, Claim, str], None],
    kind: str,
) -> None:
    reason = "The audit was wrong."
    claim = prepared(newsroom)
    if kind in AMENDMENTS:
        newsroom.bring(claim, Stage.APPROVED, kind=PublicationKind(kind), reason=reason)
    User.objects.update(language=language)
    before = parts(preview(newsroom.ana, claim, kind=kind, reason=reason)[1])
    publish(newsroom, claim, reason)
    with override(language):
        address = PublicClaim.objects.get(pk=claim.pk).get_absolute_url()
    after = parts(Client().get(address).content.decode())

    for name in PARTS:
        assert before[name] == after[name], name
    assert before["head"]


def test_a_correction_is_shown_with_its_banner(newsroom: Newsroom) -> None:
    claim = with_another_verdict(newsroom)

    _status, page = preview(newsroom.ana, claim, reason="The audit was wrong.")

    assert "We corrected this review" in page
    assert "Our verdict was “<bdi>True</bdi>” and is now “<bdi>False</bdi>”." in page
    assert "The audit was wrong." in page


def test_it_shows_what_was_said_when_it_was_submitted(newsroom: Newsroom) -> None:
    claim = with_another_verdict(newsroom)
    said = {"kind": PublicationKind.UPDATE, "reason": "There is a new audit."}
    newsroom.move(claim, Verb.SUBMIT, newsroom.ana, **said)

    page = preview(newsroom.carla, claim)[1]

    assert "We updated this review" in page
    assert "There is a new audit." in page


@pytest.mark.parametrize("kind", ["opinion", "retraction", "update"])
def test_what_it_cannot_be_published_as_is_refused(newsroom: Newsroom, kind: str) -> None:
    status, page = preview(newsroom.ana, newsroom.claim(), kind=kind)

    assert status == 200
    assert f"Select a valid choice. {kind} is not one of the available choices." in page


def test_what_is_offered_is_what_comes_next(newsroom: Newsroom) -> None:
    def offered(claim: Claim) -> list[str]:
        choices = read(preview(newsroom.ana, claim)[1]).all("option")
        return [choice.attributes["value"] for choice in choices]

    listed_claim = newsroom.claim()
    workflow.list_claim(listed_claim.pk, newsroom.eva)

    assert offered(newsroom.claim()) == ["review", "listing"]
    assert offered(listed_claim) == []
    assert offered(with_another_verdict(newsroom)) == ["correction", "update", "typographical"]
