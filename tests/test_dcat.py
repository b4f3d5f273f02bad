"""The descriptions of the data: valid against DCAT-AP, and every number in them counted."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCTERMS, RDF, VOID, Graph, Literal, Namespace, URIRef

from atlas import data, dataset, dcat, load, model, shapes
from atlas.hosts import Host
from atlas.iris import Iris
from atlas.releases import Past
from tests.support import ABOUT, SAMPLE, turtle

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
BASE = "https://w3id.org/south-south-atlas/"
SHAPES = Path(__file__).parent / "dcat-ap.ttl"


PLACE = """
base:places/kenya a atlas:Place ; rdfs:label "Kenya"@en , "肯尼亚"@zh ;
    atlas:latitude 0.5 ; atlas:longitude 37.9 .
"""


@pytest.fixture(scope="module")
def files(
    specs: shapes.Specs, ontology: load.Source, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    folder = shutil.copytree(SAMPLE, tmp_path_factory.mktemp("dcat") / "graph")
    (folder / "places").mkdir()
    (folder / "places" / "kenya.ttl").write_text(turtle(PLACE), encoding="utf-8")
    source = load.load(folder, Iris())
    atlas = model.build(source, specs, Iris())
    graph = data.triples(source, specs, Iris())
    return dict(dataset.files(atlas, graph, source, ontology, ABOUT, Host(BASE), Past(), []))


@pytest.fixture(scope="module")
def catalog(files: dict[str, bytes]) -> Graph:
    return Graph().parse(data=files[dcat.CATALOG], format="turtle")


@pytest.fixture(scope="module")
def void(files: dict[str, bytes]) -> Graph:
    return Graph().parse(data=files[dcat.VOID_FILE], format="turtle")


@pytest.fixture(scope="module")
def dump(files: dict[str, bytes]) -> Graph:
    return Graph().parse(data=files["data/atlas.nt"], format="nt")


def test_catalogue_keeps_dcat_ap(catalog: Graph) -> None:
    conforms, _, report = validate(catalog, shacl_graph=Graph().parse(SHAPES))
    assert conforms, report


def test_shapes_of_dcat_ap_find_what_is_missing(catalog: Graph) -> None:
    poorer = Graph()
    for triple in catalog:
        if triple[1] != DCAT.byteSize:
            poorer.add(triple)
    conforms, _, _ = validate(poorer, shacl_graph=Graph().parse(SHAPES))
    assert not conforms


def test_sizes_and_checksums_are_those_of_the_files(
    catalog: Graph, files: dict[str, bytes]
) -> None:
    seen = set()
    for iri in catalog.subjects(RDF.type, DCAT.Distribution):
        content = files[str(iri).removeprefix(BASE)]
        seen.add(str(iri).removeprefix(BASE))
        assert catalog.value(iri, DCAT.byteSize) == Literal(
            str(len(content)),
            datatype=URIRef("http://www.w3.org/2001/XMLSchema#nonNegativeInteger"),
        )
        checksum = catalog.value(iri, SPDX.checksum)
        assert (
            str(catalog.value(checksum, SPDX.checksumValue)) == hashlib.sha256(content).hexdigest()
        )
    assert {"data/atlas.ttl.gz", "data/atlas.trig", "data/csv/projects.csv"} <= seen


def test_coverage_is_that_of_the_graph(catalog: Graph, dump: Graph) -> None:
    years = {str(o)[:4] for o in dump.objects() if re.fullmatch(r"\d{4}(-\d\d){0,2}", str(o))}
    (period,) = catalog.objects(None, DCTERMS.temporal)
    assert str(catalog.value(period, DCAT.startDate)) == min(years)
    assert str(catalog.value(period, DCAT.endDate)) == max(years)
    (area,) = catalog.objects(None, DCTERMS.spatial)
    assert str(catalog.value(area, DCAT.bbox)) == f"POLYGON(({','.join(['37.9 0.5'] * 5)}))"


def test_counts_are_those_of_the_graph(void: Graph, dump: Graph) -> None:
    root = URIRef(BASE)
    counts = {
        VOID.triples: len(dump),
        VOID.distinctSubjects: len(set(dump.subjects())),
        VOID.distinctObjects: len(set(dump.objects())),
        VOID.properties: len(set(dump.predicates())),
        VOID.classes: len(set(dump.objects(None, RDF.type))),
    }
    for predicate, number in counts.items():
        assert void.value(root, predicate) == Literal(number), predicate
    for partition in void.objects(root, VOID.classPartition):
        cls = void.value(partition, VOID["class"])
        assert void.value(partition, VOID.entities) == Literal(
            len(set(dump.subjects(RDF.type, cls)))
        )
    listed = {void.value(p, VOID.property) for p in void.objects(root, VOID.propertyPartition)}
    assert listed == set(dump.predicates())
    for partition in void.objects(root, VOID.propertyPartition):
        counted = void.value(partition, VOID.property)
        number = sum(1 for _, predicate, _ in dump if predicate == counted)
        assert void.value(partition, VOID.triples) == Literal(number)


def test_dumps_and_link_sets_are_named(void: Graph, files: dict[str, bytes]) -> None:
    dumps = {str(iri).removeprefix(BASE) for iri in void.objects(URIRef(BASE), VOID.dataDump)}
    assert dumps == {
        p for p in files if re.fullmatch(r"data/atlas\.(ttl|nt|jsonld|rdf|trig)(\.gz)?", p)
    }
    sites = {
        str(void.value(link, VOID.objectsTarget)) for link in void.subjects(RDF.type, VOID.Linkset)
    }
    assert any("creativecommons.org" in site for site in sites)


def test_search_engines_are_told_the_same() -> None:
    made = [
        dcat.DataFile("data/atlas.ttl", 10, "0" * 64),
        dcat.DataFile("data/atlas.ttl.gz", 5, "1" * 64),
    ]
    node = dcat.schema_org(ABOUT, made, Iris(), "https://creativecommons.org/licenses/by/4.0/")
    assert node["@type"] == "Dataset"
    assert {name["@language"] for name in node["name"]} == {"en", "zh"}
    assert [d["contentUrl"] for d in node["distribution"]] == [f"{BASE}data/atlas.ttl"]
    assert node["dateModified"] == "2026-01-31"
