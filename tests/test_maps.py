"""Maps: positions, sizes, what counts where, and what a page shows of it."""

from __future__ import annotations

import html
import json
import math
import re
from collections.abc import Mapping
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest

from atlas import load, maps, model, places, queries, render, schema_org, shapes
from atlas.iris import DEFAULT_BASE, RESERVED, Iris
from atlas.pages.page import Shell
from tests.hostile import VALUES
from tests.support import ROOT, BuildAtlas

IRIS = Iris()
SVG = "{http://www.w3.org/2000/svg}"
WRITTEN = {
    tag: {"map.md": "# Map\n\n<!-- atlas:map -->\n", "query.md": "# Query\n"}
    for tag in ("en", "zh")
}
SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "", WRITTEN)
GRAPH = {
    "places/africa.ttl": """base:places/africa a atlas:Place ; rdfs:label "Africa"@en, "非洲"@zh ;
        atlas:kind atlas:PlaceKind-region .""",
    "places/kenya.ttl": """base:places/kenya a atlas:Place ; rdfs:label "Kenya"@en, "肯尼亚"@zh ;
        atlas:kind atlas:PlaceKind-country ; atlas:within base:places/africa ;
        atlas:latitude 0.5 ; atlas:longitude 37.9 .""",
    "places/nairobi.ttl": """base:places/nairobi a atlas:Place ;
        rdfs:label "Nairobi"@en, "内罗毕"@zh ;
        atlas:kind atlas:PlaceKind-city ; atlas:within base:places/kenya ;
        atlas:latitude -1.3 ; atlas:longitude 36.8 .""",
    "places/chad.ttl": """base:places/chad a atlas:Place ; rdfs:label "Chad"@en, "乍得"@zh ;
        atlas:kind atlas:PlaceKind-country ; atlas:within base:places/africa .""",
    "places/peru.ttl": """base:places/peru a atlas:Place ; rdfs:label "Peru"@en, "秘鲁"@zh ;
        atlas:kind atlas:PlaceKind-country ; atlas:latitude -9.2 ; atlas:longitude -75.0 .""",
    "themes/water.ttl": 'base:themes/water a atlas:Theme ; rdfs:label "Water"@en, "水"@zh .',
    "themes/rain.ttl": """base:themes/rain a atlas:Theme ; rdfs:label "Rain"@en, "雨水"@zh ;
        skos:broader base:themes/water .""",
    "projects/rain.ttl": """base:projects/rain a atlas:Project ; rdfs:label "Rain"@en, "雨水"@zh ;
        atlas:place base:places/kenya ; atlas:place base:places/nairobi ;
        atlas:place base:places/chad ; atlas:theme base:themes/rain .""",
    "events/meeting.ttl": """base:events/meeting a atlas:Event ; rdfs:label "M"@en, "会"@zh ;
        atlas:place base:places/nairobi .""",
    "partners/office.ttl": """base:partners/office a atlas:Partner ; rdfs:label "O"@en, "办"@zh .
        base:partners/office#staff a atlas:Figure ; atlas:place base:places/chad .""",
}


def _pages(atlas: model.Atlas, shell: Shell = SHELL) -> dict[str, str]:
    return dict(render.render(atlas, shell, schema_org.of_entities(atlas)))


def _svg(page: str) -> ET.Element:
    """Return the map of a page, which must be well-formed."""
    (text,) = re.findall(r"<svg(?=[^>]* viewBox=\"0 0 2000 ).*?</svg>", page, re.DOTALL)
    return ET.fromstring(text.replace("<svg", f'<svg xmlns="{SVG[1:-1]}"', 1))  # noqa: S314 - ours


def _dots(page: str) -> dict[str, tuple[str, float]]:
    """Return the symbols of a map: their titles, their links and radii."""
    return {
        link.findtext(f"{SVG}title") or "": (
            link.attrib["href"],
            float(link.find(f"{SVG}circle").attrib["r"]),  # type: ignore[union-attr]
        )
        for link in _svg(page).iter(f"{SVG}a")
        if "data-dot" in link.attrib
    }


def _rows(page: str) -> dict[str, tuple[int, dict[str, int]]]:
    """Return the rows of the tables: the count of each place, and its counts by section."""
    rows = {}
    for key, row in re.findall(r'<tr data-row="(.*?)">(.*?)</tr>', page):
        (count,) = re.findall(r"data-count>([\d,]+)<", row)
        by = re.findall(r'<span[^>]*>([^<]*)</span> <b class="a-num">([\d,]+)</b>', row)
        rows[key] = (int(count.replace(",", "")), {name: int(n) for name, n in by})
    return rows


# Positions


def test_projection_gives_the_published_extent() -> None:
    """EPSG:8857 states its extent in metres; its sphere of equal area has this radius."""
    earth = 6371007.181
    assert maps.equal_earth(180, 0)[0] * earth == pytest.approx(17243959.06, abs=2)
    assert maps.equal_earth(0, 90)[1] * earth == pytest.approx(8392927.60, abs=2)


def test_projection_gives_the_example_of_its_manual() -> None:
    """PROJ: ``echo 122 47 | proj +proj=eqearth +R=1`` gives 1.55 0.89."""
    x, y = maps.equal_earth(122, 47)
    assert (round(x, 2), round(y, 2)) == (1.55, 0.89)


@pytest.mark.parametrize(("south", "north"), [(-60, -30), (0, 10), (45, 90)])
def test_projection_keeps_areas(south: float, north: float) -> None:
    """The strip between two parallels, added up in thin slices, is as large as on the sphere."""
    slices = 2000
    step = (north - south) / slices
    edges = [maps.equal_earth(180, south + step * i) for i in range(slices + 1)]
    area = sum((b[1] - a[1]) * (a[0] + b[0]) for a, b in pairwise(edges))
    sphere = 2 * math.pi * (math.sin(math.radians(north)) - math.sin(math.radians(south)))
    assert area == pytest.approx(sphere, rel=1e-4)


def test_positions_run_from_the_bering_strait_to_itself() -> None:
    assert maps.position(11, 0).x == maps.WIDTH / 2
    assert maps.position(-168, 0).x < 30
    assert maps.position(-171.8, -13.8).x > maps.WIDTH - 60, "Samoa is in the east, as Fiji is"
    assert maps.position(0, 60).y < maps.position(0, -20).y


def test_land_lies_on_the_map_and_is_light() -> None:
    outline = maps.land()
    assert re.fullmatch(r"(M\d+ \d+l[-\d ]+z)+", outline)
    for x, y in re.findall(r"M(\d+) (\d+)l", outline):
        assert 0 <= int(x) <= maps.WIDTH
        assert 0 <= int(y) <= maps.HEIGHT
    assert len(maps.image()) < 32_000
    assert ET.fromstring(maps.image()).tag == f"{SVG}svg"  # noqa: S314 - ours


# Sizes


def test_area_tells_the_count() -> None:
    assert maps.radius(400, 400) == pytest.approx(2 * maps.radius(100, 400), abs=0.1)
    assert maps.radius(1, 1) < maps.radius(400, 400), "one entry alone is no large matter"


@pytest.mark.parametrize(
    ("most", "counts"), [(0, [1]), (1, [1]), (7, [5, 2, 1]), (130, [100, 10, 1])]
)
def test_legend_shows_round_counts(most: int, counts: list[int]) -> None:
    assert maps.steps(most) == counts


def test_labels_do_not_cover_one_another() -> None:
    centre = maps.Point(1000, 400)
    near, far = maps.Point(1040, 410), maps.Point(1000, 500)
    labels = [maps.Label(str(i), "Africa", p) for i, p in enumerate((centre, near, far))]
    first, moved, third = maps.apart(labels, 34)
    assert (first.point, third.point) == (centre, far)
    assert abs(moved.point.y - centre.y) >= 34 or abs(moved.point.x - centre.x) > 90
    assert math.dist((moved.point.x, moved.point.y), (near.x, near.y)) < 100
    beside = maps.Label("3", "Africa", maps.Point(1120, 400))
    _, other = maps.apart([labels[0], beside], 34)
    assert other.point != beside.point, "two names on a line would read as one"
    crowd = [(maps.Point(x, y), 60.0) for x in range(700, 1301, 100) for y in range(100, 701, 100)]
    assert maps.apart(labels[:1], 34, crowd) == [], "no room, no label"
    (edge,) = maps.apart([maps.Label("x", "Pacific", maps.Point(5, 5))], 34)
    assert edge.point.x > 50


# Counts


def test_an_entry_counts_once_for_each_place_around_it(build_atlas: BuildAtlas) -> None:
    found = {p.entity.address: p for p in places.of(build_atlas(GRAPH))}
    assert {address: len(place.entries) for address, place in found.items()} == {
        "places/africa/": 3,
        "places/kenya/": 2,
        "places/nairobi/": 2,
        "places/chad/": 2,
    }, "Peru is named by nothing"
    assert IRIS.base + "partners/office" in found["places/chad/"].entries, "a part speaks for it"


def test_places_that_hold_one_another_end(build_atlas: BuildAtlas) -> None:
    graph = {
        f"places/{a}.ttl": f"""base:places/{a} a atlas:Place ; rdfs:label "{a}"@en ;
        atlas:within base:places/{b} ."""
        for a, b in (("a", "b"), ("b", "a"))
    }
    graph["projects/x.ttl"] = "base:projects/x a atlas:Project ; atlas:place base:places/a ."
    assert [len(place.entries) for place in places.of(build_atlas(graph))] == [1, 1]


@pytest.mark.parametrize(
    "stated",
    [
        "atlas:latitude 1.0",
        'atlas:latitude "x" ; atlas:longitude 1.0',
        "atlas:latitude 91.0 ; atlas:longitude 1.0",
        'atlas:latitude "NaN"^^xsd:double ; atlas:longitude 1.0',
        "atlas:latitude 1.0, 2.0 ; atlas:longitude 1.0",
        "atlas:latitude 1.0 ; atlas:longitude base:places/p",
    ],
)
def test_what_is_no_position_is_none(stated: str, build_atlas: BuildAtlas) -> None:
    place = f'base:places/p a atlas:Place ; rdfs:label "P"@en ; {stated} .'
    atlas = build_atlas({"places/p.ttl": place})
    entity = atlas.entities[IRIS.base + "places/p"]
    assert places.point_of(entity, IRIS) is None
    assert "a-locator" not in _pages(atlas)["en/places/p.md"]


@pytest.fixture(scope="module")
def real(specs: shapes.Specs) -> model.Atlas:
    return model.build(load.load(ROOT / "graph", IRIS), specs, IRIS)


@pytest.fixture(scope="module")
def real_map(real: model.Atlas) -> Mapping[str, str]:
    return {path: text for path, text in _pages(real).items() if path.endswith("/map.md")}


def test_tables_are_what_their_queries_find(
    real_map: Mapping[str, str], published: ox.Store
) -> None:
    page = real_map["en/map.md"]
    links = re.findall(r'<p class="a-query"><a href="\.\./query/#query=([^"]*)"', page)
    assert len(links) == 2
    counted = {}
    for link in links:
        found = published.query(unquote(html.unescape(link)))
        assert isinstance(found, ox.QuerySolutions)
        for row in found:
            place, count = row["place"], row["entries"]
            assert isinstance(place, ox.NamedNode)
            assert isinstance(count, ox.Literal)
            counted[place.value.removeprefix(f"{DEFAULT_BASE}places/")] = int(count.value)
    shown = {key: count for key, (count, _) in _rows(page).items()}
    assert shown == counted
    assert len(shown) > 80


def test_every_country_of_the_real_graph_is_on_the_map(
    real: model.Atlas, real_map: Mapping[str, str]
) -> None:
    countries = [p for p in places.of(real) if p.kind == "country"]
    for language, page in real_map.items():
        dots = {href for href, _ in _dots(page).values()}
        assert {f"../{p.entity.address}" for p in countries} <= dots, language


# Pages


@pytest.mark.parametrize(
    ("language", "kenya", "section", "disclaimer"),
    [
        ("en", "Kenya: 2", "Projects", "Secretariat of the United Nations"),
        ("zh", "肯尼亚：2", "项目", "联合国秘书处"),
    ],
)
def test_the_map_and_its_tables_say_the_same(
    language: str, kenya: str, section: str, disclaimer: str, build_atlas: BuildAtlas
) -> None:
    page = _pages(build_atlas(GRAPH))[f"{language}/map.md"]
    dots = _dots(page)
    assert list(dots) == [kenya], "Chad has no position, and Nairobi is in Kenya"
    assert dots[kenya][0] == "../places/kenya/"
    rows = _rows(page)
    assert {key: count for key, (count, _) in rows.items()} == {"kenya": 2, "chad": 2, "africa": 3}
    assert rows["kenya"][1][section] == 1
    assert disclaimer in page
    drawn = _svg(page)
    names = [text.text for text in drawn.iter(f"{SVG}text")]
    assert ("Africa" if language == "en" else "非洲") in names, "amid the countries it holds"
    assert drawn.attrib["aria-label"]
    assert f'id="{drawn.attrib["aria-describedby"]}"' in page


def test_larger_symbols_lie_underneath(real_map: Mapping[str, str]) -> None:
    radii = [radius for _, radius in _dots(real_map["zh/map.md"]).values()]
    assert radii == sorted(radii, reverse=True)
    assert radii[0] > radii[-1]


def test_settings_hold_sections_themes_and_places(build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas(GRAPH))["en/map.md"]
    (text,) = re.findall(r'id="map-settings">(.*?)</script>', page)
    settings = json.loads(text)
    offered = {
        name: re.findall(r'value="([^"]+)">', options)
        for name, options in re.findall(r'<select id="map-(\w+)".*?</option>(.*?)</select>', page)
    }
    assert set(offered["section"]) == {"projects", "partners", "events"}
    assert offered["theme"] == ["rain", "water"]
    rain = [offered["section"].index("projects"), [0, 1]]
    assert rain in settings["entries"], "a theme brings the broader one"
    assert {key: len(held) for key, held in settings["places"].items()} == {
        "africa": 3,
        "kenya": 2,
        "nairobi": 2,
        "chad": 2,
    }


def test_a_page_of_a_place_has_a_small_map(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas(GRAPH))
    for language, up, name in (("en", "../../", "Kenya"), ("zh", "../../../", "肯尼亚")):
        page = pages[f"{language}/places/kenya.md"]
        drawn = _svg(page)
        (land,) = drawn.iter(f"{SVG}image")
        assert land.attrib["href"] == f"{up}{maps.IMAGE}"
        (dot,) = drawn.iter(f"{SVG}circle")
        assert float(dot.attrib["cx"]) == round(maps.position(37.9, 0.5).x)
        assert name in drawn.attrib["aria-label"]
        assert 'href="../../map/"' in page
        assert "a-locator" not in pages[f"{language}/places/chad.md"]


def test_a_region_is_shown_by_the_places_in_it_or_by_a_ring(build_atlas: BuildAtlas) -> None:
    at = "atlas:latitude 7.0 ; atlas:longitude 21.0 ."
    region = GRAPH["places/africa.ttl"].rstrip(" .") + f" ; {at}"
    empty = f"""base:places/sahel a atlas:Place ; rdfs:label "Sahel"@en ;
        atlas:kind atlas:PlaceKind-subregion ; {at}"""
    pages = _pages(build_atlas({**GRAPH, "places/africa.ttl": region, "places/sahel.ttl": empty}))
    (dot,) = _svg(pages["en/places/africa.md"]).iter(f"{SVG}circle")
    assert dot.attrib["class"] == "a-map-dot"
    assert float(dot.attrib["cx"]) == round(maps.position(37.9, 0.5).x)
    (ring,) = _svg(pages["en/places/sahel.md"]).iter(f"{SVG}circle")
    assert ring.attrib["class"] == "a-map-ring"


def test_names_of_strangers_stay_in_their_place(build_atlas: BuildAtlas) -> None:
    graph = {
        "projects/x.ttl": "base:projects/x a atlas:Project ; "
        + " ; ".join(f"atlas:place base:places/p{i}" for i in range(len(VALUES)))
        + " ."
    }
    for i, value in enumerate(VALUES):
        name = "".join(f"\\U{ord(mark):08x}" for mark in value)
        kind = ("country", "region")[i % 2]
        at = f"atlas:latitude {i}.0 ; atlas:longitude {i * 6}.0"
        graph[f"places/p{i}.ttl"] = f"""base:places/p{i} a atlas:Place ; rdfs:label "{name}"@en ;
            atlas:kind atlas:PlaceKind-{kind} ; {at} ."""
    pages = _pages(build_atlas(graph))
    page = pages["en/map.md"]
    assert len(_dots(page)) == len(VALUES) / 2
    assert len(re.findall(r"<script", page)) == 2
    assert not re.search(r"<(?:img|iframe)|<[^>]* on\w+=[\"']?window", page)
    assert "\n\n" not in page[page.index("<section") : page.index("</section>")], "one HTML block"
    for i in range(len(VALUES)):
        _svg(pages[f"en/places/p{i}.md"])


def test_a_graph_without_places_has_an_empty_map(build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas({"anything.ttl": "base:Thing a owl:Class ."}))["zh/map.md"]
    assert _dots(page) == {}
    assert "<table" not in page


def test_the_map_is_linked_to_where_it_is(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(GRAPH)
    assert 'href="../map/"' in _pages(atlas)["en/places/index.md"]
    assert 'href="../map/"' not in _pages(atlas)["en/themes/index.md"]
    without = Shell(SHELL.site_names, "", {})
    for path, page in _pages(atlas, without).items():
        assert "map/" not in page, path
    assert "map" in RESERVED


def test_query_of_places_can_be_read() -> None:
    assert "VALUES ?kind { atlas:PlaceKind-site }" in queries.places(IRIS, ["site"], "zh")
