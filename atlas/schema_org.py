"""Entities in, schema.org JSON-LD of their pages out: what a page says to search engines.

A class or property is spoken of by the schema.org term that the ontology puts above it; what has
none is left out.
"""

from __future__ import annotations

from typing import Any

from rdflib import OWL

from atlas.escape import plain
from atlas.model import Atlas, Entity, Text
from atlas.shapes import Specs

_SCHEMA = "https://schema.org/"


def of_entities(atlas: Atlas) -> dict[str, Any]:
    """Return schema.org JSON-LD of every entity, by IRI."""
    return {iri: _schema_entity(atlas, entity) for iri, entity in atlas.entities.items()}


def _schema_entity(atlas: Atlas, entity: Entity) -> dict[str, Any]:
    supers = entity.spec.supers if entity.spec else ()
    kind = next((s.removeprefix(_SCHEMA) for s in supers if s.startswith(_SCHEMA)), "Thing")
    node: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": kind,
        "@id": entity.iri,
        "name": [_language_value(text, tag) for tag, text in entity.label.items()],
        "description": [_language_value(plain(t), tag) for tag, t in entity.summary.items()],
        "url": entity.iri,
    }
    if entity.alternatives:
        node["alternateName"] = [_language_value(t.value, t.language) for t in entity.alternatives]
    same = str(OWL.sameAs)
    for section in entity.sections:
        for row in section.rows:
            name = (
                "sameAs" if row.predicate == same else _schema_property(atlas.specs, row.predicate)
            )
            if name:
                node.setdefault(name, []).extend(_schema_value(fact.value) for fact in row.facts)
    return {key: value for key, value in node.items() if value not in ([], "")}


def _language_value(text: str, tag: str) -> Any:
    return {"@value": text, "@language": tag} if tag else text


def _schema_property(specs: Specs, predicate: str) -> str:
    known = specs.predicates.get(predicate)
    supers = known.supers if known else ()
    return next((s.removeprefix(_SCHEMA) for s in supers if s.startswith(_SCHEMA)), "")


def _schema_value(value: Any) -> Any:
    if isinstance(value, Text):
        return _language_value(value.value, value.language)
    names = [_language_value(text, tag) for tag, text in getattr(value, "label", {}).items()]
    return {"@id": value.iri, "name": names} if hasattr(value, "iri") else None
