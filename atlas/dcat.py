"""A graph and its data files in, their description out: DCAT 3 and VoID, every number counted.

Sources: Data Catalog Vocabulary 3, https://www.w3.org/TR/vocab-dcat-3/; Describing Linked Datasets
with the VoID Vocabulary, https://www.w3.org/TR/void/. Nothing described is a blank node, so that
the files read the same in every tool.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, RDF, VOID, XSD, Namespace

from atlas.i18n import LANGUAGES
from atlas.iris import RELEASES, Iris
from atlas.releases import Notes, Past
from atlas.shapes import Specs, Words

CATALOG = "data/catalog.ttl"
VOID_FILE = ".well-known/void"

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
MEDIA = "https://www.iana.org/assignments/media-types/"
_EU = "http://publications.europa.eu/resource/authority/"
_LANGUAGE_CODES = {"en": "ENG", "zh": "ZHO"}
_GEO = "http://www.opengis.net/ont/geosparql#"

MEDIA_TYPES: Mapping[str, str] = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "csv": "text/csv",
    "gz": "application/gzip",
    "xml": "application/xml",
    "ics": "text/calendar",
    "bib": "text/x-bibtex",
    "json": "application/json",
}
"""Media types by suffix."""

_W3C_FORMATS = {
    "ttl": "Turtle",
    "nt": "N-Triples",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
    "trig": "TriG",
}


@dataclass(frozen=True)
class About:
    """What is said of the data set that its triples do not say.

    ``title`` and ``description`` are by language; ``repository`` is where it is kept and asked
    about; ``version`` and ``modified`` (an ISO 8601 date) are empty where unknown.
    """

    title: Words
    description: Words
    repository: str = ""
    version: str = ""
    modified: str = ""


@dataclass(frozen=True)
class DataFile:
    """A file that can be downloaded: its size in bytes and its SHA-256 in hexadecimal."""

    path: str
    size: int
    digest: str

    @property
    def suffix(self) -> str:
        """What its name ends in, without the ending of an archive."""
        return self.path.removesuffix(".gz").rsplit(".", 1)[-1]

    @property
    def is_archive(self) -> bool:
        """Say whether it is compressed."""
        return self.path.endswith(".gz")


@dataclass
class _Writer:
    """Collects triples about things under one base."""

    iris: Iris
    found: list[ox.Triple] = field(default_factory=list)

    def say(self, subject: str, predicate: Any, value: Any, datatype: str = "") -> None:
        """State one fact; an empty value says nothing, words are said in each language."""
        if isinstance(value, Mapping):
            for tag, text in value.items():
                self._add(subject, predicate, ox.Literal(text, language=tag or None))
        elif datatype:
            if value != "":
                literal = ox.Literal(str(value), datatype=ox.NamedNode(datatype))
                self._add(subject, predicate, literal)
        elif value:
            self._add(subject, predicate, ox.NamedNode(str(value)))

    def _add(self, subject: str, predicate: Any, value: ox.NamedNode | ox.Literal) -> None:
        self.found.append(ox.Triple(ox.NamedNode(subject), ox.NamedNode(str(predicate)), value))


def _part(document: str, name: str) -> str:
    """Return the IRI of what a document describes; under a base that ends in ``#`` it has one."""
    return f"{document}-{name}" if "#" in document else f"{document}#{name}"


def media_type(path: str) -> str:
    """Return the media type of the data file at ``path``; raises ``KeyError`` for a strange one."""
    return MEDIA_TYPES[path.removesuffix(".gz").rsplit(".", 1)[-1]]


def files(
    about: About,
    graph: Sequence[ox.Triple],
    made: Sequence[DataFile],
    past: Past,
    specs: Specs,
    iris: Iris,
    licence: str,
) -> Iterator[tuple[str, bytes]]:
    """Yield the catalogue and the VoID description as (path below the site, bytes).

    Args:
        about: what the data set is called and where it is kept.
        graph: the published triples.
        made: the files that hold them.
        past: the releases.
        specs: the model.
        iris: the mapping of the base.
        licence: the IRI of the licence, or empty.
    """
    yield CATALOG, _turtle(_catalog(about, graph, made, past, iris, licence), iris)
    yield VOID_FILE, _turtle(_void(about, graph, made, specs, iris, licence), iris)


def _turtle(found: Iterable[ox.Triple], iris: Iris) -> bytes:
    prefixes = {
        "dcat": str(DCAT),
        "dcterms": str(DCTERMS),
        "foaf": str(FOAF),
        "formats": str(FORMATS),
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "spdx": str(SPDX),
        "vcard": str(VCARD),
        "void": str(VOID),
        "xsd": str(XSD),
    }
    if iris.base.endswith("/"):
        prefixes["atlas"] = iris.term("")
    content = ox.serialize(found, format=ox.RdfFormat.TURTLE, prefixes=prefixes)
    if content is None:
        raise RuntimeError("pyoxigraph serialised to no bytes")
    return content


def _catalog(
    about: About,
    graph: Sequence[ox.Triple],
    made: Sequence[DataFile],
    past: Past,
    iris: Iris,
    licence: str,
) -> list[ox.Triple]:
    out = _Writer(iris)
    catalog, dataset = f"{iris.base}{CATALOG}", iris.base
    publisher, contact = _part(catalog, "publisher"), _part(catalog, "contact")
    for thing, kind in ((catalog, DCAT.Catalog), (dataset, DCAT.Dataset)):
        out.say(thing, RDF.type, kind)
        out.say(thing, DCTERMS.title, about.title)
        out.say(thing, DCTERMS.description, about.description)
        out.say(thing, DCTERMS.license, licence)
        out.say(thing, DCTERMS.publisher, publisher)
        out.say(thing, DCTERMS.modified, about.modified, str(XSD.date))
        for tag in LANGUAGES:
            out.say(thing, DCTERMS.language, f"{_EU}language/{_LANGUAGE_CODES[tag]}")
    out.say(catalog, DCAT.dataset, dataset)
    out.say(catalog, FOAF.homepage, iris.base)
    out.say(publisher, RDF.type, FOAF.Agent)
    out.say(publisher, FOAF.name, about.title)
    out.say(publisher, FOAF.homepage, about.repository)
    out.say(dataset, DCTERMS.identifier, iris.base, str(XSD.anyURI))
    out.say(dataset, DCAT.landingPage, f"{iris.base}data/")
    out.say(dataset, DCAT.version, about.version, str(XSD.string))
    out.say(dataset, DCAT.theme, f"{_EU}data-theme/ENVI")
    out.say(dataset, DCTERMS.accrualPeriodicity, f"{_EU}frequency/IRREG")
    out.say(dataset, DCTERMS.conformsTo, f"{iris.base}data/shapes.ttl")
    if about.repository:
        out.say(dataset, DCAT.contactPoint, contact)
        out.say(contact, RDF.type, VCARD.Kind)
        out.say(contact, VCARD.fn, about.title)
        out.say(contact, VCARD.hasURL, f"{about.repository.rstrip('/')}/issues")
    _coverage(out, dataset, catalog, graph)
    for note in past.notes:
        _version(out, dataset, note)
    for file in made:
        _distribution(out, dataset, file, licence)
    return out.found


def _coverage(out: _Writer, dataset: str, catalog: str, graph: Sequence[ox.Triple]) -> None:
    """State the span of the years and the box of the places that the graph speaks of."""
    dates = sorted(
        triple.object.value
        for triple in graph
        if isinstance(triple.object, ox.Literal)
        and triple.object.datatype.value in {str(XSD.date), str(XSD.gYear), str(XSD.gYearMonth)}
    )
    if dates:
        period = _part(catalog, "period")
        out.say(dataset, DCTERMS.temporal, period)
        out.say(period, RDF.type, DCTERMS.PeriodOfTime)
        out.say(period, DCAT.startDate, dates[0][:4], str(XSD.gYear))
        out.say(period, DCAT.endDate, dates[-1][:4], str(XSD.gYear))
    points: dict[str, list[float]] = {"latitude": [], "longitude": []}
    for triple in graph:
        name = triple.predicate.value.removeprefix(out.iris.term(""))
        if name in points and isinstance(triple.object, ox.Literal):
            points[name].append(float(triple.object.value))
    if points["latitude"] and points["longitude"]:
        west, east = min(points["longitude"]), max(points["longitude"])
        south, north = min(points["latitude"]), max(points["latitude"])
        box = (
            f"POLYGON(({west} {south},{east} {south},{east} {north},{west} {north},{west} {south}))"
        )
        area = _part(catalog, "area")
        out.say(dataset, DCTERMS.spatial, area)
        out.say(area, RDF.type, DCTERMS.Location)
        out.say(area, DCAT.bbox, box, f"{_GEO}wktLiteral")


def _version(out: _Writer, dataset: str, note: Notes) -> None:
    """State a release as a version of the data set, with an IRI of its own."""
    if note.release is None:
        return
    iri = f"{out.iris.base}{RELEASES}/{note.name}"
    out.say(dataset, DCAT.hasVersion, iri)
    out.say(iri, DCAT.isVersionOf, dataset)
    out.say(iri, DCAT.version, note.name, str(XSD.string))
    out.say(iri, DCTERMS.issued, note.release.date, str(XSD.date))
    if note.before:
        out.say(iri, DCAT.previousVersion, f"{out.iris.base}{RELEASES}/{note.before.tag}")


def _distribution(out: _Writer, dataset: str, file: DataFile, licence: str) -> None:
    iri = f"{out.iris.base}{file.path}"
    checksum = _part(f"{out.iris.base}{CATALOG}", f"sha256-{file.digest[:16]}")
    out.say(dataset, DCAT.distribution, iri)
    out.say(iri, RDF.type, DCAT.Distribution)
    out.say(iri, DCTERMS.title, {"": file.path.rsplit("/", 1)[-1]})
    out.say(iri, DCAT.accessURL, f"{out.iris.base}data/")
    out.say(iri, DCAT.downloadURL, iri)
    out.say(iri, DCAT.mediaType, MEDIA + media_type(file.path))
    if file.is_archive:
        out.say(iri, DCAT.compressFormat, MEDIA + MEDIA_TYPES["gz"])
    out.say(iri, DCAT.byteSize, file.size, str(XSD.nonNegativeInteger))
    out.say(iri, DCTERMS.license, licence)
    out.say(iri, SPDX.checksum, checksum)
    out.say(checksum, RDF.type, SPDX.Checksum)
    out.say(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    out.say(checksum, SPDX.checksumValue, file.digest, str(XSD.hexBinary))


def _void(
    about: About,
    graph: Sequence[ox.Triple],
    made: Sequence[DataFile],
    specs: Specs,
    iris: Iris,
    licence: str,
) -> list[ox.Triple]:
    out = _Writer(iris)
    described, dataset = f"{iris.base}{VOID_FILE}", iris.base
    out.say(described, RDF.type, VOID.DatasetDescription)
    out.say(described, FOAF.primaryTopic, dataset)
    out.say(dataset, RDF.type, VOID.Dataset)
    out.say(dataset, DCTERMS.title, about.title)
    out.say(dataset, DCTERMS.description, about.description)
    out.say(dataset, DCTERMS.license, licence)
    out.say(dataset, FOAF.homepage, iris.base)
    out.say(dataset, VOID.uriSpace, iris.base, str(XSD.string))
    _count(out, dataset, graph)
    for file in made:
        if file.suffix in _W3C_FORMATS and file.path.startswith("data/atlas."):
            out.say(dataset, VOID.dataDump, f"{iris.base}{file.path}")
            if not file.is_archive:
                out.say(dataset, VOID.feature, FORMATS[_W3C_FORMATS[file.suffix]])
    vocabularies = {
        _namespace(t.predicate.value) for t in graph if t.predicate.value != str(RDF.type)
    }
    for vocabulary in sorted(vocabularies):
        out.say(dataset, VOID.vocabulary, vocabulary)
    for spec in specs.entity_classes:
        member = next((t.subject for t in graph if _is_a(t, spec.iri)), None)
        if isinstance(member, ox.NamedNode):
            out.say(dataset, VOID.exampleResource, member.value)
    _linksets(out, dataset, described, graph, specs)
    return out.found


def _is_a(triple: ox.Triple, cls: str) -> bool:
    return (
        triple.predicate.value == str(RDF.type)
        and isinstance(triple.object, ox.NamedNode)
        and triple.object.value == cls
    )


def _namespace(iri: str) -> str:
    head, mark, _ = iri.rpartition("#") if "#" in iri else iri.rpartition("/")
    return head + mark


def _count(out: _Writer, dataset: str, graph: Sequence[ox.Triple]) -> None:
    """State the numbers of triples, subjects and objects, whole, by class and by property."""
    integer = str(XSD.integer)
    subjects = {str(t.subject) for t in graph}
    entities = {
        t.subject.value
        for t in graph
        if isinstance(t.subject, ox.NamedNode)
        and out.iris.covers(t.subject.value)
        and not out.iris.fragment(t.subject.value)
    }
    classes = Counter(
        t.object.value
        for t in graph
        if t.predicate.value == str(RDF.type) and isinstance(t.object, ox.NamedNode)
    )
    properties = Counter(t.predicate.value for t in graph)
    out.say(dataset, VOID.triples, len(graph), integer)
    out.say(dataset, VOID.entities, len(entities), integer)
    out.say(dataset, VOID.distinctSubjects, len(subjects), integer)
    out.say(dataset, VOID.distinctObjects, len({str(t.object) for t in graph}), integer)
    out.say(dataset, VOID.classes, len(classes), integer)
    out.say(dataset, VOID.properties, len(properties), integer)
    described = f"{out.iris.base}{VOID_FILE}"
    for cls, number in sorted(classes.items()):
        partition = _part(described, f"class-{_local(cls)}")
        out.say(dataset, VOID.classPartition, partition)
        out.say(partition, VOID["class"], cls)
        out.say(partition, VOID.entities, number, integer)
    for predicate, number in sorted(properties.items()):
        partition = _part(described, f"property-{_local(predicate)}")
        out.say(dataset, VOID.propertyPartition, partition)
        out.say(partition, VOID.property, predicate)
        out.say(partition, VOID.triples, number, integer)


def _local(iri: str) -> str:
    """Return the name of a term with the last part of its vocabulary, so that two never meet."""
    namespace = _namespace(iri)
    vocabulary = [part for part in namespace.replace("#", "/").split("/") if part][-1]
    return f"{vocabulary}-{iri.removeprefix(namespace)}"


def _linksets(
    out: _Writer, dataset: str, described: str, graph: Sequence[ox.Triple], specs: Specs
) -> None:
    """State how many links lead to each other site, by property."""
    links: Counter[tuple[str, str]] = Counter()
    for triple in graph:
        value = triple.object
        if not isinstance(value, ox.NamedNode) or triple.predicate.value == str(RDF.type):
            continue
        host = urlsplit(value.value).netloc
        if host and not out.iris.covers(value.value) and value.value not in specs.defined:
            links[triple.predicate.value, host] += 1
    for (predicate, host), number in sorted(links.items()):
        linkset = _part(described, f"links-{_local(predicate)}-{host}")
        target = _part(described, f"target-{host}")
        out.say(dataset, VOID.subset, linkset)
        out.say(linkset, RDF.type, VOID.Linkset)
        out.say(linkset, VOID.subjectsTarget, dataset)
        out.say(linkset, VOID.objectsTarget, target)
        out.say(linkset, VOID.linkPredicate, predicate)
        out.say(linkset, VOID.triples, number, str(XSD.integer))
        out.say(target, RDF.type, VOID.Dataset)
        out.say(target, FOAF.homepage, f"https://{host}/")


def schema_org(about: About, made: Iterable[DataFile], iris: Iris, licence: str) -> dict[str, Any]:
    """Return the data set as schema.org JSON-LD, for the page on which it is downloaded."""
    node: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": iris.base,
        "url": f"{iris.base}data/",
        "name": _by_language(about.title),
        "description": _by_language(about.description),
        "inLanguage": list(LANGUAGES),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.path.rsplit("/", 1)[-1],
                "contentUrl": f"{iris.base}{file.path}",
                "encodingFormat": media_type(file.path),
                "contentSize": f"{file.size} B",
            }
            for file in made
            if file.suffix in MEDIA_TYPES and not file.is_archive
        ],
        "license": licence,
        "version": about.version,
        "dateModified": about.modified,
    }
    return {key: value for key, value in node.items() if value not in ("", [])}


def _by_language(words: Words) -> list[dict[str, str]]:
    return [{"@value": text, "@language": tag} for tag, text in words.items()]
