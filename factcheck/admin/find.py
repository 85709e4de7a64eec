"""Leading to whatever the desk has, by words: the palette, and its page without scripts."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from factcheck import workflow
from factcheck.finding import catch_up, found, is_called
from factcheck.models import Article, Claim, SavedView, Source, Speaker, User
from factcheck.models.who import Who

SHOWN = 6


@dataclass(frozen=True, slots=True)
class Hit:
    label: str
    detail: str
    address: str
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    hits: list[Hit]


def view(site: Any, request: Any) -> HttpResponse:
    """The page of what is found; for the palette, only the list."""
    words = request.GET.get("q", "").strip()
    claim = request.GET.get("claim", "")
    context = {"words": words, "claim": claim, "groups": groups(site, request, words, claim)}
    if request.htmx:
        return TemplateResponse(request, "admin/find/_palette_options.html", context)
    context |= site.each_context(request) | {"title": _("Find")}
    return TemplateResponse(request, "admin/find/find.html", context)


def groups(site: Any, request: HttpRequest, words: str, claim: str) -> list[Group]:
    """What is found among what the person may see; without words, acts and pages."""
    assert isinstance(request.user, User)
    found = [Group(_("Acts on this claim"), list(_acts(request.user, words, claim)))]
    if words:
        catch_up()
    for model, find in _ROWS.items() if words else ():
        if site.get_model_admin(model).has_view_permission(request):
            title = capfirst(str(model._meta.verbose_name_plural))
            found.append(Group(title, list(find(request, words))))
    if Who.STAFF.held_by(request.user):
        found.append(Group(_("Kept views of the claims"), list(_views(request.user, words))))
    found.append(Group(_("Pages"), list(_pages(site, request, words))))
    return [group for group in found if group.hits]


def _acts(user: User, words: str, claim: str) -> Iterator[Hit]:
    """The acts that this person may make now on the claim at hand."""
    if not (claim.isdecimal() and Who.STAFF.held_by(user)):
        return
    at_hand = Claim.objects.for_candidate().filter(pk=int(claim)).first()
    for offer in workflow.offers(at_hand, user) if at_hand else ():
        label = str(offer.act.button)
        if label and is_called(label, words):
            page = reverse("admin:factcheck_claim_change", args=[claim])
            detail = _("something is missing") if offer.missing else ""
            yield Hit(label, detail, f"{page}#act-{offer.act.verb}", offer.act.verb)


def _claims(_request: HttpRequest, words: str) -> Iterator[Hit]:
    number = words.removeprefix("#")
    by_number = Q(pk__in=[int(number)] if number.isdecimal() and len(number) < 10 else [])
    claims = Claim.objects.filter(found(Claim, words) | by_number)
    for claim in claims.select_related("article", "speaker").order_by("-pk")[:SHOWN]:
        # The text is the place of work, where there is one.
        page = (
            f"{_workbench(claim.article)}?claim={claim.pk}#claim-{claim.pk}"
            if claim.revision_id
            else reverse("admin:factcheck_claim_change", args=[claim.pk])
        )
        said_by = [str(claim.speaker)] if claim.speaker else []
        yield Hit(str(claim), " · ".join([claim.get_stage_display(), *said_by]), page)


def _articles(request: HttpRequest, words: str) -> Iterator[Hit]:
    works_there = Who.STAFF.held_by(request.user)
    for article in Article.objects.filter(found(Article, words))[:SHOWN]:
        page = _workbench(article) if works_there else _change(article)
        yield Hit(article.title, article.publisher, page)


def _speakers(_request: HttpRequest, words: str) -> Iterator[Hit]:
    for speaker in Speaker.objects.current().filter(found(Speaker, words))[:SHOWN]:
        yield Hit(speaker.name, speaker.role or speaker.get_kind_display(), _change(speaker))


def _sources(_request: HttpRequest, words: str) -> Iterator[Hit]:
    for source in Source.objects.current().filter(found(Source, words))[:SHOWN]:
        yield Hit(str(source), source.get_kind_display(), _change(source))


_ROWS: dict[Any, Callable[[HttpRequest, str], Iterable[Hit]]] = {
    Claim: _claims,
    Article: _articles,
    Speaker: _speakers,
    Source: _sources,
}


def _views(user: User, words: str) -> Iterator[Hit]:
    claims = reverse("admin:factcheck_claim_changelist")
    seen = SavedView.objects.seen_by(user)
    for view in [view for view in seen if is_called(view.name, words)][:SHOWN]:
        yield Hit(view.name, _("for all") if view.is_shared else "", f"{claims}?{view.query}")


def _pages(site: Any, request: HttpRequest, words: str) -> Iterator[Hit]:
    """The desk's pages; those that add something come after the lists."""
    pages = [(_("My desk"), reverse("admin:index"))]
    if Who.STAFF.held_by(request.user):
        pages.append((_("Who has how much, and when"), reverse("admin:workload")))
    models = [model for section in site.get_app_list(request) for model in section["models"]]
    pages += [(model["name"], model["admin_url"]) for model in models if model["admin_url"]]
    pages += [
        (_("Add %(name)s") % {"name": model["noun"]}, model["add_url"])
        for model in models
        if model["add_url"]
    ]
    pages.append((_("My account"), reverse("admin:account")))
    pages.append((_("What I was told"), reverse("admin:told")))
    return (
        Hit(str(capfirst(name)), "", page) for name, page in pages if is_called(str(name), words)
    )


def _workbench(article: Article) -> str:
    return reverse("admin:factcheck_article_workbench", args=[article.pk])


def _change(row: Any) -> str:
    return reverse(f"admin:factcheck_{row._meta.model_name}_change", args=[row.pk])
