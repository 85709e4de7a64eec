"""Days on which the desk did something, or heard something: none of them is to come."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def not_to_come(day: date) -> None:
    """Raise ValidationError for a day after today, in the newsroom's time zone."""
    if day > timezone.localdate():
        raise ValidationError(_("This day is still to come: give the day on which it was done."))
