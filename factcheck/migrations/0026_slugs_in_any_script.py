"""Slugs in any script; the addresses of claims again, such that they state nothing false."""

from typing import Any

from django.db import migrations, models

from factcheck.slugs import slug_of


def name_claims(apps: Any, _schema_editor: Any) -> None:
    """Old addresses lead to the new ones: a claim is found by its number."""
    claims = apps.get_model("factcheck", "PublicClaim").objects.only("pk", "headline", "slug")
    for claim in claims.iterator(chunk_size=500):
        slug = slug_of(claim.headline)[:80].strip("-")
        if slug not in (claim.slug, "history"):
            claims.filter(pk=claim.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0025_counted"),
    ]

    operations = [
        migrations.AlterField(
            model_name="article",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, unique=True, verbose_name="slug"
            ),
        ),
        migrations.AlterField(
            model_name="publicarticle",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, primary_key=True, serialize=False
            ),
        ),
        migrations.AlterField(
            model_name="publicclaim",
            name="slug",
            field=models.SlugField(allow_unicode=True, blank=True, max_length=80),
        ),
        migrations.AlterField(
            model_name="publicsource",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, primary_key=True, serialize=False
            ),
        ),
        migrations.AlterField(
            model_name="publicspeaker",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, primary_key=True, serialize=False
            ),
        ),
        migrations.AlterField(
            model_name="publictopic",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, primary_key=True, serialize=False
            ),
        ),
        migrations.AlterField(
            model_name="source",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, unique=True, verbose_name="slug"
            ),
        ),
        migrations.AlterField(
            model_name="speaker",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=120, unique=True, verbose_name="slug"
            ),
        ),
        migrations.AlterField(
            model_name="topic",
            name="slug",
            field=models.SlugField(
                allow_unicode=True, max_length=80, unique=True, verbose_name="slug"
            ),
        ),
        migrations.RunPython(name_claims, migrations.RunPython.noop, elidable=True),
    ]
