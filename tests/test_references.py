"""References: read back by other libraries than the one that wrote them."""

from __future__ import annotations

import json
from typing import Any

import pybtex.database
import pytest
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON

from atlas import load, model, references, shapes
from atlas.iris import Iris
from tests.support import ROOT, BuildAtlas

BASE = "https://w3id.org/south-south-atlas/"
PARTNER = (
    'base:partners/p a atlas:Partner ; rdfs:label "Wood and Sons, Inc."@en ; rdfs:label "伍"@zh .'
)

LATEX = {
    r"{\textbraceleft}": "{",
    r"{\textbraceright}": "}",
    r"{\textasciitilde}": "~",
    r"{\textasciicircum}": "^",
    r"{\textbackslash}": "\\",
    **{f"\\{mark}": mark for mark in "#$%&_"},
}
"""What LaTeX prints for each of the commands that may stand in a field."""

CSL_TYPES = {"article", "book", "dataset", "document", "motion_picture", "report", "standard"}
CSL_FIELDS = {
    "id": str,
    "type": str,
    "title": str,
    "author": list,
    "publisher": str,
    "number": str,
    "issued": dict,
    "language": str,
    "URL": str,
    "note": str,
}
"""Of the CSL-JSON schema (csl-data.json, version 1.0.2): the types and fields that are written."""


def _product(said: str, label: str = "A title", slug: str = "x") -> str:
    return f"""base:products/{slug} a atlas:Product ; rdfs:label "{label}"@en ; {said}
    rdfs:label "标题《一》"@zh ."""


def _read(atlas: model.Atlas) -> list[references.Reference]:
    sections = ("documents", "products")
    return references.read(
        [e for e in atlas.entities.values() if e.section in sections], atlas.iris
    )


def _bibtex(found: list[references.Reference]) -> dict[str, pybtex.database.Entry]:
    text = references.bibtex(found).decode()
    return dict(pybtex.database.parse_string(text, "bibtex").entries)


def _csl(found: list[references.Reference]) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = json.loads(references.csl(found))
    for item in items:
        assert item["type"] in CSL_TYPES
        assert {"id", "type", "title", "URL"} <= item.keys()
        for name, value in item.items():
            assert isinstance(value, CSL_FIELDS[name])
            assert value
        assert all(author.keys() == {"literal"} for author in item.get("author", []))
        if "issued" in item:
            ((year, *rest),) = item["issued"]["date-parts"]
            assert 1000 <= year <= 9999
            assert len(rest) <= 2
    return items


def _printed(field: str) -> str:
    for command, text in LATEX.items():
        field = field.replace(command, text)
    return field


def test_a_reference_comes_back_whole(build_atlas: BuildAtlas) -> None:
    said = """atlas:kind atlas:ProductKind-report ; atlas:author base:partners/p ;
    atlas:author base:partners/q ; atlas:publishedBy base:partners/p ; atlas:symbol "UN/X/1" ;
    atlas:published "2014-06"^^xsd:gYearMonth ; atlas:language atlas:Language-en ;
    atlas:website <https://e.org/a_b?x=1&y=%20#z> ;"""
    second = 'base:partners/q a atlas:Partner ; rdfs:label "Q"@en .'
    files = {"products/x.ttl": _product(said), "partners/p.ttl": PARTNER, "partners/q.ttl": second}
    found = _read(build_atlas(files))
    entry = _bibtex(found)["x"]
    assert entry.type == "techreport"
    assert [str(person) for person in entry.persons["author"]] == ["{Wood and Sons, Inc.}", "{Q}"]
    assert dict(entry.fields) == {
        "title": "{A title}",
        "institution": "{Wood and Sons, Inc.}",
        "number": "UN/X/1",
        "year": "2014",
        "month": "6",
        "language": "en",
        "url": "https://e.org/a_b?x=1&y=%20#z",
        "note": "标题《一》",
    }
    assert _csl(found) == [
        {
            "id": "x",
            "type": "report",
            "title": "A title",
            "author": [{"literal": "Wood and Sons, Inc."}, {"literal": "Q"}],
            "publisher": "Wood and Sons, Inc.",
            "number": "UN/X/1",
            "issued": {"date-parts": [[2014, 6]]},
            "language": "en",
            "URL": "https://e.org/a_b?x=1&y=%20#z",
            "note": "标题《一》",
        }
    ]


@pytest.mark.parametrize(
    "title",
    [
        "{braces} {in} pairs",
        "one } alone",
        "{ and {{ open",
        "100% of R&D #1 in $ and a_b",
        "a ~ b ^ c",
        'back\\\\slash and \\"quotes\\"',
        "@article{x, title = {y}}",
        "生物多样性：“公约”及其议定书 – été",
    ],
)
def test_marks_of_latex_and_letters_of_any_script_survive(
    build_atlas: BuildAtlas, title: str
) -> None:
    meant = title.replace('\\"', '"').replace("\\\\", "\\")
    files = {
        "products/a.ttl": _product("", title, "a"),
        "products/b.ttl": _product("", "The next one", "b"),
    }
    found = _read(build_atlas(files))
    entries = _bibtex(found)
    assert _printed(entries["a"].fields["title"]) == f"{{{meant}}}"
    assert entries["b"].fields["title"] == "{The next one}"
    assert _csl(found)[0]["title"] == meant


@pytest.mark.parametrize(
    ("said", "issued"),
    [
        ('atlas:published "2014"^^xsd:gYear ;', (2014,)),
        ('atlas:published "2014-06-27"^^xsd:date ;', (2014, 6, 27)),
        ("", ()),
    ],
)
def test_a_date_is_as_precise_as_stated(
    build_atlas: BuildAtlas, said: str, issued: tuple[int, ...]
) -> None:
    found = _read(build_atlas({"products/x.ttl": _product(said)}))
    fields = _bibtex(found)["x"].fields
    stated = tuple(int(fields[name]) for name in ("year", "month", "day") if name in fields)
    assert stated == issued
    given = _csl(found)[0].get("issued", {"date-parts": [[]]})
    assert given["date-parts"] == [list(issued)]


def test_a_page_stands_in_for_a_missing_website(build_atlas: BuildAtlas) -> None:
    found = _read(build_atlas({"products/x.ttl": _product("")}))
    assert _csl(found)[0]["URL"] == _bibtex(found)["x"].fields["url"] == f"{BASE}products/x"


def test_a_slug_of_two_sections_makes_two_keys(build_atlas: BuildAtlas) -> None:
    document = 'base:documents/x a atlas:Document ; rdfs:label "D"@en .'
    found = _read(build_atlas({"products/x.ttl": _product(""), "documents/x.ttl": document}))
    assert [ref.key for ref in found] == ["documents-x", "products-x"]


def test_every_kind_has_a_type(specs: shapes.Specs) -> None:
    kinds = {Iris().term("DocumentKind"), Iris().term("ProductKind")}
    known = {Iris().fragment(c.iri) for c in specs.concepts.values() if c.cls in kinds}
    assert known == references.TYPES.keys()


def test_a_citation_style_prints_it(build_atlas: BuildAtlas) -> None:
    said = """atlas:kind atlas:ProductKind-guide ; atlas:author base:partners/p ;
    atlas:published "2014"^^xsd:gYear ;"""
    found = _read(build_atlas({"products/x.ttl": _product(said), "partners/p.ttl": PARTNER}))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(_csl(found)), formatter.plain)
    bibliography.register(Citation([CitationItem("x")]))
    (printed,) = map(str, bibliography.bibliography())
    for text in ("Wood and Sons, Inc.", "2014", "A title"):
        assert text in printed


def test_the_real_graph(specs: shapes.Specs) -> None:
    atlas = model.build(load.load(ROOT / "graph", Iris()), specs, Iris())
    found = _read(atlas)
    slugs = {
        e.address.split("/")[1]
        for e in atlas.entities.values()
        if e.section in {"documents", "products"}
    }
    assert slugs <= {ref.key for ref in found}
    assert _bibtex(found).keys() == {item["id"] for item in _csl(found)} == {r.key for r in found}
