"""What people set for themselves: the name that readers see, their language, their notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from factcheck.models import User
from factcheck.models.vocabulary import Notice

NOTICES = forms.MultipleChoiceField(
    label=_("Notices by e-mail"),
    help_text=User._meta.get_field("notices").help_text,
    choices=Notice.choices,
    required=False,
    widget=forms.CheckboxSelectMultiple,
)


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    notices = NOTICES

    class Meta:
        model = User
        fields = ["byline", "language", "email", "notices"]
