"""Sources, citations and speakers: what is refused, and in which words."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from factcheck.models import Citation, Source, SpeakerAlias, VerificationStatus
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_source,
    make_speaker,
)

pytestmark = pytest.mark.django_db


def assert_refused(row: models.Model, message: str, constraint: str) -> None:
    """Both by a form, with the message, and by the database."""
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert refusal.value.messages == [message]
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save()


def test_a_source_has_a_title_a_publisher_or_an_address() -> None:
    nameless = Source(slug="nameless")

    assert_refused(nameless, "Give a title, a publisher or an address.", "source_is_named")


@pytest.mark.parametrize(
    ("known", "name"),
    [
        ({"title": "Count", "publisher": "The Daily"}, "Count, The Daily"),
        ({"title": "Count"}, "Count"),
        ({"publisher": "The Daily"}, "The Daily"),
        ({"title": "The Daily", "publisher": "The Daily"}, "The Daily"),
        ({"url": "https://daily.example/count"}, "https://daily.example/count"),
    ],
)
def test_a_source_is_called_by_what_is_known_of_it(known: dict[str, str], name: str) -> None:
    source = Source(slug="source", **known)

    source.full_clean()
    assert str(source) == name


def test_an_address_belongs_to_one_source() -> None:
    make_source(url="https://daily.example/count")
    again = Source(slug="again", title="Again", url="https://daily.example/count")

    assert_refused(again, "There is a source with this address already.", "source_url_once")


def test_any_number_of_sources_have_no_address() -> None:
    make_source()

    make_source().full_clean()


def test_a_claim_cites_a_source_once() -> None:
    citation = make_citation(make_claim(make_article()))
    again = Citation(claim=citation.claim, source=citation.source)

    message = "This source is listed for the claim already."
    assert_refused(again, message, "citation_once_per_claim")


def test_two_claims_may_cite_one_source() -> None:
    article, source = make_article(), make_source()
    make_citation(make_claim(article), source=source)

    make_citation(make_claim(article), source=source).full_clean()


def test_a_cited_source_is_not_looked_up_at_first() -> None:
    assert make_citation(make_claim(make_article())).finding.pk == "unchecked"


def test_a_source_that_is_cited_cannot_be_deleted() -> None:
    citation = make_citation(make_claim(make_article()))

    with pytest.raises(ProtectedError):
        citation.source.delete()


def test_a_speaker_has_an_alias_once() -> None:
    speaker = make_speaker()
    SpeakerAlias.objects.create(speaker=speaker, name="A. Ruiz")
    again = SpeakerAlias(speaker=speaker, name="A. Ruiz")

    assert_refused(again, "This speaker already has that alias.", "alias_once_per_speaker")


def test_two_speakers_may_have_the_same_alias() -> None:
    SpeakerAlias.objects.create(speaker=make_speaker(), name="The minister")

    SpeakerAlias(speaker=make_speaker(), name="The minister").full_clean()


@pytest.mark.parametrize("value", [0, 6])
def test_a_rating_value_is_between_1_and_5(value: int) -> None:
    status = VerificationStatus.objects.get(pk="true")
    status.rating_value = value

    message = "A rating value is between 1 and 5, or empty."
    assert_refused(status, message, "status_rating_value_1_to_5")
