"""A built site in, one page of every kind that it has out, and the sizes of screen to see it on.

What a reader sees is tested on these. They are read from the site's folders, so that a new kind of
page is tested from its first day, without a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from atlas.i18n import LANGUAGES

Scheme = Literal["light", "dark"]

PREFIXES = {tag: "" if tag == LANGUAGES[0] else f"{tag}/" for tag in LANGUAGES}
"""Where the pages of each language begin."""
SIZES = {"phone": (390, 844), "desk": (1280, 900)}
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
QUERIES = {"en": "water", "zh": "水"}
"""What is searched for, for a page of search with results."""
_MUCH_LONGER = 4
"""How many times the middle entry of its section an entry is that is looked at for its length."""


def kinds(site: Path, language: str) -> dict[str, str]:
    """Return the address below ``site`` of one page of every kind, by a name of the kind.

    That is every page at the top; below it, of the pages beside one another, the one of middle
    length, the longest if it is another thing to read, and the second page of a long list.
    """
    prefix = PREFIXES[language]
    found = {"home": prefix, "search-results": f"{prefix}search/?q={quote(QUERIES[language])}"}
    for folder in sorted(p.parent for p in (site / prefix).glob("*/index.html")):
        if folder.name in LANGUAGES:
            continue
        found[folder.name] = f"{prefix}{folder.name}/"
        found |= {
            f"{folder.name}-{name}": f"{prefix}{page.parent.relative_to(site / prefix)}/"
            for name, page in _below(folder)
        }
    if not prefix:
        # One page for both languages.
        found["missing"] = "404.html"
    return found


def _below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield a name and the file of each page to look at below a page of the top."""
    sizes = sorted((page.stat().st_size, page) for page in folder.glob("*/index.html"))
    if sizes:
        (usual, middle), (most, longest) = sizes[len(sizes) // 2], sizes[-1]
        yield "one", middle
        if most > _MUCH_LONGER * usual:
            yield "longest", longest
    second = folder / "page" / "2" / "index.html"
    if second.is_file():
        yield "page-2", second
