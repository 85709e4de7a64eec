"""The history of a row that is no claim: what the audit knows, in the words of its form."""

from django.contrib.auth.models import Group
from django.test import Client

from factcheck.models.acting import acting_as
from tests.models.factories import make_source, person
from tests.public.pages import read


def told(client: Client, address: str) -> str:
    page = read(client.get(f"/admin/{address}/history/").content.decode())
    return page.one("div", id="content-main").words


def test_a_change_is_told_with_who_made_it(ana: Client) -> None:
    source = make_source("Count of the dead")
    with acting_as(person("ben")):
        source.publisher = "Ministry of Health"
        source.save()
    history = told(ana, f"factcheck/source/{source.pk}")
    assert history.startswith("ben edited")
    assert "Publisher [added: Ministry of Health]" in history
    assert "Added: source" in history


def test_what_nothing_is_known_of_says_so(admin: Client) -> None:
    group = Group.objects.get(name="Reviewers")
    assert told(admin, f"auth/group/{group.pk}") == "Nothing is known of what was done here."
