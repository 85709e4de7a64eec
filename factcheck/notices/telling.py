"""What there is to tell somebody: derived from the moves, and from the changes of the audit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from factcheck.mentions import mentioned
from factcheck.models import AuditEntry, Claim, Embargo, MessageLine, Move, Remark, User
from factcheck.models.acts import ACTS, Verb
from factcheck.models.audit import AuditEntryQuerySet
from factcheck.models.message import remarked
from factcheck.models.move import MoveQuerySet
from factcheck.models.vocabulary import Notice
from factcheck.models.who import Who
from factcheck.notices import of_findings

Operation = AuditEntry.Operation
EMBARGO = Embargo._meta.db_table
REMARK = Remark._meta.db_table
# The columns that say whose something is, and their tables.
OWNED = {Claim._meta.db_table: ["assignee_id", "reviewer_id"], EMBARGO: ["publisher_id"]}


@dataclass(frozen=True, slots=True)
class News:
    """What has happened since a person's last digest, up to a certain move and change."""

    user: User
    last_move: int
    last_entry: int

    @property
    def moves(self) -> MoveQuerySet:
        """Others' acts."""
        new = Move.objects.filter(pk__gt=self.user.noticed_move, pk__lte=self.last_move)
        return new.exclude(actor=self.user.pk).select_related("claim").order_by("pk")

    @property
    def entries(self) -> AuditEntryQuerySet:
        """Everybody's changes."""
        new = AuditEntry.objects.filter(pk__gt=self.user.noticed_entry, pk__lte=self.last_entry)
        return new.with_move().select_related("claim").order_by("pk")

    @property
    def remarks(self) -> AuditEntryQuerySet:
        """Others' remarks, and what others did with remarks."""
        return self.entries.filter(table=REMARK).exclude(actor=self.user.pk)

    def standing(self, notice: Notice) -> MoveQuerySet:
        """Others' acts that lead to this notice, if the claim is still where they brought it."""
        verbs = [act.verb for act in ACTS.values() if notice in act.notices]
        return self.moves.standing().filter(verb__in=verbs)


def naming(news: News) -> list[MessageLine]:
    """What names the person, and has not been told yet."""
    return _untold(news, _all_naming(news))


def everything(news: News) -> list[MessageLine]:
    """Everything that the person should know, and has not been told yet."""
    user = news.user
    digest = (*_digest(news), *of_findings.digest(user, news.last_move))
    told = _untold(news, (*_all_naming(news), *digest))
    if Notice.OVERDUE in user.notices and _is_new_day(user):
        overdue = Claim.objects.late().assigned_to(user)
        told += [MessageLine(notice=Notice.OVERDUE, claim=claim) for claim in overdue]
    return told


def _untold(news: News, lines: Iterable[MessageLine]) -> list[MessageLine]:
    """What the person chose to be told of: each act and each change once."""
    known = MessageLine.objects.filter(message__user=news.user)
    entries = set(known.filter(entry__gt=news.user.noticed_entry).values_list("entry", flat=True))
    # With what was given or taken, tell only what was said with it.
    of_moves = known.filter(move__gt=news.user.noticed_move).exclude(notice=Notice.ASSIGNED)
    moves = set(of_moves.values_list("move", flat=True))
    new = []
    for line in lines:
        is_known = line.entry_id in entries if line.entry_id else line.move_id in moves
        if is_known or line.notice not in news.user.notices:
            continue
        new.append(line)
        if line.entry_id:
            entries.add(line.entry_id)
        if line.move_id and line.notice != Notice.ASSIGNED:
            moves.add(line.move_id)
    return new


def _all_naming(news: News) -> Iterator[MessageLine]:
    yield from _naming(news)
    yield from of_findings.naming(news.user, news.last_move)


def _naming(news: News) -> Iterator[MessageLine]:
    user = news.user
    owned = list(_given_and_taken(news))
    given = {line.claim_id for line in owned if line.claim_id}
    yield from _of(Notice.SENT_BACK, _sent_back(news, given))
    yield from owned
    yield from _ends_of_embargoes(news, Notice.EMBARGO)
    mine = Q(claim__assignee=user) | Q(claim__reviewer=user)
    yield from _of(Notice.VOID, news.standing(Notice.VOID).filter(mine))
    yield from _of(Notice.MENTIONED, _mentioning(news))
    yield from _of_remarks(Notice.MENTIONED, _remarks_mentioning(news))
    waiting = news.standing(Notice.WAITING).filter(claim__in=Claim.objects.waiting_for(user))
    if Who.REVIEWER.held_by(user):
        yield from _of(Notice.WAITING, waiting.filter(claim__reviewer=user))


def _digest(news: News) -> Iterator[MessageLine]:
    """Of reviews from before this record, which come in by the hundred, only the desk tells."""
    user = news.user
    if Who.REVIEWER.held_by(user):
        waiting = Claim.objects.waiting_for(user).decided_here()
        yield from _of(Notice.WAITING, news.standing(Notice.WAITING).filter(claim__in=waiting))
    if Who.PUBLISHER.held_by(user):
        approved = Claim.objects.approved().decided_here()
        yield from _of(Notice.APPROVED, news.standing(Notice.APPROVED).filter(claim__in=approved))
    yield from _ends_of_embargoes(news, Notice.PUBLISHED)
    yield from _of(Notice.PUBLISHED, _published(news))
    yield from _of(Notice.ANSWERED, _answering(news))
    yield from _of_remarks(Notice.ANSWERED, _remarks_for(news))


def _of(notice: Notice, moves: Iterable[Move]) -> Iterator[MessageLine]:
    return (MessageLine(notice=notice, claim=move.claim, move=move) for move in moves)


def _of_remarks(notice: Notice, entries: Iterable[AuditEntry]) -> Iterator[MessageLine]:
    entries = list(entries)
    remarks = Remark.objects.select_related("claim").in_bulk([int(each.row) for each in entries])
    for entry in entries:
        yield MessageLine(notice=notice, claim=remarks[int(entry.row)].claim, entry=entry)


def _with_moves(notice: Notice, entries: Iterable[AuditEntry]) -> Iterator[MessageLine]:
    entries = list(entries)
    moves = Move.objects.in_bulk([entry.move for entry in entries if entry.move])
    for entry in entries:
        move = moves.get(entry.move) if entry.move else None
        yield MessageLine(notice=notice, claim=entry.claim, entry=entry, move=move)


def _sent_back(news: News, given: set[int]) -> MoveQuerySet:
    """For those who submitted it, and those who have it now, even if they got it only later."""
    earlier = Move.objects.filter(claim=OuterRef("claim"), pk__lt=OuterRef("pk"))
    submitter = earlier.filter(verb=Verb.SUBMIT).order_by("-pk").values("actor")[:1]
    new = Q(pk__gt=news.user.noticed_move) | Q(claim__in=given)
    back = Move.objects.filter(new, verb=Verb.SEND_BACK, pk__lte=news.last_move).standing()
    theirs = Q(claim__assignee=news.user) | Q(submitter=news.user.pk)
    others = back.exclude(actor=news.user.pk).annotate(submitter=Subquery(submitter))
    return others.filter(theirs).select_related("claim").order_by("pk")


def _given_and_taken(news: News) -> Iterator[MessageLine]:
    """What others gave them or took from them; what came and went again is left out."""
    person = news.user.pk
    changes: dict[tuple[int | None, str], list[AuditEntry]] = defaultdict(list)
    for table, columns in OWNED.items():
        owned = Q(*((f"changes__{c}__contains", person) for c in columns), _connector=Q.OR)
        entries = news.entries.filter(owned, table=table)
        if table == EMBARGO:
            # People make their own orders; how these end is told elsewhere.
            entries = entries.filter(operation=Operation.UPDATE)
        for entry in entries:
            for column in columns:
                if person in entry.changes.get(column, ()):
                    changes[entry.claim_id, column].append(entry)
    told = []
    for (_claim, column), entries_of_one in changes.items():
        first, last = entries_of_one[0], entries_of_one[-1]
        was, is_now = first.changes[column][0] == person, last.changes[column][1] == person
        if was != is_now and last.actor_id != person:
            told.append(last)
    return _with_moves(Notice.ASSIGNED, told)


def _ends_of_embargoes(news: News, notice: Notice) -> Iterator[MessageLine]:
    """How their orders ended, in publishing or otherwise, unless they ended them themselves."""
    person = news.user.pk
    gone = {"table": EMBARGO, "operation": Operation.DELETE}
    ended = news.entries.filter(**gone, changes__publisher_id=[person, None])
    for line in _with_moves(notice, ended):
        is_published = line.move is not None and line.move.verb == Verb.PUBLISH
        until = parse_datetime(line.entry.changes["until"][0]) if line.entry else None
        is_at_its_end = until is not None and line.entry is not None and until <= line.entry.at
        own = line.entry is not None and line.entry.actor_id == person and not is_at_its_end
        if is_published == (notice == Notice.PUBLISHED) and not own:
            yield line


def _mentioning(news: News) -> Iterator[Move]:
    name = news.user.username
    saying = news.moves.exclude(verb=Verb.VOID).filter(comment__icontains=f"@{name}")
    return (move for move in saying if name.lower() in mentioned(move.comment))


def _remarks_mentioning(news: News) -> Iterator[AuditEntry]:
    name = news.user.username
    new = news.remarks.filter(operation=Operation.INSERT)
    said = Q(changes__text__1__icontains=f"@{name}") | Q(
        changes__suggestion__1__icontains=f"@{name}"
    )
    return (entry for entry in new.filter(said) if name.lower() in mentioned(remarked(entry)))


def _remarks_for(news: News) -> AuditEntryQuerySet:
    """Remarks on what they check or sign off, and what became of their own."""
    user = news.user
    keys = Remark.objects.values(key=Cast("pk", TextField()))
    on_theirs = keys.filter(Q(claim__assignee=user) | Q(claim__reviewer=user))
    new = Q(operation=Operation.INSERT, row__in=on_theirs)
    settled = Q(changes__has_key="outcome", row__in=keys.filter(author=user))
    return news.remarks.filter(new | Q(operation=Operation.UPDATE) & settled)


def _published(news: News) -> MoveQuerySet:
    """What they checked, signed off, or changed before it was published."""
    own = AuditEntry.objects.filter(
        claim=OuterRef("claim"),
        actor=news.user.pk,
        is_contribution=True,
        round=OuterRef("claim__round") - 1,
    )
    mine = Q(claim__assignee=news.user) | Q(claim__reviewer=news.user) | Q(Exists(own))
    return news.standing(Notice.PUBLISHED).filter(mine, claim__in=Claim.objects.decided_here())


def _answering(news: News) -> MoveQuerySet:
    own = Move.objects.filter(claim=OuterRef("claim"), actor=news.user.pk, pk__lt=OuterRef("pk"))
    return news.moves.filter(Exists(own.exclude(comment="")), verb=Verb.COMMENT)


def _is_new_day(user: User) -> bool:
    """Overdue claims are mentioned once a day, not once an hour."""
    return user.noticed_at is None or timezone.localdate(user.noticed_at) < timezone.localdate()
