"""An entity in, the paragraphs that its page cites out, each once, with what it says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from atlas.model import SOURCE, Entity, Ref, Row, Text, natural
from atlas.pages.page import Page, Shown, Site

AT_ONCE = 12
"""How many paragraphs are shown before the rest is folded."""


def cited(site: Site, page: Page, entity: Entity) -> dict[str, Any]:
    """Return the cited paragraphs of other documents, by document; nothing where there are none.

    A document's own paragraphs stand on its page already.
    """
    owner = site.atlas.iris.owner
    refs = {ref.iri: ref for ref in _refs(entity) if ref.address and owner(ref.iri) != entity.iri}
    documents: dict[str, list[Ref]] = {}
    for iri in sorted(refs, key=natural):
        documents.setdefault(owner(iri), []).append(refs[iri])
    shown, left = [], AT_ONCE
    for iri, paragraphs in documents.items():
        shown.append(_document(site, page, iri, paragraphs, max(0, left)))
        left -= len(paragraphs)
    return {"documents": shown} if shown else {}


def _refs(entity: Entity) -> Iterator[Ref]:
    """Yield what the page of an entity cites: for its summary, for its facts, for its parts."""
    yield from entity.lead_citations
    for section in entity.sections:
        yield from _of_rows(section.rows)
        for table in section.tables:
            for part in table.parts:
                yield from _of_rows(part.rows.values())


def _of_rows(rows: Iterable[Row]) -> Iterator[Ref]:
    for row in rows:
        for fact in row.facts:
            yield from fact.citations
            if row.predicate == SOURCE and isinstance(fact.value, Ref):
                yield fact.value


def _document(
    site: Site, page: Page, iri: str, paragraphs: list[Ref], at_once: int
) -> dict[str, Any]:
    """Return a document with its cited paragraphs, the first ``at_once`` of them apart."""
    whole = site.atlas.entities[iri]
    short = page.words(paragraphs[0].owner or whole.label)
    title = page.words(whole.label)
    items = [
        {
            "href": page.href(ref.address or ""),
            "name": page.words(ref.label),
            # A citation of a whole document has no paragraph to name.
            "text": page.words(ref.own or ref.label),
            "gist": _gist(page, site.gists.get(ref.iri, ())),
        }
        for ref in paragraphs
    ]
    return {
        "href": page.href(whole.address),
        "short": short,
        "title": title if title != short else None,
        "first": items[:at_once],
        "rest": items[at_once:],
    }


def _gist(page: Page, texts: Iterable[Text]) -> Shown | None:
    """Return what a paragraph says, in the page's language or, failing that, in another."""
    shown = page.words({text.language: text.value for text in texts})
    return shown if shown.text else None
