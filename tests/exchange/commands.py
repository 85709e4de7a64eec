"""The commands of the exchange as processes of their own, on the database of a test."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.db import connection

from tests.exchange.sheets import sheet

PER_ARTICLE = 50


def environment() -> dict[str, str]:
    # The embedded server says where it is to whoever connects.
    connection.ensure_connection()
    own: Any = connection.get_connection_params()
    place = urlencode({"host": own["host"], "port": own["port"]}, quote_via=quote)
    url = f"postgresql://{own['user']}@/{own['dbname']}?{place}"
    key = {"SECRET_KEY": "only for the processes of a test, of fifty characters at least"}
    return {**os.environ, **key, "DATABASE_URL": url}


def started(*options: str, **how: Any) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "manage.py", *options]
    return subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment(), **how)


def many_rows(path: Path, rows: int) -> Path:
    """A sheet of claims, so many to an article."""
    return sheet(
        path,
        (
            {
                "external_id": str(number),
                "headline": f"Claim {number}",
                "statement": f"The claim of number {number} in full, so that it stands alone.",
                "speaker": f"Speaker {number % 997}",
                "said_on": "2023-02-18",
                "status": "false",
                "summary": f"It is not so: {number}.",
                "article_title": f"Article {number // PER_ARTICLE}",
                "article_publisher": "The Herald",
                "article_published_on": "2023-02",
            }
            for number in range(rows)
        ),
    )
