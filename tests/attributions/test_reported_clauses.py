"""Who says a clause: the subject of the verb that reports it, wherever it stands."""

import pytest

from .cast import speaker


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz said [the pumps had failed].",
        "Ruiz said in parliament on Friday that [the pumps had failed].",
        "[The pumps failed], Ruiz said in a letter to the board.",
        "[The pumps failed], said Ada Ruiz, the chief engineer, on Friday.",
        "[The pumps failed], said Ada Ruiz of the Harbour Board.",
        "Last week Ruiz claimed [the pumps had failed].",
        "On Sunday evening, Ruiz wrote on her website that [the pumps had failed].",
        "Ruiz has repeatedly denied [that the pumps failed].",
        "Ruiz, in a letter to Soto, denied [that the pumps failed].",
        "Ruiz on Tuesday denied [that the pumps failed].",
        "Ruiz (58) said [the pumps failed].",
        "Ruiz went on to say that [the pumps had failed].",
        "[The pumps were new], Ruiz pointed out.",
        "Ruiz put the damage [at 40 million].",
        "Ruiz blamed [the board for the failure].",
        "Ruiz accused the board [of hiding the failure].",
        "Ruiz is quoted as saying [the pumps failed].",
        "Contacted by phone, Ruiz said [the pumps failed].",
        "Questioned by Soto, Ruiz conceded [the pumps failed].",
        "Ruiz told Soto and the board [the pumps failed].",
        "It was Ruiz, not Soto, who said [the pumps failed].",
        "As Ruiz put it, [the pumps failed].",
        "Ruiz dijo el viernes en el Congreso que [las bombas fallaron].",
        "[Las bombas fallaron], dijo Ruiz en una carta.",
        "[Las bombas fallaron], dijo Ada Ruiz, la ingeniera jefe, el viernes.",
        "[Las bombas fallaron], aseguró el lunes la consejera de Obras, Ada Ruiz.",
        "Ruiz negó [que las bombas fallaran].",
        "Ruiz, en rueda de prensa el martes, negó [que las bombas fallaran].",
        "Por su parte, Ruiz dijo que [las bombas fallaron].",
        "Ruiz ha hecho hincapié en que [las bombas fallaron].",
        "Ada Ruiz, ministra de Obras, ha vuelto a asegurar que [las bombas fallaron].",
        "Ruiz cifró [en 40 millones los daños].",
        "Ruiz acusó a la junta [de ocultar el fallo].",
        "Ruiz le contó a Soto que [las bombas fallaron].",
        "Preguntada por las bombas, Ruiz dijo [que no fallaron].",
        "Fue Ruiz, y no Soto, quien dijo que [las bombas fallaron].",
        "Según ha explicado la ingeniera Ada Ruiz, [las bombas fallaron].",
        "Tal y como dijo Ruiz, [las bombas fallaron].",
        "Así lo afirmó Ruiz: [las bombas fallaron].",
        "Ruiz vino a decir que [las bombas fallaron].",
    ],
)
def test_the_subject_of_the_verb_says_it(sentence: str) -> None:
    assert speaker(sentence) == "Ada Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "[The pumps], Ruiz told reporters, had failed twice.",
        "The pumps, Ruiz told reporters, [had failed twice].",
        "If the board had listened, Ruiz said, [the pumps would work].",
        "[Las bombas], aseguró Ruiz, fallaron dos veces.",
        "Las bombas, aseguró Ruiz, [fallaron dos veces].",
    ],
)
def test_a_parenthesis_covers_what_stands_around_it(sentence: str) -> None:
    assert speaker(sentence) == "Ada Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "According to Ruiz, [the pumps failed].",
        "[The pumps failed], according to Ruiz.",
        "The pumps, according to Ruiz, [failed twice].",
        "In Ruiz's words, [the pumps failed].",
        "[The pumps are good], in Ruiz's view.",
        "For Ruiz, [the pumps were new].",
        "Despite Ruiz's claim that [the pumps were new], the board bought others.",
        "Según Ruiz, [las bombas fallaron].",
        "[Las bombas fallaron], según dijo Ruiz.",
        "Las bombas, [que según Ruiz eran nuevas], fallaron.",
        "En opinión de la ministra Ada Ruiz, [las bombas fallaron].",
        "Para Ruiz, [las bombas sobran]; para Soto, faltan.",
        "Pese a la afirmación de Ruiz de que [las bombas fallaron], no vino nadie.",
    ],
)
def test_a_phrase_says_who_says_it_without_a_verb(sentence: str) -> None:
    assert speaker(sentence) == "Ada Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz: [the pumps are new]",
        "[Pumps are new] – Ruiz",
        "[Pumps are new], says Ruiz\nThe engineer spoke on Monday.",
        "[Pumps are new] — Ruiz\n\nThe engineer spoke on Monday.",
        "[Pumps are new]: Ruiz",
        "Ruiz on Soto: [“He ignored every warning”]",
        "Q: Did they fail?\nRuiz: [Twice, and nobody came.]",
        "Ruiz: [“Las bombas eran nuevas”]",
    ],
)
def test_headlines_and_interviews_name_who_speaks_beside_a_colon_or_dash(sentence: str) -> None:
    assert speaker(sentence) == "Ada Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz argued the case badly, adding [that the pumps failed].",
        "Ruiz promised reform and said [the pumps failed].",
        "Ruiz shook her head, sat down, and after a pause told the board [the pumps failed].",
        "Ruiz argued that the pumps leaked and [that the board knew].",
        "Ruiz prometió reformas y añadió que [las bombas fallaron].",
        "Ruiz defendió la obra, asegurando que [las bombas fallaron].",
        "Ruiz dijo que las bombas goteaban y [que la junta lo sabía].",
    ],
)
def test_a_second_verb_has_the_subject_of_the_first(sentence: str) -> None:
    assert speaker(sentence) == "Ada Ruiz"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz said the pumps failed, Soto that [they worked].",
        "Ruiz afirma que hay 40 bombas; Soto, [que 30].",
        "Ruiz afirma que hay 40 bombas y Soto, [que 30].",
    ],
)
def test_a_verb_need_not_be_said_again(sentence: str) -> None:
    assert speaker(sentence) == "Ben Soto"


@pytest.mark.parametrize(
    "sentence",
    [
        "Ruiz recalled the pumps. [They were new.]",
        "Ruiz charged [the board 40 crowns].",
        "Ruiz found [the broken pumps] in May.",
        "Ruiz put [the pumps in the cellar].",
        "Ruiz called [the police] on Monday.",
        "Ruiz contó [los votos] dos veces.",
        "Ruiz anotó [dos goles].",
        "Ruiz mantiene [las bombas].",
        "Ruiz se negó a firmar [la carta].",
        "La Junta del Puerto negó a Ruiz [el permiso].",
    ],
)
def test_a_verb_that_reports_elsewhere_need_not_report_here(sentence: str) -> None:
    assert speaker(sentence) is None
