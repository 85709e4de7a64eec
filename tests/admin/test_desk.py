"""My desk: what is mine to do, what comes next, and nobody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from factcheck import workflow
from factcheck.admin import desk
from factcheck.models import Claim, User
from factcheck.models.acting import acting_as
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import Stage
from tests.admin.newsroom import at_work
from tests.workflow.newsroom import Newsroom


def sections(user: User) -> list[desk.Shown]:
    """What the front page shows a user, without its HTML."""
    shown: list[desk.Shown] = desk.context(User.objects.get(pk=user.pk))["sections"]
    return shown


def piles(user: User) -> dict[str, list[Claim]]:
    shown = at_work(user).get("/admin/").context["sections"]
    return {each.section.key: each.claims for each in shown}


def words(user: User) -> str:
    return at_work(user).get("/admin/").content.decode()


def test_what_was_sent_back_comes_first_with_the_reason(newsroom: Newsroom) -> None:
    mine = newsroom.claim_in(Stage.CHECKING)
    back = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.move(back, Verb.SEND_BACK, newsroom.carla, comment="Which audit?")
    workflow.perform(back.pk, Verb.COMMENT, newsroom.ana, comment="The second one.")
    assert list(piles(newsroom.ana)) == ["sent-back", "to-check"]
    assert piles(newsroom.ana)["sent-back"] == [back]
    assert piles(newsroom.ana)["to-check"] == [mine]
    assert "Which audit?" in words(newsroom.ana)
    assert piles(newsroom.ben) == {}


def test_a_reviewer_sees_what_waits_and_not_what_they_worked_on(newsroom: Newsroom) -> None:
    waiting = newsroom.claim_in(Stage.IN_REVIEW)
    own = newsroom.claim(by=newsroom.carla)
    newsroom.bring(own, Stage.IN_REVIEW)
    assert piles(newsroom.carla) == {"to-sign-off": [waiting]}
    assert set(piles(newsroom.dan)["to-sign-off"]) == {own, waiting}


def test_what_has_another_reviewer_is_not_mine(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.IN_REVIEW)
    newsroom.change(claim, reviewer=newsroom.dan)
    assert piles(newsroom.carla) == {}
    assert piles(newsroom.dan) == {"to-sign-off": [claim]}


def test_a_void_sign_off_reaches_checker_and_signer(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.APPROVED)
    newsroom.change(claim, policy_exception="It is the only one.")
    assert piles(newsroom.ana)["void"] == [claim]
    assert piles(newsroom.carla)["void"] == [claim]
    assert "void" not in piles(newsroom.dan)
    for person in (newsroom.ana, newsroom.carla):
        assert f'href="/admin/factcheck/claim/{claim.pk}/read/"' in words(person)
        assert "Changed after the sign-off: why an exception is made." in words(person)


def test_a_publisher_sees_what_is_approved_and_what_waits_for_its_time(newsroom: Newsroom) -> None:
    ready, later, held = (newsroom.claim_in(Stage.APPROVED) for _ in range(3))
    until = timezone.now() + timedelta(days=1)
    workflow.perform(later.pk, Verb.PUBLISH, newsroom.eva, embargo=until)
    newsroom.change(held, legal_hold="The lawyer reads it.")
    assert piles(newsroom.eva) == {"to-publish": [ready], "held": [held], "embargo": [later]}
    assert "legal hold: The lawyer reads it." in words(newsroom.eva)


WAITING = [Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED]


def everywhere(newsroom: Newsroom, *, but: str) -> list[Claim]:
    """All claims on anybody's desk: who acts is neither the superuser nor one who left."""
    people = [newsroom.person(n) for n in ("ana", "ben", "carla", "dan", "eva", "fay") if n != but]
    return [claim for user in people for shown in sections(user) for claim in shown.claims]


@pytest.mark.parametrize("hold", ["", "The lawyer reads it."])
@pytest.mark.parametrize("reviewed", [False, True])
@pytest.mark.parametrize(
    ("stage", "embargoed"), [*((stage, False) for stage in WAITING), (Stage.APPROVED, True)]
)
def test_what_waits_is_on_somebodys_desk(
    newsroom: Newsroom, stage: Stage, embargoed: bool, reviewed: bool, hold: str
) -> None:
    claim = newsroom.claim_in(stage, reviewed=reviewed)
    if embargoed:
        until = timezone.now() + timedelta(days=1)
        workflow.perform(claim.pk, Verb.PUBLISH, newsroom.eva, embargo=until)
    newsroom.change(claim, legal_hold=hold)
    assert claim in everywhere(newsroom, but="nobody")


@pytest.mark.parametrize("name", ["ana", "carla"])
@pytest.mark.parametrize("stage", WAITING)
def test_what_waited_for_who_left_is_on_somebody_elses_desk(
    newsroom: Newsroom, stage: Stage, name: str
) -> None:
    claim = newsroom.claim_in(stage)
    newsroom.change(claim, assignee=newsroom.ana, reviewer=newsroom.carla)
    User.objects.filter(username=name).update(is_active=False)
    assert claim in everywhere(newsroom, but=name)


def test_what_waits_for_a_reviewer_who_worked_on_it_waits_for_the_others(
    newsroom: Newsroom,
) -> None:
    claim = newsroom.bring(newsroom.claim(by=newsroom.carla), Stage.IN_REVIEW)
    newsroom.change(claim, reviewer=newsroom.carla)
    assert piles(newsroom.carla) == {}
    assert piles(newsroom.dan) == {"to-sign-off": [claim]}


def test_what_nobody_checks_is_the_desk_editors_to_assign(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, assignee=None)
    assert piles(newsroom.fay)["stranded"] == [claim]
    assert piles(newsroom.ben) == {}


@pytest.mark.parametrize("stage", [Stage.PUBLISHED, Stage.WITHDRAWN, Stage.DROPPED])
def test_what_waits_for_nobody_is_on_no_desk(newsroom: Newsroom, stage: Stage) -> None:
    newsroom.claim_in(stage)
    assert everywhere(newsroom, but="nobody") == []


def test_the_late_and_the_awaited_are_the_checkers_and_the_desk_editors(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, due_on=timezone.localdate() - timedelta(days=1))
    with acting_as(newsroom.ana):
        claim.replies.create(asked="The ministry", asked_on="2024-05-02", channel="e-mail")
    for name in ("ana", "fay"):
        assert piles(newsroom.person(name))["overdue"] == [claim]
        assert piles(newsroom.person(name))["replies"] == [claim]
    assert piles(newsroom.ben) == {}


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Etc/GMT+12"])
@pytest.mark.parametrize("stage", Stage)
def test_a_claim_is_late_where_it_is_listed_as_late(
    newsroom: Newsroom, stage: Stage, zone: str
) -> None:
    claim = newsroom.claim_in(stage)
    with timezone.override(zone):
        today = timezone.localdate()
        for days in (None, -400, -2, -1, 0, 1, 2):
            due_on = None if days is None else today + timedelta(days=days)
            newsroom.change(claim, due_on=due_on)
            claim.refresh_from_db()
            is_late = due_on is not None and due_on < today and stage.is_in_work
            assert claim.is_late == is_late, days
            assert Claim.objects.late().contains(claim) == is_late, days


def test_a_reply_that_came_is_awaited_no_more(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    asked = {"asked": "The ministry", "asked_on": "2024-05-02", "channel": "e-mail"}
    with acting_as(newsroom.ana):
        claim.replies.create(**asked, answer="No.", answered_on="2024-05-03")
        claim.replies.create(**asked, unanswered=True)
    assert "replies" not in piles(newsroom.ana)


def test_a_changed_passage_is_everybodys_who_checks(newsroom: Newsroom) -> None:
    claim = newsroom.claim_in(Stage.CHECKING)
    newsroom.change(claim, passage="orphaned")
    assert piles(newsroom.ben) == {"passages": [claim]}
    assert ">Settle these passages one by one (1)</a>" in words(newsroom.ben)
    assert piles(newsroom.carla) == {}


def test_the_most_pressing_claim_is_the_first_to_take(newsroom: Newsroom) -> None:
    today = timezone.localdate()
    low, last, soon = newsroom.claim(), newsroom.claim(), newsroom.claim()
    newsroom.change(low, priority=Claim.Priority.LOW, due_on=today)
    newsroom.change(soon, due_on=today)
    assert piles(newsroom.ben)["free"] == [soon, last, low]


def test_a_free_claim_is_taken_from_the_desk(newsroom: Newsroom) -> None:
    claim = newsroom.claim()
    assert f"/admin/factcheck/claim/{claim.pk}/move/take/" in words(newsroom.ben)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ana", "Nothing is waiting for you, and no claim is free. Add an article with its text"),
        ("carla", "Nothing waits for your sign-off."),
        ("eva", "Nothing is ready to publish."),
    ],
)
def test_an_empty_desk_says_what_to_do_next(newsroom: Newsroom, name: str, said: str) -> None:
    assert said in words(newsroom.person(name))


def test_a_pile_shows_ten_and_leads_to_all(newsroom: Newsroom) -> None:
    for _ in range(11):
        newsroom.claim()
    assert len(piles(newsroom.ben)["free"]) == 10
    assert '<a href="/admin/factcheck/claim/?desk=free">All 11</a>' in words(newsroom.ben)
    listed = at_work(newsroom.ben).get("/admin/factcheck/claim/?desk=free").context["cl"]
    assert len(listed.result_list) == 11


def test_the_desk_costs_the_same_for_one_claim_and_for_many(newsroom: Newsroom) -> None:
    client = at_work(newsroom.sam)
    counts = []
    for _ in range(2):
        for stage in (Stage.OPEN, Stage.CHECKING, Stage.IN_REVIEW, Stage.APPROVED):
            newsroom.claim_in(stage)
            newsroom.claim_in(stage)
        client.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1] < 25


def test_an_article_shows_its_facts_left_and_leads_to_its_claims_and_text(
    newsroom: Newsroom,
) -> None:
    newsroom.claim()
    newsroom.bare_claim()
    page, article = words(newsroom.ana), newsroom.article.pk
    assert "2 of 2 claims left to check" in page
    assert f'"/admin/factcheck/claim/?article={article}"' in page
    assert f'"/admin/factcheck/article/{article}/workbench/"' in page


def test_an_article_is_on_the_desk_before_its_first_claim_and_until_its_last_is_published(
    newsroom: Newsroom,
) -> None:
    listed = f'"/admin/factcheck/article/{newsroom.article.pk}/workbench/"'
    assert listed in words(newsroom.ana)
    newsroom.claim_in(Stage.APPROVED)
    assert listed in words(newsroom.ana)
    assert "1 of 1 claims left to check" in words(newsroom.ana)


def test_an_article_leaves_the_desk_with_its_last_claim(newsroom: Newsroom) -> None:
    newsroom.claim_in(Stage.PUBLISHED)
    newsroom.claim_in(Stage.DROPPED)
    assert "No article has claims left to check." in words(newsroom.ana)


def test_the_workbench_says_how_many_passages_wait_and_leads_to_them(newsroom: Newsroom) -> None:
    address = f"/admin/factcheck/article/{newsroom.article.pk}"
    client = at_work(newsroom.ana)
    claim = newsroom.claim()
    assert "passages/" not in client.get(f"{address}/workbench/").content.decode()
    newsroom.change(claim, passage="changed")
    page = client.get(f"{address}/workbench/").content.decode()
    assert f'"{address}/passages/">1 passage changed, or is gone</a>' in page


def test_who_starts_finds_the_button_that_the_desk_speaks_of(newsroom: Newsroom) -> None:
    assert '"/admin/factcheck/article/add/">Add an article</a>' in words(newsroom.ana)
    assert "Add an article" not in words(newsroom.carla)
