"""The words that readers search by are made by `factcheck.words`, not by PostgreSQL's parser."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations

SNOWBALL = {
    "simple": ("simple", "simple"),
    "en": ("english", "english_stem"),
    "es": ("spanish", "spanish_stem"),
    "ar": ("arabic", "arabic_stem"),
}


def no_configuration(code: str) -> migrations.RunSQL:
    copied, stemmer = SNOWBALL[code]
    return migrations.RunSQL(
        f"DROP TEXT SEARCH CONFIGURATION factcheck_{code};",
        f"""
        CREATE TEXT SEARCH CONFIGURATION factcheck_{code} (COPY = {copied});
        ALTER TEXT SEARCH CONFIGURATION factcheck_{code}
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stemmer};
        """,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0040_webhooks"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicarticle",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="publicsource",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="publicspeaker",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="publictopic",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="publicclaim",
            name="search",
            field=django.contrib.postgres.search.SearchVectorField(editable=False, null=True),
        ),
        migrations.AddIndex(
            model_name="publicarticle",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="public_article_matching"
            ),
        ),
        migrations.AddIndex(
            model_name="publicsource",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="public_source_matching"
            ),
        ),
        migrations.AddIndex(
            model_name="publicspeaker",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="public_speaker_matching"
            ),
        ),
        migrations.AddIndex(
            model_name="publictopic",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="public_topic_matching"
            ),
        ),
        *map(no_configuration, SNOWBALL),
    ]
