"""Every rule has Turtle that keeps it and Turtle that breaks it, told at the right line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rdflib import SH, Graph, URIRef

from atlas import load, shapes
from atlas.findings import Finding
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import Iris
from atlas.validate import _Checked

HERE = Path(__file__).parent
SHAPES = HERE / "shapes"
RULES = HERE / "rules"

Check = Callable[..., list[Finding]]

_COMPONENTS = [
    "minCount",
    "maxCount",
    "class",
    "nodeKind",
    "or",
    "datatype",
    "languageIn",
    "uniqueLang",
    "pattern",
    "minLength",
    "minInclusive",
    "maxInclusive",
]


def _kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def _property_shapes() -> Iterator[tuple[str, str, list[str]]]:
    """Yield (folder of its tests, name, constraints) of each property shape of the ontology."""
    for file in sorted((HERE.parent / "ontology" / "shapes").glob("*.ttl")):
        graph = Graph().parse(file)
        for shape in sorted(graph.subjects(predicate=SH.path), key=str):
            local = str(shape).split("#")[1]
            short = local.split("-", 1)[1] if local[0].isupper() else local
            kept = [_kebab(c) for c in _COMPONENTS if (shape, SH[c], None) in graph]
            yield f"{file.stem}/{short}", local, kept


_SHAPES = list(_property_shapes())
_CONSTRAINTS = [(case, local, kept) for case, local, all_ in _SHAPES for kept in all_]


def _shape_findings(path: Path, specs: shapes.Specs) -> list[Finding]:
    # One file on its own: what it says of paths and labels is not the question here.
    source = load.load(path.parent, Iris())
    number = next(i for i, f in enumerate(source.files) if f.disk == path)
    alone = load.Source(
        source.files, tuple(s for s in source.statements if s.file == number), (), source.prefixes
    )
    return list(_Checked(alone, specs, Iris()).shacl())


@pytest.mark.parametrize(("case", "local"), [(case, local) for case, local, _ in _SHAPES])
def test_good_value_keeps_its_shape(case: str, local: str, specs: shapes.Specs) -> None:
    found = _shape_findings(SHAPES / f"{case}.pass.ttl", specs)
    assert [f.rule for f in found if f.values["shape"] == f"shapes#{local}"] == []


@pytest.mark.parametrize(("case", "local", "constraint"), _CONSTRAINTS)
def test_bad_value_breaks_its_shape(
    case: str, local: str, constraint: str, specs: shapes.Specs
) -> None:
    found = _shape_findings(SHAPES / f"{case}.{constraint}.fail.ttl", specs)
    broken = [f for f in found if f.values["shape"] == f"shapes#{local}"]
    assert f"shacl-{constraint}" in {f.rule for f in broken}
    for finding in broken:
        for language in LANGUAGES:
            assert finding.text(catalogue(language))
            assert finding.fix(catalogue(language))


def test_every_fixture_belongs_to_a_rule() -> None:
    wanted = {SHAPES / f"{case}.pass.ttl" for case, _, _ in _SHAPES}
    wanted |= {SHAPES / f"{case}.{constraint}.fail.ttl" for case, _, constraint in _CONSTRAINTS}
    assert set(SHAPES.rglob("*.ttl")) == wanted


@pytest.mark.parametrize("rule", sorted(path.name for path in RULES.iterdir()))
def test_rule_beyond_shacl(rule: str, check: Check) -> None:
    assert rule not in {f.rule for f in check(RULES / rule / "pass")}
    marked = {
        (file.as_posix(), number)
        for file in (RULES / rule / "fail").rglob("*.ttl")
        for number, line in enumerate(file.read_bytes().split(b"\n"), 1)
        if b"# <- here" in line
    }
    found = {(f.file, f.line) for f in check(RULES / rule / "fail") if f.rule == rule}
    assert found == marked


def _fluent_rules() -> set[str]:
    return {name for name in catalogue("en").names() if _has_fix(name)}


def _has_fix(name: str) -> bool:
    return "fix" in catalogue("en")._bundle.get_message(name).attributes


def test_every_worded_rule_is_tested() -> None:
    elsewhere = {"shacl-other", "shape-unplaced", "shapes-unusable", "unknown-icon"}
    elsewhere |= {"no-entities", "mkdocs-failed", "not-formatted", "print-failed"}
    shacl = {f"shacl-{constraint}" for _, _, constraint in _CONSTRAINTS}
    # Those of charts are tested with them.
    elsewhere |= {rule for rule in _fluent_rules() if rule.startswith("chart-")}
    assert _fluent_rules() - elsewhere == shacl | {path.name for path in RULES.iterdir()}


def test_misspelt_shacl_term_is_found(tmp_path: Path) -> None:
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
shape:x a sh:PropertyShape ;
    sh:path <http://www.w3.org/2000/01/rdf-schema#label> ;
    sh:minCuont 1 .
"""
    (tmp_path / "x.ttl").write_text(text)
    _, findings = shapes.read(load.load(tmp_path, Iris()), Iris())
    assert [(f.rule, f.line, f.values["term"]) for f in findings] == [
        ("unknown-term", 5, "http://www.w3.org/ns/shacl#minCuont")
    ]


def test_property_shape_without_a_section_is_found(tmp_path: Path) -> None:
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
shape:X a sh:NodeShape ; sh:property shape:x .
shape:x a sh:PropertyShape ;
    sh:path <http://www.w3.org/2000/01/rdf-schema#label> .
"""
    (tmp_path / "x.ttl").write_text(text)
    _, findings = shapes.read(load.load(tmp_path, Iris()), Iris())
    assert [(f.rule, f.line) for f in findings] == [("shape-unplaced", 4)]


def test_icon_that_does_not_exist_is_found(tmp_path: Path) -> None:
    text = """@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
atlas:icon a owl:AnnotationProperty .
atlas:Good a owl:Class ; atlas:icon "gavel" .
atlas:Bad a owl:Class ;
    atlas:icon "../gravel" .
"""
    (tmp_path / "x.ttl").write_text(text)
    _, findings = shapes.read(load.load(tmp_path, Iris()), Iris())
    assert [(f.rule, f.line, f.values["name"]) for f in findings] == [
        ("unknown-icon", 6, "../gravel")
    ]


def test_shape_that_is_used_but_not_written_is_reported(tmp_path: Path) -> None:
    text = """@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
shape:X a sh:NodeShape ; sh:targetClass <https://w3id.org/south-south-atlas/ontology#Theme> ;
    sh:property shape:missing .
"""
    (tmp_path / "x.ttl").write_text(text)
    specs, _ = shapes.read(load.load(tmp_path, Iris()), Iris())
    theme = load.load(SHAPES / "theme", Iris())
    (finding,) = _Checked(theme, specs, Iris()).shacl()
    assert finding.rule == "shapes-unusable"
    assert "shapes#missing" in finding.text(catalogue("en"))


def test_every_own_term_is_named_and_explained_in_both_languages(specs: shapes.Specs) -> None:
    wanted = set(LANGUAGES)
    for spec in specs.classes.values():
        assert set(spec.label) >= wanted, spec.iri
        assert set(spec.definition) >= wanted, spec.iri
        for field in spec.fields:
            assert set(field.name) >= wanted, field.iri
            assert set(field.help) >= wanted, field.iri
            if field.classes:
                assert set(specs.predicates[field.path].inverse) >= wanted, field.path
    for predicate in specs.predicates.values():
        assert set(predicate.name) >= wanted, predicate.iri
        assert set(predicate.definition) >= wanted, predicate.iri
    for concept in [*specs.concepts.values(), *specs.schemes.values()]:
        assert set(concept.label) >= wanted, concept.iri


def test_shapes_use_no_anonymous_property_shape(specs: shapes.Specs) -> None:
    assert all(isinstance(s, URIRef) for s in specs.graph.objects(None, SH.property))
