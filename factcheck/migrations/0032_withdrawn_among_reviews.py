"""A withdrawn review stays among the reviews, in the order of its withdrawal."""

from django.db import migrations

FORWARDS = """
UPDATE factcheck_publicclaim SET reviewed_at = published_at, reviewed_as = 'retraction'
WHERE withdrawn;
"""
BACKWARDS = """
UPDATE factcheck_publicclaim SET reviewed_at = NULL, reviewed_as = '' WHERE withdrawn;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0031_redacted_findings"),
    ]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
