"""Labelled values in, a bar chart as SVG out, drawn by Vega-Lite (https://vega.github.io/vega-lite/).

Nothing is measured or fetched: the size is given, labels stand above their bars and are broken by
the number of their characters, and the page's own fonts and colours apply. So the same values
give the same bytes on every machine, and nothing in them needs a name of its own.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width
from xml.etree import ElementTree

import vl_convert
from markupsafe import Markup

from atlas import escape

_SVG = "http://www.w3.org/2000/svg"
_LINE = 17
"""Height of a line of text, or of a lying bar with the space below it, in pixels of the drawing."""

_BAR = 15
"""Height of a lying bar, in pixels."""

_GAP = 9
"""Between two groups of lying bars, in pixels."""

_ROOM = 62
"""For the value after the longest lying bar, in pixels."""

_COLUMN_HEIGHT = 230
_COLUMN_PITCH = 68
"""How far one standing bar is from the next at most, in pixels: a few do not fill the width."""

_TOP = 18
_BOTTOM = 24
_LABEL = 12
_CHARACTER = 7
"""How wide a Latin letter of a label is on average, in pixels; a Chinese one is a square."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its group and its series by position, its length, and its value as written."""

    group: int
    series: int
    value: float
    text: str


def bars(groups: Sequence[str], drawn: Sequence[Bar], width: int, *, upright: bool) -> str:
    """Return the SVG of bars in groups, ``width`` pixels wide.

    Args:
        groups: what each group is called.
        drawn: the bars.
        width: of the drawing, in pixels.
        upright: the bars stand side by side, otherwise they lie below one another.
    """
    series = max(bar.series for bar in drawn) + 1
    longest = max(max(bar.value for bar in drawn), 1)
    spec = (_upright if upright else _lying)(groups, drawn, series, width, longest)
    return vl_convert.vegalite_to_svg(
        {
            "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
            # Otherwise the place of everything would hang on the fonts of the building machine.
            "autosize": {"type": "none"},
            "background": None,
            **spec,
            "config": {
                # The whole is one picture with one description.
                "aria": False,
                "font": "inherit",
                "view": {"stroke": None},
                "text": {"color": "currentColor", "fontSize": _LABEL, "limit": 0},
            },
        },
        allowed_base_urls=[],
    )


def told(svg: str, title: str, alt: str, name: str, style: str) -> Markup:
    """Return ``svg`` as one picture for those who hear the page.

    Args:
        svg: the drawing.
        title: its title.
        alt: what it shows.
        name: an ``id`` that nothing else on the page has.
        style: its class.
    """
    ElementTree.register_namespace("", _SVG)
    drawing = ElementTree.fromstring(svg)  # noqa: S314 - drawn above
    # Vega calls its marks pictures of their own, which have no names here.
    for part in drawing.iter():
        for attribute in ("role", "aria-roledescription"):
            part.attrib.pop(attribute, None)
    drawing.attrib |= {
        "class": style,
        "role": "img",
        "aria-labelledby": f"{name}-title {name}-desc",
    }
    for place, (tag, text) in enumerate((("title", title), ("desc", alt))):
        said = ElementTree.Element(f"{{{_SVG}}}{tag}", {"id": f"{name}-{tag}"})
        said.text = escape.clean(text)
        drawing.insert(place, said)
    return Markup(ElementTree.tostring(drawing, encoding="unicode"))  # noqa: S704 - escaped there


def _lying(
    groups: Sequence[str], drawn: Sequence[Bar], series: int, width: int, longest: float
) -> dict[str, Any]:
    """Return a chart of lying bars: a line or more for the label, then a line for each bar."""
    x = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, longest], "range": [0, width - _ROOM], "nice": False},
    }
    rows: list[dict[str, Any]] = []
    written: list[dict[str, Any]] = []
    top = 0
    for group, label in enumerate(groups):
        lines = _lines(label, width)
        written += [{"y": top + (i + 0.5) * _LINE, "text": line} for i, line in enumerate(lines)]
        top += len(lines) * _LINE
        rows += [
            _row(bar) | {"y": top + bar.series * _LINE, "y2": top + bar.series * _LINE + _BAR}
            for bar in drawn
            if bar.group == group
        ]
        top += series * _LINE + _GAP
    height = top - _GAP
    y = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "range": [0, height], "nice": False},
    }
    return {
        "width": width,
        "height": height,
        "padding": 0,
        "layer": [
            {
                "data": {"values": rows},
                "mark": "bar",
                "encoding": {
                    "x": x,
                    "x2": {"datum": 0},
                    "y": y,
                    "y2": {"field": "y2"},
                    "color": _colours(series),
                },
            },
            {
                "data": {"values": rows},
                "mark": {
                    "type": "text",
                    "align": "left",
                    "dx": 5,
                    "dy": _BAR / 2,
                    "fontWeight": 600,
                },
                "encoding": {"x": x, "y": y, "text": {"field": "text"}},
            },
            {
                "data": {"values": written},
                "mark": {"type": "text", "align": "left"},
                "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "text"}},
            },
        ],
    }


def _upright(
    groups: Sequence[str], drawn: Sequence[Bar], series: int, width: int, longest: float
) -> dict[str, Any]:
    """Return a chart of standing bars on one line, the labels below it."""
    used = min(width, len(groups) * series * _COLUMN_PITCH)
    across = {
        "x": {
            "field": "group",
            "type": "ordinal",
            "axis": None,
            "scale": {
                "domain": list(range(len(groups))),
                "range": [0, used],
                "paddingInner": 0.18,
                "paddingOuter": 0.09,
            },
        }
    }
    apart = {
        "xOffset": {
            "field": "series",
            "type": "nominal",
            "scale": {"domain": list(range(series)), "paddingInner": 0.06},
        }
    }
    up = {
        "field": "value",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, longest], "nice": False},
    }
    rows = [_row(bar) | {"group": bar.group} for bar in drawn]
    written = [{"group": i, "text": label} for i, label in enumerate(groups)]
    return {
        "width": width,
        "height": _COLUMN_HEIGHT,
        "padding": {"left": 0, "right": 0, "top": _TOP, "bottom": _BOTTOM},
        "layer": [
            {
                "data": {"values": rows},
                "mark": "bar",
                "encoding": {**across, **apart, "y": up, "color": _colours(series)},
            },
            {
                "data": {"values": rows},
                "mark": {"type": "text", "dy": -8, "fontSize": 11, "fontWeight": 600},
                "encoding": {**across, **apart, "y": up, "text": {"field": "text"}},
            },
            {
                "data": {"values": written},
                "mark": {"type": "text"},
                "encoding": {
                    **across,
                    "y": {"value": _COLUMN_HEIGHT + 14},
                    "text": {"field": "text"},
                },
            },
            {
                "data": {"values": [{}]},
                "mark": {"type": "rule", "color": "currentColor", "opacity": 0.5},
                "encoding": {
                    "x": {"value": 0},
                    "x2": {"value": used},
                    "y": {"value": _COLUMN_HEIGHT},
                },
            },
        ],
    }


def _row(bar: Bar) -> dict[str, Any]:
    return {"series": bar.series, "value": bar.value, "text": bar.text}


def _colours(series: int) -> dict[str, Any]:
    """Return the colour of each series: a name that the style sheet fills."""
    return {
        "field": "series",
        "type": "nominal",
        "legend": None,
        "scale": {
            "domain": list(range(series)),
            "range": [f"var(--a-chart-{i + 1})" for i in range(series)],
        },
    }


def _lines(label: str, width: int) -> list[str]:
    """Break a label into lines that fit, as far as its characters tell."""
    wide = sum(east_asian_width(character) in "FW" for character in label)
    average = _CHARACTER + (_LABEL - _CHARACTER) * wide / max(len(label), 1)
    return textwrap.wrap(label, int(width / average), break_on_hyphens=False) or [""]
