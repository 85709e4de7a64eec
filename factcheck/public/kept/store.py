"""The store that processes share: Redis, or what speaks its language, at ``CACHE_URL``.

Others may write to it, so what is read is taken for a page only under a seal that takes the secret
key, and is never anything but data. A store that is away, slow or full costs speed, not pages: it
is then left alone for some seconds.
"""

import hashlib
import hmac
import logging
import time
from functools import cache

import msgspec
from django.conf import settings
from redis import Redis, RedisError
from redis.backoff import NoBackoff
from redis.retry import Retry

from factcheck.public.kept.kept_page import KeptPage

WAIT, LEFT_ALONE, KEPT_FOR = 0.2, 5.0, 24 * 60 * 60
SEAL = hashlib.sha256().digest_size
log = logging.getLogger(__name__)

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(KeptPage)


class Store:
    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(
            url,
            socket_timeout=WAIT,
            socket_connect_timeout=WAIT,
            retry=Retry(NoBackoff(), 0),
            protocol=2,
        )
        self._away_until = 0.0

    def get(self, tag: str) -> KeptPage | None:
        try:
            found = None if self._is_away else self._redis.get(_key(tag))
        except (RedisError, OSError) as error:
            self._leave_alone(error)
            return None
        if not isinstance(found, bytes):
            return None
        seal, data = found[:SEAL], found[SEAL:]
        if not hmac.compare_digest(seal, _seal(tag, data)):
            log.error("What %s holds for a page was not written by us.", _key(tag))
            return None
        return _decoder.decode(data)

    def keep(self, page: KeptPage) -> None:
        data = _encoder.encode(page)
        try:
            if not self._is_away:
                self._redis.set(_key(page.tag), _seal(page.tag, data) + data, ex=KEPT_FOR)
        except (RedisError, OSError) as error:
            self._leave_alone(error)

    @property
    def _is_away(self) -> bool:
        return time.monotonic() < self._away_until

    def _leave_alone(self, error: Exception) -> None:
        self._away_until = time.monotonic() + LEFT_ALONE
        log.warning("Pages are neither read from CACHE_URL nor kept there for now: %s", error)


@cache
def _store(url: str) -> Store:
    return Store(url)


def get(tag: str) -> KeptPage | None:
    return _store(settings.CACHE_URL).get(tag) if settings.CACHE_URL else None


def keep(page: KeptPage) -> None:
    if settings.CACHE_URL:
        _store(settings.CACHE_URL).keep(page)


def _key(tag: str) -> str:
    return f"factcheck:page:{tag}"


def _seal(tag: str, data: bytes) -> bytes:
    """It holds for this page alone: another page's entry is no good under its key."""
    key = hashlib.sha256(b"kept pages" + settings.SECRET_KEY.encode()).digest()
    return hmac.digest(key, tag.encode() + data, "sha256")
