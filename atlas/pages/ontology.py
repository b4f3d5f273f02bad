"""The model in, its page, term by term, out."""

from __future__ import annotations

from typing import Any

from atlas.iris import ONTOLOGY, anchor
from atlas.pages.page import Page, Shown, Site
from atlas.shapes import ClassSpec, Concept, Field, Predicate, Words


def ontology_page(site: Site) -> str:
    """Return the page of the classes, properties and concepts of the model."""
    page = site.page(f"{ONTOLOGY}/")
    title = page.say("ontology-title")
    specs = site.atlas.specs
    iris = site.atlas.iris
    own = [p for p in specs.predicates.values() if iris.is_term(p.iri)]
    classes = [*specs.entity_classes, *specs.part_classes]
    blocks = [
        ("classes", "classes", [_class_term(site, page, spec) for spec in classes]),
        ("properties", "properties", [_predicate_term(site, page, p) for p in own]),
    ]
    for scheme in sorted(specs.schemes.values(), key=lambda s: s.iri):
        members = [c for c in specs.concepts.values() if c.scheme == scheme.iri]
        members.sort(key=lambda c: (c.order, c.iri))
        name = page.words(scheme.label).text
        blocks.append(
            (
                anchor(iris.fragment(scheme.iri)),
                name,
                [_concept_term(site, page, c) for c in members],
            )
        )
    return site.render(
        "ontology.md.j2",
        page,
        title,
        meta={"description": page.say("ontology-lead")},
        crumbs=site.crumbs(page),
        blocks=[
            {
                "key": key,
                "title": page.say(f"ontology-{name}") if key == name else name,
                "terms": terms,
            }
            for key, name, terms in blocks
        ],
    )


def _term(site: Site, page: Page, iri: str, label: Words, definition: Words) -> dict[str, Any]:
    fragment = site.atlas.iris.fragment(iri)
    return {
        "anchor": anchor(fragment),
        "name": f"atlas:{fragment}",
        "label": page.words(label),
        "definition": page.words(definition),
        "supers": [],
        "inverse": Shown(""),
        "fields": [],
        "members": None,
        "backlinks": (),
    }


def _class_term(site: Site, page: Page, spec: ClassSpec) -> dict[str, Any]:
    count = len(site.atlas.sections().get(spec.section, ())) if spec.section else 0
    return _term(site, page, spec.iri, spec.label, spec.definition) | {
        "supers": [s for s in spec.supers if not site.atlas.iris.is_term(s)],
        "fields": [_field(site, page, f) for f in spec.fields],
        "members": {"href": page.href(f"{spec.section}/"), "count": count} if count else None,
        "backlinks": site.atlas.terms.get(spec.iri, ()) if spec.is_part else (),
    }


def _field(site: Site, page: Page, field: Field) -> dict[str, str]:
    most = "*" if field.maximum is None else str(field.maximum)
    names = []
    for iri in field.classes:
        known = site.atlas.specs.classes.get(iri)
        names.append(page.words(known.label).text if known else iri.rsplit("#", 1)[-1])
    names += [iri.rsplit("#", 1)[-1] for iri in field.datatypes]
    return {
        "name": page.words(field.name).text,
        "property": field.path.removeprefix(site.atlas.iris.term("")).rsplit("/", 1)[-1],
        "count": f"{field.minimum}–{most}",
        "allowed": page.say("comma").join(dict.fromkeys(names)),
        "help": page.words(field.help).text,
    }


def _predicate_term(site: Site, page: Page, predicate: Predicate) -> dict[str, Any]:
    return _term(site, page, predicate.iri, predicate.name, predicate.definition) | {
        "supers": predicate.supers,
        "inverse": page.words(predicate.inverse),
        "backlinks": site.atlas.terms.get(predicate.iri, ()),
    }


def _concept_term(site: Site, page: Page, concept: Concept) -> dict[str, Any]:
    return _term(site, page, concept.iri, concept.label, concept.definition) | {
        "backlinks": site.atlas.terms.get(concept.iri, ()),
    }
