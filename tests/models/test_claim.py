"""A claim is one checkable statement, anchored in a text or without a place."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from factcheck.models import Claim, Translation
from factcheck.models.vocabulary import Stage
from tests.models.factories import make_article, make_claim, make_speaker

pytestmark = pytest.mark.django_db

WHOLE = (
    "A quote needs its place in a text of the article: "
    "choose an article that has a text, or leave the quote empty."
)
FITS = "The quote and its place in the text do not agree."
SUBJECT = (
    "A quotation is rated on whether it was said (subject: saying); an attribution on either; "
    "every other kind on whether it is so (subject: substance)."
)


def refusals(claim: Claim) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        claim.full_clean()
    return refusal.value.messages


def assert_both_refuse(claim: Claim, message: str, constraint: str, **change: Any) -> None:
    """The form with a message, the database even where no form was."""
    for name, value in change.items():
        setattr(claim, name, value)
    assert refusals(claim) == [message]
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(**change)


@pytest.mark.parametrize("quote", ["60 people died", "“Nobody was warned,”", ""])
def test_a_claim_is_good_with_and_without_a_quote(quote: str) -> None:
    make_claim(make_article(), quote).full_clean()


@pytest.mark.parametrize("missing", ["revision", "start", "end"])
def test_a_quote_needs_its_whole_place(missing: str) -> None:
    claim = make_claim(make_article())

    assert_both_refuse(claim, WHOLE, "claim_anchor_is_whole", **{missing: None})


def test_a_place_needs_its_quote() -> None:
    claim = make_claim(make_article())

    assert_both_refuse(claim, WHOLE, "claim_anchor_is_whole", quote="")


def test_a_place_is_as_long_as_its_quote() -> None:
    claim = make_claim(make_article())

    assert_both_refuse(claim, FITS, "claim_anchor_fits_quote", quote="60 people")


def test_a_place_counts_code_points_not_bytes() -> None:
    claim = make_claim(make_article("Él dijo “ñandú” 😀 ayer"), "“ñandú” 😀")

    claim.full_clean()
    assert claim.end is not None
    assert claim.start is not None
    assert claim.end - claim.start == 9


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("event", "substance"),
        ("opinion", "substance"),
        ("quote", "saying"),
        ("attribution", "saying"),
        ("attribution", "substance"),
    ],
)
def test_these_subjects_go_with_these_kinds(kind: str, subject: str) -> None:
    make_claim(make_article(), kind=kind, subject=subject).full_clean()


@pytest.mark.parametrize(
    ("kind", "subject"), [("quote", "substance"), ("event", "saying"), ("opinion", "saying")]
)
def test_other_subjects_do_not_go_with_a_kind(kind: str, subject: str) -> None:
    claim = make_claim(make_article())

    assert_both_refuse(claim, SUBJECT, "claim_subject_goes_with_kind", kind=kind, subject=subject)


def test_a_claim_is_not_the_same_as_itself() -> None:
    claim = make_claim(make_article())
    message = "A claim cannot be the same as itself."

    assert_both_refuse(claim, message, "claim_same_as_another", same_as=claim)


def test_a_claim_may_be_the_same_as_another_one() -> None:
    article = make_article()
    first = make_claim(article)

    make_claim(article, same_as=first).full_clean()


def test_a_claim_that_is_not_saved_yet_is_checked_too() -> None:
    claim = Claim(article=make_article(), headline="Somebody died", quote="died")

    assert refusals(claim) == [WHOLE]


def test_a_headline_has_at_most_75_characters() -> None:
    claim = make_claim(make_article(), headline="x" * 75)
    claim.full_clean()
    claim.headline = "x" * 76

    assert refusals(claim) == ["Ensure this value has at most 75 characters (it has 76)."]


@pytest.mark.parametrize("field", ["said_on", "happened_on"])
def test_the_database_refuses_a_bad_date(field: str) -> None:
    with pytest.raises(IntegrityError, match=f"claim_{field}_is_partial_date"):
        make_claim(make_article(), **{field: "February"})


def test_an_imported_claim_is_there_once_per_origin() -> None:
    article = make_article()
    make_claim(article, origin="elsewhere", external_id="12")
    make_claim(article, origin="somewhere", external_id="12")

    with pytest.raises(IntegrityError, match="claim_external_id_once"), transaction.atomic():
        make_claim(article, origin="elsewhere", external_id="12")


def test_any_number_of_claims_were_not_imported() -> None:
    article = make_article()
    make_claim(article)

    make_claim(article).full_clean()


def test_a_claim_begins_open_and_not_yet_checked() -> None:
    claim = make_claim(make_article())

    assert (claim.stage, claim.status.pk) == (Stage.OPEN, "unverified")


def test_a_claims_language_is_its_articles() -> None:
    assert make_claim(make_article(language="es")).language == "es"


def test_a_speaker_with_claims_cannot_be_deleted() -> None:
    speaker = make_speaker()
    make_claim(make_article(), speaker=speaker)

    with pytest.raises(ProtectedError):
        speaker.delete()


def test_claims_come_in_the_order_of_the_text_the_outer_before_the_inner() -> None:
    article = make_article()
    without_place = make_claim(article, "")
    report = make_claim(article, "49 deaths")
    inner = make_claim(article, "60 people")
    outer = make_claim(article, "60 people died")

    assert list(Claim.objects.in_text_order()) == [outer, inner, report, without_place]


def test_a_claim_has_one_translation_per_language() -> None:
    claim = make_claim(make_article())
    Translation.objects.create(claim=claim, language="es", summary="No.")
    again = Translation(claim=claim, language="es", summary="Sí.")

    with pytest.raises(ValidationError) as refusal:
        again.full_clean()

    assert refusal.value.messages == ["There is a translation into this language already."]
    with pytest.raises(IntegrityError, match="translation_once_per_language"), transaction.atomic():
        again.save()


def test_a_translation_is_into_a_language_of_the_site() -> None:
    translation = Translation(claim=make_claim(make_article()), language="fr")

    with pytest.raises(ValidationError) as refusal:
        translation.full_clean()

    assert refusal.value.message_dict == {"language": ["Value 'fr' is not a valid choice."]}
