"""How long others may keep copies, which may hold what a redaction has since removed."""

from django.views.decorators.cache import cache_control

SECONDS = 300

briefly_cached = cache_control(public=True, max_age=SECONDS)
