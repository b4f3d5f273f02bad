"""A checked graph in, every data file of its site out: dumps, tables, description, checksums.

Returns bytes by path; writes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

import pyoxigraph as ox
from rdflib import DCTERMS

from atlas import data, dcat, tables
from atlas.load import Source
from atlas.model import Atlas


def licence(atlas: Atlas) -> str:
    """Return the IRI of the licence that the ontology names, or the empty string."""
    return next((str(found) for found in atlas.specs.graph.objects(None, DCTERMS.license)), "")


def files(
    atlas: Atlas,
    source: Source,
    model: Source,
    about: dcat.About,
    made: list[dcat.DataFile],
    provenance: Sequence[ox.Triple] = (),
) -> Iterator[tuple[str, bytes]]:
    """Yield every data file of the site as (path, bytes), the checksums after what they cover.

    Args:
        atlas: the entities.
        source: the statements of the graph.
        model: the statements of the ontology folder.
        about: what the data set is called and where it is kept.
        made: filled with what was yielded of the whole graph, for who lists it afterwards.
        provenance: what is known of the files of the graph.
    """
    graph = data.triples(source, atlas.specs, atlas.iris)
    terms = licence(atlas)
    for path, content in data.dumps(graph, source, model, atlas.specs, atlas.iris, provenance):
        made.append(_known(path, content))
        yield path, content
    for path, content in tables.files(atlas, about.title, terms):
        made.append(_known(path, content))
        yield path, content
    described = [file for file in made if file.suffix in dcat.MEDIA_TYPES]
    for path, content in dcat.files(about, graph, described, atlas.specs, atlas.iris, terms):
        made.append(_known(path, content))
        yield path, content
    below = {file.path: file.digest for file in made if file.path.startswith("data/")}
    sums = data.checksums(below)
    made.append(_known(data.CONTENT_SUMS, sums))
    yield data.CONTENT_SUMS, sums
    yield from data.entity_files(atlas, graph, source, model)


def _known(path: str, content: bytes) -> dcat.DataFile:
    return dcat.DataFile(path, len(content), hashlib.sha256(content).hexdigest())
