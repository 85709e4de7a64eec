"""People set for themselves how readers call them, and what they are told of."""

from factcheck.models.vocabulary import Notice
from tests.admin.newsroom import at_work
from tests.public.pages import read
from tests.workflow.newsroom import Newsroom

ACCOUNT = "/admin/account/"


def test_a_person_changes_byline_address_and_notices(newsroom: Newsroom) -> None:
    chosen = {"byline": "Ana Soto", "language": "en", "notices": ["overdue"]}
    changed = chosen | {"email": "ana@example.org"}
    response = at_work(newsroom.ana).post(ACCOUNT, changed, follow=True)
    assert "Your account was changed." in response.content.decode()
    newsroom.ana.refresh_from_db()
    assert newsroom.ana.byline == "Ana Soto"
    assert (newsroom.ana.email, newsroom.ana.notices) == ("ana@example.org", ["overdue"])


def test_nobody_gives_themselves_rights(newsroom: Newsroom) -> None:
    at_work(newsroom.ana).post(ACCOUNT, {"is_superuser": "on", "username": "root"})
    newsroom.ana.refresh_from_db()
    assert (newsroom.ana.is_superuser, newsroom.ana.username) == (False, "ana")


def test_a_wrong_address_is_refused_and_kept_on_the_page(newsroom: Newsroom) -> None:
    page = at_work(newsroom.ana).post(ACCOUNT, {"email": "ana at work"}).content.decode()
    assert "Enter a valid email address." in page
    assert 'value="ana at work"' in page


def test_every_page_leads_there(newsroom: Newsroom) -> None:
    assert f'<a href="{ACCOUNT}">' in at_work(newsroom.carla).get("/admin/").content.decode()


def test_an_administrator_chooses_for_others_too(newsroom: Newsroom) -> None:
    address = f"/admin/factcheck/user/{newsroom.ana.pk}/change/"
    page = read(at_work(newsroom.sam).get(address).content.decode())
    boxes = page.all("input", name="notices")
    assert [box.attributes["value"] for box in boxes] == list(Notice.values)
    saved = {"username": "ana", "notices": ["waiting", "void"], "language": "en", "is_active": "on"}
    dates = {"date_joined_0": "2024-05-01", "date_joined_1": "12:00"}
    at_work(newsroom.sam).post(address, saved | dates)
    newsroom.ana.refresh_from_db()
    assert newsroom.ana.notices == ["waiting", "void"]
