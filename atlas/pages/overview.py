"""The entities in, what the home page counts and links to out."""

from __future__ import annotations

from typing import Any

from atlas.model import Atlas, Ref
from atlas.pages.page import Page, Site


def cards(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return the sections, each with what it holds and how many."""
    cards = []
    for section, entities in site.atlas.sections().items():
        spec = site.atlas.specs.of_section(section)
        cards.append(
            {
                "key": section,
                "href": page.href(f"{section}/"),
                "count": len(entities),
                "label": page.words(site.section_label(section)),
                "definition": page.words(spec.definition if spec else {}),
            }
        )
    return cards


def counts(atlas: Atlas) -> dict[str, int]:
    """Return how many entities, statements and parts the graph has."""
    tables = [t for e in atlas.entities.values() for s in e.sections for t in s.tables]
    return {
        "entities": len(atlas.entities),
        "triples": atlas.triples,
        "parts": sum(len(table.parts) for table in tables),
    }


def countries(atlas: Atlas) -> list[Ref]:
    """Return links to the countries of the graph, by address."""
    groups = atlas.terms.get(atlas.iris.term("PlaceKind-country"), ())
    kind = atlas.iris.term("kind")
    return [ref for group in groups if group.predicate == kind for ref in group.refs]
