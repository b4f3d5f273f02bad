"""The timeline: what is dated, where it stands on the line, and what pages show of it."""

from __future__ import annotations

import datetime as dt
import html
import json
import re
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from atlas import load, model, render, schema_org, shapes, timeline
from atlas.iris import RESERVED, Iris
from atlas.pages.page import Shell
from tests.hostile import VALUES
from tests.support import ROOT, BuildAtlas

SVG = "{http://www.w3.org/2000/svg}"
WRITTEN = {
    tag: {"timeline.md": "# Timeline\n\n<!-- atlas:timeline -->\n", "query.md": "# Query\n"}
    for tag in ("en", "zh")
}
SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "", WRITTEN)
GRAPH = {
    "themes/water.ttl": 'base:themes/water a atlas:Theme ; rdfs:label "Water"@en, "水"@zh .',
    "themes/rain.ttl": """base:themes/rain a atlas:Theme ; rdfs:label "Rain"@en, "雨水"@zh ;
        skos:broader base:themes/water .""",
    "events/session.ttl": """base:events/session a atlas:Event ;
        rdfs:label "Session"@en, "届会"@zh ; atlas:startDate "2010-10-18"^^xsd:date ;
        atlas:endDate "2010-10-29"^^xsd:date .""",
    "decisions/x-1.ttl": """base:decisions/x-1 a atlas:Decision ;
        rdfs:label "Decision 1"@en, "第1号决定"@zh ; atlas:adoptedAt base:events/session .""",
    "decisions/x-2.ttl": """base:decisions/x-2 a atlas:Decision ;
        rdfs:label "Decision 2"@en, "第2号决定"@zh ; atlas:adoptedAt base:events/session ;
        atlas:date "2010-10-29"^^xsd:date .""",
    "decisions/x-3.ttl": 'base:decisions/x-3 a atlas:Decision ; rdfs:label "Decision 3"@en .',
    "conventions/water.ttl": """base:conventions/water a atlas:Convention ;
        rdfs:label "Water Convention"@en, "水公约"@zh ; atlas:adopted "1992-05"^^xsd:gYearMonth ;
        atlas:inForce "1993-12-29"^^xsd:date .""",
    "projects/rain.ttl": """base:projects/rain a atlas:Project ;
        rdfs:label "Rain project"@en, "雨水项目"@zh ; atlas:theme base:themes/rain ;
        atlas:answers base:decisions/x-1 ;
        atlas:startDate "2008"^^xsd:gYear ; atlas:endDate "2011-03"^^xsd:gYearMonth .
        base:projects/rain#launch a atlas:Result ; rdfs:label "Launch"@en, "启动"@zh ;
        atlas:date "2009"^^xsd:gYear .
        base:projects/rain#grant a atlas:Figure ; rdfs:label "Grant"@en ;
        atlas:startDate "1999"^^xsd:gYear ; atlas:date "1998"^^xsd:gYear .""",
}


def _pages(atlas: model.Atlas, shell: Shell = SHELL) -> dict[str, str]:
    return dict(render.render(atlas, shell, schema_org.of_entities(atlas)))


def _project(name: str, facts: str) -> dict[str, str]:
    return {
        f"projects/{name}.ttl": f"""base:projects/{name} a atlas:Project ;
        rdfs:label "{name}"@en ; {facts} ."""
    }


def _lanes(page: str) -> dict[str, ET.Element]:
    """Return the drawing of each section, which must be well-formed."""
    lanes = re.findall(r'data-lane="(.*?)">.*?(<svg.*?</svg>)', page, re.DOTALL)
    return {
        name: ET.fromstring(svg.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))  # noqa: S314 - ours
        for name, svg in lanes
    }


def _list(page: str) -> dict[str, list[str]]:
    """Return the list: the words of its items, by year."""
    groups = re.findall(r'<h3 id="y(\d+)">\d+</h3>\n<ol>(.*?)</ol>', page, re.DOTALL)
    return {
        year: [
            " ".join(html.unescape(re.sub(r"<.*?>", "", item)).split())
            for item in re.findall(r"<li[^>]*>(.*?)</li>", items)
        ]
        for year, items in groups
    }


# What is dated


def test_dates_come_from_the_shapes_and_periods_from_the_ontology(build_atlas: BuildAtlas) -> None:
    found = [
        (item.label["en"], item.begin, item.end, item.exact, item.name.get("en", ""))
        for item in timeline.of(build_atlas(GRAPH))
    ]
    assert found == [
        (
            "Water Convention",
            dt.date(1992, 5, 1),
            dt.date(1992, 5, 31),
            ("month", "month"),
            "Adopted",
        ),
        ("Water Convention", *[dt.date(1993, 12, 29)] * 2, ("day", "day"), "Entered into force"),
        ("Rain project", dt.date(2008, 1, 1), dt.date(2011, 3, 31), ("year", "month"), ""),
        ("Launch", dt.date(2009, 1, 1), dt.date(2009, 12, 31), ("year", "year"), ""),
        ("Decision 1", dt.date(2010, 10, 18), dt.date(2010, 10, 29), ("day", "day"), "Adopted at"),
        ("Session", dt.date(2010, 10, 18), dt.date(2010, 10, 29), ("day", "day"), ""),
        ("Decision 2", *[dt.date(2010, 10, 29)] * 2, ("day", "day"), ""),
    ]


def test_a_new_field_with_a_date_is_on_the_line(tmp_path: Path) -> None:
    ontology = load.load(ROOT / "ontology", Iris())
    extra = tmp_path / "ontology"
    extra.mkdir()
    (extra / "new.ttl").write_text(
        """@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shape: <https://w3id.org/south-south-atlas/shapes#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
atlas:closed a owl:DatatypeProperty ; rdfs:label "Closed"@en .
shape:System sh:property shape:System-closed .
shape:System-closed a sh:PropertyShape ; sh:path atlas:closed ; sh:datatype xsd:date ;
    sh:group shape:group-brief ; sh:order 99 .
""",
        encoding="utf-8",
    )
    more = load.load(extra, Iris())
    specs, _ = shapes.read(
        load.Source(ontology.files, (*ontology.statements, *more.statements)), Iris()
    )
    graph = tmp_path / "graph" / "systems"
    graph.mkdir(parents=True)
    (graph / "s.ttl").write_text(
        """@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
<https://w3id.org/south-south-atlas/systems/s> a atlas:System ;
    atlas:closed "2015-07-01"^^<http://www.w3.org/2001/XMLSchema#date> .""",
        encoding="utf-8",
    )
    atlas = model.build(load.load(graph.parent, Iris()), specs, Iris())
    assert [(i.begin, i.name) for i in timeline.of(atlas)] == [
        (dt.date(2015, 7, 1), {"en": "Closed"})
    ]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ('atlas:startDate "2011-03"^^xsd:gYearMonth', [(2011, 2011, "Start")]),
        ('atlas:endDate "2011"^^xsd:gYear', [(2011, 2011, "End")]),
        (
            'atlas:startDate "2012"^^xsd:gYear ; atlas:endDate "2010"^^xsd:gYear',
            [(2010, 2010, "End"), (2012, 2012, "Start")],
        ),
        ('atlas:startDate "2011"^^xsd:gYear ; atlas:endDate "2011"^^xsd:gYear', [(2011, 2011, "")]),
        ('atlas:startDate "soon"', []),
        ('atlas:startDate "2011-02-30"^^xsd:date', []),
    ],
)
def test_a_date_alone_says_what_it_is_and_a_wrong_one_is_none(
    facts: str, found: list[tuple[int, int, str]], build_atlas: BuildAtlas
) -> None:
    items = timeline.of(build_atlas(_project("x", facts)))
    assert [(i.begin.year, i.end.year, i.name.get("en", "")) for i in items] == found


# The line


def test_every_year_is_as_long_as_the_others() -> None:
    assert timeline.position(dt.date(2011, 1, 1)) == 2011
    assert timeline.position(dt.date(2011, 12, 31)) == pytest.approx(2011 + 364 / 365)
    assert timeline.position(dt.date(2012, 7, 1)) == pytest.approx(2012 + 182 / 366)


def test_the_line_spans_what_there_is(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(
        _project("a", 'atlas:startDate "1850"^^xsd:gYear')
        | _project(
            "b", 'atlas:startDate "2008"^^xsd:gYear ; atlas:endDate "2100-01"^^xsd:gYearMonth'
        )
    )
    assert timeline.years(timeline.of(atlas)) == range(1850, 2101)
    assert timeline.years([]) == range(0)


def test_marks_of_a_row_do_not_meet(build_atlas: BuildAtlas) -> None:
    graph: dict[str, str] = {}
    for i in range(40):
        first, last = 2000 + i * 7 % 11, 2000 + i * 7 % 11 + i % 4
        graph |= _project(
            f"p{i}", f'atlas:startDate "{first}"^^xsd:gYear ; atlas:endDate "{last}"^^xsd:gYear'
        )
    marks = timeline.packed(
        [(item,) for item in timeline.of(build_atlas(graph))], lambda m: m.end - m.begin + 0.5
    )
    assert len(marks) == 40
    rows = {mark.row for mark in marks}
    assert rows == set(range(len(rows))), "no row is empty"
    for row in rows:
        mine = sorted((m.begin, m.end) for m in marks if m.row == row)
        for (_, end), (begin, _) in pairwise(mine):
            assert begin >= end + 0.5
    assert min(marks, key=lambda mark: mark.begin).row == 0


def test_the_last_day_of_all_has_a_place(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(_project("x", 'atlas:startDate "9999"^^xsd:gYear'))
    (mark,) = timeline.packed([tuple(timeline.of(atlas))], lambda m: m.end - m.begin)
    assert (mark.begin, mark.end) == (9999, 10000)


def test_many_of_one_date_are_one_mark(build_atlas: BuildAtlas) -> None:
    graph: dict[str, str] = {}
    for i in range(4):
        graph |= _project(f"p{i}", 'atlas:startDate "2010"^^xsd:gYear')
    for i in range(3):
        graph |= _project(f"q{i}", 'atlas:startDate "2010-01"^^xsd:gYearMonth')
    groups = timeline.together(timeline.of(build_atlas(graph)))
    assert sorted(len(group) for group in groups) == [1, 1, 1, 4]


# The page


@pytest.mark.parametrize("language", ["en", "zh"])
def test_drawing_and_list_hold_the_same(language: str, build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas(GRAPH))[f"{language}/timeline.md"]
    listed = {unquote(h) for h in re.findall(r'<li data-item="\d+">.*?<a href="(.*?)"', page)}
    drawn = {
        link.attrib["href"]: link.findtext(f"{SVG}title") or ""
        for svg in _lanes(page).values()
        for link in svg.iter(f"{SVG}a")
    }
    assert set(drawn) == listed
    assert "../projects/rain/#launch" in listed
    title = {"en": "2008 – March 2011: Rain project", "zh": "2008年至2011年3月：雨水项目"}
    assert drawn["../projects/rain/"] == title[language]


def test_the_list_tells_what_each_date_is(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas(GRAPH))
    assert _list(pages["en/timeline.md"]) == {
        "1992": ["May 1992 Water Convention Convention or protocol · Adopted"],
        "1993": ["29 December 1993 Water Convention Convention or protocol · Entered into force"],
        "2008": ["2008 – March 2011 Rain project Project"],
        "2009": ["2009 Launch Project · Rain project"],
        "2010": [
            "18 October 2010 – 29 October 2010 Decision 1 Decision · Adopted at: Session",
            "18 October 2010 – 29 October 2010 Session Event",
            "29 October 2010 Decision 2 Decision",
        ],
    }
    assert _list(pages["zh/timeline.md"])["2008"] == ["2008年至2011年3月 雨水项目 项目"]


def test_labels_do_not_cover_one_another(build_atlas: BuildAtlas) -> None:
    graph: dict[str, str] = {}
    for i in range(30):
        name = "-".join(["word"] * (i % 9 + 1))
        graph |= _project(
            f"p{i}-{name}", f'atlas:startDate "{2000 + i % 5}-0{i % 9 + 1}"^^xsd:gYearMonth'
        )
    (lane,) = _lanes(_pages(build_atlas(graph))["en/timeline.md"]).values()
    boxes: dict[float, list[tuple[float, float]]] = {}
    for hit in lane.findall(f".//{SVG}rect[@class='a-time-hit']"):
        x, y, width = (float(hit.attrib[name]) for name in ("x", "y", "width"))
        boxes.setdefault(y, []).append((x, x + width))
        assert y + float(hit.attrib["height"]) <= float(lane.attrib["height"])
    assert sum(map(len, boxes.values())) == 30
    for row in boxes.values():
        row.sort()
        assert all(right < left for (_, right), (left, _) in pairwise(row))


def test_a_long_label_is_shortened_and_told_whole_in_the_title(build_atlas: BuildAtlas) -> None:
    name = "A very long name of a project, which goes on and on"
    graph = {
        "projects/x.ttl": f"""base:projects/x a atlas:Project ; rdfs:label "{name}"@en ;
        atlas:startDate "2010"^^xsd:gYear ."""
    }
    (lane,) = _lanes(_pages(build_atlas(graph))["en/timeline.md"]).values()
    shown = lane.findtext(f".//{SVG}text") or ""
    assert shown.endswith("…")
    assert len(shown) < 40
    assert (lane.findtext(f".//{SVG}title") or "").endswith(name)


def test_the_script_knows_sections_and_themes_of_each_item(build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas(GRAPH))["en/timeline.md"]
    (text,) = re.findall(r'id="timeline-settings">(.*?)</script>', page)
    settings = json.loads(text)
    sections = re.findall(r'<option value="([a-z-]+)">', page.split('id="time-theme"')[0])
    themes = re.findall(r'<option value="([a-z-]+)">', page.split('id="time-theme"')[1])
    assert sections == ["decisions", "conventions", "projects", "events"]
    assert themes == ["rain", "water"]
    section, tags = settings["items"][2]
    assert (sections[section], tags) == ("projects", [0, 1])
    assert sorted(i for *_, its in settings["marks"] for i in its) == list(range(7))


def test_a_graph_without_dates_says_so(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas({"anything.ttl": "base:Thing a owl:Class ."}))
    assert "没有条目注明日期" in pages["zh/timeline.md"]
    assert "<svg" not in pages["zh/timeline.md"]
    assert "timeline" in RESERVED


def test_names_of_strangers_stay_in_their_place(build_atlas: BuildAtlas) -> None:
    graph = {}
    for i, value in enumerate(VALUES):
        name = "".join(f"\\U{ord(mark):08x}" for mark in value)
        graph[f"projects/p{i}.ttl"] = f"""base:projects/p{i} a atlas:Project ;
            rdfs:label "{name}"@en ; atlas:startDate "{1990 + i}"^^xsd:gYear ;
            atlas:endDate "{1991 + i}"^^xsd:gYear ; atlas:partOf base:projects/p0 ."""
    pages = _pages(build_atlas(graph))
    page = pages["en/timeline.md"]
    assert len(re.findall(r"<script", page)) == 2
    assert not re.search(r"<(?:img|iframe)|<[^>]* on\w+=[\"']?window", page)
    assert "\n\n" not in page[page.index("<section") : page.rindex("</section>")], "one HTML block"
    (lane,) = _lanes(page).values()
    assert len(lane.findall(f".//{SVG}a")) == len(VALUES)
    strip = re.findall(r'<aside class="a-strip".*?</aside>', pages["en/projects/p0.md"], re.DOTALL)
    assert "\n\n" not in strip[0]


# Strips


def _strip(page: str) -> list[str]:
    strips = re.findall(r'<aside class="a-strip".*?</aside>', page, re.DOTALL)
    if not strips:
        return []
    rows = re.findall(r"<li[^>]*>(.*?)</li>", strips[0])
    return [" ".join(html.unescape(re.sub(r"<.*?>", "", row)).split()) for row in rows]


def test_a_strip_tells_of_an_entity_and_of_what_it_is_linked_with(build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas(GRAPH))["en/projects/rain.md"]
    assert _strip(page) == [
        "2008 – March 2011Beginning to end",
        "2009Launch",
        "18 October 2010 – 29 October 2010Decision 1 Decision · Adopted at: Session",
    ]
    lines = re.findall(r'<line x1="([\d.]+)%" x2="([\d.]+)%"', page)
    places = [float(place) for line in lines for place in line]
    # Of four years: the whole span, the second year, twelve days in October of the third.
    assert places == pytest.approx([0, 81.2, 25, 50, 69.9, 70.7], abs=0.1)
    assert 'href="../../timeline/#y2008"' in page
    (strip,) = re.findall(r'<aside class="a-strip".*?</aside>', page, re.DOTALL)
    drawings = re.findall(r"<svg.*?</svg>", strip, re.DOTALL)
    assert sum(map(len, drawings)) < 2000


def test_one_date_alone_makes_no_strip(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas(GRAPH))
    assert _strip(pages["en/themes/rain.md"]) == [], "one project only"
    assert _strip(pages["en/decisions/x-3.md"]) == []
    assert len(_strip(pages["en/conventions/water.md"])) == 2


def test_more_than_tells_of_one_entity_makes_no_strip(build_atlas: BuildAtlas) -> None:
    graph = {"themes/water.ttl": GRAPH["themes/water.ttl"]}
    for i in range(40):
        graph |= _project(
            f"p{i}", f'atlas:startDate "{1970 + i}"^^xsd:gYear ; atlas:theme base:themes/water'
        )
    page = _pages(build_atlas(graph))["en/themes/water.md"]
    assert len(_strip(page)) == 40
    assert re.search(r"<summary>.*30.*</summary>", page)
    graph |= _project("more", 'atlas:startDate "2020"^^xsd:gYear ; atlas:theme base:themes/water')
    assert _strip(_pages(build_atlas(graph))["en/themes/water.md"]) == []


def test_strips_link_to_the_timeline_only_where_there_is_one(build_atlas: BuildAtlas) -> None:
    without = Shell(SHELL.site_names, "", {})
    page = _pages(build_atlas(GRAPH), without)["en/projects/rain.md"]
    assert _strip(page)
    assert "timeline/" not in page


# The query


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_timeline_is_what_its_query_finds(
    language: str, published: ox.Store, specs: shapes.Specs
) -> None:
    atlas = model.build(load.load(ROOT / "graph", Iris()), specs, Iris())
    found = published.query(timeline.query(atlas, language))
    assert isinstance(found, ox.QuerySolutions)
    rows = {(row["entry"].value, row["date"].value) for row in found}
    items = timeline.of(atlas)

    assert rows == {
        (item.part.iri if item.part else item.entity.iri, value.value)
        for item in items
        for value in (item.first, item.last)
    }
