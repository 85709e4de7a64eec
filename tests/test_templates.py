"""Templates stay short, and each has its use."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import django.contrib.admin
from django.apps import apps
from django.conf import settings
from django.template import Engine

ROOM = settings.BASE_DIR / "templates"
TEMPLATES = sorted(path for path in ROOM.rglob("*") if path.is_file())
# What Django looks for by itself.
ADMIN = Path(django.contrib.admin.__file__).parent / "templates"
OVERRIDES = {
    *("400.html", "403_csrf.html", "404.html", "500.html", "django/forms/widgets/select.html"),
    *(str(path.relative_to(ADMIN)) for path in ADMIN.rglob("*.html")),
    "auth/widgets/read_only_password_hash.html",
    *(
        f"admin/factcheck/{model._meta.model_name}/change_form.html"
        for model in apps.get_app_config("factcheck").get_models()
    ),
}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOM))


def _named() -> Iterator[str]:
    """Every name of a template that code or another template says."""
    code = (settings.BASE_DIR / "factcheck").rglob("*.py")
    for path in [*code, *TEMPLATES]:
        for name in re.findall(r'"([\w/.]+\.(?:html|txt|xml))"', path.read_text()):
            if name != (_name(path) if path in TEMPLATES else ""):
                yield name


def test_no_line_of_a_template_is_over_160_characters() -> None:
    long = {
        f"{_name(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if len(line) > 160
    }

    assert not long


def test_every_template_is_under_60_lines() -> None:
    long = {_name(path) for path in TEMPLATES if len(path.read_text().splitlines()) >= 60}

    assert not long


def test_every_template_is_used() -> None:
    unused = {_name(path) for path in TEMPLATES} - OVERRIDES - set(_named())

    assert not unused


def test_every_library_that_a_template_loads_is_used_in_it() -> None:
    libraries = {
        name: import_module(path).register for name, path in Engine.get_default().libraries.items()
    }
    unused = []
    for path in TEMPLATES:
        text = path.read_text()
        words = {*re.findall(r"{%\s*(\w+)", text), *re.findall(r"\|\s*(\w+)", text)}
        loaded = " ".join(re.findall(r"{% load (.*?) %}", text)).split()
        unused += [
            f"{_name(path)}: {name}"
            for name in loaded
            if not words & {*libraries[name].tags, *libraries[name].filters}
        ]

    assert not unused


def test_every_block_of_a_template_is_closed_by_its_name() -> None:
    nameless = {_name(path) for path in TEMPLATES if re.search(r"endblock\s*%", path.read_text())}

    assert not nameless


def test_no_page_marks_a_text_as_safe() -> None:
    trusting = {
        _name(path)
        for path in TEMPLATES
        if path.suffix == ".html" and re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text())
    }

    assert not trusting


def test_no_code_marks_a_text_as_safe_but_what_renders_markup() -> None:
    code = (settings.BASE_DIR / "factcheck").rglob("*.py")
    trusting = re.compile(r"mark_safe|html_safe|__html__|SafeString\((?!\"\"\))")

    assert [path.name for path in code if trusting.search(path.read_text())] == ["markup.py"]
