"""The article's page: its text with every claim marked."""

from pathlib import Path

import pytest
from django.conf import settings

from factcheck.models.reading_room import PublicArticle, PublicClaim
from tests.public.pages import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeds")]

ARTICLE = "/articles/us-backed-boluarte-regime-protests-north-of-peru/"


def test_the_segments_of_each_claim_joined_are_its_quote(visit: Visit) -> None:
    marks = visit(ARTICLE).all("mark")
    joined: dict[int, str] = {}
    for mark in marks:
        assert all(isinstance(child, str) for child in mark.children)
        for key in mark.attributes["data-claims"].split():
            joined[int(key)] = joined.get(int(key), "") + mark.text
    body = PublicArticle.objects.get().body
    claims = PublicClaim.objects.all()
    assert len(claims) == 85
    assert joined == {claim.pk: body[claim.start : claim.end] for claim in claims}


def test_the_text_is_the_article_to_the_letter(visit: Visit) -> None:
    shown = [text.text.strip() for text in visit(ARTICLE).all(class_="passage__text")]
    article = Path(settings.BASE_DIR, "seeds", "article.txt").read_text().strip()
    assert shown == [part.strip() for part in article.split("\n\n")]


def test_the_title_is_the_heading_with_its_claim_marked(visit: Visit) -> None:
    heading = visit(ARTICLE).one("h1")
    assert heading.one("mark").text == "protests spread across north of Peru"


def test_every_claim_has_one_target_for_deep_links_in_the_text(visit: Visit) -> None:
    page = visit(ARTICLE)
    for claim in PublicClaim.objects.all():
        page.one(id=f"claim-{claim.pk}")


def test_a_nested_claim_and_the_one_around_it_are_both_linked_from_the_text(visit: Visit) -> None:
    text = visit(f"{ARTICLE}?unchecked=shown").one(class_="annotated")
    inner = PublicClaim.objects.get(headline__startswith="Nearly 60 demonstrators")
    outer = PublicClaim.objects.get(headline__startswith="The state of emergency has been the")
    nested = text.one("mark", data_claims=f"{outer.pk} {inner.pk}")
    links = {
        link.one("mark").text: link.attributes["href"] for link in text.all("a", class_="marked")
    }
    assert links[nested.text] == f"#note-{inner.pk}"
    assert links["which has provided the framework to "] == f"#note-{outer.pk}"


def test_there_is_a_note_on_every_claim_that_was_checked(visit: Visit) -> None:
    notes = visit(ARTICLE).all("li", class_="note")
    noted = {int(note.attributes["data-claim"]) for note in notes}
    assert noted == {claim.pk for claim in PublicClaim.objects.reviewed()}
    assert len(notes) == 40


def test_a_note_says_what_is_so_what_the_cited_source_says_and_the_best_evidence(
    visit: Visit,
) -> None:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    note = visit(ARTICLE).one("li", id=f"note-{claim.pk}")
    assert note.one(class_="note__status").text == "Needs context"
    assert note.one(class_="note__finding").text == (
        "Nine, by an encyclopedia article; prosecutors’ reports of 2024 find wounds that fit army "
        "rifles, and IDL-Reporteros had reconstructed six cases."
    )
    cited, evidence = (fact.words for fact in note.all("dd"))
    assert cited == "IDL-Reporteros: Imprecise Prosecutors (Peru): Not found"
    assert evidence == "Ayacucho massacre, Wikipedia (English)"
    assert visit(note.one(class_="note__steps").all("a")[0].attributes["href"]).one("h1")


def test_a_note_gives_only_the_first_sentence_of_the_summary(visit: Visit) -> None:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    PublicClaim.objects.filter(pk=claim.pk).update(summary="It did. It did so twice.")
    assert visit(ARTICLE).one(id=f"note-{claim.pk}").one(class_="note__finding").text == "It did."


def test_what_does_not_hold_is_open_and_the_rest_is_one_line(visit: Visit) -> None:
    opened = visit(ARTICLE).all("li", class_="note--open")
    assert {int(note.attributes["data-claim"]) for note in opened} == {
        claim.pk for claim in PublicClaim.objects.filter(status__rating_value__lte=3)
    }


def test_the_head_names_the_three_that_hold_least_and_says_why(visit: Visit) -> None:
    worst = visit(ARTICLE).one("section", class_="worst")
    assert worst.one("h2").text == "What does not hold"
    told = [item.words for item in worst.all("li")]
    assert told[0].startswith(
        "27 False The state of emergency renewed on 14 February covers the whole country "
        "It covers Lima, Callao and five road corridors"
    )
    assert [words.split()[:2] for words in told[1:]] == [["29", "Mostly"], ["66", "Mostly"]]


def test_a_claim_has_a_linked_number_in_its_own_colour_outside_of_every_mark(
    visit: Visit,
) -> None:
    page = visit(ARTICLE)
    numbers = {number.attributes["data-number"]: number for number in page.all(class_="number")}
    assert len(numbers) == 40
    whole, nested = numbers["26"], numbers["27"]
    assert "status--lime" in whole.attributes["class"]
    assert "status--red" in nested.attributes["class"]
    assert nested.attributes["aria-label"] == "Claim 27: False"
    assert page.one(id=nested.attributes["href"][1:])
    assert not any(mark.all(class_="number") for mark in page.all(class_="marked"))


def test_numbers_stay_when_another_claim_is_gone(visit: Visit) -> None:
    PublicClaim.objects.filter(number=26).delete()
    numbers = [number.attributes["data-number"] for number in visit(ARTICLE).all(class_="number")]
    assert "26" not in numbers
    assert {"25", "27"} < set(numbers)
    claim = PublicClaim.objects.get(number=27)
    assert visit(claim.get_absolute_url()).one(class_="kicker").words == (
        "Claim 27 from an article of World Socialist Web Site"
    )


def test_the_strip_has_a_tick_for_each_claim_in_the_order_of_the_text(visit: Visit) -> None:
    strip = visit(ARTICLE).one(class_="strip")
    ticks = strip.all("rect")
    assert [int(tick.attributes["x"]) for tick in ticks] == list(range(85))
    assert len(strip.all("a")) == 40
    height = {
        link.one("title").text.split(":")[0]: int(link.one("rect").attributes["height"])
        for link in strip.all("a")
    }
    assert height["27 False"] > height["29 Mostly false"] > height["26 Mostly true"] > 15


def test_the_caption_of_a_photograph_is_one(visit: Visit) -> None:
    [caption] = visit(ARTICLE).all("figcaption")
    assert caption.text.strip().startswith("Protest in Lima, banner reads")


def test_a_note_leads_to_the_claims_before_and_after_it_in_the_text(visit: Visit) -> None:
    notes = visit(ARTICLE).all("li", class_="note")
    keys = [note.attributes["data-claim"] for note in notes]
    before = [[link.attributes["href"] for link in note.all("a", rel="prev")] for note in notes]
    after = [[link.attributes["href"] for link in note.all("a", rel="next")] for note in notes]
    assert before == [[], *([f"#note-{key}"] for key in keys[:-1])]
    assert after == [*([f"#note-{key}"] for key in keys[1:]), []]


def test_the_notice_says_that_these_are_samples(visit: Visit) -> None:
    assert "Sample reviews" in visit(ARTICLE).one(class_="notice").text


def test_an_article_without_text_shows_its_claims_in_the_table_only(visit: Visit) -> None:
    PublicArticle.objects.update(body="")
    PublicClaim.objects.update(start=None, end=None)
    page = visit(ARTICLE)
    assert not page.all("mark")
    assert not page.all(class_="views")
    assert not page.all(class_="strip")
    assert "The text of this article is not shown here" in page.words
    assert len(page.one("tbody").all("tr")) == 85


def test_claims_that_the_text_has_no_more_are_listed_apart(visit: Visit) -> None:
    claim = PublicClaim.objects.get(headline__startswith="Nine of the ten")
    PublicClaim.objects.filter(pk=claim.pk).update(start=None, end=None, passage_changed=True)
    page = visit(ARTICLE)
    [note] = page.one("section", class_="apart").all("li", id=f"note-{claim.pk}")
    assert "Needs context" in note.text
    assert "The publisher has changed this passage since we read it." in note.text
    assert not page.one(class_="annotated").all("mark", data_claims=str(claim.pk))


def test_a_changed_passage_is_named_so_beside_the_text_and_in_the_table(visit: Visit) -> None:
    assert "has changed this passage" not in visit(ARTICLE).words
    PublicClaim.objects.filter(headline__startswith="Nine of the ten").update(passage_changed=True)
    for view in ("", "?view=table"):
        changed = visit(ARTICLE + view).all(class_="note__changed")
        assert [each.text for each in changed] == [
            "The publisher has changed this passage since we read it."
        ]
