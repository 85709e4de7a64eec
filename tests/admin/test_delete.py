"""Deleting a row that nothing points to."""

from django.test import Client

from factcheck.models import Source, Speaker, SpeakerAlias
from tests.models.factories import make_source, make_speaker
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
