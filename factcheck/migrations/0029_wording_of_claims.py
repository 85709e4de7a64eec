"""Searches that find nothing are answered with words like theirs."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Cast


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0028_article_findings"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publicclaim",
            index=GinIndex(
                OpClass(models.F("headline"), name="gin_trgm_ops"),
                OpClass(models.F("statement"), name="gin_trgm_ops"),
                OpClass(Cast("translations", models.TextField()), name="gin_trgm_ops"),
                name="public_wording",
            ),
        ),
    ]
