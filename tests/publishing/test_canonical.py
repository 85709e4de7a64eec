"""The same content always gives the same bytes: RFC 8785."""

import hashlib
import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from factcheck.models.content.canonical import canonical, link, sha256

CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def test_keys_are_sorted_by_utf_16_code_units() -> None:
    # Section 3.2.3 of the RFC; the smiley sorts by its surrogate, before U+FB33.
    content = {
        "€": "Euro Sign",
        "\r": "Carriage Return",
        "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "😀": "Emoji: Grinning Face",
        "\u0080": "Control",
        "ö": "Latin Small Letter O With Diaeresis",
    }

    assert list(json.loads(canonical(content)).values()) == [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ]


def test_the_example_of_the_rfc_gives_the_bytes_of_the_rfc() -> None:
    # Sections 3.2.2 to 3.2.4.
    content = {
        "numbers": [333333333.33333329, 1e30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000f\u000aA'\u0042\u0022\u005c\\\"/",
        "literals": [None, True, False],
    }

    assert (
        canonical(content)
        == (
            '{"literals":[null,true,false],'
            '"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],'
            '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}'
        ).encode()
    )


def test_letters_are_written_as_they_are_and_not_normalised() -> None:
    assert canonical({"a": "ñ", "b": "n\u0303"}) == '{"a":"ñ","b":"n\u0303"}'.encode()


def test_a_number_that_others_would_round_is_refused() -> None:
    with pytest.raises(rfc8785.IntegerDomainError):
        canonical({"a": 2**53 + 1})


@given(st.dictionaries(st.text(), CONTENT, max_size=5))
def test_what_was_written_reads_the_same_and_gives_the_same_bytes_again(
    content: dict[str, object],
) -> None:
    written = canonical(content)

    assert json.loads(written) == content
    assert canonical(dict(reversed(json.loads(written).items()))) == written


def test_a_digest_is_sha_256_in_lower_case_hexadecimal() -> None:
    assert sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_link_can_be_recomputed_from_its_three_lines() -> None:
    lines = f"{'0' * 64}\n1\n{sha256(b'abc')}"

    assert link("0" * 64, 1, sha256(b"abc")) == hashlib.sha256(lines.encode()).hexdigest()
