"""The map in a real browser: whole without a script; with one, its entries can be chosen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

SIZES = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture(scope="module")
def address(real_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(real_site)


@pytest.fixture(params=SIZES)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SIZES[request.param]
    context = browser.new_context(viewport={"width": width, "height": height})
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert errors == []


def _numbers(page: Page) -> dict[str, int]:
    """Return the rows that are shown, with their counts."""
    rows = page.locator("#table-dots + .a-scroll tr[data-row]:visible")
    return {
        str(key): int(text.replace(",", ""))
        for key, text in rows.evaluate_all(
            "rows => rows.map(r => [r.dataset.row, r.querySelector('[data-count]').textContent])"
        )
    }


def _dots(page: Page) -> dict[str, float]:
    found = page.locator("a[data-dot]:visible").evaluate_all(
        "all => all.map(a => [a.dataset.dot, Number(a.querySelector('circle').getAttribute('r'))])"
    )
    return {str(key): float(radius) for key, radius in found}


@pytest.mark.parametrize("language", ["", "zh/"])
def test_a_section_and_a_theme_are_chosen(language: str, page: Page, address: str) -> None:
    page.goto(f"{address}{language}map/")
    status = page.locator("[data-map-part=status]")
    expect(status).to_contain_text(re.compile(r"\d"))
    all_rows, all_dots = _numbers(page), _dots(page)
    assert set(all_dots) < set(all_rows), "not every place has a position"

    page.locator("#map-section").select_option("events")
    events = _numbers(page)
    assert 0 < len(events) < len(all_rows)
    assert all(number <= all_rows[key] for key, number in events.items())
    assert list(events.values()) == sorted(events.values(), reverse=True)
    radii = _dots(page)
    assert set(radii) == set(events) & set(all_dots)
    # The scale stays: the area of a symbol tells its number before and after.
    (some, number), *_ = events.items()
    assert radii[some] == pytest.approx(all_dots[some] * (number / all_rows[some]) ** 0.5, abs=0.2)
    said = status.inner_text()
    assert str(len(radii)) in said

    page.locator("#map-theme").select_option(index=1)
    assert len(_numbers(page)) <= len(events)
    shared, shown = page.url, _numbers(page)
    assert "section=events" in shared
    page.goto("about:blank")
    page.goto(shared)
    assert _numbers(page) == shown
    page.locator("#map-section").select_option("")
    page.locator("#map-theme").select_option("")
    assert _numbers(page) == all_rows
    assert "?" not in page.url


def test_a_choice_that_is_not_offered_is_none(page: Page, address: str) -> None:
    page.goto(f"{address}map/?section=<b>&theme=no-such")
    expect(page.locator("#map-section")).to_have_value("")
    assert len(_numbers(page)) > 50


def test_symbols_and_rows_lead_to_the_page_of_the_place(page: Page, address: str) -> None:
    page.goto(f"{address}zh/map/")
    link = page.locator('a[data-dot="peru"]')
    link.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}zh/places/peru/")
    expect(page.locator(".a-locator image")).to_be_visible()
    page.locator(".a-locator figcaption a").first.click()
    expect(page).to_have_url(f"{address}zh/map/")
    page.locator('tr[data-row="peru"] th a').click()
    expect(page).to_have_url(f"{address}zh/places/peru/")


def test_nothing_on_the_map_is_wider_than_the_page(page: Page, address: str) -> None:
    width = page.viewport_size["width"] if page.viewport_size else 0
    for path in ("map/", "zh/map/", "places/peru/", "zh/places/africa/"):
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        box = page.locator(".a-map svg, .a-locator svg").first.bounding_box()
        assert box is not None
        assert box["width"] > min(width * 0.8, 300), path


def test_map_and_tables_are_whole_without_a_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}map/")
    expect(page.locator("a[data-dot]").first).to_be_visible()
    assert page.locator("a[data-dot]").count() > 70
    assert page.locator("tr[data-row]").count() > 90
    expect(page.locator("#map-section")).to_be_hidden()
    expect(page.locator("#disclaimer")).to_contain_text("frontiers or boundaries")
    context.close()


def test_the_small_map_is_seen_from_a_disk(browser: Browser, real_site: Path) -> None:
    page = browser.new_page()
    page.goto((real_site / "places" / "peru" / "index.html").as_uri())
    natural = page.evaluate(
        """async () => {
            const image = new Image();
            image.src = document.querySelector(".a-locator image").href.baseVal;
            await image.decode();
            return image.naturalWidth;
        }"""
    )
    assert natural > 0
    page.close()
