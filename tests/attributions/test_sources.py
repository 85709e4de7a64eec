"""What a text cites for a passage: documents that show it, outlets that it was told to."""

import pytest

from .cast import source, speaker


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("Daily Post", "Ruiz told the Daily Post [the pumps failed]."),
        ("Daily Post", "“[The pumps failed],” Ruiz told the Daily Post on Sunday."),
        ("Daily Post", "In an interview with the Daily Post, Ruiz said [the pumps failed]."),
        (
            "Daily Post",
            "In an interview with the Daily Post, Ruiz said it failed. “[Twice],” she said.",
        ),
        ("Daily Post", "Ruiz wrote in the Daily Post that [the pumps failed]."),
        ("Daily Post", "[The pumps failed], the Daily Post first reported last week."),
        ("Daily Post", "[The pumps failed], according to a memo seen by the Daily Post."),
        ("Daily Post", "MARROW (Daily Post) — [The pumps failed on Sunday.]"),
        ("Flood Report", "The Flood Report, published in May, found that [the pumps failed]."),
        ("Flood Report", "Citing the Flood Report, Ruiz said [the pumps failed]."),
        ("Flood Report", "Ruiz pointed to the Flood Report, which found [the pumps failed]."),
        ("Statistics Bureau", "Data from the Statistics Bureau show [rents rose]."),
        ("Statistics Bureau", "Statistics Bureau figures put [the rise at 8 percent]."),
        ("Statistics Bureau", "[Rents rose 8 percent], a study by the Statistics Bureau found."),
        ("Statistics Bureau", "[Rents rose 8 percent] (Statistics Bureau, 2023)."),
        ("Diario Austral", "«[Las bombas fallaron]», dijo Ruiz al Diario Austral."),
        ("Diario Austral", "Entrevistada por el Diario Austral, Ruiz dijo que [fallaron]."),
        ("Diario Austral", "[Las bombas fallaron], adelantó el Diario Austral."),
        ("Diario Austral", "[Las bombas fallaron], según ha sabido el Diario Austral."),
        ("Diario Austral", "«Falló», dijo Ruiz al Diario Austral. Y añadió: «[No vino nadie]»."),
        ("informe Riada", "El informe Riada concluye que [las bombas fallaron]."),
        ("informe Riada", "[Las bombas fallaron], según recoge el informe Riada."),
        ("INEI", "Los datos del INEI muestran que [la pobreza bajó]."),
        ("INEI", "[La pobreza bajó], según cifras publicadas por el INEI."),
        ("INEI", "De acuerdo con el INEI, citado por Ruiz, [la pobreza bajó]."),
    ],
)
def test_what_is_cited(name: str, sentence: str) -> None:
    assert source(sentence) == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz, a former editor of the Daily Post, said [the pumps failed].",
        "Ruiz reads the Daily Post. [The pumps failed.]",
        "Ruiz commissioned the Flood Report. [The pumps failed.]",
        "Ruiz contradicts the Flood Report: [the pumps worked].",
        "The Flood Report does not say whether [the pumps failed].",
        "The Daily Post asked whether [the pumps failed].",
        "Ruiz, antigua redactora del Diario Austral, dijo que [las bombas fallaron].",
        "El informe Riada no aclara si [las bombas fallaron].",
    ],
)
def test_what_is_only_mentioned_is_not_cited(sentence: str) -> None:
    assert source(sentence) is None


def test_somebody_may_say_what_a_document_shows() -> None:
    sentence = "Ruiz said a study by the Statistics Bureau had shown [rents rose 8 percent]."

    assert (speaker(sentence), source(sentence)) == ("Ada Ruiz", "Statistics Bureau")
