"""How much one network may ask of the API in a minute; what is kept does not count."""

from threading import Lock

from django.http import HttpRequest
from ninja.throttling import SimpleRateThrottle

from factcheck.public.report.network import network

A_MINUTE = "600/m"


class ByNetwork(SimpleRateThrottle):
    """The library keeps the state of a request in the object, which all threads share."""

    scope = "api"

    def __init__(self, rate: str) -> None:
        super().__init__(rate)
        self._lock = Lock()

    def get_cache_key(self, request: HttpRequest) -> str:
        return self.cache_format % {"scope": self.scope, "ident": network(request)}

    def allow_request(self, request: HttpRequest) -> bool:
        with self._lock:
            return bool(super().allow_request(request))
