"""What the list of claims can be narrowed by."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.admin import desk
from factcheck.models import Citation, Claim, Evidence, PublicClaim, User, VerificationStatus
from factcheck.models.claim_queries import REVIEWED_EARLIER, ClaimQuerySet
from factcheck.models.vocabulary import NOTHING, ClaimKind, Stage, Subject


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a filter, with the claims that it leaves."""

    value: str
    label: str
    condition: Q


class ClaimFilter(admin.SimpleListFilter):
    """A filter that says which claims it leaves as a condition, so that they can be counted."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[Any]:
        return []

    def has_output(self) -> bool:
        return True

    @property
    def chosen(self) -> str:
        return str(self.value() or "")

    def condition(self) -> Q:
        """The claims that the choice leaves; all, where nothing is chosen."""
        raise NotImplementedError

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(self.condition()) if self.chosen else queryset


class OptionFilter(ClaimFilter):
    """A filter by one of a few conditions."""

    def options(self) -> Iterable[Option]:
        raise NotImplementedError

    def option(self) -> Option:
        for option in self.options():
            if option.value == self.chosen:
                return option
        raise IncorrectLookupParameters

    def condition(self) -> Q:
        return self.option().condition if self.chosen else Q()


class ChoiceFilter(OptionFilter):
    """A filter by a column of choices."""

    choices_of: Any

    def options(self) -> Iterator[Option]:
        for value, label in self.choices_of.choices:
            yield Option(str(value), str(label), Q(**{str(self.parameter_name): value}))


class StageFilter(ChoiceFilter):
    title = gettext_lazy("stage")
    parameter_name = "stage"
    choices_of = Stage


class KindFilter(ChoiceFilter):
    title = gettext_lazy("kind")
    parameter_name = "kind"
    choices_of = ClaimKind


class SubjectFilter(ChoiceFilter):
    title = gettext_lazy("subject")
    parameter_name = "subject"
    choices_of = Subject


class PriorityFilter(ChoiceFilter):
    title = gettext_lazy("priority")
    parameter_name = "priority"
    choices_of = Claim.Priority


class PassageFilter(ChoiceFilter):
    title = gettext_lazy("passage")
    parameter_name = "passage"
    choices_of = Claim.Passage


class StatusFilter(OptionFilter):
    title = gettext_lazy("status")
    parameter_name = "status"

    def __init__(self, *args: Any) -> None:
        self.statuses = list(VerificationStatus.objects.all())
        super().__init__(*args)

    def options(self) -> Iterator[Option]:
        for status in self.statuses:
            yield Option(status.pk, str(status), Q(status=status.pk))


class DueFilter(OptionFilter):
    """By the day on which they are due; a day itself is taken too, as the workload gives it."""

    title = gettext_lazy("due")
    parameter_name = "due"

    def options(self) -> Iterator[Option]:
        today = timezone.localdate()
        week = today + timedelta(days=7)
        yield Option("late", _("late"), ClaimQuerySet.past_due())
        yield Option("today", _("today"), Q(due_on=today))
        yield Option("week", _("in the next seven days"), Q(due_on__gt=today, due_on__lte=week))
        yield Option("later", _("later"), Q(due_on__gt=week))
        yield Option(NOTHING, _("no date"), Q(due_on=None))

    def option(self) -> Option:
        try:
            day = date.fromisoformat(self.chosen)
        except ValueError:
            return super().option()
        return Option(self.chosen, date_format(day, "SHORT_DATE_FORMAT"), Q(due_on=day))


class YesNoFilter(OptionFilter):
    """A filter by whether certain rows exist."""

    exists: ClassVar[Exists]

    def options(self) -> Iterator[Option]:
        yield Option("yes", _("Yes"), Q(self.exists))
        yield Option("no", _("No"), Q(~self.exists))


class EvidenceFilter(YesNoFilter):
    title = gettext_lazy("evidence")
    parameter_name = "evidence"
    exists = Exists(Evidence.objects.filter(claim=OuterRef("pk")))


class EarlierFilter(OptionFilter):
    title = gettext_lazy("reviewed before this record")
    parameter_name = "earlier"

    def options(self) -> Iterator[Option]:
        yield Option("yes", _("Yes"), REVIEWED_EARLIER)
        yield Option("no", _("No"), ~REVIEWED_EARLIER)


class PublicFilter(YesNoFilter):
    title = gettext_lazy("public")
    parameter_name = "public"
    exists = Exists(PublicClaim.objects.filter(pk=OuterRef("pk")))


class RowFilter(ClaimFilter):
    """A filter by a row of a table that may have many: the most frequent ones, or by its name."""

    field: Any
    path: str
    # What is said of the claims that have none; without, all have one.
    nothing: Any = ""

    def __init__(self, *args: Any) -> None:
        self.title = self.field.verbose_name
        super().__init__(*args)
        self.admin_site = args[3].admin_site

    def condition(self) -> Q:
        if not self.chosen:
            return Q()
        if self.nothing and self.chosen == NOTHING:
            return Q(**{self.path: None})
        if not self.chosen.isdecimal():
            raise IncorrectLookupParameters
        return Q(**{self.path: self.chosen})


class ArticleFilter(RowFilter):
    parameter_name = path = "article"
    field = Claim._meta.get_field("article")


class SpeakerFilter(RowFilter):
    parameter_name = path = "speaker"
    field = Claim._meta.get_field("speaker")
    nothing = gettext_lazy("no speaker")


class TopicFilter(RowFilter):
    parameter_name, path = "topic", "topics"
    field = Claim._meta.get_field("topics")
    nothing = gettext_lazy("no topic")


class AssigneeFilter(RowFilter):
    parameter_name = path = "assignee"
    field = Claim._meta.get_field("assignee")
    nothing = gettext_lazy("nobody")


class ReviewerFilter(RowFilter):
    parameter_name = path = "reviewer"
    field = Claim._meta.get_field("reviewer")
    nothing = gettext_lazy("nobody")


class SourceFilter(RowFilter):
    parameter_name, path = "source", "citations__source"
    field = Citation._meta.get_field("source")
    nothing = gettext_lazy("no source")


class HolderFilter(OptionFilter):
    """Whose turn it is, as the workload counts it; no menu of the list offers it."""

    title = gettext_lazy("with")
    parameter_name = "with"

    def options(self) -> Iterator[Option]:
        yield Option(NOTHING, _("nobody"), ClaimQuerySet.held_by(None))

    def option(self) -> Option:
        if not self.chosen.isdecimal():
            return super().option()
        if self._person is None:
            raise IncorrectLookupParameters
        return Option(self.chosen, str(self._person), Claim.objects.held_by(self._person.pk))

    @cached_property
    def _person(self) -> User | None:
        return User.objects.filter(pk=self.chosen).first()


class DeskFilter(OptionFilter):
    """A section of the front page, in full; no menu of the list offers it."""

    title = gettext_lazy("my desk")
    parameter_name = "desk"

    def __init__(self, request: HttpRequest, *args: Any) -> None:
        self.user: Any = request.user
        super().__init__(request, *args)

    def options(self) -> Iterator[Option]:
        for section in desk.sections_of(self.user):
            rows = section.rows(self.user).order_by().values("pk")
            yield Option(section.key, str(section.title), Q(pk__in=rows))

    def condition(self) -> Q:
        try:
            return super().condition()
        except IncorrectLookupParameters:
            # A section that was kept in a view, and is no longer this person's.
            return Q()


# In the order of the menus.
ALL: list[type[ClaimFilter]] = [
    StageFilter,
    StatusFilter,
    AssigneeFilter,
    ReviewerFilter,
    DueFilter,
    PriorityFilter,
    TopicFilter,
    ArticleFilter,
    SpeakerFilter,
    SourceFilter,
    KindFilter,
    SubjectFilter,
    PassageFilter,
    EvidenceFilter,
    EarlierFilter,
    PublicFilter,
    HolderFilter,
    DeskFilter,
]
