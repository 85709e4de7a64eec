"""The article's page without JavaScript: filtered by its legend, and as a table."""

import pytest

from factcheck.models.reading_room import PublicClaim
from tests.public.pages import Element, Page, Visit
from tests.some import some

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

ARTICLE = "/articles/us-backed-boluarte-regime-protests-north-of-peru/"


def choose(visit: Visit, label: str, address: str = ARTICLE) -> Page:
    """Follow a link of the article's page."""
    return visit(ARTICLE + visit(address).links[label])


def visible(page: Page, tag: str) -> list[Element]:
    return [row for row in page.all(tag) if "data-claim" in row.attributes and shows(row)]


def shows(element: Element) -> bool:
    return "hidden" not in element.attributes


def test_the_legend_shows_the_claims_of_one_status_and_says_how_many(visit: Visit) -> None:
    page = choose(visit, "Needs context 10")
    shown = PublicClaim.objects.filter(status="needs-context")
    assert {int(note.attributes["data-claim"]) for note in visible(page, "li")} == {
        claim.pk for claim in shown
    }
    [message] = [part for part in page.one(role="status").all("p") if shows(part)]
    assert " ".join(message.text.split()) == (
        "Only Needs context is shown: 10 of 85 claims. Show all"
    )


def test_only_the_marks_and_numbers_of_that_status_keep_their_colour(visit: Visit) -> None:
    page = choose(visit, "False 1")
    shown = {claim.pk for claim in PublicClaim.objects.filter(status="false")}
    for mark in some(page.all(class_="marked")):
        keys = {int(key) for key in mark.one("mark").attributes["data-claims"].split()}
        classes = set(mark.attributes["class"].split())
        assert classes.isdisjoint({"is-muted", "is-quiet"}) == bool(keys & shown)
        if keys & shown:
            assert "status--red" in classes
    assert len([number for number in page.all(class_="number") if shows(number)]) == 1


def test_a_nested_mark_takes_the_colour_of_the_claim_that_is_shown(visit: Visit) -> None:
    inner = PublicClaim.objects.get(headline__startswith="Nearly 60 demonstrators")
    outer = PublicClaim.objects.get(headline__startswith="The state of emergency has been the")
    mark = f"{outer.pk} {inner.pk}"
    for label, claim in {"Mostly false 2": inner, "Not yet checked 45": outer}.items():
        page = choose(visit, label)
        [link] = [link for link in page.all(class_="marked") if link.all("mark", data_claims=mark)]
        assert link.attributes["href"] == f"#note-{claim.pk}"


def test_the_notes_of_a_filtered_page_lead_past_what_is_not_shown(visit: Visit) -> None:
    notes = visible(choose(visit, "Mostly false 2"), "li")
    first, second = (note.attributes["data-claim"] for note in notes)
    assert notes[0].one("a", rel="next").attributes["href"] == f"#note-{second}"
    assert notes[1].one("a", rel="prev").attributes["href"] == f"#note-{first}"
    assert not notes[1].all("a", rel="next")


def test_the_chosen_status_and_show_all_lead_back_to_all_claims(visit: Visit) -> None:
    filtered = choose(visit, "False 1")
    assert (
        filtered.one(class_="legend").one("a", aria_current="true").one(class_="balance__name").text
        == "False"
    )
    for label in ("False 1", "Show all"):
        assert len(visible(visit(ARTICLE + filtered.links[label]), "li")) == 40


@pytest.mark.parametrize("status", ["nonsense", "mostly-false"])
def test_a_status_without_claims_shows_all_and_says_so(visit: Visit, status: str) -> None:
    PublicClaim.objects.filter(status="mostly-false").update(status="false")
    page = visit(f"{ARTICLE}?status={status}")
    assert len(visible(page, "li")) == 40
    assert "No claim of this article has the status that you asked for; these are all." in (
        page.one(role="status").text
    )


# What nobody has checked yet


def test_what_nobody_has_checked_looks_like_plain_text_until_asked_for(visit: Visit) -> None:
    page = visit(ARTICLE)
    assert "40 of 85 claims checked" in page.words
    assert "What nobody has checked yet is not marked." in page.words
    quiet = page.all("span", class_="is-quiet")
    keys = {key for mark in quiet for key in mark.one("mark").attributes["data-claims"].split()}
    unchecked = PublicClaim.objects.filter(reviewed_at=None)
    assert {int(key) for key in keys} <= {claim.pk for claim in unchecked}
    assert not page.all("a", class_="marking--clock")

    asked = choose(visit, "Show 45 unchecked claims")
    assert not asked.all(class_="is-quiet")
    titles = [link.attributes["title"] for link in asked.all("a", class_="marking--clock")]
    assert titles
    assert all(title.startswith("Not yet checked: ") for title in titles)
    assert len(visible(asked, "li")) == 85
    assert len(visible(visit(ARTICLE + asked.links["Leave them unmarked"]), "li")) == 40


def test_the_legend_leads_to_what_nobody_has_checked_alone(visit: Visit) -> None:
    page = choose(visit, "Not yet checked 45")
    assert len(visible(page, "li")) == 45


def test_the_page_of_a_claim_that_nobody_has_checked_leads_to_its_words(visit: Visit) -> None:
    claim = PublicClaim.objects.filter(reviewed_at=None).in_text_order()[0]
    link = visit(claim.get_absolute_url()).links["See it in the article"]
    assert link == f"{ARTICLE}?unchecked=shown#claim-{claim.pk}"
    note = visit(link).one("li", id=f"note-{claim.pk}")
    assert "More about this claim" in note.text


def test_a_review_of_the_cited_sources_alone_is_shown(visit: Visit) -> None:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    PublicClaim.objects.filter(pk=claim.pk).update(status="unverified")
    note = visit(ARTICLE).one("li", id=f"note-{claim.pk}")
    assert "Imprecise" in note.text


# The table


def test_the_table_has_number_words_speaker_sources_findings_and_status(visit: Visit) -> None:
    page = choose(visit, "Table")
    assert not page.all("mark")
    heads = [head.text for head in page.one("thead").all("th")]
    assert heads == [
        *("No.", "Claim", "Said by", "Cited source, and whether it says so", "Status"),
    ]
    rows = visible(page, "tr")
    numbers = [int(row.one(class_="claims-table__number").text) for row in rows]
    assert numbers == list(range(1, 86))
    [row] = [row for row in rows if "Nine of the ten" in row.text]
    assert [" ".join(cell.text.split()) for cell in row.all("td")][1:] == [
        "Nine of the ten killed in Ayacucho were shot with army rifle munitions",
        "IDL-Reporteros, Prosecutors (Peru)",
        "IDL-Reporteros: Imprecise Prosecutors (Peru): Not found",
        "Needs context",
    ]
    statuses = [row.one(class_="status").text.strip() for row in rows]
    assert statuses.count("Not yet checked") == 45


def test_the_table_leads_back_to_the_place_in_the_text(visit: Visit) -> None:
    table = visit(f"{ARTICLE}?view=table")
    claim = PublicClaim.objects.in_text_order()[11]
    [row] = table.all("tr", data_claim=str(claim.pk))
    link = row.one(class_="claims-table__number").one("a")
    assert link.attributes["href"] == f"{ARTICLE}#claim-{claim.pk}"
    assert link.attributes["aria-label"] == "12: see it in the text"


def test_the_table_keeps_the_filter_and_the_filter_the_table(visit: Visit) -> None:
    assert len(visible(choose(visit, "Table", f"{ARTICLE}?status=false"), "tr")) == 1
    assert len(visible(choose(visit, "False 1", f"{ARTICLE}?view=table"), "tr")) == 1


def test_what_leads_to_a_claim_leads_to_its_row_of_the_table(visit: Visit) -> None:
    page = visit(f"{ARTICLE}?view=table")
    targets = {link.attributes["href"][1:] for link in page.all("a") if "href" in link.attributes}
    for target in some([each for each in targets if each.startswith("note-")]):
        assert page.one("tr", id=target)
