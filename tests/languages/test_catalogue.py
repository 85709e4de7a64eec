"""Each catalogue has every string of code, templates and guards, and nothing else."""

import ast
import re
from collections.abc import Callable, Iterable
from io import BytesIO

import pytest
from babel.messages import Catalog, Message
from babel.messages.mofile import read_mo
from django.conf import settings

from factcheck.management import catalogue
from tests.some import some

CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
# "%%" is a sign, not a placeholder.
PLACEHOLDER = r"%%|%(?:\(\w+\))?[a-z]"


def forms(string: str | Iterable[str] | None) -> list[str]:
    """A string, or its singular and plurals, in a list."""
    return [string] if isinstance(string, str) else list(string or ())


def pairs(message: Message) -> Iterable[tuple[str, str]]:
    """Each form of a translation, and the string or the plural that it translates."""
    return [(forms(message.id)[-1], translation) for translation in forms(message.string)]


@pytest.fixture(scope="module", params=catalogue.LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def messages(language: str) -> list[Message]:
    messages = [message for message in catalogue.read(language) if message.id]
    assert messages
    return messages


@pytest.fixture(scope="module")
def in_step(language: str) -> Catalog:
    return catalogue.in_step(language)


FAULTS: dict[str, Callable[[Catalog], Iterable[Message]]] = {
    "untranslated": lambda catalog: [m for m in catalog if not all(forms(m.string))],
    "fuzzy": lambda catalog: [m for m in catalog if m.fuzzy],
    "obsolete": lambda catalog: catalog.obsolete.values(),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_no_string_is(in_step: Catalog, fault: str) -> None:
    found = [message.id for message in FAULTS[fault](in_step) if message.id]
    assert not found, "run manage.py makemessages, and translate"


def test_no_string_is_hidden_from_the_collector() -> None:
    """It looks into no f-string."""
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in (settings.BASE_DIR / "factcheck").rglob("*.py")
        for outer in ast.walk(ast.parse(path.read_text()))
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS
    ]
    assert not hidden


def test_no_refusal_of_a_guard_is_hidden_from_the_collector() -> None:
    sql = "".join(path.read_text() for path in catalogue.GUARDS.glob("*.sql"))
    refusals = re.findall(r"PERFORM\s+(?:\w+\.)?factcheck_refuse\(", sql)
    assert refusals
    assert len([*catalogue.said_by_guards(sql)]) == len(refusals)


def test_the_catalogue_is_well_formed(language: str) -> None:
    assert [errors for _message, errors in catalogue.read(language).check()] == []


def test_translations_have_the_placeholders_of_their_strings(messages: list[Message]) -> None:
    for message in messages:
        of_string = {*re.findall(PLACEHOLDER, forms(message.id)[-1])}
        for translation in forms(message.string):
            of_translation = {*re.findall(PLACEHOLDER, translation)}
            # One form may say “one” for its number.
            assert of_translation <= of_string, message.id
            assert of_translation == of_string or message.pluralizable, message.id


def test_translations_begin_and_end_lines_as_their_strings_do(messages: list[Message]) -> None:
    for message in some(messages):
        for string, translation in pairs(message):
            for end in (0, -1):
                assert (string[end] == "\n") == (translation[end] == "\n"), string


def test_translations_have_the_elements_of_their_strings(messages: list[Message]) -> None:
    def elements(text: str) -> list[str]:
        return sorted(re.findall(r"</?[a-z]+", text))

    for message in some(messages):
        for string, translation in pairs(message):
            assert elements(string) == elements(translation), string


def test_translations_quote_with_guillemets(messages: list[Message]) -> None:
    for message in some(messages):
        for translation in forms(message.string):
            outside = re.sub(r"«[^»]*»", "", translation)
            assert not set("“”‘’") & set(outside), translation


def test_what_is_served_was_compiled_from_it(language: str) -> None:
    def translations(compiled: bytes) -> set[tuple[str, str, str]]:
        return {
            (str(m.context), str(m.id), str(m.string)) for m in read_mo(BytesIO(compiled)) if m.id
        }

    served = catalogue.path_of(language).with_suffix(".mo").read_bytes()
    assert translations(served) == translations(catalogue.compiled(language)), (
        "run manage.py compilemessages"
    )
