"""Sentences that carry no claim, as somebody said who looked for claims."""

import hashlib
from functools import lru_cache

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck import words
from factcheck.models.article import Article


class RefusedSentence(models.Model):
    """A sentence of an article that is not to be proposed as a claim, nor counted as left.

    It is known by its words, however they are written: so it stays refused in a new version of the
    text, and wherever the article says the same again. Only their digest is kept, which says
    nothing that a redaction would have to reach.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="refused_sentences")
    digest = models.CharField(_("SHA-256 of its words"), max_length=64, editable=False)
    refused_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by")
    )
    refused_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("refused sentence")
        verbose_name_plural = _("refused sentences")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["article", "digest"], name="sentence_refused_once"),
        ]

    def __str__(self) -> str:
        return self.digest


@lru_cache(maxsize=16_384)
def digest_of(sentence: str) -> str:
    """The digest of the words of a sentence; of a sentence without words, of its marks."""
    said = " ".join(word.terms[0] for word in words.read(sentence) if not word.is_whole)
    return hashlib.sha256((said or sentence).encode()).hexdigest()
