"""Every page of the desk, taken from what the admin registers."""

from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse

from factcheck.admin.site import site
from factcheck.models import Article, Claim, Source, Speaker, User
from factcheck.models.vocabulary import Stage


def session_of(username: str, url: str) -> Any:
    """The cookie of somebody who has signed in."""
    client = Client()
    client.force_login(User.objects.get(username=username))
    name = settings.SESSION_COOKIE_NAME
    return {"name": name, "value": client.cookies[name].value, "url": url}


def desk() -> list[str]:
    """The front page; list, form and empty form of each kind of row; the pages beside them."""
    addresses = [reverse("admin:index"), reverse("admin:account"), reverse("admin:told")]
    for model in site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        addresses += [reverse(f"{name}_changelist"), reverse(f"{name}_add")]
        if row := model._default_manager.first():
            addresses.append(reverse(f"{name}_change", args=[row.pk]))
    article, claim = Article.objects.get(), Claim.objects.filter(stage=Stage.CHECKING)[0]
    source, speaker = Source.objects.all()[0], Speaker.objects.all()[0]
    published = Claim.objects.filter(stage=Stage.PUBLISHED)[0]
    beside: dict[str, list[Any]] = {
        "article_workbench": [article.pk],
        "article_revise": [article.pk],
        "article_passages": [article.pk],
        "passages": [],
        "claim_change": [published.pk],
        "claim_preview": [published.pk],
        "claim_read": [published.pk],
        "claim_history": [published.pk],
        "claim_move": [claim.pk, "submit"],
        "source_merge": [source.pk],
        "speaker_merge": [speaker.pk],
    }
    pages = [reverse(f"admin:factcheck_{name}", args=args) for name, args in beside.items()]
    allowed = Client()
    allowed.force_login(User.objects.get(username="admin"))
    return [page for page in [*addresses, *pages] if allowed.get(page).status_code == 200]
