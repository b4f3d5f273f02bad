"""Entities and the model in, what the script of the query page must know of them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from atlas import escape, queries
from atlas.i18n import Catalogue
from atlas.iris import QUERY, anchor
from atlas.model import Atlas
from atlas.pages.page import Page, Site
from atlas.shapes import Words

_SECONDS = 30
"""How long a query may run."""

_DUMPS = ("data/atlas.nt.gz", "data/atlas.nt")
"""Where the graph stands, the smaller file first; the script takes the first it can read."""


def _asked(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return the questions without their answers."""
    return [
        {
            "name": anchor(question.name),
            "words": page.words(question.words),
            "query": f"{question.query}\n",
        }
        for question in site.shell.questions
    ]


def query_block(site: Site, page: Page, blocks: Any) -> str:
    """Return the query page's block, with all that its script must know."""
    asked = _asked(site, page)
    assets = page.root(f"assets/{QUERY}/")
    known = settings(site.atlas, site.shell.prefixes, site.texts)
    told = known | {
        "root": page.up(),
        "dump": [page.root(path) for path in known["dump"]],
        "worker": f"{assets}worker.js",
        "wasm": f"{assets}oxigraph.wasm",
        "questions": [{key: item[key] for key in ("name", "query")} for item in asked],
        "first": queries.classes(site.atlas.iris).lstrip(),
    }
    address = site.address(page, page.language)
    return str(blocks.query(asked, assets, escape.script_json(told), address))


def settings(atlas: Atlas, prefixes: Mapping[str, str], texts: Catalogue) -> dict[str, Any]:
    """Return what does not depend on where the page stands, as values for JSON.

    ``pages`` are the addresses that do not follow from their IRI by the rule ``<base>x`` -> ``x/``;
    ``dump`` and ``assets`` are paths from the root of the site.
    """
    iris = atlas.iris
    usual = {iri: f"{iri.removeprefix(iris.base)}/" for iri in atlas.entities}
    return {
        "language": texts.language,
        "base": iris.base,
        "pages": {
            iri: entity.address
            for iri, entity in atlas.entities.items()
            if entity.address != usual[iri]
        },
        "prefixes": dict(prefixes),
        "terms": [
            {
                "iri": iri,
                "name": name,
                "label": texts.pick(label),
                "definition": texts.pick(definition),
                "kind": kind,
            }
            for iri, label, definition, kind in _terms(atlas)
            if (name := _shortened(iri, prefixes))
        ],
        "messages": texts.source("query-", "yes", "no"),
        "seconds": _SECONDS,
        "dump": list(_DUMPS),
    }


def _terms(atlas: Atlas) -> Iterator[tuple[str, Words, Words, str]]:
    """Yield the terms of the model that a query may name: IRI, label, definition, what it is."""
    specs = atlas.specs
    for spec in (*specs.entity_classes, *specs.part_classes):
        yield spec.iri, spec.label, spec.definition, "class"
    for predicate in specs.predicates.values():
        yield predicate.iri, predicate.name, predicate.definition, "property"
    for concept in specs.concepts.values():
        yield concept.iri, concept.label, concept.definition, "constant"


def _shortened(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return ``iri`` with the longest prefix that leaves a plain name, or the empty string."""
    names = [
        (len(namespace), f"{prefix}:{rest}")
        for prefix, namespace in prefixes.items()
        if iri.startswith(namespace)
        and (rest := iri.removeprefix(namespace)).replace("-", "").isalnum()
    ]
    return max(names)[1] if names else ""
