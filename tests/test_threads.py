"""Threads: what stands on them, where and how often, and how their pages tell it."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from atlas import model, render, schema_org, threads
from atlas.iris import RESERVED
from atlas.pages.page import Shell
from atlas.pages.thread import first_sentence
from tests.hostile import VALUES
from tests.support import BuildAtlas

BASE = "https://w3id.org/south-south-atlas/"
SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "", {})
GRAPH = {
    "conventions/sea.ttl": """base:conventions/sea a atlas:Convention ;
        rdfs:label "Sea Convention"@en, "海洋公约"@zh ; atlas:adopted "1990"^^xsd:gYear ;
        atlas:summary "Keeps the sea. It has 9 annexes."@en, "保护海洋。共九个附件。"@zh .""",
    "conventions/litter.ttl": """base:conventions/litter a atlas:Convention ;
        rdfs:label "Litter Protocol"@en, "垃圾议定书"@zh ;
        atlas:parentInstrument base:conventions/sea .""",
    "partners/unep.ttl": """base:partners/unep a atlas:Partner ;
        rdfs:label "UNEP"@en, "环境署"@zh .""",
    "documents/d.ttl": """base:documents/d a atlas:Document ; atlas:citeAs "D"@en, "D"@zh .
        base:documents/d#p1 a atlas:Paragraph ; rdfs:label "Paragraph 1"@en, "第1段"@zh .""",
    "decisions/one.ttl": """base:decisions/one a atlas:Decision ;
        rdfs:label "Decision One"@en, "第一号决定"@zh ; atlas:adoptedBy base:partners/unep ;
        atlas:instrument base:conventions/litter .
        base:decisions/one#op-2 a atlas:OperativeParagraph ;
        rdfs:label "Paragraph 2"@en, "第2段"@zh ; atlas:addressedTo base:partners/unep ;
        atlas:summary "Asks for clean beaches."@en, "要求清洁海滩。"@zh ;
        dcterms:source base:documents/d#p1 .
        base:decisions/one#op-10 a atlas:OperativeParagraph ;
        rdfs:label "Paragraph 10"@en, "第10段"@zh ; atlas:addressedTo base:partners/unep .
        base:decisions/one#op-11 a atlas:OperativeParagraph ;
        rdfs:label "Paragraph 11"@en, "第11段"@zh ; atlas:addressedTo base:partners/unep .""",
    "decisions/two.ttl": """base:decisions/two a atlas:Decision ;
        rdfs:label "Decision Two"@en, "第二号决定"@zh ; atlas:followsUp base:decisions/one .""",
    "projects/beach.ttl": """base:projects/beach a atlas:Project ;
        rdfs:label "Beach"@en, "海滩"@zh ; atlas:startDate "2012"^^xsd:gYear ;
        atlas:answers base:decisions/one#op-2 ; atlas:answers base:decisions/one#op-10 ;
        atlas:implementedBy base:partners/unep ; dcterms:source base:documents/d#p1 .
        base:projects/beach#clean a atlas:Result ; rdfs:label "Clean beaches"@en, "清洁"@zh .
        base:projects/beach#law a atlas:Result ; rdfs:label "A law"@en, "法律"@zh ;
        atlas:answers base:decisions/one#op-10 .
        base:projects/beach#tonnes a atlas:Figure ; rdfs:label "Litter"@en, "垃圾"@zh ;
        atlas:value 1500 ; atlas:unit atlas:Unit-EUR ; dcterms:source base:documents/d#p1 .""",
    "projects/early.ttl": """base:projects/early a atlas:Project ;
        rdfs:label "Early"@en, "先期"@zh ; atlas:startDate "2010-05"^^xsd:gYearMonth ;
        atlas:answers base:decisions/one#op-2 .""",
    "projects/undated.ttl": """base:projects/undated a atlas:Project ;
        rdfs:label "Undated"@en, "无日期"@zh ; atlas:answers base:decisions/one#op-2 .""",
    "events/launch.ttl": """base:events/launch a atlas:Event ; rdfs:label "Launch"@en, "启动"@zh ;
        atlas:heldUnder base:projects/beach .""",
    "products/guide.ttl": """base:products/guide a atlas:Product ;
        rdfs:label "Guide"@en, "指南"@zh ; atlas:producedUnder base:projects/beach ;
        atlas:answers base:decisions/one#op-2 .""",
    "products/other.ttl": """base:products/other a atlas:Product ;
        rdfs:label "Other"@en, "其他"@zh ; atlas:producedUnder base:projects/beach ;
        atlas:answers base:decisions/two .""",
    "needs/sweepers.ttl": """base:needs/sweepers a atlas:Need ;
        rdfs:label "Sweepers"@en, "清扫"@zh ; atlas:statedIn base:decisions/one#op-2 .""",
    "systems/register.ttl": """base:systems/register a atlas:System ;
        rdfs:label "Register"@en, "登记册"@zh ; atlas:meets base:needs/sweepers ;
        atlas:operatedBy base:partners/unep .""",
}

Names = list[object]


def _names(groups: threads.Groups) -> Names:
    """Return the items by step, each as its short name, or that with what came of it."""
    return [
        (stage, [(_short(i.iri), _names(i.groups)) if i.groups else _short(i.iri) for i in items])
        for stage, items in groups.items()
    ]


def _short(iri: str) -> str:
    return iri.removeprefix(BASE).split("/", 1)[1]


def _thread(atlas: model.Atlas, name: str) -> threads.Thread:
    return threads.of(atlas)[BASE + name]


def _strand(thread: threads.Thread, name: str) -> threads.Strand:
    return next(s for s in thread.strands if _short(s.subject.iri) == name)


def _pages(atlas: model.Atlas) -> dict[str, str]:
    return dict(render.render(atlas, SHELL, schema_org.of_entities(atlas)))


def test_every_decision_and_programme_that_stands_has_a_thread(build_atlas: BuildAtlas) -> None:
    files = {
        "programmes/p.ttl": "base:programmes/p a atlas:Programme .",
        "decisions/b.ttl": "base:decisions/b a atlas:Decision .",
        "decisions/gone.ttl": "base:decisions/gone a atlas:Decision ; owl:deprecated true .",
        "projects/x.ttl": "base:projects/x a atlas:Project .",
    }
    atlas = build_atlas(files)
    assert list(threads.of(atlas)) == [BASE + "decisions/b", BASE + "programmes/p"]
    made = _pages(atlas)
    told = {path for path in made if path.startswith("en/threads/")}
    assert told == {
        "en/threads/index.md",
        "en/threads/decisions/b.md",
        "en/threads/programmes/p.md",
    }
    assert "a-thread" not in made["en/decisions/b.md"]
    assert made["en/threads/index.md"].count("nothing in the sources answers it") == 2
    assert "The sources do not say what became of it." in made["en/threads/decisions/b.md"]
    assert "threads" in RESERVED


def test_a_graph_without_either_has_no_threads(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas({"projects/x.ttl": "base:projects/x a atlas:Project ."}))
    assert not [path for path in made if "threads" in path]


def test_a_thread_runs_from_the_convention_to_the_figure(build_atlas: BuildAtlas) -> None:
    thread = _thread(build_atlas(GRAPH), "decisions/one")
    assert [_short(e.iri) for e in thread.instruments] == ["sea", "litter"]
    assert [_short(s.subject.iri) for s in thread.strands] == ["one#op-2", "one#op-10", "one#op-11"]
    beach = (
        "beach",
        [
            ("events", ["launch"]),
            ("products", ["guide"]),
            ("results", ["beach#clean"]),
            ("figures", ["beach#tonnes"]),
        ],
    )
    asked = _strand(thread, "one#op-2")
    assert _names(asked.groups) == [("activities", ["early", beach, "undated"])]
    assert [(_short(n.iri), _names(n.groups)) for n in asked.needs] == [
        ("sweepers", [("products", ["register"])])
    ]
    assert [_short(item.iri) for item in thread.later] == ["two"]
    assert thread.counts == {
        "activities": 3,
        "events": 1,
        "products": 2,
        "results": 2,
        "figures": 1,
    }


def test_an_activity_is_told_of_once_and_then_only_what_is_new(build_atlas: BuildAtlas) -> None:
    thread = _thread(build_atlas(GRAPH), "decisions/one")
    (again,) = _strand(thread, "one#op-10").groups["activities"]
    assert again.told == BASE + "decisions/one#op-2"
    assert _names(again.groups) == [("results", ["beach#law"])]
    assert not _strand(thread, "one#op-11").is_answered


def test_a_product_that_answers_another_decision_is_not_told(build_atlas: BuildAtlas) -> None:
    under = {
        **GRAPH,
        "programmes/p.ttl": "base:programmes/p a atlas:Programme .",
        "projects/beach.ttl": GRAPH["projects/beach.ttl"].replace(
            "atlas:startDate", "atlas:partOf base:programmes/p ; atlas:startDate"
        ),
    }
    atlas = build_atlas(under)
    assert "other" not in str(_names(_strand(_thread(atlas, "decisions/one"), "one#op-2").groups))
    assert "other" in str(_names(_strand(_thread(atlas, "programmes/p"), "p").groups))


def test_activities_in_a_circle_stand_once_each(build_atlas: BuildAtlas) -> None:
    def project(name: str, rest: str) -> str:
        return f"base:projects/{name} a atlas:Project ; {rest} ."

    atlas = build_atlas(
        {
            "programmes/p.ttl": """base:programmes/p a atlas:Programme ;
                atlas:partOf base:projects/a .""",
            "projects/a.ttl": project("a", "atlas:partOf base:programmes/p , base:projects/b"),
            "projects/b.ttl": project("b", "atlas:partOf base:projects/a"),
        }
    )
    (strand,) = _thread(atlas, "programmes/p").strands
    assert _names(strand.groups) == [("activities", [("a", [("activities", ["b"])])])]


def test_what_serves_a_target_of_a_plan_stands_under_the_target(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(
        {
            "programmes/p.ttl": "base:programmes/p a atlas:Programme .",
            "aichi-targets/1.ttl": """base:aichi-targets/1 a atlas:AichiTarget ;
                rdfs:label "Target 1"@en, "目标1"@zh ; atlas:partOf base:programmes/p .""",
            "projects/a.ttl": """base:projects/a a atlas:Project ;
                atlas:serves base:aichi-targets/1 .""",
        }
    )
    thread = _thread(atlas, "programmes/p")
    assert _names(_strand(thread, "1").groups) == [("activities", ["a"])]
    page = _pages(atlas)["en/threads/programmes/p.md"]
    assert "## Target 1 {#aichi-targets-1}" in page
    assert "one target" in page


def test_a_figure_is_told_with_the_paragraph_that_it_measures(build_atlas: BuildAtlas) -> None:
    measured = (
        GRAPH["decisions/one.ttl"]
        + """
        base:decisions/one#share a atlas:Figure ; rdfs:label "Share"@en, "比例"@zh ;
        atlas:value 60 ; atlas:about base:decisions/one#op-11 ."""
    )
    thread = _thread(build_atlas({**GRAPH, "decisions/one.ttl": measured}), "decisions/one")
    assert _names(_strand(thread, "one#op-11").groups) == [("figures", ["one#share"])]
    assert len(thread.strands) == 3


@pytest.mark.parametrize(
    ("language", "gap", "count", "amount", "asked", "told"),
    [
        (
            "en",
            "Nothing in the sources answers this paragraph.",
            "3 activities",
            "1,500 euros",
            "Asked of</span>: ",
            'What else came of it: <a href="#op-2">Paragraph 2</a>',
        ),
        (
            "zh",
            "来源文件中没有响应本段的内容。",
            "3项行动",
            "1,500欧元",
            "致送对象</span>：",
            '其他成果见：<a href="#op-2">第2段</a>',
        ),
    ],
)
def test_the_page_tells_it_in_order(
    language: str,
    gap: str,
    count: str,
    amount: str,
    asked: str,
    told: str,
    build_atlas: BuildAtlas,
) -> None:
    made = _pages(build_atlas(GRAPH))
    page = made[f"{language}/threads/decisions/one.md"]
    headings = re.findall(r"^## .*\{#(.*)\}$", page, re.MULTILINE)
    assert headings == ["origins", "op-2", "op-10", "op-11", "later"]
    assert page.count(gap) == 1
    assert gap in page.split("{#op-11}")[1]
    assert count in page
    assert amount in page
    assert asked in page
    assert told in page.split("{#op-10}")[1]
    assert 'href="../../../documents/d/#p1"' in page
    assert 'href="../../../conventions/sea/"' in page
    assert "annexes" not in page
    assert "附件" not in page
    entity = made[f"{language}/decisions/one.md"]
    assert '<a href="../../threads/decisions/one/">3' in entity
    index = made[f"{language}/threads/index.md"]
    ways = [re.findall(r'<li><a href="([^"]*)"', text.split("</nav>")[0]) for text in (page, index)]
    assert ways == [["../../../", "../../../threads/"], ["../"]]
    assert count in index
    assert index.count("threads/decisions/") == 2


@pytest.mark.parametrize(("count", "folded"), [(5, 0), (6, 2)])
def test_long_lists_are_folded_but_never_one_item_alone(
    count: int, folded: int, build_atlas: BuildAtlas
) -> None:
    files = {
        "programmes/p.ttl": "base:programmes/p a atlas:Programme .",
        "projects/a.ttl": "base:projects/a a atlas:Project ; atlas:partOf base:programmes/p .",
    }
    for n in range(count):
        files[f"events/e{n}.ttl"] = (
            f"base:events/e{n} a atlas:Event ; atlas:heldUnder base:projects/a ."
        )
    page = _pages(build_atlas(files))["en/threads/programmes/p.md"]
    below = page.partition("<details")[2]
    assert below.count('class="t-name"') == folded
    assert page.count("/events/e") == count


def test_links_of_a_thread_lead_to_pages_that_are_there(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas(GRAPH))
    page = made["zh/threads/decisions/one.md"]
    for href in re.findall(r'href="([^"#]+)', page):
        if href.startswith("../../../") and not href.endswith(".css"):
            name = href.removeprefix("../../../").rstrip("/")
            found = {f"zh/{name}.md", f"zh/{name}/index.md", "zh/index.md" if not name else ""}
            assert found & made.keys(), href


def test_strangers_text_does_no_harm_on_a_thread(build_atlas: BuildAtlas) -> None:
    said = " ".join(VALUES).replace("\\", "").replace('"', "'").replace("\n", " ")
    said = "".join(mark for mark in said if mark.isprintable())
    files: Mapping[str, str] = {
        "decisions/x.ttl": f"""base:decisions/x a atlas:Decision ; rdfs:label "{said}"@en .
            base:decisions/x#op-1 a atlas:OperativeParagraph ; rdfs:label "{said}"@en ;
            atlas:summary "{said}"@en .""",
        "projects/y.ttl": f"""base:projects/y a atlas:Project ; rdfs:label "{said}"@en ;
            atlas:summary "{said}"@en ; atlas:answers base:decisions/x#op-1 .""",
    }
    page = _pages(build_atlas(files))["en/threads/decisions/x.md"].split("---\n", 2)[2]
    tags = {tag.lower() for tag in re.findall(r"<\s*/?\s*([a-zA-Z]+)", page)}
    assert "script" not in tags
    assert "img" not in tags
    assert "javascript:" not in "".join(re.findall(r'href="(.*?)"', page)).lower()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("One. Two.", "One."),
        ("About 9.5 per cent. More.", "About 9.5 per cent."),
        ("Led by J. Smith of No. 5. Then more.", "Led by J. Smith of No. 5."),
        ("It is “new.” Then more.", "It is “new.”"),
        ("No end", "No end"),
        ("保护海洋。共九个附件。", "保护海洋。"),
        ("称为“新路。”后来", "称为“新路。”"),
        ("", ""),
    ],
)
def test_the_first_sentence(text: str, first: str) -> None:
    assert first_sentence(text) == first
