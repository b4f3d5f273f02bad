"""Search on the real site in a real browser: what readers type, and how they use it."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.support import ROOT, search

LANGUAGES = ("", "zh/")
FIRST = 0.95
"""The share of queries that must bring the expected page first; all must among the first three."""

WEIGHT = 150_000
"""Bytes that a page of an entity may transfer with a cold cache."""


@pytest.fixture(scope="module")
def address(real_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(real_site)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def _queries(language: str) -> list[tuple[str, str]]:
    """Return queries with the address that each must bring first."""
    path = ROOT / "tests" / "search" / f"{language.rstrip('/') or 'en'}.tsv"
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    return [(query, expected) for query, expected in rows]


def _found(page: Page, query: str) -> list[str]:
    """Type ``query`` on the page of search; return the addresses found."""
    page.locator("form[data-search=page] input[name=q]").fill(query)
    return _results(page)


def _results(page: Page) -> list[str]:
    """Return the addresses found, from the language's root.

    The list is busy until the whole text has been searched for what the form says now.
    """
    page.locator("[data-search=results][aria-busy=false]").wait_for(state="attached")
    links = page.locator(".a-hits a").evaluate_all("links => links.map(link => link.href)")
    root = page.url.split("search/")[0]
    return [str(link).removeprefix(root) for link in links]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_readers_type_brings_the_right_page_first(
    language: str, page: Page, address: str
) -> None:
    queries = _queries(language)
    assert len(queries) >= 60
    page.goto(f"{address}{language}search/")
    missed, lost = [], []
    for query, expected in queries:
        found = _found(page, query)
        if found[:1] != [expected]:
            missed.append(f"{query}: {expected} expected, {found[:3]} found")
        if expected not in found[:3]:
            lost.append(missed[-1])
    assert lost == []
    assert len(missed) <= (1 - FIRST) * len(queries), "\n".join(missed)


def test_a_chinese_word_finds_no_page_that_only_holds_its_characters(
    page: Page, address: str, real_site: Path
) -> None:
    page.goto(f"{address}zh/search/")
    _found(page, "缔约方")
    while page.locator(".a-more").is_visible():
        count = page.locator(".a-hits li").count()
        page.locator(".a-more").click()
        expect(page.locator(".a-hits li")).not_to_have_count(count)
    links = page.locator(".a-hits a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) > 50
    for link in links:
        folder = real_site / str(link).removeprefix(address)
        assert "缔约方" in (folder / "index.html").read_text(encoding="utf-8"), link


def test_the_box_is_used_with_the_keyboard_alone(page: Page, address: str) -> None:
    page.goto(f"{address}places/norway/")
    page.keyboard.press("/")
    box = page.locator("form[data-search=box] input")
    expect(box).to_be_focused()
    assert search(page, "nagoya protocl").first.inner_text().startswith("Nagoya Protocol")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("form[data-search=box] [role=status]")).not_to_be_empty()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
    page.keyboard.press("Escape")
    expect(page.locator("[role=listbox]")).to_be_hidden()
    page.keyboard.press("ArrowDown")
    page.locator("[role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}conventions/nagoya-protocol/")


def test_enter_in_the_box_leads_to_all_results(page: Page, address: str) -> None:
    page.goto(f"{address}zh/partners/unep/")
    page.locator("form[data-search=box] input").fill("南南合作")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}zh/search/?q=*")
    expect(page.locator(".a-hits a").first).to_have_text("南南合作")
    expect(page.locator(".a-hits .a-hit-kind").first).to_have_text("主题")
    assert page.locator(".a-hits mark").count() > 1


def test_filters_narrow_the_results_and_stand_in_the_address(page: Page, address: str) -> None:
    page.goto(f"{address}search/")
    assert not all(link.startswith("projects/") for link in _found(page, "biodiversity"))
    page.locator("select[name=section]").select_option("projects")
    page.locator("select[name=place]").select_option("places/africa/")
    in_africa = _results(page)
    assert in_africa
    assert all(link.startswith("projects/") for link in in_africa)
    # It names Cameroon, which lies in Central Africa, which lies in Africa.
    assert "projects/cameroon-lmo-ias-control/" in in_africa
    page.locator("input[name=from]").fill("2010")
    later = _results(page)
    assert later
    assert set(later) < set(in_africa)
    page.reload()
    assert _results(page) == later
    assert page.locator("select[name=place]").input_value() == "places/africa/"
    page.locator("[data-search=clear]").click()
    expect(page).to_have_url(f"{address}search/?q=biodiversity")


def test_a_phone_has_a_link_to_search(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}zh/places/norway/")
    page.locator(".a-search-link").click()
    page.wait_for_url(f"{address}zh/search/")
    assert _found(page, "十/31")[0] == "decisions/cbd-cop-x-31/"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_without_scripts_search_leads_to_the_sections(browser: Browser, address: str) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    page.goto(f"{address}zh/places/norway/")
    page.locator("form[data-search=box] input").fill("挪威")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}zh/search/?q=*")
    assert page.locator("noscript").is_visible()
    page.locator(".a-cards a").first.click()
    assert page.url == f"{address}zh/decisions/"
    context.close()


def test_an_index_that_cannot_be_had_is_told(page: Page, address: str) -> None:
    page.route("**/names.json", lambda route: route.abort())
    page.goto(f"{address}search/?q=norway")
    expect(page.locator("[data-search=status]")).to_contain_text("cannot be loaded")
    assert page.locator(".a-cards a").first.is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_light_and_loads_no_index_before_it_is_asked(
    language: str, page: Page, address: str
) -> None:
    loaded: list[Response] = []
    page.on("response", lambda response: loaded.append(response))
    page.goto(f"{address}{language}projects/biodiversity-indicators-partnership/")
    page.wait_for_load_state("networkidle")
    assert not [r.url for r in loaded if "/search/" in r.url and r.url.endswith(".json")]
    # As a host transfers them: text compressed.
    sizes = {r.url: len(gzip.compress(r.body())) for r in loaded}
    assert sum(sizes.values()) < WEIGHT, sizes
    with page.expect_response("**/names.json"):
        page.locator("form[data-search=box] input").focus()
