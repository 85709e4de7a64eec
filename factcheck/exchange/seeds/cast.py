"""The newsroom of the seeds and the demo, in whose names claims are checked and published."""

from django.contrib.auth.models import Group

from factcheck.models import User

ADMINISTRATORS = "Administrators"
CAST = {
    "ana": ("Ana", "Researchers"),
    "ben": ("Ben", "Researchers"),
    "carla": ("Carla", "Reviewers"),
    "dan": ("Dan", "Reviewers"),
    "eva": ("Eva", "Publishers"),
    "fay": ("Fay", "Desk editors"),
    "gus": ("Gus", "Reader desk"),
    "admin": ("Admin", ADMINISTRATORS),
}


def member(username: str) -> User:
    """An account of the cast, made on first use; nobody can sign in to it without a password."""
    first_name, group = CAST[username]
    user, created = User.objects.get_or_create(
        username=username,
        defaults={
            "first_name": first_name,
            "email": f"{username}@example.org",
            "is_staff": True,
            "is_superuser": group == ADMINISTRATORS,
        },
    )
    if created:
        user.set_unusable_password()
        user.save()
        if group != ADMINISTRATORS:
            user.groups.add(Group.objects.get(name=group))
    return user
