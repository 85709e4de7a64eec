"""Who a passage is proposed to be said by, and what is cited for it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker

from factcheck.attribution_proposals import Proposals, propose, propose_claims
from factcheck.exchange import seeds
from factcheck.models import Claim, Source, Speaker
from tests.models.factories import at_the_desk, make_source, make_speaker

__all__ = ["at_the_desk"]

pytestmark = pytest.mark.django_db

SEEDS = settings.BASE_DIR / "seeds"
PRECISION = 0.9


def about(text: str, words: str = "") -> Proposals:
    """What is proposed for these words of the text, or for all of it."""
    start = text.index(words)
    return propose(text, start, start + len(words or text))


@pytest.fixture
def ruiz(db: None) -> Speaker:
    return make_speaker("Ada Ruiz")


@pytest.fixture
def times(db: None) -> Source:
    return make_source("", publisher="The New York Times")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ada Ruiz said that 60 people died.", "Ada Ruiz said"),
        ("Ada Ruiz, the minister, reported that 60 people died.", "Ada Ruiz, the minister"),
        ("According to Ada Ruiz, 60 people died.", "According to Ada Ruiz"),
        ("60 people died, according to Ada Ruiz.", "according to Ada Ruiz"),
        ("“60 people died,” Ada Ruiz said.", "Ada Ruiz said"),
        ("“60 people died,” said Ada Ruiz.", "said Ada Ruiz"),
        ("Ada Ruiz dijo que murieron 60 personas.", "Ada Ruiz dijo"),
        ("Según Ada Ruiz, murieron 60 personas.", "Según Ada Ruiz"),
        ("Ada Ruiz afirmó que murieron 60 personas.", "Ada Ruiz afirmó"),
    ],
)
def test_a_name_beside_a_reporting_verb_is_the_speaker(
    ruiz: Speaker, text: str, words: str
) -> None:
    found = about(text)

    assert found.speaker == ruiz
    assert words in found.speaker_words


@pytest.mark.parametrize(
    "text",
    [
        "She said that 60 people died.",
        "The brother of Ada Ruiz said that 60 people died.",
        "Ada Ruiz resigned after 60 people died.",
        "Ada Ruizalde said that 60 people died.",
        "Ada Ruiz left. 60 people died.",
    ],
)
def test_nobody_is_guessed(ruiz: Speaker, text: str) -> None:
    assert about(text, text.rsplit(". ", maxsplit=1)[-1]).speaker is None


def test_a_whole_sentence_is_said_by_whom_it_names_in_its_middle(ruiz: Speaker) -> None:
    assert about("In response, Ada Ruiz said that 60 people died.").speaker == ruiz


@pytest.mark.parametrize(
    "sentence",
    [
        "Según Ruiz, murieron 60 personas.",
        "Ayer Ruiz dijo que murieron 60 personas.",
        "“Según Ruiz, murieron 60 personas.",
        "Yesterday Ruiz said that 60 people died.",
    ],
)
def test_a_word_that_begins_a_sentence_is_no_first_name(ruiz: Speaker, sentence: str) -> None:
    assert about(f"Ada Ruiz left. {sentence}", sentence).speaker == ruiz


@pytest.mark.parametrize("sentence", ["Nora Ruiz said it rained.", "Luego Nora Ruiz dijo que sí."])
def test_another_first_name_names_somebody_else(ruiz: Speaker, sentence: str) -> None:
    assert about(f"Ada Ruiz left. {sentence}", sentence).speaker is None


def test_a_source_after_the_spanish_word_for_according_to_is_cited(db: None) -> None:
    source = make_source("", publisher="Reuters")
    assert about("Según Reuters, murieron 60 personas.").source == source


def test_what_stands_before_an_attribution_is_not_its_speakers(ruiz: Speaker) -> None:
    text = "The army left on Friday, and Ada Ruiz said that 60 people died."

    assert about(text, "The army left on Friday").speaker is None


def test_an_alias_names_its_speaker(ruiz: Speaker) -> None:
    ruiz.aliases.create(name="A. B. Ruiz")

    assert about("A. B. Ruiz said that 60 people died.").speaker == ruiz


def test_two_who_are_as_likely_are_both_left_out(ruiz: Speaker) -> None:
    make_speaker("Ben Soto")

    assert about("According to Ada Ruiz and Ben Soto, 60 people died.").speaker is None


def test_the_outlet_that_was_told_is_the_cited_source(ruiz: Speaker, times: Source) -> None:
    found = about("Ada Ruiz told The New York Times that 60 people died.")

    assert (found.speaker, found.source) == (ruiz, times)
    assert found.source_words == "told The New York Times"
    assert found.source_as_cited == "New York Times"


def test_a_passage_without_a_known_name_gets_no_proposal(ruiz: Speaker, times: Source) -> None:
    assert about("Somebody said that 60 people died.") == Proposals()


def test_claims_are_proposed_in_the_text_s_order(ruiz: Speaker, times: Source) -> None:
    text = "Who knew? Ada Ruiz told The New York Times that 60 people died. The Sun shone on Lima."

    first, second = propose_claims(text)

    assert (first.proposals.speaker, first.proposals.source) == (ruiz, times)
    assert text[first.start : first.end].startswith("Ada Ruiz told")
    assert second.proposals == Proposals()


def test_a_text_is_proposed_for_with_three_queries(
    ruiz: Speaker, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text = "Ada Ruiz said that 60 people died. Ruiz said that 40 were hurt."

    with django_assert_num_queries(3):
        assert [each.proposals.speaker for each in propose_claims(text)] == [ruiz, ruiz]


def test_the_second_sentence_of_a_quotation_is_its_speakers(ruiz: Speaker) -> None:
    assert about("“It fell,” said Ada Ruiz. “60 people died.”", "60 people died").speaker == ruiz


@dataclass(frozen=True)
class Score:
    proposed: int
    right: int

    @property
    def precision(self) -> float:
        return self.right / self.proposed


@pytest.fixture(scope="module")
def claims(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[Claim]]:
    """The seeds' claims, in a transaction that is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        seeds.load(SEEDS, lambda line: None)
        yield list(Claim.objects.select_related("revision", "speaker", "article"))
        transaction.set_rollback(True)


def _score(pairs: list[tuple[Any, set[Any]]]) -> Score:
    """Count proposals against the rows that would each be right."""
    return Score(
        proposed=sum(proposal is not None for proposal, _ in pairs),
        right=sum(proposal in right for proposal, right in pairs),
    )


def _proposals(claim: Claim) -> Proposals:
    assert claim.revision is not None
    assert claim.start is not None
    assert claim.end is not None
    return propose(claim.revision.body, claim.start, claim.end)


def test_speakers_proposed_for_the_seeds_are_nearly_always_right(claims: list[Claim]) -> None:
    outlet = json.loads((SEEDS / "article.json").read_text())["publisher"]
    found = [(_proposals(c).speaker, {c.speaker, *c.co_speakers.all()}) for c in claims]
    score = _score([(p, {s for s in right if s and s.name != outlet}) for p, right in found])

    # Fewer would make the precision say nothing.
    assert score.proposed >= 8, score
    assert score.precision >= PRECISION, score


def test_sources_proposed_for_the_seeds_are_nearly_always_right(claims: list[Claim]) -> None:
    score = _score(
        [(_proposals(c).source, {cited.source for cited in c.citations.all()}) for c in claims]
    )

    assert score.proposed >= 8, score
    assert score.precision >= PRECISION, score
