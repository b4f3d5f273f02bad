"""A hand-written page in, the same with its blocks filled out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from atlas import escape, offline, queries
from atlas.iris import MAP, RECENT, RELEASES, SEARCH
from atlas.pages.chart import charts
from atlas.pages.coverage import coverage
from atlas.pages.download import DESCRIPTIONS, DUMPS, MODEL, TABLES, downloads
from atlas.pages.entity import DESCRIPTION_LENGTH
from atlas.pages.explore import explore_block
from atlas.pages.glossary import glossary
from atlas.pages.map import map_block, world
from atlas.pages.overview import cards, countries, counts
from atlas.pages.page import Site, environment
from atlas.pages.printed import printed_books
from atlas.pages.query import query_block
from atlas.pages.question import questions
from atlas.pages.recent import LATEST, MOST, recent
from atlas.pages.timeline import timeline_block
from atlas.pages.translation import translation

_BLOCK = re.compile(r"<!--\s*atlas:([a-z-]+)\s*-->")


def default_home(site: Site) -> str:
    """Return the Markdown of a home page where nobody wrote one."""
    name = escape.heading(site.texts.pick(site.shell.site_names))
    return f"# {name}\n\n<!-- atlas:numbers -->\n\n<!-- atlas:sections -->\n"


def written_page(site: Site, path: str, body: str) -> str:
    """Return a hand-written page; ``path`` is its file below the folder of its language."""
    address = "" if path == "index.md" else path.removesuffix(".md").removesuffix("/index") + "/"
    page = site.page(address)
    title, description = _title_and_description(body)
    iris = site.atlas.iris
    blocks: Any = environment().get_template("blocks.md.j2").make_module({"page": page})
    made: dict[str, Callable[[], object]] = {
        "find": lambda: blocks.find(page.href(f"{SEARCH}/")),
        "world": lambda: blocks.world(world(site, page) if site.has_written(MAP) else {}),
        "sections": lambda: blocks.sections(
            cards(site, page),
            page.query(queries.classes(iris)) if site.atlas.specs.classes else "",
        ),
        "numbers": lambda: blocks.numbers(counts(site.atlas)),
        "places": lambda: blocks.places(
            countries(site.atlas), page.query(queries.countries(iris, page.language))
        ),
        "coverage": lambda: blocks.coverage(
            coverage(site, page), page.query(queries.coverage(iris))
        ),
        "questions": lambda: blocks.questions(questions(site, page)),
        "charts": lambda: blocks.charts(charts(site, page)),
        "dumps": lambda: blocks.downloads(downloads(site, page, DUMPS)),
        "model": lambda: blocks.downloads(downloads(site, page, MODEL)),
        "tables": lambda: blocks.downloads(downloads(site, page, TABLES)),
        "descriptions": lambda: blocks.downloads(downloads(site, page, DESCRIPTIONS)),
        "dataset": lambda: blocks.dataset(escape.script_json(site.downloads.jsonld)),
        "query": lambda: query_block(site, page, blocks),
        "books": lambda: blocks.books(printed_books(site, page), iris.base),
        "offline": lambda: blocks.offline(page.root(offline.PATH)),
        "map": lambda: map_block(site, page),
        "timeline": lambda: timeline_block(site, page),
        "glossary": lambda: glossary(site, page),
        "random": lambda: blocks.random(page.href(f"{SEARCH}/")),
        "recent": lambda: blocks.recent(
            recent(site, page, LATEST), page.href(f"{RECENT}/") if site.has_written(RECENT) else ""
        ),
        "recent-all": lambda: blocks.recent_all(
            recent(site, page, MOST), page.href(f"{RELEASES}/")
        ),
        "translation": lambda: blocks.translation(translation(site, page)),
        "explore": lambda: explore_block(site, page),
    }

    meta: dict[str, Any] = {"description": description}
    if not address:
        # Home has its own ways into the site.
        meta["hide"] = ["navigation", "toc"]

    def fill(match: re.Match[str]) -> str:
        return str(made[match.group(1)]()) if match.group(1) in made else match.group()

    return site.render(
        "written.md.j2",
        page,
        title,
        meta=meta,
        body=Markup(_BLOCK.sub(fill, body)),  # noqa: S704 - written by the site's own authors
    )


def _title_and_description(body: str) -> tuple[str, str]:
    """Return the first heading of a hand-written page, and its first paragraph."""
    heading = re.search(r"^# (.+)$", body, re.MULTILINE)
    paragraph = re.search(r"^(?!#|<|!|-|\s)(.+)$", body, re.MULTILINE)
    plain = html.unescape(heading.group(1)) if heading else ""
    first = escape.plain(paragraph.group(1)) if paragraph else ""
    return plain, first[:DESCRIPTION_LENGTH]
