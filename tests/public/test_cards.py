"""The pictures that social media show of claims and articles."""

import io
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from factcheck.models import Claim, PublicArticle, PublicClaim, VerificationStatus
from factcheck.models.acts import Verb
from factcheck.models.vocabulary import PublicationKind, Stage
from factcheck.public.caching import PUBLIC
from factcheck.public.cards import fonts, lettering, paths, sheet
from factcheck.public.cards.article_card import ArticleCard, Part, article_card
from factcheck.public.cards.article_card import draw as draw_article
from factcheck.public.cards.claim_card import ClaimCard, claim_card
from factcheck.public.cards.claim_card import draw as draw_claim
from factcheck.public.cards.icons import icon
from factcheck.public.cards.lettering import HEADLINE, LABEL, can_be_written, fit
from factcheck.public.claim.review import Review
from factcheck.public.scale.balance import balance
from tests.public.amending import amend, taken_back, withdraw
from tests.workflow.newsroom import Newsroom

RED = (177, 16, 42)
CARD = ClaimCard(
    verdict="False",
    colour="red",
    icon="cross",
    headline="The bridge cost ten million",
    speakers="The ministry",
    claimed_by="Claimed by",
    role="builder of bridges",
    remark="",
    article="From The Herald: “The bridge”",
    site="factcheck",
)


def card(claim: Claim) -> ClaimCard:
    public = PublicClaim.objects.for_list().with_publication().get(pk=claim.pk)
    return claim_card(public, Review(public.publication))


def picture(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def margins(image: Image.Image) -> list[Image.Image]:
    """What must stay empty, left and right of what is written."""
    right = sheet.WIDTH - sheet.MARGIN + 4
    return [image.crop((0, 20, 60, 630)), image.crop((right, 20, 1200, 630))]


# What they say


def test_a_claim_s_card_has_verdict_headline_speaker_article_and_site(desk: Newsroom) -> None:
    desk.change(claim := desk.claim(), speaker_role="builder of bridges")
    desk.bring(claim, Stage.PUBLISHED)
    assert card(claim) == ClaimCard(
        verdict="True",
        colour="green",
        icon="check",
        headline="The bridge cost ten million",
        speakers="The ministry",
        claimed_by="Claimed by",
        role="builder of bridges",
        remark="",
        article="From The Herald: “The bridge”",
        site="factcheck",
    )


@pytest.mark.parametrize(
    ("kind", "remark"),
    [(PublicationKind.CORRECTION, "Corrected on "), (PublicationKind.UPDATE, "Updated on ")],
)
def test_it_says_that_a_review_was_changed(desk: Newsroom, kind: Any, remark: str) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    amend(desk, claim, "We had misread the audit.", kind, status_id="false")
    changed = card(claim)
    assert changed.verdict == "False"
    assert changed.remark.startswith(remark)


def test_it_says_that_a_review_was_withdrawn_and_nothing_of_its_verdict(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    withdraw(desk, claim, "The audit was forged.")
    withdrawn = card(claim)
    assert (withdrawn.verdict, withdrawn.colour) == ("Review withdrawn", "grey")
    assert withdrawn.remark.startswith("Withdrawn on ")


def test_it_says_that_a_review_is_being_looked_at_again(desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote.")
    assert card(claim).remark == "We are looking at this again"


def test_it_says_where_the_rating_is_of_whether_something_was_said(desk: Newsroom) -> None:
    claim = desk.bring(desk.claim(kind="quote", subject="saying"), Stage.PUBLISHED)
    assert card(claim).remark == "Was it said?"


def test_an_article_s_card_has_title_progress_and_the_spread(desk: Newsroom) -> None:
    desk.claim_in(Stage.PUBLISHED)
    desk.bring(desk.claim(status_id="false"), Stage.PUBLISHED)
    article = PublicArticle.objects.get()
    shown = article_card(
        article, balance(article.claims.status_counts(), VerificationStatus.objects.all())
    )
    assert (shown.title, shown.progress) == ("The bridge", "2 of 2 claims checked")
    assert shown.published == "The Herald · 1 May 2024"
    assert shown.parts == (Part("True", "green", "check", 1), Part("False", "red", "cross", 1))


# How they are served


def test_cards_are_pictures_of_the_size_that_social_media_ask_for(
    client: Client, desk: Newsroom
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    for address in (f"/claims/{claim.pk}/card.png", "/articles/bridge/card.png"):
        response = client.get(address)
        assert response["Content-Type"] == "image/png"
        assert response["Cache-Control"] == PUBLIC
        assert picture(response.content).size == (1200, 630)
        assert len(response.content) < 100_000


def test_a_card_is_sent_again_only_after_its_claim_was_published_again(
    client: Client, desk: Newsroom
) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    address = f"/claims/{claim.pk}/card.png"
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    amend(desk, claim, "A slip.", status_id="false")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_drafts_change_no_card(client: Client, desk: Newsroom) -> None:
    claim = desk.claim_in(Stage.PUBLISHED)
    desk.move(claim, Verb.REOPEN, desk.ana, comment="A reader wrote.")
    before = client.get(f"/claims/{claim.pk}/card.png")["ETag"]
    desk.change(claim, headline="A draft", status_id="false")
    assert client.get(f"/claims/{claim.pk}/card.png")["ETag"] == before


def test_what_is_not_public_has_no_card(client: Client, desk: Newsroom) -> None:
    for claim in (desk.claim(), taken_back(desk, "It is no claim.")):
        assert client.get(f"/claims/{claim.pk}/card.png").status_code == 404
    assert client.get("/articles/nothing/card.png").status_code == 404


# How they are drawn


def test_the_verdict_s_colour_runs_along_the_top() -> None:
    red, green, blue = picture(draw_claim(CARD)).getpixel((600, 5))  # type: ignore[misc]
    assert abs(red - RED[0]) + abs(green - RED[1]) + abs(blue - RED[2]) < 12


@pytest.mark.parametrize(
    "headline",
    [
        "W" * 75,
        "WWWWWW MMMMMM " * 5,
        "قال الوزير إن 60 شخصا قتلوا في الاحتجاجات",
        "Министр: 60 погибших в городе Лодзь (Łódź)",
        "一座桥花了一千万",
        "",
        "<b>bold</b> & “quoted”",
    ],
)
def test_no_headline_breaks_a_card(headline: str) -> None:
    long = "An Extraordinarily Long Name of a Ministry " * 5
    image = picture(draw_claim(replace(CARD, headline=headline, speakers=long, article=long)))
    for margin in margins(image):
        assert len(margin.getcolors() or []) == 1, "something is written in the margin"


def test_a_card_in_arabic_begins_at_the_right() -> None:
    arabic = replace(CARD, verdict="زائف", claimed_by="قاله", headline="الجسر", speakers="الوزارة")
    image = picture(draw_claim(arabic))
    for top, bottom in ((150, 250), (470, 530)):
        left, right = (image.crop((x, top, x + 400, bottom)) for x in (64, 736))
        assert len(left.getcolors(9_999) or []) == 1
        assert len(right.getcolors(9_999) or []) > 1


# Hieroglyphs and other scripts in one: no font has all of them.
UNWRITABLE = "\U00013000\U000142ff\U0001e900"


def test_there_is_no_picture_of_a_verdict_without_its_claim(client: Client, desk: Newsroom) -> None:
    claim = desk.bring(desk.claim(headline=UNWRITABLE), Stage.PUBLISHED)
    assert client.get(f"/claims/{claim.pk}/card.png").status_code == 404
    page = client.get(f"/claims/{claim.pk}/", follow=True).content.decode()
    assert "og:image" not in page
    assert "card.png" not in page


@pytest.mark.parametrize(
    "text", ["ⵜⴰⵎⴰⵣⵉⵖⵜ", "一座桥花了一千万", "पुल", "สะพาน", "다리", "橋は千万", "गंगा 60"]
)
def test_what_ours_cannot_write_is_written_in_a_font_of_the_machine(text: str) -> None:
    if not fonts.face_for(text, fonts.SANS):
        pytest.skip("no font is installed that can write it")
    assert can_be_written(text)
    for words in (fit(text * 5, HEADLINE, [60, 44, 32], 400, 165), fit(text, LABEL, [26], 600)):
        assert words.lines
        assert words.width <= 600


def test_what_is_isolated_is_written_as_if_it_were_not() -> None:
    assert fit("\u2068The Herald\u2069, 2024", LABEL, [26], 600).width == pytest.approx(
        fit("The Herald, 2024", LABEL, [26], 600).width
    )


def test_lines_break_between_chinese_characters_and_not_before_their_full_stops() -> None:
    units = [unit for _joint, unit in lettering._units("桥花了。The bridge 「千」")]
    assert units == ["桥", "花", "了。", "The", "bridge", "「千」"]


def test_an_article_s_card_keeps_all_statuses_in_its_legend() -> None:
    parts = tuple(Part("Ein recht langer Name", "red", "cross", 1_234) for _ in range(8))
    card = ArticleCard("W" * 300, "The Herald", "9 of 9", parts, "Checked", "factcheck")
    for margin in margins(picture(draw_article(card))):
        assert len(margin.getcolors() or []) == 1, "something is written in the margin"


@given(text=st.text(max_size=120), width=st.integers(200, 1072))
def test_no_line_is_wider_than_its_place(text: str, width: int) -> None:
    for words in (fit(text, HEADLINE, [60, 44, 32], width, 165), fit(text, LABEL, [26], width)):
        assert words.width <= width
        assert words.height <= 165


def test_no_text_is_too_long_to_be_shortened() -> None:
    [line] = fit("W" * 1_000_000, LABEL, [26], 400).lines
    assert line.endswith("W…")


def test_text_from_right_to_left_is_not_written_where_it_cannot_be_shaped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arabic = "قال الوزير"
    assert fit(arabic, HEADLINE, [40], 600).right_to_left
    monkeypatch.setattr(fonts, "shapes_text", lambda: False)
    assert fit(arabic, HEADLINE, [40], 600).lines == []


@pytest.mark.parametrize("name", VerificationStatus.Icon.values)
def test_each_status_has_a_shape_of_its_own(name: str) -> None:
    outlines = {
        each: icon(each, 48, "#000000", "#ffffff").getchannel("A").tobytes()
        for each in VerificationStatus.Icon.values
    }
    assert any(outlines[name])
    assert [each for each, outline in outlines.items() if outline == outlines[name]] == [name]


# Paths


def test_a_path_is_followed_relative_and_absolute() -> None:
    [line] = paths.lines("M1 1h2v2l-1 1H1z")
    assert line == [1 + 1j, 3 + 1j, 3 + 3j, 2 + 4j, 1 + 4j, 1 + 1j]


def test_an_arc_stays_on_its_circle_and_ends_where_it_should() -> None:
    [line] = paths.lines("M10 0a10 10 0 1 1 -10 10")
    assert all(abs(abs(point - (10 + 10j)) - 10) < 1e-9 for point in line)
    assert abs(line[-1] - (0 + 10j)) < 1e-9


def test_a_curve_goes_on_smoothly() -> None:
    [line] = paths.lines("M0 0c0 1 1 2 2 2s2 1 2 2")
    assert abs(line[-1] - (4 + 4j)) < 1e-9
    assert len(line) == 1 + 2 * paths.STEPS


def test_dashes_leave_gaps() -> None:
    assert list(paths.dashes([0j, 10 + 0j], 3, 2)) == [[0j, 3 + 0j], [5 + 0j, 8 + 0j]]
