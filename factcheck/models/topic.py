from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.models.translated import TranslatedField


class Topic(models.Model):
    """A subject under which readers find claims, across articles."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True, allow_unicode=True)
    name = TranslatedField(_("name"))

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["slug"]

    def __str__(self) -> str:
        return str(self.name)
