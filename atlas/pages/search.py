"""The sections of the site in, the page of search out."""

from __future__ import annotations

from typing import Any

from atlas.iris import SEARCH
from atlas.pages.overview import cards
from atlas.pages.page import Site, environment


def search_page(site: Site) -> str:
    """Return the page whose script shows what was found."""
    page = site.page(f"{SEARCH}/")
    title = page.say("search-title")
    blocks: Any = environment().get_template("blocks.md.j2").make_module({"page": page})
    return site.render(
        "search.md.j2",
        page,
        title,
        meta={"description": page.say("search-lead")},
        crumbs=site.crumbs(page),
        assets=page.href(f"assets/{SEARCH}/"),
        sections=blocks.sections(cards(site, page), ""),
        random=blocks.random("./"),
    )
