"""Dated items in, the timeline and the strips of entities' pages out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from atlas import escape, lettering, places, timeline
from atlas.iris import TIMELINE
from atlas.model import Entity, Text
from atlas.pages.page import Page, Shown, Site, environment
from atlas.shapes import Words

# The drawing, in pixels. The script lays it out anew by the same numbers.
_YEAR = 120
"""How long a year is at first."""

_ROW = 24
"""How high a row is: as high as the smallest target that WCAG 2.2 allows (2.5.8)."""

_DOT = 12
"""How long the shortest mark is."""

_BAR = 24
"""From how long on a mark is a bar, with its label above it, not beside it."""

_GAP = 5
"""Between a dot and its label; twice that is between two marks."""

_LETTERS = 12
"""The height of the letters; as in ``docs/assets/timeline.css``."""

_LONGEST = 19.0
"""How long a label may be, in heights of its letters."""

_LABELLED = 60
"""How long a year must be for labels to have room."""

_TALLEST = 44
"""The height of the column of the year with most items."""

_ROWS = 10
"""How many rows of a strip stand open."""

_MOST = 40
"""With how many items a strip tells of one entity; more are a survey, which the timeline is."""


def timeline_block(site: Site, page: Page) -> str:
    """Return the timeline's block: what is drawn, the same as a list, what its script must know."""
    atlas = site.atlas
    items = timeline.of(atlas)
    numbers = {item: i for i, item in enumerate(items)}
    entries = list({item.entity.iri: item.entity for item in items}.values())
    filters = places.filters(atlas, entries)
    years = timeline.years(items)
    lanes = [
        _lane(site, page, section, [i for i in items if i.entity.section == section], years)
        for section in filters.sections
    ]
    marks = [mark for lane in lanes for mark in lane["marks"]]
    block: Any = environment().get_template("timeline.j2").make_module({"page": page})
    return str(
        block.whole(
            lanes,
            _columns(page, items, years),
            {"year": _YEAR, "row": _ROW, "years": years},
            [
                {"year": year, "items": [_listed(page, item, numbers[item]) for item in found]}
                for year, found in groupby(items, key=lambda item: item.begin.year)
            ],
            [(name, page.words(site.section_label(name)).text) for name in filters.sections],
            [(theme.slug, page.words(theme.label).text) for theme in filters.themes],
            {
                "data": page.root("assets/timeline.js"),
                "style": page.href("assets/timeline.css"),
                "query": page.query(timeline.query(atlas, page.language)),
                "count": len(items),
            },
            escape.script_json(
                {
                    "year": _YEAR,
                    "row": _ROW,
                    "dot": _DOT,
                    "bar": _BAR,
                    "gap": _GAP,
                    "labelled": _LABELLED,
                    "first": years.start,
                    "last": years.stop,
                    "items": [filters.of(item.entity) for item in items],
                    "marks": [
                        [
                            round(mark["begin"], 4),
                            round(mark["end"], 4),
                            mark["length"],
                            [numbers[item] for item in mark["items"]],
                        ]
                        for mark in marks
                    ],
                }
            ),
        )
    )


def _lane(
    site: Site, page: Page, section: str, items: Sequence[timeline.Item], years: range
) -> dict[str, Any]:
    """Return the marks of one section, placed."""
    title = page.words(site.section_label(section))

    def label(group: tuple[timeline.Item, ...]) -> Shown:
        if len(group) > 1:
            count = page.number(len(group))
            return Shown(page.say("timeline-together", section=title.text, count=count))
        return page.words(group[0].label)

    def short(group: tuple[timeline.Item, ...]) -> Shown:
        if len(group) > 1:
            return label(group)
        shown = page.words(_cited(site, group[0]) or group[0].label)
        return replace(shown, text="".join(lettering.fitted(shown.text, _LONGEST, 1)))

    def length(group: tuple[timeline.Item, ...]) -> int:
        return round(lettering.length(short(group).text) * _LETTERS)

    def room(mark: timeline.Mark) -> float:
        """As in the script."""
        width = max((mark.end - mark.begin) * _YEAR, _DOT)
        text = length(mark.items)
        needed = max(width, text) if width >= _BAR else width + _GAP + text
        return (needed + 2 * _GAP) / _YEAR

    marks = timeline.packed(timeline.together(items), room)
    return {
        "section": section,
        "title": title,
        "href": page.href(f"{section}/"),
        "rows": max(mark.row for mark in marks) + 1,
        "marks": [
            {
                **_drawn(mark, years.start, length(mark.items)),
                "items": mark.items,
                "begin": mark.begin,
                "end": mark.end,
                "length": length(mark.items),
                "short": short(mark.items),
                "title": page.say(
                    "timeline-mark",
                    date=when(page, mark.items[0]),
                    label=label(mark.items).text,
                ),
                "href": page.href(mark.items[0].address)
                if len(mark.items) == 1
                else f"#y{mark.items[0].begin.year}",
                "is_vague": not mark.items[0].is_span and mark.items[0].exact[0] == "year",
            }
            for mark in marks
        ],
    }


def _drawn(mark: timeline.Mark, first: int, length: int) -> dict[str, Any]:
    """Return where a mark and its label stand, in pixels; as in the script."""
    x = (mark.begin - first) * _YEAR
    width = max((mark.end - mark.begin) * _YEAR, _DOT)
    y = mark.row * _ROW
    is_bar = width >= _BAR
    hit = max(width, length) if is_bar else width + _GAP + length
    return {
        "x": round(x, 1),
        "y": y,
        "width": round(width, 1),
        "hit": round(hit, 1),
        "is_bar": is_bar,
        "text": round(x if is_bar else x + width + _GAP, 1),
    }


def _cited(site: Site, item: timeline.Item) -> Words:
    """Return how an entity is cited in short, such as by its number; nothing for most."""
    values = item.entity.values(site.atlas.iris.term("citeAs")) if item.part is None else ()
    return {value.language: value.value for value in values if isinstance(value, Text)}


def _columns(page: Page, items: Sequence[timeline.Item], years: range) -> dict[str, Any]:
    """Return how many items begin in each year, as columns of one drawing as wide as its page."""
    counts = Counter(item.begin.year for item in items)
    most = max(counts.values(), default=1)
    share = 100 / max(len(years), 1)
    return {
        "height": _TALLEST,
        "columns": [
            {
                "x": round((year - years.start) * share, 3),
                "width": round(share * 0.8, 3),
                "height": max(round(count / most * _TALLEST), 2),
                "title": page.say("timeline-column", year=str(year), count=page.number(count)),
            }
            for year, count in sorted(counts.items())
        ],
        "decades": [
            {"year": year, "x": round((year - years.start) * share, 3)}
            for year in years
            if year % 10 == 0 and year < years.stop - 2
        ],
        "alt": _told(page, items, counts),
    }


def _told(page: Page, items: Sequence[timeline.Item], counts: Counter[int]) -> str:
    """Return in words what the columns show."""
    if not items:
        return ""
    ((year, count),) = counts.most_common(1)
    return page.say(
        "timeline-alt",
        count=len(items),
        first=str(min(counts)),
        last=str(max(item.end.year for item in items)),
        year=str(year),
        most=page.number(count),
    )


def when(page: Page, item: timeline.Item) -> str:
    """Return the date of an item in words."""
    first = page.texts.date(item.first.value)
    if not item.is_span:
        return first
    return page.say("browse-span", **{"from": first, "to": page.texts.date(item.last.value)})


def _listed(page: Page, item: timeline.Item, number: int) -> dict[str, Any]:
    """Return an item as the list tells it; ``number`` is its place among all."""
    spec = item.entity.spec
    return {
        "number": number,
        "when": when(page, item),
        "date": "" if item.is_span else item.first.value,
        "label": page.words(item.label),
        "href": page.href(item.address),
        "section": item.entity.section,
        "kind": page.words(spec.label) if spec else None,
        "name": page.words(item.name) if item.name else None,
        "owner": _place(page, item.entity) if item.part else None,
        "session": _place(page, item.session) if item.session else None,
        "is_itself": False,
    }


def _place(page: Page, entity: Entity) -> dict[str, Any]:
    return {"label": page.words(entity.label), "href": page.href(entity.address)}


# One entity


def strip(site: Site, page: Page, entity: Entity) -> dict[str, Any]:
    """Return the strip of an entity's page: its dates, and those of what it is linked with.

    Nothing where they are not two at least, or more than tell of one entity.
    """
    found = timeline.around(site.atlas, entity)
    if len(found) > _MOST:
        found = [item for item in found if item.entity is entity]
    if len({(item.begin, item.end) for item in found}) < 2:
        return {}
    first = int(timeline.position(found[0].begin))
    last = max(item.end.year for item in found) + 1
    own = next((item for item in found if item.entity is entity), found[0])
    year = own.begin.year
    return {
        "first": first,
        "last": last - 1,
        "open": _ROWS,
        "rows": [
            _listed(page, item, 0)
            | {
                "is_own": item.entity is entity,
                "is_itself": item.entity is entity and item.part is None,
                "is_span": item.is_span,
                "begin": _share(timeline.position(item.begin), first, last),
                "end": _share(timeline.close(item.end), first, last),
            }
            for item in found
        ],
        "year": year,
        "href": page.href(f"{TIMELINE}/#y{year}") if site.has_written(TIMELINE) else "",
    }


def _share(at: float, first: int, last: int) -> float:
    """Return which part of the line lies before a point, in per cent."""
    return round(100 * (at - first) / (last - first), 1)
