"""The sources in, how much of each is encoded and what rests on it out."""

from __future__ import annotations

from typing import Any

from atlas import browse
from atlas.iris import Iris
from atlas.model import SOURCE, PartTable
from atlas.pages.page import Page, Site


def coverage(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return, for each source, how many of its paragraphs are encoded and what rests on them."""
    iris, specs = site.atlas.iris, site.atlas.specs
    figure = specs.classes.get(iris.term("Figure"))
    rows = []
    for entity in site.atlas.entities.values():
        kind = browse.kind_of(site.atlas, entity)
        if kind is None or kind.iri != iris.term("DocumentKind-source"):
            continue
        tables = [table for section in entity.sections for table in section.tables]
        paragraphs = [
            part for table in tables if _is(table, iris, "Paragraph") for part in table.parts
        ]
        cites = [
            [ref for group in part.backlinks if group.predicate == SOURCE for ref in group.refs]
            for part in paragraphs
        ]
        refs = {ref for cited in cites for ref in cited}
        rows.append(
            {
                "href": page.href(entity.address),
                "label": page.words(entity.label),
                "paragraphs": len(paragraphs),
                "cited": sum(1 for cited in cites if cited),
                "left_out": sum(iris.term("leftOut") in part.rows for part in paragraphs),
                "entities": len({iris.owner(ref.iri) for ref in refs}),
                "figures": sum(figure is not None and ref.kind == figure.label for ref in refs),
            }
        )
    return rows


def _is(table: PartTable, iris: Iris, name: str) -> bool:
    return table.spec is not None and table.spec.iri == iris.term(name)
