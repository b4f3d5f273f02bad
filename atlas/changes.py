"""Two states of a graph in, out: which entities are new, which are gone, which say other things.

Also the triples that lead from the first to the second, as N-Triples.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from atlas.iris import Iris
from atlas.model import Text, text_of

Statements = frozenset[ox.Triple]


@dataclass(frozen=True)
class Difference:
    """One property of an entity, or of a part of it, with the values that left and that came.

    A value is a text or an IRI.
    """

    subject: str
    predicate: str
    before: tuple[Text | str, ...]
    after: tuple[Text | str, ...]


@dataclass(frozen=True)
class Comparison:
    """What changed from one state to another, by the IRIs of entities in order."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: Mapping[str, tuple[Difference, ...]]


def compare(before: Iterable[ox.Triple], after: Iterable[ox.Triple], iris: Iris) -> Comparison:
    """Return what leads from ``before`` to ``after``, entity by entity.

    What is said of things outside the base (names of terms, for example) is nobody's change.
    """
    old, new = frozenset(before), frozenset(after)
    was, now = _entities(old, iris), _entities(new, iris)
    left, came = _by_entity(old - new, iris), _by_entity(new - old, iris)
    return Comparison(
        added=tuple(sorted(now - was)),
        removed=tuple(sorted(was - now)),
        changed={
            entity: _differences(left.get(entity, ()), came.get(entity, ()))
            for entity in sorted(left.keys() | came.keys())
            if entity in was and entity in now
        },
    )


def n_triples(found: Iterable[ox.Triple]) -> bytes:
    """Return triples as sorted N-Triples."""
    return "".join(sorted(f"{triple} .\n" for triple in found)).encode()


def _entities(found: Statements, iris: Iris) -> frozenset[str]:
    return frozenset(
        t.subject.value
        for t in found
        if isinstance(t.subject, ox.NamedNode)
        and iris.covers(t.subject.value)
        and not iris.is_term(t.subject.value)
        and not iris.fragment(t.subject.value)
    )


def _by_entity(found: Statements, iris: Iris) -> dict[str, list[ox.Triple]]:
    by: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in found:
        if isinstance(triple.subject, ox.NamedNode) and iris.covers(triple.subject.value):
            by[iris.owner(triple.subject.value)].append(triple)
    return by


def _differences(left: Iterable[ox.Triple], came: Iterable[ox.Triple]) -> tuple[Difference, ...]:
    sides: dict[tuple[str, str], tuple[list[ox.Triple], list[ox.Triple]]] = defaultdict(
        lambda: ([], [])
    )
    for side, triples in enumerate((left, came)):
        for triple in triples:
            if isinstance(triple.subject, ox.NamedNode):
                sides[triple.subject.value, triple.predicate.value][side].append(triple)
    return tuple(
        Difference(
            subject,
            predicate,
            tuple(_value(triple) for triple in sorted(before, key=str)),
            tuple(_value(triple) for triple in sorted(after, key=str)),
        )
        for (subject, predicate), (before, after) in sorted(sides.items())
    )


def _value(triple: ox.Triple) -> Text | str:
    value = triple.object
    if isinstance(value, ox.Literal):
        return text_of(value)
    return value.value if isinstance(value, ox.NamedNode) else str(value)
