"""In whose name a command changes the desk."""

from django.core.management.base import CommandError, CommandParser

from factcheck.models import User

# Unless somebody is named; nobody can sign in to it.
IMPORT = "import"


def add_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "--user", help="In whose name. Default: an account to which nobody can sign in."
    )


def account(name: str | None) -> User:
    """The account of a name; raises CommandError for one that is not there."""
    if name is None:
        user, created = User.objects.get_or_create(username=IMPORT, defaults={"is_active": False})
        if created:
            user.set_unusable_password()
            user.save()
        return user
    try:
        return User.objects.get(username=name)
    except User.DoesNotExist:
        raise CommandError(f"There is no account “{name}”.") from None
