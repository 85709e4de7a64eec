"""An article's text is kept as revisions, each written once."""

import hashlib

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factcheck.models import Article, ArticleRevision, VerificationStatus
from tests.models.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def test_the_first_revision_has_number_one_and_the_digest_of_its_text() -> None:
    revision = make_article("Élan").revisions.get()

    assert revision.number == 1
    assert revision.sha256 == hashlib.sha256("Élan".encode()).hexdigest()


def test_the_next_revision_has_the_next_number_and_is_the_current_one() -> None:
    article = make_article("One")

    ArticleRevision(article=article, body="Two").save()

    assert article.current_revision is not None
    assert (article.current_revision.number, article.current_revision.body) == (2, "Two")


def test_an_article_without_text_has_no_revision() -> None:
    assert make_article(text="").current_revision is None


def test_a_revision_is_written_once() -> None:
    revision = make_article().revisions.get()
    revision.body = "Something else"

    with pytest.raises(ValueError, match="A revision is written once: add a new one"):
        revision.save()


def test_the_database_refuses_the_same_number_twice() -> None:
    article = make_article("One")

    with pytest.raises(IntegrityError, match="revision_number_once"), transaction.atomic():
        ArticleRevision(article=article, number=1, body="Two").save()


def test_the_database_refuses_a_revision_without_text() -> None:
    article = make_article()

    with pytest.raises(IntegrityError, match="revision_has_text"), transaction.atomic():
        ArticleRevision(article=article, body="").save()


def test_an_address_belongs_to_one_article() -> None:
    make_article(url="https://daily.example/dead")
    again = Article(
        slug="again",
        title="Again",
        publisher="The Daily",
        published_on="2023",
        url="https://daily.example/dead",
    )

    with pytest.raises(ValidationError) as refusal:
        again.full_clean()

    assert refusal.value.messages == ["There is an article with this address already."]
    with pytest.raises(IntegrityError, match="article_url_once"), transaction.atomic():
        again.save()


def test_any_number_of_articles_have_no_address() -> None:
    make_article(url="")

    make_article(url="").full_clean()


def test_a_notice_is_optional() -> None:
    make_article(notice={}).full_clean()


def test_the_database_refuses_a_bad_date() -> None:
    with pytest.raises(IntegrityError, match="article_published_on_is_partial_date"):
        make_article(published_on="2023/02")


@pytest.mark.parametrize("name", ["title", "publisher", "published_on"])
def test_an_article_has_what_its_page_says_of_it(name: str) -> None:
    article = make_article()
    setattr(article, name, "")

    with pytest.raises(ValidationError) as refusal:
        article.full_clean()
    assert refusal.value.message_dict[name] == ["This field cannot be blank."]
    with pytest.raises(IntegrityError, match="article_is_named"), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(**{name: ""})


def test_progress_counts_a_claim_as_left_until_its_check_is_over() -> None:
    article = make_article()
    make_claim(article, "49 deaths")
    make_claim(article, "60 people died", status=VerificationStatus.objects.get(pk="false"))

    progress = Article.objects.with_progress().get()

    assert (progress.claim_count, progress.facts_left) == (2, 2)  # type: ignore[attr-defined]
