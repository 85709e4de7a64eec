"""Which passages carry claims that can be checked."""

import pytest

from factcheck.attributions import checkable


@pytest.mark.parametrize(
    "passage",
    [
        "Burglaries fell by 18 percent in the year to April",
        "the Ferrow bridge had passed every inspection since 2019",
        "more than in the previous ten years together",
        "Nobody went home sick.",
        "It was never published",
        "El INEI contó 212 pozos",
        "La compuerta no se abría desde hacía nueve años",
        "Habría más de 200 actas observadas.",
        "El puente costó más que el túnel",
    ],
)
def test_what_is_or_was_can_be_checked(passage: str) -> None:
    assert checkable(passage)


@pytest.mark.parametrize(
    "passage",
    [
        "Who paid for the fireworks?",
        "Prices will be lower by Christmas",
        "hopes to sign a new striker before the window closes",
        "promised new ones within a year",
        "We thought it was a joke",
        "Valcárcel is magnificent",
        "¿Cuántas empacadoras cerraron?",
        "¡Fraude!",
        "el acuífero se agotará en 2041",
        "exigió la renuncia de Sosa",
        "Ojalá llueva",
        "Valcárcel está magnífica",
    ],
)
def test_questions_forecasts_wishes_orders_and_opinions_cannot(passage: str) -> None:
    assert not checkable(passage)


@pytest.mark.parametrize(
    ("before", "passage"),
    [
        ("Asked whether ", "the dam was leaking"),
        ("Lindqvist ordered the night crew to ", "shut the sluices"),
        ("Preguntado por si ", "el túnel tiene filtraciones"),
        ("Antonov described the ward as “", "filthy"),
    ],
)
def test_nor_can_what_the_words_before_ask_order_or_judge(before: str, passage: str) -> None:
    assert not checkable(passage, before)
    assert checkable("the dam was leaking", "Ruiz said ")
