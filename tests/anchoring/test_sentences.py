from itertools import pairwise

import pytest
from hypothesis import given

from factcheck.anchoring import paragraphs, sentences

from .strategies import quick, texts


@pytest.mark.parametrize(
    "text",
    [
        "He came. | She left! | Who stayed? | Nobody…",
        "The U.S. Senate met Dr. John F. Kennedy Jr. at 5 p.m. on Jan. 9 in St. Louis.",
        "It happened in the U.S. | The Senate met at 5 p.m. | It was full.",
        "Prices rose by 3.5 percent to $1.2 million. | In No. 5 they fell.",
        "He said no. | They left in Jan. | It was cold.",
        "“I am sure.” | “So am I,” she said. | He called it “genocide.” | Nobody answered.",
        "“Why?” he asked. | “Because!” she cried.",
        "He waited… and waited ... until noon. | Then he left… | He never came back.",
        "El Sr. Castillo y la Sra. Boluarte viven en EE. UU. desde 2020. | ¿Volverán? | ¡No!",
        "Llegó a las 5 p. m. del lunes. | Véase pág. 14 y art. 3. | «Basta ya.» | Así fue.",
        "It fell.[12] | It rose.",
        "They want Congress, the president, etc. | But nobody resigned.",
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str) -> None:
    parts = text.split(" | ")
    assert [sentence.text for sentence in sentences(" ".join(parts))] == parts


def test_the_end_of_a_paragraph_ends_a_sentence() -> None:
    assert [part.text for part in sentences("A headline\n\nOne line\nand another.")] == [
        "A headline",
        "One line\nand another.",
    ]


def test_quotations_in_the_seeds_article_close_with_their_sentence(article: str) -> None:
    found = [sentence.text for sentence in sentences(article)]
    assert "“Many victims had gunshot wounds in the back." in found
    assert "“I am sure that we will have that evidence very soon,” she added." in found
    assert any(text.endswith("China reopens its economy.”") for text in found)
    assert any(text.endswith("butcher us like animals.’”") for text in found)


@quick
@given(texts)
def test_every_word_is_in_one_sentence_of_one_paragraph(text: str) -> None:
    found = sentences(text)
    assert all(text[part.start : part.end] == part.text == part.text.strip() for part in found)
    assert all(part.text for part in found)
    assert "".join("".join(part.text.split()) for part in found) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(found))
    for part in found:
        assert any(one.start <= part.start and part.end <= one.end for one in paragraphs(text))
