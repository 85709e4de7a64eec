"""Which sentences of a text are proposed as claims."""

from factcheck.attributions import propose_claims, read

from .cast import SOURCES, SPEAKERS

TEXT = """Pumps failed again in the harbour of Ferrow on Monday. Who will pay for it?

“They failed twice in May,” Ruiz told the Daily Post. Her voice broke. She wants new ones by June.

The Flood Report found that 40 of 50 pumps are older than the harbour itself."""


def test_they_come_in_the_order_of_the_text_with_speaker_and_source() -> None:
    found = [
        (
            TEXT[each.start : each.end],
            each.speaker.known.names[0] if each.speaker else None,
            each.source.known.names[0] if each.source else None,
        )
        for each in propose_claims(read(TEXT, SPEAKERS, SOURCES))
    ]

    assert found == [
        ("Pumps failed again in the harbour of Ferrow on Monday.", None, None),
        ("“They failed twice in May,” Ruiz told the Daily Post.", "Ada Ruiz", "Daily Post"),
        (
            "The Flood Report found that 40 of 50 pumps are older than the harbour itself.",
            None,
            "Flood Report",
        ),
    ]


def test_a_text_without_words_has_none() -> None:
    assert propose_claims(read(" \n\n ", SPEAKERS)) == []
    assert propose_claims(read("", SPEAKERS)) == []


def test_what_no_sentence_can_be_is_not_read() -> None:
    text = "Ruiz said " * 2000

    assert read(text, SPEAKERS).speaker(0, 9) is None
