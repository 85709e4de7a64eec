"""What a public page shows at the moment, and the tag that stands for it."""

import hashlib
from dataclasses import dataclass
from typing import Self

from django.http import HttpRequest, HttpResponseNotModified
from django.utils.http import http_date, parse_etags

from factcheck.models.reading_room import PageVersion, Version
from factcheck.public.caching import PUBLIC
from factcheck.public.kept.build import build


@dataclass(frozen=True, slots=True)
class Shown:
    """The state that the page at an address shows."""

    address: str
    version: Version

    @classmethod
    def now(cls, address: str, subject: str) -> Self:
        """What a page on a subject shows."""
        return cls(address, PageVersion.objects.of(subject))

    @property
    def tag(self) -> str:
        return tag_of(self.address, self.version.name)

    @property
    def is_text(self) -> bool:
        """Whether it is sent compressed: pictures are already."""
        return not self.address.partition("?")[0].endswith(".png")

    @property
    def headers(self) -> dict[str, str]:
        """What depends on it alone, and belongs into a 304 as well.

        The tag is a weak one: it stands for the page in every compression.
        """
        headers = {"ETag": f'W/"{self.tag}"', "Cache-Control": PUBLIC}
        if self.version.since:
            headers["Last-Modified"] = http_date(self.version.since.timestamp())
        if self.is_text:
            headers["Vary"] = "Accept-Encoding"
        return headers


def tag_of(address: str, version: str) -> str:
    words = f"{build()}\n{address}\n{version}"
    return hashlib.blake2b(words.encode(), digest_size=16).hexdigest()


def address_of(request: HttpRequest) -> str:
    """The whole address. Raises DisallowedHost for another site's."""
    query = request.META.get("QUERY_STRING", "")
    return f"{request.scheme}://{request.get_host()}{request.path}?{query}"


def has_copy(request: HttpRequest, tag: str) -> bool:
    """Whether the sender has what the tag stands for; dates are too coarse to say so."""
    tags = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", ""))
    return any(each.removeprefix("W/") == f'"{tag}"' for each in tags)


def not_modified(shown: Shown) -> HttpResponseNotModified:
    return HttpResponseNotModified(headers=shown.headers)
