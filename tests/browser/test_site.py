"""The real site in a real browser: phone and desk, light and dark, both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

PAGES = (
    "",
    "about/",
    "charts/",
    "data/",
    "explore/",
    "map/",
    "timeline/",
    "ontology/",
    "query/",
    "search/",
    "releases/",
    "projects/",
    "partners/",
    "projects/biodiversity-indicators-partnership/",
    "decisions/cbd-cop-x-31/",
    "documents/inf41/",
    "partners/unep/",
    "aichi-targets/11/",
    "places/norway/",
    "threads/",
    "threads/decisions/ga-66-288/",
    "recent/",
    "translation/",
)
SIZES = {"phone": (390, 844), "desk": (1280, 900)}


@pytest.fixture(scope="module")
def address(
    real_site: Path, serve_folder: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory
) -> str:
    """The site mounted below a sub-path, as a project's page on a shared host is."""
    mount = tmp_path_factory.mktemp("mount")
    (mount / "some").mkdir()
    (mount / "some" / "path").symlink_to(real_site)
    return serve_folder(mount) + "some/path/"


@pytest.fixture(params=[(s, c) for s in SIZES for c in ("light", "dark")], ids="-".join)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    size, scheme = request.param
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, is_mobile=size == "phone"
    )
    yield context.new_page()
    context.close()


def test_pages_are_whole_and_quiet(page: Page, address: str) -> None:
    heard: list[str] = []
    page.on("console", lambda m: heard.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("response", lambda r: heard.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith((address, "data:", "blob:")) else heard.append(r.url),
    )
    width = page.viewport_size["width"] if page.viewport_size else 0
    for language in ("", "zh/"):
        for path in PAGES:
            page.goto(f"{address}{language}{path}")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{language}{path} is {wide} wide"
            assert page.locator("h1").count() == 1, f"{language}{path}"
            assert page.locator("html").get_attribute("lang") == ("zh" if language else "en")
    assert heard == []


def test_the_language_switch_stays_on_the_page(page: Page, address: str) -> None:
    for path in PAGES:
        page.goto(address + path)
        page.locator("a.a-switch").click()
        # The query page writes what it asks behind its address.
        assert page.url.partition("#")[0] == f"{address}zh/{path}"
        page.locator("a.a-switch").click()
        assert page.url.partition("#")[0] == address + path


def test_pages_are_readable_without_scripts(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}projects/biodiversity-indicators-partnership/")
    for label, summary in (("Biodiversity Indicators Partnership", "indicators"), ("指标", "指标")):
        assert label in page.locator("h1").inner_text()
        lead = page.locator(".a-lead").first
        assert lead.is_visible()
        assert summary in lead.inner_text()
        facts = page.locator("dl.a-facts").first
        assert facts.is_visible()
        cited = facts.locator(".a-cite a").first
        assert cited.is_visible()
        assert "documents/" in (cited.get_attribute("href") or "")
        page.locator("a.a-switch").click()
    assert page.url == f"{address}projects/biodiversity-indicators-partnership/"
    context.close()


def test_data_links_lead_to_the_data(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}zh/partners/unep/")
    for link in page.locator("link[rel=alternate][type]").all():
        response = page.request.get(link.evaluate("link => link.href"))
        assert response.ok
        assert "联合国环境规划署" in response.text() or "\\u8054" in response.text()


def test_keyboard_reaches_the_first_fact(browser: Browser, address: str) -> None:
    page = browser.new_context().new_page()
    page.goto(f"{address}places/norway/")
    seen: set[str] = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "document.activeElement.closest('.a-facts, .a-switch, .a-crumbs')?.className"
        )
        seen |= set((here or "").split())
    assert {"a-facts", "a-switch", "a-crumbs"} <= seen
