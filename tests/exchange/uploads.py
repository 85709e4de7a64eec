"""A sheet that is brought in at the desk."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.admin.newsroom import signed_in

IMPORT = "/admin/factcheck/claim/import/"
SHEET = (
    "Nr;Bulo;Quién lo dijo;Fecha;Veredicto;Color\r\n"
    "1;Costó diez millones;Ada Ruiz;18/02/2023;Bulo;rojo\r\n"
    "2;Se cayó el puente;;2023;Engañoso;\r\n"
    "3;Mañana lloverá;Ada Ruiz;mañana;Bulo;\r\n"
)


@pytest.fixture
def fay() -> Client:
    return signed_in("fay")


def sent(client: Client, content: bytes, name: str = "bulos.csv") -> Any:
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)}, follow=True)


def chosen(response: Any, **others: str) -> dict[str, str]:
    """What a browser would send back of the form of the columns."""
    form = response.context["form"]
    return {field.html_name: str(field.value() or "") for field in form} | others


ARTICLE = {
    "default-article_title": "Bulos",
    "default-article_publisher": "Redes",
    "default-article_published_on": "2023",
    "default-article_language": "es",
}

FAULTY = (
    b"id,claim,topics,said_on\n"
    b"1,One,economy,soon\n2,Two,economy,2023\n3,Three,economy,later\n4,Four,roads,2023\n"
)


def looked_at(client: Client, content: bytes) -> str:
    """The address of the page that shows what a file would do."""
    columns = sent(client, content)
    looked = client.post(columns.redirect_chain[-1][0], chosen(columns, **ARTICLE), follow=True)
    return str(looked.redirect_chain[-1][0])
