"""The workbench of an article: its claims marked in the text, a short form beside it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from factcheck import workflow
from factcheck.models import Article, Claim
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from tests.admin.newsroom import form_of
from tests.models.factories import make_article, make_claim, make_source, make_speaker, person
from tests.publishing.conftest import publish_review

# The first letter is one code point and two UTF-16 units: positions after it tell them apart.
TEXT = (
    "𝐓he minister counted 60 people. Nobody was warned. Ada Ruiz said that 49 died.\n\n"
    "The army left on Friday. Nobody was warned."
)


def bench(article: Article) -> str:
    return reverse("admin:factcheck_article_workbench", args=[article.pk])


@pytest.fixture
def article(db: None) -> Article:
    return make_article(TEXT)


def typed(response: Any, **values: Any) -> dict[str, Any]:
    """What a browser would send back of the form beside the text."""
    if "adminform" in response.context:
        return form_of(response) | values
    form = response.context["form"]
    shown = {field.html_name: field.value() for field in form if field.value() is not None}
    return shown | values


def problems(response: Any) -> str:
    """What is said at the top of a refused form."""
    assert response.status_code == 200, "The form was not refused."
    return " ".join(problem.message for problem in response.context["problems"])


def test_claims_are_marked_by_stage_in_the_text(ana: Client, article: Article) -> None:
    outer = make_claim(article, "minister counted 60 people")
    inner = make_claim(article, "60 people")

    page = ana.get(bench(article)).text

    assert f'data-claims="{outer.pk} {inner.pk}"' in page
    assert f'id="claim-{inner.pk}"' in page
    assert "stage--open" in page


def test_the_list_and_the_form_of_articles_lead_to_it(ana: Client, article: Article) -> None:
    for name, args in (("changelist", []), ("change", [article.pk])):
        page = ana.get(reverse(f"admin:factcheck_article_{name}", args=args)).text
        assert bench(article) in page


def test_progress_counts_the_facts_left(ana: Client, article: Article) -> None:
    make_claim(article, "60 people")

    assert "1 of 1" in ana.get(bench(article)).text


def test_the_next_sentence_without_a_claim_is_offered(ana: Client, article: Article) -> None:
    make_claim(article, "minister counted 60 people")

    following = ana.get(bench(article)).context["bench"].next_unclaimed()

    assert following.text == "Nobody was warned."
    assert f"start={following.start}&amp;end={following.end}" in ana.get(bench(article)).text


def test_a_filter_leaves_the_others_faint(ana: Client, article: Article) -> None:
    make_claim(article, "60 people")

    assert "is-faint" not in ana.get(bench(article), {"stage": "open"}).text
    assert "is-faint" in ana.get(bench(article), {"stage": "approved"}).text


def test_a_claim_is_made_of_a_quote(ana: Client, article: Article) -> None:
    form = typed(ana.get(bench(article)), quote="60 people", headline="60 people were counted")

    response = ana.post(bench(article), form)

    claim = Claim.objects.get()
    assert response.headers["Location"].endswith(f"#claim-{claim.pk}")
    assert (claim.stage, claim.quote, claim.start) == ("open", "60 people", TEXT.index("60 people"))


def test_a_quote_that_is_not_in_the_text_is_refused(ana: Client, article: Article) -> None:
    form = typed(ana.get(bench(article)), quote="70 people", headline="Typed at length")

    response = ana.post(bench(article), form)

    assert "70 people" in problems(response)
    assert "Typed at length" in response.text
    assert not Claim.objects.exists()


def test_a_quote_that_stands_twice_is_a_choice(ana: Client, article: Article) -> None:
    form = typed(ana.get(bench(article)), quote="Nobody was warned", headline="No warning")
    response = ana.post(bench(article), form)
    assert "place" in response.context["form"].errors
    second = TEXT.rindex("Nobody was warned")
    assert f'value="{second}"' in response.text

    ana.post(bench(article), form | {"place": second})

    assert Claim.objects.get().start == second


def test_selected_words_keep_their_place(ana: Client, article: Article) -> None:
    start = TEXT.rindex("Nobody was warned")
    address = f"{bench(article)}?start={start}&end={start + len('Nobody was warned')}"
    form = typed(ana.get(address), headline="No warning")
    assert form["quote"] == "Nobody was warned"

    ana.post(address, form)

    assert Claim.objects.get().start == start


def test_positions_outside_the_text_select_nothing(ana: Client, article: Article) -> None:
    for query in ("start=5&end=99999", "start=9&end=3", "start=x&end=y", "claim=x", "claim=0"):
        assert ana.get(f"{bench(article)}?{query}").status_code == 200


def test_the_speaker_of_a_sentence_is_proposed(ana: Client, article: Article) -> None:
    ruiz = make_speaker("Ada Ruiz")
    start = TEXT.index("Ada Ruiz")

    response = ana.get(f"{bench(article)}?start={start}&end={TEXT.index('died.') + 5}")

    assert response.context["form"]["speaker"].value() == ruiz.pk
    assert "Ada Ruiz said" in response.text


def test_words_that_gave_a_speaker_away_are_never_html(ana: Client) -> None:
    make_speaker("Ada Ruiz")
    text = "Ada Ruiz, 1 < 2 & 3 > 2, said that 49 people died."

    page = ana.get(f"{bench(make_article(text))}?start=0&end={len(text)}").text

    assert "Proposed for “Ada Ruiz, 1 &lt; 2 &amp; 3 &gt; 2, said”." in page
    assert "1 < 2" not in page


def test_a_source_that_the_article_cites_is_saved_with_the_claim(
    ana: Client, article: Article
) -> None:
    source = make_source("Count of the dead")
    form = typed(ana.get(bench(article)), quote="49 died", headline="49 died", source=source.pk)

    ana.post(bench(article), form)

    assert [c.source for c in Claim.objects.get().citations.all()] == [source]


def test_a_claim_is_changed_beside_the_text(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people")
    address = f"{bench(article)}?claim={claim.pk}"

    response = ana.post(address, typed(ana.get(address), headline="Sixty people"))

    claim.refresh_from_db()
    assert claim.headline == "Sixty people"
    assert response.headers["Location"].endswith(f"#claim-{claim.pk}")


def test_a_later_save_of_an_older_version_is_refused_and_loses_nothing(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "60 people")
    address = f"{bench(article)}?claim={claim.pk}"
    form = typed(ana.get(address), headline="What I typed")
    with acting_as(person("ben")):
        Claim.objects.filter(pk=claim.pk).update(headline="What Ben saved")

    response = ana.post(address, form)

    assert "ben saved this after you opened it" in problems(response)
    assert "What I typed" in response.text
    assert "What Ben saved" in response.text
    assert Claim.objects.get().headline == "What Ben saved"


def test_what_the_second_left_alone_beside_the_text_is_taken_from_the_first(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "60 people")
    address = f"{bench(article)}?claim={claim.pk}"
    form = typed(ana.get(address), headline="What I typed")
    with acting_as(person("ben")):
        Claim.objects.filter(pk=claim.pk).update(statement="What Ben saved")

    ana.post(address, form)

    claim.refresh_from_db()
    assert (claim.headline, claim.statement) == ("What I typed", "What Ben saved")


@pytest.mark.parametrize("withdrawn", [False, True])
def test_a_claim_with_its_review_out_or_withdrawn_is_read_only(
    admin: Client, article: Article, withdrawn: bool
) -> None:
    claim = make_claim(article, "60 people", status_id="true", summary="There were.")
    publish_review(claim)
    if withdrawn:
        workflow.perform(claim.pk, Verb.WITHDRAW, person("admin"), comment="It was wrong.")
    address = f"{bench(article)}?claim={claim.pk}"

    response = admin.get(address)

    assert "headline" not in response.context["adminform"].form.fields
    assert "reopen the claim to change its words or its verdict" in response.text


def test_a_dropped_claim_is_marked_no_more(ana: Client, article: Article) -> None:
    claim = make_claim(article, "60 people")

    workflow.perform(claim.pk, Verb.DROP, person("ana"), comment="It is no claim.")

    assert "data-claims" not in ana.get(bench(article)).text
    chosen = ana.get(f"{bench(article)}?claim={claim.pk}")
    assert "restore it to change its words or its verdict" in chosen.text


def test_what_was_typed_of_a_claim_that_was_dropped_meanwhile_is_kept_and_makes_no_new_claim(
    ana: Client, article: Article
) -> None:
    claim = make_claim(article, "60 people")
    address = f"{bench(article)}?claim={claim.pk}"
    form = typed(ana.get(address), headline="Typed at length")
    workflow.perform(claim.pk, Verb.DROP, person("ana"), comment="It is no claim.")

    refused = ana.post(address, form)

    assert "The claim was dropped meanwhile: nothing of yours is saved." in problems(refused)
    assert refused.context["adminform"].form["headline"].value() == "Typed at length"
    assert [each.headline for each in Claim.objects.all()] == ["60 people"]

    workflow.perform(claim.pk, Verb.RESTORE, person("ana"))
    shown = ana.post(address, typed(refused))
    assert "ana saved this after you opened it" in problems(shown)
    ana.post(address, typed(shown))
    assert Claim.objects.get().headline == "Typed at length"


def test_what_was_typed_of_a_claim_that_was_published_meanwhile_is_kept(
    admin: Client, article: Article
) -> None:
    claim = make_claim(article, "60 people", status_id="true", summary="There were.")
    address = f"{bench(article)}?claim={claim.pk}"
    form = typed(admin.get(address), headline="Typed at length")
    publish_review(claim)

    refused = admin.post(address, form)

    assert "The claim is published by now: nothing of yours is saved." in problems(refused)
    assert refused.context["adminform"].form["headline"].value() == "Typed at length"


@pytest.mark.parametrize("query", ["claim=0", "claim=x", "claim=99999"])
def test_a_form_of_a_claim_that_is_not_there_makes_no_new_claim(
    ana: Client, article: Article, query: str
) -> None:
    form = typed(ana.get(bench(article)), quote="60 people", headline="60 people were counted")

    assert ana.post(f"{bench(article)}?{query}", form).status_code == 404

    assert not Claim.objects.exists()


def test_who_may_not_change_claims_reads_the_one_that_is_chosen(
    eva: Client, article: Article
) -> None:
    claim = make_claim(article, "60 people", statement="Sixty were counted.")
    address = f"{bench(article)}?claim={claim.pk}"

    response = eva.get(address)

    assert not response.context["adminform"].form.fields.keys() & {"headline", "statement"}
    assert "Sixty were counted." in response.text
    assert eva.post(address, {"headline": "Changed"}).status_code == 403


def test_who_may_not_add_claims_only_reads(eva: Client, article: Article) -> None:
    response = eva.get(bench(article))

    assert response.status_code == 200
    assert response.context["form"] is None
    assert eva.post(bench(article), {"quote": "60 people"}).status_code == 403


def test_nobody_works_there_without_signing_in(client: Client, article: Article) -> None:
    assert "/login/" in client.get(bench(article)).headers["Location"]


def test_85_claims_need_no_more_queries_than_one(
    ana: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    words = [f"Number {n} is told." for n in range(85)]
    article = make_article("\n\n".join(words))
    make_claim(article, words[0], speaker=make_speaker(), assignee=person("ana"))
    ana.get(bench(article))
    with django_assert_num_queries(QUERIES):
        ana.get(bench(article))
    for quote in words[1:]:
        make_claim(article, quote, speaker=make_speaker(), assignee=person("ana"))

    with django_assert_num_queries(QUERIES):
        response = ana.get(bench(article))

    assert len(response.context["bench"].claims) == 85


QUERIES = 10
