"""Threads in a real browser: followed by links, folded, printed, read on a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

THREAD = "threads/programmes/china-trust-fund/"


@pytest.fixture(scope="module")
def address(real_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(real_site)


@pytest.fixture(params=[390, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("language", "follow", "paragraph"),
    [("", "4 paragraphs", "Paragraph 35"), ("zh/", "4个段落", "第35段")],
)
def test_a_reader_gets_from_a_decision_to_what_answers_it(
    language: str, follow: str, paragraph: str, page: Page, address: str
) -> None:
    page.goto(f"{address}{language}decisions/cbd-cop-x-31/")
    page.get_by_role("link", name=follow).click()
    assert page.url == f"{address}{language}threads/decisions/cbd-cop-x-31/"
    heading = page.get_by_role("heading", level=2, name=paragraph)
    below = heading.locator("xpath=following-sibling::div[1]")
    link = below.locator("a[href$='systems/world-database-on-protected-areas/']").last
    link.click()
    assert page.url == f"{address}{language}systems/world-database-on-protected-areas/"


def test_headings_are_in_order_and_nothing_is_too_wide(page: Page, address: str) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    for language in ("", "zh/"):
        page.goto(f"{address}{language}{THREAD}")
        levels = page.locator("article").locator("h1, h2, h3, h4, h5, h6")
        found = levels.evaluate_all("all => all.map(one => Number(one.tagName[1]))")
        assert found[0] == 1
        assert 3 in found
        assert all(below <= above + 1 for above, below in pairwise(found))
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_what_is_folded_opens_by_keyboard_and_is_printed(page: Page, address: str) -> None:
    page.goto(address + THREAD)
    fold = page.locator(".t details").first
    hidden = fold.locator("li").first
    assert not hidden.is_visible()
    page.emulate_media(media="print")
    assert hidden.bounding_box()
    assert hidden.evaluate("one => one.checkVisibility()")
    page.emulate_media(media="screen")
    fold.locator("summary").focus()
    page.keyboard.press("Enter")
    assert hidden.is_visible()
