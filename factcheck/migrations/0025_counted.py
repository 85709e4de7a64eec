"""How many claims have each badge is read from an index alone."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0024_reviewed_as"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(fields=["status", "withdrawn"], name="public_counted"),
        ),
    ]
