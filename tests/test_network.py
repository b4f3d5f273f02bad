"""The network: what links entities, which neighbours are shown first, how they are drawn."""

from __future__ import annotations

import html
import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from atlas import model, neighbourhood, network, render, schema_org
from atlas.iris import DEFAULT_BASE, RESERVED, Addresses, Iris
from atlas.lettering import fitted
from atlas.neighbourhood import Item, draw
from atlas.network import Kind
from atlas.pages.page import Shell
from tests.hostile import VALUES
from tests.support import BuildAtlas

TERM = f"{DEFAULT_BASE}ontology#"
WRITTEN = {tag: {"explore.md": "# Explore\n\n<!-- atlas:explore -->\n"} for tag in ("en", "zh")}
SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "", WRITTEN)
SVG = "{http://www.w3.org/2000/svg}"

GRAPH = {
    "partners/unep.ttl": 'base:partners/unep a atlas:Partner ; rdfs:label "UNEP"@en, "环境署"@zh .',
    "themes/water.ttl": 'base:themes/water a atlas:Theme ; rdfs:label "Water"@en, "水"@zh .',
    "decisions/x.ttl": """base:decisions/x a atlas:Decision ; rdfs:label "X"@en, "十"@zh .
        base:decisions/x#op-6 a atlas:OperativeParagraph ; rdfs:label "Paragraph 6"@en ;
            atlas:addressedTo base:partners/unep .""",
    "documents/d.ttl": """base:documents/d a atlas:Document ; rdfs:label "D"@en, "文"@zh .
        base:documents/d#p1 a atlas:Paragraph ; rdfs:label "Paragraph 1"@en .""",
    "projects/p.ttl": """base:projects/p a atlas:Project ; rdfs:label "Pilot"@en, "试点"@zh ;
        atlas:answers base:decisions/x#op-6 ; atlas:fundedBy base:partners/unep ;
        atlas:implementedBy base:partners/unep ; atlas:theme base:themes/water ;
        atlas:about base:projects/p ; atlas:kind atlas:ProjectKind-project ;
        dcterms:source base:documents/d#p1 .
        base:projects/p#c a atlas:Citation ; atlas:covers base:decisions/x ;
            dcterms:source base:documents/d#p1 .""",
}


def _iri(path: str) -> str:
    return DEFAULT_BASE + path


def _links(made: network.Network) -> set[tuple[str, str, str]]:
    return {
        (
            link.subject[len(DEFAULT_BASE) :],
            link.property[len(TERM) :],
            link.object[len(DEFAULT_BASE) :],
        )
        for link in made.links
    }


def _near(made: network.Network, path: str) -> list[str]:
    return [n.iri.removeprefix(DEFAULT_BASE) for n in made.of(_iri(path))]


def test_links_are_of_entities_and_parts_and_never_sources(build_atlas: BuildAtlas) -> None:
    made = network.build(build_atlas(GRAPH))
    assert _links(made) == {
        ("projects/p", "answers", "decisions/x"),
        ("projects/p", "fundedBy", "partners/unep"),
        ("projects/p", "implementedBy", "partners/unep"),
        ("projects/p", "theme", "themes/water"),
        ("decisions/x", "addressedTo", "partners/unep"),
    }
    assert made.of(_iri("documents/d")) == ()


def test_a_neighbour_is_one_however_it_is_linked(build_atlas: BuildAtlas) -> None:
    made = network.build(build_atlas(GRAPH))
    assert sorted(_near(made, "partners/unep")) == ["decisions/x", "projects/p"]
    project = next(n for n in made.of(_iri("partners/unep")) if n.iri == _iri("projects/p"))
    assert set(project.kinds) == {
        Kind(TERM + "fundedBy", is_own=False),
        Kind(TERM + "implementedBy", is_own=False),
    }


def _hub(projects: int) -> dict[str, str]:
    """Return a partner with two themes, of which one is on many needs, and with many projects."""
    files = {
        "partners/fund.ttl": """base:partners/fund a atlas:Partner ; rdfs:label "Fund"@en ;
            atlas:theme base:themes/all ; atlas:theme base:themes/rare .""",
        "themes/all.ttl": 'base:themes/all a atlas:Theme ; rdfs:label "All"@en .',
        "themes/rare.ttl": 'base:themes/rare a atlas:Theme ; rdfs:label "Rare"@en .',
        "systems/s.ttl": """base:systems/s a atlas:System ; rdfs:label "S"@en ;
            atlas:operatedBy base:partners/fund .""",
    }
    for n in range(projects):
        rare = "atlas:theme base:themes/rare ;" if n == 7 else ""
        files[f"projects/p{n}.ttl"] = f"""base:projects/p{n} a atlas:Project ;
            rdfs:label "P{n}"@en ; {rare} atlas:fundedBy base:partners/fund ."""
        files[f"needs/n{n}.ttl"] = f"""base:needs/n{n} a atlas:Need ;
            rdfs:label "N{n}"@en ; atlas:theme base:themes/all ."""
    return files


def test_own_statements_come_first_and_rarer_ones_before_hubs(build_atlas: BuildAtlas) -> None:
    near = _near(network.build(build_atlas(_hub(20))), "partners/fund")
    assert near[:2] == ["themes/rare", "themes/all"]
    # Of what links here, the rarer kind comes first, then who shares a rarer neighbour.
    assert near[2:5] == ["systems/s", "projects/p7", "projects/p0"]
    assert len(near) == 23


def test_an_entity_that_says_much_leaves_room_for_what_links_to_it(
    build_atlas: BuildAtlas,
) -> None:
    files = _hub(9)
    themes = [f"themes/t{n}" for n in range(15)]
    files |= {f"{t}.ttl": f'base:{t} a atlas:Theme ; rdfs:label "T"@en .' for t in themes}
    files["partners/fund.ttl"] = files["partners/fund.ttl"].replace(
        "atlas:theme base:themes/rare .",
        "atlas:theme base:themes/rare ; "
        + " ; ".join(f"atlas:theme base:{t}" for t in themes)
        + " .",
    )
    near = _near(network.build(build_atlas(files)), "partners/fund")
    first = near[: network.SHOWN]
    assert [n.startswith("themes/") for n in first] == [True] * 8 + [False] * 4
    assert len(near) == len(set(near)) == 17 + 1 + 9


def test_the_order_does_not_hang_on_that_of_files(build_atlas: BuildAtlas) -> None:
    files = _hub(15)
    one = network.build(build_atlas(files))
    other = network.build(build_atlas(dict(reversed(files.items()))))
    assert one == other


def test_weight_falls_with_what_else_is_linked_and_rises_with_what_is_shared() -> None:
    near = {
        "a": frozenset({"b", "c", "hub"}),
        "b": frozenset({"a", "c"}),
        "c": frozenset({"a", "b"}),
        "hub": frozenset({"a", *"defghij"}),
    }
    # Two ends and one shared neighbour with two of its own: (1 + 1 / log2(2)) / log2(3).
    assert network.weight("a", "b", near) == pytest.approx(2 / 1.5849625)
    assert network.weight("a", "hub", near) == pytest.approx(1 / 3.169925)


def test_the_explorers_file_says_each_link_from_both_ends(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(GRAPH)
    files = dict(network.files(atlas, WRITTEN))
    assert set(files) == {"explore/links.json", "zh/explore/links.json"}
    told = json.loads(files["zh/explore/links.json"])
    kinds = [key for key, _, _ in told["kinds"]]
    entities = [address for address, *_ in told["entities"]]
    seen = {
        (address, kinds[kind] if kind >= 0 else "^" + kinds[~kind], entities[other])
        for address, _, _, pairs in told["entities"]
        for kind, other in zip(pairs[::2], pairs[1::2], strict=True)
    }
    forward = _links(network.build(atlas))
    assert seen == forward | {(b, "^" + p, a) for a, p, b in forward}
    assert ["fundedBy", "供资方", "资助的内容"] in told["kinds"]
    assert told["entities"][0][:2] == ["decisions/x", "十"]
    sections = list(atlas.sections())
    assert all(sections[e[2]] == e[0].split("/")[0] for e in told["entities"])


def test_without_a_page_of_the_explorer_it_has_no_file(build_atlas: BuildAtlas) -> None:
    assert list(network.files(build_atlas(GRAPH), {"en": {"map.md": "# Map\n"}})) == []


# Drawings


@pytest.mark.parametrize(
    ("text", "width", "most", "lines"),
    [
        ("Water", 10, 2, ("Water",)),
        ("United Nations Environment Programme", 10, 2, ("United Nations", "Environment Prog…")),
        (
            "United Nations Environment Programme",
            10,
            3,
            ("United Nations", "Environment", "Programme"),
        ),
        ("Supercalifragilistic", 5.7, 2, ("Supercalif", "ragilistic")),
        ("联合国环境规划署", 4, 2, ("联合国环", "境规划署")),
        ("关于水、土的报告", 3, 2, ("关于", "水…")),
        ("UNEP的工作", 10, 1, ("UNEP的工作",)),
        ("  two\n lines ", 10, 2, ("two lines",)),
        ("", 10, 2, ()),
    ],
)
def test_names_are_broken_and_cut(
    text: str, width: float, most: int, lines: tuple[str, ...]
) -> None:
    assert fitted(text, width, most) == lines


@pytest.mark.parametrize("count", [3, 5, 12])
def test_neighbours_stand_apart_in_two_columns(count: int) -> None:
    items = [Item(str(n), f"A rather long name, number {n}", f"kind {n % 4}") for n in range(count)]
    drawn = draw("An entity", items, [("a", "Partners"), ("b", "Conventions and protocols")])
    placed = [item for column in drawn.columns for item in column.items]
    assert sorted(item.key for item in placed) == sorted(item.key for item in items)
    assert all(0 < item.y < drawn.height for item in (*placed, *drawn.key))
    left, right = drawn.columns
    assert abs(len(left.items) - len(right.items)) <= 2
    for column in drawn.columns:
        marks = [item.mark_y for item in column.items]
        assert all(b - a >= 22 for a, b in pairwise(marks))
        assert all(len(line) * 5 < 130 for item in column.items for line in item.lines)
    assert drawn.lines.count("M") == count


def test_no_two_sections_look_alike() -> None:
    looks = neighbourhood.looks(f"s{n}" for n in range(42))
    assert len(set(looks.values())) == 42


def _pages(atlas: model.Atlas, shell: Shell = SHELL) -> dict[str, str]:
    return dict(render.render(atlas, shell, schema_org.of_entities(atlas)))


def _figure(page: str) -> ET.Element:
    figure = re.search(r'<figure class="n-near">.*?</figure>', page, re.DOTALL)
    assert figure, "no drawing"
    assert "\n\n" not in figure.group(), "a blank line ends a block of HTML"
    text = figure.group().replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return ET.fromstring(text)  # noqa: S314 - our own page


def test_a_page_shows_its_neighbourhood_as_links(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas(_hub(20)))
    figure = _figure(pages["zh/partners/fund.md"])
    links = figure.findall(f".//{SVG}a")
    assert len(links) == network.SHOWN
    hrefs = [link.get("href") for link in links]
    assert hrefs[0] == "../../themes/rare/"
    assert "../../systems/s/" in hrefs
    assert links[0].get("lang") == "en", "the name is not in the page's language"
    title = links[0].find(f"{SVG}title")
    assert title is not None
    assert title.text == "Rare（主题）"
    caption = figure.find("figcaption")
    assert caption is not None
    assert "23个条目中的12个" in "".join(caption.itertext())
    link = caption.find("a")
    assert link is not None
    assert link.get("href") == "../../explore/?at=partners/fund"
    groups = [text.text for text in figure.iterfind(f".//{SVG}text[@class='n-by']")]
    assert set(groups) == {"主题", "运营的系统", "资助的内容"}


def test_few_neighbours_are_not_drawn(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas(GRAPH))
    assert "n-near" in pages["en/projects/p.md"]
    assert "n-near" not in pages["en/themes/water.md"]
    assert "section-network" not in pages["en/documents/d.md"]


def test_a_site_without_explorer_has_no_link_to_it(build_atlas: BuildAtlas) -> None:
    pages = _pages(build_atlas(GRAPH), Shell({"en": "A", "zh": "A"}, "", {}))
    assert "n-near" in pages["en/projects/p.md"]
    assert "explore/" not in pages["en/projects/p.md"]


def test_drawings_stay_small_and_take_names_as_text(build_atlas: BuildAtlas) -> None:
    files = {
        f"themes/t{n}.ttl": f"base:themes/t{n} a atlas:Theme ; rdfs:label {json.dumps(v)}@en ."
        for n, v in enumerate(VALUES)
        if "\x00" not in v
    }
    stated = " ; ".join(f"atlas:theme base:{path.removesuffix('.ttl')}" for path in files)
    files["projects/p.ttl"] = (
        f"""base:projects/p a atlas:Project ; rdfs:label "P"@en ; {stated} ."""
    )
    atlas = build_atlas(files)
    figure = _figure(_pages(atlas)["en/projects/p.md"])
    tags = {element.tag.removeprefix(SVG) for element in figure.iter()}
    assert tags <= {"figure", "svg", "g", "path", "a", "title", "text", "tspan", "figcaption"}
    page = html.unescape(_pages(build_atlas(_hub(20)))["en/partners/fund.md"])
    assert len(page.split('class="n-near">')[1].split("</figure>")[0].encode()) < 4500


def test_the_page_of_the_explorer_names_the_most_connected(build_atlas: BuildAtlas) -> None:
    page = _pages(build_atlas(_hub(20)))["en/explore.md"]
    table = page.split('id="most"')[1]
    first, second = re.findall(r'<tr><th scope="row"[^>]*><a href="([^"]+)">', table)[:2]
    assert (first, second) == ("../partners/fund/", "../themes/all/")
    assert 'href="?at=partners/fund"' in table
    assert 'href="../projects/"' in table
    settings = re.search(r'id="explore-settings">(.*?)</script>', page, re.DOTALL)
    assert settings
    told = json.loads(settings.group(1))
    assert told["step"] == network.SHOWN
    assert {s["key"] for s in told["sections"]} >= {"projects", "themes", "partners", "systems"}


def test_the_address_of_the_explorer_is_not_for_entities() -> None:
    assert "explore" in RESERVED
    iri = _iri("explore/x")
    assert Addresses.build(Iris(), [iri]).of(iri) == "entities/explore/x/"
