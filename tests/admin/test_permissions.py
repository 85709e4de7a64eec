"""Who may open, add, change and delete what."""

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import URLPattern, reverse

from factcheck.admin.site import site
from factcheck.models import Claim, Lead, ReaderReport, Topic, User
from tests.admin.newsroom import GROUPS, signed_in
from tests.models.factories import make_article, make_claim, make_source, make_speaker
from tests.public.pages import read

# v: sees it, without being able to change it; a: adds; c: changes; d: deletes what is not used.
ALLOWED = {
    #                    ana    carla  eva   fay    gus    admin
    "claim":              ("vac", "v", "v", "vac", "v", "vac"),
    "article":            ("vac", "v", "v", "vac", "v", "vacd"),
    "speaker":            ("vac", "v", "v", "vac", "v", "vacd"),
    "source":             ("vac", "v", "v", "vac", "v", "vacd"),
    "topic":              ("v", "v", "v", "vac", "v", "vacd"),
    "verificationstatus": ("v", "v", "v", "vc", "v", "vac"),
    "finding":            ("v", "v", "v", "vc", "v", "vacd"),
    "page":               ("v", "v", "v", "vac", "v", "vacd"),
    "lead":               ("v", "v", "v", "vad", "v", "vad"),
    "readerreport":       ("", "", "", "vcd", "vcd", "vcd"),
    "user":               ("", "", "", "", "", "vacd"),
}  # fmt: skip


NAMED = {"page": "funding", "finding": "untraceable", "verificationstatus": "unverified"}


def row_of(model: str) -> object:
    """Make a row that nothing rests on, or name one of the scale."""
    match model:
        case "claim":
            return make_claim(make_article()).pk
        case "article":
            return make_article().pk
        case "speaker":
            return make_speaker().pk
        case "source":
            return make_source().pk
        case "topic":
            return Topic.objects.create(slug="peru", name={"en": "Peru"}).pk
        case "lead":
            return Lead.objects.create(claim=make_claim(make_article())).pk
        case "readerreport":
            return ReaderReport.objects.create(kind="error", message="49 died.").pk
        case "page" | "finding" | "verificationstatus":
            return NAMED[model]
        case _:
            return User.objects.create_user("somebody").pk


@pytest.mark.django_db
@pytest.mark.parametrize("name", GROUPS)
@pytest.mark.parametrize("model", ALLOWED)
def test_each_group_may_do_its_work_and_no_more(name: str, model: str) -> None:
    allowed = ALLOWED[model][list(GROUPS).index(name)]
    client = signed_in(name)
    base = f"/admin/factcheck/{model}"
    if model == "verificationstatus":
        make_claim(make_article())
    row = row_of(model)
    assert client.get(f"{base}/").status_code == (200 if "v" in allowed else 403)
    assert client.get(f"{base}/add/").status_code == (200 if "a" in allowed else 403)
    opened = client.get(f"{base}/{row}/change/")
    assert opened.status_code == (200 if "v" in allowed else 403)
    if "v" in allowed:
        assert ('name="_save"' in opened.content.decode()) == ("c" in allowed)
    posted = client.post(f"{base}/{row}/change/", {})
    assert (posted.status_code != 403) == ("c" in allowed)
    assert client.get(f"{base}/{row}/delete/").status_code == (200 if "d" in allowed else 403)


# The pages beside the forms and lists that Django's admin has.
BESIDE = [
    pattern
    for registered in site._registry.values()
    for pattern in registered.get_urls()
    if pattern.name
    and not pattern.name.endswith(("_changelist", "_add", "_password_change"))
    and "object_id" not in pattern.pattern.converters
]
# What opens the form does not open the page beside it.
NOT_ENOUGH = {
    "factcheck_article_workbench": "view_article",
    "factcheck_article_revise": "view_article",
    "factcheck_claim_export": "view_claim",
    "factcheck_claim_export_file": "view_claim",
    "factcheck_claim_export_look": "view_claim",
    "factcheck_claim_import": "research_claim",
    "factcheck_speaker_merge": "change_speaker",
    "factcheck_source_merge": "change_source",
    "factcheck_webhookendpoint_deliveries": "view_webhookendpoint",
}


@pytest.mark.django_db
@pytest.mark.parametrize("page", BESIDE, ids=lambda page: page.name)
def test_a_page_beside_a_form_is_for_who_has_the_right_to_it(page: URLPattern) -> None:
    assert page.name
    article = make_article()
    values = {
        "article_id": article.pk,
        "claim_id": make_claim(article).pk,
        "pk": article.pk,
        "remark_id": 1,
        "how": "resolve",
        "file_id": 1,
        "import_id": 1,
        "export_id": 1,
        "endpoint_id": 1,
        "row_id": (make_source if "source" in page.name else make_speaker)().pk,
        "user_id": User.objects.create(username="leaver").pk,
        "verb": "take",
    }
    kwargs = {name: values[name] for name in page.pattern.converters}
    address = reverse(f"admin:{page.name}", kwargs=kwargs)
    somebody = User.objects.create(username="somebody", is_staff=True)
    if right := NOT_ENOUGH.get(page.name):
        somebody.user_permissions.add(Permission.objects.get(codename=right))
    client = Client()
    for ask in (client.get, client.post):
        assert ask(address).headers["Location"] == f"/admin/login/?next={address}"
    client.force_login(somebody)
    for ask in (client.get, client.post):
        assert ask(address).status_code == 403


@pytest.mark.parametrize("address", ["/admin/", "/admin/factcheck/claim/"])
def test_a_stranger_is_asked_to_sign_in(client: Client, db: None, address: str) -> None:
    assert client.get(address).headers["Location"] == f"/admin/login/?next={address}"


def test_a_reader_of_the_desk_sees_the_claim_as_text(carla: Client) -> None:
    claim = make_claim(make_article(), summary="They counted 49.")
    page = carla.get(f"/admin/factcheck/claim/{claim.pk}/change/").content.decode()
    assert "<mark>60 people died</mark>" in page
    assert "They counted 49." in page
    assert "id_summary" not in page


def test_a_reader_of_the_desk_sees_the_scale_in_every_language(carla: Client) -> None:
    page = carla.get("/admin/factcheck/verificationstatus/true/change/").content.decode()
    assert '<p lang="es"><span class="language">Español</span> Verdadero</p>' in page


@pytest.mark.parametrize("model", ["article", "speaker", "source"])
def test_what_a_claim_rests_on_cannot_be_deleted(admin: Client, model: str) -> None:
    article, speaker, source = make_article(), make_speaker(), make_source()
    make_claim(article, speaker=speaker).citations.create(source=source)
    row = {"article": article, "speaker": speaker, "source": source}[model]
    assert admin.get(f"/admin/factcheck/{model}/{row.pk}/delete/").status_code == 403
    page = admin.get(f"/admin/factcheck/{model}/{row.pk}/change/").content.decode()
    assert "deletelink" not in page


def test_a_co_speaker_cannot_be_deleted(admin: Client) -> None:
    speaker = make_speaker()
    make_claim(make_article()).co_speakers.add(speaker)
    assert admin.get(f"/admin/factcheck/speaker/{speaker.pk}/delete/").status_code == 403


def test_nothing_is_deleted_from_a_list(admin: Client) -> None:
    make_claim(make_article())
    assert "delete_selected" not in admin.get("/admin/factcheck/claim/").content.decode()
    assert Claim.objects.exists()


def test_whoever_may_not_open_a_page_is_told_so_and_led_back(ana: Client) -> None:
    page = ana.get("/admin/factcheck/user/")
    assert page.status_code == 403
    assert "Your account may not do this" in page.content.decode()
    assert 'href="/admin/"' in page.content.decode()


def test_parts_in_the_newsroom_have_names_in_the_language_of_whoever_gives_them(
    admin: Client,
) -> None:
    User.objects.filter(username="admin").update(language="es")
    assert "Investigadores" in admin.get("/admin/factcheck/user/add/").content.decode()
    assert "Investigadores" in admin.get("/admin/workload/").content.decode()
    for page in ("/admin/factcheck/user/", "/admin/auth/group/"):
        words = read(admin.get(page).content.decode()).one("div", id="content").words
        assert "Investigadores" in words
        assert "Researchers" not in words


def test_an_account_shows_the_way_to_another_password_and_no_digest(admin: Client) -> None:
    user = User.objects.get(username="admin")
    page = admin.get(f"/admin/factcheck/user/{user.pk}/change/").content.decode()
    assert 'href="../password/"' in page
    assert "pbkdf2" not in page


def test_the_page_for_a_new_password_leads_on_to_the_desk_like_every_other(ana: Client) -> None:
    assert 'href="/admin/find/"' in ana.get("/admin/password_change/").content.decode()
