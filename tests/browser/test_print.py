"""Pages as they are printed, in a real browser."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page, expect


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    yield page
    context.close()


def _text(page: Page) -> str:
    """Return the words of the page at hand as it is printed."""
    reader = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return " ".join(" ".join(sheet.extract_text() for sheet in reader.pages).split())


def test_an_entity_is_printed_without_what_serves_the_screen(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(sample_site)}projects/forest/")
    address = page.locator(".a-printed")
    expect(address).to_be_hidden()
    page.emulate_media(media="print")
    expect(address).to_be_visible()
    for screen in (".md-header", ".md-footer", ".md-sidebar >> nth=0", ".headerlink >> nth=0"):
        expect(page.locator(screen)).to_be_hidden()
    text = _text(page)
    assert "Trains national teams to map forest cover." in text
    assert "https://w3id.org/south-south-atlas/projects/forest/" in text
    assert "Search" not in text


def test_paper_is_white_in_the_dark_scheme_too(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(sample_site)}projects/forest/")
    page.emulate_media(media="print", color_scheme="dark")
    colours = "node => [getComputedStyle(node).backgroundColor, getComputedStyle(node).color]"
    assert page.locator("body").evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


def test_what_is_folded_is_opened(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(sample_site)}projects/forest/")
    page.locator(".a-foot").evaluate(
        "node => node.insertAdjacentHTML('beforebegin',"
        " '<details class=a-fold><summary>More</summary><p>Folded away</p></details>')"
    )
    assert "Folded away" in _text(page)


def test_a_list_is_printed_whole(
    page: Page, sample_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    page.goto(f"{serve_folder(sample_site)}projects/")
    page.locator(".b-app").wait_for()
    text = _text(page)
    assert "Forest Monitoring" in text
    assert "Trains national teams" in text
