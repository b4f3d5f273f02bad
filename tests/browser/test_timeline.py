"""The timeline in a real browser: whole without a script; with one, near and far, and chosen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support import ROOT, SAMPLE, run_build, turtle

SIZES = {"phone": (390, 844), "desk": (1280, 900)}
PROJECTS = 30
MARKS = PROJECTS + 1 - 3
"""Four projects begin and end together, and are one mark."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """The sample site with a timeline: a project a year, more of them in the year 2000."""
    folder = tmp_path_factory.mktemp("timeline")
    shutil.copytree(SAMPLE, folder / "graph")
    for tag in ("en", "zh"):
        (folder / "docs" / tag).mkdir(parents=True)
        shutil.copy(ROOT / "docs" / tag / "timeline.md", folder / "docs" / tag)
    source = "dcterms:source <https://w3id.org/south-south-atlas/documents/d#p1>"
    for i in range(PROJECTS):
        first = 1990 + i if i % 3 else 2000
        theme = "atlas:theme base:themes/forests ;" if i % 2 else ""
        written = turtle(f"""base:projects/p{i} a atlas:Project ;
    rdfs:label "Number {i} of the projects"@en ; rdfs:label "第{i}个项目"@zh ;
    atlas:summary "Does something in its year, for tests."@en ;
    atlas:summary "在某一年做某一件事，只供测试使用，别无他用。"@zh ;
    atlas:kind atlas:ProjectKind-project ; {theme}
    atlas:startDate "{first}-0{i % 9 + 1}"^^xsd:gYearMonth ;
    atlas:endDate "{first + 3}"^^xsd:gYear ; {source} .
""")
        (folder / "graph" / "projects" / f"p{i}.ttl").write_text(written, encoding="utf-8")
    done = run_build(
        *("--graph", folder / "graph", "--ontology", ROOT / "ontology"),
        *("--docs", folder / "docs", "--out", folder / "site"),
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return serve_folder(folder / "site")


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce"
    )
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert errors == []


def _in_view(page: Page) -> tuple[int, int]:
    """Return the years that the page says are in view, once it has come to rest."""
    page.wait_for_timeout(450)
    said = page.locator("[data-time-part=status]").inner_text()
    first, last = re.findall(r"\d{4}", said)
    return int(first), int(last)


def _places(page: Page) -> list[list[float]]:
    """Return where each mark is, in the order of the page."""
    found: list[list[str | None]] = page.locator("[data-mark]").evaluate_all(
        """all => all.map(a => [...a.querySelectorAll("rect, text")].flatMap(
            e => ["x", "y", "width"].map(name => e.getAttribute(name))))"""
    )
    return [[float(value) for value in mark if value is not None] for mark in found]


def test_script_and_build_lay_out_alike(browser: Browser, address: str) -> None:
    """The rule stands in both: without a move of the reader nothing changes its place."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}timeline/")
    expect(page.locator("#time-section")).to_be_visible()
    page.locator("[data-time-part=scroll]").evaluate("e => { e.scrollLeft = 0; }")
    page.wait_for_timeout(100)
    scripted = _places(page)
    context.close()
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{address}timeline/")
    built = _places(plain)
    plain.close()
    assert len(built) == MARKS
    for one, other in zip(scripted, built, strict=True):
        assert one == pytest.approx(other, abs=1.1)


@pytest.mark.parametrize("language", ["", "zh/"])
def test_a_theme_is_chosen_in_drawing_and_list(language: str, page: Page, address: str) -> None:
    page.goto(f"{address}{language}timeline/")
    page.locator("#time-theme").select_option("forests")
    rows = page.locator("[data-item]:visible")
    assert rows.count() == PROJECTS // 2 + 1
    # Two of the four that are one mark are left.
    assert page.locator("[data-mark]:visible").count() == PROJECTS // 2
    name = {"": "Projects: 2", "zh/": "项目：2"}[language]
    expect(page.locator("[data-mark]:visible text", has_text=name)).to_have_count(1)
    expect(page.locator("[data-time-part=status]")).to_contain_text(str(PROJECTS // 2 + 1))
    years = page.locator(".a-time-group:visible h3").all_inner_texts()
    assert all(re.search(r"\d{4}", year) for year in years)
    assert len(years) == page.locator("nav li[data-time-year]:visible").count()
    page.wait_for_timeout(450)
    shared, before = page.url, _in_view(page)
    assert "theme=forests" in shared
    page.goto("about:blank")
    page.goto(shared)
    assert rows.count() == PROJECTS // 2 + 1
    assert _in_view(page) == before
    page.locator("#time-theme").select_option("")
    assert rows.count() == PROJECTS + 1


def test_nearer_and_wider_by_buttons_and_keys(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/")
    first, last = _in_view(page)
    page.locator("[data-go=in]").click(click_count=3)
    nearer = _in_view(page)
    assert first <= nearer[0] <= nearer[1] <= last
    assert nearer[1] - nearer[0] < last - first
    assert "from=" in page.url
    page.locator("[data-go=whole]").click()
    assert _in_view(page) == (1990 + 1, 1990 + PROJECTS - 1 + 3)
    expect(page.locator(".a-time-lane text").first).to_be_hidden()
    page.locator("[data-time-part=scroll]").focus()
    for _ in range(4):
        page.keyboard.press("+")
    keyed = _in_view(page)
    page.keyboard.press("Home")
    assert _in_view(page)[0] == 1991
    page.keyboard.press("End")
    assert _in_view(page)[1] == 2022
    page.locator("[data-go=earlier]").click()
    assert _in_view(page)[1] < 2022
    page.keyboard.press("Tab")
    page.locator("[data-time-part=scroll]").focus()
    page.keyboard.press("-")
    out = _in_view(page)
    assert out[1] - out[0] > keyed[1] - keyed[0]


def test_control_and_wheel_zoom_where_the_pointer_is(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/?from=2000&to=2004")
    assert _in_view(page) == (2000, 2003)
    scroll = page.locator("[data-time-part=scroll]")
    scroll.scroll_into_view_if_needed()
    box = scroll.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 2, box["y"] + 150)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    first, last = _in_view(page)
    assert (first, last < 2003) == (2000, True)
    page.mouse.down()
    page.mouse.move(box["x"] - 200, box["y"] + 150, steps=4)
    page.mouse.up()
    page.wait_for_timeout(100)
    assert page.url.startswith(f"{address}timeline/"), "a drag opens nothing"


def test_a_year_in_the_address_is_in_view(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/#y2012")
    first, last = _in_view(page)
    assert first <= 2012 <= last
    expect(page.locator("#y2012")).to_be_in_viewport()
    page.locator("nav.a-time-years a", has_text="1991").click()
    first, last = _in_view(page)
    assert first <= 1991 <= last


def test_what_the_address_may_not_hold_is_passed_over(page: Page, address: str) -> None:
    page.goto(f"{address}timeline/?section=<b>&theme=no&from=0&to=x#y12")
    assert page.locator("[data-item]:visible").count() == PROJECTS + 1
    first, _ = _in_view(page)
    assert first <= 2000, "where most begins"


def test_marks_and_rows_lead_to_the_entry_and_its_strip_back(page: Page, address: str) -> None:
    page.goto(f"{address}zh/timeline/")
    link = page.locator('[data-mark][href$="projects/p1/"]')
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}zh/projects/p1/")
    page.goto(f"{address}themes/forests/")
    strip = page.locator(".a-strip")
    assert strip.locator("li:visible").count() == 10
    strip.locator(".a-query a").click()
    expect(page).to_have_url(re.compile(r"/timeline/#y\d{4}$"))


def test_nothing_is_wider_than_the_page_and_targets_are_large(page: Page, address: str) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    for path in ("timeline/", "zh/timeline/", "themes/forests/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    page.goto(f"{address}timeline/")
    targets = (".a-time-bar button", ".a-time-years a", ".a-filter select", ".a-time-group a")
    for name in targets:
        for box in page.locator(name).evaluate_all(
            "all => all.map(e => e.getBoundingClientRect()).map(b => [b.width, b.height])"
        ):
            assert min(box) >= 24, name


def test_drawing_and_list_are_whole_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{address}timeline/")
    expect(page.locator("[data-mark]").first).to_be_visible()
    assert page.locator("[data-item]").count() == PROJECTS + 1
    expect(page.locator("#time-section")).to_be_hidden()
    expect(page.locator("[data-go=in]")).to_be_hidden()
    context.close()


def test_two_fingers_zoom(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    page = context.new_page()
    page.goto(f"{address}timeline/?from=2000&to=2006")
    before = _in_view(page)
    box = page.locator("[data-time-part=scroll]").bounding_box()
    assert box is not None
    y = min(box["y"] + 60, 800)
    touch = context.new_cdp_session(page)

    def fingers(kind: str, *places: float) -> None:
        points = [{"x": x, "y": y, "id": i} for i, x in enumerate(places)]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    fingers("touchStart", 170, 200)
    for step in range(1, 6):
        fingers("touchMove", 170 - 20 * step, 200 + 20 * step)
    fingers("touchEnd")
    after = _in_view(page)
    assert before[0] < after[0] <= after[1] < before[1]
    context.close()
