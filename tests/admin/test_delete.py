"""Deleting a row that nothing points to."""

from django.test import Client

from factcheck.models import Source, Speaker, SpeakerAlias, Topic, User
from tests.admin.newsroom import signed_in
from tests.models.factories import (
    make_article,
    make_citation,
    make_claim,
    make_source,
    make_speaker,
)
from tests.public.pages import read


def test_what_goes_is_said_before_it_goes(admin: Client) -> None:
    source = make_source("Count of the dead")
    change = f"/admin/factcheck/source/{source.pk}/change/"
    address = f"/admin/factcheck/source/{source.pk}/delete/"
    page = read(admin.get(address).content.decode())
    assert "“Count of the dead” will be gone for good." in page.words
    assert "With it goes" not in page.words
    assert page.links["Cancel"] == change
    admin.post(address, {"post": "yes"})
    assert not Source.objects.exists()


def test_so_is_what_goes_with_it(admin: Client) -> None:
    speaker = make_speaker("Ada Ruiz")
    SpeakerAlias.objects.create(speaker=speaker, name="A. Ruiz")
    page = admin.get(f"/admin/factcheck/speaker/{speaker.pk}/delete/").content.decode()
    assert "With it goes: Alias: A. Ruiz" in read(page).words
    assert Speaker.objects.exists()


def test_a_topic_in_use_says_by_which_claims_and_what_to_do(admin: Client) -> None:
    topic = Topic.objects.create(slug="mines", name={"en": "Mines"})
    claim = make_claim(make_article())
    claim.topics.add(topic)
    address = f"/admin/factcheck/topic/{topic.pk}/delete/"
    page = read(admin.get(address).content.decode())
    assert "“Mines” is in use: 1 claim 60 people died" in page.words
    assert page.links["1 claim"] == f"/admin/factcheck/claim/?topic={topic.pk}"
    assert page.links["60 people died"] == f"/admin/factcheck/claim/{claim.pk}/change/"
    assert "remove the topic from all at once" in page.words
    admin.post(address, {"post": "yes"})
    assert Topic.objects.exists()
    claim.topics.clear()
    admin.post(address, {"post": "yes"})
    assert not Topic.objects.exists()


def test_so_does_all_that_claims_rest_on(admin: Client) -> None:
    speaker, source = make_speaker(), make_source()
    article = make_article()
    claim = make_claim(article, speaker=speaker)
    make_citation(claim, source=source)
    rows = {
        speaker: "merge it into the other",
        source: "merge it into the other",
        article: "Claims are never deleted, so their article stays",
        claim: "drop it or, if it is public, withdraw it instead",
        User.objects.get(username="ana"): "choose “Leaving”",
    }
    for row, instead in rows.items():
        address = f"/admin/factcheck/{row._meta.model_name}/{row.pk}/delete/"
        assert instead in read(admin.get(address).content.decode()).words
        admin.post(address, {"post": "yes"})
        assert type(row)._default_manager.filter(pk=row.pk).exists()


def test_who_may_delete_no_such_rows_hears_that(db: None) -> None:
    topic = Topic.objects.create(slug="mines", name={"en": "Mines"})
    page = signed_in("gus").get(f"/admin/factcheck/topic/{topic.pk}/delete/")
    assert "Your account may not do this" in page.content.decode()
