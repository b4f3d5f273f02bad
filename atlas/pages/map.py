"""Places in, the map, its tables and what its script must know out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from atlas import escape, maps, places, queries
from atlas.iris import MAP
from atlas.pages.page import Page, Site, environment

_NAMED = 5
"""How many places the words beside the map name."""

_MAP_LETTERS = 34
"""The height of the letters on the map, in its units; as in ``docs/assets/atlas.css``."""


def map_block(site: Site, page: Page) -> str:
    """Return the map's block: what is drawn, the same as tables, and what its script must know."""
    atlas = site.atlas
    found = list(site.places.values())
    entries = [atlas.entities[iri] for iri in sorted(set().union(*(p.entries for p in found)))]
    filters = places.filters(atlas, entries)
    tables = [
        {
            "name": name,
            "rows": [
                _map_row(site, page, place, filters) for place in found if place.kind in kinds
            ],
            "query": page.query(queries.places(atlas.iris, kinds, page.language)),
        }
        for name, kinds in (("dots", places.DOTS), ("areas", places.AREAS))
    ]
    drawn, most = _drawn(page, found)
    block: Any = environment().get_template("map.j2").make_module({"page": page})
    return str(
        block.world(
            drawn,
            tables,
            [(name, page.words(site.section_label(name)).text) for name in filters.sections],
            [(t.slug, page.words(t.label).text) for t in filters.themes],
            page.root("assets/map.js"),
            escape.script_json(
                {
                    "unit": maps.unit(most),
                    "entries": [filters.of(entry) for entry in entries],
                    "places": {
                        place.entity.slug: [
                            i for i, entry in enumerate(entries) if entry.iri in place.entries
                        ]
                        for place in found
                    },
                }
            ),
        )
    )


def world(site: Site, page: Page) -> dict[str, Any]:
    """Return the map as home shows it: the land as an image, and the symbols."""
    drawn, _ = _drawn(page, list(site.places.values()))
    return drawn | {"land": page.root(maps.IMAGE), "href": page.href(f"{MAP}/")}


def _drawn(page: Page, found: Sequence[places.Place]) -> tuple[dict[str, Any], int]:
    """Return what the map shows, and the highest count on it."""
    dots = [(p, p.point) for p in found if p.kind in places.DOTS and p.point is not None]
    most = max((len(place.entries) for place, _ in dots), default=0)

    def named(place: places.Place) -> dict[str, Any]:
        return {
            "key": place.entity.slug,
            "name": page.words(place.entity.label).text,
            "href": page.href(place.entity.address),
            "kind": place.kind,
            "count": len(place.entries),
        }

    labels = {place.entity.iri: named(place) for place in found if place.kind in places.LABELS}
    texts = [
        maps.Label(place.entity.iri, labels[place.entity.iri]["name"], place.point)
        for place in found
        if place.entity.iri in labels and place.point is not None
    ]
    circles = [(point, maps.radius(len(place.entries), most)) for place, point in dots]
    drawn = {
        "width": maps.WIDTH,
        "height": maps.HEIGHT,
        "land": maps.land(),
        "labels": [
            {**labels[label.key], "point": label.point}
            for label in maps.apart(texts, _MAP_LETTERS, circles)
        ],
        "dots": [
            {**named(place), "point": point, "radius": maps.radius(len(place.entries), most)}
            for place, point in dots
        ],
        "steps": [{"count": n, "radius": maps.radius(n, most)} for n in maps.steps(most)],
        "most": _most(page, [named(place) for place, _ in dots[:_NAMED]]),
    }
    return drawn, most


def _most(page: Page, first: Sequence[Mapping[str, Any]]) -> str:
    """Return the places with most entries in words, for who does not see the map."""
    told = [
        page.say("map-symbol", place=dot["name"], count=page.number(dot["count"])) for dot in first
    ]
    return page.say("map-most", places=page.say("list-separator").join(told)) if told else ""


def _map_row(
    site: Site, page: Page, place: places.Place, filters: places.Filters
) -> dict[str, Any]:
    sections = [site.atlas.entities[iri].section for iri in place.entries]
    return {
        "key": place.entity.slug,
        "label": page.words(place.entity.label),
        "href": page.href(place.entity.address),
        "within": place.entity.refs(site.atlas.iris.term("within")),
        "count": len(place.entries),
        "by": [
            {
                "index": i,
                "label": page.words(site.section_label(name)),
                "count": sections.count(name),
            }
            for i, name in enumerate(filters.sections)
            if name in sections
        ],
    }
