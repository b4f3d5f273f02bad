"""Entities and hand-written pages in, Markdown pages out, as (path, text).

Pure: it reads nothing but its templates, and needs no RDF library.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from atlas import related, threads
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import ONTOLOGY, RELEASES, SEARCH, THREADS, thread_address
from atlas.model import Atlas
from atlas.pages.entity import entity_page
from atlas.pages.index import indexes
from atlas.pages.ontology import ontology_page
from atlas.pages.page import Downloads, Shell, Site
from atlas.pages.release import release, releases
from atlas.pages.search import search_page
from atlas.pages.thread import thread_page, threads_index
from atlas.pages.written import default_home, written_page
from atlas.releases import address


def render(
    atlas: Atlas, shell: Shell, jsonld: Mapping[str, Any], downloads: Downloads | None = None
) -> Iterator[tuple[str, str]]:
    """Yield every page of the site as (path, text), the path below the folder of pages.

    Args:
        atlas: the entities.
        shell: the site around them.
        jsonld: what each entity's page says to search engines, by IRI.
        downloads: the data files beside the pages.
    """
    told, near = threads.of(atlas), related.of(atlas)
    for language in LANGUAGES:
        site = Site(atlas, shell, catalogue(language), downloads or Downloads(), told, near)
        for entity in atlas.entities.values():
            yield f"{language}/{entity.address.rstrip('/')}.md", entity_page(site, entity, jsonld)
        for section, entities in atlas.sections().items():
            for path, text in indexes(site, section, entities):
                yield f"{language}/{path}", text
        if told:
            yield f"{language}/{THREADS}/index.md", threads_index(site)
        for thread in told.values():
            path = thread_address(thread.entity.address).rstrip("/")
            yield f"{language}/{path}.md", thread_page(site, thread)
        yield f"{language}/{SEARCH}.md", search_page(site)
        if atlas.specs.classes:
            yield f"{language}/{ONTOLOGY}.md", ontology_page(site)
        if shell.past.is_known:
            yield f"{language}/{RELEASES}/index.md", releases(site)
            for note in shell.past.notes:
                yield f"{language}/{address(note.name).rstrip('/')}.md", release(site, note)
        written = shell.written.get(language, {})
        for path, body in {"index.md": default_home(site), **written}.items():
            yield f"{language}/{path}", written_page(site, path, body)
