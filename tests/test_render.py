"""From entities to Markdown pages, in both languages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from atlas import load, model, render, schema_org, shapes
from atlas.iris import Iris
from atlas.pages.page import Shell
from tests.support import ROOT, SAMPLE, BuildAtlas, turtle

SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "https://example.org/edit/graph", {})


def pages(atlas: model.Atlas, shell: Shell = SHELL) -> dict[str, str]:
    return dict(render.render(atlas, shell, schema_org.of_entities(atlas)))


def _sample(specs: shapes.Specs) -> model.Atlas:
    return model.build(load.load(SAMPLE, Iris()), specs, Iris())


def test_every_page_has_its_twin(specs: shapes.Specs) -> None:
    paths = set(pages(_sample(specs)))
    assert {p.removeprefix("en/") for p in paths if p.startswith("en/")} == {
        p.removeprefix("zh/") for p in paths if p.startswith("zh/")
    }


def test_citations_name_a_document_once_and_number_its_paragraphs(build_atlas: BuildAtlas) -> None:
    document = """base:documents/d a atlas:Document ; rdfs:label "D"@en ; atlas:citeAs "INF/41" .
base:documents/d#p6 a atlas:Paragraph ; rdfs:label "Paragraph 6"@en, "第6段"@zh .
base:documents/d#p9 a atlas:Paragraph ; rdfs:label "Paragraph 9"@en, "第9段"@zh .
base:documents/d#p12 a atlas:Paragraph ; rdfs:label "Paragraph 12"@en, "第12段"@zh ."""
    text = """base:documents/e a atlas:Document ; rdfs:label "E"@en ;
    dcterms:source base:documents/d#p12 ; dcterms:source base:documents/d#p6 ;
    dcterms:source base:documents/d#p9 ."""
    atlas = build_atlas({"documents/d.ttl": document, "documents/e.ttl": text})
    shown = {}
    for language in ("en", "zh"):
        page = pages(atlas)[f"{language}/documents/e.md"]
        shown[language] = [
            (re.sub(r"<.*?>", "", html), re.findall(r'href="(.*?)"', html))
            for html in re.findall(r'<dd>(<span class="a-cite">.*?</span>)</dd>', page)
        ]
    links = ["../../documents/d/#p6", "../../documents/d/#p9", "../../documents/d/#p12"]
    assert shown["en"] == [("INF/41, paragraph 6, 9, 12", links)]
    assert shown["zh"] == [("INF/41，第6、9、12段", links)]


def test_a_property_shape_is_all_that_a_new_field_needs(tmp_path: Path) -> None:
    ontology = tmp_path / "ontology"
    shutil.copytree(ROOT / "ontology", ontology)
    (ontology / "shapes" / "new.ttl").write_text(
        """@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
shape:Project sh:property shape:new .
shape:new a sh:PropertyShape ;
    sh:path <https://example.org/area> ;
    sh:name "Area covered"@en, "覆盖面积"@zh ;
    sh:description "Hectares."@en, "公顷。"@zh ;
    sh:group shape:group-where ;
    sh:order 99 ;
    sh:datatype xsd:integer .
"""
    )
    graph = tmp_path / "graph" / "projects"
    graph.mkdir(parents=True)
    text = (
        'base:projects/x a atlas:Project ; rdfs:label "X"@en ; <https://example.org/area> 12345 .'
    )
    (graph / "x.ttl").write_text(turtle(text))
    specs, findings = shapes.read(load.load(ontology, Iris()), Iris())
    assert not findings
    made = pages(model.build(load.load(tmp_path / "graph", Iris()), specs, Iris()))
    for language, section, name in (
        ("en", "## Where", "Area covered"),
        ("zh", "## 地点", "覆盖面积"),
    ):
        page = made[f"{language}/projects/x.md"]
        after = page.split(section, 1)[1].split("\n## ", 1)[0]
        assert name in after
        assert "12,345" in after


def test_text_missing_in_a_language_is_shown_and_marked(build_atlas: BuildAtlas) -> None:
    text = """base:themes/x a atlas:Theme ; rdfs:label "X"@en ; rdfs:label "某"@zh ;
    atlas:summary "Only English so far."@en ."""
    made = pages(build_atlas({"themes/x.ttl": text}))
    assert '<span class="a-badge">仅有英文</span>' in made["zh/themes/x.md"]
    assert 'lang="en">Only English so far.' in made["zh/themes/x.md"]
    assert "a-badge" not in made["en/themes/x.md"]


def test_front_matter_names_twin_and_data(specs: shapes.Specs) -> None:
    page = pages(_sample(specs))["zh/projects/forest.md"]
    meta = yaml.safe_load(page.split("---\n")[1])
    assert meta["title"] == "森林监测项目"
    twins = {twin["lang"]: twin["href"] for twin in meta["atlas"]["twins"]}
    assert twins["en"] == "../../../projects/forest/"
    assert meta["atlas"]["data"][0] == {
        "href": "../../../projects/forest.ttl",
        "type": "text/turtle",
    }


def test_withdrawn_entity_says_so_and_what_replaced_it(build_atlas: BuildAtlas) -> None:
    text = """base:themes/x a atlas:Theme ; rdfs:label "X"@en ; owl:deprecated true ;
    dcterms:isReplacedBy base:themes/y ."""
    other = 'base:themes/y a atlas:Theme ; rdfs:label "The new one"@en .'
    page = pages(build_atlas({"themes/x.ttl": text, "themes/y.ttl": other}))["en/themes/x.md"]
    banner = page.split('class="a-deprecated"')[1].split("</p>")[0]
    assert 'href="../../themes/y/"' in banner
    assert "The new one" in banner


def test_long_lists_of_back_links_are_folded(build_atlas: BuildAtlas) -> None:
    files = {"themes/t.ttl": 'base:themes/t a atlas:Theme ; rdfs:label "T"@en .'}
    for number in range(20):
        files[f"projects/p{number}.ttl"] = (
            f"base:projects/p{number} a atlas:Project ; atlas:theme base:themes/t ."
        )
    page = pages(build_atlas(files))["en/themes/t.md"]
    assert "Show 8 more" in page
    assert '<span class="a-num">20</span>' in page


def test_a_long_list_of_back_links_is_cut_by_section(build_atlas: BuildAtlas) -> None:
    files = {"themes/t.ttl": 'base:themes/t a atlas:Theme ; rdfs:label "T"@en .'}
    for number in range(14):
        kind, section = ("Event", "events") if number % 2 else ("Project", "projects")
        files[f"{section}/e{number}.ttl"] = (
            f"base:{section}/e{number} a atlas:{kind} ; atlas:theme base:themes/t ."
        )
    page = pages(build_atlas(files))["en/themes/t.md"]
    titles = re.findall(r'class="a-back-part">(\w+) <span class="a-num">(\d+)<', page)
    assert titles == [("Projects", "7"), ("Events", "7")]
    assert "more</summary>" not in page


def test_a_term_of_the_model_only_counts_nameless_details(build_atlas: BuildAtlas) -> None:
    files = {
        "projects/p.ttl": """base:projects/p a atlas:Project .
            base:projects/p#f a atlas:Figure ; atlas:unit atlas:Unit-people .""",
    }
    page = pages(build_atlas(files))["en/ontology.md"]
    assert "fact by fact: 1</p>" in page
    assert "projects/p/#f" not in page


def test_a_place_lists_who_names_a_place_within_it(build_atlas: BuildAtlas) -> None:
    files = {
        "places/land.ttl": "base:places/land a atlas:Place .",
        "places/city.ttl": "base:places/city a atlas:Place ; atlas:within base:places/land .",
        "projects/both.ttl": """base:projects/both a atlas:Project ;
            atlas:place base:places/city ; atlas:place base:places/land .""",
        "projects/inner.ttl": """base:projects/inner a atlas:Project ;
            atlas:place base:places/city .""",
    }
    rendered = pages(build_atlas(files))
    (inner,) = re.findall(
        r'<aside class="a-back">(.+?)</aside>', rendered["en/places/land.md"], re.S
    )
    assert re.findall(r'href="([^"]+)"', inner) == ["../../projects/inner/"]
    assert '<aside class="a-back">' not in rendered["en/places/city.md"]


def test_written_pages_get_the_blocks_they_ask_for(specs: shapes.Specs) -> None:
    home = "# Welcome\n\nOne sentence.\n\n<!-- atlas:sections -->\n\n<!-- other -->\n"
    shell = Shell(SHELL.site_names, "", {"en": {"index.md": home}, "zh": {}})
    page = pages(_sample(specs), shell)["en/index.md"]
    assert 'class="a-cards"' in page
    assert "<!-- other -->" in page
    assert yaml.safe_load(page.split("---\n")[1])["title"] == "Welcome"


def test_untyped_graph_gets_complete_pages(build_atlas: BuildAtlas) -> None:
    text = """base:Thing a owl:Class ; rdfs:comment "Plain words."@en ; <https://e.org/p> 5 ;
    rdfs:subClassOf base:Other . base:Other a owl:Class ."""
    made = pages(build_atlas({"anything.ttl": text}))
    page = made["en/entities/Thing.md"]
    assert "# Thing" in page
    assert "Plain words." in page
    assert ">5<" in page
    assert 'href="../../entities/Other/"' in page
    assert "Thing" in made["en/entities/Other.md"].split("Linked from")[1]
