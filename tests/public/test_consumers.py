"""What programs of others make of our answers: a consumer of oEmbed, a library of annotations."""

import json
import shutil
import subprocess
from pathlib import Path
from urllib.request import urlopen

import pytest
from micawber import Provider

from factcheck.models import PublicArticle, PublicClaim
from tests.public.pages import read
from tests.some import some

pytestmark = pytest.mark.system

LIBRARY = ("dom-anchor-text-quote@4.0.2", "jsdom@26.1.0")
# Finds each selector in the page's document, as a browser's extension would.
FIND = """
const { readFileSync } = require("fs");
const { JSDOM } = require("jsdom");
const { toRange } = require("dom-anchor-text-quote");
const { page, selectors } = JSON.parse(readFileSync(0, "utf8"));
const { document } = new JSDOM(page).window;
globalThis.document = document;
globalThis.NodeFilter = document.defaultView.NodeFilter;
const [text, title] = [".text", "h1"].map((place) => document.querySelector(place));
const find = (each) => toRange(text, each) ?? toRange(title, each);
console.log(JSON.stringify(selectors.map((each) => find(each)?.toString() ?? "")));
"""


def got(address: str) -> str:
    with urlopen(address) as answer:  # ours
        return str(answer.read().decode())


@pytest.mark.django_db
def test_a_consumer_of_oembed_shows_cards(seeded_site: str) -> None:
    claim, article = PublicClaim.objects.reviewed()[0], PublicArticle.objects.get()
    provider = Provider(f"{seeded_site}/oembed")
    for page in (claim, article):
        shown = provider.request(seeded_site + page.get_absolute_url(), maxwidth=500)
        assert (shown["type"], shown["width"]) == ("rich", 500)
        frame = read(shown["html"]).one("iframe")
        assert read(got(frame.attributes["src"])).one("h1", class_="embed__headline")


@pytest.mark.skipif(not shutil.which("npm"), reason="There is no npm to bring the library.")
@pytest.mark.django_db
def test_a_library_of_annotations_places_every_claim_in_the_text(
    seeded_site: str, tmp_path: Path
) -> None:
    path = PublicArticle.objects.get().get_absolute_url()
    items = json.loads(got(f"{seeded_site}{path}annotations.json"))["first"]["items"]
    selectors = [item["target"][1]["selector"] for item in some(items)]
    install = ["npm", "install", "--prefix", str(tmp_path), "--no-save", "--no-audit", "--no-fund"]
    subprocess.run([*install, *LIBRARY], check=True, capture_output=True)
    asked = json.dumps({"page": got(seeded_site + path), "selectors": selectors})
    found = subprocess.run(
        ["node", "-e", FIND], input=asked, cwd=tmp_path, check=True, capture_output=True, text=True
    )
    for selector, words in zip(selectors, json.loads(found.stdout), strict=True):
        # The number of a claim within another stands in the page's text, too.
        assert words.split()[:3] == selector["exact"].split()[:3]
