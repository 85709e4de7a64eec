"""What readers see where words were taken out of an article."""

from factcheck.models import Claim, Publication
from factcheck.models.vocabulary import Stage
from tests.public.amending import redact
from tests.public.pages import Visit
from tests.workflow.newsroom import TEXT, Newsroom


def test_the_bar_in_place_of_the_words_is_told_in_words(
    visit: Visit, desk: Newsroom, claim: Claim
) -> None:
    words = "the ministry said"
    start = TEXT.index(words)
    desk.bring(desk.claim(quote=words, start=start, end=start + len(words)), Stage.PUBLISHED)
    redact(desk, Publication.objects.get(claim=claim))
    bar = visit(f"/articles/{desk.article.slug}/").one(class_="redacted")
    assert set(bar.text) == {"█"}
    assert bar.attributes["role"] == "img"
    assert bar.attributes["aria-label"] == "content removed from the record"
