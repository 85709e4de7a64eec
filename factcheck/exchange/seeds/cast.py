"""The accounts in whose names the seeds' claims are checked, signed off and published."""

from django.contrib.auth.models import Group

from factcheck.models import User

CAST = {
    "ana": ("Ana", "Researchers"),
    "ben": ("Ben", "Researchers"),
    "carla": ("Carla", "Reviewers"),
    "dan": ("Dan", "Reviewers"),
    "eva": ("Eva", "Publishers"),
    "fay": ("Fay", "Desk editors"),
}


def member(username: str) -> User:
    """The account of the cast; made on first use, without a password and so without a way in."""
    first_name, group = CAST[username]
    user, created = User.objects.get_or_create(
        username=username, defaults={"first_name": first_name, "is_staff": True}
    )
    if created:
        user.set_unusable_password()
        user.save()
        user.groups.add(Group.objects.get(name=group))
    return user
