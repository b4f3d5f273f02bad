"""The books that were made with the site in, links to them with their sizes out."""

from __future__ import annotations

from typing import Any

from jinja2.filters import do_filesizeformat

from atlas import book
from atlas.i18n import LANGUAGES
from atlas.pages.page import Page, Shown, Site


def printed(site: Site, page: Page, name: str, language: str = "") -> dict[str, str]:
    """Return where a book is and how large, in the page's language or another; else nothing."""
    path = book.path(name, language or page.language)
    size = site.downloads.sizes.get(path)
    return {"href": page.root(path), "size": do_filesizeformat(size)} if size else {}


def printed_books(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return the books of the site, the whole first, each with its file in every language."""
    titles = {book.WHOLE: Shown(page.say("book-whole"))}
    titles |= {name: page.words(site.section_label(name)) for name in site.atlas.sections()}
    rows: list[dict[str, Any]] = [
        {"title": title, "files": {tag: printed(site, page, name, tag) for tag in LANGUAGES}}
        for name, title in titles.items()
    ]
    return [row for row in rows if any(row["files"].values())]
