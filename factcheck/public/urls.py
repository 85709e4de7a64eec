from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.urls.converters import StringConverter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from factcheck.models.reading_room.page_version import ANY, EVERYTHING
from factcheck.public import views
from factcheck.public.cards.pictures import article_picture, claim_picture
from factcheck.public.claim.files import evidence_file
from factcheck.public.kept.keeping import kept
from factcheck.public.machines import (
    annotations,
    claim_reviews,
    embedding,
    fact_check_tools,
    feeds,
    record_downloads,
    sitemaps,
)
from factcheck.public.machines.answers import is_open_to_scripts, open_to_scripts
from factcheck.public.machines.feed_syntaxes import FeedSyntax
from factcheck.public.names import claim_names
from factcheck.public.report import report_views


class Word(StringConverter):
    """A slug in the letters of any script."""

    regex = r"[^/.\s\x00]+"


register_converter(FeedSyntax, "syntax")
register_converter(Word, "word")

CLAIM = "claim:{claim_id}"


def to_read(
    route: str, view: Callable[..., HttpResponseBase], name: str, shows: str = ""
) -> URLPattern:
    """Answer 405 to all but reading, before Django asks for a CSRF token.

    With the subject that the page shows, it is kept. What scripts of other sites may read, they may
    ask for first.
    """
    answer = require_safe(kept(view, shows) if shows else view)
    if is_open_to_scripts(view):
        answer = open_to_scripts(answer)
    return path(route, csrf_exempt(answer), name=name)


# Addresses for programs are the same in every language.
machines = [
    to_read("record.jsonl", record_downloads.record_jsonl, name="record"),
    to_read("record/head.json", record_downloads.record_head, name="record-head"),
    to_read("record/<int:serial>.json", record_downloads.entry_json, name="entry-json"),
    to_read(
        "claims/<int:claim_id>/publications/<int:number>.json",
        record_downloads.publication_json,
        name="publication-json",
    ),
    to_read(
        "claims/<int:claim_id>/claimreview.json",
        claim_reviews.claim_review_json,
        name="claim-review",
        shows=CLAIM,
    ),
    to_read(
        "claimreview.json",
        claim_reviews.claim_review_feed,
        name="claim-review-feed",
        shows=EVERYTHING,
    ),
    to_read(
        "articles/<word:slug>/annotations.json",
        annotations.annotations,
        name="annotations",
        shows="article:{slug}",
    ),
    to_read(
        "api/factchecktools/v1alpha1/claims:search",
        fact_check_tools.claims_search,
        name="claims-search",
    ),
    to_read("claims/<int:claim_id>/files/<slug:sha256>/", evidence_file, name="evidence-file"),
    to_read("oembed", embedding.oembed, name="oembed"),
    to_read("sitemap.xml", sitemaps.sitemap_index, name="sitemap", shows=EVERYTHING),
    to_read(
        "sitemap-<slug:section>.xml",
        sitemaps.sitemap_section,
        name="sitemap-section",
        shows=EVERYTHING,
    ),
    to_read("robots.txt", sitemaps.robots, name="robots"),
]

urlpatterns = [
    to_read("", views.home, name="home", shows=EVERYTHING),
    to_read("articles/", views.article_list, name="article-list", shows=EVERYTHING),
    to_read(
        "articles/<word:slug>/",
        views.article_detail,
        name="article-detail",
        shows="article:{slug}",
    ),
    to_read(
        "articles/<word:slug>/finding/",
        views.finding_history,
        name="finding-history",
        shows="article:{slug}",
    ),
    to_read(
        "articles/<word:slug>/card.png",
        article_picture,
        name="article-picture",
        shows="article:{slug}",
    ),
    to_read("claims/", views.claim_list, name="claim-list", shows=EVERYTHING),
    to_read("claims/similar/", views.similar, name="similar-claims", shows=EVERYTHING),
    to_read("claims/names/<slug:kind>/", claim_names, name="claim-names", shows=EVERYTHING),
    to_read("claims/<int:claim_id>/", views.claim_detail, name="claim-redirect", shows=CLAIM),
    to_read("claims/<int:claim_id>/card.png", claim_picture, name="claim-picture", shows=CLAIM),
    to_read(
        "claims/<int:claim_id>/history/", views.claim_history, name="claim-history", shows=CLAIM
    ),
    to_read(
        "claims/<int:claim_id>/<word:slug>/", views.claim_detail, name="claim-detail", shows=CLAIM
    ),
    to_read("speakers/", views.speaker_list, name="speaker-list", shows=EVERYTHING),
    to_read(
        "speakers/<word:slug>/",
        views.speaker_detail,
        name="speaker-detail",
        shows="speaker:{slug}",
    ),
    to_read("sources/", views.source_list, name="source-list", shows=EVERYTHING),
    to_read(
        "sources/<word:slug>/", views.source_detail, name="source-detail", shows="source:{slug}"
    ),
    to_read("topics/", views.topic_list, name="topic-list", shows=EVERYTHING),
    to_read("topics/<word:slug>/", views.topic_detail, name="topic-detail", shows="topic:{slug}"),
    to_read("corrections/", views.correction_list, name="correction-list", shows=EVERYTHING),
    to_read("methodology/", views.methodology, name="methodology", shows=EVERYTHING),
    to_read("methodology/steps/", views.steps, name="steps", shows=ANY),
    to_read("about/", views.about, name="about", shows=ANY),
    path("report/", report_views.report, name="report"),
    to_read("report/<slug:token>/", report_views.report_detail, name="report-detail"),
    to_read("feeds/claims.<syntax:syntax>", feeds.claim_feed, name="claim-feed", shows=EVERYTHING),
    to_read(
        "feeds/claims/<int:claim_id>.<syntax:syntax>",
        feeds.single_claim_feed,
        name="follow",
        shows=EVERYTHING,
    ),
    to_read(
        "feeds/corrections.<syntax:syntax>",
        feeds.correction_feed,
        name="correction-feed",
        shows=EVERYTHING,
    ),
    to_read(
        "embed/claims/<int:claim_id>/", embedding.embedded_claim, name="claim-embed", shows=CLAIM
    ),
    to_read(
        "embed/articles/<word:slug>/",
        embedding.embedded_article,
        name="article-embed",
        shows="article:{slug}",
    ),
]
