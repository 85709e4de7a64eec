"""Who is meant: by a name, a part of it, an office, a pronoun, or nothing but a verb."""

import pytest

from factcheck.attributions import Known, read

from .cast import speaker


@pytest.mark.parametrize(
    "text",
    [
        "Engineer Ada Ruiz was there. Ruiz said [the pumps failed].",
        "Ruiz resigned on Monday. She said [the pumps failed].",
        "Ruiz left. [The pumps], she said, were old.",
        "Reporters told Ruiz the pumps failed. She replied that [they were new].",
        "Ada Ruiz, the mayor, visited the hall. The mayor said [the pumps failed].",
        "Ada Ruiz took over the health ministry. The minister said [the pumps failed].",
        "Ruiz dimitió el lunes. Dijo que [las bombas fallaron].",
        "Ruiz visitó el muelle. [Hay 40 bombas], aseguró.",
        "La ministra Ada Ruiz llegó tarde. La ministra dijo que [las bombas fallaron].",
        "La gobernadora Ada Ruiz llegó tarde. «[Fallaron]», indicó la mandataria.",
        "Ruiz, Soto's biographer, says [the pumps were old].",
        "Harbour Board president Ada Ruiz said [the pumps were old].",
    ],
)
def test_what_calls_somebody_again(text: str) -> None:
    assert speaker(text) == "Ada Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for the Harbour Board said [the pumps failed].",
        "The Harbour Board (HB) met. [The pumps failed], the HB said.",
        "The Harbour Board closed the quay. The board said [the pumps failed].",
    ],
)
def test_a_body_speaks_through_its_spokesman_its_abbreviation_and_its_noun(text: str) -> None:
    assert speaker(text) == "Harbour Board"


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz met Soto on Monday. He said [the pumps failed].",
        "Ruiz saw Maria Lopez on Monday. She said [the pumps failed].",
        "Ruiz's successor said [the pumps failed].",
        "A friend of Ruiz said [the pumps failed].",
        "Critics of the former mayor, Ada Ruiz, say [the pumps failed].",
        "Ruiz's biographer, Nora Paz, says [the pumps failed].",
        "According to friends of Ruiz, [the pumps failed].",
        "A spokesman for Ruiz said [the pumps failed].",
        "Workers at the Harbour Board said [the pumps failed].",
        "Nora Ruiz said [the pumps failed]. Ada Ruiz was out.",
        "Ben Soto-Ruiz said [the pumps failed].",
        "Ruiz and Soto said [the pumps failed].",
        "Neither Ruiz nor Soto said [the pumps failed].",
        "The mayor said [the pumps failed]. Ruiz laughed.",
        "Ruiz se reunió el lunes con Soto. Dijo que [las bombas fallaron].",
        "El vigilante vio a Ruiz. Dijo que [las bombas fallaron].",
        "Tanto Ruiz como Soto sostienen que [las bombas fallaron].",
        "Según el abogado de Ruiz, [las bombas fallaron].",
        "La ministra Ada Ruiz llegó con el ministro Paz. El ministro dijo que [fallaron].",
        "Dicen que [Ruiz es dueña de las bombas].",
    ],
)
def test_nobody_is_guessed_where_it_may_be_another(text: str) -> None:
    assert speaker(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz was told by the board that [the pumps failed].",
        "A guard told Ruiz that [the pumps failed].",
        "Asked whether [the pumps failed], Ruiz hung up.",
        "Ruiz asked whether [the pumps failed].",
        "Ruiz never said [the pumps failed].",
        "If Ruiz says [the pumps failed], she lies.",
        "Does Ruiz say [the pumps failed]?",
        "Ruiz was accused [of hiding the failure].",
        "Ruiz knows that [the pumps failed].",
        "Rumours that [the pumps failed] reached Ruiz.",
        "Contrary to what Ruiz says, [the pumps failed].",
        "A Ruiz le dijeron que [las bombas fallaron].",
        "Preguntada por si [las bombas fallaron], Ruiz colgó.",
        "Ruiz nunca dijo que [las bombas fallaron].",
        "Si Ruiz dice que [las bombas fallaron], miente.",
        "Ruiz negó que hubiera dicho que [las bombas fallaron].",
        "Ruiz negó los rumores de que [las bombas fallaron].",
        "El informe que encargó Ruiz dice que [las bombas fallaron].",
        "Pese a lo que dice Ruiz, [las bombas fallaron].",
    ],
)
def test_whoever_is_told_asked_doubted_or_denies_it_does_not_say_it(text: str) -> None:
    assert speaker(text) is None


def test_of_names_within_names_only_the_longest_counts() -> None:
    text = "The Lima Water Board spent twice its budget, the Lima Water Board said."
    lima, board = Known(1, ("Lima",)), Known(2, ("Lima Water Board",))

    assert read(text, [lima]).speaker(0, 43) is None
    assert (found := read(text, [lima, board]).speaker(0, 43))
    assert found.known == board


def test_a_surname_that_two_bear_names_neither() -> None:
    both = [Known(1, ("Ada Ruiz",), is_person=True), Known(2, ("Leo Ruiz",), is_person=True)]

    assert read("Ruiz said it rained.", both).speaker(10, 19) is None
    assert read("Ruiz said it rained.", both[:1]).speaker(10, 19)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Begoña de la Fuente-Olmo", "De la Fuente-Olmo"),
        ("Antje de Witt-Rossi", "De Witt-Rossi"),
        ("Lucan d'Arcy-Flynn", "D'Arcy-Flynn"),
        ("Pilar Echegoyen del Val", "Echegoyen del Val"),
        ("Ada Ruiz Soto", "Ruiz"),
    ],
)
def test_particles_and_second_surnames_belong_to_a_name(name: str, called: str) -> None:
    found = read(f"{called} said that it rained.", [Known(1, (name,), is_person=True)])

    assert found.speaker(len(called) + 11, len(called) + 20)
