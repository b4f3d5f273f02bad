"""The entities in, links to and names of all that an answer to a query may hold out."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.iris import ONTOLOGY, anchor
from atlas.model import (
    Atlas,
    Entity,
    Part,
    Ref,
    joined,
)
from atlas.pages.page import Page, Shown


def answers(atlas: Atlas) -> dict[str, Ref]:
    """Return links to all that an answer may name: entities, parts and terms of the model."""
    refs = {}
    for entity in atlas.entities.values():
        refs[entity.iri] = Ref(entity.iri, entity.label, entity.address)
        for part in parts(entity):
            to = f"{entity.address}#{part.anchor}"
            refs[part.iri] = Ref(part.iri, joined(entity.label, part.label), to)
    names = {concept.iri: concept.label for concept in atlas.specs.concepts.values()}
    names |= {predicate.iri: predicate.name for predicate in atlas.specs.predicates.values()}
    for iri, name in names.items():
        at = f"{ONTOLOGY}/#{anchor(atlas.iris.fragment(iri))}" if atlas.iris.is_term(iri) else None
        refs[iri] = Ref(iri, name, at)
    return refs


def column_name(atlas: Atlas, page: Page, name: str) -> Shown:
    """Return what a column is called: a class, a section of them (for a count) or a property."""
    known = atlas.specs.classes.get(atlas.iris.term(name[:1].upper() + name[1:]))
    if known:
        return page.words(known.label)
    section = atlas.specs.of_section(name)
    if section:
        return page.words(section.plural)
    predicate = atlas.specs.predicates.get(atlas.iris.term(name))
    return page.words(predicate.name) if predicate else Shown(name, "en")


def parts(entity: Entity) -> Iterator[Part]:
    """Yield the parts that an entity's page shows, in its order."""
    for section in entity.sections:
        for table in section.tables:
            yield from table.parts
