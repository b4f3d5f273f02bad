"""A built site in, one page of every kind that it has out, and the sizes of screen to see it on.

What a reader sees is tested on these. They are read from the site's folders, so that a new kind of
page is tested from its first day, without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from playwright.sync_api import Page

from atlas.i18n import LANGUAGES

Scheme = Literal["light", "dark"]

PREFIXES = {tag: "" if tag == LANGUAGES[0] else f"{tag}/" for tag in LANGUAGES}
"""Where the pages of each language begin."""
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
QUERIES = {"en": "water", "zh": "水"}
"""What is searched for, for a page of search with results."""


def kinds(site: Path, language: str) -> dict[str, str]:
    """Return the address below ``site`` of one page of every kind, by a name of the kind.

    That is every page at the top; of those below each, one of middle length, and the second page of
    a long list; and the longest of all.
    """
    prefix = PREFIXES[language]
    root = site / prefix
    found = {"home": prefix, "search-results": f"{prefix}search/?q={quote(QUERIES[language])}"}
    folders = [page.parent for page in root.glob("*/index.html")]
    below: list[Path] = []
    for folder in sorted(folder for folder in folders if folder.name not in LANGUAGES):
        found[folder.name] = f"{prefix}{folder.name}/"
        below += folder.glob("*/index.html")
        for name, page in _below(folder):
            address = page.parent.relative_to(root).as_posix()
            found[f"{folder.name}-{name}"] = f"{prefix}{address}/"
    longest = max(below, key=lambda page: page.stat().st_size)
    found["longest"] = f"{prefix}{longest.parent.relative_to(root).as_posix()}/"
    if not prefix:
        # One page for both languages.
        found["missing"] = "404.html"
    return found


def different(site: Path, language: str) -> dict[str, str]:
    """Return :func:`kinds` with one list for all: what differs is what they list, not how.

    The first list that has a second page stands for them, with that page.
    """
    found = kinds(site, language)
    lists = [kind for kind, path in found.items() if _is_list(site / path)]
    stands = next(kind for kind in lists if f"{kind}-page-2" in found)
    spared = {*lists} - {stands, f"{stands}-page-2"}
    return {kind: path for kind, path in found.items() if kind not in spared}


def _is_list(page: Path) -> bool:
    file = page / "index.html"
    return file.is_file() and 'class="b-app"' in file.read_text(encoding="utf-8")


def settle(page: Page) -> None:
    """Wait until a page that was opened shows what its scripts add.

    Only pages that ask for something in their address load what takes long.
    """
    if "?" in page.url:
        page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame))")


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield a name and the file of each page to look at below a page of the top."""
    # Threads are in folders of their sections.
    below = [*folder.glob("*/index.html")] or folder.glob("*/*/index.html")
    pages = sorted(below, key=lambda page: (page.stat().st_size, page))
    if pages:
        yield "one", pages[len(pages) // 2]
    second = folder / "page" / "2" / "index.html"
    if second.is_file():
        yield "page-2", second
