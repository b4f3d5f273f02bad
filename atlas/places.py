"""Entities in, the places among them out: where each lies and which entries name it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from atlas import maps
from atlas.iris import Iris
from atlas.model import Atlas, Entity, Text

BROADER = "http://www.w3.org/2004/02/skos/core#broader"

DOTS = ("country", "site", "sea")
"""The kinds of place that have a symbol. A city counts for its country, which has one."""

LABELS = ("region", "subregion")
"""The kinds of place that are a name on the map: they have no outline and no one point."""

AREAS = (*LABELS, "group")


@dataclass(frozen=True)
class Place:
    """A place with what names it.

    ``kind`` is the name of its kind of place, such as ``country``; ``point`` is where it lies on
    the map, None where that is not known; ``entries`` are the IRIs of the entities, places apart,
    that name it or a place within it, in themselves or in a part; ``inner`` are those of them that
    name it by a place within it alone.
    """

    entity: Entity
    kind: str
    point: maps.Point | None
    entries: frozenset[str]
    inner: frozenset[str]


def of(atlas: Atlas) -> tuple[Place, ...]:
    """Return the places that some entry names, those named most first."""
    cls = atlas.iris.term("Place")
    entities = {
        iri: entity
        for iri, entity in atlas.entities.items()
        if entity.spec is not None and entity.spec.iri == cls
    }
    held = _held(atlas, entities)
    named = {
        iri: {
            atlas.iris.owner(ref.iri)
            for group in entity.backlinks
            for ref in group.refs
            if atlas.iris.owner(ref.iri) in atlas.entities
        }
        - entities.keys()
        for iri, entity in entities.items()
    }
    found = []
    for iri, entity in entities.items():
        entries = frozenset().union(*(named[inner] for inner in held[iri]))
        kind = kind_of(entity, atlas.iris)
        point = _position(entity, held[iri], entities, atlas.iris)
        found.append(Place(entity, kind, point, entries, entries - named[iri]))
    ordered = sorted(found, key=lambda p: (-len(p.entries), p.entity.sort_key))
    return tuple(place for place in ordered if place.entries)


def _held(atlas: Atlas, entities: Mapping[str, Entity]) -> dict[str, set[str]]:
    """Return, for each place, itself and all that lies within it, however deep."""
    within = atlas.iris.term("within")
    held: dict[str, set[str]] = defaultdict(set)
    for iri in entities:
        for outer in _reached(iri, lambda inner: _refs(atlas, inner, within)):
            held[outer].add(iri)
    return held


def _refs(atlas: Atlas, iri: str, predicate: str) -> list[str]:
    entity = atlas.entities.get(iri)
    return [ref.iri for ref in entity.refs(predicate)] if entity else []


def _reached(start: str, onward: Callable[[str], Iterable[str]]) -> set[str]:
    """Return ``start`` and all that it leads to; somebody's data may turn in circles."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += onward(one)
    return found


def kind_of(entity: Entity, iris: Iris) -> str:
    """Return the name of a place's kind, empty where none is said."""
    return next((iris.member(ref.iri) for ref in entity.refs(iris.term("kind"))), "")


def point_of(entity: Entity, iris: Iris) -> maps.Point | None:
    """Return where an entity lies on the map; None if it states no position on Earth."""
    latitude = _degrees(entity, iris.term("latitude"), 90)
    longitude = _degrees(entity, iris.term("longitude"), 180)
    if latitude is None or longitude is None:
        return None
    return maps.position(longitude, latitude)


def _degrees(entity: Entity, predicate: str, most: float) -> float | None:
    values = [value.value for value in entity.values(predicate) if isinstance(value, Text)]
    try:
        (number,) = map(float, values)
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= most else None


def inside(atlas: Atlas, entity: Entity) -> list[maps.Point]:
    """Return where the countries, sites and seas directly or deeper within a place lie."""
    within = atlas.iris.term("within")

    def below(iri: str) -> list[str]:
        known = atlas.entities.get(iri)
        groups = known.backlinks if known else ()
        return [ref.iri for group in groups if group.predicate == within for ref in group.refs]

    held = sorted(_reached(entity.iri, below) - {entity.iri})
    known = [atlas.entities[iri] for iri in held if iri in atlas.entities]
    points = [point_of(e, atlas.iris) for e in known if kind_of(e, atlas.iris) in DOTS]
    return [point for point in points if point is not None]


def _position(
    entity: Entity, held: set[str], entities: Mapping[str, Entity], iris: Iris
) -> maps.Point | None:
    """Return where a place lies: as it says, or amid the countries of a region that does not."""
    own = point_of(entity, iris)
    if own is not None or kind_of(entity, iris) not in LABELS:
        return own
    inner = [entities[iri] for iri in sorted(held)]
    points = [point_of(e, iris) for e in inner if kind_of(e, iris) == "country"]
    known = [point for point in points if point is not None]
    return maps.middle(known) if known else None


@dataclass(frozen=True)
class Filters:
    """By what the entries on the map can be chosen: their sections, and their themes."""

    sections: tuple[str, ...]
    themes: tuple[Entity, ...]
    tags: Mapping[str, frozenset[str]]

    def of(self, entry: Entity) -> tuple[int, list[int]]:
        """Return the section and the themes of an entry, as their places in the lists."""
        themes = [i for i, theme in enumerate(self.themes) if theme.iri in self.tags[entry.iri]]
        return self.sections.index(entry.section), themes


def filters(atlas: Atlas, entries: Sequence[Entity]) -> Filters:
    """Return the sections and themes of ``entries``, in the order of the site.

    An entry has the themes that it is tagged with, and those that are broader.
    """
    tag = atlas.iris.term("theme")

    def broader(iri: str) -> list[str]:
        return _refs(atlas, iri, BROADER)

    tags = {
        entry.iri: frozenset().union(*(_reached(ref.iri, broader) for ref in entry.refs(tag)))
        for entry in entries
    }
    used = frozenset().union(*tags.values())
    themes = sorted(
        (atlas.entities[iri] for iri in used & atlas.entities.keys()), key=lambda e: e.sort_key
    )
    mine = {entry.section for entry in entries}
    return Filters(tuple(s for s in atlas.sections() if s in mine), tuple(themes), tags)
