"""SVG's path data as lines to draw: https://www.w3.org/TR/SVG2/paths.html#PathData."""

import cmath
import math
import re
from collections.abc import Iterator

# Points are complex numbers: x, and y times i.
Line = list[complex]

TOKEN = re.compile(r"[MmLlHhVvCcSsAaZz]|[-+]?(?:\d*\.\d+|\d+)(?:e[-+]?\d+)?")
ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "A": 7, "Z": 0}
STEPS = 24


def lines(data: str) -> list[Line]:
    """Flatten a path's subpaths; a closed one ends where it began."""
    found: list[Line] = []
    at, control = 0j, 0j
    for command, values in _commands(data):
        upper = command.upper()
        origin = at if command.islower() else 0j
        points = [origin + complex(x, y) for x, y in zip(values[::2], values[1::2], strict=False)]
        if upper == "M":
            found.append([points[0]])
        elif upper == "Z":
            found[-1].append(found[-1][0])
        elif upper == "L":
            found[-1].append(points[0])
        elif upper == "H":
            found[-1].append(complex(origin.real + values[0], at.imag))
        elif upper == "V":
            found[-1].append(complex(at.real, origin.imag + values[0]))
        elif upper == "A":
            end = origin + complex(values[5], values[6])
            found[-1] += _arc(at, end, values[0], bool(values[3]), bool(values[4]))
        else:
            first = points[0] if upper == "C" else 2 * at - control
            control, end = points[-2:]
            found[-1] += _bezier(at, first, control, end)
        at = found[-1][-1]
        if upper not in "CS":
            control = at
    return found


def circle(x: float, y: float, radius: float) -> Line:
    steps = 4 * STEPS
    return [
        complex(x, y) + cmath.rect(radius, 2 * math.pi * step / steps) for step in range(steps + 1)
    ]


def dashes(line: Line, dash: float, gap: float) -> Iterator[Line]:
    """Cut a line into dashes."""
    current, left, drawing = [line[0]], dash, True
    for end in line[1:]:
        while (length := abs(end - current[-1])) > left:
            cut = current[-1] + (end - current[-1]) * left / length
            if drawing:
                yield [*current, cut]
            current, drawing = [cut], not drawing
            left = dash if drawing else gap
        current.append(end)
        left -= length
    if drawing:
        yield current


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    tokens, command = TOKEN.findall(data), ""
    while tokens:
        if tokens[0].isalpha():
            command = tokens.pop(0)
        count = ARGUMENTS[command.upper()]
        yield command, [float(token) for token in tokens[:count]]
        del tokens[:count]
        # Further points after the first one are lines.
        command = {"M": "L", "m": "l"}.get(command, command)


def _bezier(a: complex, b: complex, c: complex, d: complex) -> Line:
    return [
        (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t**2 * c + t**3 * d
        for t in (step / STEPS for step in range(1, STEPS + 1))
    ]


def _arc(start: complex, end: complex, radius: float, large: bool, sweep: bool) -> Line:
    """An arc of a circle, which is all that our icons have."""
    chord = end - start
    height = math.sqrt(max(radius**2 - abs(chord) ** 2 / 4, 0))
    side = 1 if large != sweep else -1
    centre = (start + end) / 2 + side * height * chord / abs(chord) * 1j
    first, last = cmath.phase(start - centre), cmath.phase(end - centre)
    if sweep and last < first:
        last += 2 * math.pi
    if not sweep and last > first:
        last -= 2 * math.pi
    turn = last - first
    radius = abs(start - centre)
    return [centre + cmath.rect(radius, first + turn * n / STEPS) for n in range(1, STEPS + 1)]
