"""Arabic, the third language of the site: what a translation may be in, and the stems of search."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0022_newer_text")]
    operations = [
        migrations.AlterField(
            model_name="translation",
            name="language",
            field=models.CharField(
                choices=[("en", "English"), ("es", "Español"), ("ar", "العربية")],
                max_length=12,
                verbose_name="language",
            ),
        ),
        migrations.RunSQL(
            """
            CREATE TEXT SEARCH CONFIGURATION factcheck_ar (COPY = arabic);
            ALTER TEXT SEARCH CONFIGURATION factcheck_ar
                ALTER MAPPING FOR hword, hword_part, word WITH unaccent, arabic_stem;
            """,
            "DROP TEXT SEARCH CONFIGURATION factcheck_ar;",
        ),
    ]
