"""The query page in a real browser: from a query to its rows, and what happens to bad ones."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

from tests.support import ROOT, SAMPLE, run_build

BASE = "https://w3id.org/south-south-atlas/"
PROJECTS = """SELECT ?project ?kind ?value WHERE {
  ?project a atlas:Project ; atlas:kind ?kind .
  ?figure dcterms:isPartOf ?project ; atlas:value ?value .
}"""
# Every statement with every other, four times over.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?o ?p }"
QUESTION = f"""# en: Which projects are there?
# zh: 有哪些项目？
PREFIX atlas: <{BASE}ontology#>

SELECT ?project {{ ?project a atlas:Project }}
"""
STUBS = {
    "en": {"data.md": "# Data\n", "questions.md": "# Questions\n\n<!-- atlas:questions -->\n"},
    "zh": {"data.md": "# 数据\n", "questions.md": "# 问题\n\n<!-- atlas:questions -->\n"},
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample graph with the real query page and one question, below a sub-path."""
    home = tmp_path_factory.mktemp("query")
    shutil.copytree(SAMPLE, home / "graph")
    for language, pages in STUBS.items():
        folder = home / "docs" / language
        folder.mkdir(parents=True)
        shutil.copy(ROOT / "docs" / language / "query.md", folder)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
    asked = home / "tests" / "questions"
    asked.mkdir(parents=True)
    (asked / "projects.rq").write_text(QUESTION, encoding="utf-8")
    (asked / "projects.csv").write_text(f"project\n{BASE}projects/forest\n", encoding="utf-8")
    out = home / "mount" / "some" / "path"
    out.parent.mkdir(parents=True)
    done = run_build(
        "--graph", home / "graph", "--ontology", ROOT / "ontology", "--out", home / "site"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (home / "site").rename(out)
    return out


@pytest.fixture(scope="module")
def address(site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(site.parent.parent) + "some/path/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader who has not been here before; whose browser asks no other site for anything."""
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    foreign: list[str] = []
    made.on(
        "request",
        lambda r: (
            None if re.match(r"http://127\.0\.0\.1:|blob:|data:", r.url) else foreign.append(r.url)
        ),
    )
    yield made
    made.close()
    assert foreign == []


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    errors: list[str] = []
    made.on("pageerror", lambda error: errors.append(str(error)))
    yield made
    assert errors == []


def _open(page: Page, address: str) -> None:
    """Open the page and wait until its first query has run."""
    page.goto(address)
    expect(_part(page, "results")).to_be_visible(timeout=20_000)


def _part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-query={name}]")


def _write(page: Page, query: str) -> None:
    page.locator(".cm-content").fill(query)


def _run(page: Page, query: str) -> None:
    _write(page, query)
    _part(page, "run").click()


def _rows(page: Page) -> list[list[str]]:
    return [row.locator("td").all_inner_texts() for row in page.locator(".q-table tbody tr").all()]


@pytest.mark.parametrize(
    ("language", "row", "said"),
    [
        ("", ["Forest Monitoring", "Project", "1500000"], "One row in"),
        ("zh/", ["森林监测项目", "项目", "1500000"], "1行，用时"),
    ],
)
def test_a_query_is_written_run_and_shared(
    language: str, row: list[str], said: str, page: Page, browser: Browser, address: str
) -> None:
    _open(page, f"{address}{language}query/")
    _write(page, PROJECTS)
    page.locator(".cm-content").press("Control+Enter")
    expect(page.locator(".q-table th")).to_have_text(["project", "kind", "value"])
    assert _rows(page) == [row]
    assert said in _part(page, "status").inner_text()
    link = page.locator(".q-table a").first
    assert link.evaluate("a => a.href") == f"{address}{language}projects/forest/"

    shared = page.url
    assert shared.startswith(f"{address}{language}query/#query=")
    other = browser.new_context()
    theirs = other.new_page()
    _open(theirs, shared)
    assert _rows(theirs) == [row]
    assert theirs.locator(".cm-content").inner_text().startswith("SELECT ?project ?kind")
    other.close()


def test_the_link_is_copied(page: Page, context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    _open(page, f"{address}query/")
    query = 'SELECT ?s { ?s rdfs:label "+ & % # 森林"@zh }'
    _write(page, query)
    _part(page, "copy").click()
    expect(_part(page, "status")).to_have_text("Link copied.")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{address}query/#query=SELECT")
    assert unquote(copied.split("#query=")[1]) == query


def test_a_question_is_chosen_or_linked(page: Page, address: str) -> None:
    page.goto(f"{address}questions/")
    page.get_by_role("link", name="Run it").click()
    expect(_part(page, "question")).to_have_value("projects")
    expect(page.locator(".q-table tbody tr")).to_have_count(1, timeout=20_000)
    assert _rows(page) == [["Forest Monitoring"]]
    _run(page, "ASK { ?s ?p ?o }")
    expect(page.locator(".q-answer")).to_have_text("yes")
    _part(page, "question").select_option("")
    _part(page, "question").select_option("projects")
    expect(page.locator(".q-table tbody tr")).to_have_count(1)
    assert page.url == f"{address}query/#question=projects"


def test_a_question_that_is_no_more_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}query/#question=gone")
    expect(_part(page, "error")).to_contain_text("no such question")
    expect(_part(page, "progress")).to_be_hidden(timeout=20_000)
    expect(_part(page, "results")).to_be_hidden()
    _run(page, PROJECTS)
    expect(page.locator(".q-table tbody tr")).to_have_count(1)


def test_lists_lead_to_their_queries(page: Page, address: str) -> None:
    page.goto(f"{address}zh/projects/")
    page.locator(".a-query a").click()
    expect(page.locator(".q-table tbody tr")).to_have_count(1, timeout=20_000)
    assert _rows(page) == [["森林监测项目", "森林监测项目"]]


def test_downloads_are_what_the_query_found(page: Page, address: str) -> None:
    _open(page, f"{address}query/")
    _run(page, PROJECTS)
    expect(page.locator(".q-table th")).to_have_count(3)
    saved = {}
    for name in ("csv", "json"):
        with page.expect_download() as download:
            page.locator(f"[data-format={name}]").click()
        assert download.value.suggested_filename == f"atlas.{name}"
        saved[name] = Path(download.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(saved["csv"])))
    kind = f"{BASE}ontology#ProjectKind-project"
    assert rows == [["project", "kind", "value"], [f"{BASE}projects/forest", kind, "1500000"]]
    (binding,) = json.loads(saved["json"])["results"]["bindings"]
    assert binding["value"]["value"] == "1500000"
    page.locator("[data-view=raw]").click()
    assert json.loads(_part(page, "raw").inner_text()) == json.loads(saved["json"])


def test_other_forms_of_query(page: Page, address: str) -> None:
    _open(page, f"{address}query/")
    _run(page, "ASK { ?s a atlas:Ship }")
    expect(page.locator(".q-answer")).to_have_text("no")
    _run(page, f"DESCRIBE <{BASE}themes/forests>")
    expect(page.locator(".q-table th")).to_have_text(["subject", "predicate", "object"])
    assert ["Forests", "rdf:type", "Theme"] in _rows(page) or len(_rows(page)) > 3
    page.locator("[data-view=raw]").click()
    assert f'<{BASE}themes/forests> <http://www.w3.org/2000/01/rdf-schema#label> "森林"@zh' in (
        _part(page, "raw").inner_text()
    )
    expect(page.locator("[data-format=csv]")).to_be_hidden()
    expect(page.locator("[data-format=nt]")).to_be_visible()
    page.locator("[data-view=table]").click()
    chinese = page.locator(".q-table [lang=zh]")
    assert "森林" in chinese.all_inner_texts()


def test_many_rows_come_a_thousand_at_a_time(page: Page, address: str) -> None:
    _open(page, f"{address}query/")
    _run(page, "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r } LIMIT 2500")
    rows = page.locator(".q-table tbody tr")
    expect(rows).to_have_count(1000)
    expect(_part(page, "status")).to_contain_text("2,500 rows")
    _part(page, "more").click()
    expect(rows).to_have_count(2000)
    _part(page, "more").click()
    expect(rows).to_have_count(2500)
    expect(_part(page, "more")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "line", "said"),
    [
        ("SELECT * {\n  ?s ?p ?o\n} LIMIT x", 3, "Line 3, column 9: this is not valid SPARQL"),
        (
            "SELECT * {\n  ?s ship:mast ?o\n}",
            2,
            "Line 2, column 6: the prefix “ship:” is not known",
        ),
        ("PREFIX a: <b:c>\nSELECT * {\n  ?s rdfs:label ?o ?o\n}", 3, "Line 3, column 20"),
    ],
)
def test_an_error_is_marked_at_its_place(
    query: str, line: int, said: str, page: Page, address: str
) -> None:
    _open(page, f"{address}query/")
    _run(page, query)
    error = _part(page, "error")
    expect(error).to_contain_text(said)
    expect(_part(page, "results")).to_be_hidden()
    marked = page.locator(".cm-line").nth(line - 1).locator(".cm-lintRange-error")
    expect(marked).to_have_count(1)
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    error.get_by_role("button").click()
    assert page.evaluate("document.activeElement.className").startswith("cm-content")
    _run(page, PROJECTS)
    expect(error).to_be_hidden()
    expect(page.locator(".q-table tbody tr")).to_have_count(1)


def test_an_error_is_marked_while_one_writes(page: Page, address: str) -> None:
    _open(page, f"{address}zh/query/")
    _write(page, "SELECT * {\n  ?s ?p\n}")
    expect(page.locator(".cm-line").nth(2).locator(".cm-lintRange-error")).to_have_count(1)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "There is no query"),
        (f"INSERT DATA {{ <{BASE}a> <{BASE}b> 1 }}", "cannot change"),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "cannot be run"),
    ],
)
def test_what_is_no_query_of_the_graph_is_refused(
    query: str, said: str, page: Page, address: str
) -> None:
    _open(page, f"{address}query/")
    _run(page, query)
    expect(_part(page, "error")).to_contain_text(said)


def test_a_long_query_is_cancelled(page: Page, address: str) -> None:
    _open(page, f"{address}query/")
    expect(_part(page, "cancel")).to_be_disabled()
    _run(page, ENDLESS)
    expect(_part(page, "status")).to_have_text("Running…")
    page.wait_for_timeout(500)
    _part(page, "cancel").click()
    expect(_part(page, "status")).to_have_text("Cancelled.")
    _run(page, PROJECTS)
    expect(page.locator(".q-table tbody tr")).to_have_count(1)


def test_a_query_has_its_time(page: Page, address: str) -> None:
    def hurry(route: Route) -> None:
        response = route.fetch()
        route.fulfill(
            response=response, body=response.text().replace('"seconds":30', '"seconds":1')
        )

    page.route("**/query/", hurry)
    _open(page, f"{address}query/")
    _run(page, ENDLESS)
    expect(_part(page, "error")).to_contain_text("stopped after one second")
    _run(page, PROJECTS)
    expect(page.locator(".q-table tbody tr")).to_have_count(1)


def _copy_of(site: Path, folder: Path) -> Path:
    shutil.copytree(site, folder / "site")
    return folder / "site"


def test_an_unreadable_dump_is_told(
    page: Page, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    broken = _copy_of(site, tmp_path)
    dump = broken / "data" / "atlas.nt"
    dump.write_text(dump.read_text(encoding="utf-8")[:-40], encoding="utf-8")
    (broken / "data" / "atlas.nt.gz").unlink(missing_ok=True)
    address = serve_folder(broken)
    page.goto(f"{address}query/")
    expect(_part(page, "error")).to_contain_text("The data of the atlas cannot be read")
    expect(_part(page, "progress")).to_be_hidden()
    dump.unlink()
    page.goto(f"{address}zh/query/")
    expect(_part(page, "error")).to_contain_text("无法读取图谱数据")
    expect(_part(page, "error")).to_contain_text("404")


def test_the_smaller_dump_comes_first_and_the_other_where_it_fails(
    page: Page, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    copy = _copy_of(site, tmp_path)
    dump, packed = copy / "data" / "atlas.nt", copy / "data" / "atlas.nt.gz"
    content = dump.read_bytes()
    packed.write_bytes(gzip.compress(content)[:-20])
    address = serve_folder(copy)
    _open(page, f"{address}query/")
    packed.write_bytes(gzip.compress(content))
    dump.unlink()
    page.reload()
    _open(page, f"{address}zh/query/")


def test_a_missing_engine_is_told(
    page: Page, site: Path, serve_folder: Callable[[Path], str], tmp_path: Path
) -> None:
    copy = _copy_of(site, tmp_path)
    (copy / "assets" / "query" / "oxigraph.wasm").write_bytes(b"\0asm no")
    address = serve_folder(copy)
    page.goto(f"{address}query/")
    expect(_part(page, "error")).to_contain_text("The query engine cannot be loaded")


def test_a_browser_without_webassembly_is_told(page: Page, address: str) -> None:
    page.add_init_script("delete window.WebAssembly")
    page.goto(f"{address}query/")
    expect(_part(page, "error")).to_contain_text("it lacks WebAssembly")
    page.goto(f"{address}zh/query/")
    expect(_part(page, "error")).to_contain_text("不支持WebAssembly")


def test_a_browser_without_scripts_is_told(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}query/")
    note = page.locator("noscript .a-note")
    assert note.is_visible()
    assert "Queries are run by a script" in note.inner_text()
    context.close()


def test_terms_are_completed_by_name_and_by_label(page: Page, address: str) -> None:
    _open(page, f"{address}zh/query/")
    _write(page, "")
    page.locator(".cm-content").press_sequentially("SELECT * { ?s a 项目")
    option = page.locator(".cm-tooltip-autocomplete li", has_text="atlas:Project").first
    expect(option).to_contain_text("项目")
    option.click()
    expect(page.locator(".cm-content")).to_contain_text("?s a atlas:Project")


def test_tab_leaves_the_editor(page: Page, address: str) -> None:
    _open(page, f"{address}query/")
    content = page.locator(".cm-content")
    assert content.get_attribute("aria-label") == "SPARQL query"
    content.focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.query") == "run"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["", "zh/"])
def test_the_page_fits_a_phone(scheme: str, language: str, browser: Browser, address: str) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark" if scheme == "dark" else "light",
        is_mobile=True,
    )
    page = context.new_page()
    _open(page, f"{address}{language}query/#query={quote('SELECT * { ?s ?p ?o }')}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    _run(page, f"SELECT * {{ ?s <{BASE}{'x' * 200}> ?o")
    expect(_part(page, "error")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_no_other_page_loads_the_engine(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("", "questions/", "projects/forest/", "zh/projects/"):
        page.goto(address + path)
    assert not [url for url in asked if "assets/query/" in url]


def test_the_language_switch_keeps_the_query(page: Page, address: str) -> None:
    _open(page, f"{address}query/")
    _run(page, PROJECTS)
    expect(page.locator(".q-table th")).to_have_count(3)
    page.locator("a.a-switch").click()
    expect(page.locator(".q-table tbody tr")).to_have_count(1, timeout=20_000)
    assert _rows(page) == [["森林监测项目", "项目", "1500000"]]
