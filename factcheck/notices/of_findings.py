"""What there is to tell somebody of findings on articles: what they are told of claims.

Nobody is assigned a finding: it is theirs who handed it in or signed it off.
"""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Q, QuerySet, Subquery

from factcheck.models import ArticleFinding, MessageLine, Move, User
from factcheck.models.acts import ACTS, Verb
from factcheck.models.vocabulary import Notice, Stage


def naming(user: User, last_move: int) -> Iterator[MessageLine]:
    """What undoes the part of who handed it in, or of who signed it off, with the reason."""
    made = {Notice.SENT_BACK: [Verb.SUBMIT], Notice.VOID: [Verb.SUBMIT, Verb.SIGN_OFF]}
    for notice, verbs in made.items():
        moves = _new(user, last_move, notice)
        theirs = (Q(pk__in=moves.alias(who=_last_by(verb)).filter(who=user.pk)) for verb in verbs)
        yield from _lines(notice, moves.filter(reduce(or_, theirs)))


def digest(user: User, last_move: int) -> Iterator[MessageLine]:
    """What waits for the person, and what became of their part in it."""
    for notice, stage in ((Notice.WAITING, Stage.IN_REVIEW), (Notice.APPROVED, Stage.APPROVED)):
        turn = ArticleFinding.objects.on_desk_of(user).filter(stage=stage)
        moves = _new(user, last_move, notice).filter(finding__in=turn.values("pk"))
        yield from _lines(notice, moves)
    took_part = Move.on_findings.filter(
        actor=user.pk, verb__in=[Verb.SUBMIT, Verb.SIGN_OFF], pk__lte=last_move
    )
    published = _new(user, last_move, Notice.PUBLISHED)
    yield from _lines(Notice.PUBLISHED, published.filter(finding__in=took_part.values("finding")))


def _new(user: User, last_move: int, notice: Notice) -> QuerySet[Move]:
    """Others' acts that lead to a notice, are new to the person, and still say how it is."""
    later = Move.on_findings.filter(finding=OuterRef("finding")).order_by("-pk").values("pk")[:1]
    verbs = [act.verb for act in ACTS.values() if notice in act.notices]
    new = Move.on_findings.filter(
        pk__gt=user.noticed_move, pk__lte=last_move, pk=Subquery(later), verb__in=verbs
    )
    return new.exclude(actor=user.pk).order_by("pk")


def _last_by(verb: Verb) -> Subquery:
    """Who made this act last before another."""
    earlier = Move.on_findings.filter(finding=OuterRef("finding"), pk__lt=OuterRef("pk"), verb=verb)
    return Subquery(earlier.order_by("-pk").values("actor")[:1])


def _lines(notice: Notice, moves: QuerySet[Move]) -> Iterator[MessageLine]:
    return (MessageLine(notice=notice, move=move) for move in moves)
