"""The floor that pages are measured against: as little as a page of Django's can do.

One query by primary key, then a template of `VARIABLES` variables that is as long as the page of a
claim, `FLOOR_BYTES`. No middleware but Django's own compression. Settings and addresses in one, to
be served as the site is, from the same database. It was there before any page was made faster, and
is never edited.
"""

import json
import os
from html import escape
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR

ROOT_URLCONF = "tests.benchmarks.floor"
MIDDLEWARE = ["django.middleware.gzip.GZipMiddleware"]

COLUMNS = ("id", "headline", "slug", "statement", "summary", "kind", "subject", "language")
VARIABLES = 96

_templates: dict[int, Any] = {}


def page(_request: HttpRequest, claim_id: int) -> HttpResponse:
    from factcheck.models import PublicClaim

    claim = PublicClaim.objects.only(*COLUMNS).get(pk=claim_id)
    if claim_id not in _templates:
        _templates[claim_id] = _template(claim)
    return HttpResponse(_templates[claim_id].render({"claim": claim}))


def _template(claim: Model) -> Any:
    """A variable to a line, and between them as much of the seeds' article as makes up the size."""
    django = engines["django"]
    names = [COLUMNS[number % len(COLUMNS)] for number in range(VARIABLES)]
    variables = [f"<p>{{{{ claim.{name} }}}}</p>\n" for name in names]
    bare = len(django.from_string("".join(variables)).render({"claim": claim}).encode())
    share = (int(os.environ["FLOOR_BYTES"]) - bare) // VARIABLES
    text = json.dumps((BASE_DIR / "seeds" / "article.txt").read_text(encoding="utf-8"))
    text = escape(text).replace("{", "").replace("}", "") * 10
    fillers = [text[n * share : (n + 1) * share] for n in range(VARIABLES)]
    lines = [variable + filler for variable, filler in zip(variables, fillers, strict=True)]
    return django.from_string("".join(lines))


urlpatterns = [path("<int:claim_id>/", page)]
