"""Languages by tag and by name."""

import pytest
from django.utils import translation

from factcheck import language_tags


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("es", "es"),
        ("ES_pe", "es-PE"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("Spanish", "es"),
        ("spanish (peru)", "es-PE"),
        ("español (Perú)", "es-PE"),
        ("Quechua", "qu"),
    ],
)
def test_a_language_is_given_by_tag_or_name(written: str, tag: str) -> None:
    assert language_tags.read(written) == tag


@pytest.mark.parametrize("written", ["", "xx", "es-XX", "english please", "und", "e", "es-Xxxx"])
def test_what_names_no_language_is_none(written: str) -> None:
    assert language_tags.read(written) is None


def test_every_name_that_is_offered_is_understood() -> None:
    for language in ("en", "es", "ar"):
        with translation.override(language):
            for name in language_tags.names():
                tag = language_tags.read(name)
                assert tag is not None, name
                assert len(tag) <= 12


def test_a_language_goes_by_its_name_in_the_language_of_the_reader() -> None:
    assert language_tags.name("es-PE") == "Spanish (Peru)"
    with translation.override("es"):
        assert language_tags.name("es-PE") == "español (Perú)"
    assert language_tags.name("nonsense") == "nonsense"


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("fa-IR", "rtl"), ("dv", "rtl"), ("az-Arab", "rtl"), ("az", "ltr"),
     ("es-PE", "ltr"), ("qu", "ltr"), ("he", "rtl"), ("nonsense", "auto")],
)  # fmt: skip
def test_a_language_has_the_direction_of_its_script(tag: str, direction: str) -> None:
    assert language_tags.direction(tag) == direction
