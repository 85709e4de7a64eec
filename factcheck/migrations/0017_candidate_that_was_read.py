"""What was read is kept by its digest: it rests on more than the claim."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0016_leaving"),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="candidate_sha256",
            field=models.CharField(
                default="", max_length=64, verbose_name="digest of what was read"
            ),
        ),
    ]
