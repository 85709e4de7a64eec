"""The columns of a sheet of claims: what each holds, and a claim's cells in them.

CSV, TSV and XLSX have them all; JSON Lines has more, ClaimReview fewer. What is written here is the
whole documentation of the format: the desk's page and the tests read it.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2s
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from factcheck.models import Article, Claim, Speaker
from factcheck.models.vocabulary import ClaimKind, SpeakerKind, Stage, Subject

Cells = dict[str, str]

BETWEEN = "; "
YES, NO = "yes", "no"
# Where a person is named by the slug of their page, since the name says too little.
SLUG = re.compile(r"(?P<name>.*?)\s*\[(?P<slug>[^\[\]]+)\]", re.DOTALL)
DIGITS = 8


class Of(Enum):
    """What a cell belongs to, and so what changing it does."""

    CLAIM = "claim"
    # It finds the row, or makes it where it is missing; it never changes one.
    IDENTITY = "identity"
    ARTICLE = "article"
    SPEAKER = "speaker"
    # Whose review the row tells of: one of others becomes a part of the claim.
    REVIEW = "review"
    # Shown, and not taken in.
    SHOWN = "shown"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    help: Any
    read: Callable[[Claim], str]
    of: Of = Of.CLAIM
    choices: Any = None


def _text(name: str) -> Callable[[Claim], str]:
    return lambda claim: str(getattr(claim, name) or "")


def _article(name: str) -> Callable[[Claim], str]:
    return lambda claim: str(getattr(claim.article, name))


def identity(claim: Claim) -> tuple[str, str]:
    """Where a claim comes from, and its id there; of one of our own, the site and its key."""
    if claim.external_id:
        return claim.origin, claim.external_id
    return settings.SITE_URL, str(claim.pk)


def named(speaker: Speaker) -> str:
    """A name, with the slug where others have the same, or where it would be read as several."""
    name = speaker.name
    if getattr(speaker, "is_alone", True) and ";" not in name and not SLUG.fullmatch(name):
        return name
    return f"{'' if ';' in name else f'{name} '}[{speaker.slug}]"


def _kind_of_speaker(claim: Claim) -> str:
    return str(claim.speaker.kind) if claim.speaker else ""


COLUMNS = [
    Column(
        "origin",
        _("Where the claim comes from: a name for the sheet or system. Empty: the file’s name."),
        lambda claim: identity(claim)[0],
        Of.IDENTITY,
    ),
    Column(
        "external_id",
        _("The claim’s id there. It finds the claim again when the sheet is brought in again."),
        lambda claim: identity(claim)[1],
        Of.IDENTITY,
    ),
    Column(
        "headline", _("The proposition that is rated; 75 characters at most."), _text("headline")
    ),
    Column("statement", _("The claim in full, so that it stands alone."), _text("statement")),
    Column(
        "quote",
        _("The words of the article’s text, exactly. Empty where the desk has no text."),
        _text("quote"),
    ),
    Column("kind", _("What kind of claim it is. Empty: event."), _text("kind"), choices=ClaimKind),
    Column(
        "subject",
        _("What is rated; only an attribution leaves a choice."),
        _text("subject"),
        choices=Subject,
    ),
    Column(
        "speaker",
        _("Who says it, by name. A name that is new makes a new speaker. Empty: nobody is named."),
        lambda claim: named(claim.speaker) if claim.speaker else "",
    ),
    Column(
        "speaker_kind",
        _("What a new speaker is. Empty: person. It changes no speaker who is there."),
        _kind_of_speaker,
        Of.SPEAKER,
        SpeakerKind,
    ),
    Column("speaker_role", _("Their role at the time of the claim."), _text("speaker_role")),
    Column(
        "co_speakers",
        _("Who said it, too: names, with “;” between them."),
        lambda claim: BETWEEN.join(named(each) for each in claim.co_speakers.all()),
    ),
    Column(
        "attribution_ambiguous",
        _("“yes” where the article leaves open who says it, else “no”."),
        lambda claim: YES if claim.attribution_ambiguous else NO,
    ),
    Column(
        "said_on",
        _("When it was said: 2023-02-18, 2023-02 or 2023, or 18 Feb 2023."),
        _text("said_on"),
    ),
    Column("happened_on", _("When it is said to have happened."), _text("happened_on")),
    Column("date_as_given", _("The article’s words for that date."), _text("date_as_given")),
    Column("question", _("What must be found out to rate it."), _text("question")),
    Column(
        "topics",
        _("Topics of the desk, by name or the last part of their address, with “;” between them."),
        lambda claim: BETWEEN.join(each.slug for each in claim.topics.all()),
    ),
    Column(
        "status",
        _("The status, by its name or its short name. Empty: not yet checked."),
        lambda claim: str(claim.status_id),
    ),
    Column("summary", _("The answer to the question, in one sentence."), _text("summary")),
    Column(
        "reasoning",
        _("How the evidence leads to the status; refers to evidence as [e12]."),
        _text("reasoning"),
    ),
    Column(
        "policy_exception",
        _("Why an exception is made, where the evidence points elsewhere than the status."),
        _text("policy_exception"),
    ),
    Column(
        "earlier_rating",
        _(
            "Of a review made before this record: its rating as it was. Empty: the words of the "
            "column of statuses."
        ),
        _text("earlier_rating"),
    ),
    Column("earlier_url", _("The whole address of that review."), _text("earlier_url")),
    Column(
        "earlier_published_on",
        _("The day on which that review was published."),
        lambda claim: claim.earlier_published_on.isoformat() if claim.earlier_published_on else "",
    ),
    Column("earlier_author", _("Who wrote that review."), _text("earlier_author")),
    Column(
        "reviewed_by",
        _(
            "Whose review that is. Empty, or the name of this site: ours. A review of others is "
            "shown as theirs, and the claim comes in without a status."
        ),
        lambda _claim: "",
        Of.REVIEW,
    ),
    Column(
        "priority",
        _("1 (high), 2 (normal) or 3 (low). Empty: 2."),
        lambda claim: str(claim.priority),
        choices=Claim.Priority,
    ),
    Column(
        "due_on",
        _("The day on which it is due."),
        lambda claim: claim.due_on.isoformat() if claim.due_on else "",
    ),
    Column("note", _("For the desk; never public."), _text("note")),
    Column(
        "article",
        _("The article, by the last part of its address. Empty: found by its address or title."),
        _article("slug"),
        Of.ARTICLE,
    ),
    Column("article_title", _("Its title."), _article("title"), Of.ARTICLE),
    Column("article_publisher", _("Who published it."), _article("publisher"), Of.ARTICLE),
    Column("article_author", _("Who wrote it."), _article("author"), Of.ARTICLE),
    Column("article_url", _("Its whole address."), _article("url"), Of.ARTICLE),
    Column(
        "article_published_on", _("When it was published."), _article("published_on"), Of.ARTICLE
    ),
    Column(
        "article_language",
        _("The language of its text, such as es or Spanish. Empty: en."),
        _article("language"),
        Of.ARTICLE,
    ),
    Column(
        "stage", _("How far the desk is; only acts change it."), _text("stage"), Of.SHOWN, Stage
    ),
]
BY_NAME = {column.name: column for column in COLUMNS}
NAMES = list(BY_NAME)
# Beside them in an export: what its cells held, so that changes are told; and in a sheet of faults.
AS_EXPORTED, FAULTS = "as_exported", "faults"
OWN = {AS_EXPORTED, FAULTS}
CLAIM_COLUMNS = [column for column in COLUMNS if column.of == Of.CLAIM]
ARTICLE_COLUMNS = [column for column in COLUMNS if column.of == Of.ARTICLE]


def cells(claim: Claim) -> Cells:
    """A claim's cells. Load it with `for_exchange`, and its speakers `told_apart`."""
    return {column.name: column.read(claim) for column in COLUMNS}


def for_exchange(claims: Any) -> Any:
    """Load what cells say, in a fixed number of queries."""
    return claims.select_related("article", "speaker").prefetch_related("co_speakers", "topics")


def shared_names() -> set[str]:
    """Names that more than one speaker has."""
    twice = Speaker.objects.current().order_by().values("name").annotate(of=Count("pk"))
    return {*twice.filter(of__gt=1).values_list("name", flat=True)}


def told_apart(claim: Claim, shared: set[str]) -> Claim:
    """Mark the claim's speakers whose name is not theirs alone."""
    people: Iterable[Any] = (claim.speaker, *claim.co_speakers.all())
    for speaker in filter(None, people):
        speaker.is_alone = speaker.name not in shared
    return claim


def digest(text: str) -> str:
    """Of a cell, to tell whether it is still the same; line ends of any kind are one."""
    words = re.sub("\r\n?", "\n", text) if "\r" in text else text
    return blake2s(words.encode("utf-8", "surrogatepass"), digest_size=DIGITS // 2).hexdigest()


def digests(of: Mapping[str, str]) -> dict[str, str]:
    return {name: digest(text) for name, text in of.items()}


def as_exported(of: Cells) -> str:
    """The digests of a claim's cells as one cell, in the order of the columns."""
    return " ".join(digest(of[name]) for name in NAMES)


def read_exported(text: str) -> dict[str, str]:
    """The digests of an export's cells by column; nothing where it is no such cell."""
    parts = text.split()
    fits = len(parts) == len(NAMES) and all(len(part) == DIGITS for part in parts)
    return dict(zip(NAMES, parts, strict=True)) if fits else {}


# What a new article must have.
NEEDED = ("article_title", "article_publisher", "article_published_on")


def article_of(row: Mapping[str, str]) -> str:
    """By what a row names its article: slug, else address, else title, publisher and date."""
    if row.get("article"):
        return row["article"]
    if row.get("article_url"):
        return row["article_url"]
    return "\n".join(row.get(name, "") for name in NEEDED)


def articles_named(groups: Iterable[str]) -> dict[str, Article]:
    """The articles that are there already, by what rows name them."""
    wanted = list(groups)
    titles = {group.split("\n")[0] for group in wanted if group.count("\n") == 2}
    found: dict[str, Article] = {}
    rows = Article.objects.filter(title__in=titles) if titles else Article.objects.none()
    for article in rows.order_by("-pk"):
        found[f"{article.title}\n{article.publisher}\n{article.published_on}"] = article
    for article in Article.objects.filter(url__in=[g for g in wanted if "://" in g]):
        found[article.url] = article
    for article in Article.objects.filter(slug__in=wanted):
        found[article.slug] = article
    return {group: found[group] for group in wanted if group in found}
