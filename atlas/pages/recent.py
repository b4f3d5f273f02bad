"""The last change of each entity in, the days with most recent ones out."""

from __future__ import annotations

from itertools import groupby, islice
from typing import Any

from atlas.model import Entity
from atlas.pages.page import Page, Site

LATEST = 8
"""How many entities the home page names."""

MOST = 50
"""How many entities the page of recent changes names."""


def recent(site: Site, page: Page, most: int) -> list[dict[str, Any]]:
    """Return the ``most`` entities that changed last, by day; nothing where no day is known."""
    changes = site.shell.past.changes
    known = [e for e in site.atlas.entities.values() if e.file in changes]
    known.sort(key=lambda entity: entity.sort_key)
    known.sort(key=lambda entity: changes[entity.file].date, reverse=True)
    days = groupby(islice(known, most), key=lambda entity: changes[entity.file].date)
    return [
        {
            "date": date,
            "text": page.texts.date(date),
            "entries": [_entry(page, entity) for entity in entities],
        }
        for date, entities in days
    ]


def _entry(page: Page, entity: Entity) -> dict[str, Any]:
    return {
        "href": page.href(entity.address),
        "label": page.words(entity.label),
        "kind": page.words(entity.spec.label if entity.spec else {}).text,
    }
