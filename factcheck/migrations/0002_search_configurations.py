"""Text search that finds accented words by plain letters, stemmed per language."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations

CONFIGURATIONS = {"simple": "simple", "en": "english", "es": "spanish"}
STEMMERS = {"simple": "simple", "en": "english_stem", "es": "spanish_stem"}


def configuration(code: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"""
        CREATE TEXT SEARCH CONFIGURATION factcheck_{code} (COPY = {CONFIGURATIONS[code]});
        ALTER TEXT SEARCH CONFIGURATION factcheck_{code}
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {STEMMERS[code]};
        """,
        f"DROP TEXT SEARCH CONFIGURATION factcheck_{code};",
    )


class Migration(migrations.Migration):
    dependencies = [("factcheck", "0001_models")]
    operations = [
        UnaccentExtension(),
        *(configuration(code) for code in CONFIGURATIONS),
    ]
