"""Entities of a section in; the pages of its list, and its filters and rows as JSON, out.

Which fields are filters is said by the shapes (``atlas:facet``); nothing here names one.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from atlas import dates, escape
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import Iris
from atlas.model import Atlas, Entity, Ref, Text, Value
from atlas.shapes import ClassSpec, Facet, Field, Words

PAGE_SIZE = 100
"""Entries a page of a list."""

_COLUMNS = 3
"""Filters that are columns of the table, beside the name; more do not fit a desk's width."""

_YEARS = 12
"""The most years that are offered one by one; more are offered by decade, too."""

_LONGEST = 100
"""The longest period, in years, that is taken to last through every one of them."""

_HAN = "\u3400-\u9fff"
_PIECES = re.compile(rf"\d+|[{_HAN}]+|[^\W\d_{_HAN}]+")

NameKey = tuple[list[tuple[int, int, str]], str]


def name_key(name: str) -> NameKey:
    """Return a key that sorts names as a reader expects: no marks or accents, numbers by value.

    Chinese characters follow Latin letters, by pinyin with its tones, as in
    https://cldr.unicode.org/index/charts (collation ``zh``, type ``pinyin``).
    """
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    key: list[tuple[int, int, str]] = []
    for piece in _PIECES.findall(plain):
        if piece.isdecimal():
            key.append((0, int(piece), ""))
        elif re.match(f"[{_HAN}]", piece):
            key += [(2, 0, syllable) for syllable in _pinyin(piece)]
        else:
            key.append((1, 0, piece))
    return key, name


def _pinyin(text: str) -> list[str]:
    # Its dictionary takes a moment to load, which a graph without Chinese need not spend.
    from pypinyin import Style, lazy_pinyin

    return lazy_pinyin(text, style=Style.TONE3, neutral_tone_with_five=True)


# The list


@dataclass(frozen=True)
class Group:
    """The entities of one kind, or of none, in the order of their names."""

    kind: Ref | None
    entities: tuple[Entity, ...]


def kind_of(atlas: Atlas, entity: Entity) -> Ref | None:
    """Return the kind that an entity is of, if it says one."""
    return next(iter(entity.refs(atlas.iris.term("kind"))), None)


def is_numbered(spec: ClassSpec | None, iris: Iris) -> bool:
    """Say whether the members of a class go by number rather than by name."""
    return spec is not None and spec.field(iris.term("number")) is not None


def by_name(atlas: Atlas, entities: Sequence[Entity], texts: Catalogue) -> list[Entity]:
    """Return the entities of one section by name, or by number where they have one."""
    spec = atlas.specs.of_section(entities[0].section) if entities else None
    if is_numbered(spec, atlas.iris):
        return sorted(entities, key=lambda e: e.sort_key)
    return sorted(entities, key=lambda e: (name_key(texts.pick(e.label)), e.iri))


def groups(atlas: Atlas, entities: Sequence[Entity], texts: Catalogue) -> list[Group]:
    """Return the entities of one section by kind, in the model's order of kinds."""
    kinds: dict[str, Ref | None] = {}
    members: dict[str, list[Entity]] = {}
    for entity in by_name(atlas, entities, texts):
        kind = kind_of(atlas, entity)
        iri = kind.iri if kind else ""
        kinds[iri] = kind
        members.setdefault(iri, []).append(entity)
    concepts = atlas.specs.concepts
    order = sorted(members, key=lambda iri: (concepts[iri].order if iri in concepts else 0, iri))
    return [Group(kinds[iri], tuple(members[iri])) for iri in order]


def pages(found: Sequence[Group], size: int = PAGE_SIZE) -> list[tuple[Group, ...]]:
    """Cut a list into pages of at most ``size`` entities; a group goes on over the edge."""
    flat = [(group, entity) for group in found for entity in group.entities]
    cut = []
    for start in range(0, len(flat), size):
        runs = itertools.groupby(flat[start : start + size], key=lambda pair: pair[0])
        cut.append(tuple(Group(g.kind, tuple(e for _, e in run)) for g, run in runs))
    return cut


# The filters


@dataclass
class _Filter:
    """One filter while it is being made: its values by id, and which each entity has.

    ``up`` holds, by value, those that contain it; ``when`` what the table shows of a period.
    """

    facet: Facet
    fields: tuple[Field, ...]
    names: dict[str, str] = field(default_factory=dict)
    up: dict[str, list[str]] = field(default_factory=dict)
    stated: dict[str, list[str]] = field(default_factory=dict)
    when: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_period(self) -> bool:
        return any(dates.DATATYPES.intersection(f.datatypes) for f in self.fields)

    def name(self) -> Words:
        """Return what the filter is called: as its field where it has one only."""
        return self.fields[0].name if len(self.fields) == 1 else self.facet.label

    def with_larger(self, ids: Iterable[str]) -> set[str]:
        """Return ``ids`` and all values that contain them."""
        found: set[str] = set()
        waiting = list(ids)
        while waiting:
            value = waiting.pop()
            if value not in found:
                found.add(value)
                waiting += self.up.get(value, [])
        return found


def _filters(
    atlas: Atlas, spec: ClassSpec | None, entities: Sequence[Entity], texts: Catalogue
) -> list[_Filter]:
    """Return the filters of a class, in their order, that any of ``entities`` has a value for."""
    fields: dict[Facet, list[Field]] = {}
    for known in spec.fields if spec else ():
        if known.facet:
            fields.setdefault(known.facet, []).append(known)
    made = []
    for facet in sorted(fields, key=lambda f: (f.order, f.iri)):
        # A field that nobody fills in says nothing of what the filter is.
        used = [f for f in fields[facet] if any(e.values(f.path) for e in entities)]
        filter_ = _Filter(facet, tuple(used))
        values = {e.iri: [v for f in used for v in e.values(f.path)] for e in entities}
        fill = _fill_period if filter_.is_period else _fill
        fill(filter_, atlas, values, texts)
        made.append(filter_)
    return [filter_ for filter_ in made if filter_.names]


def _fill(
    filter_: _Filter, atlas: Atlas, values: Mapping[str, list[Value]], texts: Catalogue
) -> None:
    """Fill a filter whose values are links or texts."""
    for iri, found in values.items():
        ids = []
        for value in found:
            if isinstance(value, Ref):
                ids.append(_id(atlas.iris, value.iri))
                _add(filter_, atlas, value, texts)
            elif isinstance(value, Text):
                ids.append(value.value)
                filter_.names[value.value] = value.value
        filter_.stated[iri] = list(dict.fromkeys(ids))
    counts = Counter(i for ids in filter_.stated.values() for i in filter_.with_larger(ids))
    concepts = {_id(atlas.iris, iri): c.order for iri, c in atlas.specs.concepts.items()}
    if not all(i in concepts for i in filter_.names):
        concepts = {}

    def order(value: str) -> tuple[float, int, NameKey]:
        most_first = 0 if concepts else -counts[value]
        return concepts.get(value, 0), most_first, name_key(filter_.names[value])

    filter_.names = {value: filter_.names[value] for value in sorted(filter_.names, key=order)}


def _add(filter_: _Filter, atlas: Atlas, ref: Ref, texts: Catalogue) -> None:
    """Add a value and all that contain it."""
    waiting = [ref]
    while waiting:
        here = waiting.pop()
        value = _id(atlas.iris, here.iri)
        if value in filter_.names:
            continue
        filter_.names[value] = texts.pick(here.label)
        entity = atlas.entities.get(here.iri)
        if entity and filter_.facet.broader:
            larger = entity.refs(filter_.facet.broader)
            filter_.up[value] = [_id(atlas.iris, above.iri) for above in larger]
            waiting += larger


def _id(iris: Iris, iri: str) -> str:
    """Return a value's name in the address of a filtered list: ``places/norway``."""
    return iris.fragment(iri) if iris.is_term(iri) else iris.short(iri)


def _fill_period(
    filter_: _Filter, atlas: Atlas, values: Mapping[str, list[Value]], texts: Catalogue
) -> None:
    """Fill a filter whose values are dates: the years from the first to the last of each entity."""
    for iri, found in values.items():
        stated = sorted(
            (d, v.value) for v in found if isinstance(v, Text) and (d := dates.parts(v))
        )
        if not stated:
            continue
        first, last = stated[0][0][0], stated[-1][0][0]
        lasts = last - first <= _LONGEST
        years = range(first, last + 1) if lasts else (first, last)
        filter_.stated[iri] = [str(year) for year in years]
        shown = list(dict.fromkeys(texts.date(value) for _, value in stated))
        text = shown[0]
        if len(shown) > 1:
            text = texts.text("browse-span", **{"from": shown[0], "to": shown[-1]})
        filter_.when[iri] = (stated[0][1], text)
    known = {int(year) for years in filter_.stated.values() for year in years}
    by_decade = len(known) > _YEARS
    for decade, members in itertools.groupby(sorted(known, reverse=True), key=lambda y: y // 10):
        above = f"{decade}0s"
        if by_decade:
            filter_.names[above] = texts.text("browse-decade", year=f"{decade}0")
        for year in members:
            filter_.names[str(year)] = texts.date(f"{year:04}")
            filter_.up[str(year)] = [above] if by_decade else []


# The files


def path(section: str, language: str) -> str:
    """Return where the list of a section stands as JSON, below the root of the site."""
    return f"assets/browse/{section}.{language}.json"


def files(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """Yield the list of each section in each language, as JSON, as (path, bytes)."""
    for section, entities in atlas.sections().items():
        for language in LANGUAGES:
            yield (
                path(section, language),
                escape.json_file(_listed(atlas, section, entities, language)),
            )


def _listed(
    atlas: Atlas, section: str, entities: Sequence[Entity], language: str
) -> dict[str, Any]:
    """Return all that the script of a list must know, its rows in the order of the list."""
    texts = catalogue(language)
    spec = atlas.specs.of_section(section)
    filters = _filters(atlas, spec, entities, texts)
    grouped = groups(atlas, entities, texts)
    ranks = {e.iri: rank for rank, e in enumerate(by_name(atlas, entities, texts))}
    # Where a value stands in its filter, which is how the rows name it.
    places = [{value: i for i, value in enumerate(f.names)} for f in filters]
    kind = atlas.iris.term("kind")
    kinds = [f for f in filters if len(grouped) > 1 and any(g.path == kind for g in f.fields)]
    number_or_name = "number" if is_numbered(spec, atlas.iris) else "name"
    sorts = [["kind", texts.pick(f.name())] for f in kinds[:1]]
    sorts.append(["name", texts.text(f"browse-sort-{number_or_name}")])
    if any(f.when for f in filters):
        sorts += [[way, texts.text(f"browse-sort-{way}")] for way in ("newest", "oldest")]
    return {
        "section": section,
        "texts": _texts(texts),
        "formula": "".join(escape.FORMULA),
        "sorts": sorts,
        "size": PAGE_SIZE,
        "columns": _columns(filters, len(entities)),
        "facets": [
            {
                "key": f.facet.key,
                "name": texts.pick(f.name()),
                "sorts": ["newest", "oldest"] if f.is_period else ["kind"] if f in kinds else [],
                "nested": f.is_period,
                "values": [
                    {
                        "id": i,
                        "name": name,
                        "up": [places[n][u] for u in f.up.get(i, []) if u in places[n]],
                    }
                    for i, name in f.names.items()
                ],
            }
            for n, f in enumerate(filters)
        ],
        "rows": [
            _row(entity, texts, filters, places, ranks[entity.iri])
            for group in grouped
            for entity in group.entities
        ],
    }


def _columns(filters: Sequence[_Filter], count: int) -> list[str]:
    """Return the filters that are columns: the first that at least half of the entries have."""
    full = [f for f in filters if 2 * sum(map(bool, f.stated.values())) >= count]
    return [f.facet.key for f in full[:_COLUMNS]]


def _row(
    entity: Entity,
    texts: Catalogue,
    filters: Sequence[_Filter],
    places: Sequence[Mapping[str, int]],
    rank: int,
) -> dict[str, Any]:
    dated = [f.when[entity.iri] for f in filters if entity.iri in f.when]
    return {
        "name": texts.pick(entity.label),
        "nameLang": _other(entity.label, texts.language),
        "lead": escape.plain(texts.pick(entity.summary)),
        "leadLang": _other(entity.summary, texts.language),
        "also": " ".join([*entity.label.values(), *(name.value for name in entity.alternatives)]),
        "href": entity.address,
        "iri": entity.iri,
        "rank": rank,
        "date": dated[0][0] if dated else "",
        "when": {f.facet.key: f.when[entity.iri][1] for f in filters if entity.iri in f.when},
        "has": {
            f.facet.key: [at[value] for value in f.stated[entity.iri]]
            for f, at in zip(filters, places, strict=True)
            if f.stated.get(entity.iri)
        },
    }


def _other(words: Words, language: str) -> str:
    """Return the language of what is shown of ``words`` where it is not the page's."""
    return "" if language in words or "" in words else next(iter(words), "")


def _texts(texts: Catalogue) -> dict[str, str]:
    """Return the words of the script; what it fills in itself stands in braces."""
    given = {name: f"{{{name}}}" for name in ("number", "count", "name", "names", "found", "all")}
    names = (
        "pages",
        "previous",
        "next",
        "page",
        "search",
        "filters",
        "chosen",
        "clear",
        "remove",
        "sort",
        "sort-name",
        "results",
        "found",
        "none",
        "csv",
        "all-values",
        "fewer",
        "more",
        "summary",
    )
    own = {name: texts.text(f"browse-{name}", **given) for name in names}
    pair = {"comma": texts.text("comma"), "separator": texts.text("list-separator")}
    return own | {name: f"{{one}}{mark}{{other}}" for name, mark in pair.items()}
