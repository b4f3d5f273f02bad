"""The copy of the site for a disk, in a real browser that has no server and no connection."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from atlas import offline
from tests.support import search

LANGUAGES = ("", "zh/")


@pytest.fixture(scope="module")
def root(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the unpacked copy, in a folder whose name has to be escaped."""
    folder = tmp_path_factory.mktemp("offline") / "my files 图"
    with zipfile.ZipFile(real_site / offline.PATH) as archive:
        archive.extractall(folder)
    return f"{(folder / 'atlas-offline').as_uri()}/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    made = context.new_page()
    wrong: list[str] = []
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    made.on("requestfailed", lambda request: wrong.append(request.url))
    yield made
    context.close()
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_an_entity_and_to_its_twin(language: str, page: Page, root: str) -> None:
    page.goto(f"{root}{language}index.html")
    page.locator("footer").get_by_text("项目" if language else "Projects", exact=True).click()
    expect(page).to_have_url(f"{root}{language}projects/index.html")
    rows = page.locator(".b-table tbody tr")
    expect(rows.first).to_be_visible()
    page.locator("#b-text").fill("森林" if language else "forest")
    link = rows.first.locator("a")
    expect(link).to_have_attribute("href", re.compile(r"/index\.html$"))
    assert "text=" in page.url
    link.click()
    expect(page).to_have_url(
        re.compile(rf"^{re.escape(root)}{language}projects/[^/]+/index\.html$")
    )
    own, name = page.url.removeprefix(root), page.locator("h1").inner_text()
    page.locator(".a-switch").click()
    twin = own.removeprefix("zh/") if language else f"zh/{own}"
    expect(page).to_have_url(root + twin)
    expect(page.locator("html")).to_have_attribute("lang", re.compile("en" if language else "zh"))
    assert page.locator("h1").inner_text() != name


@pytest.mark.parametrize(
    ("language", "query", "found"),
    [
        ("", "UNEP", "partners/unep/"),
        ("", "Brazil", "places/brazil/"),
        ("zh/", "巴西", "zh/places/brazil/"),
        ("zh/", "baxi", "zh/places/brazil/"),
    ],
)
def test_search_finds_by_name(language: str, query: str, found: str, page: Page, root: str) -> None:
    page.goto(f"{root}{language}projects/index.html")
    expect(search(page, query).first).to_have_attribute("href", f"{root}{found}index.html")
    box = page.locator("form[data-search=box] input")
    box.press("Enter")
    expect(page).to_have_url(re.compile(rf"{language}search/index\.html\?q="))
    first = page.locator("[data-search=results] a").first
    expect(first).to_have_attribute("href", f"{root}{found}index.html")
    first.click()
    expect(page).to_have_url(f"{root}{found}index.html")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_text_is_searched(language: str, page: Page, root: str) -> None:
    page.goto(f"{root}{language}search/index.html")
    page.locator("form[data-search=page] [name=q]").fill("雨水" if language else "rainwater")
    # The results are those of the names until the whole text is read.
    whole = page.locator("[data-search=results][aria-busy=false]")
    whole.wait_for(state="attached")
    others = whole.locator("a:not([href*='/projects/'])")
    assert others.count() > 0
    page.locator("[name=section]").select_option("projects")
    expect(others).to_have_count(0)
    assert whole.locator("a").count() > 0
    assert "section=projects" in page.url


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_and_the_timeline_are_filtered(language: str, page: Page, root: str) -> None:
    page.goto(f"{root}{language}map/index.html")
    rows = page.locator("tr[data-row]:visible")
    before = rows.count()
    page.locator("#map-section").select_option("events")
    assert 0 < rows.count() < before
    assert "section=events" in page.url
    page.goto(f"{root}{language}timeline/index.html")
    status = page.locator("[data-time-part=status]")
    said = status.inner_text()
    page.locator("[data-time-part=filter] [name=section]").select_option("events")
    expect(status).not_to_have_text(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_explorer_follows_links(language: str, page: Page, root: str) -> None:
    page.goto(f"{root}{language}explore/index.html?at=places/brazil")
    entries = page.locator("[data-explore=entries] a")
    expect(entries.first).to_have_attribute("href", re.compile(r"/index\.html$"))
    page.locator("#explore-add").fill("UNEP" if not language else "环境规划署")
    expect(page.locator("[role=option]").first).to_be_visible()
    entries.first.click()
    expect(page).to_have_url(re.compile(r"/[^/]+/[^/]+/index\.html$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_queries_says_where_they_run(language: str, page: Page, root: str) -> None:
    page.goto(f"{root}{language}query/index.html#question=x")
    note = page.locator("[data-offline]")
    expect(note).to_be_visible()
    expect(note).to_contain_text("无法运行查询" if language else "cannot be run")
    address = f"https://w3id.org/south-south-atlas/{language}query/#question=x"
    expect(note.locator("a")).to_have_attribute("href", address)
    expect(page.locator(".q-app")).to_be_hidden()


def test_links_are_whole_without_a_script(browser: Browser, root: str) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(f"{root}index.html")
    page.locator("footer").get_by_text("Places", exact=True).click()
    expect(page).to_have_url(f"{root}places/index.html")
    page.locator(".b-list a[href*='brazil']").first.click()
    expect(page).to_have_url(f"{root}places/brazil/index.html")
    page.locator("[name=q]").fill("forest")
    page.locator("[name=q]").press("Enter")
    expect(page).to_have_url(f"{root}search/index.html?q=forest")
    context.close()


def test_the_site_offers_the_copy_and_hides_its_note(browser: Browser, real_site: Path) -> None:
    page = browser.new_page()
    for language in LANGUAGES:
        page.goto((real_site / language / "print" / "index.html").as_uri())
        href = page.locator("a[type='application/zip']").evaluate("link => link.href")
        assert href == (real_site / offline.PATH).as_uri()
        page.goto((real_site / language / "query" / "index.html").as_uri())
        expect(page.locator("[data-offline]")).to_be_hidden()
    page.close()
