"""How far reaches what somebody says."""

import pytest

from .cast import speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz said [the pumps failed], but Soto insisted they were fine.",
        "Ruiz, who has claimed [the pumps were new], left the hall.",
        "The pumps, [which Ruiz says were new], failed.",
        "While Ruiz says [the pumps worked], they stood dry, residents told the Daily Post.",
        "Ruiz admitted that the pumps were old but said [they worked].",
        "Ruiz dijo [que las bombas fallaron], pero Soto insistió en que estaban bien.",
        "Ruiz, que había asegurado [que las bombas eran nuevas], salió de la sala.",
        "Fallaron 40 bombas (Ruiz dice que [fueron 30]).",
    ],
)
def test_it_reaches_to_the_end_of_the_clause(sentence: str) -> None:
    assert speaker(sentence) == "Ada Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz said the pumps failed, but Soto insisted [they were fine].",
        "“They failed,” Ruiz said, but Ben Soto, who runs them, said [they were fine].",
        "Ruiz was wrong, Soto said: [the pumps were old].",
        "Soto said that [Ruiz was wrong].",
        "Ruiz dijo que fallaron, pero Soto insistió en que [estaban bien].",
        "Para Ruiz, las bombas sobran; para Soto, [faltan].",
    ],
)
def test_it_ends_where_somebody_else_speaks(sentence: str) -> None:
    assert speaker(sentence) == "Ben Soto"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz said the pumps failed, while residents complained [that they never came].",
        "Ruiz said the pumps failed; a neighbour said [she heard nothing].",
        "Ruiz said the pumps failed, but a spokesman for the airline said [they worked].",
        "Ruiz dijo que fallaron, mientras los vecinos denuncian [que nunca las vieron].",
        "Ruiz dijo que se revisó, pero un portavoz de la constructora dijo que [no bajó nadie].",
    ],
)
def test_it_ends_where_somebody_speaks_whom_nobody_knows(sentence: str) -> None:
    assert speaker(sentence) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz said the pumps failed. [The board dismissed her in May.]",
        "Ruiz, who said the pumps were new, [has run the board since 2019].",
        "The pumps, which Ruiz says were new, [failed on Monday].",
        "The pumps were old (Ruiz says they were ten). [They failed.]",
        "[The pumps were old] (Ruiz says they were ten years old).",
        "Ruiz dijo que las bombas fallaron. [La junta la despidió en mayo.]",
        "Las bombas, que según Ruiz eran nuevas, [fallaron el lunes].",
        "[Fallaron 40 bombas] (Ruiz dice que fueron 30).",
    ],
)
def test_the_rest_is_told_by_the_article(sentence: str) -> None:
    assert speaker(sentence) is None


def test_of_what_is_reported_within_a_report_the_inner_speaker_counts() -> None:
    assert speaker("Soto said that Ruiz had claimed [the pumps were new].") == "Ada Ruiz"
    assert speaker("Ruiz said [a guard had told her the pumps failed].") == "Ada Ruiz"
    assert speaker("Ruiz said a guard had told her [the pumps failed].") is None
    assert speaker("Ruiz dijo que un vigilante le contó que [las bombas fallaron].") is None
