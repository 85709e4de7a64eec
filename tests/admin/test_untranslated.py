"""The desk sees what readers of a language see in another one."""

import pytest
from django.test import Client

from factcheck.models import Topic, VerificationStatus
from tests.public.pages import read

pytestmark = pytest.mark.django_db


def lacking(client: Client, model: str) -> list[str]:
    page = read(client.get(f"/admin/factcheck/{model}/").content.decode())
    return [cell.text for cell in page.all("td", class_="field-lacking")]


def test_a_scale_that_is_whole_lacks_nothing(fay: Client) -> None:
    assert set(lacking(fay, "verificationstatus")) == {"–"}


def test_a_status_without_a_definition_in_a_language_is_listed(fay: Client) -> None:
    status = VerificationStatus.objects.get(slug="true")
    status.definition = {"en": "It holds.", "es": "Es cierto."}
    status.save()
    assert lacking(fay, "verificationstatus").count("العربية") == 1


def test_topics_are_listed_too(fay: Client) -> None:
    Topic.objects.create(slug="dead", name={"en": "Deaths"})
    assert lacking(fay, "topic") == ["Español, العربية"]


def test_a_page_that_nobody_wrote_lacks_no_translation(fay: Client) -> None:
    assert set(lacking(fay, "page")) == {"–"}


def test_words_in_another_language_are_typed_in_its_direction(fay: Client) -> None:
    page = read(fay.get("/admin/factcheck/topic/add/").content.decode())
    boxes = [box.attributes for box in page.all("textarea")]
    directions = {box["lang"]: box["dir"] for box in boxes if "lang" in box}
    assert directions == {"en": "ltr", "es": "ltr", "ar": "rtl"}
