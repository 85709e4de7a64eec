"""Readers are told when the publisher's newest text is not the one that is shown."""

from django.conf import settings
from django.db import migrations, models

AS_IT_IS = """
UPDATE factcheck_publicarticle shown SET newer_text_on = newest.read_on FROM (
    SELECT DISTINCT ON (public.article_id) public.article_id AS slug, revision.sha256,
        (revision.created_at AT TIME ZONE %s)::date AS read_on
    FROM factcheck_publicclaim public
    JOIN factcheck_claim claim ON claim.id = public.id
    JOIN factcheck_articlerevision revision ON revision.article_id = claim.article_id
    ORDER BY public.article_id, revision.number DESC
) AS newest
WHERE newest.slug = shown.slug AND shown.revision_sha256 NOT IN ('', newest.sha256);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0021_remarks_told_files_swept"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicarticle",
            name="newer_text_on",
            field=models.DateField(null=True),
        ),
        migrations.RunSQL([(AS_IT_IS, [settings.TIME_ZONE])], migrations.RunSQL.noop),
    ]
