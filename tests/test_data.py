"""The data files: complete, equal in every format, in a fixed order."""

from __future__ import annotations

import hashlib
import json
import re

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from atlas import data, load, model, shapes
from atlas.iris import Iris
from tests.support import SAMPLE

BASE = "https://w3id.org/south-south-atlas/"


@pytest.fixture(scope="module")
def files(specs: shapes.Specs, ontology: load.Source) -> dict[str, bytes]:
    source = load.load(SAMPLE, Iris())
    return dict(data.files(model.build(source, specs, Iris()), source, ontology))


def _graph(files: dict[str, bytes], path: str) -> Graph:
    form = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld"}[path.rsplit(".", 1)[1]]
    return Graph().parse(data=files[path], format=form)


def test_dumps_say_the_same(files: dict[str, bytes]) -> None:
    assert isomorphic(_graph(files, "data/atlas.ttl"), _graph(files, "data/atlas.nt"))


def test_dump_holds_every_statement_and_what_it_implies(files: dict[str, bytes]) -> None:
    dump = set(ox.parse(files["data/atlas.nt"], format=ox.RdfFormat.N_TRIPLES))
    said = {ox.Quad(s.subject, s.predicate, s.object) for s in load.load(SAMPLE, Iris()).statements}
    assert said < dump
    implied = {str(quad.predicate.value).rsplit("/", 1)[-1] for quad in dump - said}
    assert implied == {"isPartOf", "license", "rdf-schema#label"}


def test_union_of_the_entity_files_is_the_dump(files: dict[str, bytes]) -> None:
    union = Graph()
    for path in files:
        if path.endswith(".nt") and not path.startswith("data/"):
            union += _graph(files, path)
    assert isomorphic(union, _graph(files, "data/atlas.nt"))


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
    node = data.schema_org(atlas)[f"{BASE}projects/forest"]
    assert node["@type"] == "Project"
    assert {"@value": "森林监测项目", "@language": "zh"} in node["name"]
    assert node["funder"][0]["@id"] == f"{BASE}partners/unep"
    assert not re.search(r"\*", json.dumps(node["description"]))
