"""The pages that this process keeps: at most `KEPT_PAGES` megabytes of them."""

from collections import OrderedDict
from threading import Lock

from django.conf import settings

from factcheck.public.kept.kept_page import KeptPage


class Pages:
    """By address; what nobody asked for longest goes first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, tuple[KeptPage, int]] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, address: str) -> KeptPage | None:
        with self._lock:
            if address not in self._pages:
                return None
            self._pages.move_to_end(address)
            return self._pages[address][0]

    def keep(self, page: KeptPage) -> None:
        """Keep a page in place of an older one, or count anew what it takes."""
        with self._lock:
            _page, size = self._pages.pop(page.address, (None, 0))
            self._pages[page.address] = page, page.size
            self._size += page.size - size
            while self._size > settings.KEPT_PAGES * 2**20:
                _address, (_page, size) = self._pages.popitem(last=False)
                self._size -= size

    def clear(self) -> None:
        with self._lock:
            self._pages.clear()
            self._size = 0


PAGES = Pages()
