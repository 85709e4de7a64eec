"""Readers see a withdrawn review as withdrawn, in lists, filters and counts too."""

from django.db import migrations, models

FROM_THE_RECORD = """
UPDATE factcheck_publicclaim claim SET withdrawn = true
FROM factcheck_publication publication
WHERE publication.serial = claim.publication_id AND publication.kind = 'retraction';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0017_candidate_that_was_read"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicclaim",
            name="withdrawn",
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(
                condition=models.Q(("withdrawn", True)),
                fields=["-sort_date", "-id"],
                name="public_withdrawn",
            ),
        ),
        migrations.RunSQL(FROM_THE_RECORD, migrations.RunSQL.noop),
    ]
