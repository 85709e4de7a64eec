from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from factcheck.anchoring import Selector
from factcheck.models.text_fields import PlainTextField

if TYPE_CHECKING:
    from factcheck.models.article import ArticleRevision


class Passage(models.TextChoices):
    """What became of the claim's words in the article's newest text."""

    THERE = "there", _("there")
    CHANGED = "changed", _("changed since it was checked")
    # Named first of all: factcheck.meaning.
    ALTERED = "altered", _("changed in a number, a negation or a name")
    ORPHANED = "orphaned", _("gone")
    KEPT = "kept", _("kept as quoted from an earlier text")

    @property
    def is_settled(self) -> bool:
        """Nobody has to look at it before it is submitted, signed off or published."""
        return self in (Passage.THERE, Passage.KEPT)


class Anchored(models.Model):
    """The words of a claim and where they stand in a text of its article."""

    Passage: ClassVar = Passage

    revision = models.ForeignKey(
        "factcheck.ArticleRevision",
        models.PROTECT,
        verbose_name=_("revision of the text"),
        null=True,
        blank=True,
        related_name="claims",
    )
    quote = models.TextField(
        _("quote"),
        blank=True,
        help_text=_("The words of the article, exactly. Empty where there is no text to mark."),
    )
    prefix = models.CharField(_("words before"), max_length=64, blank=True)
    suffix = models.CharField(_("words after"), max_length=64, blank=True)
    start = models.PositiveIntegerField(_("start"), null=True, blank=True)
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)

    passage = models.CharField(
        _("passage in the newest text"),
        max_length=10,
        choices=Passage,
        default=Passage.THERE,
        editable=False,
    )
    kept_reason = PlainTextField(
        _("why it stays as quoted"),
        blank=True,
        help_text=_("Where the newest text has other words; readers see it beside the quote."),
    )

    class Meta:
        abstract = True

    @property
    def anchor(self) -> Selector | None:
        """Where its words stand in the text of its revision; None without words."""
        if self.start is None or self.end is None:
            return None
        return Selector(self.quote, self.prefix, self.suffix, self.start, self.end)

    def anchor_at(self, found: Selector | None, revision: "ArticleRevision | None") -> None:
        """Take the claim's words from a place in a revision's text, or from nowhere; unsaved."""
        self.revision = revision
        words = (found.exact, found.prefix, found.suffix) if found else ("", "", "")
        self.quote, self.prefix, self.suffix = words
        self.start, self.end = (found.start, found.end) if found else (None, None)
        self.passage, self.kept_reason = Passage.THERE, ""
