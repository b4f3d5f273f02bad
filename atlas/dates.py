"""A date as a source states it in, the days that it may mean out.

A source may state a day, a month or a year; a format that asks for a day must neither lose nor
gain precision in silence.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from atlas.model import Text, Value

_XSD = "http://www.w3.org/2001/XMLSchema#"
DATATYPES = frozenset(_XSD + name for name in ("date", "gYearMonth", "gYear"))
"""The datatypes of dates."""

_LEXICAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:Z|[+-]\d{2}:\d{2})?")
"""Years of four digits, as in https://www.w3.org/TR/xmlschema11-2/#date; a time zone is dropped."""


def parts(value: Value) -> tuple[int, ...]:
    """Return year, month and day, as many as are stated; nothing for what is no such date.

    >>> parts(Text("2012-06", datatype="http://www.w3.org/2001/XMLSchema#gYearMonth"))
    (2012, 6)
    """
    if not isinstance(value, Text) or value.datatype not in DATATYPES:
        return ()
    found = _LEXICAL.fullmatch(value.value)
    if not found:
        return ()
    stated = tuple(int(number) for number in found.groups() if number)
    try:
        dt.date(*(*stated, 1, 1)[:3])
    except ValueError:
        return ()
    return stated


def span(value: Value) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that ``value`` may mean, which are one for a full date."""
    match parts(value):
        case (year,):
            return dt.date(year, 1, 1), dt.date(year, 12, 31)
        case (year, month):
            last = calendar.monthrange(year, month)[1]
            return dt.date(year, month, 1), dt.date(year, month, last)
        case (year, month, day):
            return dt.date(year, month, day), dt.date(year, month, day)
    return None


def day(value: Value) -> dt.date | None:
    """Return the day that ``value`` states, or None if it states none or less."""
    stated = parts(value)
    return dt.date(*stated) if len(stated) == 3 else None


def moment(text: str) -> dt.datetime:
    """Return an ISO 8601 date or date and time as a moment, in UTC unless it says otherwise.

    Raises:
        ValueError: ``text`` is neither.
    """
    found = dt.datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)
