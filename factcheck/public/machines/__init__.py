"""What programs read: the record itself, feeds, cards for other pages, sitemaps."""
