from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from factcheck.models.translated import TranslatedField


class Page(models.Model):
    """What the newsroom says of itself: a section of ``/about/``.

    Without a text it is not written yet, and readers are told so.
    """

    slug = models.SlugField(_("slug"), max_length=40, primary_key=True)
    title = TranslatedField(_("title"))
    body = TranslatedField(_("text"), blank=True, default=dict)
    order = models.PositiveSmallIntegerField(_("order"))
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
        ordering = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"{reverse('about')}#{self.slug}"

    @property
    def is_written(self) -> bool:
        return any(self.body.values())
