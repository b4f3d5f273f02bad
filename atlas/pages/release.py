"""What changed between states of the graph in, the pages that tell it out."""

from __future__ import annotations

from typing import Any

from atlas.iris import RELEASES, anchor
from atlas.model import Ref, Text
from atlas.pages.answer import answers
from atlas.pages.page import Page, Site
from atlas.releases import Notes, address, counted, feed_path, patch_paths
from atlas.shapes import Words


def releases(site: Site) -> str:
    """Return the list of releases, and of what is to come."""
    page = site.page(f"{RELEASES}/")
    notes = site.shell.past.notes
    return site.render(
        "releases.md.j2",
        page,
        page.say("releases"),
        meta={"description": page.say("releases-lead")},
        crumbs=site.crumbs(page),
        rows=[_release_row(page, note) for note in notes],
        feed=page.root(feed_path(page.language)) if any(n.release for n in notes) else "",
    )


def _release_row(page: Page, note: Notes) -> dict[str, Any]:
    return {
        "href": page.href(address(note.name)),
        "title": _release_title(page, note),
        "date": page.texts.date(note.release.date) if note.release else "",
        "counts": counted(note, page.texts),
        "files": _patches(page, note),
    }


def _release_title(page: Page, note: Notes) -> str:
    return page.say("release-title", name=note.name) if note.release else page.say("release-next")


def _patches(page: Page, note: Notes) -> list[dict[str, str]]:
    if note.release is None:
        return []
    added, removed = patch_paths(note)
    return [
        {"href": page.root(added), "text": page.say("release-added", count=len(note.added))},
        {"href": page.root(removed), "text": page.say("release-removed", count=len(note.removed))},
    ]


def release(site: Site, note: Notes) -> str:
    """Return what changed with one release, entity by entity."""
    page = site.page(address(note.name))
    title = _release_title(page, note)
    refs = answers(site.atlas)

    def ref(iri: str) -> Ref:
        label = note.labels.get(iri) or {"": site.atlas.iris.short(iri)}
        return refs.get(iri) or Ref(iri, label, None)

    def value(found: Text | str) -> dict[str, Any]:
        if isinstance(found, Text):
            return {"text": page.literal(found), "to": None}
        return {"text": page.words(ref(found).label), "to": page.link(ref(found))}

    comparison = note.comparison
    return site.render(
        "release.md.j2",
        page,
        title,
        meta={"description": counted(note, page.texts)},
        crumbs=site.crumbs(page, (page.say("releases"), f"{RELEASES}/")),
        row=_release_row(page, note),
        note=note,
        added=[] if note.is_first else [ref(iri) for iri in comparison.added],
        removed=[ref(iri) for iri in comparison.removed],
        changed=[
            {
                "ref": ref(iri),
                "key": anchor(site.atlas.iris.short(iri).replace("/", "-")),
                "differences": [
                    {
                        "part": ref(d.subject) if d.subject != iri else None,
                        "name": page.words(_name_of(site, d.predicate)),
                        "before": [value(term) for term in d.before],
                        "after": [value(term) for term in d.after],
                    }
                    for d in differences
                ],
            }
            for iri, differences in comparison.changed.items()
        ],
    )


def _name_of(site: Site, predicate: str) -> Words:
    known = site.atlas.specs.predicates.get(predicate)
    return known.name if known and known.name else {"": site.atlas.iris.short(predicate)}
