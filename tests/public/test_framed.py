"""The card of a claim in a real browser, on a page of somebody else."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page as Browser
from playwright.sync_api import expect

from factcheck.models import PublicClaim

pytestmark = pytest.mark.system


@pytest.fixture
def elsewhere(seeded_site: str) -> Iterator[str]:
    """A page of another site, with a claim's card in it."""
    claim = PublicClaim.objects.reviewed()[0]
    code = (
        f'<iframe src="{seeded_site}/embed/claims/{claim.pk}/" width="600" height="300"></iframe>'
    )

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(code.encode())

        def log_message(self, *_args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_card_can_be_read_in_a_page_of_another_site(
    elsewhere: str, seeded_site: str, page: Browser
) -> None:
    claim = PublicClaim.objects.reviewed()[0]
    page.goto(elsewhere)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_have_text(claim.headline)
    frame.get_by_role("link", name=claim.headline).click()
    page.wait_for_url(seeded_site + claim.get_absolute_url())


def test_no_card_has_to_be_scrolled(seeded_site: str, page: Browser) -> None:
    reviewed = list(PublicClaim.objects.reviewed())
    assert reviewed
    for claim in reviewed:
        for width, height in [(600, 300), (320, 400)]:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{seeded_site}/embed/claims/{claim.pk}/")
            size = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
            assert page.evaluate(size) == [width, height], claim.headline
