"""The last change of each entity in, the days with most recent ones out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby, islice
from operator import itemgetter
from typing import Any

from atlas.history import Change
from atlas.model import Entity
from atlas.pages.page import Page, Site

LATEST = 8
"""How many entities the home page names."""

MOST = 50
"""How many entities the page of recent changes names."""


def recent(site: Site, page: Page, most: int) -> list[dict[str, Any]]:
    """Return the ``most`` entities that changed last, by day; nothing where no day is known."""
    changes = site.shell.past.changes
    commits: dict[Change, list[Entity]] = {change: [] for change in changes.values()}
    for entities in site.atlas.sections().values():
        for entity in entities:
            if entity.file in changes:
                commits[changes[entity.file]].append(entity)
    # The history tells the newest commit first; sorting keeps that order within a day.
    newest = sorted(commits, key=lambda change: change.date, reverse=True)
    latest = ((change.date, entity) for change in newest for entity in _in_turn(commits[change]))
    days = groupby(islice(latest, most), key=itemgetter(0))
    return [
        {
            "date": date,
            "text": page.texts.date(date),
            "entries": [_entry(page, entity) for _, entity in listed],
        }
        for date, listed in days
    ]


def _in_turn(entities: Sequence[Entity]) -> list[Entity]:
    """Return the entities of one commit: a large one is to show something of every section."""
    counted: Counter[str] = Counter()
    ranks = []
    for entity in entities:
        ranks.append(counted[entity.section])
        counted[entity.section] += 1
    return [entity for _, entity in sorted(zip(ranks, entities, strict=True), key=itemgetter(0))]


def _entry(page: Page, entity: Entity) -> dict[str, Any]:
    return {
        "href": page.href(entity.address),
        "label": page.words(entity.label),
        "kind": page.words(entity.spec.label if entity.spec else {}).text,
    }
