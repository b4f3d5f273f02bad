"""A related entity in, a link to it with its reason in words out."""

from __future__ import annotations

from typing import Any

from atlas.pages.page import Page, Site
from atlas.related import Related

_NAMED = 2
"""How many of the things that two entities share are named; the rest is counted."""


def see_also(site: Site, page: Page, related: Related) -> dict[str, Any]:
    """Return where a related entity is, and what it shares with the one on the page."""
    names = [page.words(site.short(thing)).text for thing in related.shared]
    things = page.say("comma").join(names[:_NAMED])
    if len(names) > _NAMED:
        more = len(names) - _NAMED
        things = page.say("see-also-more", things=things, count=more, total=len(names))
    return {
        "href": page.href(related.entity.address),
        "label": page.words(related.entity.label),
        "reason": page.say("see-also-shared", things=things),
    }
