import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import factcheck.models.staff

# Whoever wants to be told of something is told of what is new as well; of what was changed before
# this version, nobody.
EVERYBODY = """
    UPDATE factcheck_user SET notices = notices
        || '{approved,published,embargo,mentioned,answered}'::varchar[] WHERE notices <> '{}';
    UPDATE factcheck_user SET noticed_entry
        = coalesce((SELECT max(id) FROM factcheck_auditentry), 0);
"""
BEFORE = """
    UPDATE factcheck_user SET notices = ARRAY(SELECT unnest(notices)
        EXCEPT SELECT unnest('{approved,published,embargo,mentioned,answered}'::varchar[]));
"""


class Migration(migrations.Migration):
    dependencies = [
        ("factcheck", "0006_remarks"),
    ]

    operations = [
        migrations.CreateModel(
            name="JobRun",
            fields=[
                (
                    "job",
                    models.CharField(
                        choices=[
                            ("publish_due", "publishing at the end of an embargo"),
                            ("send_notices", "sending notices by e-mail"),
                            ("forget_senders", "forgetting who sent reports"),
                        ],
                        max_length=20,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("ended_at", models.DateTimeField()),
            ],
            options={
                "default_permissions": (),
            },
        ),
        migrations.AlterModelManagers(
            name="user",
            managers=[],
        ),
        migrations.AddField(
            model_name="user",
            name="noticed_entry",
            field=models.BigIntegerField(default=0, editable=False),
        ),
        migrations.AlterField(
            model_name="user",
            name="notices",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("assigned", "a claim is given to me, or taken from me"),
                        ("sent-back", "a claim of mine was sent back"),
                        ("waiting", "a claim waits for my sign-off"),
                        ("approved", "a claim waits for a publisher, and I am one"),
                        ("published", "a claim that I worked on is published"),
                        ("void", "a sign-off of mine, or of my claim, is void"),
                        ("embargo", "an embargo of mine failed, or is gone"),
                        ("mentioned", "somebody names me in a comment, as in “@ana”"),
                        ("answered", "somebody comments where I have commented"),
                        ("overdue", "a claim of mine is overdue"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=factcheck.models.staff.all_notices,
                help_text="What names you comes at once, everything else once an hour.",
                size=None,
                verbose_name="notices by e-mail",
            ),
        ),
        migrations.RunSQL(EVERYBODY, BEFORE),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "failure",
                    models.CharField(blank=True, max_length=300),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="told",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "ordering": ["-pk"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="MessageLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "notice",
                    models.CharField(
                        choices=[
                            ("assigned", "a claim is given to me, or taken from me"),
                            ("sent-back", "a claim of mine was sent back"),
                            ("waiting", "a claim waits for my sign-off"),
                            ("approved", "a claim waits for a publisher, and I am one"),
                            ("published", "a claim that I worked on is published"),
                            ("void", "a sign-off of mine, or of my claim, is void"),
                            ("embargo", "an embargo of mine failed, or is gone"),
                            ("mentioned", "somebody names me in a comment, as in “@ana”"),
                            ("answered", "somebody comments where I have commented"),
                            ("overdue", "a claim of mine is overdue"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="factcheck.claim",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.auditentry",
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="factcheck.message",
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.move",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(fields=["user", "-id"], name="message_of_user"),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                condition=models.Q(("sent_at", None)), fields=["id"], name="message_unsent"
            ),
        ),
    ]
