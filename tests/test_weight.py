"""What a page of an entity costs a reader who comes for the first time."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request

from tests.pages import PREFIXES
from tests.support import ROOT

LIMIT = 150_000
"""Bytes that a page may transfer in all, with nothing in the cache."""
HEADERS = 500
"""Bytes that the headers of one answer take at most."""
LOADED = {
    ("script", "src"): None,
    ("img", "src"): None,
    ("link", "href"): {"stylesheet", "icon", "preload", "modulepreload"},
}
"""Elements whose files a browser loads with the page; of links, those with one of these roles."""


class _Loaded(HTMLParser):
    """Collects the files that are loaded with a page, as it writes them."""

    def __init__(self) -> None:
        super().__init__()
        self.files: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for (element, attribute), roles in LOADED.items():
            is_loaded = roles is None or (given.get("rel") or "") in roles
            if tag == element and is_loaded and (value := given.get(attribute)):
                self.files.add(value)


@cache
def _size(file: Path) -> int:
    """Return the bytes of a file and of the modules it imports, compressed, with headers."""
    content = file.read_bytes()
    total = len(gzip.compress(content, 6)) + HEADERS
    if file.suffix == ".js":
        for name in re.findall(rb'(?:from|import)\s*"(\./[^"]+)"', content):
            total += _size(file.parent / name.decode())
    return total


def _weight(site: Path, page: Path) -> int:
    parser = _Loaded()
    parser.feed(page.read_text(encoding="utf-8"))
    here = f"http://site/{page.relative_to(site).as_posix()}"
    paths = {unquote(urlsplit(urljoin(here, name)).path).lstrip("/") for name in parser.files}
    return _size(page) + sum(_size(site / path) for path in paths)


def _entities(site: Path) -> Iterator[tuple[str, Path]]:
    """Yield the address and the file of every page of an entity, in every language."""
    graph = ROOT / "graph"
    for file in graph.rglob("*.ttl"):
        for prefix in PREFIXES.values():
            address = f"{prefix}{file.relative_to(graph).with_suffix('').as_posix()}/"
            yield address, site / address / "index.html"


@pytest.fixture(scope="module")
def weights(real_site: Path) -> dict[str, int]:
    """The weight of each entity's page, by its address."""
    return {address: _weight(real_site, page) for address, page in _entities(real_site)}


def _requests(page: Page) -> list[Request]:
    """Return the list to which a page's requests are added as they end."""
    requests: list[Request] = []
    page.on("requestfinished", lambda request: requests.append(request))
    return requests


def test_every_entity_is_light(weights: dict[str, int]) -> None:
    assert len(weights) > 2000
    heavy = {address: weight for address, weight in weights.items() if weight >= LIMIT}
    assert heavy == {}


def test_a_browser_loads_no_more_than_that(
    weights: dict[str, int], browser: Browser, hosted_site: str
) -> None:
    """The heaviest page and a middle one, measured."""
    ordered = sorted(weights, key=lambda address: weights[address])
    for address in (ordered[-1], ordered[len(ordered) // 2]):
        context = browser.new_context()
        page = context.new_page()
        requests = _requests(page)
        page.goto(hosted_site + address, wait_until="networkidle")
        sizes = [request.sizes() for request in requests]
        measured = sum(s["responseBodySize"] + s["responseHeadersSize"] for s in sizes)
        context.close()
        assert len(requests) > 5
        assert 0.8 * weights[address] < measured <= weights[address], (address, measured)
