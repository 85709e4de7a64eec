from django.urls import path, register_converter

from factcheck.public import embedding, feeds, record, reports, sitemaps, views
from factcheck.public.cards.views import article_picture, claim_picture
from factcheck.public.converters import FeedSyntax

register_converter(FeedSyntax, "syntax")

# For programs: the same in every language.
machines = [
    path("record.jsonl", record.record_jsonl, name="record"),
    path("record/head.json", record.record_head, name="record-head"),
    path(
        "claims/<int:claim_id>/publications/<int:number>.json",
        record.publication_json,
        name="publication-json",
    ),
    path("oembed", embedding.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemaps.sitemap_section, name="sitemap-section"),
    path("robots.txt", sitemaps.robots, name="robots"),
]

urlpatterns = [
    path("", views.home, name="home"),
    path("articles/", views.article_list, name="article-list"),
    path("articles/<slug:slug>/", views.article_detail, name="article-detail"),
    path("articles/<slug:slug>/card.png", article_picture, name="article-picture"),
    path("claims/", views.claim_list, name="claim-list"),
    path("claims/<int:claim_id>/", views.claim_detail, name="claim-redirect"),
    path("claims/<int:claim_id>/card.png", claim_picture, name="claim-picture"),
    path("claims/<int:claim_id>/history/", views.claim_history, name="claim-history"),
    path("claims/<int:claim_id>/<slug:slug>/", views.claim_detail, name="claim-detail"),
    path("speakers/", views.speaker_list, name="speaker-list"),
    path("speakers/<slug:slug>/", views.speaker_detail, name="speaker-detail"),
    path("sources/", views.source_list, name="source-list"),
    path("sources/<slug:slug>/", views.source_detail, name="source-detail"),
    path("topics/", views.topic_list, name="topic-list"),
    path("topics/<slug:slug>/", views.topic_detail, name="topic-detail"),
    path("corrections/", views.correction_list, name="correction-list"),
    path("methodology/", views.methodology, name="methodology"),
    path("about/", views.about, name="about"),
    path("report/", reports.report, name="report"),
    path("report/<slug:token>/", reports.report_detail, name="report-detail"),
    path("feeds/claims.<syntax:syntax>", feeds.claim_feed, name="claim-feed"),
    path("feeds/claims/<int:claim_id>.<syntax:syntax>", feeds.single_claim_feed, name="follow"),
    path("feeds/corrections.<syntax:syntax>", feeds.correction_feed, name="correction-feed"),
    path("embed/claims/<int:claim_id>/", embedding.embedded_claim, name="claim-embed"),
]
