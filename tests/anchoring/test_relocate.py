import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.anchoring import Outcome, Selector, describe, find, relocate
from tests.some import some

from .strategies import anchored, quick, texts

INSERTED = "The publisher has added a paragraph here, with words of its own.\n\n"


@quick
@given(anchored())
def test_in_an_unchanged_text_every_anchor_is_kept(case: tuple[str, Selector]) -> None:
    text, anchor = case
    found = relocate(anchor, text)
    assert (found.outcome, found.selector, found.score) == (Outcome.KEPT, anchor, 1.0)


@quick
@given(anchored(), texts, texts)
def test_words_added_before_and_after_leave_the_very_words(
    case: tuple[str, Selector], before: str, after: str
) -> None:
    text, anchor = case
    found = relocate(anchor, f"{before}\n\n{text}\n\n{after}")
    assert found.outcome in (Outcome.KEPT, Outcome.MOVED)
    assert found.selector
    assert (found.selector.exact, found.score) == (anchor.exact, 1.0)


@quick
@given(anchored(), st.one_of(texts, st.just("")))
def test_any_other_text_gives_a_described_place_or_an_orphan(
    case: tuple[str, Selector], text: str
) -> None:
    found = relocate(case[1], text)
    if found.selector is None:
        assert (found.outcome, found.score) == (Outcome.ORPHANED, 0.0)
    else:
        assert describe(text, found.selector.start, found.selector.end) == found.selector
        assert 0 < found.score <= 1


def test_words_before_the_claim_move_it(article: str) -> None:
    anchor = find(article, "nearly 60 demonstrators")
    found = relocate(anchor, INSERTED + article)
    assert found.outcome == Outcome.MOVED
    assert found.selector
    assert found.selector.start == anchor.start + len(INSERTED)


def test_words_after_the_claim_leave_it_kept(article: str) -> None:
    anchor = find(article, "nearly 60 demonstrators")
    assert relocate(anchor, article + INSERTED).outcome == Outcome.KEPT


def test_curly_quotes_made_straight_are_the_same_words(article: str) -> None:
    anchor = find(article, "“we don’t have any evidence”")
    found = relocate(anchor, article.replace("“", '"').replace("”", '"').replace("’", "'"))
    assert found.outcome == Outcome.KEPT
    assert found.selector
    assert found.selector.exact == '"we don\'t have any evidence"'


def test_among_several_places_the_context_decides() -> None:
    anchor = find("In Puno 19 died. In Lima 19 died.", "19 died", prefix="Lima ")
    found = relocate(anchor, "In Lima 19 died. In Puno 19 died, and in Cuzco 19 died.")
    assert found.outcome == Outcome.MOVED
    assert found.selector
    assert found.selector.start == 8


def test_where_context_does_not_decide_the_nearest_place_is_taken() -> None:
    text = "Nineteen died.\n\n" * 9
    anchor = describe(text, 16 * 4, 16 * 4 + 14)
    found = relocate(anchor, "Now.\n\n" + text)
    assert found.outcome == Outcome.MOVED
    assert found.selector
    assert found.selector.start == 16 * 4 + 6


@pytest.mark.parametrize("between", ["", " And so on.", " And so on, and on." * 20, "{0} {0} {0}"])
@pytest.mark.parametrize("times", [3, 12])
def test_of_changed_words_that_are_equally_alike_the_nearest_are_taken(
    between: str, times: int
) -> None:
    said = "Of the dead, 60 were counted."
    text = "\n\n".join(said + between.format(f"{number:c}bc") for number in range(97, 97 + times))
    for start in some(found.start() for found in re.finditer("60 were", text)):
        found = relocate(describe(text, start, start + 7), text.replace("60", "70"))
        assert found.outcome == Outcome.FUZZY
        assert found.selector
        assert (found.selector.exact, found.selector.start) == ("70 were", start)


def test_the_same_words_far_away_are_not_the_claim_whose_number_changed() -> None:
    text = "In Juliaca the police killed 60 demonstrators on January 9. " + "Later. " * 30
    anchor = find(text, "60 demonstrators")
    found = relocate(anchor, text.replace("60", "19") + "Elsewhere, 60 demonstrators sang.")
    assert found.outcome == Outcome.FUZZY
    assert found.selector
    assert found.selector.exact == "19 demonstrators"


@pytest.mark.parametrize(
    ("instead", "elsewhere", "outcome"),
    [
        ("49 demonstrators", "Elsewhere they sang of", Outcome.FUZZY),
        ("49 demonstrators", "The army’s intelligence counted", Outcome.MOVED),
        ("50 demonstrators killed", "The army’s intelligence counted", Outcome.FUZZY),
        ("50 demonstrators killed", "The ministry’s counterintelligence counted", Outcome.MOVED),
    ],
)
def test_the_same_words_weigh_more_the_more_of_their_surroundings_is_there(
    instead: str, elsewhere: str, outcome: Outcome
) -> None:
    quote = "60 demonstrators killed"
    text = f"The ministry’s counterintelligence counted {quote} on January 9. {'Later. ' * 30}"
    found = relocate(find(text, quote), f"{text.replace(quote, instead)}{elsewhere} {quote}.")
    assert found.selector
    assert found.selector.exact == (quote if outcome == Outcome.MOVED else instead)
    assert found.outcome == outcome


@pytest.mark.parametrize(("now", "outcome"), [("2960", Outcome.FUZZY), ("2860", Outcome.ORPHANED)])
def test_of_a_changed_word_three_characters_in_a_row_make_it_alike(
    now: str, outcome: Outcome
) -> None:
    text = "The count of the ministry says 1960 and has no more to say of it."
    found = relocate(find(text, "1960"), text.replace("1960", now))
    assert found.outcome == outcome


@pytest.mark.parametrize(
    ("quote", "old", "new", "exact"),
    [
        ("28,960 tear gas canisters", "28,960", "38,950", "38,950 tear gas canisters"),
        ("killed 19 demonstrators", "19 demonst", "18 demonst", "killed 18 demonstrators"),
        ("killed 19 demonstrators", "19 demonstrators", "19 people", "killed 19 people"),
        ("nearly 60 demonstrators", "nearly 60", "at least 49", "at least 49 demonstrators"),
        (
            "about three-fourths of the population want the resignation",
            "three-fourths",
            "71 percent",
            "about 71 percent of the population want the resignation",
        ),
        (
            "nine out of the ten demonstrators killed had been shot",
            "had been shot",
            "were shot",
            "nine out of the ten demonstrators killed were shot",
        ),
        (
            "Otárola absurdly claimed on Friday",
            "absurdly claimed",
            "claimed, in an interview,",
            "Otárola claimed, in an interview, on Friday",
        ),
    ],
)
def test_a_changed_number_or_a_corrected_word_is_fuzzy(
    article: str, quote: str, old: str, new: str, exact: str
) -> None:
    found = relocate(find(article, quote), article.replace(old, new))
    assert found.outcome == Outcome.FUZZY
    assert found.selector
    assert found.selector.exact == exact
    assert 0.55 <= found.score < 1


def test_a_corrected_word_is_fuzzy_even_when_its_paragraph_has_moved(article: str) -> None:
    anchor = find(article, "the Boluarte regime renewed for another month the national state")
    first, *others = article.split("\n\n")
    changed = [part.replace("another month", "two months") for part in reversed(others)]
    found = relocate(anchor, "\n\n".join([first, *changed]))
    assert found.outcome == Outcome.FUZZY
    assert found.selector
    assert found.selector.exact == ("the Boluarte regime renewed for two months the national state")


@pytest.mark.system
def test_one_changed_word_in_any_claim_of_the_seeds_is_fuzzy(
    article: str, claims: list[dict[str, Any]]
) -> None:
    for claim in some(claims):
        words = claim["quote"].split(" ")
        for place in {0, len(words) // 2, len(words) - 1} if len(words) > 3 else ():
            quote = " ".join([*words[:place], "changed", *words[place + 1 :]])
            text = article[: claim["start"]] + quote + article[claim["end"] :]
            found = relocate(find(article, claim["quote"]), text)
            assert found.outcome == Outcome.FUZZY, quote
            assert found.selector
            assert found.selector.exact == quote


@pytest.mark.parametrize(
    "instead",
    [
        "",
        "protests went on",
        "nobody was able to say on Tuesday what the government of the country would do next",
        "the government said that it would not resign and that the crowds were paid by criminals",
    ],
)
def test_a_deleted_or_rewritten_claim_of_the_seeds_is_an_orphan(
    article: str, claims: list[dict[str, Any]], instead: str
) -> None:
    for claim in some(claims):
        text = article[: claim["start"]] + instead + article[claim["end"] :]
        found = relocate(find(article, claim["quote"]), text)
        assert found.outcome == Outcome.ORPHANED, (claim["id"], found)


def test_a_sentence_told_in_other_words_is_an_orphan(article: str) -> None:
    anchor = find(
        article,
        "For the 10th consecutive week, the wave of mass demonstrations and roadblocks "
        "across Peru has continued",
    )
    text = article.replace(anchor.exact, "Peruvians have now protested for ten weeks in a row,")
    assert relocate(anchor, text).outcome == Outcome.ORPHANED


def test_changed_claims_are_found_in_a_long_text(
    article: str, claims: list[dict[str, Any]]
) -> None:
    filler = [" ".join(sorted(article.split(), key=str(seed).__add__)) for seed in range(8)]
    long = "\n\n".join([*filler[:4], article, *filler[4:]])
    changed = long.replace("the ", "that ")
    anchors = [find(long, claim["quote"], prefix=claim["prefix"]) for claim in claims]
    outcomes = [relocate(anchor, changed).outcome for anchor in anchors]
    assert Outcome.ORPHANED not in outcomes
    assert Outcome.FUZZY in outcomes
