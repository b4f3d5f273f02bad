"""The neighbours of an entity in, a drawing of them out: positions, lines of text, shapes.

The entity stands in the middle, its neighbours in two columns beside it, so that their names are
legible on a narrow screen too. All lengths are in the drawing's own units, about a pixel each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from atlas.lettering import fitted, length

WIDTH = 380
"""The width of the drawing."""

LEAST = 3
"""With fewer neighbours there is nothing to see."""

HUES = 6
"""How many colours sections are told apart by; ``docs/assets/atlas.css`` has them."""

SHAPES = (
    "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0",
    "m-4.5-4.5h9v9h-9z",
    "m0-6l6 6-6 6-6-6z",
    "m0-6l6 10.5h-12z",
    "m0 6l-6-10.5h12z",
    "m0-6l5.2 3v6l-5.2 3-5.2-3v-6z",
    "m-2-6h4v4h4v4h-4v4h-4v-4h-4v-4h4z",
)
"""The shapes of entities, around a point, as the rest of an SVG path that moved there.

As their number and that of the colours have no common divisor, 42 sections look different.
"""

# As in docs/assets/atlas.css.
_LETTERS = 12.5
_SMALL = 10.5

_LINE = 15
_CAPTION = 16
_GAP = 7
"""What lies between two neighbours; targets are then 24 pixels apart on a narrow phone."""

_COLUMN = 127
_MARK = 140
"""How far from its edge a column's marks stand."""

_INSIDE_GROUP = 40
"""How much taller a drawing may be if none of its groups is parted."""


@dataclass(frozen=True, slots=True)
class Look:
    """How the entities of a section are drawn."""

    shape: str
    hue: int


@dataclass(frozen=True, slots=True)
class Item:
    """A neighbour: how it is known, what it is called, and by which words it is linked."""

    key: str
    name: str
    group: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A text in lines at its place; that of a neighbour has a mark beside it."""

    key: str
    lines: tuple[str, ...]
    x: int
    y: int
    mark_x: int = 0
    mark_y: int = 0


@dataclass(frozen=True, slots=True)
class Column:
    """One side of the drawing; ``anchor`` says where its lines of text meet."""

    anchor: str
    captions: tuple[Placed, ...]
    items: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything stands; ``lines`` is the data of an SVG path."""

    height: int
    middle: int
    name: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: str
    key: tuple[Placed, ...]


def looks(sections: Iterable[str]) -> Mapping[str, Look]:
    """Return how the entities of each section are drawn, given all sections in their order."""
    return {s: Look(SHAPES[i % len(SHAPES)], i % HUES) for i, s in enumerate(sections)}


def draw(name: str, items: Sequence[Item], key: Sequence[tuple[str, str]]) -> Drawing:
    """Return the drawing of an entity and its neighbours.

    Args:
        name: what the entity is called.
        items: its neighbours, the most telling first; those of a group are drawn together.
        key: what the marks mean, as pairs of how it is known and a text.
    """
    order = list(dict.fromkeys(item.group for item in items))
    grouped = sorted(items, key=lambda item: order.index(item.group))
    cut = _cut(grouped)
    sides = [grouped[:cut], grouped[cut:]]
    tall = max(_height(side) for side in sides)
    middle = round(tall / 2)
    columns = tuple(_column(side, tall, i == 0) for i, side in enumerate(sides))
    centre = WIDTH // 2
    ends = [(item.mark_x, item.mark_y) for column in columns for item in column.items]
    lines = "".join(f"M{centre} {middle}Q{(centre + x) // 2} {y} {x} {y}" for x, y in ends)
    placed, bottom = _key(key, tall + 2 * _LINE)
    room = 2 * (centre - _MARK - _LINE) / _LETTERS
    return Drawing(bottom, middle, fitted(name, room, 3), columns, lines, placed)


def _cut(items: Sequence[Item]) -> int:
    """Return how many of ``items`` the first column holds, so that both are about as tall."""

    def cost(cut: int) -> tuple[int, int]:
        parted = 0 < cut < len(items) and items[cut - 1].group == items[cut].group
        tallest = max(_height(items[:cut]), _height(items[cut:]))
        return tallest + (_INSIDE_GROUP if parted else 0), cut

    return min(range(len(items) + 1), key=cost)


def _lines(item: Item) -> tuple[str, ...]:
    return fitted(item.name, _COLUMN / _LETTERS, 2)


def _height(items: Sequence[Item]) -> int:
    groups = len({item.group for item in items})
    return groups * (_CAPTION + _GAP) + sum(_LINE * len(_lines(i)) + _GAP for i in items)


def _column(items: Sequence[Item], tall: int, is_first: bool) -> Column:
    y = (tall - _height(items)) // 2
    x = _COLUMN if is_first else WIDTH - _COLUMN
    mark = _MARK if is_first else WIDTH - _MARK
    captions, placed = [], []
    for group, members in groupby(items, key=lambda item: item.group):
        y += _GAP
        captions.append(Placed("", fitted(group, _COLUMN / _SMALL, 1), x, y + 11))
        y += _CAPTION
        for item in members:
            lines = _lines(item)
            height = _LINE * len(lines)
            placed.append(Placed(item.key, lines, x, y + 12, mark, y + height // 2))
            y += height + _GAP
    return Column("end" if is_first else "start", tuple(captions), tuple(placed))


def _key(key: Sequence[tuple[str, str]], top: int) -> tuple[tuple[Placed, ...], int]:
    """Return what explains the marks, row by row, and where that ends."""
    placed = []
    x, y = 8, top
    for known, text in key:
        room = round(length(text) * _SMALL) + 28
        if x > 8 and x + room > WIDTH:
            x, y = 8, y + 18
        placed.append(Placed(known, (text,), x + 10, y + 4, x, y))
        x += room
    return tuple(placed), y + 12
