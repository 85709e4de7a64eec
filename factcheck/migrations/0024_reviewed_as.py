"""Lists say since when a review stands as it is, and whether that was a correction or an update."""

from django.db import migrations, models

FROM_THE_RECORD = """
UPDATE factcheck_publicclaim claim SET reviewed_as = standing.kind FROM (
    SELECT DISTINCT ON (claim_id) claim_id, kind FROM factcheck_publication
    WHERE kind <> 'typographical' ORDER BY claim_id, number DESC
) AS standing
WHERE standing.claim_id = claim.id AND claim.reviewed_at IS NOT NULL;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0023_arabic"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicclaim",
            name="reviewed_as",
            field=models.CharField(
                blank=True,
                choices=[
                    ("listing", "listing"),
                    ("review", "review"),
                    ("correction", "correction"),
                    ("update", "update"),
                    ("typographical", "typing error set right"),
                    ("retraction", "retraction"),
                ],
                default="",
                max_length=13,
            ),
            preserve_default=False,
        ),
        migrations.RunSQL(FROM_THE_RECORD, migrations.RunSQL.noop),
    ]
