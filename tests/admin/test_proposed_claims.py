"""Sentences that are proposed as claims at the workbench: accepted, refused, taken back."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from factcheck import text_versions
from factcheck.admin.article.workbench_forms import as_headline
from factcheck.models import Article, AuditEntry, Claim, RefusedSentence
from factcheck.models.refused_sentence import digest_of
from tests.admin.newsroom import member
from tests.admin.test_workbench import bench, typed
from tests.models.factories import make_article, make_claim, make_source, make_speaker, person

PUMPS = "Ada Ruiz told The Daily that 4 of 6 pumps failed."
RAIN = "Rainfall was twice that of 1988."
ASKED = "Who was warned?"
TRUCKS = "The army left Lima with 40 trucks."
TEXT = f"{PUMPS} {ASKED}\n\n{RAIN} {TRUCKS}"


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT)


def at(sentence: str, text: str = TEXT) -> dict[str, Any]:
    """The part of an address that chooses a sentence."""
    start = text.index(sentence)
    return {"start": start, "end": start + len(sentence)}


def chosen(article: Article, sentence: str, text: str = TEXT) -> str:
    return bench(article) + "?start={start}&end={end}".format(**at(sentence, text))


def proposed(client: Client, article: Article) -> list[str]:
    """The sentences that are marked as proposed in the page's text."""
    pieces = [
        piece
        for paragraph in client.get(bench(article)).context["bench"].paragraphs()
        for piece in paragraph
    ]
    return [piece.text for piece in pieces if piece.is_proposed]


def refuse(client: Client, article: Article, sentence: str) -> Any:
    return client.post(chosen(article, sentence), {"refuse": digest_of(sentence)})


def test_sentences_that_carry_claims_are_marked_and_counted(ana: Client, article: Article) -> None:
    make_claim(article, RAIN)

    assert proposed(ana, article) == [PUMPS, TRUCKS]
    page = ana.get(bench(article)).text
    assert "2 proposed claims" in page
    assert "1 other sentence" in page


def test_the_form_of_a_proposed_claim_is_filled(ana: Client, article: Article) -> None:
    ruiz, daily = make_speaker("Ada Ruiz"), make_source("", publisher="The Daily")

    response = ana.get(chosen(article, PUMPS))

    form = response.context["form"]
    assert {name: form[name].value() for name in ("quote", "headline", "speaker", "source")} == {
        "quote": PUMPS,
        "headline": PUMPS.removesuffix("."),
        "speaker": ruiz.pk,
        "source": daily.pk,
    }
    assert form["as_cited"].value() == "Daily"
    assert "Proposed for “told The Daily”." in response.text


def test_a_sentence_that_is_not_proposed_has_no_headline(ana: Client, article: Article) -> None:
    form = ana.get(chosen(article, ASKED)).context["form"]

    assert form["quote"].value() == ASKED
    assert not form["headline"].value()


@pytest.mark.parametrize(
    ("sentence", "headline"),
    [
        ("Sixty people died.", "Sixty people died"),
        (f"{'Sixty ' * 12}people died.", f"{'Sixty ' * 11}Sixty…"),
        (f"{'Sixty ' * 11}people died.", f"{'Sixty ' * 11}people…"),
        ("Sixty\npeople died!", "Sixty people died!"),
    ],
)
def test_a_long_sentence_is_cut_after_a_word(sentence: str, headline: str) -> None:
    assert as_headline(sentence) == headline
    assert len(headline) <= 75


def test_accepting_saves_the_claim_and_goes_on_to_the_next(ana: Client, article: Article) -> None:
    ruiz, daily = make_speaker("Ada Ruiz"), make_source("", publisher="The Daily")
    address = chosen(article, PUMPS)

    response = ana.post(address, typed(ana.get(address), go_on="1"))

    claim = Claim.objects.get()
    assert (claim.quote, claim.speaker) == (PUMPS, ruiz)
    assert [(each.source, each.as_cited) for each in claim.citations.all()] == [(daily, "Daily")]
    assert response.headers["Location"] == f"{chosen(article, RAIN)}#selected"


def test_after_the_last_proposal_the_first_is_next(ana: Client, article: Article) -> None:
    address = chosen(article, TRUCKS)

    response = ana.post(address, typed(ana.get(address), go_on="1"))

    assert response.headers["Location"] == f"{chosen(article, PUMPS)}#selected"


def test_accepting_the_only_proposal_leaves_none_chosen(ana: Client, article: Article) -> None:
    make_claim(article, RAIN)
    make_claim(article, TRUCKS)
    make_claim(article, ASKED)
    address = chosen(article, PUMPS)

    response = ana.post(address, typed(ana.get(address), go_on="1"))

    assert response.headers["Location"] == f"{bench(article)}?"
    assert "Every sentence has a claim." in ana.get(bench(article)).text


def test_a_proposal_with_a_fault_is_not_left(ana: Client, article: Article) -> None:
    address = chosen(article, PUMPS)

    response = ana.post(address, typed(ana.get(address), go_on="1", quote="Not in the text"))

    assert response.context["form"].errors
    assert not Claim.objects.exists()


def test_saving_without_going_on_leads_to_the_claim(ana: Client, article: Article) -> None:
    address = chosen(article, PUMPS)

    response = ana.post(address, typed(ana.get(address)))

    assert response.headers["Location"].endswith(f"#claim-{Claim.objects.get().pk}")


def test_a_refused_sentence_is_proposed_no_more(ana: Client, article: Article) -> None:
    response = refuse(ana, article, PUMPS)

    assert response.headers["Location"] == f"{chosen(article, RAIN)}#selected"
    assert article.refused_sentences.get().refused_by == person("ana")
    page = ana.get(response.headers["Location"]).text
    assert "Not a claim: “Ada Ruiz told The Daily that 4 of…”" in page
    assert proposed(ana, article) == [RAIN, TRUCKS]


def test_a_refused_sentence_keeps_its_plus(ana: Client, article: Article) -> None:
    refuse(ana, article, PUMPS)

    page = ana.get(bench(article)).text

    assert page.count('class="bench-add') == len([PUMPS, ASKED, RAIN, TRUCKS])
    assert "ana refused this sentence on" in ana.get(chosen(article, PUMPS)).text


def test_a_refusal_is_taken_back(ana: Client, article: Article) -> None:
    refuse(ana, article, PUMPS)

    response = ana.post(chosen(article, PUMPS), {"take_back": digest_of(PUMPS)})

    assert response.headers["Location"] == f"{chosen(article, PUMPS)}#selected"
    assert PUMPS in proposed(ana, article)


def test_a_claim_made_of_a_refused_sentence_takes_the_refusal_back(
    ana: Client, article: Article
) -> None:
    refuse(ana, article, PUMPS)
    address = chosen(article, PUMPS)

    ana.post(address, typed(ana.get(address), headline="Pumps failed"))

    assert Claim.objects.get().quote == PUMPS
    assert not RefusedSentence.objects.exists()


def test_a_refusal_follows_the_sentence_into_a_new_version(ana: Client, article: Article) -> None:
    refuse(ana, article, RAIN)
    again = "rainfall was twice that of 1988!"

    text_versions.revise(article, f"It is new. {PUMPS}\n\n“{again}” {TRUCKS}", person("ana"))

    assert proposed(ana, article) == [PUMPS, TRUCKS]


def test_another_number_is_another_sentence(ana: Client, article: Article) -> None:
    refuse(ana, article, RAIN)
    other = RAIN.replace("1988", "1989")

    text_versions.revise(article, TEXT.replace(RAIN, other), person("ana"))

    assert proposed(ana, article) == [PUMPS, other, TRUCKS]


def test_a_refusal_is_of_one_article(ana: Client, article: Article) -> None:
    refuse(ana, article, PUMPS)

    assert PUMPS in proposed(ana, make_article(TEXT))


def test_a_sentence_is_refused_once(ana: Client, article: Article) -> None:
    refuse(ana, article, PUMPS)
    with pytest.raises(IntegrityError), transaction.atomic():
        article.refused_sentences.create(digest=digest_of(PUMPS), refused_by=person("ana"))

    member("fay")
    refuse(ana, article, PUMPS)

    assert article.refused_sentences.count() == 1


def test_refusals_are_audited_without_the_words(ana: Client, article: Article) -> None:
    refuse(ana, article, PUMPS)

    entry = AuditEntry.objects.get(table=RefusedSentence._meta.db_table)
    assert entry.actor == person("ana")
    assert "pumps" not in str(entry.changes).lower()


def test_a_sentence_that_went_meanwhile_is_not_refused(ana: Client, article: Article) -> None:
    text_versions.revise(article, ASKED, person("ana"))

    response = refuse(ana, article, PUMPS)

    assert "is not in the text any more" in ana.get(response.headers["Location"]).text
    assert not RefusedSentence.objects.exists()


@pytest.mark.parametrize("act", ["refuse", "take_back"])
def test_who_may_not_add_claims_decides_nothing(eva: Client, article: Article, act: str) -> None:
    if act == "take_back":
        article.refused_sentences.create(digest=digest_of(PUMPS), refused_by=person("ana"))
    before = RefusedSentence.objects.count()

    assert eva.post(chosen(article, PUMPS), {act: digest_of(PUMPS)}).status_code == 403

    assert RefusedSentence.objects.count() == before
    assert proposed(eva, article) == []


@pytest.mark.parametrize(("language", "is_read"), [("en", True), ("es-PE", True), ("de", False)])
def test_nothing_is_proposed_in_a_language_that_is_not_read(
    ana: Client, language: str, is_read: bool
) -> None:
    text = "Lima zählte 40 Tote. Ada Ruiz sah 12."
    article = make_article(text, language=language)

    assert bool(proposed(ana, article)) == is_read
    page = ana.get(bench(article)).text
    assert ("Next proposed claim" in page) == is_read
    assert ("Next unclaimed sentence" in page) != is_read


def test_where_none_is_proposed_a_refused_sentence_is_left_no_more(ana: Client) -> None:
    article = make_article(f"{ASKED} Who knew?", language="de")

    refuse_at = bench(article) + f"?start=0&end={len(ASKED)}"
    ana.post(refuse_at, {"refuse": digest_of(ASKED)})

    assert "1 left" in ana.get(bench(article)).text


def test_a_thousand_sentences_need_no_more_queries_than_two(
    ana: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    text = " ".join(f"Ada Ruiz counted {n} pumps." for n in range(1_000))
    few, many = make_article(text[: text.index(" Ada")]), make_article(text)
    for article in (few, many):
        article.refused_sentences.create(
            digest=digest_of("Ada Ruiz counted 0 pumps."), refused_by=person("ana")
        )
    ana.get(bench(few))

    for article in (few, many):
        with django_assert_num_queries(QUERIES):
            ana.get(bench(article))


QUERIES = 10
