"""Pages in Spanish, with every translation in brackets: what stands outside was not translated.

What people typed may stand outside too, if it says its language (``lang``, ``dir="auto"``) or is
a name.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.db.models import CharField, TextField
from django.utils.translation import trans_real

from factcheck.markup import rendered
from factcheck.models.page import Page
from factcheck.models.reading_room import (
    PublicArticle,
    PublicClaim,
    PublicSource,
    PublicSpeaker,
    PublicTopic,
)
from factcheck.models.scale import Finding, VerificationStatus
from factcheck.models.translated import languages
from tests.public.pages import Element, read
from tests.record import json_of

ATTRIBUTES = ("alt", "aria-description", "aria-label", "placeholder", "title")
INVISIBLE = {"script", "style", "textarea", "code", "kbd", "time"}
# Their texts say no language.
PLAIN = {"title", "option"}
BORDER = "\x1f"
MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
LETTERS = re.compile(r"[^\W\d_]{2,}")
# Of 18 de febrero de 2023 a las 12:00 only the month is a translation.
NO_WORDS = re.compile(r"\b(?:de|a las)\b|https?://\S+")
# Django does not translate these: the app's name, the words for its icons, rows of link tables.
DJANGO = {"Factcheck", "True", "False", "User-group relationship", "Group-permission relationship"}
DJANGO |= {"User-group relationships", "Group-permission relationships"}
DJANGO |= {"User_groups object", "Group_permissions object"}


@contextmanager
def translations_marked() -> Iterator[None]:
    spanish: Any = trans_real.translation("es")
    for entries in spanish._catalog._catalogs:
        for key, translation in entries.items():
            if key and translation:
                entries[key] = f"⟦{translation}⟧"
    try:
        yield
    finally:
        vars(trans_real)["_translations"].clear()


def names() -> set[str]:
    """What is called the same in every language, and what the data says in Spanish."""
    found = {settings.SITE_NAME, *languages().values(), "SHA-256", "JSON", "Atom", "RSS"}
    found |= set(PublicSpeaker.objects.values_list("name", flat=True))
    for article in PublicArticle.objects.all():
        found |= {article.publisher, article.author}
    for source in PublicSource.objects.all():
        found |= {source.title, source.publisher, source.url}
    for entry in [*VerificationStatus.objects.all(), *Finding.objects.all()]:
        found |= {entry.name["es"], entry.definition["es"]}
    for claim in PublicClaim.objects.with_publication():
        said = json_of(claim.publication)["claim"]
        found.add(said["article"]["notice"].get("es", ""))
        for text in said.get("translations", {}).get("es", {}).values():
            found |= set(re.split(r"\[e[^\]]*\]|\n", text))
    for page in Page.objects.all():
        written = read(str(rendered(page.body.get("es", ""))))
        found |= {page.title["es"], *_texts(written)}
    return found | {str(topic.name["es"]) for topic in PublicTopic.objects.all()}


def titles() -> set[str]:
    return {
        *PublicClaim.objects.values_list("headline", flat=True),
        *PublicClaim.objects.values_list("summary", flat=True),
        *PublicArticle.objects.values_list("title", flat=True),
    }


def typed() -> set[str]:
    """What people wrote: all free text of the desk's rows."""
    found = names() | DJANGO | set(Group.objects.values_list("name", flat=True))
    for model in apps.get_app_config("factcheck").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField) and not field.choices:
                rows = model._default_manager.values_list(field.attname, flat=True)
                for text in rows.distinct():
                    found |= {text, *text.splitlines()}
    return found


def untranslated(page: Element, names: Collection[str], titles: Collection[str] = ()) -> list[str]:
    """The words of a page that come neither from the catalogue nor from people.

    `names` may stand anywhere as they are, `titles` only where nothing can say their language.
    """
    plain = [element.text for element in page.all() if element.tag in PLAIN]
    for element in page.all():
        if element.tag == "meta" and element.attributes.get("name") == "description":
            plain.append(element.attributes["content"])
        if not _is_somebodys(element):
            plain += [element.attributes.get(name, "") for name in ATTRIBUTES]
    found = _rest(BORDER.join(_texts(page)), names)
    return [*found, *_rest(BORDER.join(plain), {*names, *titles})]


def _texts(element: Element) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in INVISIBLE | PLAIN and not _is_somebodys(child):
            yield from _texts(child)


def _is_somebodys(element: Element) -> bool:
    """Whether an element says that its text is in whatever language somebody wrote it."""
    attributes = element.attributes
    return attributes.get("lang", "es") != "es" or attributes.get("dir") == "auto"


def _rest(text: str, known: Collection[str]) -> list[str]:
    # A translation may have elements in it.
    while MARKED.search(text):
        text = MARKED.sub("", text)
    found = {" ".join(part.split()) for part in text.split(BORDER)}
    known = {" ".join(words.split()) for words in known}
    longest_first = sorted(filter(LETTERS.search, known), key=len, reverse=True)
    found = {_without(longest_first, part) for part in found - known if LETTERS.search(part)}
    return sorted(part for part in found if LETTERS.search(NO_WORDS.sub("", part)))


def _without(known: list[str], part: str) -> str:
    for words in known:
        if words in part:
            part = re.sub(rf"(?<!\w){re.escape(words)}(?!\w)", "", part)
    return part
