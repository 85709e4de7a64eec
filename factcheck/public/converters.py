"""Parts of addresses."""

from django.urls.converters import StringConverter


class FeedSyntax(StringConverter):
    regex = "atom|rss"
