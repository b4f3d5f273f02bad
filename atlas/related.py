"""Entities in, for each the others that share most with it out, and what it is that they share.

Two entities share what both link to or are linked from. The fewer others link to a shared thing,
the more it counts, by the logarithm of Adamic and Adar (2003), “Friends and neighbors on the Web”,
https://doi.org/10.1016/S0378-8733(03)00009-1; the sum is set against all that the two link to, as
in the cosine of their links weighted so, so that those with the most links are not near to all.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from atlas.model import REPLACED_BY, SOURCE, Atlas, Entity, Ref, Value

MOST = 5
"""How many related entities are named."""

LEAST = 2
"""How many things two entities share at least; one is no likeness."""

_BUDGET = 1000
"""How many paths of two links are followed from an entity, those through the rarest things first.

What is left out are things that so many share that they say little. It bounds the work for an
entity, however many others there are.
"""


@dataclass(frozen=True)
class Related:
    """An entity that shares something with another, and what they share, the rarest first."""

    entity: Entity
    shared: tuple[Entity, ...]


def of(atlas: Atlas) -> Mapping[str, tuple[Related, ...]]:
    """Return, by IRI, the entities that share most with each, the nearest first.

    Not among them: what an entity links to already or is linked from, and withdrawn entries.
    """
    near = _neighbours(atlas)
    weight = {iri: 1 / math.log(max(len(around), 2)) for iri, around in near.items()}
    length = {iri: math.sqrt(sum(weight[n] for n in around)) for iri, around in near.items()}
    order = {iri: place for place, iri in enumerate(sorted(atlas.entities))}
    peers = {iri: _by_section(atlas, around) for iri, around in near.items()}
    found = {}
    for iri, around in near.items():
        section = atlas.entities[iri].section
        rarest = sorted(around, key=lambda n: (len(near[n]), order[n]))
        scores: dict[str, float] = defaultdict(float)
        left = _BUDGET
        for thing in rarest:
            left -= len(peers[thing][section])
            if left < 0:
                break
            for other in peers[thing][section]:
                scores[other] += weight[thing]
        best = sorted(
            (o for o in scores if o != iri and o not in around),
            key=lambda o: (-scores[o] / length[o], order[o]),
        )
        chosen = list(_chosen(atlas, near, best, rarest))
        if chosen:
            found[iri] = tuple(chosen)
    return found


def _by_section(atlas: Atlas, iris: frozenset[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(iris):
        if not atlas.entities[iri].is_deprecated:
            found[atlas.entities[iri].section].append(iri)
    return found


def _chosen(
    atlas: Atlas, near: Mapping[str, frozenset[str]], best: Sequence[str], rarest: Sequence[str]
) -> Iterator[Related]:
    """Yield the first of ``best`` that share enough of the things in ``rarest``."""
    left = MOST
    for other in best:
        shared = [atlas.entities[thing] for thing in rarest if thing in near[other]]
        if len(shared) >= LEAST:
            yield Related(atlas.entities[other], tuple(shared))
            left -= 1
        if not left:
            return


def _neighbours(atlas: Atlas) -> Mapping[str, frozenset[str]]:
    """Return, by IRI, what each entity, with its parts, links to or is linked from.

    Sources are left out: that one document tells of two entities says nothing of them.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for iri, entity in atlas.entities.items():
        for ref in _links(entity):
            other = atlas.iris.owner(ref.iri)
            if other != iri and other in atlas.entities:
                near[iri].add(other)
                near[other].add(iri)
    return {iri: frozenset(others) for iri, others in near.items()}


def _links(entity: Entity) -> Iterator[Ref]:
    rows = [row for section in entity.sections for row in section.rows]
    tables = [table for section in entity.sections for table in section.tables]
    rows += [row for table in tables for part in table.parts for row in part.rows.values()]
    for row in rows:
        if row.predicate not in {SOURCE, REPLACED_BY}:
            yield from _refs(fact.value for fact in row.facts)


def _refs(values: Iterator[Value]) -> Iterator[Ref]:
    for value in values:
        if isinstance(value, Ref):
            yield value
