"""Pages with every translation in brackets: what stands outside was not translated.

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
from django.utils import translation
from django.utils.translation import trans_real

from factcheck import language_tags
from factcheck.api.data.tables import TABLES
from factcheck.markup import rendered
from factcheck.models.page import Page
from factcheck.models.reading_room import (
    PublicArticle,
    PublicClaim,
    PublicFinding,
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
NO_WORDS = re.compile(r"\b(?:de|a las)\b|https?://\S+|\b[\d.:]+/\S+")
# Django does not translate these: the app's name, the words for its icons, rows of link tables.
DJANGO = {"Factcheck", "True", "False", "User-group relationship", "Group-permission relationship"}
DJANGO |= {"User-group relationships", "Group-permission relationships"}
DJANGO |= {"User_groups object", "Group_permissions object"}


@contextmanager
def translations_marked(language: str) -> Iterator[None]:
    translation: Any = trans_real.translation(language)
    for entries in translation._catalog._catalogs:
        for key, translated in entries.items():
            if key and translated:
                entries[key] = f"⟦{translated}⟧"
    try:
        yield
    finally:
        vars(trans_real)["_translations"].clear()


def names(language: str) -> set[str]:
    """What is called the same in every language, and what the data says in this one."""
    found = {settings.SITE_NAME, *languages().values(), "SHA-256", "JSON", "Atom", "RSS"}
    found |= {"WhatsApp", "Bluesky", "Facebook"}
    found |= {
        "datapackage.json",
        "claims.jsonl",
        "record.jsonl",
        *(f"{name}.csv" for name in TABLES),
    }
    found |= set(PublicSpeaker.objects.values_list("name", flat=True))
    for article in PublicArticle.objects.all():
        found |= {article.publisher, article.author}
        with translation.override(language):
            found.add(language_tags.name(article.language))
    for source in PublicSource.objects.all():
        found |= {source.title, source.publisher, source.url}
    for entry in [*VerificationStatus.objects.all(), *Finding.objects.all()]:
        found |= {entry.name[language], entry.definition[language]}
    for finding in PublicFinding.objects.select_related("publication"):
        text = json_of(finding.publication)["finding"]["text"].get(language, "")
        found |= set(re.split(r"\[[\d, ]+\]", text))
    for claim in PublicClaim.objects.with_publication():
        said = json_of(claim.publication)["claim"]
        found.add(said["article"]["notice"].get(language, ""))
        for speaker in said["speakers"]:
            for role in ("role_translations", "usual_role_translations"):
                found.add(speaker.get(role, {}).get(language, ""))
        for text in said.get("translations", {}).get(language, {}).values():
            found |= set(re.split(r"\[e[^\]]*\]|\n", text))
    for page in Page.objects.all():
        written = read(str(rendered(page.body.get(language, ""))))
        found |= {page.title[language], *_texts(written, language)}
    return found | {str(topic.name[language]) for topic in PublicTopic.objects.all()}


def titles() -> set[str]:
    return {
        *PublicClaim.objects.values_list("headline", flat=True),
        *PublicClaim.objects.values_list("summary", flat=True),
        *PublicArticle.objects.values_list("title", flat=True),
    }


def typed(language: str) -> set[str]:
    """What people wrote: all free text of the desk's rows."""
    found = names(language) | DJANGO | set(Group.objects.values_list("name", flat=True))
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
    language = page.one("html").attributes["lang"]
    plain = [element.text for element in page.all() if element.tag in PLAIN]
    for element in page.all():
        if element.tag == "meta" and element.attributes.get("name") == "description":
            plain.append(element.attributes["content"])
        if not _is_somebodys(element, language):
            plain += [element.attributes.get(name, "") for name in ATTRIBUTES]
    found = _rest(BORDER.join(_texts(page, language)), names)
    return [*found, *_rest(BORDER.join(plain), {*names, *titles})]


def _texts(element: Element, language: str) -> Iterator[str]:
    for child in element.children:
        if isinstance(child, str):
            yield child
        elif child.tag not in INVISIBLE | PLAIN and not _is_somebodys(child, language):
            yield from _texts(child, language)


def _is_somebodys(element: Element, language: str) -> bool:
    """Whether an element says that its text is in whatever language somebody wrote it."""
    attributes = element.attributes
    is_isolated = element.tag == "bdi" or attributes.get("dir") == "auto"
    return is_isolated or attributes.get("lang", language) != language


def _rest(text: str, known: Collection[str]) -> list[str]:
    # A translation may have elements in it.
    while MARKED.search(text):
        text = MARKED.sub(" ", text)
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
