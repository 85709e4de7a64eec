"""Fail if a page or style sheet of the demo has an error in its markup, or is slow or hard to use.

The W3C checker reads every page that links lead to, in every language; Lighthouse scores three of
them in each language as a phone would. Both come by npm: where it cannot bring them, nothing is
checked, and this says so and passes.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
CHECKER, LIGHTHOUSE = "vnu-jar@26.9.27", "lighthouse@12.8.2"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ADMIN = ["/admin/login/"]
LANGUAGES = ("", "/es", "/ar")
CLAIM = re.compile(r"/claims/\d+/(?!history/)[^/]+/")
# What the checker does not know of CSS.
UNKNOWN = ".*“(field-sizing|line-clamp|scroll-initial-target|vector-effect)”.*"
WANTED = 100
# A busy machine makes a page slow that is not, and ends a browser early: the best of so many runs
# counts, and performance fails only below this.
RUNS, SLOW = 5, 90


@contextmanager
def demo(data: Path) -> Iterator[str]:
    """Run the demo; gives its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "manage.py", "demo", address]
    environment = os.environ | {"DATA_DIR": str(data), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        said = []
        for line in server.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                break
        else:
            sys.exit("The demo did not start:\n" + "".join(said))
        try:
            yield f"http://{address}"
        finally:
            server.terminate()


def crawl(site: str) -> dict[str, str]:
    """Every page by its path, as links lead from the front page; queries are not followed."""
    pages: dict[str, str] = {}
    waiting, seen = ["/", *ADMIN, "/no-such-page/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        address, kind, text = fetch(site + path)
        if kind != "text/html":
            continue
        pages[path] = text
        for link in re.findall(r'<a [^>]*?href="([^"]*)"', text):
            target = urlsplit(urldefrag(urljoin(address, link)).url)
            inside = target.geturl().startswith(site + "/") and "/admin/" not in target.path
            if inside and not target.query:
                waiting.append(target.path)
    return pages


def fetch(address: str) -> tuple[str, str, str]:
    """The address after redirects, the type and the text of what is there, an error page too."""
    try:
        answer = urlopen(address)  # noqa: S310
    except HTTPError as error:
        answer = error
    with answer:
        return answer.url, answer.headers.get_content_type(), answer.read().decode()


def markup_errors(pages: dict[str, str], tools: Path, folder: Path) -> list[str]:
    """What the W3C checker says against pages and style sheets."""
    for path, text in pages.items():
        (folder / (path.replace("/", "+") + ".html")).write_text(text)
    checker = str(tools / "node_modules/vnu-jar/build/dist/vnu.jar")
    styles = sorted(map(str, (ROOT / "factcheck/static").rglob("*.css")))
    found = []
    for files in (["--skip-non-html", str(folder)], ["--css", *styles]):
        command = ["java", "-jar", checker, "--errors-only", "--filterpattern", UNKNOWN, *files]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        found += result.stderr.splitlines()
    return found


def score(address: str, tools: Path) -> dict[str, int]:
    """Lighthouse's scores of a page; none where it broke off, which is told."""
    browser = next(filter(None, map(shutil.which, CHROMIUM)))
    result = subprocess.run(
        [
            *(tools / "node_modules/.bin/lighthouse", address, "--quiet", "--output=json"),
            "--chrome-flags=--headless=new --no-sandbox --disable-dev-shm-usage",
        ],
        env=os.environ | {"CHROME_PATH": browser},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        print(f"Lighthouse broke off at {address}: {result.stderr.strip()[-500:]}")
        return {}
    categories = json.loads(result.stdout)["categories"].values()
    return {category["title"]: round(category["score"] * 100) for category in categories}


def is_well(address: str, tools: Path) -> bool:
    """Whether Lighthouse is content with a page; prints its scores."""
    best: dict[str, int] = {}
    for _ in range(RUNS):
        for title, value in score(address, tools).items():
            best[title] = max(value, best.get(title, 0))
        if best and min(best.values()) >= WANTED:
            break
    print(f"Lighthouse: {address}: " + ", ".join(f"{title} {best[title]}" for title in best))
    return bool(best) and all(
        value >= (SLOW if title == "Performance" else WANTED) for title, value in best.items()
    )


def main() -> None:
    missing = [program for program in ("npm", "java") if not shutil.which(program)]
    if missing:
        print(f"Pages: NOT CHECKED, there is no {' and no '.join(missing)} here")
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        tools, data, folder = (Path(name) / part for part in ("tools", "data", "pages"))
        for made in (tools, folder):
            made.mkdir()
        install = ["npm", "install", "--prefix", str(tools), "--no-save", "--no-audit", "--no-fund"]
        brought = subprocess.run([*install, CHECKER, LIGHTHOUSE], check=False, capture_output=True)
        if brought.returncode:
            print("Pages: NOT CHECKED, the checkers could not be installed")
            return
        with demo(data) as site:
            pages = crawl(site)
            errors = markup_errors(pages, tools, folder)
            print(f"W3C checker: {len(pages)} pages, {len(errors)} errors")

            def is_own(path: str) -> bool:
                # What is not translated names its original, which Lighthouse takes for a fault.
                return f'<link rel="canonical" href="{site}{path}"' in pages[path]

            article = next(path for path in pages if re.fullmatch(r"/articles/[^/]+/", path))
            claim = next(path for path in pages if CLAIM.fullmatch(path) and is_own("/es" + path))
            wanted = [
                f"{language}{path}" for language in LANGUAGES for path in ("/", article, claim)
            ]
            well = [is_well(site + path, tools) for path in wanted if is_own(path)]
    if errors:
        sys.exit("\n".join(errors[:50]))
    if not all(well):
        sys.exit(f"Lighthouse: a score is below {WANTED}, or performance below {SLOW}")


if __name__ == "__main__":
    main()
