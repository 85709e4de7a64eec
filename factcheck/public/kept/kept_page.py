"""A page as it was rendered, with all its headers, compressed once for each who asks for it so."""

import gzip
from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import Self

import brotli
import msgspec
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified

from factcheck.models.reading_room import PageVersion
from factcheck.public.kept.shown import Shown, has_copy, tag_of

# The best comes first. What is shorter than this gains nothing.
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, quality=5),
    "gzip": lambda body: gzip.compress(body, 6, mtime=0),
}
WORTH_IT = 200
OF_NOT_MODIFIED = ("ETag", "Cache-Control", "Last-Modified", "Vary")


class KeptPage(msgspec.Struct, dict=True):
    """`bodies` are by encoding, that of none among them.

    There are none at all of a page that so far was asked for only by those who have a true copy.
    """

    address: str
    subjects: list[str]
    tag: str
    is_text: bool
    headers: dict[str, str]
    bodies: dict[str, bytes]

    @classmethod
    def of(cls, response: HttpResponse, shown: Shown) -> Self:
        headers = {**response.headers, **shown.headers}
        headers.pop("Content-Length", None)
        bodies = {"": response.content} if response.status_code == 200 else {}
        subjects = shown.version.subjects
        return cls(shown.address, subjects, shown.tag, shown.is_text, headers, bodies)

    @property
    def is_true(self) -> bool:
        """Whether it shows what is shown now, by one query."""
        return self.tag == tag_of(self.address, PageVersion.objects.name_now(self.subjects))

    @property
    def size(self) -> int:
        """About how many bytes of memory it takes."""
        return 2_000 + sum(map(len, self.bodies.values()))

    def answers(self, request: HttpRequest) -> bool:
        """Whether it has what is asked for, for as long as it is true."""
        return bool(self.bodies) or has_copy(request, self.tag)

    def answer(self, request: HttpRequest) -> HttpResponseBase:
        if has_copy(request, self.tag):
            return HttpResponseNotModified(headers=self._of_not_modified)
        encoding = self._encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if encoding not in self.bodies:
            self.bodies[encoding] = ENCODERS[encoding](self.bodies[""])
        body = self.bodies[encoding]
        headers = {**self.headers, "Content-Length": str(len(body))}
        if encoding:
            headers["Content-Encoding"] = encoding
        return HttpResponse(b"" if request.method == "HEAD" else body, headers=headers)

    @cached_property
    def _of_not_modified(self) -> dict[str, str]:
        return {name: self.headers[name] for name in OF_NOT_MODIFIED if name in self.headers}

    def _encoding(self, accepted: str) -> str:
        is_worth_it = self.is_text and len(self.bodies[""]) >= WORTH_IT
        return best(accepted) if is_worth_it else ""


@lru_cache(maxsize=100)
def best(accepted: str) -> str:
    """The best encoding that somebody accepts, if any."""
    parts = [part.partition(";") for part in accepted.lower().replace(" ", "").split(",")]
    names = {name for name, _semicolon, weight in parts if weight.rstrip("0") not in {"q=", "q=0."}}
    return next((name for name in ENCODERS if name in names), "")
