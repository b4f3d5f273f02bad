"""Longitudes, latitudes and counts in; positions, sizes and a land outline to draw out.

The map shows the world without borders, in the Equal Earth projection: areas are true, so that no
part of the world looks larger than it is.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from atlas import lettering

WIDTH = 2000
"""The width of the map in its own units; every other length is in them too."""

IMAGE = "assets/land.svg"
"""Where the land alone stands on the site, for maps of a place."""

_MIDDLE = 11.0
"""The middle meridian, in degrees: the map then ends in the Bering Strait and parts no land."""
_NORTH, _SOUTH = 84.0, -57.0
"""The parallels between which all land lies that is drawn; see ``web/land.js``."""
_MARGIN = 20

# Šavrič, Patterson and Jenny (2018), “The Equal Earth map projection”, International Journal of
# Geographical Information Science 33(3), doi:10.1080/13658816.2018.1504949.
_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2

_LARGEST = 66.0
"""The radius of the symbol with the highest count."""
_ONE = 16.0
"""The largest radius that a count of one may have, on a map with few entries."""


@dataclass(frozen=True, slots=True)
class Point:
    """A position on the map: to the right of its left edge, below its upper one."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Label:
    """A text on the map, centred at a point, and the key of what it names."""

    key: str
    text: str
    point: Point


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Return where the Equal Earth projection of the unit sphere puts a point, y to the north.

    Args:
        longitude: degrees east of the middle meridian, -180 to 180.
        latitude: degrees, -90 to 90.
    """
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    across = _M * (_A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square))
    x = math.radians(longitude) * math.cos(theta) / across
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x, y


_SCALE = (WIDTH / 2 - _MARGIN) / equal_earth(180, 0)[0]
_TOP = equal_earth(0, _NORTH)[1]

HEIGHT = round(_SCALE * (_TOP - equal_earth(0, _SOUTH)[1]) + 2 * _MARGIN)
"""The height of the map in its own units."""


def position(longitude: float, latitude: float) -> Point:
    """Return where on the map a point lies, given in degrees."""
    east = longitude - _MIDDLE
    # A half stays: the two ends of the map are not one, although they are one meridian.
    x, y = equal_earth(east - 360 * round(east / 360), latitude)
    return Point(WIDTH / 2 + _SCALE * x, _MARGIN + _SCALE * (_TOP - y))


def middle(points: Sequence[Point]) -> Point:
    """Return the point in the middle of ``points``, of which there is at least one."""
    return Point(
        sum(point.x for point in points) / len(points),
        sum(point.y for point in points) / len(points),
    )


@cache
def land() -> str:
    """Return the outline of all land as the data of an SVG path, in whole units of the map.

    The outline is Natural Earth's (1:110 million, public domain), as ``web/land.js`` left it.
    """
    rings = json.loads(Path(__file__).with_name("land.json").read_text(encoding="utf-8"))
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: Iterable[tuple[float, float]]) -> str:
    """Return a ring as steps from point to point; what is too small to be seen vanishes."""
    placed = [position(*point) for point in ring]
    points = [(round(point.x), round(point.y)) for point in placed]
    steps = [(x - a, y - b) for (a, b), (x, y) in pairwise(points)]
    moves = [step for step in steps if step != (0, 0)]
    if len(moves) < 3:
        return ""
    drawn = "".join(f"{_signed(x)}{_signed(y)}" for x, y in moves).removeprefix("+")
    return f"M{points[0][0]} {points[0][1]}l{drawn.replace('+', ' ')}z"


def _signed(number: int) -> str:
    """Return a number with its sign, which separates it from the one before."""
    return f"{number:+d}"


def image() -> bytes:
    """Return the land as an SVG file, in a grey that is seen on light and on dark paper."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<path fill="#6f8583" fill-opacity=".42" d="{land()}"/></svg>\n'
    ).encode()


def unit(most: int) -> float:
    """Return the radius of a count of one, where ``most`` is the highest; area tells the count."""
    return min(_ONE, _LARGEST / math.sqrt(max(most, 1)))


def radius(count: int, most: int) -> float:
    """Return the radius of the symbol of a count, where ``most`` is the highest."""
    return round(unit(most) * math.sqrt(count), 1)


def steps(most: int) -> list[int]:
    """Return up to three round counts, 1, 2 or 5 of a power of ten, to explain the sizes by."""
    rounds = [digit * 10**power for power in range(len(str(max(most, 1)))) for digit in (1, 2, 5)]
    below = [count for count in rounds if count <= max(most, 1)]
    return sorted({below[0], below[len(below) // 2], below[-1]}, reverse=True)


def apart(
    labels: Iterable[Label], size: float, symbols: Sequence[tuple[Point, float]] = ()
) -> list[Label]:
    """Return ``labels`` where they cover neither a symbol nor one another.

    A label that has no room at its point takes the nearest there is, not far away, as the name of
    a region may stand anywhere in it; one that finds none is left out.

    Args:
        labels: the most important first.
        size: the height of their letters.
        symbols: where the symbols stand, and their radii.
    """
    kept: list[Label] = []
    gap = _GAP * size
    taken = [_Box(p.x - r, p.y - r, p.x + r, p.y + r) for p, r in symbols]
    for label in labels:
        half = lettering.length(label.text) * size / 2
        for across, down in _MOVES:
            x, y = label.point.x + across, label.point.y + down
            box = _Box(x - half, y - size * 0.6, x + half, y + size * 0.6)
            if box.is_on_map() and not any(box.meets(other) for other in taken):
                kept.append(Label(label.key, label.text, Point(x, y)))
                taken.append(_Box(box.left - gap, box.top, box.right + gap, box.bottom))
                break
    return kept


_GAP = 0.5
"""What is left free between labels on one line, in heights of their letters."""

_FARTHEST = 90
_STEP = 15
_MOVES = sorted(
    (
        (across, down)
        for across in range(-_FARTHEST, _FARTHEST + 1, _STEP)
        for down in range(-_FARTHEST, _FARTHEST + 1, _STEP)
        if math.hypot(across, down) <= _FARTHEST
    ),
    key=lambda move: (math.hypot(*move), move),
)
"""How a label may move from its point, the nearest first."""


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def is_on_map(self) -> bool:
        return self.left > 0 and self.right < WIDTH and self.top > 0 and self.bottom < HEIGHT

    def meets(self, other: _Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom
