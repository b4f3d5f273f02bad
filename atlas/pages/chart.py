"""A chart and the words of one language in, what its figure on a page shows out.

That is two drawings, for a wide and for a narrow screen, the words that go with them, and the same
values as a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from atlas import drawing, escape
from atlas.charts import PERIOD, Chart, Point
from atlas.dates import DATATYPES
from atlas.i18n import Catalogue
from atlas.iris import anchor
from atlas.model import SOURCE, Ref, Text
from atlas.pages.answer import answers, column_name, parts
from atlas.pages.page import Page, Shown, Site

_WIDE, _NARROW = 680, 340
"""How wide the drawings are, in pixels, before they are fitted to the page."""

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of the table and the part or entity that it was read from, if there is one."""

    text: str
    figure: Ref | None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table: a group, what it links to, and a value a series, None for none."""

    label: str
    ref: Ref | None
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class ShownChart:
    """One chart in one language; ``series`` is empty where there is only one."""

    name: str
    title: str
    unit: str
    note: str
    series: tuple[str, ...]
    drawings: tuple[Markup, ...]
    lines: tuple[Line, ...]
    citations: tuple[Ref, ...]


def charts(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return the charts, each with the head of the column that names its groups."""
    refs = answers(site.atlas)
    sources = {
        part.iri: [ref for ref in part.values(SOURCE) if isinstance(ref, Ref)]
        for entity in site.atlas.entities.values()
        for part in parts(entity)
    }
    return [
        {
            "shown": shown(chart, refs, sources, page.texts),
            "head": Shown(page.say("chart-periods"))
            if chart.columns == PERIOD
            else column_name(site.atlas, page, chart.columns[0]),
            "query": page.query(chart.query),
        }
        for chart in site.shell.charts
    ]


def shown(
    chart: Chart,
    refs: Mapping[str, Ref],
    sources: Mapping[str, Iterable[Ref]],
    texts: Catalogue,
) -> ShownChart:
    """Return ``chart`` in the language of ``texts``.

    Args:
        chart: what to show.
        refs: links to all that it may name, by IRI.
        sources: the paragraphs that each part cites, by its IRI.
        texts: the words, numbers and dates of the language.
    """
    groups = list(dict.fromkeys(point.group for point in chart.points))
    series = list(dict.fromkeys(point.series for point in chart.points))
    labels = [escape.clean(_group(chart, group, refs, texts)) for group in groups]
    names = [escape.clean(_series(chart, key, refs, texts)) for key in series]
    name = anchor(chart.name)
    title = texts.pick(chart.title)
    unit = _unit(chart, refs, texts)
    drawn = [
        drawing.Bar(
            groups.index(point.group),
            series.index(point.series),
            float(point.value),
            _number(chart, point.value, texts),
        )
        for point in chart.points
    ]
    alt = _alt(labels, names, drawn, unit, texts)
    cited = [ref for point in chart.points for ref in sources.get(point.figure, ())]
    return ShownChart(
        name=name,
        title=title,
        unit=unit,
        note=texts.pick(chart.note),
        series=tuple(names) if len(names) > 1 else (),
        drawings=tuple(
            drawing.told(
                drawing.bars(labels, drawn, width, upright=upright),
                title,
                alt,
                f"{name}-{style}",
                f"a-drawing a-{style}",
            )
            for style, width, upright in (
                ("wide", _WIDE, chart.mark == "columns"),
                ("narrow", _NARROW, False),
            )
        ),
        lines=tuple(
            Line(label, _ref(group, refs), _cells(chart, group, series, refs, texts))
            for group, label in zip(groups, labels, strict=True)
        ),
        citations=tuple(dict.fromkeys(cited)),
    )


def _group(
    chart: Chart, group: tuple[Text | str, ...], refs: Mapping[str, Ref], texts: Catalogue
) -> str:
    """Return what a group is called; a period by the years in which it begins and ends."""
    plain = [value.value if isinstance(value, Text) else value for value in group]
    if chart.columns == PERIOD:
        start, end = (value[:4] for value in plain)
        return texts.text("chart-period", start=start, end=end)
    if isinstance(group[0], str):
        return texts.pick(refs[plain[0]].label) if plain[0] in refs else plain[0]
    return texts.date(plain[0]) if group[0].datatype in DATATYPES else plain[0]


def _series(chart: Chart, key: str, refs: Mapping[str, Ref], texts: Catalogue) -> str:
    if key in refs:
        return texts.pick(refs[key].label)
    return texts.pick(chart.series.get(key, {}))


def _ref(group: tuple[Text | str, ...], refs: Mapping[str, Ref]) -> Ref | None:
    first = group[0]
    return refs.get(first) if isinstance(first, str) else None


def _unit(chart: Chart, refs: Mapping[str, Ref], texts: Catalogue) -> str:
    unit = texts.pick(refs[chart.unit].label) if chart.unit in refs else texts.pick(chart.counted)
    return texts.text("chart-millions", unit=unit) if chart.in_millions else unit


def _number(chart: Chart, value: Decimal, texts: Catalogue) -> str:
    """Return a value as written in the chart: exactly as stated, in millions where it says so."""
    exact = (value / _MILLION if chart.in_millions else value).normalize()
    return texts.number(f"{exact:f}")


def _cells(
    chart: Chart,
    group: tuple[Text | str, ...],
    series: list[str],
    refs: Mapping[str, Ref],
    texts: Catalogue,
) -> tuple[Cell | None, ...]:
    points: dict[str, Point] = {p.series: p for p in chart.points if p.group == group}
    return tuple(
        Cell(_number(chart, points[key].value, texts), refs.get(points[key].figure))
        if key in points
        else None
        for key in series
    )


def _alt(
    labels: list[str],
    names: list[str],
    drawn: list[drawing.Bar],
    unit: str,
    texts: Catalogue,
) -> str:
    """Return what the drawing shows in a sentence: how much of what, the least and the most."""

    def called(bar: drawing.Bar) -> str:
        parts = (labels[bar.group], names[bar.series])
        return texts.text("comma").join(part for part in parts if part)

    least = min(drawn, key=lambda bar: bar.value)
    most = max(drawn, key=lambda bar: bar.value)
    return texts.text(
        "chart-alt",
        count=len(drawn),
        unit=unit,
        least=least.text,
        least_of=called(least),
        most=most.text,
        most_of=called(most),
    )
