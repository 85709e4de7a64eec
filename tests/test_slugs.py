"""An address says nothing that its text does not say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.slugs import slug_of


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Rain fell by 12.5%", "rain-fell-by-12-5"),
        ("10,000 km, 1/2 of it", "10-000-km-1-2-of-it"),
        ("10² is not 102; 1½", "10-2-is-not-102-1-1-2"),
        ("The U.S. aid—$40 million", "the-us-aid-40-million"),
        ("Peru’s Congress doesn't", "perus-congress-doesnt"),
        ("Perú: el año 2023", "peru-el-ano-2023"),
        ("Łódź, Ёлка", "łodz-ёлка"),
        ("الجسر كلّف 10 ملايين", "الجسر-كلّف-10-ملايين"),
        ("पुल पर खर्च", "पुल-पर-खर्च"),
        ("สะพานมีค่า", "สะพานมีค่า"),
        ("橋の建設費は千万円。", "橋の建設費は千万円"),
        ("«…» --", ""),
    ],
)
def test_a_slug_has_the_words_of_its_text(text: str, slug: str) -> None:
    assert slug_of(text) == slug


@given(st.text())
def test_it_has_nothing_that_parts_addresses(text: str) -> None:
    assert not set(" /?#%&.\"'<>\\\x00\n") & set(slug_of(text))
