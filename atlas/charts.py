"""A folder of chart descriptions and the published triples in, charts with their data out.

``<name>.toml`` holds the words of a chart and the query for what it shows, over the graph that
``data.triples`` returns; the file says nothing that the graph knows. The query's variables have
meanings: ``?value`` is the number, ``?series`` what tells the bars of one group apart, ``?unit``
its unit, ``?figure`` the part that states it; what is left names a group: one variable, or
``?startDate`` and ``?endDate`` for a period.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from atlas.findings import Finding, Level
from atlas.i18n import LANGUAGES
from atlas.model import Text
from atlas.shapes import Words

MARKS = ("bars", "columns")
"""Bars lie below one another; columns stand side by side where the screen is wide enough."""

PERIOD = ("startDate", "endDate")
"""The two variables that together name a group."""

_MEANT = ("value", "series", "unit", "figure")
_MOST_SERIES = 3
"""As many colours as stay apart for every reader, in print and on a dark screen."""


@dataclass(frozen=True, slots=True)
class Point:
    """One value; an IRI is plain text, a literal is a ``Text``; ``figure`` may be empty."""

    group: tuple[Text | str, ...]
    series: str
    value: Decimal
    figure: str


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart, in no language yet.

    ``unit`` is the IRI of the unit where the graph states it, ``counted`` its words where the query
    counts; ``columns`` are the variables that name a group; ``series`` words those series that are
    no IRI.
    """

    name: str
    order: int
    mark: str
    title: Words
    note: Words
    counted: Words
    series: Mapping[str, Words]
    in_millions: bool
    query: str
    columns: tuple[str, ...]
    unit: str
    points: tuple[Point, ...]


class _WrongError(Exception):
    """A chart that cannot be drawn: the rule it breaks, and what fills the message."""

    def __init__(self, rule: str, **values: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.values = values


def read(
    folder: Path, graph: Iterable[ox.Triple], prefixes: Mapping[str, str]
) -> tuple[tuple[Chart, ...], list[Finding]]:
    """Return the charts of ``folder`` in their order, and what is wrong with the others.

    Args:
        folder: where the descriptions are; there may be no such folder.
        graph: what :func:`atlas.data.triples` returned.
        prefixes: those that a query may use without declaring them.
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        return (), []
    store = ox.Store()
    store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in graph)
    charts, findings = [], []
    for path in paths:
        try:
            charts.append(_chart(path, store, prefixes))
        except _WrongError as error:
            at = path.as_posix()
            findings.append(Finding(error.rule, Level.ERROR, at, values=error.values))
    return tuple(sorted(charts, key=lambda chart: (chart.order, chart.name))), findings


def _chart(path: Path, store: ox.Store, prefixes: Mapping[str, str]) -> Chart:
    said = _said(path)
    query = _field(said, "query", str)
    mark = _field(said, "mark", str)
    if mark not in MARKS:
        raise _WrongError("chart-field", field="mark")
    series = {key: _words(words, f"series.{key}") for key, words in _table(said, "series").items()}
    columns, unit, points = _answer(query, store, prefixes)
    unnamed = [p.series for p in points if p.series and ":" not in p.series]
    for key in unnamed:
        if key not in series:
            raise _WrongError("chart-field", field=f"series.{key}")
    return Chart(
        name=path.stem,
        order=_field(said, "order", int),
        mark=mark,
        title=_words(said.get("title"), "title"),
        note=_words(said["note"], "note") if "note" in said else {},
        counted={} if unit else _words(said.get("unit"), "unit"),
        series=series,
        in_millions=bool(said.get("in_millions", False)),
        query=query.strip() + "\n",
        columns=columns,
        unit=unit,
        points=points,
    )


def _said(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _WrongError("chart-unreadable", detail=str(error)) from error


def _field(said: Mapping[str, Any], name: str, kind: type) -> Any:
    if not isinstance(said.get(name), kind):
        raise _WrongError("chart-field", field=name)
    return said[name]


def _table(said: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    return _field(said, name, dict) if name in said else {}


def _words(said: Any, name: str) -> Words:
    """Return words in every language of the site."""
    for language in LANGUAGES:
        if not isinstance(said, dict) or not isinstance(said.get(language), str):
            raise _WrongError("chart-field", field=f"{name}.{language}")
    return {language: str(said[language]) for language in LANGUAGES}


def _answer(
    query: str, store: ox.Store, prefixes: Mapping[str, str]
) -> tuple[tuple[str, ...], str, tuple[Point, ...]]:
    """Return the variables that name a group, the unit or the empty string, and the values."""
    try:
        found = store.query(query, prefixes=dict(prefixes))
    except SyntaxError as error:
        raise _WrongError("chart-query", detail=str(error)) from error
    if not isinstance(found, ox.QuerySolutions):
        raise _WrongError("chart-columns")
    names = [variable.value for variable in found.variables]
    columns = tuple(name for name in names if name not in _MEANT)
    if "value" not in names or (len(columns) != 1 and columns != PERIOD):
        raise _WrongError("chart-columns")
    points, units = [], set()
    for row in found:
        cells = {name: row[name] for name in names}
        units.add(_plain(cells.get("unit")))
        points.append(
            Point(
                group=tuple(_value(cells[name], name) for name in columns),
                series=_plain(cells.get("series")),
                value=_number(_plain(cells["value"])),
                figure=_plain(cells.get("figure")),
            )
        )
    if not points:
        raise _WrongError("chart-empty")
    if len(units) > 1:
        raise _WrongError("chart-units", units=", ".join(sorted(units)))
    if len({p.series for p in points}) > _MOST_SERIES:
        raise _WrongError("chart-series", most=str(_MOST_SERIES))
    return columns, units.pop(), tuple(points)


def _plain(term: Any) -> str:
    return str(term.value) if isinstance(term, ox.NamedNode | ox.Literal) else ""


def _value(term: Any, name: str) -> Text | str:
    if isinstance(term, ox.NamedNode):
        return term.value
    if isinstance(term, ox.Literal):
        return Text(term.value, term.language or "", term.datatype.value)
    raise _WrongError("chart-unbound", variable=name)


def _number(text: str) -> Decimal:
    """Return a number that a bar can be as long as: finite, and not below zero."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise _WrongError("chart-number", value=text)
    return number
