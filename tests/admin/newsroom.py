"""People of the newsroom, and their forms."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client

from factcheck.models import Claim, User
from tests.models.factories import person

PASSWORD = "as good as any other"
GROUPS = {
    "ana": "Researchers",
    "carla": "Reviewers",
    "eva": "Publishers",
    "fay": "Desk editors",
    "gus": "Reader desk",
    "admin": None,
}


def member(name: str) -> User:
    """Make one of `GROUPS`, with an account of the group; the administrator may everything."""
    group = GROUPS[name]
    user = person(name)
    user.is_staff, user.is_superuser = True, group is None
    user.set_password(PASSWORD)
    user.save()
    if group:
        user.groups.add(Group.objects.get(name=group))
    return user


def at_work(user: User) -> Client:
    """The browser of somebody who has signed in."""
    client = Client()
    client.force_login(user)
    return client


def signed_in(name: str) -> Client:
    return at_work(member(name))


def hidden_of(response: Any) -> dict[str, Any]:
    """What a form says of the version that it shows, and of what it asks."""
    both = response.context.get("both")
    asked = {f"base-{each.key}": each.since for each in both.questions} if both else {}
    chosen = {f"choose-{each.key}": each.default for each in both.questions} if both else {}
    said = {"since": response.context.get("since"), **asked, **chosen}
    return {name: value for name, value in said.items() if value not in (None, "")}


def form_of(response: Any) -> dict[str, Any]:
    """What a browser would send back of a form page, inlines included."""
    data = hidden_of(response)
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form, *(form for f in formsets for form in f.forms)]
    for form in [*forms, *(formset.management_form for formset in formsets)]:
        for field in form:
            value = field.value()
            widget: Any = field.field.widget
            if hasattr(widget, "widgets_names"):
                names = [field.html_name + name for name in widget.widgets_names]
                parts = value if isinstance(value, list) else widget.decompress(value)
                data |= dict(zip(names, parts, strict=True))
            elif value is not None and value is not False:
                data[field.html_name] = value
    return data


def problems_of(response: Any) -> str:
    """All that a refused form complains of."""
    assert response.status_code == 200, "The form was not refused."
    errors = [[e] if isinstance(e, str) else e for e in response.context["errors"]]
    return " ".join(message for messages in errors for message in messages)


def save(client: Client, address: str, **changes: Any) -> Any:
    """Open a form, change some fields, send it."""
    opened = client.get(address)
    return client.post(address, form_of(opened) | changes)


def address_of(claim: Claim) -> str:
    return f"/admin/factcheck/claim/{claim.pk}/change/"


def add_to(article: Any) -> str:
    return f"/admin/factcheck/claim/add/?article={article.pk}"
