"""How long copies may be kept elsewhere: what two people took out of the record may be in them."""

from django.views.decorators.cache import cache_control

SECONDS = 300

briefly_cached = cache_control(public=True, max_age=SECONDS)
