"""An entity in, the drawing of its neighbourhood out."""

from __future__ import annotations

from typing import Any

from atlas import neighbourhood, network
from atlas.iris import EXPLORE
from atlas.model import Entity
from atlas.pages.page import Page, Shown, Site


def neighbourhood_of(site: Site, page: Page, entity: Entity) -> dict[str, Any]:
    """Return what the drawing of an entity's neighbourhood shows; nothing where there is little."""
    atlas = site.atlas
    near = site.network.of(entity.iri)
    if len(near) < neighbourhood.LEAST:
        return {}
    shown = near[: network.SHOWN]
    items, told = [], {}
    for neighbour in shown:
        other = atlas.entities[neighbour.iri]
        kind = neighbour.kinds[0]
        name, inverse = network.names(atlas, kind.property, site.texts)
        words = page.words(other.label)
        one = section_one(site, page, other)
        told[other.iri] = {
            "href": page.href(other.address),
            "words": words,
            "title": page.say("network-entry", name=words.text, kind=one),
            "section": other.section,
        }
        item = neighbourhood.Item(other.iri, words.text, name if kind.is_own else inverse)
        items.append(item)
    present = {entity.section, *(other["section"] for other in told.values())}
    key = [(s, section_name(site, page, s).text) for s in atlas.sections() if s in present]
    title = page.words(entity.label)
    address = entity.address.rstrip("/")
    return {
        "drawing": neighbourhood.draw(title.text, items, key),
        "width": neighbourhood.WIDTH,
        "name": title,
        "section": entity.section,
        "looks": site.looks,
        "told": told,
        "shown": len(shown),
        "all": len(near),
        "explorer": page.href(f"{EXPLORE}/?at={address}") if site.has_written(EXPLORE) else "",
    }


def section_name(site: Site, page: Page, section: str) -> Shown:
    """Return what a section is called."""
    return page.words(site.section_label(section))


def section_one(site: Site, page: Page, entity: Entity) -> str:
    """Return what one entity of a section is called: its class, or else its section."""
    one = page.words(entity.spec.label).text if entity.spec else ""
    return one or section_name(site, page, entity.section).text
