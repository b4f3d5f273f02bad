"""A finished site in, the files of its copy for a disk out: the same pages, read without a server.

A browser opens ``file://…/projects/`` as a list of files, runs no module there and lets no script
read a file. So links name ``index.html``, modules become plain scripts, and what scripts load
becomes scripts that hand it over, to ``templates/offline.js``. A link to what is not in the copy
leads to the site. A paragraph with ``data-offline``, hidden on the site, is shown in the copy.
"""

from __future__ import annotations

import fnmatch
import json
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

PATH = "atlas-offline.zip"
"""The copy, from the root of the site."""

_SHIM = Path(__file__).parent / "templates" / "offline.js"
_SHIM_PATH = "assets/offline.js"


def _ending_like(*patterns: str) -> re.Pattern[str]:
    """Return what matches paths, with a slash before them, that end like a pattern of a shell."""
    return re.compile("|".join(fnmatch.translate(f"*/{pattern}") for pattern in patterns))


_LEFT_OUT = _ending_like(
    PATH,
    ".*",
    "_*",
    "404.html",
    "robots.txt",
    "sitemap.xml",
    "*.map",
    "assets/javascripts/*/*",
    "assets/query/*.js",
    "assets/query/*.wasm",
    "data/atlas.*",
    "print/*.pdf",
)
"""What only a server or a crawler reads, what the theme brings for a search that the site does not
use, the engine of queries, and what is a download of its own: the whole graph, the books."""

_LOADED = _ending_like(
    "assets/browse/*.json", "assets/search/worker.js", "explore/*.json", "search/*.json"
)
"""What scripts load, in the folder of each language."""

_LINKS = {
    "a": "href",
    "form": "action",
    "image": "href",
    "img": "src",
    "link": "href",
    "script": "src",
}
"""The elements and attributes by which the site's pages name addresses."""

_TAG = re.compile(
    rf"""
    <!--.*?-->
    | (?P<tag>
        < (?: (?P<script>script) | {"|".join(_LINKS)} | head | p(?=[^>]*\sdata-offline) ) \b
        (?: [^>"'] | "[^"]*" | '[^']*' )* >
    )
    (?(script) .*? </script> )
    """,
    re.DOTALL | re.VERBOSE,
)
"""A tag that may change; comments, and what is in scripts, are passed over.

It finds tags, which ``html.parser`` reads then. To have that read whole pages takes four times as
long, half a minute for 2,600 of them.
"""

_KEPT = 2**16
"""How many tags, and how many addresses, what was found out about them is kept of."""


def files(site: Path, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the copy as (path, content), always in the same order.

    ``base`` is the full address of the site, where what the copy lacks is found.
    """
    there = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    paths = frozenset(path for path in there if not _LEFT_OUT.match(f"/{path}"))
    pages = [path for path in there if path in paths and path.endswith(".html")]
    copy = Copy(paths, base)
    for path in pages:
        yield path, copy.page(path, (site / path).read_text(encoding="utf-8")).encode()
    for path in sorted(paths.difference(pages)):
        content = (site / path).read_bytes()
        if _LOADED.match(f"/{path}"):
            yield f"{path}.js", _handing_over(content.decode()).encode()
        elif path in copy.modules:
            yield path, as_script(content.decode()).encode()
        else:
            yield path, content
    yield _SHIM_PATH, _SHIM.read_bytes()


def as_script(module: str) -> str:
    """Return a module without imports as a plain script, to be deferred.

    A function keeps its names to itself, and may wait, as a module may.
    """
    body = module.replace("import.meta.url", "document.currentScript.src")
    return f'(async () => {{\n"use strict";\n{body}\n}})();\n'


def _handing_over(text: str) -> str:
    """Return a script that hands over ``text`` to ``templates/offline.js``."""
    return f"atlasFile({json.dumps(text, ensure_ascii=False)});\n"


class Copy:
    """Rewrites the pages of a copy with the files ``paths`` of the site at ``base``.

    ``modules`` are the paths of the modules that the pages run which were rewritten so far. Most
    tags stand in many pages; what was found out about one is kept.
    """

    def __init__(self, paths: Collection[str], base: str) -> None:
        self.modules: set[str] = set()
        self._paths = paths
        self._base = base
        self._read = lru_cache(_KEPT)(_Reader().read)
        self._target = lru_cache(_KEPT)(self._find)

    def page(self, path: str, text: str) -> str:
        """Return the page at ``path`` as it stands in the copy; the rest of it stays as it is."""
        *folders, _ = path.split("/")
        return _TAG.sub(partial(self._change, folders), text)

    def _change(self, folders: Sequence[str], match: re.Match[str]) -> str:
        raw = match["tag"]
        if not raw:
            return match[0]
        rest = match[0][len(raw) :]
        name, given = self._read(raw)
        if name == "head":
            shim = "../" * len(folders) + _SHIM_PATH
            return f'{raw}<script src="{shim}"></script>{rest}'
        if name == "link" and given.get("rel") in ("preload", "modulepreload"):
            # A hint only, for which the browser would ask a server's leave: a disk gives none.
            return rest
        changed = self._changed(folders, name, given)
        return (raw if changed == given else _tag(name, changed, raw.endswith("/>"))) + rest

    def _changed(
        self, folders: Sequence[str], name: str, given: Mapping[str, str | None]
    ) -> dict[str, str | None]:
        """Return the attributes of an element in the copy: none for a script that it lacks."""
        changed = dict(given)
        if "data-offline" in changed:
            changed.pop("hidden", None)
        attribute = _LINKS.get(name, "")
        address = changed.get(attribute)
        if not address:
            return changed
        changed[attribute], path = self._lead(folders, address)
        if name == "script":
            if path not in self._paths:
                return {}
            if changed.get("type") == "module":
                self.modules.add(path)
                del changed["type"]
                changed["defer"] = None
        return changed

    def _lead(self, folders: Sequence[str], address: str) -> tuple[str, str]:
        """Return an address that does in the copy what ``address`` does on the site, and its path.

        The path is from the root of the site, and empty for an address of another host.
        """
        below = address
        up = 0
        while below.startswith("../") and up < len(folders):
            below = below[3:]
            up += 1
        if not up and below[0] in "#?":
            return address, ""
        new, path = self._target("/".join(folders[: len(folders) - up]), below)
        return ("../" * up + new if path in self._paths else new), path

    def _find(self, folder: str, address: str) -> tuple[str, str]:
        """Return the same of an address without ``../`` in ``folder``, or its full address."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return address, ""
        if parts.path.rsplit("/", 1)[-1] in ("", ".", ".."):
            parts = parts._replace(path=posixpath.join(parts.path, "index.html"))
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if path in self._paths:
            return parts.geturl(), path
        return urljoin(self._base, posixpath.join(folder, address)), path


class _Reader(HTMLParser):
    """Reads one tag."""

    def read(self, tag: str) -> tuple[str, dict[str, str | None]]:
        """Return its name and its attributes."""
        self.reset()
        self.feed(tag)
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what was read."""
        self._found = (tag, dict(attrs))


def _tag(name: str, attributes: Mapping[str, str | None], is_empty: bool) -> str:
    parts = [
        f" {key}" if value is None else f' {key}="{escape(value)}"'
        for key, value in attributes.items()
    ]
    return f"<{name}{''.join(parts)}{' /' * is_empty}>"
