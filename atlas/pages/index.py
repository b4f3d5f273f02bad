"""The entities of a section in, the pages of their list out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from atlas import browse, escape, queries
from atlas.iris import MAP, anchor, list_address
from atlas.model import Entity
from atlas.pages.page import Page, Shown, Site
from atlas.pages.printed import printed
from atlas.shapes import ClassSpec


def indexes(site: Site, section: str, entities: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Yield the pages of a section's list as (path below the language, text)."""
    groups = browse.groups(site.atlas, entities, site.texts)
    pages = browse.pages(groups)
    for number in range(1, len(pages) + 1):
        address = list_address(section, number)
        path = f"{address}index.md" if number == 1 else f"{address.rstrip('/')}.md"
        yield path, _index(site, section, groups, pages, number)


def _index(
    site: Site,
    section: str,
    groups: Sequence[browse.Group],
    pages: Sequence[Sequence[browse.Group]],
    number: int,
) -> str:
    page = site.page(list_address(section, number))
    spec = site.atlas.specs.of_section(section)
    name = page.words(site.section_label(section)).text
    title = name if number == 1 else page.say("browse-title", title=name, number=number)
    hrefs = [page.href(list_address(section, n)) for n in range(1, len(pages) + 1)]
    previous = hrefs[number - 2] if number > 1 else ""
    following = hrefs[number] if number < len(pages) else ""
    trail = [(name, f"{section}/")] if number > 1 else []
    meta = {
        "description": page.words(spec.definition).text if spec else "",
        # The kinds are listed on the page itself, with their counts.
        "hide": ["toc"],
        "search": {"exclude": number > 1},
        "atlas": {"prev": previous, "next": following},
    }
    return site.render(
        "index.md.j2",
        page,
        # The script shows other pages of the list below the same heading.
        name,
        front_matter=site.front_matter(page, title, meta),
        crumbs=site.crumbs(page, *trail),
        section=section,
        count=sum(len(group.entities) for group in groups),
        definition=page.words(spec.definition if spec else {}),
        query=page.query(queries.members(site.atlas.iris, spec.iri, page.language)) if spec else "",
        map=page.href(f"{MAP}/") if _has_map(site, spec) else "",
        book=printed(site, page, section),
        list=page.root(browse.path(section, page.language)),
        assets=page.href("assets/"),
        kinds=_kinds_listed(site, page, groups, hrefs, number),
        groups=[
            _group(site, page, group) | {"entries": [_entry(page, e) for e in group.entities]}
            for group in pages[number - 1]
        ],
        pages=hrefs,
        number=number,
        previous=previous,
        next=following,
    )


def _kinds_listed(
    site: Site, page: Page, groups: Sequence[browse.Group], hrefs: Sequence[str], number: int
) -> list[dict[str, Any]]:
    """Return the kinds of a list with their counts, each linked to where it begins."""
    kinds = []
    before = 0
    for group in groups:
        shown = _group(site, page, group)
        begins = before // browse.PAGE_SIZE
        href = "" if begins == number - 1 else hrefs[begins]
        if shown["title"].text:
            count = len(group.entities)
            kinds.append(shown | {"count": count, "href": f"{href}#kind-{shown['key']}"})
        before += len(group.entities)
    return kinds


def _group(site: Site, page: Page, group: browse.Group) -> dict[str, Any]:
    kind = group.kind
    return {
        "title": page.words(kind.label) if kind else Shown(""),
        "key": anchor(site.atlas.iris.member(kind.iri) or kind.iri) if kind else "",
    }


def _has_map(site: Site, spec: ClassSpec | None) -> bool:
    return spec is not None and spec.iri == site.atlas.iris.term("Place") and site.has_written(MAP)


def _entry(page: Page, entity: Entity) -> dict[str, Any]:
    lead = page.words(entity.summary)
    plain = Shown(escape.plain(lead.text), lead.language)
    return {"href": page.href(entity.address), "label": page.words(entity.label), "lead": plain}
