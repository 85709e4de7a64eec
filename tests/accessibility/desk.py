"""Every page of the desk, taken from what the admin registers."""

from typing import Any

from django.urls import reverse

from factcheck.admin.site import site
from factcheck.models import Article, Claim, Source, Speaker
from factcheck.models.vocabulary import Stage


def desk() -> list[str]:
    """The front page; list, form and empty form of each kind of row; the pages beside them."""
    addresses = [reverse(f"admin:{name}") for name in ("index", "account", "told", "workload")]
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
        "article_finding": [article.pk],
        "article_copy": [article.pk],
        "article_revise": [article.pk],
        "article_passages": [article.pk],
        "passages": [],
        "claim_change": [published.pk],
        "claim_preview": [published.pk],
        "claim_read": [published.pk],
        "claim_history": [published.pk],
        "claim_move": [claim.pk, "submit"],
        "claim_arrange": [claim.pk],
        "claim_views": [],
        "claim_import": [],
        "source_merge": [source.pk],
        "speaker_merge": [speaker.pk],
    }
    pages = [reverse(f"admin:factcheck_{name}", args=args) for name, args in beside.items()]
    bench = reverse("admin:factcheck_article_workbench", args=[article.pk])
    return addresses + pages + [f"{bench}?claim={each.pk}" for each in (claim, published)]
