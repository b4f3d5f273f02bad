"""What opens beside a link or a citation, and the page for a wrong address, in a real browser."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support import ROOT, SAMPLE, run_build, turtle

NATURE = """
base:projects/nature a atlas:Project ;
    rdfs:label "Nature for All"@en, "人人享有自然"@zh ;
    atlas:summary "Shows how UNEP plants trees, and UNEP counts them, in every country of the South."@en ;
    atlas:summary "说明环境署如何在南方各国植树，UNEP又如何统计成活的树木数量。"@zh ;
    atlas:kind atlas:ProjectKind-project ; atlas:fundedBy base:partners/unep ;
    atlas:answers base:decisions/cbd-cop-x-5#op-6 ; atlas:theme base:themes/forests ;
    dcterms:source base:documents/d#p1 , base:documents/d#p2 .
"""  # noqa: E501 - Turtle, Chinese
NEXT = {"en": "UNEP/X/1, paragraph 2", "zh": "UNEP/X/1，第2段"}
SAYS = {"en": "Says that.", "zh": "说明了那一点。"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample graph and one project more, with a home page and a glossary."""
    folder = tmp_path_factory.mktemp("reading")
    shutil.copytree(SAMPLE, folder / "graph")
    (folder / "graph" / "projects" / "nature.ttl").write_text(turtle(NATURE), encoding="utf-8")
    for language in ("en", "zh"):
        (folder / "docs" / language).mkdir(parents=True)
        for name, text in (("index", "# Home\n\n<!-- atlas:random -->\n"), ("glossary", "")):
            written = ROOT / "docs" / language / f"{name}.md"
            target = folder / "docs" / language / f"{name}.md"
            target.write_text(text or written.read_text(encoding="utf-8"), encoding="utf-8")
    out = folder / "site"
    done = run_build("--graph", folder / "graph", "--ontology", ROOT / "ontology", "--out", out)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


class _Host(http.server.SimpleHTTPRequestHandler):
    """A host as the site's configurations make one: its own page for what is not there."""

    page: bytes

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(self.page)))
        self.end_headers()
        self.wfile.write(self.page if code == HTTPStatus.NOT_FOUND else b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="module", params=["", "some/path/"], ids=["root", "below"])
def address(
    request: pytest.FixtureRequest, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The site at the root of a host, and below a path of it."""
    folder = site
    if request.param:
        folder = tmp_path_factory.mktemp("mount")
        (folder / "some").mkdir()
        (folder / "some" / "path").symlink_to(site)
    handler = functools.partial(_Host, directory=str(folder))
    _Host.page = (site / "404.html").read_bytes()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{request.param}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    context.close()
    assert errors == []


def _citation(page: Page) -> Locator:
    """The citation of paragraph 2 in the summary."""
    return page.locator(".a-lead .a-cite a").nth(1)


def _gist(page: Page) -> Locator:
    return page.get_by_role("dialog")


def _preview(page: Page) -> Locator:
    return page.locator(".a-preview:popover-open")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_citation_opens_its_gist_by_click(language: str, page: Page, address: str) -> None:
    page.goto(f"{address}{'zh/' if language == 'zh' else ''}projects/forest/")
    citation = _citation(page)
    citation.click()
    gist = page.get_by_role("dialog", name=NEXT[language])
    expect(gist).to_contain_text(SAYS[language])
    expect(citation).to_have_attribute("aria-expanded", "true")
    box, link = gist.bounding_box(), citation.bounding_box()
    assert box is not None
    assert link is not None
    assert 0 <= box["y"] - (link["y"] + link["height"]) < 30
    # A second click closes it, as one beside it and the button do.
    citation.click()
    expect(gist).to_be_hidden()
    expect(citation).to_have_attribute("aria-expanded", "false")
    citation.click()
    gist.get_by_role("button").click()
    expect(gist).to_be_hidden()
    expect(citation).to_be_focused()
    citation.click()
    page.mouse.click(640, 850)
    expect(gist).to_be_hidden()
    citation.click()
    gist.get_by_role("link").click()
    expect(page).to_have_url(re.compile(r"/documents/d/#p2$"))


def test_a_citation_opens_its_gist_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}projects/forest/")
    citation = _citation(page)
    citation.focus()
    page.keyboard.press("Enter")
    gist = _gist(page)
    expect(gist).to_be_focused()
    expect(gist).to_have_accessible_description(SAYS["en"])
    page.keyboard.press("Escape")
    expect(gist).to_be_hidden()
    expect(citation).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(gist.get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    expect(gist.get_by_role("button")).to_be_focused()
    page.keyboard.press("Tab")
    expect(gist).to_be_hidden()
    # On to what follows the citation.
    follows = "link => link.compareDocumentPosition(document.activeElement) & 4"
    assert citation.evaluate(follows)


def test_a_tap_opens_a_gist_and_follows_other_links(browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.goto(f"{address}projects/forest/")
    _citation(page).tap()
    expect(_gist(page)).to_contain_text(SAYS["en"])
    box = _gist(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    _gist(page).get_by_role("link").tap()
    expect(page).to_have_url(re.compile(r"/documents/d/#p2$"))
    page.go_back()
    page.locator('.a-facts a[href="../../partners/unep/"]').first.tap()
    page.wait_for_url(f"{address}partners/unep/")
    assert _preview(page).count() == 0
    context.close()


def test_a_documents_own_paragraphs_open_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}documents/d/")
    assert page.locator(".a-sources").count() == 0
    page.locator(".a-lead .a-cite a").first.click()
    expect(page).to_have_url(f"{address}documents/d/#p1")
    assert _gist(page).count() == 0


def test_without_a_script_a_citation_is_a_link(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}projects/forest/")
    expect(page.locator(".a-sources li").nth(1)).to_contain_text(SAYS["en"])
    _citation(page).click()
    expect(page).to_have_url(f"{address}documents/d/#p2")
    page.goto(address)
    expect(page.locator("[data-random]")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_link_is_previewed_when_pointed_at(language: str, page: Page, address: str) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    root = address + ("zh/" if language == "zh" else "")
    page.goto(f"{root}projects/forest/")
    link = page.locator('.a-facts a[href="../../partners/unep/"]').first
    assert f"{root}partners/unep/" not in fetched
    link.hover()
    preview = _preview(page)
    name, kind, lead = {
        "en": ("United Nations Environment Programme", "Partner", "The environment programme"),
        "zh": ("联合国环境规划署", "伙伴", "联合国系统内负责环境事务"),
    }[language]
    expect(preview).to_contain_text(name)
    expect(preview).to_contain_text(kind)
    expect(preview).to_contain_text(lead)
    expect(preview).to_have_attribute("aria-hidden", "true")
    # It stays while it is pointed at itself, and goes with Escape, or when it is left.
    preview.hover()
    page.wait_for_timeout(500)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    page.mouse.move(1, 1)
    link.hover()
    expect(preview).to_be_visible()
    page.mouse.move(1, 1)
    expect(preview).to_be_hidden()
    assert fetched.count(f"{root}partners/unep/") == 1


def test_links_and_citations_are_previewed_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(f"{address}projects/forest/")
    page.locator(".a-lead .a-cite a").first.focus()
    page.keyboard.press("Tab")
    expect(_preview(page)).to_contain_text(SAYS["en"])
    page.keyboard.press("Escape")
    expect(_preview(page)).to_be_hidden()
    expect(_citation(page)).to_be_focused()
    # A part is previewed by its own name and gist.
    page.locator('a[href$="#op-6"]').first.focus()
    expect(_preview(page)).to_contain_text("Paragraph 6")
    expect(_preview(page)).to_contain_text("Asks for workshops")
    page.keyboard.press("Tab")
    expect(_preview(page)).not_to_contain_text("workshops")


def test_nothing_is_fetched_for_who_wants_to_save(browser: Browser, address: str) -> None:
    context = browser.new_context()
    context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'connection', {value: {saveData: true}})"
    )
    page = context.new_page()
    page.goto(f"{address}projects/forest/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.locator('.a-facts a[href="../../partners/unep/"]').first.hover()
    page.wait_for_timeout(800)
    assert f"{address}partners/unep/" not in fetched
    context.close()


def test_from_a_disk_links_have_no_preview_and_citations_do(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text))
    page.goto((site / "projects" / "forest" / "index.html").as_uri())
    page.locator('.a-facts a[href*="partners/unep/"]').first.hover()
    page.wait_for_timeout(700)
    assert not [text for text in heard if "unep" in text]
    page.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_an_acronym_leads_to_what_it_stands_for(language: str, page: Page, address: str) -> None:
    page.goto(f"{address}{language}projects/nature/")
    acronym = page.locator(".a-acronym")
    assert acronym.count() == 1, "only where it stands first"
    full = page.locator('.a-facts a[href="../../partners/unep/"]').first.inner_text()
    expect(acronym).to_have_accessible_description(full)
    acronym.hover()
    expect(_preview(page)).to_contain_text(full)
    assert acronym.get_attribute("title") is None, "the browser would show it too"
    page.mouse.move(1, 1)
    expect(_preview(page)).to_be_hidden()
    expect(acronym).to_have_attribute("title", full)
    page.goto(f"{address}{language}glossary/")
    page.locator(".a-glossary nav a", has_text="U").click()
    expect(page.locator("#letter-u")).to_be_in_viewport()
    page.locator("#unep + dd a").click()
    expect(page).to_have_url(f"{address}{language}partners/unep/")
    assert page.locator(".a-acronym").count() == 0, "a page does not explain itself"


@pytest.mark.parametrize("language", ["", "zh/"])
@pytest.mark.parametrize("path", ["projects/forests-", "partners/deep/down/forest/index.html"])
def test_a_wrong_address_suggests_near_pages(
    path: str, language: str, page: Page, address: str
) -> None:
    heard: list[str] = []
    page.on("request", lambda request: heard.append(request.url))
    page.goto(f"{address}{language}{path}")
    section = page.locator("section:visible")
    expect(section).to_have_count(1)
    expect(section).to_have_attribute("lang", language.rstrip("/") or "en")
    near = section.locator("[data-near] a")
    expect(near.first).to_be_visible()
    assert f"{address}{language}projects/forest/" in near.evaluate_all(
        "all => all.map(a => a.href)"
    )
    assert near.count() <= 5
    assert all(url.startswith(re.match(r"\w+://[^/]+/", address)[0]) for url in heard)  # type: ignore[index]
    for way in section.locator("nav a").all():
        assert page.request.get(way.evaluate("a => a.href")).ok
    near.first.click()
    expect(page.locator("h1").first).to_contain_text("森林" if language else "Forest")
    page.go_back()
    expect(section).to_have_count(1)
    section.locator("input").fill("UNEP")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}{language}search/?q=UNEP")


def test_an_address_like_nothing_suggests_nothing(page: Page, address: str) -> None:
    page.goto(f"{address}%E4%B8%8D%ZZ/qqqqqqqqqqqqqqqqqq/")
    expect(page.locator("section:visible")).to_have_count(1)
    expect(page.locator("[data-near]:visible")).to_have_count(0)


def test_a_wrong_address_is_told_in_both_languages_without_a_script(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}zh/no/such/page")
    assert page.locator("section:visible").count() == 2
    assert page.locator('section[lang="zh"] nav a').count() > 5
    context.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_an_entry_by_chance(language: str, page: Page, address: str) -> None:
    root = address + language
    page.goto(root)
    seen = set()
    for choice in (0, 0.5, 0.999):
        page.evaluate("choice => { Math.random = () => choice }", choice)
        page.locator("[data-random]").click()
        page.wait_for_url(re.compile(re.escape(root) + r"[a-z-]+/[a-z0-9-]+/$"))
        expect(page.locator(".a-top")).to_be_visible()
        seen.add(page.url)
        page.goto(root)
    assert len(seen) == 3
    page.route("**/names.json", lambda route: route.abort())
    page.locator("[data-random]").click()
    page.wait_for_url(f"{root}search/")
