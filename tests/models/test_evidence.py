"""Evidence is numbered within its article, so that a reasoning can refer to it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models import Claim, Evidence
from factcheck.references import referenced_numbers
from tests.models.factories import make_article, make_claim, make_evidence, make_source

REASON = "Say publicly why the evidence is confidential."


@pytest.mark.django_db
def test_two_claims_of_an_article_share_one_sequence() -> None:
    article = make_article()
    first, second = make_claim(article), make_claim(article, "49 deaths")

    refs = [make_evidence(claim).ref for claim in (first, second, first)]

    assert refs == ["e1", "e2", "e3"]


@pytest.mark.django_db
def test_each_article_counts_from_one() -> None:
    make_evidence(make_claim(make_article()))

    assert make_evidence(make_claim(make_article())).ref == "e1"


@pytest.mark.django_db
def test_a_number_goes_with_the_evidence_through_later_saves() -> None:
    evidence = make_evidence(make_claim(make_article()))
    make_evidence(evidence.claim)
    evidence.summary = "Counts 61."

    evidence.save()

    assert evidence.ref == "e1"


@pytest.mark.django_db
def test_a_given_number_is_kept_and_the_next_one_follows_the_highest() -> None:
    claim = make_claim(make_article())
    make_evidence(claim, number=216)

    assert make_evidence(claim).ref == "e217"


@pytest.mark.django_db
def test_the_database_refuses_a_number_twice_in_an_article() -> None:
    claim = make_claim(make_article())
    make_evidence(claim, number=7)

    with pytest.raises(IntegrityError, match="evidence_ref_once"), transaction.atomic():
        make_evidence(claim, number=7)


@pytest.mark.usefixtures("own_database")
def test_evidence_saved_outside_of_a_transaction_is_numbered_too() -> None:
    assert make_evidence(make_claim(make_article())).ref == "e1"


@pytest.mark.usefixtures("own_database")
def test_people_who_save_at_the_same_moment_get_different_numbers() -> None:
    article, source = make_article(), make_source()
    claims = [make_claim(article) for _ in range(8)]
    together = Barrier(len(claims))

    def save(claim: Claim) -> int:
        together.wait(timeout=30)
        try:
            return make_evidence(claim, source=source).number
        finally:
            connection.close()

    with ThreadPoolExecutor(len(claims)) as people:
        numbers = list(people.map(save, claims))

    assert sorted(numbers) == [1, 2, 3, 4, 5, 6, 7, 8]


@pytest.mark.django_db
def test_confidential_evidence_says_publicly_why() -> None:
    evidence = make_evidence(make_claim(make_article()))
    evidence.confidential = True

    with pytest.raises(ValidationError) as refusal:
        evidence.full_clean()

    assert refusal.value.messages == [REASON]
    with pytest.raises(IntegrityError, match="evidence_confidential_with_reason"):
        Evidence.objects.filter(pk=evidence.pk).update(confidential=True)


@pytest.mark.django_db
def test_confidential_evidence_with_a_reason_is_good() -> None:
    evidence = make_evidence(
        make_claim(make_article()), confidential=True, confidential_reason="It would endanger her."
    )

    evidence.full_clean()


@pytest.mark.parametrize(
    ("reasoning", "numbers"),
    [
        ("Seen in both [e012, e14] and again [e12].", [12, 14]),
        ("Two [e3,e1] and [ e2 ].", [3, 1, 2]),
        ("In the order of first mention [e9] [e4] [e9].", [9, 4]),
        ("No brackets e12, no number [e], no list [e1 e2], another word [see e3].", []),
        ("Digits of another script [e１２], more than a number can have [e1234567890].", []),
        ("", []),
    ],
)
def test_a_reasoning_refers_to_evidence_in_brackets(reasoning: str, numbers: list[int]) -> None:
    assert referenced_numbers(reasoning) == numbers


WRITTEN: list[Callable[[int], str]] = [lambda n: f"e{n}", lambda n: f"e{n:03d}"]
PROSE = st.text(st.characters(exclude_characters="[]"))


@given(
    st.lists(
        st.tuples(
            PROSE,
            st.lists(
                st.tuples(st.integers(0, 99_999), st.sampled_from(WRITTEN)), min_size=1, max_size=4
            ),
            st.sampled_from([",", ", ", " , "]),
        )
    ),
    PROSE,
)
def test_every_reference_is_found_once_whatever_stands_around_it(
    groups: list[tuple[str, list[tuple[int, Callable[[int], str]]], str]], end: str
) -> None:
    reasoning = "".join(
        f"{prose}[{comma.join(write(number) for number, write in refs)}]"
        for prose, refs, comma in groups
    )
    mentioned = [number for _prose, refs, _comma in groups for number, _write in refs]

    assert referenced_numbers(reasoning + end) == list(dict.fromkeys(mentioned))
