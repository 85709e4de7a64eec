"""How long others may keep copies, which may hold what a redaction has since removed.

Browsers ask each time whether a page is still true, which costs next to nothing. Shared caches may
show a copy for a minute, for another while they ask for a newer one, and for three while there is
no answer: nobody meets one that is older than `SECONDS`.
"""

SECONDS = 300
PUBLIC = "public, max-age=0, s-maxage=60, stale-while-revalidate=60, stale-if-error=180"
