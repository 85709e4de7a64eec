"""The Spanish catalogue has every string of code and templates, and nothing else."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

from factcheck.admin import guards

CATALOGUE = Path(settings.LOCALE_PATHS[0]) / "es" / "LC_MESSAGES" / "django.po"
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
GUARDS = settings.BASE_DIR / "factcheck" / "guards"


def run(program: str, *arguments: str | Path) -> str:
    if not shutil.which(program):
        pytest.fail(f"There is no {program}: apt-get install gettext.")
    done = subprocess.run([program, *arguments], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogue with the strings as they are now, collected in a copy of the sources."""
    copy = tmp_path_factory.mktemp("sources")
    for name in ("config", "factcheck", "templates"):
        shutil.copytree(settings.BASE_DIR / name, copy / name)
    locale = copy / "factcheck" / "locale"
    with pytest.MonkeyPatch.context() as patch, override_settings(LOCALE_PATHS=[locale]):
        patch.chdir(copy)
        call_command("makemessages", locale=["es"], verbosity=0)
    return locale / "es" / "LC_MESSAGES" / "django.po"


@pytest.mark.parametrize("fault", ["untranslated", "only-fuzzy", "only-obsolete"])
def test_no_string_is(collected: Path, fault: str) -> None:
    found = run("msgattrib", f"--{fault}", "--no-wrap", collected)
    messages = found.partition("\n\n")[2]
    assert not messages, f"Run manage.py makemessages -l es, and translate:\n\n{messages}"


def test_no_string_is_hidden_from_the_collector() -> None:
    """xgettext looks into no f-string."""
    hidden = [
        f"{path.name}:{node.lineno}"
        for path in (settings.BASE_DIR / "factcheck").rglob("*.py")
        for outer in ast.walk(ast.parse(path.read_text()))
        if isinstance(outer, ast.JoinedStr)
        for node in ast.walk(outer)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS
    ]
    assert not hidden


def test_translations_have_the_placeholders_of_their_strings() -> None:
    run("msgfmt", "--check", "--output-file=/dev/null", CATALOGUE)


def test_translations_have_the_elements_of_their_strings() -> None:
    def elements(text: str) -> list[str]:
        return sorted(re.findall(r"</?[a-z]+", text))

    entries = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', CATALOGUE.read_text(), re.MULTILINE)
    assert entries
    for string, translation in entries:
        assert elements(string) == elements(translation), string


def test_translations_quote_as_spanish_does() -> None:
    translations = re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', CATALOGUE.read_text(), re.MULTILINE)
    assert translations
    for translation in translations:
        outside = re.sub(r"«[^»]*»", "", translation)
        assert not set("“”‘’") & set(outside), translation


def test_what_is_served_was_compiled_from_it(tmp_path: Path) -> None:
    compiled = tmp_path / "django.mo"
    run("msgfmt", f"--output-file={compiled}", CATALOGUE)
    served = run("msgunfmt", CATALOGUE.with_suffix(".mo"))
    assert served == run("msgunfmt", compiled), "Run manage.py compilemessages."


def test_it_has_what_the_guards_of_the_database_say() -> None:
    literal = r"'(?:[^']|'')*'"
    sql = "".join(file.read_text() for file in GUARDS.glob("*.sql"))
    calls = re.findall(rf"factcheck_refuse\(\s*((?:{literal}\s*)+)", sql)
    assert len(calls) == sql.count("PERFORM public.factcheck_refuse(")
    said = {
        "".join(part[1:-1].replace("''", "'") for part in re.findall(literal, call))
        for call in calls
    }
    assert said == set(guards.MESSAGES)
