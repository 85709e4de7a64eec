"""The language of a request, which its address says, and the same page in other languages.

The site's own language (``LANGUAGE_CODE``) has no prefix, every other one has its code:
``/claims/`` and ``/es/claims/``. Neither a cookie nor ``Accept-Language`` has a say, so that an
address means the same page to everybody, caches included. Only the desk speaks otherwise: in its
editor's language, and to whoever has not signed in yet as their browser asks.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation

from factcheck.models.translated import languages

Answer = Callable[[HttpRequest], HttpResponseBase]


def language_middleware(answer: Answer) -> Answer:
    """Answer in the language of the address; the desk later switches to its editor's."""

    def answer_in_language(request: HttpRequest) -> HttpResponseBase:
        with translation.override(language_of(request.path_info)):
            response = answer(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response

    return answer_in_language


def language_of(path: str) -> str:
    """The language that a path begins with, else the site's own."""
    prefix = path[1:].split("/", 1)[0]
    is_prefix = prefix in languages() and prefix != settings.LANGUAGE_CODE
    return prefix if is_prefix else settings.LANGUAGE_CODE


def path_in(language: str, path: str) -> str:
    """The path of the same page in another language."""
    bare = path
    if (now := language_of(path)) != settings.LANGUAGE_CODE:
        bare = path.removeprefix(f"/{now}") or "/"
    return bare if language == settings.LANGUAGE_CODE else f"/{language}{bare}"
