"""The icons of the statuses, drawn from the file that the pages use."""

from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

from factcheck.public.cards import paths

FILE = Path(__file__).parents[2] / "static" / "factcheck" / "icons.svg"
SVG = "{http://www.w3.org/2000/svg}"
VIEW = 24
# Pillow's shapes have hard edges, so they are drawn larger and then reduced.
OVERSAMPLING = 4


def icon(name: str, size: int, colour: str, glyph: str) -> Image.Image:
    """Draw a symbol in a square; `glyph` is the colour of what is cut out of its shape."""
    scale = size * OVERSAMPLING / VIEW
    image = Image.new("RGBA", (size * OVERSAMPLING,) * 2)
    draw = ImageDraw.Draw(image)
    for element in _symbols()[name]:
        attributes = element.attrib
        for line in _lines(element):
            if attributes.get("fill") != "none":
                fill = colour if attributes["fill"] == "currentColor" else glyph
                draw.polygon([_point(p * scale) for p in line], fill=fill)
            if stroke := attributes.get("stroke"):
                width = float(attributes["stroke-width"])
                pen = colour if stroke == "currentColor" else glyph
                for part in _dashed(line, attributes.get("stroke-dasharray")):
                    _stroke(draw, [p * scale for p in part], width * scale, pen)
    return image.resize((size, size), Image.Resampling.LANCZOS)


@cache
def _symbols() -> dict[str, ET.Element]:
    root = ET.parse(FILE).getroot()  # noqa: S314 - a file of ours
    return {symbol.attrib["id"]: symbol for symbol in root.iter(f"{SVG}symbol")}


def _lines(element: ET.Element) -> list[paths.Line]:
    values = element.attrib
    number = {name: float(v) for name, v in values.items() if v.replace(".", "", 1).isdigit()}
    match element.tag.removeprefix(SVG):
        case "path":
            return paths.lines(values["d"])
        case "circle":
            return [paths.circle(number["cx"], number["cy"], number["r"])]
        case "rect":
            return [_rectangle(*(number[name] for name in ("x", "y", "width", "height", "rx")))]
        case other:
            raise NotImplementedError(f"Teach the cards to draw <{other}>.")


def _rectangle(x: float, y: float, width: float, height: float, radius: float) -> paths.Line:
    """Round corners, one after the other."""
    corner, r = f"{radius} {radius} 0 0 1", radius
    across, down = width - 2 * r, height - 2 * r
    return paths.lines(
        f"M{x + r} {y}h{across}a{corner} {r} {r}v{down}a{corner} -{r} {r}"
        f"h-{across}a{corner} -{r} -{r}v-{down}a{corner} {r} -{r}z"
    )[0]


def _dashed(line: paths.Line, pattern: str | None) -> list[paths.Line]:
    return list(paths.dashes(line, *map(float, pattern.split()))) if pattern else [line]


def _stroke(draw: ImageDraw.ImageDraw, line: paths.Line, width: float, colour: str) -> None:
    """A line with round ends and corners."""
    draw.line([_point(p) for p in line], fill=colour, width=round(width))
    for p in line:
        draw.circle(_point(p), width / 2, fill=colour)


def _point(p: complex) -> tuple[float, float]:
    return p.real, p.imag
