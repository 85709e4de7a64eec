"""Every word that readers see is cleaned where it enters, whichever way that is."""

from typing import Any, get_type_hints

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from factcheck.models import (
    Article,
    ArticleRevision,
    Citation,
    Claim,
    Evidence,
    ExternalReview,
    Finding,
    ReplyRequest,
    SearchLogEntry,
    Source,
    Speaker,
    Topic,
    Translation,
    VerificationStatus,
)
from factcheck.models import content as said
from factcheck.models.partial_date import PartialDateField
from factcheck.models.text_fields import PlainCharField, PlainTextField, PlainURLField
from factcheck.models.translated import TranslatedField
from tests.models.factories import make_article
from tests.some import some

PUBLISHED = [
    (Article, said.ArticleContent),
    (Claim, said.ReviewedClaim),
    (Citation, said.CheckedCitation),
    (Evidence, said.ShownEvidence),
    (Evidence, said.ConfidentialEvidence),
    (ExternalReview, said.ExternalReviewContent),
    (Finding, said.FindingContent),
    (ReplyRequest, said.ReplyContent),
    (SearchLogEntry, said.SearchContent),
    (Source, said.SourceContent),
    (Speaker, said.SpeakerContent),
    (Topic, said.TopicContent),
    (Translation, said.TranslationContent),
    (VerificationStatus, said.StatusContent),
]
PLAIN = (PlainCharField, PlainTextField, PlainURLField, PartialDateField, TranslatedField)


@pytest.mark.parametrize(("model", "content"), PUBLISHED)
def test_every_text_of_a_publication_is_a_plain_one(model: Any, content: Any) -> None:
    columns = {field.name: field for field in model._meta.concrete_fields}
    for name in some(get_type_hints(content).keys() & columns.keys()):
        field = columns[name]
        is_text = isinstance(field, models.CharField | models.TextField)
        is_chosen = field.choices or isinstance(field, models.SlugField) or name == "language"
        # A quote is the article's own words, which are cleaned as they enter with it.
        if is_text and not is_chosen and name != "quote":
            assert isinstance(field, PLAIN), f"{model.__name__}.{name}"


def test_rows_that_are_added_without_a_form_are_cleaned(db: None) -> None:
    speaker = Speaker.objects.create(slug="x", name="<b>A\u00adda</b>\u202e", kind="person")
    speaker.refresh_from_db()
    assert speaker.name == "Ada"


def test_rows_that_are_checked_first_are_cleaned_then() -> None:
    speaker = Speaker(slug="x", name="\u3164", kind="person")
    with pytest.raises(ValidationError) as refused:
        speaker.clean_fields()
    assert "name" in refused.value.message_dict


def test_what_is_stored_is_left_as_it_is(db: None) -> None:
    speaker = Speaker.objects.create(slug="x", name="Ada", kind="person")
    Speaker.objects.update(name="A\u00adda")
    speaker.refresh_from_db()
    speaker.save()
    speaker.full_clean()
    assert speaker.name == "A\u00adda"


def test_the_text_of_an_article_is_cleaned_before_its_digest_is_taken(db: None) -> None:
    revision = ArticleRevision(article=make_article(""), body="<p>One.</p><p>T\u00adwo.</p>")
    revision.save()
    revision.refresh_from_db()
    assert revision.body == "One.\n\nTwo."
