"""The explorer in a browser: links followed, paths found, views shared; keys; no script."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.hostile import VALUES
from tests.support import ROOT, run_build, turtle

WRITTEN = "# Explore\n\nFollow the links.\n{: .a-lead }\n\n<!-- atlas:explore -->\n"
PROJECTS = 20
SOURCE = "dcterms:source base:documents/d#p1 ."
NAMES = {
    "themes/water": ("Fresh water", "淡水"),
    "themes/soil": ("Soil", "土壤"),
    "themes/bad": (VALUES[3], VALUES[1]),
    "partners/fund": ("Alpha Fund", "甲基金"),
    "places/kenya": ("Kenya", "肯尼亚"),
}
THEMES = {0: ("water",), 1: ("water", "soil"), 2: ("soil", "bad")}


def _named(english: str, chinese: str) -> str:
    return f"""rdfs:label {json.dumps(english)}@en ; rdfs:label {json.dumps(chinese)}@zh ;
    skos:altLabel {json.dumps(english[:1])} ;
    atlas:summary "Some more words on this entry."@en ;
    atlas:summary "关于此条目的更多说明文字，供测试之用。"@zh ;"""


def _graph() -> dict[str, str]:
    """Return a fund with twenty projects; of these two on water, two on soil, one in Kenya."""
    kinds = {
        "themes": "a atlas:Theme ;",
        "partners": "a atlas:Partner ; atlas:kind atlas:PartnerKind-fund ;",
        "places": 'a atlas:Place ; atlas:kind atlas:PlaceKind-country ; atlas:iso2 "KE" ;',
    }
    files = {
        f"{path}.ttl": f"base:{path} {kinds[path.split('/')[0]]} {_named(*names)} {SOURCE}"
        for path, names in NAMES.items()
    }
    for n in range(PROJECTS):
        more = " ".join(f"atlas:theme base:themes/{theme} ;" for theme in THEMES.get(n, ()))
        more += " atlas:place base:places/kenya ;" if n == 5 else ""
        files[f"projects/p{n}.ttl"] = f"""base:projects/p{n} a atlas:Project ;
    {_named(f"Work {n}", f"工作{n}")} atlas:kind atlas:ProjectKind-project ;
    atlas:startDate "2010"^^xsd:gYear ; atlas:fundedBy base:partners/fund ; {more} {SOURCE}"""
    files["documents/d.ttl"] = f"""base:documents/d a atlas:Document ; {_named("Report", "报告")}
    atlas:kind atlas:DocumentKind-source ; atlas:citeAs "D" ; {SOURCE}
base:documents/d#p1 a atlas:Paragraph ; {_named("Paragraph 1", "第1段")[:-1]} ."""
    return files


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """A small site with a page of the explorer, below a sub-path as on a shared host."""
    home = tmp_path_factory.mktemp("explore")
    files = {f"graph/{path}": turtle(text) for path, text in _graph().items()}
    files |= {f"docs/{tag}/explore.md": WRITTEN for tag in ("en", "zh")}
    for path, text in files.items():
        target = home / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    done = run_build(
        "--graph", home / "graph", "--ontology", ROOT / "ontology", "--out", home / "site"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    mount = home / "mount" / "some"
    mount.mkdir(parents=True)
    (home / "site").rename(mount / "path")
    return serve_folder(home / "mount") + "some/path/"


@pytest.fixture(params=[(390, 844), (1280, 900)], ids=["phone", "desk"])
def context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[BrowserContext]:
    width, height = request.param
    made = browser.new_context(viewport={"width": width, "height": height})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    heard: list[str] = []
    made.on("pageerror", lambda error: heard.append(str(error)))
    made.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    yield made
    assert heard == []


def _nodes(page: Page) -> dict[str, str]:
    """Return the entities that are drawn, by name, and where each stands."""
    found = page.locator(".n-node").evaluate_all(
        "all => all.map(g => [g.querySelector('title').textContent, g.style.transform])"
    )
    return {str(name): str(place) for name, place in found}


def _node(page: Page, name: str) -> Locator:
    return page.locator(".n-node", has=page.locator("title", has_text=re.compile(f"^{name}$")))


def _rows(page: Page, name: str) -> list[list[str]]:
    """Return the texts of a table's cells; of a cell with buttons, nothing."""
    rows = page.locator(f"[data-explore={name}] tr").evaluate_all(
        """rows => rows.map(row => [...row.cells].map(
            cell => cell.querySelector("button") ? "" : cell.textContent.trim()))"""
    )
    return [[str(cell) for cell in row] for row in rows]


def _steps(page: Page) -> list[str]:
    return page.locator(".n-found li").all_inner_texts()


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-explore=status]")).not_to_be_empty()


def test_links_are_followed_and_told_in_tables(page: Page, address: str) -> None:
    _open(page, f"{address}explore/?at=themes/water")
    assert set(_nodes(page)) == {"Fresh water", "Work 0", "Work 1"}
    assert [row[:3] for row in _rows(page, "entries")] == [
        ["Fresh water", "Themes", "2"],
        ["Work 0", "Projects", "2"],
        ["Work 1", "Projects", "3"],
    ]
    assert _rows(page, "links") == [
        ["Work 0", "Theme", "Fresh water"],
        ["Work 1", "Theme", "Fresh water"],
    ]
    _node(page, "Work 1").locator("circle").click()
    assert page.url.endswith("explore/?at=themes/water,projects/p1")
    assert set(_nodes(page)) == {"Fresh water", "Work 0", "Work 1", "Soil", "Alpha Fund"}
    assert ["Work 0", "Funded by", "Alpha Fund"] in _rows(page, "links")
    expect(page.locator("[data-explore=status]")).to_have_text("5 entries and 5 links shown.")
    panel = page.locator(".n-panel")
    expect(panel.locator("a")).to_have_attribute("href", "../projects/p1/")
    panel.get_by_role("button", name="Hide the links of Work 1").click()
    assert page.url.endswith("explore/?at=themes/water")
    assert set(_nodes(page)) == {"Fresh water", "Work 0", "Work 1"}
    page.go_back()
    assert "Soil" in _nodes(page)


def test_many_links_are_shown_a_dozen_at_a_time(page: Page, address: str) -> None:
    _open(page, f"{address}explore/?at=partners/fund")
    assert len(_nodes(page)) == 13
    more = page.locator("[data-explore=entries]").get_by_role(
        "button", name="Show 8 more links of Alpha Fund"
    )
    more.focus()
    page.keyboard.press("Enter")
    assert len(_nodes(page)) == 1 + PROJECTS
    assert page.url.endswith("?at=partners/fund:24")
    # The button is gone; the focus is not lost.
    assert page.evaluate("document.activeElement.closest('.n-node, button') !== null")


def test_a_view_is_shared_by_its_address(page: Page, browser: Browser, address: str) -> None:
    asked = "explore/?at=themes/soil,projects/p2&from=themes/water&to=places/kenya&hide=documents"
    _open(page, address + asked)
    steps, nodes = _steps(page), _nodes(page)
    assert len(steps) == 4
    size = page.viewport_size
    other = browser.new_context(viewport=size).new_page()
    _open(other, page.url)
    assert (_steps(other), _nodes(other)) == (steps, nodes)
    assert _rows(other, "links") == _rows(page, "links")
    other.context.close()


def test_a_path_is_found_by_names_and_told_in_words(page: Page, address: str) -> None:
    _open(page, f"{address}explore/")
    start, end = page.locator("#explore-from"), page.locator("#explore-to")
    start.fill("fresh")
    expect(page.locator("#explore-from-list [role=option]").first).to_contain_text("Fresh water")
    start.press("ArrowDown")
    start.press("Enter")
    expect(start).to_have_value("Fresh water")
    end.fill("Kenya")
    end.press("Tab")  # a name typed in full needs no list
    page.get_by_role("button", name="Find the shortest path").click()
    assert page.url.endswith("?from=themes/water&to=places/kenya")
    steps = _steps(page)
    assert steps[0].startswith("Fresh water Tagged with this theme → Work ")
    assert steps[1].endswith("Funded by → Alpha Fund")
    assert steps[2:] == ["Alpha Fund Funds → Work 5", "Work 5 Place → Kenya"]
    assert page.locator(".n-links .n-way").count() == 4
    said = page.locator(".n-links text").all_text_contents()
    # Each is called as the entry says that states it, and points away from that.
    assert sorted(re.sub("[←→↑↓]", "", text).strip() for text in said) == [
        "Funded by",
        "Funded by",
        "Place",
        "Theme",
    ]
    assert len(_nodes(page)) == 5


def test_a_path_keeps_to_what_is_shown(page: Page, address: str) -> None:
    _open(page, f"{address}explore/?from=themes/water&to=places/kenya")
    page.locator("summary", has_text="What to show").click()
    page.get_by_label("Partners").uncheck()
    expect(page.locator(".n-found p")).to_contain_text("No path leads from Fresh water to Kenya")
    assert page.url.endswith("&hide=partners")
    page.get_by_label("Partners").check()
    assert len(_steps(page)) == 4
    page.get_by_role("button", name="Forget the path").click()
    expect(page.locator(".n-found")).to_be_hidden()
    assert "?" not in page.url


def test_sections_and_kinds_of_link_are_chosen(page: Page, address: str) -> None:
    _open(page, f"{address}explore/?at=projects/p1")
    assert set(_nodes(page)) == {"Work 1", "Alpha Fund", "Fresh water", "Soil"}
    page.locator("summary", has_text="What to show").click()
    page.get_by_label("Kind of link").select_option(label="Theme")
    assert set(_nodes(page)) == {"Work 1", "Fresh water", "Soil"}
    assert page.url.endswith("?at=projects/p1&link=theme")
    page.get_by_label("Kind of link").select_option("")
    page.get_by_label("Themes").uncheck()
    assert set(_nodes(page)) == {"Work 1", "Alpha Fund"}
    page.reload()
    expect(page.get_by_label("Themes")).not_to_be_checked()
    assert set(_nodes(page)) == {"Work 1", "Alpha Fund"}


def test_the_drawing_is_used_by_keyboard(page: Page, address: str) -> None:
    _open(page, f"{address}explore/?at=themes/water")
    reached = page.locator(".n-node[tabindex='0']")
    assert reached.count() == 1
    reached.focus()
    focused = page.locator(".n-node:focus")
    seen = {focused.locator("title").text_content()}
    for key in ("ArrowUp", "ArrowLeft", "ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
        seen.add(focused.locator("title").text_content())
    assert seen == {"Fresh water", "Work 0", "Work 1"}
    _node(page, "Work 0").focus()
    expect(focused).to_have_attribute("aria-expanded", "false")
    expect(focused).to_have_attribute("aria-label", "Work 0, Project; linked with 2 entries")
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("aria-expanded", "true")
    expect(focused.locator("title")).to_have_text("Work 0")
    assert "Alpha Fund" in _nodes(page)
    assert reached.count() == 1
    page.keyboard.press("Tab")
    expect(page.locator(".n-panel a")).to_be_focused()


def test_an_entry_is_added_by_search_in_chinese(page: Page, address: str) -> None:
    _open(page, f"{address}zh/explore/")
    field = page.get_by_role("combobox", name="添加条目")
    field.fill("turang")
    option = page.locator("#explore-add-list [role=option]").first
    expect(option).to_contain_text("土壤")
    option.click()
    assert "土壤" in _nodes(page)
    assert page.url.endswith("zh/explore/?at=themes/soil")
    expect(field).to_have_value("")
    assert ["工作1", "主题", "土壤"] in _rows(page, "links")


def test_what_strangers_write_is_text(page: Page, address: str) -> None:
    _open(page, f"{address}explore/?at=themes/bad,<b>x</b>,projects/none&link=<i>")
    assert NAMES["themes/bad"][0] in _nodes(page)
    _open(page, f"{address}zh/explore/?at=themes/bad")
    assert NAMES["themes/bad"][1] in _nodes(page)
    assert page.evaluate("window.hit") is None


def test_nothing_is_wider_than_the_page(page: Page, address: str) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    for path in ("explore/", "explore/?at=partners/fund:24", "zh/explore/?at=partners/fund"):
        _open(page, address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_nothing_moves_for_who_wants_no_motion(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    _open(page, f"{address}explore/?at=themes/water")
    node = page.locator(".n-node").first
    assert node.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"
    context.close()


def test_links_that_do_not_load_are_said_to(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/links.json", lambda route: route.abort())
    _open(page, f"{address}explore/")
    expect(page.locator("[data-explore=status]")).to_contain_text("could not be loaded")
    page.close()


def test_the_page_is_of_use_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}explore/")
    expect(page.locator(".n-explore .a-note")).to_contain_text("JavaScript")
    expect(page.locator("[data-explore=app]")).to_be_hidden()
    expect(page.locator("[data-explore-start]").first).to_be_hidden()
    first = page.locator(".n-explore tbody tr th a:visible").first
    expect(first).to_have_text("Alpha Fund")
    first.click()
    expect(page).to_have_url(f"{address}partners/fund/")
    context.close()


def test_an_entity_page_leads_into_the_explorer(page: Page, address: str) -> None:
    page.goto(f"{address}partners/fund/")
    drawing = page.locator(".n-near svg")
    assert drawing.locator("a").count() == 12
    box = drawing.bounding_box()
    assert box is not None
    size = drawing.locator("text").nth(2).evaluate("e => e.getBoundingClientRect().height")
    assert size > 11, "letters are legible"
    page.locator(".n-near figcaption a").click()
    assert page.url.endswith("explore/?at=partners/fund")
    # What was drawn on the page is what the explorer begins with.
    expect(page.locator(".n-node")).to_have_count(13)
