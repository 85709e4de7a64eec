import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# What migrations import must stay where it is, as long as they do.
import factcheck.models.partial_date
import factcheck.models.report
import factcheck.models.staff
import factcheck.models.translated


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="ScaleChange",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("entry", models.CharField(max_length=63)),
                ("slug", models.SlugField()),
                ("changes", models.JSONField()),
            ],
            options={
                "db_table": "factcheck_scalechange",
                "ordering": ["pk"],
                "managed": False,
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False, verbose_name="slug")),
                ("name", factcheck.models.translated.TranslatedField(verbose_name="name")),
                (
                    "definition",
                    factcheck.models.translated.TranslatedField(
                        help_text="One sentence, as readers see it.", verbose_name="definition"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
            ],
            options={
                "verbose_name": "citation finding",
                "verbose_name_plural": "citation findings",
                "ordering": ["order", "slug"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Page",
            fields=[
                (
                    "slug",
                    models.SlugField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="slug"
                    ),
                ),
                ("title", factcheck.models.translated.TranslatedField(verbose_name="title")),
                (
                    "body",
                    factcheck.models.translated.TranslatedField(
                        blank=True, default=dict, verbose_name="text"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="last changed")),
            ],
            options={
                "verbose_name": "page",
                "verbose_name_plural": "pages",
                "ordering": ["order", "slug"],
            },
        ),
        migrations.CreateModel(
            name="PublicArticle",
            fields=[
                ("slug", models.SlugField(max_length=120, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=300)),
                ("publisher", models.CharField(max_length=200)),
                ("author", models.CharField(blank=True, max_length=200)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("published_on", models.CharField(max_length=10)),
                ("sort_date", models.DateField()),
                ("language", models.CharField(max_length=12)),
                ("body_display", models.CharField(max_length=10)),
                ("notice", factcheck.models.translated.TranslatedField(blank=True, default=dict)),
                ("revision_number", models.PositiveIntegerField(null=True)),
                ("revision_sha256", models.CharField(blank=True, max_length=64)),
                ("body", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-sort_date", "slug"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PublicSource",
            fields=[
                ("slug", models.SlugField(max_length=120, primary_key=True, serialize=False)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "report"),
                            ("article", "article"),
                            ("document", "document"),
                            ("dataset", "dataset"),
                            ("poll", "poll"),
                            ("interview", "interview"),
                            ("press-conference", "press conference"),
                            ("statement", "statement"),
                            ("photograph", "photograph"),
                        ],
                        max_length=20,
                    ),
                ),
                ("description", models.CharField(blank=True, max_length=100)),
                ("publisher", models.CharField(blank=True, max_length=200)),
                ("published_on", models.CharField(blank=True, max_length=10)),
                ("url", models.URLField(blank=True, max_length=2000)),
                ("archive_url", models.URLField(blank=True, max_length=2000)),
                (
                    "former_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=120), default=list, size=None
                    ),
                ),
            ],
            options={
                "ordering": ["title", "slug"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PublicSpeaker",
            fields=[
                ("slug", models.SlugField(max_length=120, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("outlet", "outlet"),
                            ("public-body", "public body"),
                            ("anonymous-group", "group that stays anonymous"),
                        ],
                        max_length=20,
                    ),
                ),
                ("role", models.CharField(blank=True, max_length=200)),
                (
                    "former_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=120), default=list, size=None
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=100)),
            ],
            options={
                "ordering": ["name"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="PublicTopic",
            fields=[
                ("slug", models.SlugField(max_length=120, primary_key=True, serialize=False)),
                ("name", factcheck.models.translated.TranslatedField()),
            ],
            options={
                "ordering": ["slug"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=80, unique=True, verbose_name="slug")),
                ("name", factcheck.models.translated.TranslatedField(verbose_name="name")),
            ],
            options={
                "verbose_name": "topic",
                "verbose_name_plural": "topics",
                "ordering": ["slug"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                (
                    "first_name",
                    models.CharField(blank=True, max_length=150, verbose_name="first name"),
                ),
                (
                    "last_name",
                    models.CharField(blank=True, max_length=150, verbose_name="last name"),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="email address"),
                ),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="date joined"
                    ),
                ),
                (
                    "byline",
                    models.CharField(
                        blank=True,
                        help_text="The name under which readers see this person’s work. Empty: not named.",
                        max_length=100,
                        verbose_name="byline",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=factcheck.models.translated.languages,
                        default=factcheck.models.staff.own_language,
                        help_text="Of the desk and of the notices; what readers see has its own.",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                (
                    "notices",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("assigned", "a claim was assigned to me"),
                                ("sent-back", "a claim of mine was sent back"),
                                ("waiting", "a claim waits for my sign-off"),
                                (
                                    "void",
                                    "a sign-off of mine, of my claim, or under my embargo, is void",
                                ),
                                ("overdue", "a claim of mine is overdue"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=factcheck.models.staff.all_notices,
                        help_text="What to be told of, in one message an hour at most.",
                        size=None,
                        verbose_name="notices by e-mail",
                    ),
                ),
                ("noticed_at", models.DateTimeField(editable=False, null=True)),
                ("noticed_move", models.BigIntegerField(default=0, editable=False)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "ordering": ["username"],
            },
            managers=[
                ("objects", django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name="Article",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("publisher", models.CharField(max_length=200, verbose_name="publisher")),
                ("author", models.CharField(blank=True, max_length=200, verbose_name="author")),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                (
                    "published_on",
                    factcheck.models.partial_date.PartialDateField(verbose_name="published on"),
                ),
                (
                    "language",
                    models.CharField(
                        default="en",
                        help_text="Code of the text’s language, such as en or es.",
                        max_length=12,
                        verbose_name="language",
                    ),
                ),
                (
                    "body_display",
                    models.CharField(
                        choices=[
                            ("full", "the whole text"),
                            ("excerpts", "only the paragraphs around claims"),
                        ],
                        default="full",
                        help_text="Excerpts where the rights forbid to show the whole text.",
                        max_length=10,
                        verbose_name="show to readers",
                    ),
                ),
                (
                    "notice",
                    factcheck.models.translated.TranslatedField(
                        blank=True,
                        default=dict,
                        help_text="Shown to readers above every review of this article.",
                        verbose_name="public notice",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For the desk; never public.", verbose_name="note"
                    ),
                ),
            ],
            options={
                "verbose_name": "article",
                "verbose_name_plural": "articles",
                "ordering": ["-published_on", "-pk"],
                "indexes": [models.Index(fields=["-published_on", "-id"], name="article_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_on__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")
                        ),
                        name="article_published_on_is_partial_date",
                        violation_error_message="Write the date as 2023-02-18, 2023-02 or 2023.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("url", ""), _negated=True),
                        fields=("url",),
                        name="article_url_once",
                        violation_error_message="There is an article with this address already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("publisher", ""), _negated=True),
                            models.Q(("published_on", ""), _negated=True),
                        ),
                        name="article_is_named",
                        violation_error_message="Give the title, the publisher and the date.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ArticleRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "sha256",
                    models.CharField(
                        db_index=True, editable=False, max_length=64, verbose_name="SHA-256"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                (
                    "is_redacted",
                    models.BooleanField(default=False, editable=False, verbose_name="redacted"),
                ),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="revisions",
                        to="factcheck.article",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="created by",
                    ),
                ),
            ],
            options={
                "verbose_name": "revision of the text",
                "verbose_name_plural": "revisions of the text",
                "ordering": ["article", "number"],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "quote",
                    models.TextField(
                        blank=True,
                        help_text="The words of the article, exactly. Empty where there is no text to mark.",
                        verbose_name="quote",
                    ),
                ),
                (
                    "prefix",
                    models.CharField(blank=True, max_length=64, verbose_name="words before"),
                ),
                ("suffix", models.CharField(blank=True, max_length=64, verbose_name="words after")),
                ("start", models.PositiveIntegerField(blank=True, null=True, verbose_name="start")),
                ("end", models.PositiveIntegerField(blank=True, null=True, verbose_name="end")),
                (
                    "passage",
                    models.CharField(
                        choices=[
                            ("there", "there"),
                            ("changed", "changed since it was checked"),
                            ("orphaned", "gone"),
                        ],
                        default="there",
                        editable=False,
                        max_length=10,
                        verbose_name="passage in the newest text",
                    ),
                ),
                (
                    "headline",
                    models.CharField(
                        help_text="The proposition that is rated, in at most 75 characters. It names the claim everywhere.",
                        max_length=75,
                        verbose_name="headline",
                    ),
                ),
                (
                    "statement",
                    models.TextField(
                        blank=True,
                        help_text="The claim in full, so that it stands alone.",
                        verbose_name="statement",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("event", "event"),
                            ("quantity", "quantity"),
                            ("attribution", "attribution"),
                            ("quote", "quotation"),
                            ("legal", "legal"),
                            ("causal", "cause and effect"),
                            ("opinion", "opinion"),
                        ],
                        default="event",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("substance", "substance: is it so?"),
                            ("saying", "saying: was it said?"),
                        ],
                        default="substance",
                        help_text="Only an attribution leaves the choice: a quotation is always rated on whether it was said, everything else on whether it is so.",
                        max_length=20,
                        verbose_name="subject",
                    ),
                ),
                (
                    "speaker_role",
                    models.CharField(
                        blank=True,
                        help_text="Where it differs from the speaker’s usual one.",
                        max_length=200,
                        verbose_name="role at the time",
                    ),
                ),
                (
                    "attribution_ambiguous",
                    models.BooleanField(
                        default=False,
                        help_text="The article’s grammar leaves open who says it.",
                        verbose_name="attribution is ambiguous",
                    ),
                ),
                (
                    "question",
                    models.TextField(
                        blank=True,
                        help_text="What must be found out to rate it.",
                        verbose_name="question to answer",
                    ),
                ),
                (
                    "said_on",
                    factcheck.models.partial_date.PartialDateField(
                        blank=True, verbose_name="said on"
                    ),
                ),
                (
                    "happened_on",
                    factcheck.models.partial_date.PartialDateField(
                        blank=True, verbose_name="happened on"
                    ),
                ),
                (
                    "date_as_given",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="date as the article gives it"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("checking", "checking"),
                            ("in-review", "in review"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                            ("dropped", "dropped"),
                        ],
                        default="open",
                        editable=False,
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                (
                    "round",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="round"),
                ),
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="version"),
                ),
                (
                    "legal_hold",
                    models.CharField(
                        blank=True,
                        help_text="Why nothing of this claim may be published for now; never public.",
                        max_length=200,
                        verbose_name="legal hold",
                    ),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due on")),
                (
                    "priority",
                    models.PositiveSmallIntegerField(
                        choices=[(1, "high"), (2, "normal"), (3, "low")],
                        default=2,
                        verbose_name="priority",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="The answer to the question, in one sentence.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "reasoning",
                    models.TextField(
                        blank=True,
                        help_text="How the evidence leads to the status. Refer to evidence as [e12].",
                        verbose_name="reasoning",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For the desk; never public.", verbose_name="note"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="imported from"
                    ),
                ),
                (
                    "external_id",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="id there"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created at")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="changed at")),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="factcheck.article",
                        verbose_name="article",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assigned_claims",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assignee",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="claims_to_review",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="claims",
                        to="factcheck.articlerevision",
                        verbose_name="revision of the text",
                    ),
                ),
                (
                    "same_as",
                    models.ForeignKey(
                        blank=True,
                        help_text="A claim of equal meaning that already has a review.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="repeats",
                        to="factcheck.claim",
                        verbose_name="the same as",
                    ),
                ),
            ],
            options={
                "verbose_name": "claim",
                "verbose_name_plural": "claims",
                "ordering": ["-pk"],
                "permissions": [
                    ("research_claim", "Can check claims"),
                    ("review_claim", "Can send back and sign off claims"),
                    ("publish_claim", "Can list, publish and withdraw claims"),
                    ("assign_claim", "Can assign claims"),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="at")),
                ("actor_name", models.CharField(blank=True, max_length=150, verbose_name="by")),
                ("table", models.CharField(max_length=63, verbose_name="table")),
                ("row", models.CharField(max_length=63, verbose_name="row")),
                (
                    "operation",
                    models.CharField(
                        choices=[("INSERT", "added"), ("UPDATE", "changed"), ("DELETE", "removed")],
                        max_length=6,
                        verbose_name="operation",
                    ),
                ),
                (
                    "changes",
                    models.JSONField(
                        help_text="Column: [old value, new value].", verbose_name="changes"
                    ),
                ),
                ("round", models.PositiveIntegerField(null=True)),
                (
                    "is_contribution",
                    models.BooleanField(verbose_name="changes the verdict’s parts"),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="audit_entries",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Embargo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("until", models.DateTimeField(verbose_name="until")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("listing", "listing"),
                            ("review", "review"),
                            ("correction", "correction"),
                            ("update", "update"),
                            ("retraction", "retraction"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "claim",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="embargo",
                        to="factcheck.claim",
                    ),
                ),
                (
                    "publisher",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="ordered by",
                    ),
                ),
            ],
            options={
                "verbose_name": "embargo",
                "verbose_name_plural": "embargoes",
                "ordering": ["until"],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("take", "take"),
                            ("assign", "assign"),
                            ("reassign", "reassign"),
                            ("release", "release"),
                            ("submit", "submit"),
                            ("recall", "recall"),
                            ("send-back", "send back"),
                            ("sign-off", "sign off"),
                            ("void", "sign-off void"),
                            ("publish", "publish"),
                            ("reopen", "reopen"),
                            ("withdraw", "withdraw"),
                            ("drop", "drop"),
                            ("restore", "restore"),
                            ("comment", "comment"),
                        ],
                        max_length=12,
                        verbose_name="act",
                    ),
                ),
                (
                    "from_stage",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("checking", "checking"),
                            ("in-review", "in review"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="from",
                    ),
                ),
                (
                    "to_stage",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("checking", "checking"),
                            ("in-review", "in review"),
                            ("approved", "approved"),
                            ("published", "published"),
                            ("withdrawn", "withdrawn"),
                            ("dropped", "dropped"),
                        ],
                        max_length=20,
                        verbose_name="to",
                    ),
                ),
                ("actor_name", models.CharField(max_length=150, verbose_name="by")),
                ("comment", models.TextField(blank=True, verbose_name="comment")),
                (
                    "candidate_sha256",
                    models.CharField(blank=True, max_length=64, verbose_name="signed digest"),
                ),
                ("candidate_size", models.PositiveIntegerField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="at")),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "move",
                "verbose_name_plural": "moves",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                ("serial", models.BigIntegerField(primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(verbose_name="revision")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("listing", "listing"),
                            ("review", "review"),
                            ("correction", "correction"),
                            ("update", "update"),
                            ("retraction", "retraction"),
                        ],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                ("content", models.BinaryField(null=True, verbose_name="content")),
                ("content_sha256", models.CharField(max_length=64)),
                ("previous_link", models.CharField(max_length=64, unique=True)),
                ("link", models.CharField(max_length=64, unique=True)),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "publication",
                "verbose_name_plural": "publications",
                "ordering": ["-serial"],
            },
        ),
        migrations.CreateModel(
            name="ReaderReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "token",
                    models.CharField(
                        default=factcheck.models.report.new_token,
                        editable=False,
                        max_length=43,
                        unique=True,
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("error", "an error"),
                            ("source", "a missing source"),
                            ("claim", "a claim to check"),
                        ],
                        max_length=10,
                        verbose_name="what it is about",
                    ),
                ),
                (
                    "message",
                    models.TextField(
                        validators=[django.core.validators.MaxLengthValidator(5000)],
                        verbose_name="message",
                    ),
                ),
                (
                    "links",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.URLField(
                            max_length=2000,
                            validators=[django.core.validators.URLValidator(["http", "https"])],
                        ),
                        blank=True,
                        default=list,
                        size=10,
                        verbose_name="links",
                    ),
                ),
                (
                    "email",
                    models.EmailField(blank=True, max_length=254, verbose_name="e-mail address"),
                ),
                ("language", models.CharField(max_length=12, verbose_name="language")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="sent")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("rejected", "nothing is changed"),
                            ("corrected", "a review was changed"),
                            ("added", "a claim was added"),
                            ("duplicate", "somebody reported the same before"),
                        ],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True,
                        help_text="What came of it and why, in public words: the reader sees it.",
                        verbose_name="answer",
                    ),
                ),
                (
                    "added",
                    models.ForeignKey(
                        blank=True,
                        help_text="Readers are led to it once it is listed.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.claim",
                        verbose_name="the claim that it led to",
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.article",
                        to_field="slug",
                        verbose_name="article",
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="looked at by",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.claim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "duplicate_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="duplicates",
                        to="factcheck.readerreport",
                        verbose_name="the report of the same",
                    ),
                ),
                (
                    "publication",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.publication",
                        verbose_name="the change that it led to",
                    ),
                ),
            ],
            options={
                "verbose_name": "reader’s report",
                "verbose_name_plural": "readers’ reports",
                "ordering": ["-created_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Redaction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "serials",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, size=None
                    ),
                ),
                ("reason", models.CharField(max_length=300, verbose_name="public reason")),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("agreed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "agreed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="redactions",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "redaction",
                "verbose_name_plural": "redactions",
            },
        ),
        migrations.CreateModel(
            name="ReplyRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked", models.CharField(max_length=200, verbose_name="who was asked")),
                ("asked_on", models.DateField(verbose_name="asked on")),
                (
                    "channel",
                    models.CharField(
                        help_text="How they were asked: e-mail, telephone, letter.",
                        max_length=100,
                        verbose_name="by",
                    ),
                ),
                (
                    "answer",
                    models.TextField(
                        blank=True, help_text="Empty until it has come.", verbose_name="answer"
                    ),
                ),
                (
                    "answered_on",
                    models.DateField(blank=True, null=True, verbose_name="answered on"),
                ),
                (
                    "unanswered",
                    models.BooleanField(
                        default=False,
                        help_text="Tick when it is no longer awaited.",
                        verbose_name="no answer came",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "request for a reply",
                "verbose_name_plural": "right of reply",
                "ordering": ["asked_on", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportSender",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sender", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "default_permissions": (),
                "indexes": [models.Index(fields=["sender", "sent_at"], name="sender_of_today")],
            },
        ),
        migrations.CreateModel(
            name="SearchLogEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(max_length=200, verbose_name="where")),
                ("query", models.TextField(verbose_name="what was looked for")),
                ("searched_on", models.DateField(verbose_name="on")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_log",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "search",
                "verbose_name_plural": "search log",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Source",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                (
                    "title",
                    models.CharField(
                        blank=True,
                        help_text="Empty where it has none.",
                        max_length=300,
                        verbose_name="title",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("report", "report"),
                            ("article", "article"),
                            ("document", "document"),
                            ("dataset", "dataset"),
                            ("poll", "poll"),
                            ("interview", "interview"),
                            ("press-conference", "press conference"),
                            ("statement", "statement"),
                            ("photograph", "photograph"),
                        ],
                        default="article",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "description",
                    models.CharField(
                        blank=True,
                        help_text="What it is in a few words, where the kind says too little: police document.",
                        max_length=100,
                        verbose_name="description",
                    ),
                ),
                (
                    "publisher",
                    models.CharField(blank=True, max_length=200, verbose_name="publisher"),
                ),
                (
                    "published_on",
                    factcheck.models.partial_date.PartialDateField(
                        blank=True, verbose_name="published on"
                    ),
                ),
                ("url", models.URLField(blank=True, max_length=2000, verbose_name="address")),
                (
                    "archive_url",
                    models.URLField(blank=True, max_length=2000, verbose_name="archived at"),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For the desk; never public.", verbose_name="note"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="factcheck.source",
                    ),
                ),
            ],
            options={
                "verbose_name": "source",
                "verbose_name_plural": "sources",
                "ordering": ["publisher", "title", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(editable=False, verbose_name="number")),
                (
                    "stance",
                    models.CharField(
                        choices=[
                            ("supports", "supports the claim"),
                            ("refutes", "refutes the claim"),
                            ("context", "gives context"),
                        ],
                        max_length=10,
                        verbose_name="stance",
                    ),
                ),
                (
                    "method",
                    models.CharField(
                        choices=[("primary", "primary"), ("secondary", "secondary")],
                        default="secondary",
                        max_length=10,
                        verbose_name="primary or secondary",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        blank=True,
                        help_text="Agency or work that it copies; two records of one origin count once. Empty: the publisher’s own.",
                        max_length=200,
                        verbose_name="origin",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="What it shows, in our own words.", verbose_name="summary"
                    ),
                ),
                (
                    "excerpt",
                    models.TextField(
                        blank=True, help_text="Its own words, exactly.", verbose_name="excerpt"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Page, minute or table.",
                        max_length=200,
                        verbose_name="place",
                    ),
                ),
                ("accessed_on", models.DateField(verbose_name="consulted on")),
                (
                    "extent",
                    models.CharField(
                        choices=[("whole", "read in full"), ("excerpt", "read in excerpt")],
                        default="whole",
                        max_length=10,
                        verbose_name="read",
                    ),
                ),
                (
                    "confidential",
                    models.BooleanField(
                        default=False,
                        help_text="Readers learn only that and why.",
                        verbose_name="confidential",
                    ),
                ),
                (
                    "confidential_reason",
                    models.CharField(
                        blank=True,
                        help_text="Public: “it would endanger her”.",
                        max_length=200,
                        verbose_name="reason",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For the desk; never public.", verbose_name="note"
                    ),
                ),
                (
                    "article",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="factcheck.article",
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="factcheck.claim",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="factcheck.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "evidence",
                "verbose_name_plural": "evidence",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_cited",
                    models.CharField(
                        blank=True,
                        help_text="How the article names it: “according to the ministry”.",
                        max_length=300,
                        verbose_name="as cited",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        help_text="Page, minute or table in the source.",
                        max_length=200,
                        verbose_name="place",
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For the desk; never public.", verbose_name="note"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="citations",
                        to="factcheck.claim",
                    ),
                ),
                (
                    "evidence",
                    models.ManyToManyField(
                        blank=True,
                        related_name="+",
                        to="factcheck.evidence",
                        verbose_name="shown by",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        default="unchecked",
                        help_text="Does the source say what the article says that it says?",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.finding",
                        verbose_name="finding",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="citations",
                        to="factcheck.source",
                        verbose_name="source",
                    ),
                ),
            ],
            options={
                "verbose_name": "cited source",
                "verbose_name_plural": "cited sources",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("slug", models.SlugField(max_length=120, unique=True, verbose_name="slug")),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("person", "person"),
                            ("organisation", "organisation"),
                            ("outlet", "outlet"),
                            ("public-body", "public body"),
                            ("anonymous-group", "group that stays anonymous"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        help_text="What readers should know them as; a claim may give the role of its time.",
                        max_length=200,
                        verbose_name="role",
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=100, verbose_name="country")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="For the desk; never public.", verbose_name="note"
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to="factcheck.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "speaker",
                "verbose_name_plural": "speakers",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="co_speakers",
            field=models.ManyToManyField(
                blank=True,
                related_name="co_spoken_claims",
                to="factcheck.speaker",
                verbose_name="said together with",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="speaker",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="claims",
                to="factcheck.speaker",
                verbose_name="speaker",
            ),
        ),
        migrations.CreateModel(
            name="SpeakerAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="name")),
                (
                    "speaker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aliases",
                        to="factcheck.speaker",
                    ),
                ),
            ],
            options={
                "verbose_name": "alias",
                "verbose_name_plural": "aliases",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="topics",
            field=models.ManyToManyField(
                blank=True, related_name="claims", to="factcheck.topic", verbose_name="topics"
            ),
        ),
        migrations.CreateModel(
            name="Translation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("en", "English"), ("es", "Español")],
                        max_length=12,
                        verbose_name="language",
                    ),
                ),
                ("headline", models.CharField(blank=True, max_length=75, verbose_name="headline")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                ("reasoning", models.TextField(blank=True, verbose_name="reasoning")),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="translations",
                        to="factcheck.claim",
                    ),
                ),
            ],
            options={
                "verbose_name": "translation",
                "verbose_name_plural": "translations",
                "ordering": ["language"],
            },
        ),
        migrations.CreateModel(
            name="VerificationStatus",
            fields=[
                ("slug", models.SlugField(primary_key=True, serialize=False, verbose_name="slug")),
                ("name", factcheck.models.translated.TranslatedField(verbose_name="name")),
                (
                    "definition",
                    factcheck.models.translated.TranslatedField(
                        help_text="One sentence, as readers see it.", verbose_name="definition"
                    ),
                ),
                ("order", models.PositiveSmallIntegerField(verbose_name="order")),
                (
                    "rating_value",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        help_text="5 (true) to 1 (false), as ClaimReview has it; empty for no rating.",
                        null=True,
                        verbose_name="rating value",
                    ),
                ),
                (
                    "policy",
                    models.CharField(
                        choices=[
                            ("evidence", "one primary or two independent secondary records"),
                            ("search-log", "a log of what was looked for, where and when"),
                            ("none", "nothing is demanded"),
                        ],
                        help_text="What must be there before a review with this status is submitted.",
                        max_length=20,
                        verbose_name="policy",
                    ),
                ),
                (
                    "colour",
                    models.CharField(
                        choices=[
                            ("green", "green"),
                            ("lime", "lime"),
                            ("amber", "amber"),
                            ("orange", "orange"),
                            ("red", "red"),
                            ("violet", "violet"),
                            ("blue", "blue"),
                            ("grey", "grey"),
                        ],
                        default="grey",
                        max_length=10,
                        verbose_name="colour",
                    ),
                ),
                (
                    "icon",
                    models.CharField(
                        choices=[
                            ("check", "check mark"),
                            ("check-partial", "check mark with a dot"),
                            ("context", "plus sign"),
                            ("cross-partial", "cross with a dot"),
                            ("cross", "cross"),
                            ("question", "question mark"),
                            ("speech", "quotation mark"),
                            ("clock", "clock"),
                        ],
                        default="question",
                        max_length=20,
                        verbose_name="icon",
                    ),
                ),
            ],
            options={
                "verbose_name": "verification status",
                "verbose_name_plural": "verification statuses",
                "ordering": ["order", "slug"],
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rating_value", None), ("rating_value__range", (1, 5)), _connector="OR"
                        ),
                        name="status_rating_value_1_to_5",
                        violation_error_message="A rating value is between 1 and 5, or empty.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PublicClaim",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("headline", models.CharField(max_length=75)),
                ("slug", models.SlugField(blank=True, max_length=80)),
                ("statement", models.TextField(blank=True)),
                ("summary", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("event", "event"),
                            ("quantity", "quantity"),
                            ("attribution", "attribution"),
                            ("quote", "quotation"),
                            ("legal", "legal"),
                            ("causal", "cause and effect"),
                            ("opinion", "opinion"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("substance", "substance: is it so?"),
                            ("saying", "saying: was it said?"),
                        ],
                        max_length=20,
                    ),
                ),
                ("language", models.CharField(max_length=12)),
                ("translations", models.JSONField(default=dict)),
                ("start", models.PositiveIntegerField(null=True)),
                ("end", models.PositiveIntegerField(null=True)),
                (
                    "speaker_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=120), default=list, size=None
                    ),
                ),
                (
                    "source_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=120), default=list, size=None
                    ),
                ),
                (
                    "topic_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=120), default=list, size=None
                    ),
                ),
                (
                    "findings",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(), default=list, size=None
                    ),
                ),
                (
                    "source_findings",
                    models.JSONField(default=dict, verbose_name="findings by source"),
                ),
                ("same_as", models.BigIntegerField(null=True)),
                ("sort_date", models.DateField()),
                ("published_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                ("passage_changed", models.BooleanField(default=False)),
                (
                    "reopened",
                    models.BooleanField(default=False, verbose_name="being looked at again"),
                ),
                ("search", django.contrib.postgres.search.SearchVectorField(null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="factcheck.publicarticle",
                    ),
                ),
                (
                    "publication",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="factcheck.publication",
                        verbose_name="latest publication",
                    ),
                ),
                (
                    "speaker",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.publicspeaker",
                    ),
                ),
                (
                    "status",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="factcheck.verificationstatus",
                    ),
                ),
            ],
            options={
                "ordering": ["-sort_date", "-pk"],
                "default_permissions": (),
            },
        ),
        migrations.AddField(
            model_name="claim",
            name="status",
            field=models.ForeignKey(
                default="unverified",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="factcheck.verificationstatus",
                verbose_name="status",
            ),
        ),
        migrations.AddConstraint(
            model_name="articlerevision",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="revision_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="articlerevision",
            constraint=models.CheckConstraint(
                condition=models.Q(("body", ""), _negated=True), name="revision_has_text"
            ),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["claim", "-id"], name="audit_of_claim"),
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=models.Index(fields=["table", "row", "-id"], name="audit_of_row"),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(fields=["claim", "-id"], name="move_latest_of_claim"),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                condition=models.Q(("verb__in", ["send-back", "void"])),
                fields=["verb", "claim"],
                name="move_back",
            ),
        ),
        migrations.AddConstraint(
            model_name="move",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("verb", "sign-off"), _negated=True),
                        ("candidate_sha256", ""),
                        ("candidate_size", None),
                    ),
                    models.Q(
                        ("candidate_sha256__regex", "^[0-9a-f]{64}$"),
                        ("candidate_size__isnull", False),
                        ("verb", "sign-off"),
                    ),
                    _connector="OR",
                ),
                name="move_sign_off_has_digest",
            ),
        ),
        migrations.AddIndex(
            model_name="publication",
            index=models.Index(
                condition=models.Q(("kind__in", ["correction", "update", "retraction"])),
                fields=["-serial"],
                name="publication_corrections",
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.UniqueConstraint(
                fields=("claim", "number"), name="publication_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="publication",
            constraint=models.CheckConstraint(
                condition=models.Q(("serial__gte", 1)), name="publication_serial_positive"
            ),
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(fields=["-created_at", "-id"], name="report_newest"),
        ),
        migrations.AddIndex(
            model_name="readerreport",
            index=models.Index(
                condition=models.Q(("outcome", "")), fields=["created_at", "id"], name="report_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("claim", None), ("article", None), _connector="OR"),
                name="report_of_one_page",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), ("email", ""), _connector="OR"),
                name="report_address_until_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("outcome", "")),
                    models.Q(
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="report_outcome_in_words",
                violation_error_message="Tell the reader in the answer what came of it; without an outcome, leave the answer empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "corrected"), ("publication__isnull", False)),
                    models.Q(
                        models.Q(("outcome", "corrected"), _negated=True), ("publication", None)
                    ),
                    _connector="OR",
                ),
                name="report_corrected_by_publication",
                violation_error_message="Choose the change that the report led to; other outcomes have none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added__isnull", False), ("outcome", "added")),
                    models.Q(models.Q(("outcome", "added"), _negated=True), ("added", None)),
                    _connector="OR",
                ),
                name="report_added_claim",
                violation_error_message="Choose the claim that was added; other outcomes have none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="readerreport",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("duplicate_of__isnull", False),
                        ("outcome", "duplicate"),
                        models.Q(("duplicate_of", models.F("id")), _negated=True),
                    ),
                    models.Q(
                        models.Q(("outcome", "duplicate"), _negated=True), ("duplicate_of", None)
                    ),
                    _connector="OR",
                ),
                name="report_duplicate_of_another",
                violation_error_message="Choose the other report of the same; other outcomes have none.",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("agreed_at", None), ("agreed_by", None)),
                    models.Q(
                        models.Q(("agreed_by", models.F("asked_by")), _negated=True),
                        ("agreed_at__isnull", False),
                        ("agreed_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="redaction_by_two_people",
                violation_error_message="Somebody else than who asked for it must agree.",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="redaction_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.CheckConstraint(
                condition=models.Q(("serials", []), _negated=True),
                name="redaction_takes_something",
                violation_error_message="Choose at least one revision.",
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("agreed_by", None)),
                fields=("claim",),
                name="redaction_one_at_a_time",
                violation_error_message="Somebody has asked for a redaction of this claim already: agree to that one, or take it back.",
            ),
        ),
        migrations.AddConstraint(
            model_name="replyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("answered_on", None)),
                    models.Q(
                        models.Q(("answer", ""), _negated=True),
                        ("answered_on__isnull", False),
                        ("unanswered", False),
                    ),
                    _connector="OR",
                ),
                name="reply_answer_with_day",
                violation_error_message="An answer needs the day on which it came, and rules out “no answer came”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("published_on__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")),
                name="source_published_on_is_partial_date",
                violation_error_message="Write the date as 2023-02-18, 2023-02 or 2023.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.CheckConstraint(
                condition=models.Q(("publisher", ""), ("title", ""), ("url", ""), _negated=True),
                name="source_is_named",
                violation_error_message="Give a title, a publisher or an address.",
            ),
        ),
        migrations.AddConstraint(
            model_name="source",
            constraint=models.UniqueConstraint(
                condition=models.Q(("url", ""), _negated=True),
                fields=("url",),
                name="source_url_once",
                violation_error_message="There is a source with this address already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.UniqueConstraint(
                fields=("article", "number"), name="evidence_ref_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confidential", False),
                    models.Q(("confidential_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="evidence_confidential_with_reason",
                violation_error_message="Say publicly why the evidence is confidential.",
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.UniqueConstraint(
                fields=("claim", "source"),
                name="citation_once_per_claim",
                violation_error_message="This source is listed for the claim already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="speakeralias",
            constraint=models.UniqueConstraint(
                fields=("speaker", "name"),
                name="alias_once_per_speaker",
                violation_error_message="This speaker already has that alias.",
            ),
        ),
        migrations.AddConstraint(
            model_name="translation",
            constraint=models.UniqueConstraint(
                fields=("claim", "language"),
                name="translation_once_per_language",
                violation_error_message="There is a translation into this language already.",
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(fields=["-sort_date", "-id"], name="public_newest"),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(
                fields=["status", "-sort_date", "-id"], name="public_newest_of_status"
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(fields=["article", "start"], name="public_in_text_order"),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(
                condition=models.Q(("reviewed_at__isnull", False)),
                fields=["-reviewed_at", "-id"],
                name="public_latest_reviews",
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(
                models.F("speaker"),
                models.OrderBy(models.F("reviewed_at"), descending=True, nulls_last=True),
                models.OrderBy(models.F("id"), descending=True),
                name="public_more_by_speaker",
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=models.Index(
                condition=models.Q(("same_as__isnull", False)),
                fields=["same_as"],
                name="public_same_elsewhere",
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["speaker_slugs"], name="public_said_by"
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["source_slugs"], name="public_citing"
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["topic_slugs"], name="public_about"
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["findings"], name="public_with_finding"
            ),
        ),
        migrations.AddIndex(
            model_name="publicclaim",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search"], name="public_matching"
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["article", "start"], name="claim_in_text_order"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(fields=["stage", "-id"], name="claim_newest_in_stage"),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("stage", "checking")),
                fields=["assignee", "-id"],
                name="claim_being_checked",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("stage", "open")),
                fields=["priority", "due_on", "id"],
                name="claim_free_to_take",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(
                    ("due_on__isnull", False), ("stage__in", ["open", "checking", "in-review"])
                ),
                fields=["due_on", "id"],
                name="claim_late",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=models.Index(
                condition=models.Q(("passage", "there"), _negated=True),
                fields=["-id"],
                name="claim_with_changed_passage",
            ),
        ),
        migrations.AddIndex(
            model_name="claim",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("headline"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("statement"), name="gin_trgm_ops"
                ),
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.functions.text.Upper("quote"), name="gin_trgm_ops"
                ),
                name="claim_matching",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("said_on__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")),
                name="claim_said_on_is_partial_date",
                violation_error_message="Write the date as 2023-02-18, 2023-02 or 2023.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(("happened_on__regex", "^(\\d{4}(-\\d{2}(-\\d{2})?)?)?$")),
                name="claim_happened_on_is_partial_date",
                violation_error_message="Write the date as 2023-02-18, 2023-02 or 2023.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", None), ("quote", ""), ("revision", None), ("start", None)),
                    models.Q(
                        models.Q(("quote", ""), _negated=True),
                        ("end__isnull", False),
                        ("revision__isnull", False),
                        ("start__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="claim_anchor_is_whole",
                violation_error_message="A quote needs its place in a text of the article: choose an article that has a text, or leave the quote empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("quote", ""),
                    (
                        "end",
                        django.db.models.expressions.CombinedExpression(
                            models.F("start"), "+", django.db.models.functions.text.Length("quote")
                        ),
                    ),
                    _connector="OR",
                ),
                name="claim_anchor_fits_quote",
                violation_error_message="The quote and its place in the text do not agree.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "attribution"),
                    models.Q(("kind", "quote"), ("subject", "saying")),
                    models.Q(models.Q(("kind", "quote"), _negated=True), ("subject", "substance")),
                    _connector="OR",
                ),
                name="claim_subject_goes_with_kind",
                violation_error_message="A quotation is rated on whether it was said (subject: saying); an attribution on either; every other kind on whether it is so (subject: substance).",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("same_as", None),
                    models.Q(("same_as", models.F("pk")), _negated=True),
                    _connector="OR",
                ),
                name="claim_same_as_another",
                violation_error_message="A claim cannot be the same as itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.UniqueConstraint(
                condition=models.Q(("external_id", ""), _negated=True),
                fields=("origin", "external_id"),
                name="claim_external_id_once",
            ),
        ),
    ]
