"""What the files of search hold: names, facets, whole texts, and Chinese words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from atlas import model, searchindex
from atlas.iris import Iris
from atlas.model import Atlas
from tests.support import BuildAtlas

GRAPH = {
    "partners/parties.ttl": """base:partners/parties a atlas:Partner ;
    rdfs:label "Parties to the Convention"@en, "公约缔约方"@zh ;
    skos:altLabel "CP", "缔约方"@zh ;
    atlas:summary "All that have *joined* it."@en, "已加入公约的国家。"@zh .""",
    "places/asia.ttl": 'base:places/asia a atlas:Place ; rdfs:label "Asia"@en, "亚洲"@zh .',
    "places/nepal.ttl": """base:places/nepal a atlas:Place ;
    rdfs:label "Nepal"@en, "尼泊尔"@zh ; atlas:within base:places/asia .""",
    "themes/forests.ttl": """base:themes/forests a atlas:Theme ;
    rdfs:label "Forests"@en, "森林"@zh .""",
    "documents/d.ttl": """base:documents/d a atlas:Document ; rdfs:label "D"@en, "文件"@zh .
base:documents/d#p1 a atlas:Paragraph ; rdfs:label "Paragraph 1"@en, "第1段"@zh .""",
    "projects/x.ttl": """base:projects/x a atlas:Project ;
    rdfs:label "Trees <b>"@en, "植树"@zh ; atlas:place base:places/nepal ;
    atlas:theme base:themes/forests ; atlas:implementedBy base:partners/parties ;
    atlas:startDate "2009-05"^^xsd:gYearMonth ; atlas:endDate "2012"^^xsd:gYear ;
    dcterms:source base:documents/d#p1 .
base:projects/x#r a atlas:Result ; rdfs:label "Seedlings"@en, "树苗"@zh .""",
}

WRITTEN = {
    "en": {
        "index.md": "# Home",
        "about.md": "# About\n\nWhat *this* is. {: .a-lead }\n<!-- atlas:x -->",
    }
}


@pytest.fixture
def atlas(build_atlas: BuildAtlas) -> Atlas:
    return build_atlas(GRAPH)


def _files(atlas: Atlas) -> dict[str, Any]:
    return {path: json.loads(content) for path, content in searchindex.files(atlas, WRITTEN)}


def _page(files: dict[str, Any], folder: str, address: str) -> dict[str, Any]:
    pages = files[f"{folder}names.json"]["pages"]
    (number,) = [i for i, page in enumerate(pages) if page["address"] == address]
    text = files[f"{folder}text.json"]
    return {**pages[number], "summary": text["summaries"][number], "text": text["texts"][number]}


def test_a_page_is_known_by_its_names_in_the_language_read_first(atlas: Atlas) -> None:
    files = _files(atlas)
    english = _page(files, "search/", "partners/parties/")
    assert english["label"] == "Parties to the Convention"
    assert english["alternatives"] == ["CP"]
    assert english["foreign"] == ["公约缔约方", "缔约方"]
    assert english["kind"] == "Partner"
    assert english["summary"] == "All that have joined it."
    chinese = _page(files, "zh/search/", "partners/parties/")
    assert chinese["label"] == "公约缔约方"
    assert chinese["alternatives"] == ["CP", "缔约方"]
    assert chinese["pinyin"] == ["gong yue di yue fang", "di yue fang"]


def test_the_whole_text_is_there_with_what_is_linked(atlas: Atlas) -> None:
    text = _page(_files(atlas), "search/", "projects/x/")["text"]
    for said in ("Seedlings", "Nepal", "Forests", "Parties to the Convention", "2009-05"):
        assert said in text
    assert "Paragraph 1" not in text


def test_filters_know_theme_place_and_what_it_lies_in_source_and_years(atlas: Atlas) -> None:
    files = _files(atlas)
    page = _page(files, "search/", "projects/x/")
    assert page["theme"] == ["themes/forests/"]
    assert page["place"] == ["places/asia/", "places/nepal/"]
    assert page["source"] == ["documents/d/"]
    assert page["years"] == [2009, 2012]
    assert files["zh/search/names.json"]["facets"]["place"]["places/asia/"] == "亚洲"
    assert "years" not in _page(files, "search/", "themes/forests/")


def test_sections_and_written_pages_are_found_too(atlas: Atlas) -> None:
    files = _files(atlas)
    assert _page(files, "zh/search/", "projects/")["label"] == "项目"
    assert _page(files, "search/", "about/")["text"].strip() == "What this is."
    assert _page(files, "search/", "")["label"] == "Home"


def test_a_section_is_called_what_its_members_are_but_for_a_number(
    build_atlas: BuildAtlas,
) -> None:
    targets = {
        f"aichi-targets/{n}.ttl": f"""base:aichi-targets/{n} a atlas:AichiTarget ;
    rdfs:label "Aichi Biodiversity Target {n}: x"@en ; skos:altLabel "Aichi Target {n}"@en ."""
        for n in (1, 2, 3)
    }
    section = _page(_files(build_atlas(targets)), "search/", "aichi-targets/")
    assert section["alternatives"] == ["Aichi Target"]


def test_names_are_words_and_lighter_than_what_they_are_made_of(atlas: Atlas) -> None:
    words = _files(atlas)["zh/search/text.json"]["words"]
    assert {"缔约方", "公约", "尼泊尔"} <= set(words)
    assert words["公约缔约方"] < words["公约"] + words["缔约方"]
    assert _files(atlas)["search/text.json"]["words"] == {}


def test_traditional_characters_lead_to_those_in_use(atlas: Atlas) -> None:
    pairs = _files(atlas)["zh/search/names.json"]["simplified"]
    folding = dict(zip(pairs[::2], pairs[1::2], strict=True))
    assert folding["締"] == "缔"
    assert folding["約"] == "约"
    # A character that no name holds is left as it is.
    assert "龜" not in folding


def test_another_graph_without_a_model_has_its_files(build_atlas: BuildAtlas) -> None:
    graph = build_atlas({"s/x.ttl": 'base:s/x rdfs:label "A thing" .'})
    bare = model.Atlas(graph.entities, {}, type(graph.specs)(), Iris(), graph.triples)
    page = _page(_files(bare), "zh/search/", "s/x/")
    assert (page["label"], page["kind"], page["section"]) == ("A thing", "s", "s")
