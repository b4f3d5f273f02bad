"""A checked graph in, every data file of its site out: dumps, tables, description, checksums.

Returns bytes by path; writes nothing.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
from collections.abc import Iterator, Sequence

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, RDF, XSD

from atlas import browse, data, dcat, exports, hosts, maps, releases, tables
from atlas.iris import Iris
from atlas.load import Source
from atlas.model import Atlas
from atlas.pages.entity import FORMATS

_TYPE = ox.NamedNode(str(RDF.type))
_NO_DATE = "1970-01-01"


def licence(atlas: Atlas) -> str:
    """Return the IRI of the licence that the ontology names, or the empty string."""
    return next((str(found) for found in atlas.specs.graph.objects(None, DCTERMS.license)), "")


def files(
    atlas: Atlas,
    graph: Sequence[ox.Triple],
    source: Source,
    model: Source,
    about: dcat.About,
    host: hosts.Host,
    past: releases.Past,
    made: list[dcat.DataFile],
) -> Iterator[tuple[str, bytes]]:
    """Yield every data file of the site as (path, bytes), the checksums after what they cover.

    Args:
        atlas: the entities.
        graph: what :func:`atlas.data.triples` returned.
        source: the statements of the graph by file.
        model: the statements of the ontology folder.
        about: what the data set is called and where it is kept.
        host: where the site is served.
        past: its history.
        made: filled with what was yielded of the whole graph, for who lists it afterwards.
    """
    terms = licence(atlas)
    provenance = _provenance(source, atlas.iris, about, past)
    for path, content in itertools.chain(
        data.dumps(graph, source, model, atlas.specs, atlas.iris, provenance),
        tables.files(atlas, about.title, terms),
        releases.patches(past.notes),
    ):
        made.append(_known(path, content))
        yield path, content
    # Where nothing is known of the past, the exports that must bear a date bear this one.
    dated = about if about.modified else dataclasses.replace(about, modified=_NO_DATE)
    exported = list(exports.files(atlas, dated))
    for path, content in exported:
        if path.startswith("data/"):
            made.append(_known(path, content))
            yield path, content
    described = [file for file in made if file.suffix in dcat.MEDIA_TYPES]
    for path, content in dcat.files(about, graph, described, past, atlas.specs, atlas.iris, terms):
        made.append(_known(path, content))
        yield path, content
    below = {file.path: file.digest for file in made if file.path.startswith("data/")}
    sums = data.checksums(below)
    made.append(_known(data.CONTENT_SUMS, sums))
    yield data.CONTENT_SUMS, sums
    yield from browse.files(atlas)
    yield from releases.feeds(past.notes, about.title, atlas.iris.base)
    yield from ((path, content) for path, content in exported if not path.startswith("data/"))
    yield from hosts.files(
        host,
        FORMATS,
        dcat.MEDIA_TYPES,
        [entity.address for entity in atlas.entities.values()],
    )
    yield maps.IMAGE, maps.image()
    yield from data.entity_files(atlas, graph, source, model)


def _provenance(
    source: Source, iris: Iris, about: dcat.About, past: releases.Past
) -> list[ox.Triple]:
    """Return where each named graph comes from and when what it says last changed (PROV-O)."""
    found = []
    for file in source.files:
        path = file.path.as_posix()
        graph = ox.NamedNode(data.graph_name(iris, path))
        found.append(ox.Triple(graph, _TYPE, ox.NamedNode(str(PROV.Entity))))
        change = past.changes.get(path)
        if change:
            day = ox.Literal(change.date, datatype=ox.NamedNode(str(XSD.date)))
            found.append(ox.Triple(graph, ox.NamedNode(str(DCTERMS.modified)), day))
        if change and about.repository:
            folder = file.disk.absolute().parents[len(file.path.parts) - 1].name
            at = f"{about.repository}/blob/{change.commit}/{folder}/{path}"
            derived = ox.NamedNode(str(PROV.wasDerivedFrom))
            found.append(ox.Triple(graph, derived, ox.NamedNode(at)))
    return found


def _known(path: str, content: bytes) -> dcat.DataFile:
    return dcat.DataFile(path, len(content), hashlib.sha256(content).hexdigest())
