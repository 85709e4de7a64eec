"""Names that run the other way end where they end, at a desk that runs from right to left."""

import pytest
from playwright.sync_api import Locator, Page

from factcheck.models import User
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import address_of
from tests.screens import sign_in
from tests.workflow.newsroom import Newsroom

pytestmark = pytest.mark.system
HEADLINE = "The mayor said “very soon”"
# Whether the last character stands to the right of the one before it.
ENDS_AT_ITS_END = """(element) => {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode();
  const at = text.data.trimEnd().length;
  const [before, last] = [at - 2, at - 1].map((from) => {
    const range = document.createRange();
    range.setStart(text, from);
    range.setEnd(text, from + 1);
    return range.getBoundingClientRect().left;
  });
  return before < last;
}"""


def test_a_headline_reads_as_it_was_written(desk: Page, live_site: str) -> None:
    newsroom = Newsroom()
    claim = newsroom.bare_claim(headline=HEADLINE)
    User.objects.filter(username="fay").update(language="ar")
    sign_in(desk, live_site, "fay", address_of(claim))

    def shown(*places: Locator) -> None:
        for place in places:
            assert place.first.evaluate(ENDS_AT_ITS_END), place

    shown(desk.locator("#content > h2"), desk.locator(".breadcrumbs bdi"))
    desk.goto(f"{live_site}/admin/factcheck/claim/{claim.pk}/history/")
    shown(desk.locator("#content > h2"), desk.locator(".breadcrumbs a").last)
    bench = f"/admin/factcheck/article/{claim.article_id}/workbench/"
    desk.goto(f"{live_site}{bench}?claim={claim.pk}")
    shown(desk.locator("#panel h2"))
    desk.goto(f"{live_site}/admin/find/?q=mayor")
    shown(desk.locator("#content").get_by_role("link", name=HEADLINE))
    newsroom.bring(newsroom.claim(headline=HEADLINE), Stage.CHECKING)
    desk.goto(f"{live_site}/admin/factcheck/claim/")
    shown(desk.locator("#result_list th a"))
