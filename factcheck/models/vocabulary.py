"""The choices that desk, record and public pages all name, each with what people call it.

Models offer them under their own name: ``Claim.Stage`` is `Stage`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# In an address: those that have none, as claims with no date, or that nobody has.
NOTHING = "none"


class Stage(models.TextChoices):
    """How far the desk is with a claim."""

    OPEN = "open", _("open")
    CHECKING = "checking", _("checking")
    IN_REVIEW = "in-review", _("in review")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DROPPED = "dropped", _("dropped")

    @property
    def is_settled(self) -> bool:
        """Nothing of its verdict may be changed until it is reopened, or restored."""
        return self in (Stage.PUBLISHED, Stage.WITHDRAWN, Stage.DROPPED)

    @property
    def is_pinned(self) -> bool:
        """It stays with the text that was checked, whatever new versions come."""
        return self == Stage.APPROVED or self.is_settled

    @property
    def is_in_work(self) -> bool:
        """Somebody has yet to check it, or to sign it off: it can be late."""
        return not self.is_pinned


class Subject(models.TextChoices):
    """What of a claim is rated."""

    SUBSTANCE = "substance", _("substance: is it so?")
    SAYING = "saying", _("saying: was it said?")


class ClaimKind(models.TextChoices):
    EVENT = "event", _("event")
    QUANTITY = "quantity", _("quantity")
    ATTRIBUTION = "attribution", _("attribution")
    QUOTE = "quote", _("quotation")
    LEGAL = "legal", _("legal")
    CAUSAL = "causal", _("cause and effect")
    OPINION = "opinion", _("opinion")

    @property
    def only_subject(self) -> Subject | None:
        """What is rated of a claim of this kind; None where that is left open."""
        if self == ClaimKind.ATTRIBUTION:
            return None
        return Subject.SAYING if self == ClaimKind.QUOTE else Subject.SUBSTANCE


class Notice(models.TextChoices):
    """What somebody of the newsroom can be told of by e-mail."""

    ASSIGNED = "assigned", _("a claim is given to me, or taken from me")
    SENT_BACK = "sent-back", _("a claim of mine was sent back")
    WAITING = "waiting", _("a claim waits for my sign-off")
    APPROVED = "approved", _("a claim waits for a publisher, and I am one")
    PUBLISHED = "published", _("a claim that I worked on is published")
    VOID = "void", _("a sign-off of mine, or of my claim, is void")
    EMBARGO = "embargo", _("an embargo of mine failed, or is gone")
    MENTIONED = "mentioned", _("somebody names me in a comment or a remark, as in “@ana”")
    ANSWERED = (
        "answered",
        _("somebody comments where I did, remarks on a claim of mine, settles a remark of mine"),
    )
    OVERDUE = "overdue", _("a claim of mine is overdue")


class PublicationKind(models.TextChoices):
    """As what an entry is published: of a claim, first a listing or a review; of a finding on an
    article, first a finding.
    """

    LISTING = "listing", _("listing")
    REVIEW = "review", _("review")
    FINDING = "finding", _("finding on the article")
    CORRECTION = "correction", _("correction")
    UPDATE = "update", _("update")
    TYPOGRAPHICAL = "typographical", _("typing error set right")
    RETRACTION = "retraction", _("retraction")

    @property
    def is_review(self) -> bool:
        """Whether it carries a claim's verdict: neither a listing nor a retraction."""
        return self in REVIEWS

    @property
    def is_amendment(self) -> bool:
        """Whether it amends a review that stands."""
        return self in AMENDMENTS

    @property
    def is_correction(self) -> bool:
        """Whether it amends what a review says, and not its typing alone."""
        return self in CORRECTIONS


CORRECTIONS = (PublicationKind.CORRECTION, PublicationKind.UPDATE)
AMENDMENTS = (*CORRECTIONS, PublicationKind.TYPOGRAPHICAL)
REVIEWS = (PublicationKind.REVIEW, *AMENDMENTS)


class Stance(models.TextChoices):
    """Which way a piece of evidence points."""

    SUPPORTS = "supports", _("supports the claim")
    REFUTES = "refutes", _("refutes the claim")
    CONTEXT = "context", _("gives context")


# Context decides nothing.
DECISIVE = frozenset({Stance.SUPPORTS, Stance.REFUTES})


class Method(models.TextChoices):
    """How close a piece of evidence is to what happened."""

    PRIMARY = "primary", _("primary")
    SECONDARY = "secondary", _("secondary")


class Extent(models.TextChoices):
    """How much of a source was read."""

    WHOLE = "whole", _("read in full")
    EXCERPT = "excerpt", _("read in excerpt")


class SpeakerKind(models.TextChoices):
    PERSON = "person", _("person")
    ORGANISATION = "organisation", _("organisation")
    OUTLET = "outlet", _("outlet")
    PUBLIC_BODY = "public-body", _("public body")
    ANONYMOUS_GROUP = "anonymous-group", _("group that stays anonymous")


class SourceKind(models.TextChoices):
    REPORT = "report", pgettext_lazy("kind of source", "report")
    ARTICLE = "article", _("article")
    DOCUMENT = "document", _("document")
    DATASET = "dataset", _("dataset")
    POLL = "poll", _("poll")
    INTERVIEW = "interview", _("interview")
    PRESS_CONFERENCE = "press-conference", _("press conference")
    STATEMENT = "statement", pgettext_lazy("kind of source", "statement")
    PHOTOGRAPH = "photograph", _("photograph")


class BodyDisplay(models.TextChoices):
    """How much of an article's text readers see."""

    FULL = "full", _("the whole text")
    EXCERPTS = "excerpts", _("only the paragraphs around claims")
