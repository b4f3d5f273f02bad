"""What lacks a language in, the worklist of a page out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from atlas.i18n import LANGUAGES
from atlas.pages.page import Page, Site
from atlas.translation import Gap, worklist


def translation(site: Site, page: Page) -> dict[str, Any]:
    """Return how many texts each section holds and which of them lack a language."""
    work = worklist(site.atlas)
    return {
        "texts": work.total,
        "missing": work.missing,
        "languages": LANGUAGES if work.missing else (),
        "sections": [
            {
                "key": f"section-{section}",
                "title": page.words(site.section_label(section)).text,
                "texts": texts,
                "lacking": {
                    tag: sum(tag in gap.languages for gap in work.gaps.get(section, ()))
                    for tag in LANGUAGES
                },
                "entries": [
                    _entry(site, page, list(gaps))
                    for _, gaps in groupby(work.gaps.get(section, ()), lambda g: g.entity.iri)
                ],
            }
            for section, texts in work.texts.items()
        ],
    }


def _entry(site: Site, page: Page, gaps: list[Gap]) -> dict[str, Any]:
    entity = gaps[0].entity
    return {
        "href": page.href(entity.address),
        "label": page.words(entity.label),
        "edit": f"{site.shell.edit}/{entity.file}" if site.shell.edit and entity.file else "",
        "gaps": [_gap(page, gap) for gap in gaps],
    }


def _gap(page: Page, gap: Gap) -> dict[str, Any]:
    part = gap.part
    label = page.words(part.label or {"": part.anchor}) if part else None
    return {
        "part": {"href": page.href(f"{gap.entity.address}#{part.anchor}"), "label": label}
        if part
        else None,
        "name": page.words(gap.name),
        "lacks": page.say("comma").join(
            page.say("translation-lacks", language=tag) for tag in gap.languages
        ),
    }
