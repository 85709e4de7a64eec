"""Roles of speakers and reasons of corrections in the reader's language, signed like the rest."""

import pytest

from factcheck.models import Claim, Publication, Speaker, Translation
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from tests.public.pages import Visit
from tests.record import json_of
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.django_db

REASON, IN_SPANISH = "We had misread the audit.", "Habíamos leído mal la auditoría."


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    """A claim by a minister, whose role is said in Spanish, too."""
    with acting_as(newsroom.ana):
        minister = Speaker.objects.create(
            slug="minister",
            name="Ada Ruiz",
            kind="person",
            role="minister",
            role_translations={"en": "", "es": "ministra"},
            url="https://www.minister.example/ada",
        )
    return newsroom.claim(speaker=minister)


def test_readers_see_the_usual_role_of_a_speaker_in_their_language(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    newsroom.bring(claim, Stage.PUBLISHED)
    assert "Ada Ruiz, ministra" in visit(f"/es/claims/{claim.pk}/").one(class_="byline").words
    assert "Ada Ruiz، minister" in visit(f"/ar/claims/{claim.pk}/").one(class_="byline").words
    page = visit("/es/speakers/minister/")
    assert page.one(class_="lede").words == "Ministra"
    assert "minister.example" in page.words
    assert page.links["Quién es"] == "https://www.minister.example/ada"


def test_a_country_is_called_as_the_reader_s_language_calls_it(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    with acting_as(newsroom.ben):
        Speaker.objects.filter(slug="minister").update(country="Peru")
    newsroom.bring(claim, Stage.PUBLISHED)
    told = [visit(f"{path}speakers/minister/").one(class_="lede").words for path in ("/", "/es/")]
    assert told == ["Minister · Peru", "Ministra · Perú"]
    assert "بيرو" in visit("/ar/speakers/").one(class_="index").words


def test_a_country_of_no_known_name_stays_as_it_is(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    with acting_as(newsroom.ben):
        Speaker.objects.filter(slug="minister").update(country="Tawantinsuyu")
    newsroom.bring(claim, Stage.PUBLISHED)
    assert visit("/es/speakers/minister/").one(class_="lede").words == "Ministra · Tawantinsuyu"


def test_the_role_that_a_claim_gives_is_translated_with_the_claim(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    with acting_as(newsroom.ana):
        Translation.objects.create(claim=claim, language="es", speaker_role="entonces alcaldesa")
    newsroom.change(claim, speaker_role="mayor then")
    newsroom.bring(claim, Stage.PUBLISHED)
    byline = visit(f"/es/claims/{claim.pk}/").one(class_="byline").words
    assert "Ada Ruiz, entonces alcaldesa" in byline
    assert visit("/es/speakers/minister/").one(class_="lede").words == "Ministra"


def test_translating_a_role_voids_the_sign_off_that_rests_on_it(
    newsroom: Newsroom, claim: Claim
) -> None:
    newsroom.bring(claim, Stage.APPROVED)
    with acting_as(newsroom.ben):
        Speaker.objects.filter(slug="minister").update(role_translations={"ar": "وزيرة"})
    claim.refresh_from_db()
    assert claim.stage == Stage.IN_REVIEW


def test_the_reason_of_a_correction_is_signed_and_shown_in_other_languages(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    newsroom.bring(claim, Stage.PUBLISHED)
    newsroom.move(claim, Verb.REOPEN, newsroom.ana, comment="A reader wrote.")
    said = {"kind": PublicationKind.CORRECTION, "reason": REASON, "reasons": {"es": IN_SPANISH}}
    newsroom.change(claim, summary="It did not.")
    newsroom.move(claim, Verb.SUBMIT, newsroom.ana, **said)
    newsroom.bring(claim, Stage.PUBLISHED)

    latest = Publication.objects.of_claim(claim.pk)[0]
    assert json_of(latest)["claim"]["amendment"]["translations"] == {"es": IN_SPANISH}
    for page in (f"claims/{claim.pk}/", f"claims/{claim.pk}/history/", "corrections/"):
        assert IN_SPANISH in visit(f"/es/{page}").words
        assert REASON in visit(f"/{page}").words
    claim.refresh_from_db()
    assert claim.amendment_translations == {}


def test_the_reason_of_a_withdrawal_is_said_in_the_reader_s_language(
    newsroom: Newsroom, claim: Claim, visit: Visit
) -> None:
    newsroom.bring(claim, Stage.PUBLISHED)
    why = {"comment": REASON, "reasons": {"es": IN_SPANISH}}
    newsroom.move(claim, Verb.WITHDRAW, newsroom.eva, **why)
    latest = Publication.objects.of_claim(claim.pk)[0]
    assert json_of(latest)["publication"]["reason_translations"] == {"es": IN_SPANISH}
    for page in (f"claims/{claim.pk}/", f"claims/{claim.pk}/history/", "corrections/"):
        assert IN_SPANISH in visit(f"/es/{page}").words
        assert REASON in visit(f"/{page}").words
