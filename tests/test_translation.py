"""The worklist of translations, and what changed last."""

from __future__ import annotations

import re

import pytest

from atlas import load, model, render, schema_org, translation
from atlas.history import Change
from atlas.iris import RESERVED, Iris
from atlas.pages.page import Shell
from atlas.releases import Past
from atlas.shapes import Specs
from tests.support import ROOT, BuildAtlas, WriteGraph

NAMES = {"en": "The Atlas", "zh": "图谱"}
WRITTEN = {
    language: {
        "index.md": "# Home\n\n<!-- atlas:recent -->\n",
        "recent.md": "# Recent\n\n<!-- atlas:recent-all -->\n",
        "translation.md": "# Translation\n\n<!-- atlas:translation -->\n",
    }
    for language in ("en", "zh")
}
GRAPH = {
    "themes/whole.ttl": """base:themes/whole a atlas:Theme ;
        rdfs:label "Whole"@en, "完整"@zh ; skos:altLabel "Only English"@en ;
        atlas:website <https://example.org/> ; skos:notation "1" .""",
    "themes/half.ttl": """base:themes/half a atlas:Theme ; rdfs:label "Half"@en ;
        atlas:summary "一半的文字只有中文。"@zh .""",
    "projects/p.ttl": """base:projects/p a atlas:Project ; rdfs:label "P"@en, "项"@zh ;
        atlas:beneficiaries "Farmers"@en .
        base:projects/p#r a atlas:Result ; rdfs:label "Result"@en, "成果"@zh ;
        atlas:summary "只有中文。"@zh .""",
}


def _pages(atlas: model.Atlas, past: Past | None = None, edit: str = "") -> dict[str, str]:
    shell = Shell(NAMES, edit, WRITTEN, past=past or Past())
    return dict(render.render(atlas, shell, schema_org.of_entities(atlas)))


def test_fields_in_one_language_are_found_in_entities_and_parts(build_atlas: BuildAtlas) -> None:
    work = translation.worklist(build_atlas(GRAPH))
    found = {
        (gap.entity.address, gap.part.anchor if gap.part else "", gap.name["en"]): gap.languages
        for gaps in work.gaps.values()
        for gap in gaps
    }
    assert found == {
        ("themes/half/", "", "Name"): ("zh",),
        ("themes/half/", "", "Summary"): ("en",),
        ("projects/p/", "", "For whom"): ("zh",),
        ("projects/p/", "r", "Summary"): ("en",),
    }
    assert work.texts == {"projects": 4, "themes": 3}
    assert (work.total, work.missing) == (7, 4)


def test_a_graph_without_shapes_has_a_worklist_too(write_graph: WriteGraph) -> None:
    folder = write_graph(
        {
            "themes/x.ttl": """base:themes/x rdfs:label "X"@en ; skos:altLabel "Y"@en ;
                rdfs:comment "Words"@en, "文字"@zh-Hans ; <https://example.org/note> "Mots"@fr ."""
        }
    )
    atlas = model.build(load.load(folder, Iris()), Specs(), Iris())
    work = translation.worklist(atlas)
    assert work.texts == {"themes": 2}
    assert [gap.languages for gap in work.gaps["themes"]] == [("zh",)]


@pytest.mark.parametrize(
    ("language", "sentence", "gap", "edit"),
    [
        ("en", "Of 7 texts, 4 lack a language.", "Without English", "Edit"),
        ("zh", "共7处文字，其中4处缺少一种语言。", "缺英文", "编辑"),
    ],
)
def test_the_page_lists_them_with_links(
    language: str, sentence: str, gap: str, edit: str, build_atlas: BuildAtlas
) -> None:
    made = _pages(build_atlas(GRAPH), edit="https://example.org/edit/graph")
    page = made[f"{language}/translation.md"]
    assert sentence in page
    part = page.split('href="../projects/p/#r"')[1].split("</li>")[0]
    assert gap in part
    (link,) = re.findall(
        rf'href="([^"]*)" rel="noopener">{edit}</a>',
        page.split("section-projects }")[1].split("## ")[0],
    )
    assert link == "https://example.org/edit/graph/projects/p.ttl"


def test_the_page_says_plainly_that_nothing_is_missing(build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas({"themes/whole.ttl": GRAPH["themes/whole.ttl"]}))
    assert "Nothing is missing: each of the 1 texts" in page["en/translation.md"]
    assert "没有缺漏" in page["zh/translation.md"]
    assert "## " not in page["en/translation.md"]


def _changed(*files: tuple[str, str, str]) -> Past:
    return Past(True, {path: Change(commit * 40, date) for path, commit, date in files})


def test_the_latest_changes_stand_on_the_home_page_by_day(build_atlas: BuildAtlas) -> None:
    past = _changed(
        ("themes/half.ttl", "b", "2026-02-01"),
        ("projects/p.ttl", "c", "2026-03-05"),
        ("themes/whole.ttl", "a", "2026-02-01"),
        ("themes/gone.ttl", "a", "2026-04-01"),
    )
    made = _pages(build_atlas(GRAPH), past)
    home = made["zh/index.md"]
    assert re.findall(r'<time datetime="(.*?)">(.*?)</time>', home) == [
        ("2026-03-05", "2026年3月5日"),
        ("2026-02-01", "2026年2月1日"),
    ]
    order = re.findall(r'<li><a href="(.*?)"', home)
    assert order == ["projects/p/", "themes/half/", "themes/whole/"]
    assert "## 最近变更 {: #recent }" in home
    assert 'href="recent/"' in home
    assert 'href="../projects/p/"' in made["en/recent.md"]


def test_a_large_commit_shows_something_of_every_section(build_atlas: BuildAtlas) -> None:
    many = {
        f"{section}/x{n}.ttl": f"base:{section}/x{n} a atlas:{cls} ."
        for section, cls in (("projects", "Project"), ("themes", "Theme"))
        for n in range(60)
    }
    past = _changed(*((path, "a", "2026-01-01") for path in many))
    made = _pages(build_atlas(many), past)
    home = re.findall(r'<li><a href="(\w+)/x\d+/"', made["en/index.md"])
    assert home == ["projects", "themes"] * 4
    assert len(re.findall(r'<li><a href="\.\./\w+/x', made["en/recent.md"])) == 50


def test_nothing_is_said_where_there_is_no_history(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas(GRAPH))
    assert "recent" not in made["en/index.md"]
    assert "The history of the entries is not known here." in made["en/recent.md"]


def test_the_pages_are_written_in_every_language_and_their_names_are_kept() -> None:
    for language in ("en", "zh"):
        folder = ROOT / "docs" / language
        assert "<!-- atlas:recent -->" in (folder / "index.md").read_text(encoding="utf-8")
        assert "<!-- atlas:recent-all -->" in (folder / "recent.md").read_text(encoding="utf-8")
        text = (folder / "translation.md").read_text(encoding="utf-8")
        assert "<!-- atlas:translation -->" in text
    assert {"recent", "translation"} <= RESERVED
