"""The CSV tables: a line an entity or part, columns from the shapes, safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from csvw import CSVW

from atlas import model, shapes, tables
from tests.support import BuildAtlas

BASE = "https://w3id.org/south-south-atlas/"
TITLE = {"en": "Atlas", "zh": "图谱"}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

GRAPH = {
    "projects/forest.ttl": """
base:projects/forest a atlas:Project ;
    rdfs:label "Forest | watch"@en , "森林监测"@zh ;
    skos:altLabel "FW"@en , "FMP" ;
    atlas:summary "=HYPERLINK(\\"http://x\\")"@en , "说明，\\"引号\\""@zh ;
    atlas:startDate "2011-03"^^xsd:gYearMonth ;
    atlas:theme base:themes/forests , base:themes/water .
<https://w3id.org/south-south-atlas/projects/forest#grant> a atlas:Figure ;
    rdfs:label "Grant"@en , "赠款"@zh ; atlas:value -12.50 ; atlas:unit atlas:Unit-EUR .
""",
    "themes/forests.ttl": """
base:themes/forests a atlas:Theme ; rdfs:label "Forests"@en , "森林"@zh .
""",
    "themes/water.ttl": 'base:themes/water a atlas:Theme ; rdfs:label "Water"@en , "水"@zh .',
}


@pytest.fixture
def files(build_atlas: BuildAtlas) -> dict[str, bytes]:
    return dict(tables.files(build_atlas(GRAPH), TITLE, LICENCE))


def _rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = files[f"data/csv/{name}.csv"].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_class_with_members_has_a_table(files: dict[str, bytes]) -> None:
    names = {path.removeprefix("data/csv/") for path in files}
    tables_ = {"projects.csv", "themes.csv", "figures.csv"}
    assert names == tables_ | {f"{name}-metadata.json" for name in tables_}


def test_a_cell_holds_what_the_graph_says(files: dict[str, bytes]) -> None:
    (row,) = _rows(files, "projects")
    assert row["iri"] == f"{BASE}projects/forest"
    assert row["label_en"] == "Forest / watch"
    assert row["label_zh"] == "森林监测"
    assert row["summary_zh"] == '说明，"引号"'
    assert row["startDate"] == "2011-03"
    assert row["theme"] == f"{BASE}themes/forests|{BASE}themes/water"
    assert row["theme_label"] == "Forests|Water"


def test_no_cell_is_a_formula(files: dict[str, bytes]) -> None:
    (row,) = _rows(files, "projects")
    assert row["summary_en"] == '\'=HYPERLINK("http://x")'


def test_a_part_names_what_it_is_part_of(files: dict[str, bytes]) -> None:
    (row,) = _rows(files, "figures")
    assert row["part_of"] == f"{BASE}projects/forest"
    assert row["value"] == "-12.50"
    assert row["unit_label"] == "euros"


def test_a_spreadsheet_knows_that_it_is_utf_8(files: dict[str, bytes]) -> None:
    for path, content in files.items():
        assert content.startswith(b"\xef\xbb\xbf") == path.endswith(".csv"), path


def test_metadata_is_read_by_a_library_of_others(files: dict[str, bytes], tmp_path: Path) -> None:
    for path, content in files.items():
        (tmp_path / Path(path).name).write_bytes(content)
    for table in tmp_path.glob("*-metadata.json"):
        read = CSVW(str(table))
        assert read.is_valid, read.warnings
        name = table.name.removesuffix(".csv-metadata.json")
        assert len(list(read.tables[0])) == len(_rows(files, name))
    project = next(iter(CSVW(str(tmp_path / "projects.csv-metadata.json")).tables[0]))
    assert project["theme"] == [f"{BASE}themes/forests", f"{BASE}themes/water"]


def test_columns_are_the_fields_of_the_shapes(files: dict[str, bytes], specs: shapes.Specs) -> None:
    described = json.loads(files["data/csv/themes.csv-metadata.json"])
    stated = {c["propertyUrl"] for c in described["tableSchema"]["columns"] if "propertyUrl" in c}
    spec = specs.of_section("themes")
    assert spec is not None
    assert stated == {field.path for field in spec.fields}
    assert described["dc:license"] == {"@id": LICENCE}


def test_an_atlas_without_shapes_has_no_tables(build_atlas: BuildAtlas) -> None:
    bare = model.Atlas({}, {}, shapes.Specs(), build_atlas({}).iris, 0)
    assert list(tables.files(bare, TITLE, "")) == []
