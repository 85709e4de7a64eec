"""References of a reasoning to its evidence."""

from factcheck.references import ReasoningPart, Reference, paragraphs

NUMBERS = {"e12": 1, "e14": 2}


def test_references_become_the_numbers_of_their_evidence() -> None:
    assert paragraphs("Seen in both [e012, e14].", NUMBERS) == [
        [
            ReasoningPart("Seen in both "),
            ReasoningPart(references=(Reference("e012", 1), Reference("e14", 2))),
            ReasoningPart("."),
        ]
    ]


def test_a_reference_leads_to_its_evidence_however_many_zeros_it_is_written_with() -> None:
    assert Reference("e0012", 1).target == "e12"


def test_an_unknown_reference_keeps_its_name_and_has_no_number() -> None:
    [[_text, group]] = paragraphs("Seen [e12, e99]", NUMBERS)
    assert group.references == (Reference("e12", 1), Reference("e99", None))


def test_brackets_in_which_nothing_is_known_stay_text() -> None:
    assert paragraphs("Seen [e99] and [sic]", NUMBERS) == [[ReasoningPart("Seen [e99] and [sic]")]]


def test_empty_lines_part_paragraphs() -> None:
    assert paragraphs("One.\n\nTwo [e12]\n", NUMBERS) == [
        [ReasoningPart("One.")],
        [ReasoningPart("Two "), ReasoningPart(references=(Reference("e12", 1),))],
    ]


def test_no_reasoning_has_no_paragraphs() -> None:
    assert paragraphs("", NUMBERS) == []
