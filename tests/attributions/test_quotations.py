"""Who speaks in quotation marks, over all the sentences between and after them."""

import pytest

from .cast import speaker


@pytest.mark.parametrize(
    "text",
    [
        "“[It failed],” Ruiz said.",
        "“It failed,” said Ruiz. “[Nobody came.]”",
        "“It failed,” Ruiz said. “It failed twice. [Nobody came.]”",
        "“The pumps,” Ruiz said, “are new. They work. [Nobody denies it.]”",
        "The pumps failed, Ruiz told the Daily Post. “[They came from a wreck.]”",
        "Ruiz pointed at the wall. “[The pumps are here.]”",
        "“[The pumps are new.]” Ruiz lit a cigarette. “And they work.”",
        "“[We will appeal.]” Those were Ruiz's only words.",
        "Ruiz called Soto “[a liar]” on Sunday.",
        "What Ruiz calls “[a leak]” is a flood.",
        "“[Who paid?]” asked Ruiz.",
        "«Falló», dijo Ruiz. «Falló dos veces. [No vino nadie].»",
        "—[Las bombas fallaron] —dijo Ruiz—. Nadie vino.",
        "—Las bombas fallaron —dijo Ruiz—. [Nadie vino.]",
        "«Fallaron», dijo Ruiz. Y añadió: «[Nadie vino]».",
        "Ruiz resumió así la situación: «[Hay 40 bombas]».",
        "«[Hay 40 bombas]», ha dicho la ministra de Obras, Ada Ruiz, en el Congreso.",
        "«[Voy a impugnar.]» Con esas palabras se despidió Ruiz.",
    ],
)
def test_the_speaker_of_a_quotation(text: str) -> None:
    assert speaker(text) == "Ada Ruiz"


@pytest.mark.parametrize(
    "text",
    [
        "“It failed,” said a guard. “[Nobody came.]” Ruiz was in the room.",
        "“[They are new],” a guard told Ruiz.",
        "“[The pumps are old],” reads a sign near Ruiz's house.",
        "Ruiz's lawyer called the charge “[pure theatre]”.",
        "“Nobody warned us.” “[The siren was broken.]” In the village Ruiz met nobody.",
        "“They cried, Ruiz said, as they told us: ‘[five hundred years of this, and no end].’”",
        "«[Eran viejas]», le dijo María López a Ruiz.",
        "Los simpatizantes de Ruiz corearon: «[¡Fraude!]».",
    ],
)
def test_a_quotation_of_others(text: str) -> None:
    assert speaker(text) is None
