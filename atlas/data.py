"""Statements in, data files out: the whole graph in every format, the model, one file an entity.

Returns bytes by path; writes nothing. Every format says the same: a canonical hash (RDFC-1.0) of
the graph is published beside them, and each of them has it.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef

from atlas.iris import Iris
from atlas.load import Source
from atlas.model import LABELS, Atlas, Entity
from atlas.shapes import Specs

_PART_OF = ox.NamedNode(str(DCTERMS.isPartOf))
_LABEL = ox.NamedNode(str(RDFS.label))
_LICENCE = ox.NamedNode(str(DCTERMS.license))
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
}
"""How each format is read and written, by suffix."""

DUMPS = ("ttl", "nt", "jsonld", "rdf", "trig")
"""The formats of the whole graph, by suffix."""

ENTITY_FORMATS = ("ttl", "nt", "jsonld")
"""The formats of one entity, by suffix."""

CONTENT_SUMS = "data/SHA256SUMS"
"""The file of checksums of everything under ``/data/``."""

HASH = "data/atlas.rdfc10.sha256"
"""The file of the canonical hash of the graph."""


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
    form = FORMATS[suffix]
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


def canonical_hash(found: Iterable[ox.Triple]) -> str:
    """Return the SHA-256, in hexadecimal, of the canonical N-Quads of a graph.

    Source: RDF Dataset Canonicalization (RDFC-1.0), https://www.w3.org/TR/rdf-canon/. Two graphs
    have the same hash when they say the same, whatever their blank nodes are called.
    """
    dataset = ox.Dataset(ox.Quad(t.subject, t.predicate, t.object) for t in found)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    lines = sorted(f"{ox.Triple(q.subject, q.predicate, q.object)} .\n" for q in dataset)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def dumps(
    graph: Sequence[ox.Triple],
    source: Source,
    model: Source,
    specs: Specs,
    iris: Iris,
    provenance: Sequence[ox.Triple] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield the whole graph in every format, plain and compressed, its hash, and the model.

    Args:
        graph: what :func:`triples` returned.
        source: the statements of the graph by file.
        model: the statements of the ontology folder.
        specs: what that folder says.
        iris: the mapping of the base.
        provenance: what is known of the files, for the default graph of the TriG.
    """
    prefixes = prefixes_of(source, model)
    for suffix in DUMPS:
        if suffix == "trig":
            content = _trig(graph, source, iris, provenance, prefixes)
        else:
            content = _serialise(graph, suffix, prefixes)
        yield f"data/atlas.{suffix}", content
        # Without a time of its own, the archive of the same content is the same.
        yield f"data/atlas.{suffix}.gz", gzip.compress(content, mtime=0)
    yield HASH, f"{canonical_hash(graph)}\n".encode()
    for name, found in _model_files(specs.graph, model):
        yield f"data/{name}.ttl", _serialise(found, "ttl", prefixes_of(Source(), model))


def graph_name(iris: Iris, path: str) -> str:
    """Return the IRI of the named graph that holds what the file at ``path`` says."""
    return f"{iris.base}graph/{path}"


def _trig(
    graph: Sequence[ox.Triple],
    source: Source,
    iris: Iris,
    provenance: Sequence[ox.Triple],
    prefixes: Mapping[str, str],
) -> bytes:
    """Return one named graph a file, one for what no file says, and provenance in the default.

    Together the named graphs are the graph.
    """
    names = [ox.NamedNode(graph_name(iris, file.path.as_posix())) for file in source.files]
    quads = [ox.Quad(s.subject, s.predicate, s.object, names[s.file]) for s in source.statements]
    said = {ox.Triple(s.subject, s.predicate, s.object) for s in source.statements}
    computed = ox.NamedNode(graph_name(iris, "computed"))
    quads += [_quad(triple, computed) for triple in graph if triple not in said]
    quads += [_quad(triple) for triple in provenance]
    content = ox.serialize(
        sorted(dict.fromkeys(quads), key=_quad_key),
        format=FORMATS["trig"],
        prefixes=dict(prefixes),
    )
    if content is None:
        raise RuntimeError("pyoxigraph serialised to no bytes")
    return content


def _quad(triple: ox.Triple, graph: ox.NamedNode | None = None) -> ox.Quad:
    return ox.Quad(triple.subject, triple.predicate, triple.object, graph or ox.DefaultGraph())


def _quad_key(quad: ox.Quad) -> tuple[str, ...]:
    return str(quad.graph_name), str(quad.subject), str(quad.predicate), str(quad.object)


def checksums(digests: Mapping[str, str]) -> bytes:
    """Return the file of checksums, as ``sha256sum --check`` reads it, from digests by path."""
    return "".join(
        f"{digest}  {path.removeprefix('data/')}\n" for path, digest in sorted(digests.items())
    ).encode()


def entity_files(
    atlas: Atlas,
    graph: Sequence[ox.Triple],
    source: Source,
    model: Source,
    formats: Iterable[str] = ENTITY_FORMATS,
) -> Iterator[tuple[str, bytes]]:
    """Yield each entity in each of ``formats`` as (path below the site, bytes)."""
    prefixes = prefixes_of(source, model)
    for entity, found in _entities(atlas, graph):
        for suffix in formats:
            yield f"{entity.address.rstrip('/')}.{suffix}", _serialise(found, suffix, prefixes)


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


def _entities(atlas: Atlas, graph: Sequence[ox.Triple]) -> Iterator[tuple[Entity, list[ox.Triple]]]:
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


def _labels(atlas: Atlas, graph: Sequence[ox.Triple]) -> dict[str, list[ox.Triple]]:
    labels: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in graph:
        if triple.predicate.value == LABELS[0]:
            labels[_name(triple.subject)].append(triple)
    return labels
