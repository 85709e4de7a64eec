"""For every field of a claim and its parts: whoever alone changed it is who is saved."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from factcheck.models import Claim, Finding, Topic
from factcheck.models.acting import acting_as
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of, at_work, form_of, problems_of
from tests.workflow.newsroom import QUOTE, Newsroom

TEXTS = ["", "One.", "Two\nlines.", "Three, and “more”."]
SHORT = ["", "One.", "Four"]
DATES = ["2025-11-01", "2025-11-02", "2025-11-03"]


def choices(desk: Newsroom, claim: Claim) -> dict[str, list[Any]]:
    """By field, values of which any can follow on any."""
    speakers = [desk.speaker.pk, desk.other_speaker.pk]
    sources = [desk.source.pk, desk.other_source.pk]
    topics = [desk.topic.pk, Topic.objects.create(slug="rivers", name={"en": "Rivers"}).pk]
    other = desk.claim_in(Stage.PUBLISHED)
    long = dict.fromkeys(
        ["statement", "question", "summary", "reasoning", "policy_exception", "note"], TEXTS
    )
    evidence = dict.fromkeys(["excerpt", "place", "origin", "note"], SHORT)
    return {
        **long,
        "quote": [QUOTE, "The mayor opened", "the ministry said"],
        "headline": ["A", "B", "C"],
        "kind": ["event", "quantity", "legal"],
        "speaker": ["", *speakers],
        "speaker_role": ["", "minister", "mayor"],
        "co_speakers": [[], speakers, speakers[:1]],
        "attribution_ambiguous": [None, "on"],
        "said_on": ["", "2023", "2023-02"],
        "happened_on": ["", "2024", "2024-12-31"],
        "date_as_given": ["", "today", "in May"],
        "topics": [[], topics, topics[1:]],
        "same_as": ["", other.pk],
        "status": ["true", "false", "unverified"],
        "priority": ["1", "2", "3"],
        "due_on": ["", "2099-12-01", "2099-12-02"],
        "assignee": [desk.ana.pk, desk.ben.pk],
        "reviewer": ["", desk.carla.pk, desk.dan.pk],
        "legal_hold": ["", "the lawyer", "the judge"],
        "earlier_rating": ["False", "Pants on fire"],
        "earlier_author": ["", "Rosa Vidal"],
        "earlier_url": ["https://example.org/1", "https://example.org/2"],
        "earlier_published_on": DATES,
        "citations-0-source": sources,
        "citations-0-finding": list(Finding.objects.values_list("pk", flat=True)),
        "citations-0-as_cited": ["", "a report", "the report"],
        "citations-0-place": ["", "page 4", "page 5"],
        "citations-0-evidence": [[], [e.pk for e in claim.evidence.all()]],
        "citations-0-note": TEXTS,
        "evidence-0-source": sources,
        "evidence-0-stance": ["supports", "refutes", "context"],
        "evidence-0-method": ["primary", "secondary"],
        "evidence-0-extent": ["whole", "excerpt"],
        "evidence-0-summary": TEXTS[1:],
        "evidence-0-accessed_on": DATES,
        "evidence-0-confidential": [None, "on"],
        **{f"evidence-0-{name}": values for name, values in evidence.items()},
    }


# The subject follows from the kind; a reason is needed while evidence is confidential; a browser
# sends files once, and what is ticked of each is told by what was shown.
BOUND = {"place", "subject", "evidence-0-confidential_reason", "evidence-0-attachments"}


def shown(form: dict[str, Any], name: str) -> Any:
    value = form.get(name)
    if isinstance(value, list):
        return {str(getattr(each, "pk", each)) for each in value}
    return "on" if value is True else str(value or "")


def wanted(value: Any) -> Any:
    return {str(each) for each in value} if isinstance(value, list) else str(value or "")


@pytest.fixture
def claim(newsroom: Newsroom) -> Claim:
    claim = newsroom.claim_in(Stage.CHECKING)
    with acting_as(newsroom.ana):
        claim.evidence.update(confidential_reason="it would endanger her")
        claim.earlier_url, claim.earlier_rating = "https://example.org/1", "False"
        claim.earlier_published_on = date.fromisoformat(DATES[0])
        claim.save()
    return claim


def test_all_fields_of_the_form_are_tried(newsroom: Newsroom, claim: Claim) -> None:
    response = at_work(newsroom.fay).get(address_of(claim))
    forms = [response.context["adminform"].form]
    forms += [f for i in response.context["inline_admin_formsets"] for f in i.formset.initial_forms]
    names = {b.html_name for form in forms for b in form.visible_fields() if b.name != "DELETE"}
    assert names - BOUND == choices(newsroom, claim).keys()


@pytest.mark.system
@settings(
    max_examples=4,
    deadline=None,
    # Each try is four pages: what is found first says enough.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_each_side_keeps_what_it_alone_changed(
    newsroom: Newsroom, claim: Claim, data: st.DataObject
) -> None:
    if not hasattr(newsroom, "choices"):
        newsroom.choices = choices(newsroom, claim)  # type: ignore[attr-defined]
    values: dict[str, list[Any]] = newsroom.choices  # type: ignore[attr-defined]
    fay, sam = at_work(newsroom.fay), at_work(newsroom.sam)
    base = form_of(fay.get(address_of(claim)))
    typed: dict[str, dict[str, Any]] = {"theirs": {}, "mine": {}}
    for name, possible in values.items():
        side = data.draw(st.sampled_from(["theirs", "mine", "nobody"]), label=name)
        # Whatever is saved by now must not decide how much is drawn.
        which = data.draw(st.integers(0, 5))
        others = [each for each in possible if wanted(each) != shown(base, name)]
        if side in typed:
            typed[side][name] = others[which % len(others)]
    for client, side in ((sam, "theirs"), (fay, "mine")):
        sent = {k: v for k, v in (base | typed[side]).items() if v is not None}
        response = client.post(address_of(claim), sent)
        assert response.status_code == 302, problems_of(response)
    saved = form_of(fay.get(address_of(claim)))
    expected = {name: shown(base, name) for name in values}
    expected |= {name: wanted(v) for side in typed.values() for name, v in side.items()}
    assert {name: shown(saved, name) for name in values} == expected
