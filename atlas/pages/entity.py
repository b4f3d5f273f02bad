"""An entity in, its page out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from atlas import escape, exports, maps, places, queries
from atlas.iris import MAP, thread_address
from atlas.model import Entity, PartTable, Ref, Section
from atlas.pages.cited import cited
from atlas.pages.network import neighbourhood_of
from atlas.pages.page import Page, Shown, Site
from atlas.pages.related import see_also
from atlas.pages.thread import lengths
from atlas.pages.timeline import strip

FORMATS = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
)
"""The data files of every entity: suffix and media type."""

DESCRIPTION_LENGTH = 200


_SHORT_COMMIT = 7


def entity_page(site: Site, entity: Entity, jsonld: Mapping[str, Any]) -> str:
    """Return an entity's page; ``jsonld`` is what each says to search engines, by IRI."""
    page = site.page(entity.address)
    label = page.words(entity.label)
    title = label.text
    lead = page.words(entity.summary)
    section = page.words(site.section_label(entity.section)).text
    section_address = f"{entity.section}/"
    data = [
        {
            "href": page.root(f"{entity.address.rstrip('/')}.{suffix}"),
            "type": media_type,
            # The ending names the format; what stands before it, a language.
            "text": page.say(f"format-{suffix.rpartition('.')[2]}"),
        }
        for suffix, media_type in (
            *FORMATS,
            *exports.formats(entity, site.atlas.iris, page.language),
        )
    ]
    description = escape.plain(lead.text)[:DESCRIPTION_LENGTH]
    kind = jsonld.get(entity.iri, {}).get("@type", "")
    own = {page.language, ""}
    return site.render(
        "entity.md.j2",
        page,
        title,
        meta={
            "description": description,
            "atlas": {
                "iri": entity.iri,
                "type": f"https://schema.org/{kind}" if kind else "",
                "data": [{k: d[k] for k in ("href", "type")} for d in data],
            },
        },
        crumbs=site.crumbs(page, (section, section_address)),
        entity=entity,
        kinds=_kinds(page, entity),
        others=[
            {"language": tag, "text": text} for tag, text in entity.label.items() if tag not in own
        ],
        lead=lead,
        lead_citations=entity.lead_citations,
        sections=[_section(page, section) for section in entity.sections],
        cited=cited(site, page, entity),
        data=data,
        query=page.query(queries.links_to(site.atlas.iris, entity.iri, page.language)),
        edit=f"{site.shell.edit}/{entity.file}" if site.shell.edit and entity.file else "",
        jsonld=escape.script_json(jsonld[entity.iri]) if entity.iri in jsonld else "",
        changed=_changed(site, page, entity),
        locator=_locator(site, page, entity),
        strip=strip(site, page, entity),
        thread=_thread(site, page, entity),
        related=[see_also(site, page, one) for one in site.related.get(entity.iri, ())],
        near=neighbourhood_of(site, page, entity),
        inner=_inner(site, entity),
    )


def _locator(site: Site, page: Page, entity: Entity) -> dict[str, Any]:
    """Return what the small map of an entity shows; nothing where it has no place on Earth.

    What has no one point, such as a region, is shown by the places in it, or by a ring.
    """
    iris = site.atlas.iris
    point = places.point_of(entity, iris)
    if point is None:
        return {}
    is_area = places.kind_of(entity, iris) in places.AREAS
    return {
        "width": maps.WIDTH,
        "height": maps.HEIGHT,
        "land": page.root(maps.IMAGE),
        "point": point,
        "is_area": is_area,
        "dots": places.inside(site.atlas, entity) if is_area else [],
        "map": page.href(f"{MAP}/") if site.has_written(MAP) else "",
    }


def _inner(site: Site, entity: Entity) -> list[Ref]:
    """Return the entries that name a place within this one, but not this one itself."""
    place = site.places.get(entity.iri)
    found = [site.atlas.entities[iri] for iri in place.inner] if place else []
    return [Ref(e.iri, e.label, e.address) for e in sorted(found, key=lambda e: e.sort_key)]


def _thread(site: Site, page: Page, entity: Entity) -> dict[str, str]:
    """Return where the thread of an entity is told; nothing where there is nothing to tell."""
    thread = site.threads.get(entity.iri)
    if thread is None or not thread.counts:
        return {}
    return {"href": page.href(thread_address(entity.address)), "text": lengths(page, thread)}


def _changed(site: Site, page: Page, entity: Entity) -> dict[str, str]:
    """Return when an entity's facts last changed and by which commit; nothing where unknown."""
    change = site.shell.past.changes.get(entity.file)
    if change is None:
        return {}
    return {
        "text": page.say("last-changed", date=page.texts.date(change.date)),
        "date": change.date,
        "commit": change.commit[:_SHORT_COMMIT],
        "href": f"{site.shell.commits}/{change.commit}" if site.shell.commits else "",
    }


def _kinds(page: Page, entity: Entity) -> list[dict[str, str]]:
    """Return the classes of an entity, each linked to where its other members are listed."""
    kinds = []
    for ref in entity.types:
        known = entity.spec is not None and ref.iri == entity.spec.iri
        to = page.link(ref)
        href = page.href(f"{entity.section}/") if known else (to.href if to else "")
        kinds.append({"text": page.words(ref.label).text, "href": href, "iri": ref.iri})
    return kinds


def _section(page: Page, section: Section) -> dict[str, Any]:
    title = page.words(section.label).text or page.say("facts")
    return {
        "key": section.key,
        "title": title,
        "rows": section.rows,
        "tables": [_table(page, title, table) for table in section.tables],
    }


def _table(page: Page, section_title: str, table: PartTable) -> dict[str, Any]:
    plural = page.words(table.spec.plural) if table.spec else Shown("")
    note = page.say("in-detail", name=plural.text or page.say("facts"), count=len(table.parts))
    return {
        "title": plural if plural.text and plural.text != section_title else None,
        "note": note,
        "spec": table.spec,
        "columns": table.columns,
        "parts": table.parts,
    }
