"""Of made claims in several languages, each ranking puts first what a text says."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from factcheck.words import similar
from factcheck.words.asked import Asked, asked
from factcheck.words.similar import Counts, Statement

LANGUAGES = ("en", "es", "ar")
# Each claim is one of its kind in another's words, with another number, or another name.
CLAIMS = [
    ("en", "Forty-nine people were killed in the protests in Peru"),
    ("en", "The protests cost 60 policemen their lives"),
    ("en", "The protests cost 28 policemen their lives"),
    ("en", "Ursula Lindqvist sold the water works of Norrby"),
    ("en", "Edmund Quill sold the water works of Norrby"),
    ("en", "Unemployment fell to 4.2 percent in March"),
    ("en", "Vaccines cause infertility in women"),
    ("es", "El desempleo bajó al 4,2 por ciento en marzo"),
    ("es", "Las vacunas causan infertilidad en las mujeres"),
    ("es", "La ministra Quispe vendió la empresa de agua de Arequipa"),
    ("es", "El alcalde Mamani vendió la empresa de agua de Arequipa"),
    ("ar", "انخفضت البطالة إلى 4.2 في المئة في مارس"),
    ("ar", "اللقاحات تسبب العقم عند النساء"),
    ("ar", "باعت الوزيرة سلمى شركة المياه في الإسكندرية"),
    ("ja", "失業率は三月に四パーセントに下がった"),
    ("ja", "ワクチンは女性の不妊を引き起こす"),
    ("de", "Die Arbeitslosigkeit sank im März auf 4,2 Prozent"),
]
STATEMENTS = [similar.statement([(text, language)]) for language, text in CLAIMS]
COUNTS = Counts(
    len(CLAIMS),
    Counter(term for each in STATEMENTS for term in {term for word in each.words for term in word}),
)
Ranking = Callable[[Asked, Sequence[Statement]], list[float]]
RANKINGS: dict[str, Ranking] = {
    "words": lambda sought, claims: similar.by_words(sought, claims, COUNTS),
    "letters": similar.by_letters,
    "joined": lambda sought, claims: similar.likeness(sought, claims, COUNTS),
}


def likest(ranking: str, text: str) -> str:
    scores = RANKINGS[ranking](asked(text, LANGUAGES), STATEMENTS)
    return CLAIMS[scores.index(max(scores))][1]


@pytest.mark.parametrize("ranking", RANKINGS)
@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("In Peru, protesters died: 49 killed, they say", "Forty-nine people"),
        ("women become infertile from a vaccine!!", "Vaccines cause"),
        ("BREAKING #UnemploymentFell again https://t.co/March — @the_economist", "Unemployment"),
        ("¿Es cierto que una vacuna causa infertilidad?", "Las vacunas"),
        ("El paro, o sea el desempleo, baja en marzo", "El desempleo"),
        ("هل اللقاح يسبب العقم للنساء؟", "اللقاحات"),
        ("女性がワクチンで不妊になる", "ワクチン"),
        ("Arbeitslosigkeit im Maerz gesunken", "Die Arbeitslosigkeit"),
    ],
)
def test_a_paraphrase_is_nearest_to_what_it_says(ranking: str, text: str, claim: str) -> None:
    assert likest(ranking, text).startswith(claim)


@pytest.mark.parametrize("ranking", RANKINGS)
@pytest.mark.parametrize("number", ["60", "28"])
def test_another_number_is_another_claim(ranking: str, number: str) -> None:
    assert number in likest(ranking, f"{number} policemen lost their lives in protests")


@pytest.mark.parametrize("ranking", RANKINGS)
@pytest.mark.parametrize(
    "text",
    ["Quill sold our water works", "Lindqvist sold our water works", "¡Mamani vendió el agua!"],
)
def test_another_name_is_another_claim(ranking: str, text: str) -> None:
    named = next(name for name in ("Quill", "Lindqvist", "Mamani") if name in text)
    assert named in likest(ranking, text)


@pytest.mark.parametrize("ranking", RANKINGS)
def test_what_is_unrelated_is_like_nothing(ranking: str) -> None:
    sought = asked("My cat wrote a symphony about jazz", LANGUAGES)
    same = asked(CLAIMS[0][1], LANGUAGES)

    assert max(RANKINGS[ranking](sought, STATEMENTS)) < 0.1
    assert max(RANKINGS[ranking](same, STATEMENTS)) > 0.7


@pytest.mark.parametrize("ranking", RANKINGS)
def test_nothing_asked_or_nothing_said_is_no_error(ranking: str) -> None:
    empty = similar.statement([("", "en")])

    assert (
        RANKINGS[ranking](asked("https://t.co/x", LANGUAGES), [empty, *STATEMENTS[:2]]) == [0] * 3
    )
    assert RANKINGS[ranking](asked("water", LANGUAGES), [empty]) == [0]
    assert RANKINGS[ranking](asked("water", LANGUAGES), []) == []


def test_of_a_post_the_words_in_its_tags_are_sought_and_no_address() -> None:
    post = "#DefundTheCBC @jane_doe2 said pic.twitter.com/0eJtwJyS1J www.example.org/a"

    assert [word[0] for word in asked(post, ("en",)).words] == [
        "defund",
        "cbc",
        "jane",
        "doe",
        "2",
        "said",
    ]


def test_common_words_are_sought_only_where_there_are_no_others() -> None:
    assert [word[0] for word in asked("not yet", ("en",)).words] == ["not", "yet"]
    assert [word[0] for word in asked("no me lo creo", LANGUAGES).words] == ["creo"]


def test_a_long_text_is_read_up_to_a_bound() -> None:
    assert len(asked(" ".join(f"x{number}" for number in range(9_000))).words) == 100
