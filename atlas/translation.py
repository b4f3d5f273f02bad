"""Entities in, the fields out whose texts are there in one language and not in another.

A field lacks a language where a thing has texts of it in another; other names
(``skos:altLabel``) need no twin, and text without a language belongs to none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from atlas.i18n import LANGUAGES
from atlas.model import (
    ALT_LABEL,
    LABELS,
    RDFS_LABEL,
    SUMMARIES,
    Atlas,
    Entity,
    Part,
    Row,
    Text,
)
from atlas.shapes import ClassSpec, Specs, Words


@dataclass(frozen=True)
class Gap:
    """A field of an entity, or of a part of one, without text in ``languages``."""

    entity: Entity
    part: Part | None
    name: Words
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Worklist:
    """How many fields with text there are, by section, and those that lack a language."""

    texts: Mapping[str, int]
    gaps: Mapping[str, tuple[Gap, ...]]

    @property
    def total(self) -> int:
        """How many fields with text there are."""
        return sum(self.texts.values())

    @property
    def missing(self) -> int:
        """How many of them lack a language."""
        return sum(map(len, self.gaps.values()))


@dataclass(frozen=True)
class _Field:
    """A field with the languages of its texts."""

    name: Words
    languages: frozenset[str]


def worklist(atlas: Atlas) -> Worklist:
    """Return what is to be translated, in the order of the site."""
    texts: dict[str, int] = {}
    gaps: dict[str, tuple[Gap, ...]] = {}
    for section, entities in atlas.sections().items():
        found: list[Gap] = []
        texts[section] = 0
        for entity in entities:
            for part, stated in _fields(atlas, entity):
                texts[section] += 1
                lacking = tuple(tag for tag in LANGUAGES if tag not in stated.languages)
                if lacking:
                    found.append(Gap(entity, part, stated.name, lacking))
        if found:
            gaps[section] = tuple(found)
    return Worklist(texts, gaps)


def _fields(atlas: Atlas, entity: Entity) -> Iterator[tuple[Part | None, _Field]]:
    """Yield the fields of an entity and of its parts that hold text in a language of the site."""
    summary = atlas.iris.term("summary")
    rows = [row for section in entity.sections for row in section.rows]
    stated = {row.predicate for row in rows}
    # What the heading of a page shows is no row, where shapes say what belongs there.
    for path, others, words in (
        (RDFS_LABEL, LABELS, entity.label),
        (summary, (summary, *SUMMARIES), entity.summary),
    ):
        if stated.isdisjoint(others):
            yield from _of_words(None, _name(atlas.specs, entity.spec, path), words)
    for row in rows:
        yield from _of_row(None, row)
    for table in (table for section in entity.sections for table in section.tables):
        for part in table.parts:
            yield from _of_words(part, _name(atlas.specs, table.spec, RDFS_LABEL), part.label)
            for row in part.rows.values():
                yield from _of_row(part, row)


def _of_row(part: Part | None, row: Row) -> Iterator[tuple[Part | None, _Field]]:
    if row.predicate != ALT_LABEL:
        texts = [fact.value for fact in row.facts if isinstance(fact.value, Text)]
        yield from _of_words(part, row.name, {text.language: text.value for text in texts})


def _of_words(part: Part | None, name: Words, words: Words) -> Iterator[tuple[Part | None, _Field]]:
    languages = frozenset(tag.partition("-")[0] for tag in words) & frozenset(LANGUAGES)
    if languages:
        yield part, _Field(name, languages)


def _name(specs: Specs, spec: ClassSpec | None, path: str) -> Words:
    """Return what a field is called: by the shapes of its class, or by the ontology."""
    known = spec.field(path) if spec else None
    if known:
        return known.name
    predicate = specs.predicates.get(path)
    return predicate.name if predicate else {}
