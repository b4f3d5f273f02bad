"""Entities in; how they are linked, and which neighbours of each tell most, out.

A link is a statement of an entity, or of one of its parts, about another entity or its part. What
only says where a fact was read (sources, citations) links nothing here: it is on nearly all pages.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from atlas import escape
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import EXPLORE
from atlas.model import SOURCE, Atlas, Entity, Nested, Ref, Row, natural

SHOWN = 12
"""How many neighbours a drawing shows, and how many at a time the explorer adds."""

_OWN_FIRST = 8
"""How many of the neighbours that an entity itself names stand before any that names it."""


@dataclass(frozen=True, slots=True)
class Link:
    """A statement that leads from one entity to another, all three given by their IRIs."""

    subject: str
    property: str
    object: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of link as seen from one of its ends: ``is_own`` where that end states it."""

    property: str
    is_own: bool


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity that another one is linked with, and how: the most telling kind first."""

    iri: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True)
class Network:
    """All links, and the neighbours of each entity, the most telling first."""

    links: tuple[Link, ...]
    neighbours: Mapping[str, tuple[Neighbour, ...]]

    def of(self, iri: str) -> tuple[Neighbour, ...]:
        """Return the neighbours of an entity, none for one without a link."""
        return self.neighbours.get(iri, ())


def build(atlas: Atlas) -> Network:
    """Return how the entities of ``atlas`` are linked."""
    links = tuple(dict.fromkeys(chain.from_iterable(_links(atlas, e) for e in _ordered(atlas))))
    ends: dict[str, dict[str, list[Kind]]] = defaultdict(lambda: defaultdict(list))
    for link in links:
        ends[link.subject][link.object].append(Kind(link.property, is_own=True))
    for link in links:
        ends[link.object][link.subject].append(Kind(link.property, is_own=False))
    near = {iri: frozenset(others) for iri, others in ends.items()}
    return Network(links, {iri: tuple(_order(iri, ends[iri], near)) for iri in ends})


def _ordered(atlas: Atlas) -> list[Entity]:
    return sorted(atlas.entities.values(), key=lambda e: (natural(e.address), e.iri))


def _links(atlas: Atlas, entity: Entity) -> Iterator[Link]:
    """Yield the links that an entity and its parts state, in the order of its page."""
    citation = atlas.iris.term("Citation")
    for section in entity.sections:
        tables = (t for t in section.tables if t.spec is None or t.spec.iri != citation)
        parts = (part.rows.values() for table in tables for part in table.parts)
        for rows in (section.rows, *parts):
            for predicate, ref in _refs(rows):
                other = atlas.iris.owner(ref.iri)
                if other in atlas.entities and other != entity.iri:
                    yield Link(entity.iri, predicate, other)


def _refs(rows: Iterable[Row]) -> Iterator[tuple[str, Ref]]:
    for row in rows:
        if row.predicate != SOURCE:
            for fact in row.facts:
                if isinstance(fact.value, Ref):
                    yield row.predicate, fact.value
                elif isinstance(fact.value, Nested):
                    yield from ((row.predicate, ref) for _, ref in _refs(fact.value.rows))


def _order(
    iri: str, others: Mapping[str, Sequence[Kind]], near: Mapping[str, frozenset[str]]
) -> list[Neighbour]:
    """Return the neighbours of ``iri``: its own statements first, each kind of link in turn.

    So none of the kinds hides the others; of the links from elsewhere, the rarer kind comes first.
    """
    groups: dict[Kind, list[Neighbour]] = defaultdict(list)
    for other, kinds in others.items():
        groups[kinds[0]].append(Neighbour(other, tuple(kinds)))
    for group in groups.values():
        group.sort(key=lambda n: (-weight(iri, n.iri, near), natural(n.iri), n.iri))
    own = _in_turn([group for kind, group in groups.items() if kind.is_own])
    rare = sorted((k for k in groups if not k.is_own), key=lambda k: (len(groups[k]), k.property))
    back = _in_turn([groups[kind] for kind in rare])
    room = SHOWN - _OWN_FIRST
    return [*own[:_OWN_FIRST], *back[:room], *own[_OWN_FIRST:], *back[room:]]


def _in_turn(groups: Iterable[Sequence[Neighbour]]) -> list[Neighbour]:
    """Return the first of each group, then the second of each, and so on."""
    return [n for turn in zip_longest(*groups) for n in turn if n is not None]


def weight(one: str, other: str, near: Mapping[str, frozenset[str]]) -> float:
    """Return how much it tells that two entities are linked, by all neighbours of each.

    It is one for the link, and for each neighbour they share the less, the more that one has (the
    index of Adamic and Adar, “Friends and neighbors on the Web”, Social Networks 25 (2003),
    doi:10.1016/S0378-8733(03)00009-1); divided by the logarithm of how many ``other`` has, as a
    link to what everything links to tells little.
    """
    shared = near[one] & near[other]
    common = sum(1 / math.log2(len(near[iri])) for iri in sorted(shared))
    return (1 + common) / math.log2(1 + len(near[other]))


# For the explorer


def files(
    atlas: Atlas, written: Mapping[str, Mapping[str, str]], network: Network | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield what the explorer reads, as (path from the root of the site, bytes).

    One file a language that has a page of the explorer. It holds the kinds of links, and of each
    entity its address, name, section (an index) and links in the order of its neighbours, as pairs:
    the kind (an index, or its complement where the other end states the link) and the other end.

    Args:
        atlas: the entities.
        written: the hand-written pages: language -> path below the language -> Markdown.
        network: how the entities are linked, where that is known already.
    """
    wanted = [tag for tag in LANGUAGES if f"{EXPLORE}.md" in written.get(tag, {})]
    if not wanted:
        return
    network = network or build(atlas)
    entities = _ordered(atlas)
    places = {entity.iri: i for i, entity in enumerate(entities)}
    kinds = list(dict.fromkeys(link.property for link in network.links))
    numbers = {iri: i for i, iri in enumerate(kinds)}
    links = [
        [
            number
            for neighbour in network.of(entity.iri)
            for kind in neighbour.kinds
            for number in (
                numbers[kind.property] if kind.is_own else ~numbers[kind.property],
                places[neighbour.iri],
            )
        ]
        for entity in entities
    ]
    order = {section: i for i, section in enumerate(atlas.sections())}
    for tag in wanted:
        texts = catalogue(tag)
        told = {
            "kinds": [_kind(atlas, iri, texts) for iri in kinds],
            "entities": [
                [e.address.rstrip("/"), texts.pick(e.label), order[e.section], links[i]]
                for i, e in enumerate(entities)
            ],
        }
        folder = f"{EXPLORE}/" if tag == LANGUAGES[0] else f"{tag}/{EXPLORE}/"
        yield f"{folder}links.json", escape.json_file(told)


def _kind(atlas: Atlas, iri: str, texts: Catalogue) -> list[str]:
    """Return a kind of link: its key in addresses, its name, and its name from the other end."""
    name, inverse = names(atlas, iri, texts)
    return [atlas.iris.fragment(iri) if atlas.iris.is_term(iri) else iri, name, inverse]


def names(atlas: Atlas, iri: str, texts: Catalogue) -> tuple[str, str]:
    """Return what a kind of link is called from the end that states it, and from the other."""
    known = atlas.specs.predicates.get(iri)
    name = texts.pick(known.name) if known and known.name else _last(iri)
    inverse = texts.pick(known.inverse) if known and known.inverse else ""
    return name, inverse or texts.text("inverse-of", name=name)


def _last(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
