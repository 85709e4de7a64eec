from django.core.management.commands import makemessages

READABLE = ["--no-wrap", "--add-location=file"]


class Command(makemessages.Command):
    """Collect the strings to translate; a string's line changes only with the string."""

    xgettext_options = [*makemessages.Command.xgettext_options, *READABLE]
    msgmerge_options = [*makemessages.Command.msgmerge_options, *READABLE]
    msguniq_options = [*makemessages.Command.msguniq_options, *READABLE]
    msgattrib_options = [*makemessages.Command.msgattrib_options, *READABLE]
