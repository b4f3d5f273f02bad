"""Strangers' values in every kind of position, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from atlas import escape
from tests.hostile import VALUES
from tests.support import ROOT, run_build, search, turtle

BASE = "https://w3id.org/south-south-atlas/"


def _literal(text: str, tag: str = "") -> str:
    return json.dumps(text, ensure_ascii=True) + (f"@{tag}" if tag else "")


def _english(value: str, number: int) -> str:
    return f"{value} – {number} and enough words"


def _chinese(value: str, number: int) -> str:
    return f"{value} –{number}，以及足够多的文字，以通过检查"


def _listen(page: Page) -> list[str]:
    heard: list[str] = []
    page.on("dialog", lambda dialog: heard.append(f"dialog {dialog.message}"))
    page.on("pageerror", lambda error: heard.append(f"error {error}"))
    page.on(
        "request",
        lambda r: (
            None if "127.0.0.1" in r.url or r.url[:5] in {"data:", "blob:"} else heard.append(r.url)
        ),
    )
    return heard


def _expected(text: str) -> str:
    return " ".join(escape.clean(text).split())


def _visit(browser: Browser, address: str, expected: Mapping[str, str]) -> None:
    context = browser.new_context()
    page = context.new_page()
    heard = _listen(page)
    for path, heading in expected.items():
        page.goto(address + path)
        page.locator("body").hover()
        assert page.evaluate("window.hit") is None, path
        shown = page.locator("h1").first.evaluate("h => h.firstChild.textContent")
        assert " ".join(shown.split()) == heading, path
        assert page.locator("h1").count() == 1, path
        assert page.locator("script[type='application/ld+json']").count() == 1, path
        json.loads(page.locator("script[type='application/ld+json']").inner_text())
        assert page.title().startswith(heading[:20]), path
        assert page.locator("footer").count() == 1, path
    assert heard == []
    context.close()


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid graph of the atlas's own model, all of whose texts are hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    graph = folder / "graph"
    files = {}
    lasting = [v for v in VALUES if "\u202e" not in v]
    for number, value in enumerate(lasting):
        text, other = _english(value, number), _chinese(value, number)
        files[f"themes/t{number}.ttl"] = f"""base:themes/t{number} a atlas:Theme ;
    rdfs:label {_literal(text, "en")} ; rdfs:label {_literal(other, "zh")} ;
    skos:altLabel {_literal(value)} ; skos:notation {_literal(value)} ;
    atlas:summary {_literal(text, "en")} ; atlas:summary {_literal(other, "zh")} ;
    atlas:editorialNote {_literal(value, "en")} ; skos:related base:themes/t0 ;
    atlas:website <https://example.org/{quote(value, safe="")}> ;
    dcterms:source base:documents/d#p1 .
base:themes/t{number}#f a atlas:Figure ; rdfs:label {_literal(text, "en")} ;
    rdfs:label {_literal(other, "zh")} ; atlas:value 1 ; atlas:unit atlas:Unit-EUR ;
    dcterms:source base:documents/d#p1 ."""
    value = "</script><script>window.hit=1</script> and more words"
    files[
        "documents/d.ttl"
    ] = f"""base:documents/d a atlas:Document ; rdfs:label {_literal(value, "en")} ;
    rdfs:label {_literal(value, "zh")} ; atlas:summary {_literal(value + value, "en")} ;
    atlas:summary {_literal(value + value, "zh")} ; atlas:kind atlas:DocumentKind-source ;
    atlas:citeAs {_literal(value)} ; dcterms:source base:documents/d#p1 .
base:documents/d#p1 a atlas:Paragraph ; rdfs:label {_literal(value, "en")} ;
    rdfs:label {_literal(value, "zh")} ; atlas:summary {_literal(value, "en")} ;
    atlas:summary {_literal(value, "zh")} ."""
    for path, body in files.items():
        target = graph / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(turtle(body), encoding="utf-8")
    before = set(folder.parent.iterdir())
    done = run_build("--graph", graph, "--ontology", ROOT / "ontology", "--out", folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(folder.iterdir()) == {graph, folder / "build", folder / "site"}
    assert set(folder.parent.iterdir()) == before
    return folder / "site"


def test_texts_in_our_own_model(
    ours: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    lasting = [v for v in VALUES if "\u202e" not in v]
    expected = {
        f"themes/t{n}/": _expected(f"{v} – {n} and enough words") for n, v in enumerate(lasting)
    }
    expected |= {
        f"zh/themes/t{n}/": _expected(f"{v} –{n}，以及足够多的文字，以通过检查")
        for n, v in enumerate(lasting)
    }
    address = serve_folder(ours)
    _visit(browser, address, expected)


def test_search_results_show_hostile_texts_as_text(
    ours: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    page = browser.new_context().new_page()
    heard = _listen(page)
    address = serve_folder(ours)
    for word in ("script", "onerror", "words"):
        page.goto(address)
        search(page, word)
        assert page.evaluate("window.hit") is None
        assert page.locator(".a-search-list").locator("img, svg, iframe, script").count() == 0
        page.goto(f"{address}search/?q={word}")
        page.locator(".a-hits li").first.wait_for()
        assert page.evaluate("window.hit") is None
        assert page.locator(".a-hits").locator("img, svg, iframe, script").count() == 0
    assert heard == []


def test_values_of_somebody_elses_graph(
    tmp_path: Path, browser: Browser, serve_folder: Callable[[Path], str]
) -> None:
    """Without a model everything is published: labels, IRIs, properties and classes alike."""
    graph = tmp_path / "graph"
    graph.mkdir()
    lines, expected = [], {}
    for number, value in enumerate(VALUES):
        odd = quote(value, safe="/'()*!,;:=@&$?")
        lines.append(
            f"""<{BASE}s/x{number}> rdfs:label {_literal(value)} ;
    <https://e.org/{quote(value)}> "v" ;
    rdfs:seeAlso <javascript:window.hit=1> , <data:text/html,x> , <{BASE}odd/{odd}> ;
    a <https://e.org/class/{quote(value)}> ; rdfs:comment {_literal(value, "en")} .
<{BASE}s/x{number}#{odd}> rdfs:label {_literal(value)} ."""
        )
        expected[f"s/x{number}/"] = _expected(value)
        lines.append(f"<{BASE}odd/{odd}> a rdfs:Resource .")
    (graph / "all.ttl").write_text(turtle("\n".join(lines)), encoding="utf-8")
    done = run_build("--graph", graph, "--out", tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(tmp_path.iterdir()) == {graph, tmp_path / "build", tmp_path / "site"}
    _visit(browser, serve_folder(tmp_path / "site"), expected)
    page = browser.new_context().new_page()
    page.goto(serve_folder(tmp_path / "site") + "s/x0/")
    for link in page.locator("a").all():
        assert not (link.get_attribute("href") or "").startswith(("javascript:", "data:"))
