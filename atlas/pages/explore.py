"""Entities in, the page out on which links are followed, and what its script must know."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from atlas import escape, network
from atlas.iris import EXPLORE, SEARCH
from atlas.pages.network import section_name, section_one
from atlas.pages.page import Page, Site, environment

_STARTS = 20
"""How many of the entities with most links the page names."""


def explore_block(site: Site, page: Page) -> str:
    """Return the explorer's block: its forms, and what is read without a script."""
    sections = [
        {
            "key": key,
            "name": section_name(site, page, key),
            "look": site.looks[key],
            "href": page.href(f"{key}/"),
        }
        for key in site.atlas.sections()
    ]
    block: Any = environment().get_template("network.j2").make_module({"page": page})
    assets = page.root(f"assets/{EXPLORE}/")
    return str(block.explorer(sections, _starts(site, page), assets, _settings(site, page)))


def _starts(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return the entities that are linked with most others."""
    near = site.network.neighbours
    most = sorted(near, key=lambda iri: (-len(near[iri]), iri))[:_STARTS]
    return [
        {
            "key": entity.address.rstrip("/"),
            "name": page.words(entity.label),
            "href": page.href(entity.address),
            "section": section_name(site, page, entity.section),
            "section_href": page.href(f"{entity.section}/"),
            "count": len(near[entity.iri]),
        }
        for entity in (site.atlas.entities[iri] for iri in most)
    ]


def _settings(site: Site, page: Page) -> Markup:
    """Return what the script must know: where things stand, how sections look, its texts."""
    first = {section: members[0] for section, members in site.atlas.sections().items()}
    settings = {
        "language": page.language,
        "root": page.up(),
        "search": page.href(f"{SEARCH}/"),
        "worker": page.root(f"assets/{SEARCH}/worker.js"),
        "step": network.SHOWN,
        "sections": [
            {
                "key": key,
                "name": section_name(site, page, key).text,
                "one": section_one(site, page, entity),
                "shape": site.looks[key].shape,
                "hue": site.looks[key].hue,
            }
            for key, entity in first.items()
        ],
        "messages": site.texts.source("explore-"),
    }
    return escape.script_json(settings)
