"""The lists of sections: their order, their pages, and what their filters are told."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from atlas import browse, load, model, render, schema_org, shapes
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import Addresses, Iris, list_address
from atlas.pages.page import Shell
from tests.hostile import VALUES
from tests.support import ROOT, BuildAtlas, turtle

IRIS = Iris()
SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "", {})

PLACES = {
    "places/africa.ttl": 'base:places/africa a atlas:Place ; rdfs:label "Africa"@en, "非洲"@zh .',
    "places/kenya.ttl": """base:places/kenya a atlas:Place ; rdfs:label "Kenya"@en, "肯尼亚"@zh ;
    atlas:within base:places/africa .""",
    "places/nairobi.ttl": """base:places/nairobi a atlas:Place ;
    rdfs:label "Nairobi"@en, "内罗毕"@zh ; atlas:within base:places/kenya .""",
}
PARTNERS = {
    "partners/a.ttl": 'base:partners/a a atlas:Partner ; rdfs:label "Alpha"@en, "甲"@zh .',
    "partners/b.ttl": 'base:partners/b a atlas:Partner ; rdfs:label "Beta"@en, "乙"@zh .',
}


def project(slug: str, label: str, more: str = "") -> dict[str, str]:
    said = f'base:projects/{slug} a atlas:Project ; rdfs:label "{label}"@en {more} .'
    return {f"projects/{slug}.ttl": said}


def listed(atlas: model.Atlas, section: str, language: str = "en") -> dict[str, Any]:
    made = dict(browse.files(atlas))
    found: dict[str, Any] = json.loads(made[f"assets/browse/{section}.{language}.json"])
    return found


def facet(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in data["facets"] if f["key"] == key)
    return found


def values(data: Mapping[str, Any], key: str) -> list[str]:
    return [value["id"] for value in facet(data, key)["values"]]


def stated(data: Mapping[str, Any], key: str) -> dict[str, list[str]]:
    """Return what each row states for a filter, by name."""
    ids = values(data, key)
    return {row["name"]: [ids[at] for at in row["has"].get(key, [])] for row in data["rows"]}


# Filters


def test_a_class_has_the_filters_that_its_shapes_feed(build_atlas: BuildAtlas) -> None:
    more = "; atlas:theme base:themes/x ; atlas:status atlas:Status-completed"
    theme = {"themes/x.ttl": 'base:themes/x a atlas:Theme ; rdfs:label "X"@en .'}
    data = listed(build_atlas(project("p", "P", more) | theme), "projects")
    assert [f["key"] for f in data["facets"]] == ["theme", "status"]
    assert data["columns"] == ["theme", "status"]


def test_a_new_filter_is_two_statements_of_the_ontology(tmp_path: Path) -> None:
    folder = tmp_path / "ontology"
    folder.mkdir()
    for file in (ROOT / "ontology").rglob("*.ttl"):
        (folder / file.name).write_text(file.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "new.ttl").write_text(
        """@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
shape:facet-audience a atlas:Facet ; rdfs:label "Audience"@en, "对象"@zh ; sh:order 5 .
shape:symbol atlas:facet shape:facet-audience .
""",
        encoding="utf-8",
    )
    specs, findings = shapes.read(load.load(folder, IRIS), IRIS)
    assert findings == []
    graph = tmp_path / "graph" / "events"
    graph.mkdir(parents=True)
    text = 'base:events/x a atlas:Event ; rdfs:label "X"@en ; atlas:symbol "S/1" .'
    (graph / "x.ttl").write_text(turtle(text), encoding="utf-8")
    data = listed(model.build(load.load(tmp_path / "graph", IRIS), specs, IRIS), "events")
    assert [f["key"] for f in data["facets"]] == ["audience"]
    assert values(data, "audience") == ["S/1"]


def test_a_facet_that_does_not_exist_is_found(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(
        """@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
shape:symbol atlas:facet shape:facet-misspelt .
""",
        encoding="utf-8",
    )
    _, findings = shapes.read(load.load(tmp_path, IRIS), IRIS)
    assert f"{IRIS.base}shapes#facet-misspelt" in [f.values.get("term") for f in findings]


def test_partners_of_every_role_make_one_filter(build_atlas: BuildAtlas) -> None:
    more = (
        "; atlas:fundedBy base:partners/a ; atlas:implementedBy base:partners/b , base:partners/a"
    )
    files = (
        PARTNERS | project("p", "P", more) | project("q", "Q", "; atlas:fundedBy base:partners/b")
    )
    data = listed(build_atlas(files), "projects", "zh")
    assert facet(data, "partner")["name"] == "伙伴"
    # The most frequent first.
    assert values(data, "partner") == ["partners/b", "partners/a"]
    assert [v["name"] for v in facet(data, "partner")["values"]] == ["乙", "甲"]
    found = stated(data, "partner")
    assert {name: sorted(ids) for name, ids in found.items()} == {
        "P": ["partners/a", "partners/b"],
        "Q": ["partners/b"],
    }


def test_one_field_alone_gives_the_filter_its_name(build_atlas: BuildAtlas) -> None:
    data = listed(
        build_atlas(PARTNERS | project("p", "P", "; atlas:fundedBy base:partners/a")), "projects"
    )
    assert facet(data, "partner")["name"] == "Funded by"


def test_a_place_is_found_through_what_it_lies_within(build_atlas: BuildAtlas) -> None:
    data = listed(
        build_atlas(PLACES | project("p", "P", "; atlas:place base:places/nairobi")), "projects"
    )
    assert stated(data, "place") == {"P": ["places/nairobi"]}
    ids = values(data, "place")
    up = {v["id"]: [ids[at] for at in v["up"]] for v in facet(data, "place")["values"]}
    assert up == {
        "places/nairobi": ["places/kenya"],
        "places/kenya": ["places/africa"],
        "places/africa": [],
    }


def test_places_within_each_other_end(build_atlas: BuildAtlas) -> None:
    circle = {
        "places/a.ttl": "base:places/a a atlas:Place ; atlas:within base:places/b .",
        "places/b.ttl": "base:places/b a atlas:Place ; atlas:within base:places/a .",
    }
    data = listed(
        build_atlas(circle | project("p", "P", "; atlas:place base:places/a")), "projects"
    )
    assert sorted(values(data, "place")) == ["places/a", "places/b"]


def test_what_half_of_the_list_has_is_a_column(build_atlas: BuildAtlas) -> None:
    funded = "; atlas:fundedBy base:partners/a "
    dated = '; atlas:startDate "2010"^^xsd:gYear'
    files = PARTNERS | project("p", "P", funded) | project("q", "Q", funded + dated)
    assert listed(build_atlas(files), "projects")["columns"] == ["period", "partner"]
    data = listed(build_atlas(files | project("r", "R")), "projects")
    assert data["columns"] == ["partner"]
    assert [f["key"] for f in data["facets"]] == ["period", "partner"]


def test_kinds_stand_in_the_order_of_the_model(build_atlas: BuildAtlas) -> None:
    files = {
        f"products/{n}.ttl": f'base:products/{n} a atlas:Product ; rdfs:label "{n}"@en ;'
        f" atlas:kind atlas:ProductKind-{kind} ."
        for n, kind in (("a", "guide"), ("b", "report"), ("c", "guide"))
    }
    data = listed(build_atlas(files), "products")
    assert values(data, "kind") == ["ProductKind-report", "ProductKind-guide"]
    assert [row["name"] for row in data["rows"]] == ["b", "a", "c"]
    assert [row["rank"] for row in data["rows"]] == [1, 0, 2]
    assert data["sorts"][0] == ["kind", "Kind"]


def _period(start: str, end: str = "") -> str:
    said = f'; atlas:startDate "{start}"^^xsd:gYear '
    return said + (f'; atlas:endDate "{end}"^^xsd:gYear ' if end else "")


def test_a_period_is_every_year_it_lasted(build_atlas: BuildAtlas) -> None:
    files = project("p", "P", _period("2009", "2011")) | project("q", "Q", _period("2011"))
    data = listed(build_atlas(files), "projects")
    assert values(data, "period") == ["2011", "2010", "2009"]
    assert stated(data, "period") == {"P": ["2009", "2010", "2011"], "Q": ["2011"]}
    assert {row["name"]: row["when"]["period"] for row in data["rows"]} == {
        "P": "2009 – 2011",
        "Q": "2011",
    }


@pytest.mark.parametrize(("end", "decades"), [("2012", []), ("2013", ["2010s", "2000s"])])
def test_more_than_twelve_years_go_by_decade(
    end: str, decades: list[str], build_atlas: BuildAtlas
) -> None:
    data = listed(build_atlas(project("p", "P", _period("2001", end))), "projects", "zh")
    assert [value for value in values(data, "period") if value.endswith("s")] == decades
    names = {v["id"]: v["name"] for v in facet(data, "period")["values"]}
    assert names["2012"] == "2012年"
    if decades:
        assert names["2010s"] == "2010年代"
        above = facet(data, "period")["values"][1]
        assert (above["id"], above["up"]) == (end, [0])


def test_dates_of_any_precision_and_none_at_all(build_atlas: BuildAtlas) -> None:
    files = (
        project("p", "P", '; atlas:startDate "2010-10-18"^^xsd:date')
        | project("q", "Q", '; atlas:startDate "long ago"')
        | project("r", "R", _period("0001", "9999"))
    )
    data = listed(build_atlas(files), "projects")
    rows = {row["name"]: row for row in data["rows"]}
    assert rows["P"]["date"] == "2010-10-18"
    assert rows["P"]["when"] == {"period": "18 October 2010"}
    assert rows["Q"]["date"] == ""
    assert "period" not in rows["Q"]["has"]
    assert len(rows["R"]["has"]["period"]) == 2


def test_a_section_without_a_model_can_be_listed(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text(turtle('base:s/x rdfs:label "X" .'), encoding="utf-8")
    data = listed(model.build(load.load(tmp_path, IRIS), shapes.Specs(), IRIS), "s")
    assert data["facets"] == []
    assert data["sorts"] == [["name", "Name"]]
    assert [row["name"] for row in data["rows"]] == ["X"]


# Order


def test_names_sort_as_readers_expect(build_atlas: BuildAtlas) -> None:
    names = ["Zebra 10", "zebra 9", "Éclair", "eagle", "“Apple”", "Fig"]
    files: dict[str, str] = {}
    for n, name in enumerate(names):
        files |= project(f"p{n}", name)
    rows = listed(build_atlas(files), "projects")["rows"]
    assert [r["name"] for r in rows] == ["“Apple”", "eagle", "Éclair", "Fig", "zebra 9", "Zebra 10"]


def test_chinese_names_sort_by_pinyin_after_latin_ones() -> None:
    names = ["中国", "重庆", "《名古屋议定书》", "UNEP", "北京", "阿根廷", "非洲10国", "非洲9国"]
    assert sorted(names, key=browse.name_key) == [
        "UNEP",
        "阿根廷",
        "北京",
        "重庆",  # chóng here, not zhòng
        "非洲9国",
        "非洲10国",
        "《名古屋议定书》",
        "中国",
    ]


def test_decisions_go_by_number(build_atlas: BuildAtlas) -> None:
    files = {
        f"decisions/cbd-cop-x-{n}.ttl": f"base:decisions/cbd-cop-x-{n} a atlas:Decision ;"
        f' rdfs:label "{label}"@en ; atlas:number "X/{n}" .'
        for n, label in ((2, "Zulu"), (10, "Alpha"), (9, "Mike"))
    }
    data = listed(build_atlas(files), "decisions")
    assert [row["name"] for row in data["rows"]] == ["Zulu", "Mike", "Alpha"]
    assert ["name", "Number"] in data["sorts"]


# Pages


@pytest.mark.parametrize(
    ("count", "sizes"), [(1, [1]), (99, [99]), (100, [100]), (101, [100, 1]), (200, [100, 100])]
)
def test_a_list_is_cut_every_hundred(count: int, sizes: list[int], build_atlas: BuildAtlas) -> None:
    files: dict[str, str] = {}
    for n in range(count):
        files |= project(f"p{n}", f"P {n}")
    atlas = build_atlas(files)
    made = dict(render.render(atlas, SHELL, schema_org.of_entities(atlas)))
    for language in LANGUAGES:
        paths = ["projects/index.md", *(f"projects/page/{n}.md" for n in range(2, 9))]
        there = [made[f"{language}/{p}"] for p in paths if f"{language}/{p}" in made]
        lists = [page.split('class="a-index"')[1].split("</ul>")[0] for page in there]
        links = [re.findall(r'<a href="([^"]*)"', text) for text in lists]
        assert [len(found) for found in links] == sizes
        ends = {to.rsplit("/", 2)[-2] for found in links for to in found}
        assert ends == {f"p{n}" for n in range(count)}
        told = catalogue(language).text("entries", count=count)
        assert all(f"</span>{told}</p>" in page for page in there)


def _pages(build_atlas: BuildAtlas) -> dict[str, str]:
    files: dict[str, str] = {}
    for n in range(201):
        kind = "report" if n < 150 else "guide"
        files[f"products/p{n}.ttl"] = (
            f'base:products/p{n} a atlas:Product ; rdfs:label "P {n}"@en ;'
            f" atlas:kind atlas:ProductKind-{kind} ."
        )
    atlas = build_atlas(files)
    return dict(render.render(atlas, SHELL, schema_org.of_entities(atlas)))


def test_pages_lead_to_each_other_and_to_their_twins(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas)
    first, second, third = (
        made[f"zh/products/{name}.md"] for name in ("index", "page/2", "page/3")
    )
    assert '<a rel="next" href="../products/page/2/">下一页</a>' in first
    assert 'rel="prev"' not in first
    assert '<a rel="prev" href="../../../products/">' in second
    assert '<a rel="next" href="../../../products/page/3/">' in second
    assert "prev: ../../../products/\n" in second
    assert 'rel="next"' not in third
    assert "href: ../../../../products/page/2/\n" in second
    assert "title: 产品（第2页）\n" in second
    assert "\n# 产品\n" in second
    assert 'data-page="2"' in second
    assert 'data-browse="../../../../assets/browse/products.zh.json"' in second


def test_kinds_are_counted_and_lead_to_where_they_begin(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas)
    for path, report, guide in (
        ("index", "#kind-report", "../products/page/2/#kind-guide"),
        ("page/2", "../../../products/#kind-report", "#kind-guide"),
    ):
        page = made[f"en/products/{path}.md"]
        nav = page.split('class="b-kinds"')[1].split("</nav>")[0]
        found = re.findall(r'href="([^"]*)">[^<]*</a> <span class="a-num">(\d+)<', nav)
        assert found == [(report, "150"), (guide, "51")], path
    for anchor in ("kind-report", "kind-guide"):
        assert f'<h2 id="{anchor}">' in made["en/products/page/2.md"]


def test_no_entity_stands_where_a_page_of_a_list_does() -> None:
    iri = IRIS.base + "s/page/2"
    addresses = Addresses.build(IRIS, [iri, IRIS.base + "s/page", IRIS.base + "s/page/x"])
    assert addresses.pages[iri] != list_address("s", 2)
    assert addresses.pages[IRIS.base + "s/page"] == "s/page/"
    assert addresses.pages[IRIS.base + "s/page/x"] == "s/page/x/"


# What the script is told


def test_rows_say_what_the_list_says(build_atlas: BuildAtlas) -> None:
    more = """; skos:altLabel "FW" ; atlas:summary "Counts *trees*."@en"""
    row = listed(build_atlas(project("p", "Forest watch", more)), "projects", "zh")["rows"][0]
    assert (row["name"], row["nameLang"]) == ("Forest watch", "en")
    assert (row["lead"], row["leadLang"]) == ("Counts trees.", "en")
    assert row["href"] == "projects/p/"
    assert row["iri"] == f"{IRIS.base}projects/p"
    assert "FW" in row["also"]


def test_the_script_has_its_words_in_both_languages(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(project("p", "P"))
    for language in LANGUAGES:
        texts = listed(atlas, "projects", language)["texts"]
        assert texts["csv"] == catalogue(language).text("browse-csv")
        assert "{found}" in texts["found"]
        assert "{all}" in texts["found"]


def test_hostile_values_stay_text(build_atlas: BuildAtlas) -> None:
    files: dict[str, str] = {}
    lasting = [v for v in VALUES if "\u202e" not in v]
    for n, value in enumerate(lasting):
        text = json.dumps(value)
        files[f"themes/t{n}.ttl"] = f"base:themes/t{n} a atlas:Theme ; rdfs:label {text}@en ."
        files[f"projects/p{n}.ttl"] = (
            f"base:projects/p{n} a atlas:Project ; rdfs:label {text}@en ;"
            f" atlas:summary {text}@en ; atlas:theme base:themes/t{n} ."
        )
    atlas = build_atlas(files)
    data = listed(atlas, "projects")
    assert len(data["rows"]) == len(facet(data, "theme")["values"]) == len(lasting)
    for row in data["rows"]:
        assert not re.search(
            "[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", json.dumps(row, ensure_ascii=False)
        )
    assert "<script>window.hit=1</script>" in [row["name"] for row in data["rows"]]
    page = dict(render.render(atlas, SHELL, {}))["en/projects/index.md"]
    assert "<script>window" not in page
