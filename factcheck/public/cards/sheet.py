"""What all cards share: size, colours, and the site's name above a double rule."""

import io
import re
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw

from factcheck.bidi import is_right_to_left
from factcheck.public.cards.lettering import LABEL, LABEL_STRONG, STRONG, fit, write

SIZE = WIDTH, HEIGHT = 1200, 630
MARGIN = 64
INNER = WIDTH - 2 * MARGIN
# Where the double rule ends, and where the foot begins.
RULE, FOOT = 113, 548
STYLESHEET = Path(__file__).parents[2] / "static" / "factcheck" / "site.css"


@cache
def colours() -> dict[str, str]:
    """The site's colours on white, as its stylesheet has them."""
    light = STYLESHEET.read_text().split("@media")[0]
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", light)) | {"paper": "#ffffff"}


def tint(colour: str, share: float) -> str:
    """A colour mixed with white."""
    parts = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def sheet(paper: str, site: str, remark: str, foot: str) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """An empty card: the site's name and a remark at the top, a line at the foot."""
    image = Image.new("RGB", SIZE, paper)
    draw = ImageDraw.Draw(image)
    ink, muted = colours()["ink"], colours()["muted"]
    mirrored = is_right_to_left(remark)
    name, beside = (
        fit(site, STRONG, [42, 36, 30], INNER - 660),
        fit(remark, LABEL_STRONG, [26, 22], 640),
    )
    write(draw, (begin(MARGIN, name.width, mirrored), 44), name, ink)
    write(draw, (begin(MARGIN, beside.width, not mirrored), 56), beside, ink)
    draw.rectangle((MARGIN, 104, WIDTH - MARGIN, 107), fill=ink)
    draw.rectangle((MARGIN, 111, WIDTH - MARGIN, 112), fill=ink)
    if foot:
        draw.rectangle((MARGIN, FOOT, WIDTH - MARGIN, FOOT), fill=ink)
        write(draw, (MARGIN, FOOT + 22), fit(foot, LABEL, [26], INNER), muted, INNER)
    return image, draw


def begin(side: int, width: float, mirrored: bool) -> int:
    """Where something begins that stands so far from the side on which one begins to read."""
    return WIDTH - side - round(width) if mirrored else side


def png(image: Image.Image) -> bytes:
    # A card has few colours: a palette halves the file, and nobody sees the difference.
    file = io.BytesIO()
    image.quantize(128, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()
