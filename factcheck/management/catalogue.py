"""The catalogues of translations, by Babel, so that gettext's programs are not needed."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

GUARDS = settings.BASE_DIR / "factcheck" / "guards"
# The strings in the code are in the first language.
LANGUAGES = [language for language, _name in settings.LANGUAGES[1:]]

KEYWORDS = DEFAULT_KEYWORDS | {
    f"{name}_{suffix}": DEFAULT_KEYWORDS[name]
    for name in ("gettext", "ngettext", "pgettext", "npgettext")
    for suffix in ("lazy", "noop")
}
LITERAL = r"'(?:[^']|'')*'"


def path_of(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0], language, "LC_MESSAGES", "django.po")


def read(language: str) -> Catalog:
    """Read a catalogue as it is; a language without one has an empty one."""
    path = path_of(language)
    return read_po(BytesIO(path.read_bytes() if path.exists() else b""), locale=language)


def in_step(language: str) -> Catalog:
    """Read a catalogue and bring it into step with today's strings.

    New ones are untranslated, or guessed and fuzzy; those that are gone are obsolete.
    """
    catalog = read(language)
    catalog.update(collected(), update_creation_date=False)
    return catalog


def write(language: str, catalog: Catalog) -> None:
    """Write a catalogue in which a string's line changes only with the string.

    The head of the file stays as somebody wrote it.
    """
    path = path_of(language)
    head = path.read_bytes().partition(b"\n\n")[0] + b"\n\n" if path.exists() else b""
    strings = BytesIO()
    write_po(strings, catalog, width=0, include_lineno=False, omit_header=bool(head))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(head + strings.getvalue().strip(b"\n") + b"\n")


def compiled(language: str) -> bytes:
    """Compile a catalogue into what is served; fuzzy translations are left out."""
    served = BytesIO()
    write_mo(served, read(language))
    return served.getvalue()


def collected() -> Catalog:
    """Collect the strings of the templates, of the code, and of the database's guards."""
    catalog = Catalog()
    templates, code = settings.BASE_DIR / "templates", settings.BASE_DIR / "factcheck"
    for path in sorted(file for file in templates.rglob("*") if file.is_file()):
        # Babel reads it with Python's parser, to which indentation matters.
        lines = templatize(path.read_text()).splitlines()
        _collect(catalog, path, "\n".join(line.lstrip() for line in lines))
    for path in sorted(code.rglob("*.py")):
        _collect(catalog, path, path.read_text())
    for path in sorted(GUARDS.glob("*.sql")):
        for message in said_by_guards(path.read_text()):
            catalog.add(message, locations=[_place(path)])
    return catalog


def said_by_guards(sql: str) -> Iterator[str]:
    """Find the messages with which guards refuse."""
    for call in re.findall(rf"factcheck_refuse\(\s*((?:{LITERAL}\s*)+)", sql):
        yield "".join(part[1:-1].replace("''", "'") for part in re.findall(LITERAL, call))


def _collect(catalog: Catalog, path: Path, source: str) -> None:
    for _line, message, _comments, context in extract(
        "python", BytesIO(source.encode()), keywords=KEYWORDS
    ):
        catalog.add(message, context=context, locations=[_place(path)])


def _place(path: Path) -> tuple[str, int]:
    return str(path.relative_to(settings.BASE_DIR)), 0
