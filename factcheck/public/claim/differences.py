"""What one publication of a claim says differently from another, so that a reader can see it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Field
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.models.partial_date import display
from factcheck.models.reading_room import PublicClaim
from factcheck.models.translated import Translated
from factcheck.templatetags.public import language_name, source_kind, source_name
from factcheck.worddiff import DiffPart, diff

Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is said differently; `language` is set where its words are the claim's."""

    label: Promise
    language: str
    parts: list[DiffPart]


def differences(before: Content, after: Content) -> Iterator[Difference]:
    """Compare two candidates, thing by thing, in the order of the claim's page."""
    for name, (label, text) in SHOWN.items():
        old, new = (text(c[name]) if c.get(name) else "" for c in (before, after))
        if old.split() != new.split():
            language = after["language"] if text is str or text is _quote else ""
            yield Difference(label, language, diff(old, new))


def _quote(quote: Content) -> str:
    return str(quote["exact"])


def _name(entry: Content) -> str:
    return str(Translated(entry["name"]))


def _choice(field: Field[Any, Any]) -> Callable[[str], str]:
    return lambda value: str(dict(field.flatchoices).get(value, value))


def _one_to_a_line(text: Callable[[Any], str]) -> Callable[[Iterable[Any]], str]:
    return lambda values: "\n".join(map(text, values))


def _listed(*words: str) -> str:
    # A source without a title goes by its publisher's name, which would stand there twice.
    return " · ".join(dict.fromkeys(filter(None, words)))


def _article(article: Content) -> str:
    revision = article["revision"]
    return _listed(
        article["title"],
        article["publisher"],
        article["author"],
        display(article["published_on"]),
        article["url"],
        _("text %(number)s") % revision if revision else "",
        str(Translated(article["notice"])),
    )


def _speaker(speaker: Content) -> str:
    return _listed(speaker["name"], speaker["role"], speaker["country"])


def _source(source: Content) -> str:
    return _listed(
        source_name(source),
        source_kind(source),
        source["publisher"],
        display(source["published_on"]),
        source["url"],
    )


def _citation(citation: Content) -> str:
    cited = _listed(_source(citation["source"]), citation["place"], citation["as_cited"])
    if "finding" not in citation:
        return cited
    return f"{cited}: {_listed(_name(citation['finding']), *citation['evidence'])}"


def _evidence(evidence: Content) -> str:
    stance = {
        "supports": _("for the claim"),
        "refutes": _("against the claim"),
        "context": _("context"),
    }[evidence["stance"]]
    method = {"primary": _("primary source"), "secondary": _("secondary source")}
    head = _listed(evidence["ref"], stance, method[evidence["method"]])
    if evidence["confidential"]:
        return f"{head}: {evidence['confidential_reason']}"
    read = {"excerpt": _("read in excerpt"), "whole": _("read in full")}
    return _listed(
        f"{head}: {evidence['summary']} {evidence['excerpt']}".strip(),
        _source(evidence["source"]),
        evidence["place"],
        evidence["origin"],
        read[evidence["extent"]],
        display(evidence["accessed_on"]),
    )


def _reply(reply: Content) -> str:
    asked = _listed(reply["asked"], display(reply["asked_on"]), reply["channel"])
    if reply["answer"]:
        return f"{asked}: {reply['answer']} ({display(reply['answered_on'])})"
    none = _("no answer came") if reply["unanswered"] else _("no answer yet")
    return f"{asked}: {none}"


def _search(entry: Content) -> str:
    return f"{entry['place']}: {entry['query']} ({display(entry['searched_on'])})"


def _same_as(other: Content) -> str:
    return f"{other['id']} {other['headline']}"


def _translations(texts: dict[str, Content]) -> str:
    return "\n".join(
        "\n".join([f"{language_name(language)}:", *filter(None, translation.values())])
        for language, translation in texts.items()
    )


# Labels and words of everything in a candidate that readers read.
SHOWN: dict[str, tuple[Promise, Callable[[Any], str]]] = {
    "headline": (gettext_lazy("Headline"), str),
    "statement": (gettext_lazy("Claim in full"), str),
    "quote": (gettext_lazy("Quote"), _quote),
    "article": (gettext_lazy("Article"), _article),
    "speakers": (gettext_lazy("Claimed by"), _one_to_a_line(_speaker)),
    "attribution_ambiguous": (
        gettext_lazy("Who says it"),
        lambda _value: _("The article’s wording leaves it open."),
    ),
    "said_on": (gettext_lazy("Said on"), display),
    "happened_on": (gettext_lazy("When it is said to have happened"), display),
    "date_as_given": (gettext_lazy("Date as the article gives it"), str),
    "kind": (gettext_lazy("Kind of claim"), _choice(PublicClaim._meta.get_field("kind"))),
    "subject": (gettext_lazy("What is rated"), _choice(PublicClaim._meta.get_field("subject"))),
    "topics": (gettext_lazy("Topics"), _one_to_a_line(_name)),
    "question": (gettext_lazy("What we asked"), str),
    "status": (gettext_lazy("Status"), _name),
    "summary": (gettext_lazy("Summary"), str),
    "reasoning": (gettext_lazy("Reasoning"), str),
    "citations": (gettext_lazy("What the article cites"), _one_to_a_line(_citation)),
    "evidence": (gettext_lazy("Evidence"), _one_to_a_line(_evidence)),
    "search_log": (gettext_lazy("Where we looked"), _one_to_a_line(_search)),
    "replies": (gettext_lazy("Right of reply"), _one_to_a_line(_reply)),
    "same_as": (gettext_lazy("The same claim elsewhere"), _same_as),
    "translations": (gettext_lazy("Translations"), _translations),
}
