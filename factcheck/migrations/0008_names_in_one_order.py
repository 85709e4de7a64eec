"""Speakers of one name come in one order, which a sign-off rests on."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0007_notices"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="publicspeaker",
            options={"default_permissions": (), "ordering": ["name", "slug"]},
        ),
        migrations.AlterModelOptions(
            name="speaker",
            options={
                "ordering": ["name", "pk"],
                "verbose_name": "speaker",
                "verbose_name_plural": "speakers",
            },
        ),
    ]
