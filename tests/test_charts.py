"""Charts: what is drawn is what the graph says, in both languages, and nothing else is in it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser

from atlas import charts, drawing, load, model
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import Iris
from atlas.pages.chart import shown as shown_chart
from tests.hostile import VALUES
from tests.support import ROOT, SAMPLE, run_build

FOLDER = ROOT / "docs" / "charts"
IRIS = Iris()
PREFIXES = {
    "atlas": IRIS.term(""),
    "dcterms": "http://purl.org/dc/terms/",
    "partner": f"{IRIS.base}partners/",
    "place": f"{IRIS.base}places/",
    "programme": f"{IRIS.base}programmes/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}
SVG = "{http://www.w3.org/2000/svg}"
GOOD = """order = 1
mark = "bars"
query = "SELECT ?project ?value ?unit ?figure { ?figure atlas:value ?value ; atlas:unit ?unit ; \
dcterms:isPartOf ?project }"
[title]
en = "Grants"
zh = "赠款"
"""


def _triples(store: ox.Store) -> list[ox.Triple]:
    found = []
    for subject, predicate, value, _ in store:
        assert not isinstance(subject, ox.Triple)
        found.append(ox.Triple(subject, predicate, value))
    return found


@pytest.fixture(scope="module")
def drawn(published: ox.Store) -> dict[str, charts.Chart]:
    found, findings = charts.read(FOLDER, _triples(published), PREFIXES)
    assert findings == []
    return {chart.name: chart for chart in found}


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, str]:
    places = {tag: real_site / ("" if tag == LANGUAGES[0] else tag) for tag in LANGUAGES}
    return {
        tag: (place / "charts" / "index.html").read_text(encoding="utf-8")
        for tag, place in places.items()
    }


def _figure(page: str, name: str) -> str:
    """Return the section of a chart on its page."""
    (section,) = re.findall(rf'(?s)<h2 id="{name}">.*?</figure>', page)
    return str(section)


def _pictures(page: str) -> list[str]:
    return re.findall(r"(?s)<svg [^>]*a-drawing.*?</svg>", page)


def _drawings(page: str) -> list[ElementTree.Element]:
    return [ElementTree.fromstring(svg) for svg in _pictures(page)]  # noqa: S314


def _written(svg: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in svg.iter(f"{SVG}text")]


def _shapes(svg: ElementTree.Element, *, upright: bool) -> dict[str, list[float]]:
    """Return how long the bars of each colour are, in their order."""
    found: dict[str, list[float]] = {}
    for path in svg.iter(f"{SVG}path"):
        fill = path.get("fill", "")
        if fill.startswith("var("):
            across, down = map(float, re.findall(r"[hv](-?[\d.]+)", path.get("d", ""))[:2])
            found.setdefault(fill, []).append(abs(down if upright else across))
    return found


def _numbers(store: ox.Store, query: str) -> list[Decimal]:
    found = store.query(query, prefixes=PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return [Decimal(str(getattr(row["value"], "value", ""))) for row in found]


def test_the_charts_that_readers_ask_for_are_there(drawn: dict[str, charts.Chart]) -> None:
    assert list(drawn) == [
        "environment-fund",
        "earmarked-contributions",
        "staff",
        "activities-by-region",
        "activities-by-theme",
        "activities-by-target",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fund_is_drawn_as_the_graph_has_it(
    language: str, pages: dict[str, str], published: ox.Store
) -> None:
    ask = """SELECT ?value { ?figure dcterms:isPartOf programme:environment-fund ;
        atlas:qualifier atlas:Qualifier-%s ; atlas:value ?value ; atlas:startDate ?start }
        ORDER BY ?start"""
    stated = {name: _numbers(published, ask % name) for name in ("approved", "received")}
    assert len(stated["approved"]) == len(stated["received"]) == 8
    section = _figure(pages[language], "environment-fund")
    wide, narrow = _drawings(section)
    texts = catalogue(language)
    written = {
        texts.number(f"{(v / 1000000).normalize():f}") for each in stated.values() for v in each
    }
    most = max(stated["approved"])
    for svg, upright in ((wide, True), (narrow, False)):
        assert written <= set(_written(svg))
        lengths = _shapes(svg, upright=upright)
        longest = max(max(each) for each in lengths.values())
        for colour, name in (("var(--a-chart-1)", "approved"), ("var(--a-chart-2)", "received")):
            shares = [length / longest for length in lengths[colour]]
            assert shares == pytest.approx([float(v / most) for v in stated[name]], abs=0.001)
    cells = re.findall(r"<td[^>]*><a href=\"([^\"]*)\">([^<]*)</a>", section)
    assert {text for _, text in cells} == written
    assert all(href.startswith("../programmes/environment-fund/#") for href, _ in cells)


def test_sources_of_contributions_make_up_their_sum(
    drawn: dict[str, charts.Chart], published: ox.Store
) -> None:
    totals = {
        f"{start}": value
        for start in (2012, 2014, 2016)
        for value in _numbers(
            published,
            f"""SELECT (MAX(?each) AS ?value) {{ ?figure atlas:value ?each ;
            dcterms:isPartOf programme:unep-earmarked-contributions ;
            atlas:unit atlas:Unit-USD ; atlas:startDate ?start
            FILTER(STR(?start) = "{start}") }}""",
        )
    }
    sums: dict[str, Decimal] = {}
    for point in drawn["earmarked-contributions"].points:
        assert isinstance(point.group[0], model.Text)
        start = point.group[0].value
        sums[start] = sums.get(start, Decimal(0)) + point.value
    assert sums == totals


def test_staff_at_headquarters_and_away_are_all_staff(
    drawn: dict[str, charts.Chart], published: ox.Store
) -> None:
    stated = _numbers(published, "SELECT ?value { partner:unep\\#staff-2018 atlas:value ?value }")
    last = [p for p in drawn["staff"].points if p.group == drawn["staff"].points[-1].group]
    assert [point.series for point in last] == ["headquarters", "away"]
    assert [sum(point.value for point in last)] == stated


def test_activities_are_counted(drawn: dict[str, charts.Chart], published: ox.Store) -> None:
    targets = drawn["activities-by-target"].points
    assert [point.group[0] for point in targets] == [
        f"{IRIS.base}aichi-targets/{number}" for number in range(1, 21)
    ]
    for point in targets:
        serving = _numbers(
            published,
            f"SELECT (1 AS ?value) {{ ?p a atlas:Project ; atlas:serves <{point.group[0]}> }}",
        )
        assert point.value == len(serving)
    regions = {point.group[0] for point in drawn["activities-by-region"].points}
    assert f"{IRIS.base}places/africa" in regions
    assert f"{IRIS.base}places/asia" not in regions  # In Asia and the Pacific.
    assert len(drawn["activities-by-theme"].points) > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chart_is_told_cited_and_listed(
    language: str, pages: dict[str, str], drawn: dict[str, charts.Chart]
) -> None:
    texts = catalogue(language)
    for name, chart in drawn.items():
        section = _figure(pages[language], name)
        for svg in _drawings(section):
            assert svg.get("role") == "img"
            said = {element.get("id"): element.text or "" for element in list(svg)[:2]}
            title, alt = (said[key] for key in (svg.get("aria-labelledby") or "").split())
            assert title == chart.title[language]
            numbers = [point.value for point in chart.points]
            divisor = 1000000 if chart.in_millions else 1
            for number in (len(numbers), min(numbers) / divisor, max(numbers) / divisor):
                assert texts.number(f"{Decimal(number).normalize():f}") in alt
        assert section.count('<th scope="row">') == len({point.group for point in chart.points})
        assert "query/#query=SELECT" in section
        cited = re.findall(r'<span class="a-cite">(.*?)</span>', section)
        assert bool(cited) == any(point.figure for point in chart.points)
    assert "EA.4/16" in _figure(pages[language], "staff")


def test_a_drawing_holds_nothing_but_itself(pages: dict[str, str]) -> None:
    for page in pages.values():
        svgs = _pictures(page)
        assert len(svgs) == 12
        for svg in svgs:
            picture = ElementTree.fromstring(svg)  # noqa: S314
            tags = {element.tag.removeprefix(SVG) for element in picture.iter()}
            assert tags <= {"svg", "title", "desc", "g", "path", "text", "line", "rect"}
            names = [e.get("id") for e in picture.iter() if e.get("id")]
            assert len(names) == 2
            for element in picture.iter():
                for name, value in element.attrib.items():
                    assert not name.endswith("href")
                    assert "url(" not in value
                    if name in {"fill", "stroke"}:
                        assert re.fullmatch(
                            r"none|transparent|currentColor|var\(--a-chart-\d\)", value
                        )
                    if name == "font-family":
                        assert value == "inherit"
        names = re.findall(r' id="([^"]*)"', "".join(re.findall(r"(?s)<h2 .*?</figure>", page)))
        assert len(names) == len(set(names))


def test_the_same_values_give_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    """On a machine without fonts, too: nothing is measured."""
    code = (
        "from atlas import drawing as d;"
        "print(d.bars(['森林', 'A'], [d.Bar(0, 0, 2, '2'), d.Bar(1, 0, 1, '1')], 340, upright=%s))"
    )
    none = tmp_path / "fonts.conf"
    none.write_text("<fontconfig/>", encoding="utf-8")
    for upright in (True, False):
        here = drawing.bars(
            ["森林", "A"],
            [drawing.Bar(0, 0, 2, "2"), drawing.Bar(1, 0, 1, "1")],
            340,
            upright=upright,
        )
        elsewhere = subprocess.run(
            [sys.executable, "-c", code % upright],
            cwd=ROOT,
            env={"FONTCONFIG_FILE": str(none), "PYTHONHASHSEED": "1"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert elsewhere == here + "\n"


def test_long_labels_are_broken_and_strange_ones_shown_as_they_are() -> None:
    label = "Pressures on ecosystems vulnerable to climate change reduced, in every region"
    svg = drawing.bars([label, "预防和控制" * 12], [drawing.Bar(0, 0, 1, "1")], 340, upright=False)
    lines = _written(ElementTree.fromstring(svg))  # noqa: S314
    assert label not in lines
    assert label in " ".join(lines)
    assert max(len(line) for line in lines if "预" in line) < 30
    for value in VALUES:
        chart = charts.Chart(
            "x",
            1,
            "bars",
            {"en": value, "zh": value},
            {},
            {"en": value, "zh": value},
            {},
            in_millions=False,
            query="",
            columns=("name",),
            unit="",
            points=(charts.Point((model.Text(value),), "", Decimal(1), ""),),
        )
        shown = shown_chart(chart, {}, {}, catalogue("en"))
        for svg in shown.drawings:
            tags = {e.tag.removeprefix(SVG) for e in ElementTree.fromstring(svg).iter()}  # noqa: S314
            assert not tags & {"script", "a", "image", "iframe", "img"}


BAD = {
    "chart-unreadable": GOOD.replace("order = 1", "order ="),
    "chart-field": GOOD.replace('zh = "赠款"', ""),
    "chart-query": GOOD.replace("SELECT", "CHOOSE"),
    "chart-columns": GOOD.replace("?project ?value", "?value"),
    "chart-empty": GOOD.replace("atlas:value ?value", "atlas:worth ?value"),
    "chart-number": GOOD.replace("?figure atlas:value ?value", "?figure rdfs:label ?value"),
    "chart-units": GOOD.replace("atlas:unit ?unit", "rdfs:label ?unit"),
    "chart-series": GOOD.replace("SELECT ", "SELECT ?series ").replace(
        "dcterms:isPartOf", "?series ?any ; dcterms:isPartOf"
    ),
    "chart-unbound": GOOD.replace(" }", " . OPTIONAL { ?figure atlas:x ?z } }").replace(
        "?project ?value", "?z ?value"
    ),
}


@pytest.fixture(scope="module")
def sample() -> list[ox.Triple]:
    source = load.load(SAMPLE, IRIS)
    part = ox.NamedNode("http://purl.org/dc/terms/isPartOf")
    grant = ox.NamedNode(f"{IRIS.base}projects/forest#grant")
    return [
        *(ox.Triple(s.subject, s.predicate, s.object) for s in source.statements),
        ox.Triple(grant, part, ox.NamedNode(f"{IRIS.base}projects/forest")),
    ]


@pytest.mark.parametrize("rule", BAD)
def test_a_chart_that_cannot_be_drawn_names_its_file(
    rule: str, tmp_path: Path, sample: list[ox.Triple]
) -> None:
    prefixes = {**PREFIXES, "rdfs": "http://www.w3.org/2000/01/rdf-schema#"}
    (tmp_path / "good.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.toml").write_text(BAD[rule], encoding="utf-8")
    found, (finding,) = charts.read(tmp_path, sample, prefixes)
    assert [chart.name for chart in found] == ["good"]
    assert finding.rule == rule
    assert finding.file.endswith("bad.toml")
    for language in LANGUAGES:
        assert finding.text(catalogue(language))
        assert finding.fix(catalogue(language))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample graph with one chart; a bad one beside it stops the next build."""
    folder = tmp_path_factory.mktemp("charted")
    docs = folder / "docs"
    for tag in LANGUAGES:
        (docs / tag).mkdir(parents=True)
        text = (ROOT / "docs" / tag / "charts.md").read_text(encoding="utf-8")
        (docs / tag / "charts.md").write_text(text, encoding="utf-8")
    (docs / "charts").mkdir()
    (docs / "charts" / "grants.toml").write_text(GOOD, encoding="utf-8")
    arguments = ("--graph", SAMPLE, "--ontology", ROOT / "ontology", "--docs", docs)
    done = run_build(*arguments, "--out", folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    (docs / "charts" / "bad.toml").write_text(BAD["chart-empty"], encoding="utf-8")
    failed = run_build(*arguments, "--out", folder / "site")
    assert failed.returncode == 1
    assert "bad.toml: error: " in failed.stdout
    assert "[chart-empty]" in failed.stdout
    return folder / "site"


@pytest.mark.parametrize("path", ["charts/", "zh/charts/"])
@pytest.mark.parametrize(("width", "seen"), [(390, "narrow"), (1280, "wide")])
@pytest.mark.parametrize(
    ("scheme", "teal"), [("light", "rgb(15, 111, 119)"), ("dark", "rgb(108, 199, 204)")]
)
def test_a_screen_shows_the_drawing_made_for_it(
    path: str,
    width: int,
    seen: str,
    scheme: Literal["light", "dark"],
    teal: str,
    small: Path,
    browser: Browser,
    serve_folder: Callable[[Path], str],
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(serve_folder(small) + path)
    shown = page.get_by_role("img", name=re.compile("Grants|赠款"))
    assert shown.count() == 1
    assert seen in (shown.get_attribute("class") or "")
    assert shown.locator("path[fill^=var]").first.evaluate("e => getComputedStyle(e).fill") == teal
    same = """text => ["fill", "fontFamily"].map(name => getComputedStyle(text)[name])
        .join() === ["color", "fontFamily"].map(name =>
            getComputedStyle(document.querySelector("article"))[name]).join()"""
    assert shown.locator("text").first.evaluate(same)
    page.locator("figure summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("figure table").is_visible()
    context.close()
