"""What is left of pasted text, and what never is."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factcheck.plain_text import clean, clean_article, is_visible

NEVER = "\u00ad\u200b\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2069\ufeff\ufffc\0\x08\u3164"
HIDDEN = NEVER + "\u200c\u200d\u200e\u200f\ufe0f"
TAGS = ["<p>", "</p>", "<br>", "<b>", "&nbsp;", "&lt;p&gt;", "<!--", "-->", "<o:p>", '<a href="x">']
FRAGMENTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [*HIDDEN, *TAGS, " ", "\u00a0", "\n", "\r\n", "\u2029", "می", "क्", "👩", "한", "e\u0301"]
    ),
)
TEXTS = st.lists(FRAGMENTS, max_size=12).map("".join)
WORDS = st.text(st.characters(categories=["Lu", "Ll", "Nd"]), min_size=1, max_size=8).filter(
    lambda word: unicodedata.is_normalized("NFC", word)
)


@given(TEXTS, st.booleans())
@example("<!-- x", True)
@example("&lt;&lt;p>p>x", True)
def test_cleaning_again_changes_nothing(text: str, lines: bool) -> None:
    cleaned = clean(text, lines=lines).text
    again = clean(cleaned, lines=lines)
    assert again.text == cleaned
    assert again.dropped == ()


@given(TEXTS)
def test_nothing_forbidden_survives(text: str) -> None:
    cleaned = clean(text).text
    assert not set(cleaned) & set(
        "\u00ad\u200b\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\ufffc\u3164"
    )
    assert not any("\u2066" <= char <= "\u2069" for char in cleaned)
    assert not any(
        unicodedata.category(char) in ("Cc", "Co", "Cs") for char in cleaned.replace("\n", "")
    )
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "<p>" not in cleaned
    assert cleaned == "" or is_visible(cleaned)


@given(st.lists(WORDS, min_size=1), st.sampled_from(HIDDEN), st.sampled_from(["", "<b>", "</p>"]))
def test_visible_words_are_unchanged(words: list[str], hidden: str, tag: str) -> None:
    pasted = " ".join(f"{tag}{word[0]}{hidden}{word[1:]}" for word in words)
    bare = "".join(char for char in clean(pasted).text if char not in HIDDEN)
    assert bare.split() == words


@given(TEXTS)
def test_one_line_stays_one_line(text: str) -> None:
    assert "\n" not in clean(text, lines=False).text


WORD = (
    '<html><head><style>p { margin: 0 }</style></head><body><!--[if gte mso 9]><xml><w:x>9</w:x>'
    '</xml><![endif]--><p class=MsoNormal>The <b>minister</b>&nbsp;said so.<o:p></o:p></p>\n'
    '<p class=MsoNormal>A re\u00adport says <a href="https://example.org/r">otherwise</a>.</p></body>'
)  # fmt: skip


def test_what_word_brings_becomes_paragraphs_and_is_told() -> None:
    cleaned = clean(WORD)
    assert cleaned.text == "The minister said so.\n\nA report says otherwise."
    assert "o:p" in cleaned.dropped[0]
    assert cleaned.dropped[1:] == ("where links led (https://example.org/r)", "1 soft hyphen")


def test_comments_and_tracked_deletions_of_word_are_no_part_of_the_text() -> None:
    cleaned = clean(
        "<p class=MsoNormal>He <del cite='mailto:a@b' datetime='2026-02-12T10:00'>never</del> said "
        "so.<a class=msocomanchor href='#_msocom_1'>[A1]</a></p><hr class=msocomoff>"
        "<div style='mso-element:comment-list'><div style='mso-element:comment'>"
        "<p class=MsoCommentText>Ask <b>her</b>.</p></div></div><p>She did.</p>"
    )
    assert cleaned.text == "He said so.\n\nShe did."
    assert cleaned.dropped[1:] == ("comments of the word processor", "words that were deleted")


def test_words_that_a_page_shows_struck_through_stay() -> None:
    assert clean("<p>It cost <del>ten</del> twelve soles.</p>").text == "It cost ten twelve soles."


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",
        "क्\u200dष",
        "👩\u200d👩\u200d👧",
        "❤\ufe0f",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "שלום\u200f!",
        "10\u00a0km",
        "«\u00a0oui\u00a0»",
        "if a <b and c> d, then 3 < 4",
        "<https://example.org>",
        "AT&amp;T",
        "ไม่ใช่",
    ],
)
def test_what_a_script_an_emoji_or_a_sentence_needs_stays(text: str) -> None:
    assert clean(text).text == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Auf\u200clage", "Auflage"),
        ("abc\u200f", "abc"),
        ("one\u00a0two", "one two"),
        ("\u202eabc\u202c", "abc"),
        ("e\u0301", "é"),
        ("a\x0bb\u2029c", "a\nb\n\nc"),
        ("\uf0b7 a point", "• a point"),
        ("one<br>two", "one\ntwo"),
        ("plain\nlines with <b>bold</b>", "plain\nlines with bold"),
    ],
)
def test_what_nothing_needs_goes(text: str, left: str) -> None:
    assert clean(text).text == left


@pytest.mark.parametrize(
    "blank", [" ", "\u00a0", "\u200b", "\u2800", "\u3164", "\u115f", "\ufeff", "\u0301"]
)
def test_what_cannot_be_seen_is_nothing(blank: str) -> None:
    assert clean(blank * 3).text == ""


def test_paragraphs_that_only_line_ends_part_are_parted_by_empty_lines() -> None:
    long = "A sentence of a paragraph that nobody wrapped by hand goes on. " * 3
    assert clean_article(f"{long}\r\n{long}").text == f"{long.strip()}\n\n{long.strip()}"
    assert clean_article("short\nlines").text == "short\nlines"
