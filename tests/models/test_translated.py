"""Short texts exist once per language of the site."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.forms import modelform_factory
from django.utils import translation

from factcheck.models import Topic
from factcheck.models.translated import Translated, TranslatedFormField, TranslatedWidget, languages

ELECTION = {"en": "Election", "es": "Elecciones"}


def test_it_reads_in_the_active_language() -> None:
    with translation.override("es"):
        assert str(Translated(ELECTION)) == "Elecciones"


@pytest.mark.parametrize("texts", [{"en": "Election"}, {"en": "Election", "es": ""}])
def test_where_the_active_language_is_missing_it_reads_in_the_sites_own(
    texts: dict[str, str],
) -> None:
    with translation.override("es"):
        assert str(Translated(texts)) == "Election"


def test_without_any_text_it_reads_empty() -> None:
    assert str(Translated()) == ""


def test_empty_texts_say_nothing() -> None:
    assert not Translated({"en": "", "es": ""})
    assert Translated({"en": "", "es": "Elecciones"})


@pytest.mark.django_db
def test_it_comes_back_from_the_database_as_it_was() -> None:
    Topic.objects.create(slug="election", name=ELECTION)

    name = Topic.objects.get().name

    assert isinstance(name, Translated)
    assert name == ELECTION


@pytest.mark.django_db
def test_the_database_keeps_plain_json() -> None:
    Topic.objects.create(slug="election", name=ELECTION)

    with connection.cursor() as cursor:
        cursor.execute("SELECT name ->> 'es' FROM factcheck_topic")
        assert cursor.fetchone() == ("Elecciones",)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "message"),
    [
        ({"es": "Elecciones"}, "Give at least the text in English."),
        ({"en": "", "es": "Elecciones"}, "Give at least the text in English."),
        ({"en": "Election", "fr": "Élection"}, "fr is no language of this site."),
        ("Election", 'Give one text per language, such as {"en": "True"}.'),
        ({"en": 1}, 'Give one text per language, such as {"en": "True"}.'),
    ],
)
def test_a_bad_value_is_refused_with_what_to_do(name: object, message: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        Topic(slug="election", name=name).full_clean()

    assert refusal.value.message_dict == {"name": [message]}


def form_field() -> TranslatedFormField:
    field = Topic._meta.get_field("name").formfield()
    assert isinstance(field, TranslatedFormField)
    return field


def test_a_form_has_one_box_per_language() -> None:
    html = modelform_factory(Topic, fields=["name"])()["name"].as_widget()

    assert html.count("<textarea") == len(languages())
    for code, language in languages().items():
        assert f'name="name_{code}"' in html
        assert f'lang="{code}"' in html
        assert language in html


def test_a_form_shows_the_text_of_each_language() -> None:
    widget = form_field().widget

    assert isinstance(widget, TranslatedWidget)
    assert widget.decompress(Translated(ELECTION)) == ["Election", "Elecciones", ""]


def test_what_a_form_sends_becomes_texts_by_language() -> None:
    assert form_field().clean(["Election", "Elecciones", ""]) == {**ELECTION, "ar": ""}


def test_an_empty_form_is_refused_where_a_text_is_needed() -> None:
    with pytest.raises(ValidationError, match="This field is required"):
        form_field().clean(["", "", ""])
