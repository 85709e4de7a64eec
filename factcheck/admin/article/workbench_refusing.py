"""To say at the workbench that a sentence carries no claim, and to take that back."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from factcheck.admin.article.workbench_text import Workbench
from factcheck.anchoring import Sentence
from factcheck.models.refused_sentence import digest_of

REFUSE, TAKE_BACK = "refuse", "take_back"
WORDS = 8


def is_asked(data: dict[str, str]) -> bool:
    """Whether a form was sent by one of these buttons, and not for a claim."""
    return REFUSE in data or TAKE_BACK in data


def decide(bench: Workbench) -> Sentence | None:
    """Do what the button says with its sentence; the sentence to go on with."""
    request = bench.request
    if not bench.may_add:
        raise PermissionDenied
    digest = request.POST.get(REFUSE) or request.POST.get(TAKE_BACK, "")
    sentence = bench.unclaimed.of(digest)
    if sentence is None:
        said = _("This sentence is not in the text any more, or has a claim by now.")
        messages.warning(request, said)
        return None
    if TAKE_BACK in request.POST:
        take_back(bench, sentence)
        return sentence
    bench.article.refused_sentences.get_or_create(
        digest=digest, defaults={"refused_by": request.user}
    )
    place = {"start": sentence.start, "end": sentence.end}
    said = _("Not a claim: “%(words)s”")
    messages.success(
        request,
        format_html(
            '{} <a href="?{}" aria-keyshortcuts="Alt+Z">{}</a>',
            said % {"words": Truncator(sentence.text).words(WORDS)},
            urlencode(bench.filters | place),
            _("Show it"),
        ),
    )
    return bench.unclaimed.next((sentence.start, sentence.end))


def take_back(bench: Workbench, sentence: Sentence) -> None:
    bench.article.refused_sentences.filter(digest=digest_of(sentence.text)).delete()
