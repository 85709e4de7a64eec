"""Speakers, sources, the scale, topics and people, as an editor meets them."""

from html import unescape

from django.test import Client

from factcheck.admin.site import SECTIONS, site
from factcheck.models import Source, Speaker, Topic, User, VerificationStatus
from tests.admin.newsroom import address_of, problems_of, save
from tests.models.factories import make_article, make_claim, make_source, make_speaker
from tests.public.pages import read


def test_everything_that_is_registered_stands_in_a_section() -> None:
    listed = {name for names in SECTIONS.values() for name in names}
    assert {model.__name__ for model in site._registry} == listed


def test_a_speaker_is_added_with_aliases_and_found_by_them(ana: Client) -> None:
    fields = {"name": "Ada Ruiz", "slug": "ada-ruiz", "kind": "person"}
    save(ana, "/admin/factcheck/speaker/add/", **fields, **{"aliases-0-name": "The Minister"})
    assert Speaker.objects.get().aliases.get().name == "The Minister"
    assert "Ada Ruiz" in ana.get("/admin/factcheck/speaker/?q=minister").content.decode()


def test_a_speaker_leads_to_their_claims(carla: Client) -> None:
    speaker = make_speaker()
    make_claim(make_article(), speaker=speaker)
    links = read(carla.get("/admin/factcheck/speaker/").content.decode()).links
    assert links["1"] == f"/admin/factcheck/claim/?speaker={speaker.pk}"


def test_a_source_leads_to_the_claims_that_cite_it(carla: Client) -> None:
    source = make_source()
    make_claim(make_article()).citations.create(source=source)
    links = read(carla.get("/admin/factcheck/source/").content.decode()).links
    assert links["1"] == f"/admin/factcheck/claim/?source={source.pk}"


def test_a_source_without_a_title_is_known_by_its_publisher(ana: Client) -> None:
    fields = {"publisher": "Reuters", "slug": "reuters", "kind": "article"}
    save(ana, "/admin/factcheck/source/add/", **fields)
    assert str(Source.objects.get()) == "Reuters"


def test_a_status_shows_its_badge(carla: Client) -> None:
    page = read(carla.get("/admin/factcheck/verificationstatus/").content.decode())
    badge = page.one("span", class_="status--green")
    assert badge.text == "True"
    assert badge.one("use").attributes["href"].endswith("icons.svg#check")


def test_a_status_is_worded_in_every_language(fay: Client) -> None:
    address = "/admin/factcheck/verificationstatus/true/change/"
    save(fay, address, definition_en="It holds.", definition_es="Es cierto.", definition_ar="صحيح.")
    status = VerificationStatus.objects.get(slug="true")
    assert status.definition == {"en": "It holds.", "es": "Es cierto.", "ar": "صحيح."}


def test_a_status_needs_a_name_in_the_language_of_the_site(fay: Client) -> None:
    response = save(fay, "/admin/factcheck/verificationstatus/true/change/", name_en="")
    assert problems_of(response) == "Give at least the text in English."


def test_the_slug_of_a_status_stays(fay: Client) -> None:
    save(fay, "/admin/factcheck/verificationstatus/true/change/", slug="truer", order=99)
    assert VerificationStatus.objects.get(slug="true").order == 99
    assert not VerificationStatus.objects.filter(slug="truer").exists()


def test_a_topic_is_named_in_every_language(fay: Client) -> None:
    name = {"en": "Peru", "es": "Perú", "ar": "بيرو"}
    typed = {f"name_{language}": words for language, words in name.items()}
    save(fay, "/admin/factcheck/topic/add/", slug="peru", **typed)
    assert Topic.objects.get().name == name


def test_a_person_gets_a_byline(admin: Client) -> None:
    person = User.objects.create_user("ida")
    save(admin, f"/admin/factcheck/user/{person.pk}/change/", byline="Ida Stern")
    person.refresh_from_db()
    assert person.byline == "Ida Stern"
    assert "Ida Stern" in admin.get("/admin/factcheck/user/?q=stern").content.decode()


def test_saving_a_claim_stays_with_it_where_its_moves_are(ana: Client) -> None:
    address = address_of(make_claim(make_article()))
    assert 'name="_continue"' not in ana.get(address).text
    assert save(ana, address, headline="It cost ten million")["Location"] == address


def test_in_spanish_another_alias_is_asked_for_in_spanish(ana: Client) -> None:
    User.objects.filter(username="ana").update(language="es")
    page = ana.get("/admin/factcheck/speaker/add/").content.decode()
    assert "adir otro Alias" in unescape(page)
    assert "adicional" not in page
