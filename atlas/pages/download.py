"""The data files of the site in, lists of them out."""

from __future__ import annotations

from typing import Any

from atlas.pages.page import Page, Shown, Site

DUMPS = ("data/atlas.",)

MODEL = ("data/ontology.ttl", "data/shapes.ttl", "data/concepts.ttl")


TABLES = ("data/csv/",)

DESCRIPTIONS = ("data/catalog.ttl", ".well-known/void", "data/SHA256SUMS")


def downloads(site: Site, page: Page, beginnings: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return the files whose path begins so; an archive and metadata stand beside their file."""
    sizes = site.downloads.sizes
    beside = (".gz", "-metadata.json")
    return [
        {
            "holds": _holds(site, page, path),
            "files": [
                {
                    "href": page.root(path + ending),
                    "name": page.say("download-metadata")
                    if ending.endswith("json")
                    else ending or path.rsplit("/", 1)[-1],
                    "size": sizes[path + ending],
                }
                for ending in ("", *beside)
                if path + ending in sizes
            ],
        }
        for path in sizes
        if path.startswith(beginnings) and not path.endswith(beside)
    ]


def _holds(site: Site, page: Page, path: str) -> Shown:
    """Return what a data file holds: a table the members of its class, others what we say."""
    name, _, suffix = path.rsplit("/", 1)[-1].lower().partition(".")
    if path.startswith(TABLES):
        specs = site.atlas.specs.classes.values()
        return next(page.words(spec.plural) for spec in specs if spec.table == name)
    return Shown(page.say(f"holds-{suffix.replace('.', '-') if name == 'atlas' else name}"))
