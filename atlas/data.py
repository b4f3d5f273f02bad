"""Statements in, data files out: the whole graph, the model, and one file an entity and format.

Also what a page says to search engines. Returns bytes by path; writes nothing.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pyoxigraph as ox
from rdflib import DCTERMS, OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from atlas.escape import plain
from atlas.iris import Iris
from atlas.load import Source
from atlas.model import LABELS, Atlas, Entity, Text
from atlas.shapes import Specs

_SCHEMA = "https://schema.org/"
_PART_OF = ox.NamedNode(str(DCTERMS.isPartOf))
_LABEL = ox.NamedNode(str(RDFS.label))
_LICENCE = ox.NamedNode(str(DCTERMS.license))
_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
}

CONTENT_SUMS = "data/SHA256SUMS"
"""The file of checksums of everything under ``/data/``."""


def triples(source: Source, specs: Specs, iris: Iris) -> list[ox.Triple]:
    """Return the graph that is published: what the files say, and what a consumer needs with it.

    A part belongs to its owner (its IRI says so, but a query cannot see that); the terms that are
    used as values have their names; the whole is under the licence that the ontology names.
    """
    found = [ox.Triple(s.subject, s.predicate, s.object) for s in source.statements]
    subjects = sorted({s.subject.value for s in source.statements})
    found += [
        ox.Triple(ox.NamedNode(iri), _PART_OF, ox.NamedNode(iris.owner(iri)))
        for iri in subjects
        if iris.covers(iri) and iris.fragment(iri)
    ]
    found += [
        ox.Triple(ox.NamedNode(iris.base), _LICENCE, ox.NamedNode(str(licence)))
        for licence in specs.graph.objects(None, DCTERMS.license)
    ]
    used = {s.object.value for s in source.statements if isinstance(s.object, ox.NamedNode)}
    found += [
        ox.Triple(ox.NamedNode(iri), _LABEL, ox.Literal(str(label), language=label.language))
        for iri in sorted(used & specs.defined)
        for label in specs.graph.objects(URIRef(iri), RDFS.label)
        if isinstance(label, Literal)
    ]
    return sorted(dict.fromkeys(found), key=_triple_key)


def _name(node: ox.NamedNode | ox.BlankNode | ox.Triple) -> str:
    if isinstance(node, ox.Triple):
        raise TypeError("a triple is no subject in Turtle 1.1")
    return node.value


def _triple_key(triple: ox.Triple) -> tuple[str, str, str]:
    return str(triple.subject), str(triple.predicate), str(triple.object)


def _serialise(found: Iterable[ox.Triple], suffix: str, prefixes: Mapping[str, str]) -> bytes:
    form = _FORMATS[suffix]
    if suffix == "nt":
        # One triple a line in a fixed order, so that two dumps can be compared by any tool.
        lines = sorted(f"{triple} .\n" for triple in found)
        return "".join(lines).encode()
    data = ox.serialize(found, format=form, prefixes=dict(prefixes))
    if data is None:
        raise RuntimeError("pyoxigraph serialised to no bytes")
    return data if data.endswith(b"\n") else data + b"\n"


def prefixes_of(source: Source, model: Source) -> dict[str, str]:
    """Return the prefixes that the files agree on; the empty one means something else in each."""
    merged = {**source.prefixes, **model.prefixes}
    return {p: namespace for p, namespace in sorted(merged.items()) if p}


def files(
    atlas: Atlas, source: Source, model: Source, *, formats: Iterable[str] = tuple(_FORMATS)
) -> Iterator[tuple[str, bytes]]:
    """Yield every data file as (path below the site, bytes), the checksums last.

    Args:
        atlas: the entities, for their addresses.
        source: the statements of the graph.
        model: the statements of the ontology folder.
        formats: the suffixes of the files that each entity gets.
    """
    prefixes = prefixes_of(source, model)
    graph = triples(source, atlas.specs, atlas.iris)
    sums: dict[str, str] = {}
    for path, data in _dumps(atlas, graph, prefixes, source, model):
        sums[path.removeprefix("data/")] = hashlib.sha256(data).hexdigest()
        yield path, data
    yield (
        CONTENT_SUMS,
        "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode(),
    )
    for entity, found in _entities(atlas, graph):
        for suffix in formats:
            yield f"{entity.address.rstrip('/')}.{suffix}", _serialise(found, suffix, prefixes)


def _dumps(
    atlas: Atlas,
    graph: list[ox.Triple],
    prefixes: Mapping[str, str],
    source: Source,
    model: Source,
) -> Iterator[tuple[str, bytes]]:
    yield "data/atlas.ttl", _serialise(graph, "ttl", prefixes)
    yield "data/atlas.nt", _serialise(graph, "nt", prefixes)
    for name, found in _model_files(atlas.specs.graph, model):
        yield f"data/{name}.ttl", _serialise(found, "ttl", prefixes_of(Source(), model))


def _model_files(graph: Graph, model: Source) -> Iterator[tuple[str, list[ox.Triple]]]:
    """Yield the ontology, the shapes and the concept schemes, which together are the model."""
    kinds = (SH.NodeShape, SH.PropertyShape, SH.PropertyGroup)
    shapes = {str(s) for kind in kinds for s in graph.subjects(RDF.type, kind)}
    # Lists are only used by shapes.
    shapes |= {str(s) for s in graph.subjects(RDF.first)}
    concepts = {str(s) for s in graph.subjects(SKOS.inScheme)}
    concepts |= {str(s) for s in graph.subjects(RDF.type, SKOS.ConceptScheme)}
    found: dict[str, list[ox.Triple]] = defaultdict(list)
    for subject, predicate, value, _ in model.statements:
        name = "concepts" if subject.value in concepts else "ontology"
        found["shapes" if subject.value in shapes else name].append(
            ox.Triple(subject, predicate, value)
        )
    for name in sorted(found):
        yield name, sorted(dict.fromkeys(found[name]), key=_triple_key)


def _entities(atlas: Atlas, graph: list[ox.Triple]) -> Iterator[tuple[Entity, list[ox.Triple]]]:
    """Yield each entity with its triples: its own, its parts', blank nodes', linked labels."""
    out: dict[str, list[ox.Triple]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    for triple in graph:
        out[_name(triple.subject)].append(triple)
    for subject in out:
        if atlas.iris.fragment(subject):
            parts[atlas.iris.owner(subject)].append(subject)
    labels = _labels(atlas, graph)
    licence = out.get(atlas.iris.base, [])
    for iri, entity in atlas.entities.items():
        found = list(_closure(out, [iri, *sorted(parts[iri])]))
        own = {_name(triple.subject) for triple in found}
        linked = {t.object.value for t in found if isinstance(t.object, ox.NamedNode)} - own
        named = [label for target in sorted(linked) for label in labels.get(target, ())]
        yield entity, [*found, *named, *licence]


def _closure(out: Mapping[str, list[ox.Triple]], subjects: list[str]) -> Iterator[ox.Triple]:
    """Yield the triples of ``subjects`` and of the blank nodes that they lead to."""
    waiting, seen = list(reversed(subjects)), set(subjects)
    while waiting:
        for triple in out.get(waiting.pop(), ()):
            yield triple
            value = triple.object
            if isinstance(value, ox.BlankNode) and value.value not in seen:
                seen.add(value.value)
                waiting.append(value.value)


def _labels(atlas: Atlas, graph: list[ox.Triple]) -> dict[str, list[ox.Triple]]:
    labels: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in graph:
        if triple.predicate.value == LABELS[0]:
            labels[_name(triple.subject)].append(triple)
    return labels


def schema_org(atlas: Atlas) -> dict[str, Any]:
    """Return schema.org JSON-LD of every entity, by IRI, following the ontology's mappings.

    A class or property is spoken of by the schema.org term that the ontology puts above it; what
    has none is left out.
    """
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
