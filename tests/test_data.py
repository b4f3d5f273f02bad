"""The data files: complete, equal in every format, in a fixed order."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path

import pyoxigraph as ox
import pytest
from pyld import jsonld
from rdflib import Graph
from rdflib.compare import isomorphic

from atlas import data, dataset, load, model, schema_org, shapes
from atlas.hosts import Host
from atlas.iris import Iris
from atlas.releases import Past
from tests.support import ABOUT, SAMPLE

BASE = "https://w3id.org/south-south-atlas/"


@pytest.fixture(scope="module")
def files(specs: shapes.Specs, ontology: load.Source) -> dict[str, bytes]:
    source = load.load(SAMPLE, Iris())
    atlas = model.build(source, specs, Iris())
    graph = data.triples(source, specs, Iris())
    return dict(dataset.files(atlas, graph, source, ontology, ABOUT, Host(BASE), Past(), []))


def _graph(files: dict[str, bytes], path: str) -> Graph:
    form = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}[path.rsplit(".", 1)[1]]
    return Graph().parse(data=files[path], format=form)


def _triples(files: dict[str, bytes], path: str) -> list[ox.Triple]:
    """Return the triples of a dump; of the TriG, those of its named graphs."""
    form = data.FORMATS[path.rsplit(".", 1)[1]]
    quads = ox.parse(files[path], format=form)
    return list(
        {
            ox.Triple(quad.subject, quad.predicate, quad.object)
            for quad in quads
            if form is not ox.RdfFormat.TRIG or quad.graph_name != ox.DefaultGraph()
        }
    )


@pytest.mark.parametrize("suffix", data.DUMPS)
def test_dump_has_the_published_hash(files: dict[str, bytes], suffix: str) -> None:
    found = data.canonical_hash(_triples(files, f"data/atlas.{suffix}"))
    assert f"{found}\n".encode() == files[data.HASH]


def test_entity_files_together_have_the_published_hash(files: dict[str, bytes]) -> None:
    union = {
        triple
        for path in files
        if path.endswith(".nt") and not path.startswith("data/")
        for triple in _triples(files, path)
    }
    assert f"{data.canonical_hash(union)}\n".encode() == files[data.HASH]


def test_hash_does_not_hang_on_the_names_of_blank_nodes() -> None:
    def graph(text: str) -> list[ox.Triple]:
        return [q.triple for q in ox.parse(text, format=ox.RdfFormat.TURTLE)]

    one = graph("<urn:a> <urn:b> [ <urn:c> 1 ], [ <urn:c> 2 ] .")
    same = graph("_:x <urn:c> 2 . <urn:a> <urn:b> _:y, _:x . _:y <urn:c> 1 .")
    other = graph("<urn:a> <urn:b> [ <urn:c> 1 ], [ <urn:c> 3 ] .")
    assert data.canonical_hash(one) == data.canonical_hash(same)
    assert data.canonical_hash(one) != data.canonical_hash(other)


@pytest.mark.parametrize("suffix", data.DUMPS)
def test_archive_holds_the_dump(files: dict[str, bytes], suffix: str) -> None:
    assert gzip.decompress(files[f"data/atlas.{suffix}.gz"]) == files[f"data/atlas.{suffix}"]


RAPPER = {"ttl": "turtle", "nt": "ntriples", "rdf": "rdfxml", "trig": "trig"}


@pytest.mark.parametrize("suffix", sorted(RAPPER))
def test_an_independent_parser_reads_the_dump(
    files: dict[str, bytes], suffix: str, tmp_path: Path
) -> None:
    """Raptor (Debian's ``raptor2-utils``) reads every dump but JSON-LD, and warns of nothing."""
    dump = tmp_path / f"atlas.{suffix}"
    dump.write_bytes(files[f"data/{dump.name}"])
    rapper = shutil.which("rapper")
    assert rapper, "rapper is missing: run `make test`, which sets it up"
    read = subprocess.run(
        [rapper, "-q", "-i", RAPPER[suffix], "-o", "nquads", str(dump)],
        capture_output=True,
        check=True,
    )
    assert read.stderr == b""
    assert len(read.stdout.splitlines()) == len(
        list(
            ox.parse(
                files[f"data/atlas.{suffix}"],
                format=data.FORMATS[suffix],
            )
        )
    )


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf"])
def test_rdflib_counts_as_many_triples(files: dict[str, bytes], suffix: str) -> None:
    form = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "rdf": "xml"}[suffix]
    read = Graph().parse(data=files[f"data/atlas.{suffix}"], format=form)
    assert len(read) == len(files["data/atlas.nt"].splitlines())


def test_json_ld_needs_no_context_from_elsewhere(files: dict[str, bytes]) -> None:
    def refuse(url: str, options: object) -> None:
        raise AssertionError(f"fetches {url}")

    for path in ("data/atlas.jsonld", "projects/forest.jsonld"):
        document = json.loads(files[path])
        quads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
        expected = files[path.replace(".jsonld", ".nt")].splitlines()
        assert len(quads.splitlines()) == len(expected)


def test_trig_says_where_each_statement_comes_from(files: dict[str, bytes]) -> None:
    quads = list(ox.parse(files["data/atlas.trig"], format=ox.RdfFormat.TRIG))
    places = {
        quad.graph_name.value
        for quad in quads
        if quad.subject == ox.NamedNode(f"{BASE}projects/forest")
        and isinstance(quad.graph_name, ox.NamedNode)
    }
    assert places == {f"{BASE}graph/projects/forest.ttl"}


def test_dump_holds_every_statement_and_what_it_implies(files: dict[str, bytes]) -> None:
    dump = set(ox.parse(files["data/atlas.nt"], format=ox.RdfFormat.N_TRIPLES))
    said = {ox.Quad(s.subject, s.predicate, s.object) for s in load.load(SAMPLE, Iris()).statements}
    assert said < dump
    implied = {str(quad.predicate.value).rsplit("/", 1)[-1] for quad in dump - said}
    assert implied == {"isPartOf", "license", "rdf-schema#label"}


def test_entity_files_agree_and_name_what_they_link_to(files: dict[str, bytes]) -> None:
    turtle = _graph(files, "projects/forest.ttl")
    assert isomorphic(turtle, _graph(files, "projects/forest.nt"))
    assert isomorphic(turtle, _graph(files, "projects/forest.jsonld"))
    named = {str(subject) for subject, _, _ in turtle}
    assert f"{BASE}partners/unep" in named
    assert f"{BASE}projects/forest#grant" in named
    assert f"{BASE}ontology#ProjectKind-project" in named


def test_json_ld_fetches_no_remote_context(files: dict[str, bytes]) -> None:
    nodes = json.loads(files["projects/forest.jsonld"])
    assert all("@context" not in node for node in nodes)


def test_ntriples_are_sorted(files: dict[str, bytes]) -> None:
    lines = files["data/atlas.nt"].splitlines()
    assert lines == sorted(lines)
    assert len(lines) == len(set(lines))


def test_checksums_are_right(files: dict[str, bytes]) -> None:
    lines = files[data.CONTENT_SUMS].decode().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    dumps = {
        p.removeprefix("data/") for p in files if p.startswith("data/") and p != data.CONTENT_SUMS
    }
    assert set(told) == dumps
    for name, digest in told.items():
        assert hashlib.sha256(files[f"data/{name}"]).hexdigest() == digest


def test_model_is_split_without_loss(files: dict[str, bytes], ontology: load.Source) -> None:
    parts = [_graph(files, f"data/{name}.ttl") for name in ("ontology", "shapes", "concepts")]
    union = parts[0] + parts[1] + parts[2]
    assert sum(len(part) for part in parts) == len(union)
    assert isomorphic(union, load.to_rdflib(ontology.statements))


def test_licence_is_said_in_the_data(files: dict[str, bytes]) -> None:
    for path in ("data/atlas.ttl", "projects/forest.ttl", "data/ontology.ttl"):
        assert b"creativecommons.org/licenses/by/4.0/" in files[path], path


def test_schema_org_follows_the_ontology(specs: shapes.Specs) -> None:
    atlas = model.build(load.load(SAMPLE, Iris()), specs, Iris())
    node = schema_org.of_entities(atlas)[f"{BASE}projects/forest"]
    assert node["@type"] == "Project"
    assert {"@value": "森林监测项目", "@language": "zh"} in node["name"]
    assert node["funder"][0]["@id"] == f"{BASE}partners/unep"
    assert not re.search(r"\*", json.dumps(node["description"]))
