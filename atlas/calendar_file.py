"""Events in, iCalendar files out (RFC 5545): those events whose days are stated.

An event of which a source states only the month or the year is left out: a calendar could show it
only as going on for all of that time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import icalendar

from atlas import dates, escape
from atlas.i18n import Catalogue, catalogue
from atlas.iris import Iris
from atlas.model import Entity, Ref

_ONE_DAY = dt.timedelta(days=1)


def days(entity: Entity, iris: Iris) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day of an event, or None where they are not stated to the day.

    An event that has one day needs no end.
    """
    starts = entity.values(iris.term("startDate"))
    ends = entity.values(iris.term("endDate")) or starts
    first, last = (dates.day(values[0]) if values else None for values in (starts, ends))
    return (first, last) if first and last and first <= last else None


def write(
    events: Iterable[Entity], iris: Iris, language: str, title: str, uid: str, stamp: dt.datetime
) -> bytes:
    """Return a calendar of those of ``events`` that have days, in one language.

    Args:
        events: the entities.
        iris: the mapping that names the properties.
        language: the language of its texts.
        title: the name of the calendar.
        uid: what tells this calendar from every other (RFC 7986, 5.3).
        stamp: when the atlas was last changed. RFC 5545 asks for the time when the file is made,
            but two builds of the same graph have to make the same file.
    """
    texts = catalogue(language)
    found = icalendar.Calendar.new(
        name=title, prodid=f"-//{title}//{language.upper()}", uid=uid, language=language
    )
    for entity in events:
        if span := days(entity, iris):
            found.add_component(_event(entity, iris, texts, span, stamp))
    return bytes(found.to_ical())


def _event(
    entity: Entity,
    iris: Iris,
    texts: Catalogue,
    span: tuple[dt.date, dt.date],
    stamp: dt.datetime,
) -> icalendar.Event:
    first, last = span
    places = [
        texts.pick(place.label)
        for place in entity.values(iris.term("place"))
        if isinstance(place, Ref)
    ]
    return icalendar.Event.new(
        uid=entity.iri,
        url=entity.iri,
        stamp=stamp,
        start=first,
        # The end of an event of whole days is the day after it (RFC 5545, 3.6.1).
        end=last + _ONE_DAY,
        summary=escape.clean(texts.pick(entity.label)),
        location=escape.clean(texts.text("comma").join(places)) or None,
        description=escape.plain(texts.pick(entity.summary)) or None,
        # Somebody who adds a meeting of the past, or of others, is not busy on that day.
        transparency=icalendar.TRANSP.TRANSPARENT,
    )
