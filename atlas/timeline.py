"""Entities in, what is dated of them out: items, and how they are laid along a line of time.

Which properties are dates is said by the shapes, which of them begin and end a period by the
ontology. Nothing is drawn here.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from atlas import dates, queries
from atlas.model import Atlas, Entity, Part, Ref, Text, Value
from atlas.shapes import ClassSpec, Field, Words

BEGIN = "https://schema.org/startDate"
END = "https://schema.org/endDate"
_PLAIN = "http://purl.org/dc/terms/date"
"""What ``atlas:date`` is under: a property that says no more than that it is a date."""

EXACT = ("year", "month", "day")
"""How exact a date can be: by the number of its parts, less one."""

_FIGURE = "Figure"
"""The class of parts whose dates say when something was measured, which is no event."""

_SESSION = "adoptedAt"
"""The property that leads to the event whose date is that of what was adopted there."""

_TOGETHER = 4
"""From how many on items of one section and one date are one mark."""

_HAPPENING = ("Decision", "Convention", "Event", "Programme", "Project", "Product")
"""The classes whose members, linked with an entity, are part of its history."""

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, eq=False)
class Item:
    """Something with a date: an entity, or a part of one.

    ``first`` and ``last`` are dates as stated, one where there is only one; ``name`` is what the
    date is called, empty where a period or a plain date says it all; ``session`` is the event
    whose date it is, if it is not its own.
    """

    entity: Entity
    first: Text
    last: Text
    part: Part | None = None
    name: Words = field(default_factory=dict)
    session: Entity | None = None

    @property
    def label(self) -> Words:
        """Return what it is called."""
        return self.part.label if self.part else self.entity.label

    @property
    def address(self) -> str:
        """Return its address from the root of a language."""
        return self.entity.address + (f"#{self.part.anchor}" if self.part else "")

    @property
    def begin(self) -> dt.date:
        """Return the first day that it may mean."""
        return _span(self.first)[0]

    @property
    def end(self) -> dt.date:
        """Return the last day that it may mean."""
        return _span(self.last)[1]

    @property
    def exact(self) -> tuple[str, str]:
        """Return how exact its beginning and its end are: ``day``, ``month`` or ``year``."""
        first, last = (EXACT[len(dates.parts(value)) - 1] for value in (self.first, self.last))
        return first, last

    @property
    def is_span(self) -> bool:
        """Say whether it lasts from one date to another."""
        return self.first != self.last

    @property
    def sort_key(self) -> tuple[dt.date, dt.date, str, object]:
        """Sort by when it begins and ends, then by section and address."""
        return self.begin, self.end, self.entity.section, (self.entity.sort_key, self.address)


def _span(value: Text) -> tuple[dt.date, dt.date]:
    found = dates.span(value)
    if found is None:
        raise ValueError(f"not a date: {value}")
    return found


def of(atlas: Atlas) -> tuple[Item, ...]:
    """Return all dated items in the order of time."""
    found = (item for entity in atlas.entities.values() for item in of_entity(atlas, entity))
    return tuple(sorted(found, key=lambda item: item.sort_key))


def of_entity(atlas: Atlas, entity: Entity) -> list[Item]:
    """Return the dated items of one entity: its own dates, then those of its named parts.

    An entity without dates has those of the session that adopted it, as decisions do. The parts
    that are figures have none: their dates say when something was measured.
    """
    own = [
        Item(entity, first, last, name=name)
        for first, last, name in _dated(atlas, entity.spec, entity.values)
    ]
    if not own:
        own = list(_by_session(atlas, entity))
    figure = atlas.iris.term(_FIGURE)
    tables = (table for section in entity.sections for table in section.tables)
    return own + [
        Item(entity, first, last, part, name)
        for table in tables
        if table.spec is not None and table.spec.iri != figure
        for part in table.parts
        if part.label
        for first, last, name in _dated(atlas, table.spec, part.values)
    ]


def _by_session(atlas: Atlas, entity: Entity) -> Iterator[Item]:
    """Yield the date of the session at which an entity was adopted, if both are known."""
    property_ = atlas.iris.term(_SESSION)
    for ref in entity.refs(property_):
        session = atlas.entities.get(ref.iri)
        if session is not None:
            for first, last, _ in _dated(atlas, session.spec, session.values):
                name = atlas.specs.predicates[property_].name
                yield Item(entity, first, last, name=name, session=session)


def _dated(
    atlas: Atlas, spec: ClassSpec | None, values: Callable[[str], Sequence[Value]]
) -> Iterator[tuple[Text, Text, Words]]:
    """Yield first date, last date and name: of the period, then of each other property.

    Args:
        atlas: whose ontology says what each property means.
        spec: the class that says which properties are dates.
        values: returns the values of a property.
    """
    begins: list[tuple[Text, Field]] = []
    ends: list[tuple[Text, Field]] = []
    for known in spec.fields if spec else ():
        if not dates.DATATYPES.intersection(known.datatypes):
            continue
        supers = atlas.specs.predicates[known.path].supers
        stated = [v for v in values(known.path) if isinstance(v, Text) and dates.parts(v)]
        if BEGIN in supers:
            begins += [(value, known) for value in stated]
        elif END in supers:
            ends += [(value, known) for value in stated]
        else:
            name = {} if _PLAIN in supers else known.name
            yield from ((value, value, name) for value in stated)
    first = min(begins, key=lambda found: _span(found[0]), default=None)
    last = max(ends, key=lambda found: _span(found[0])[::-1], default=None)
    if first and last and _span(first[0])[0] <= _span(last[0])[1]:
        yield first[0], last[0], {}
    else:
        # One alone, or two that contradict each other, as the source states them.
        yield from ((value, value, known.name) for value, known in filter(None, (first, last)))


def query(atlas: Atlas, language: str) -> str:
    """Return the SPARQL query that finds the same dates."""
    figure = atlas.iris.term(_FIGURE)
    paths = {
        known.path
        for spec in atlas.specs.classes.values()
        if spec.iri != figure
        for known in spec.fields
        if dates.DATATYPES.intersection(known.datatypes)
    }
    return queries.dated(atlas.iris, sorted(paths), _SESSION, _FIGURE, language)


# The line


def position(day: dt.date) -> float:
    """Return where a day begins on the line, in years: every year is as long as the others."""
    start = dt.date(day.year, 1, 1)
    length = (dt.date(day.year, 12, 31) - start).days + 1
    return day.year + (day - start).days / length


def close(day: dt.date) -> float:
    """Return where a day ends on the line: where the next begins, if there is one."""
    return position(day + _DAY) if day < dt.date.max else float(day.year + 1)


def years(items: Iterable[Item]) -> range:
    """Return all years from the first to the last of ``items``."""
    found = [year for item in items for year in (item.begin.year, item.end.year)]
    return range(min(found), max(found) + 1) if found else range(0)


@dataclass(frozen=True)
class Mark:
    """What stands for one item on the line, or for several of one section and one date.

    ``begin`` and ``end`` are years with fractions; ``row`` counts from 0 down.
    """

    items: tuple[Item, ...]
    begin: float
    end: float
    row: int = 0


def together(items: Iterable[Item]) -> list[tuple[Item, ...]]:
    """Return items of one section, those that could not be told apart on the line together."""
    groups: dict[object, list[Item]] = defaultdict(list)
    for item in items:
        groups[item.begin, item.end, item.exact, tuple(sorted(item.name.items()))].append(item)
    found: list[tuple[Item, ...]] = []
    for group in groups.values():
        found += [tuple(group)] if len(group) >= _TOGETHER else [(item,) for item in group]
    return found


def packed(groups: Iterable[tuple[Item, ...]], room: Callable[[Mark], float]) -> list[Mark]:
    """Return a mark for each group in the highest row where it does not meet another.

    Args:
        groups: items that share a mark.
        room: how far right of its beginning nothing else may begin, in years.
    """
    marks = []
    free: list[float] = []
    for group in sorted(groups, key=lambda found: found[0].sort_key):
        begin = position(group[0].begin)
        mark = Mark(group, begin, close(group[0].end))
        row = next((i for i, at in enumerate(free) if at <= begin), len(free))
        free[row : row + 1] = [begin + room(mark)]
        marks.append(replace(mark, row=row))
    return marks


# One entity


def around(atlas: Atlas, entity: Entity) -> list[Item]:
    """Return the dated items of an entity and of those it is linked with, in the order of time.

    Of the others only their own dates count, not those of their parts, and only what happened or
    was made: decisions, events, programmes, projects, products and conventions.
    """
    iris = atlas.iris
    kinds = {iris.term(name) for name in _HAPPENING}
    linked = {iris.owner(ref.iri) for ref in _linked(entity)} - {entity.iri}
    others = [atlas.entities[iri] for iri in sorted(linked & atlas.entities.keys())]
    found = of_entity(atlas, entity) + [
        item
        for other in others
        if other.spec is not None and other.spec.iri in kinds
        for item in of_entity(atlas, other)
        if item.part is None
    ]
    return sorted(found, key=lambda item: item.sort_key)


def _linked(entity: Entity) -> Iterator[Ref]:
    """Yield what an entity or its parts link to, and what links to it or to them."""
    parts = [part for section in entity.sections for t in section.tables for part in t.parts]
    rows = [row for section in entity.sections for row in section.rows]
    for row in (*rows, *(row for part in parts for row in part.rows.values())):
        yield from (fact.value for fact in row.facts if isinstance(fact.value, Ref))
    for group in (*entity.backlinks, *(group for part in parts for group in part.backlinks)):
        yield from group.refs
