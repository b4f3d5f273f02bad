"""The figures and results of a project in, budgets and results of an IATI activity out.

https://iatistandard.org/en/iati-standard/203/activity-standard/iati-activities/iati-activity/budget/
and `/result/` say what each needs. A figure that lacks a part of it is left out.
"""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

from babel.numbers import list_currencies

from atlas import dates, escape
from atlas.i18n import LANGUAGES, catalogue
from atlas.iati_xml import child, narrate
from atlas.iris import Iris
from atlas.model import Entity, Part, Ref, Text
from atlas.shapes import Words

_ORIGINAL = "1"
_STATUS = {"": "1", "planned": "1", "approved": "2"}
"""BudgetStatus by the figure's qualifier: indicative, committed.

What was received is no budget, and "about" or "more than" is no amount.
"""

_OTHER_RESULT = "9"
_UNITS, _PERCENT = "1", "2"
_YEAR = 366
"""The longest budget, in days: the rules allow one year."""


def add_budgets(activity: ET.Element, project: Entity, iris: Iris) -> None:
    """Add the sums of money that are stated for a period of a year at most."""
    for figure in project.parts(iris.term("Figure")):
        currency = _concept(figure, iris, "unit")
        status = _STATUS.get(_concept(figure, iris, "qualifier"))
        is_own = not _about(figure, iris) - {project.iri}
        period = _period(figure, iris)
        if currency not in list_currencies() or not status or not is_own or not period:
            continue
        if (period[1] - period[0]).days >= _YEAR:
            continue
        budget = child(activity, "budget", {"type": _ORIGINAL, "status": status})
        _add_period(budget, period)
        worth = {"currency": currency, "value-date": period[0].isoformat()}
        child(budget, "value", worth).text = _value(figure, iris)


def add_results(activity: ET.Element, project: Entity, iris: Iris) -> None:
    """Add the results that a figure measures: the standard has none without an indicator."""
    figures = project.parts(iris.term("Figure"))
    for result in project.parts(iris.term("Result")):
        measured = [f for f in figures if f.label and result.iri in _about(f, iris)]
        if not measured or not result.label:
            continue
        element = child(activity, "result", {"type": _OTHER_RESULT})
        narrate(child(element, "title"), result.label)
        said = {
            text.language: escape.plain(text.value)
            for text in result.values(iris.term("summary"))
            if isinstance(text, Text)
        }
        if said:
            narrate(child(element, "description"), said)
        for figure in measured:
            _add_indicator(element, figure, iris)


def _add_indicator(result: ET.Element, figure: Part, iris: Iris) -> None:
    measure = _PERCENT if _concept(figure, iris, "unit") == "percent" else _UNITS
    indicator = child(result, "indicator", {"measure": measure})
    narrate(child(indicator, "title"), figure.label)
    # The standard has no units, and no "about": they are said in words.
    narrate(child(indicator, "description"), _in_words(figure, iris))
    period = _period(figure, iris)
    if period:
        measured = child(indicator, "period")
        _add_period(measured, period)
        name = "target" if _concept(figure, iris, "qualifier") == "planned" else "actual"
        child(measured, name, {"value": _value(figure, iris)})


def _add_period(element: ET.Element, period: tuple[dt.date, dt.date]) -> None:
    for name, day in zip(("period-start", "period-end"), period, strict=True):
        child(element, name, {"iso-date": day.isoformat()})


def _period(figure: Part, iris: Iris) -> tuple[dt.date, dt.date] | None:
    """Return the first and last day of what a figure covers, where both ends are stated."""
    starts = figure.values(iris.term("startDate"))
    ends = figure.values(iris.term("endDate"))
    first, last = (dates.span(values[0]) if values else None for values in (starts, ends))
    return (first[0], last[1]) if first and last and first[0] < last[1] else None


def _about(figure: Part, iris: Iris) -> set[str]:
    return {ref.iri for ref in figure.values(iris.term("about")) if isinstance(ref, Ref)}


def _concept(figure: Part, iris: Iris, name: str) -> str:
    """Return the name of a value of a list, such as ``USD``, or nothing."""
    refs = [ref for ref in figure.values(iris.term(name)) if isinstance(ref, Ref)]
    return iris.member(refs[0].iri) if refs else ""


def _value(figure: Part, iris: Iris) -> str:
    values = [v.value for v in figure.values(iris.term("value")) if isinstance(v, Text)]
    return values[0] if values else ""


def _in_words(figure: Part, iris: Iris) -> Words:
    """Return number and unit, with the qualifier where there is one, in every language."""
    units, qualifiers = (
        [ref.label for ref in figure.values(iris.term(name)) if isinstance(ref, Ref)]
        for name in ("unit", "qualifier")
    )
    found = {}
    for language in LANGUAGES:
        texts = catalogue(language)
        number = texts.number(_value(figure, iris))
        amount = texts.text("amount", number=number, unit=texts.pick(units[0] if units else {}))
        if qualifiers:
            amount = texts.text("qualified", qualifier=texts.pick(qualifiers[0]), amount=amount)
        found[language] = amount
    return found
