"""How editors find rows of the desk: by their words, which are read again after each change.

Triggers note which rows have changed, whoever changed them (`factcheck/guards/unread.sql`). These
are read before a search (`catch_up`), so that it finds what was just saved, and each minute in the
background, so that it need not wait.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import connection, models, transaction
from django.db.models import Q, Value
from django.db.models.functions import Upper

from factcheck import words
from factcheck.models import (
    Article,
    Claim,
    ReaderReport,
    RowWords,
    Source,
    Speaker,
    Topic,
    UnreadRow,
    User,
)
from factcheck.models.searched import likely, named, vector
from factcheck.words import Weighted

# More are left to the background, where a search would wait for an import.
AT_ONCE = 500
# Texts that have words like one that is misspelt.
LIKE = 20

Texts = Iterator[Weighted]


def found(model: type[models.Model], search: str) -> Q:
    """The rows of a model that have every word of a search, the last at least begun."""
    rows = RowWords.objects.filter(kind=model._meta.model_name)
    return Q(pk__in=rows.matching(search, is_typing=True).values("row"))


def near(model: type[models.Model], search: str) -> str:
    """Another search that may have been meant, and that finds rows; else nothing."""
    meant = likely(partial(_names_like, model), search)
    is_there = meant and model._default_manager.filter(found(model, meant)).exists()
    return meant if is_there else ""


def _names_like(model: type[models.Model], words: Iterable[str]) -> list[str]:
    """What rows are called, or claims say, that have words like these; one query."""
    alike = [
        model._default_manager.order_by()
        .alias(upper=Upper(path))
        .filter(upper__trigram_word_similar=Upper(Value(word)))
        .order_by(TrigramWordSimilarity(word, path).desc(), "pk")
        .values_list(path, flat=True)[:LIKE]
        for word in words
        for path in _NAMES.get(model, ())
    ]
    return list(alike[0].union(*alike[1:], all=True)) if alike else []


def is_called(label: str, typed: str) -> bool:
    """Whether a label has every word that is typed, or one that begins with it."""
    terms = [word.terms[0] for word in words.read(label)]
    asked = (word.terms[0] for word in words.read(typed) if not word.is_whole)
    return all(any(term.startswith(each) for term in terms) for each in asked)


def catch_up() -> None:
    """Read what has changed, unless it is too much to wait for; one query where nothing has."""
    # The second time come the claims that are found by the words of rows read the first time.
    _ = _read_some() and _read_some()


def read_all() -> None:
    while _read_some():
        pass


def _read_some() -> bool:
    """Read rows that have changed, as many as a search can wait for; return whether there were any.

    Their words are as of a moment after the change: whatever changes later is noted once more.
    """
    if not UnreadRow.objects.exists():
        return False
    with transaction.atomic():
        _one_at_a_time()
        unread = list(UnreadRow.objects.order_by("pk")[:AT_ONCE])
        UnreadRow.objects.filter(pk__in=[each.pk for each in unread]).delete()
        for model in _READ:
            keys = {each.row for each in unread if each.kind == model._meta.model_name}
            if keys:
                _read(model, keys)
                _pass_on(model, keys)
    return bool(unread)


def _one_at_a_time() -> None:
    """Wait for others who read: the older of two readings must not come last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('factcheck_unreadrow', 0))")


def _read(model: type[models.Model], keys: set[int]) -> None:
    rows, texts = _READ[model]
    kind = str(model._meta.model_name)
    read = [
        RowWords(kind=kind, row=row.pk, search=vector(texts(row)))
        for row in rows().filter(pk__in=keys)
    ]
    gone = keys - {each.row for each in read}
    RowWords.objects.filter(kind=kind, row__in=gone).delete()
    RowWords.objects.bulk_create(
        read, update_conflicts=True, unique_fields=["kind", "row"], update_fields=["search"]
    )


def _pass_on(model: type[models.Model], keys: set[int]) -> None:
    """Have the claims read that are found by the words of these rows, too."""
    if condition := _CLAIMS.get(model):
        claims = Claim.objects.filter(condition(keys)).order_by().values_list("pk", flat=True)
        kind = str(Claim._meta.model_name)
        UnreadRow.objects.bulk_create(UnreadRow(kind=kind, row=key) for key in claims.distinct())


def _of_claim(claim: Claim) -> Texts:
    own = (claim.language,)
    yield Weighted(claim.headline, "A", own)
    yield Weighted(claim.statement, "B", own)
    yield Weighted(claim.quote, "B", own)
    yield Weighted(claim.summary, "C", own)
    for translation in claim.translations.all():
        yield Weighted(translation.headline, "A", (translation.language,))
        yield Weighted(translation.summary, "C", (translation.language,))
    for speaker in filter(None, [claim.speaker, *claim.co_speakers.all()]):
        yield from named("C", speaker.name, *(alias.name for alias in speaker.aliases.all()))
    for citation in claim.citations.all():
        yield from named("D", *_called(citation.source))
    for evidence in claim.evidence.all():
        yield Weighted(evidence.summary, "D", own)
        yield from named("D", *_called(evidence.source))


def _of_article(article: Article) -> Texts:
    yield Weighted(article.title, "A", (article.language,))
    yield from named("B", article.publisher, article.author, article.url)


def _of_speaker(speaker: Speaker) -> Texts:
    yield from named("A", speaker.name, *(alias.name for alias in speaker.aliases.all()))
    yield from named("D", speaker.role, *speaker.role_translations.values())


def _of_source(source: Source) -> Texts:
    yield from named("A", *_called(source), source.url)


def _of_topic(topic: Topic) -> Texts:
    yield from named("A", topic.slug)
    for language, name in topic.name.items():
        yield Weighted(name, "A", (language,))


def _of_user(user: User) -> Texts:
    yield from named("A", user.username, user.byline, user.get_full_name(), user.email)


def _of_report(report: ReaderReport) -> Texts:
    yield Weighted(report.message, "A", (report.language,))


def _called(source: Source) -> list[str]:
    return [source.title, source.publisher]


def _claims() -> models.QuerySet[Claim]:
    return Claim.objects.select_related("article", "speaker").prefetch_related(
        "speaker__aliases",
        "co_speakers__aliases",
        "translations",
        "citations__source",
        "evidence__source",
    )


# Of each kind of row: how it is fetched, and its texts.
_READ: dict[type[models.Model], tuple[Callable[[], Any], Callable[[Any], Texts]]] = {
    Claim: (_claims, _of_claim),
    Article: (Article.objects.all, _of_article),
    Speaker: (lambda: Speaker.objects.prefetch_related("aliases"), _of_speaker),
    Source: (Source.objects.all, _of_source),
    Topic: (Topic.objects.all, _of_topic),
    User: (User.objects.all, _of_user),
    ReaderReport: (ReaderReport.objects.all, _of_report),
}
# What misspelt words are compared with.
_NAMES: dict[type[models.Model], tuple[str, ...]] = {
    Claim: ("headline", "statement", "quote", "speaker__name", "speaker__aliases__name"),
    Article: ("title", "publisher"),
    Speaker: ("name", "aliases__name"),
    Source: ("title", "publisher"),
}
# Which claims are found by the words of other rows.
_CLAIMS: dict[type[models.Model], Callable[[Iterable[int]], Q]] = {
    Article: lambda keys: Q(article__in=keys),
    Speaker: lambda keys: Q(speaker__in=keys) | Q(co_speakers__in=keys),
    Source: lambda keys: Q(citations__source__in=keys) | Q(evidence__source__in=keys),
}
