"""Each database holds the scale and the groups, whatever was deleted."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from factcheck import sync
from factcheck.models import Finding, Page, User, VerificationStatus
from factcheck.models.translated import languages

pytestmark = pytest.mark.django_db

SCALE = [
    ("true", 5),
    ("mostly-true", 4),
    ("needs-context", 3),
    ("mostly-false", 2),
    ("false", 1),
    ("unproven", None),
    ("not-checkable", None),
    ("unverified", None),
]


def migrate() -> None:
    call_command("migrate", verbosity=0)


def test_the_scale_is_there_from_the_start() -> None:
    assert set(VerificationStatus.objects.values_list("slug", "rating_value")) == set(SCALE)
    assert Finding.objects.count() == 6


def test_every_entry_of_the_scale_is_valid_and_has_its_own_look() -> None:
    statuses = VerificationStatus.objects.all()

    for entry in [*statuses, *Finding.objects.all()]:
        entry.full_clean()
        assert {*entry.name} == {*entry.definition} == {*languages()}
    assert len({(status.colour, status.icon) for status in statuses}) == len(statuses)


def test_what_was_deleted_of_the_scale_comes_back() -> None:
    VerificationStatus.objects.filter(slug="unproven").delete()
    Finding.objects.filter(slug="untraceable").delete()

    migrate()

    assert VerificationStatus.objects.get(slug="unproven").name["es"] == "No probado"
    assert Finding.objects.get(slug="untraceable").name["en"] == "Untraceable"


def test_the_pages_of_a_newsroom_are_there_in_every_language_and_unwritten() -> None:
    Page.objects.filter(slug="funding").delete()

    migrate()

    pages = Page.objects.all()
    assert [page.slug for page in pages] == ["who", "funding", "contact", "corrections"]
    assert not any(page.is_written for page in pages)
    assert all({*page.title} == {*languages()} for page in pages)


def test_what_the_newsroom_wrote_of_itself_stays() -> None:
    Page.objects.filter(slug="funding").update(title={"en": "Money"}, body={"en": "Readers."})

    migrate()

    page = Page.objects.get(slug="funding")
    assert (page.title, page.body) == ({"en": "Money"}, {"en": "Readers."})


def test_an_editors_definition_stays() -> None:
    VerificationStatus.objects.filter(slug="true").update(definition={"en": "As we found it."})

    migrate()

    assert VerificationStatus.objects.get(slug="true").definition == {"en": "As we found it."}


def test_a_status_of_the_newsrooms_own_stays_even_in_the_place_of_another() -> None:
    place = VerificationStatus.objects.get(slug="unproven").order
    VerificationStatus.objects.filter(slug="unproven").delete()
    VerificationStatus.objects.create(
        slug="satire",
        name={"en": "Satire"},
        definition={"en": "It was meant as a joke."},
        order=place,
        policy="none",
    )

    migrate()

    assert VerificationStatus.objects.filter(slug__in=["satire", "unproven"]).count() == 2


def test_groups_that_were_deleted_come_back_with_their_permissions() -> None:
    Group.objects.all().delete()

    migrate()

    assert set(Group.objects.values_list("name", flat=True)) == set(sync.GROUPS)
    user = User.objects.create(username="rita")
    user.groups.add(Group.objects.get(name="Reviewers"))
    assert user.has_perm("factcheck.review_claim")
    assert not user.has_perm("factcheck.publish_claim")


def test_permissions_that_a_group_should_not_have_are_taken_back() -> None:
    reviewers = Group.objects.get(name="Reviewers")
    reviewers.permissions.add(Permission.objects.get(codename="publish_claim"))

    migrate()

    assert not reviewers.permissions.filter(codename="publish_claim").exists()


@pytest.mark.parametrize("name", sync.GROUPS)
def test_every_permission_of_a_group_exists(name: str) -> None:
    wanted = {f"{verb}_{model}" for verb, models in sync.GROUPS[name].items() for model in models}

    granted = Group.objects.get(name=name).permissions.values_list("codename", flat=True)

    assert set(granted) == wanted


def test_nobody_may_write_the_record_by_hand() -> None:
    granted = Permission.objects.filter(group__isnull=False).values_list("codename", flat=True)

    assert not {"add_publication", "change_publication", "delete_publication"} & set(granted)
