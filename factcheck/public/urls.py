from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path, register_converter
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from factcheck.public import views
from factcheck.public.cards.pictures import article_picture, claim_picture
from factcheck.public.claim.files import evidence_file
from factcheck.public.machines import embedding, feeds, record_downloads, sitemaps
from factcheck.public.machines.feed_syntaxes import FeedSyntax
from factcheck.public.report import report_views

register_converter(FeedSyntax, "syntax")


def to_read(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    """Answer 405 to all but reading, before Django asks for a CSRF token."""
    return path(route, csrf_exempt(require_safe(view)), name=name)


# Addresses for programs are the same in every language.
machines = [
    to_read("record.jsonl", record_downloads.record_jsonl, name="record"),
    to_read("record/head.json", record_downloads.record_head, name="record-head"),
    to_read(
        "claims/<int:claim_id>/publications/<int:number>.json",
        record_downloads.publication_json,
        name="publication-json",
    ),
    to_read("claims/<int:claim_id>/files/<slug:sha256>/", evidence_file, name="evidence-file"),
    to_read("oembed", embedding.oembed, name="oembed"),
    to_read("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    to_read("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap-section"),
    to_read("robots.txt", sitemaps.robots, name="robots"),
]

urlpatterns = [
    to_read("", views.home, name="home"),
    to_read("articles/", views.article_list, name="article-list"),
    to_read("articles/<slug:slug>/", views.article_detail, name="article-detail"),
    to_read("articles/<slug:slug>/card.png", article_picture, name="article-picture"),
    to_read("claims/", views.claim_list, name="claim-list"),
    to_read("claims/<int:claim_id>/", views.claim_detail, name="claim-redirect"),
    to_read("claims/<int:claim_id>/card.png", claim_picture, name="claim-picture"),
    to_read("claims/<int:claim_id>/history/", views.claim_history, name="claim-history"),
    to_read("claims/<int:claim_id>/<slug:slug>/", views.claim_detail, name="claim-detail"),
    to_read("speakers/", views.speaker_list, name="speaker-list"),
    to_read("speakers/<slug:slug>/", views.speaker_detail, name="speaker-detail"),
    to_read("sources/", views.source_list, name="source-list"),
    to_read("sources/<slug:slug>/", views.source_detail, name="source-detail"),
    to_read("topics/", views.topic_list, name="topic-list"),
    to_read("topics/<slug:slug>/", views.topic_detail, name="topic-detail"),
    to_read("corrections/", views.correction_list, name="correction-list"),
    to_read("methodology/", views.methodology, name="methodology"),
    to_read("about/", views.about, name="about"),
    path("report/", report_views.report, name="report"),
    to_read("report/<slug:token>/", report_views.report_detail, name="report-detail"),
    to_read("feeds/claims.<syntax:syntax>", feeds.claim_feed, name="claim-feed"),
    to_read("feeds/claims/<int:claim_id>.<syntax:syntax>", feeds.single_claim_feed, name="follow"),
    to_read("feeds/corrections.<syntax:syntax>", feeds.correction_feed, name="correction-feed"),
    to_read("embed/claims/<int:claim_id>/", embedding.embedded_claim, name="claim-embed"),
]
