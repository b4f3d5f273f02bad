"""Entities and written pages in, what the browser's search reads out: two JSON files a language.

``names.json`` is small and read first: each page with its names, its kind and what it can be
filtered by. ``text.json`` holds the summaries and the whole text, and for Chinese the words by
which text and query are cut alike. ``web/search/`` reads both.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jieba
from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

from atlas import escape
from atlas.dates import DATATYPES
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import ONTOLOGY, SEARCH, Iris
from atlas.model import SOURCE, Atlas, Entity, Nested, Ref, Row, Text, Value

_HAN = re.compile("[\u3400-\u9fff]+")
_COMMENT = re.compile(r"<!--.*?-->|\{:.*?\}|^#+ ", re.DOTALL | re.MULTILINE)
_NUMBER_AT_END = re.compile(r"\W*\d+$")
_YEAR = re.compile(r"(\d{4})(?:-\d\d){0,2}")
_LONGEST_WORD = 12
"""A longer name is no word of the dictionary: it is found by the words in it."""

_IDEOGRAPHS = range(0x4E00, 0xA000)
"""The CJK Unified Ideographs block of Unicode: the characters that readers type."""


@dataclass
class _Page:
    """One page as search knows it; empty fields but the address are left out of the file."""

    address: str
    label: str
    section: str
    kind: str
    alternatives: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    pinyin: list[str] = field(default_factory=list)
    theme: list[str] = field(default_factory=list)
    place: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    years: list[int] = field(default_factory=list)
    links: int = 0
    old: bool = False
    summary: str = ""
    text: str = ""

    def named(self) -> dict[str, Any]:
        """Return what stands in ``names.json``."""
        values = {k: v for k, v in vars(self).items() if k not in {"summary", "text"}}
        return {key: value for key, value in values.items() if value or key == "address"}


def files(atlas: Atlas, written: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of search as (path from the root of the site, bytes).

    Args:
        atlas: the entities.
        written: the hand-written pages: language -> path below the language -> Markdown.
    """
    for language in LANGUAGES:
        texts = catalogue(language)
        pages = [
            *_sections(atlas, texts),
            *_entities(atlas, texts),
            *_written(written.get(language, {}), texts),
        ]
        folder = f"{SEARCH}/" if language == LANGUAGES[0] else f"{language}/{SEARCH}/"
        yield f"{folder}names.json", _json(_names(atlas, pages, texts))
        yield f"{folder}text.json", _json(_text(pages, language))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _names(atlas: Atlas, pages: Sequence[_Page], texts: Catalogue) -> dict[str, Any]:
    """Return ``names.json``: the pages, the names of what they are filtered by, the folding."""
    labels = {e.address: _clean(texts.pick(e.label)) for e in atlas.entities.values()}
    sections = {s: _section_label(atlas, s, texts) for s in atlas.sections()}
    sections[""] = texts.text("search-pages")
    facets: dict[str, Mapping[str, str]] = {"section": sections}
    for facet in ("theme", "place", "source"):
        used = {address for page in pages for address in getattr(page, facet)}
        facets[facet] = {address: labels[address] for address in sorted(used)}
    names = " ".join(name for p in pages for name in (p.label, *p.alternatives, *p.foreign))
    return {
        "language": texts.language,
        "facets": facets,
        "simplified": _simplified(set(names)),
        "pages": [page.named() for page in pages],
    }


def _text(pages: Sequence[_Page], language: str) -> dict[str, Any]:
    """Return ``text.json``: summaries and texts in the order of the pages; words and sounds."""
    texts = {"summaries": [p.summary for p in pages], "texts": [p.text for p in pages]}
    if language != "zh":
        return {**texts, "words": {}, "sounds": {}}
    names = [name for p in pages for name in (p.label, *p.alternatives)]
    running = [text for p in pages for text in (p.summary, p.text)]
    return {**texts, "words": _words(names, running), "sounds": _sounds()}


# Pages


def _section_label(atlas: Atlas, section: str, texts: Catalogue) -> str:
    spec = atlas.specs.of_section(section)
    fallback = texts.text("all-entities") if section == "entities" else section
    return texts.pick(spec.plural if spec else {}) or fallback


def _sections(atlas: Atlas, texts: Catalogue) -> Iterator[_Page]:
    """Yield the pages that list a section, and the page of the model."""
    for section, entities in atlas.sections().items():
        spec = atlas.specs.of_section(section)
        label = _clean(_section_label(atlas, section, texts))
        yield _Page(
            address=f"{section}/",
            label=label,
            section=section,
            kind=texts.text("search-section-page"),
            alternatives=_stems(entities, texts.language),
            pinyin=_pinyin([label]),
            links=len(entities),
            summary=texts.pick(spec.definition) if spec else "",
        )
    if atlas.specs.classes:
        yield _Page(
            address=f"{ONTOLOGY}/",
            label=texts.text("ontology-title"),
            section="",
            kind=texts.text("search-page"),
            summary=texts.text("ontology-lead"),
            text=" · ".join(texts.pick(p.name) for p in atlas.specs.predicates.values() if p.name),
        )


def _stems(entities: Sequence[Entity], language: str) -> list[str]:
    """Return what most members of a section are called, but for a number: "Aichi Target"."""
    found: Counter[str] = Counter()
    for entity in entities:
        names = [name.value for name in entity.alternatives if name.language == language]
        found.update({_NUMBER_AT_END.sub("", n) for n in names if _NUMBER_AT_END.search(n)})
    return sorted(stem for stem, count in found.items() if stem and count * 2 > len(entities))


def _entities(atlas: Atlas, texts: Catalogue) -> Iterator[_Page]:
    facets = _Facets(atlas)
    for entity in atlas.entities.values():
        label = _clean(texts.pick(entity.label))
        own = {texts.language, ""}
        alternatives = [_clean(n.value) for n in entity.alternatives if n.language in own]
        foreign = [_clean(t) for tag, t in entity.label.items() if tag not in own]
        foreign += [_clean(n.value) for n in entity.alternatives if n.language not in own]
        kind = texts.pick(entity.spec.label) if entity.spec else ""
        yield _Page(
            address=entity.address,
            label=label,
            section=entity.section,
            kind=_clean(kind or _section_label(atlas, entity.section, texts)),
            alternatives=[n for n in dict.fromkeys(alternatives) if n != label],
            foreign=[n for n in dict.fromkeys(foreign) if n != label],
            pinyin=_pinyin([label, *alternatives]) if texts.language == "zh" else [],
            theme=facets.linked(entity, "Theme"),
            place=facets.places(entity),
            source=facets.sources(entity),
            years=_years(entity),
            links=sum(len(group.refs) for group in entity.backlinks),
            old=entity.is_deprecated,
            summary=escape.plain(texts.pick(entity.summary)),
            text=" · ".join(dict.fromkeys(_running(entity, texts))),
        )


def _written(pages: Mapping[str, str], texts: Catalogue) -> Iterator[_Page]:
    for path, body in pages.items():
        title, _, rest = body.partition("\n")
        address = "" if path == "index.md" else f"{path.removesuffix('.md')}/"
        yield _Page(
            address=address,
            label=_clean(title.removeprefix("# ")),
            section="",
            kind=texts.text("search-page"),
            text=escape.plain(_COMMENT.sub(" ", rest)),
        )


def _clean(text: str) -> str:
    return " ".join(escape.clean(text).split())


# What a page holds


def _rows(entity: Entity) -> Iterator[Row]:
    for section in entity.sections:
        yield from section.rows
        for table in section.tables:
            for part in table.parts:
                yield from part.rows.values()


def _running(entity: Entity, texts: Catalogue) -> Iterator[str]:
    """Yield the texts of a page: the values of its rows, and the names of its parts."""
    for section in entity.sections:
        for table in section.tables:
            yield from (_clean(texts.pick(part.label)) for part in table.parts if part.label)
    for row in _rows(entity):
        if row.predicate != SOURCE:
            for fact in row.facts:
                yield from _said(fact.value, texts)


def _said(value: Value, texts: Catalogue) -> Iterator[str]:
    if isinstance(value, Nested):
        for row in value.rows:
            for fact in row.facts:
                yield from _said(fact.value, texts)
    elif isinstance(value, Ref):
        yield _clean(texts.pick(value.label))
    elif value.language in {texts.language, ""}:
        yield escape.plain(value.value)


def _years(entity: Entity) -> list[int]:
    """Return the first and the last year of the dates of an entity and its parts, if any."""
    values = [fact.value for row in _rows(entity) for fact in row.facts]
    dates = [v.value for v in values if isinstance(v, Text) and v.datatype in DATATYPES]
    years = sorted(int(match[1]) for date in dates if (match := _YEAR.fullmatch(date)))
    return [years[0], years[-1]] if years else []


class _Facets:
    """What a reader may filter by: the themes, the places and the sources of an entity."""

    def __init__(self, atlas: Atlas) -> None:
        self.entities = atlas.entities
        self.iris: Iris = atlas.iris

    def _is(self, iri: str, cls: str) -> bool:
        entity = self.entities.get(iri)
        return bool(entity and entity.spec and entity.spec.iri == self.iris.term(cls))

    def _linked(self, entity: Entity, cls: str) -> set[str]:
        refs = (
            fact.value
            for section in entity.sections
            for row in section.rows
            for fact in row.facts
            if isinstance(fact.value, Ref)
        )
        found = {ref.iri for ref in refs if self._is(ref.iri, cls)}
        return found | ({entity.iri} if self._is(entity.iri, cls) else set())

    def _addresses(self, iris: Iterable[str]) -> list[str]:
        return sorted(self.entities[iri].address for iri in iris)

    def linked(self, entity: Entity, cls: str) -> list[str]:
        """Return the addresses of the entities of a class that ``entity`` names or is."""
        return self._addresses(self._linked(entity, cls))

    def places(self, entity: Entity) -> list[str]:
        """Return the places of an entity, and those that they lie in."""
        found: set[str] = set()
        new = self._linked(entity, "Place")
        while new:
            found |= new
            within = {
                ref.iri for iri in new for ref in self.entities[iri].refs(self.iris.term("within"))
            }
            new = {iri for iri in within if iri in self.entities} - found
        return self._addresses(found)

    def sources(self, entity: Entity) -> list[str]:
        """Return the documents whose paragraphs an entity cites."""
        cited = {ref.iri for ref in entity.lead_citations}
        for row in _rows(entity):
            cited |= {ref.iri for fact in row.facts for ref in fact.citations}
        owners = {self.iris.owner(iri) for iri in cited}
        return self._addresses(iri for iri in owners if iri in self.entities)


# Chinese


@cache
def _tokenizer() -> jieba.Tokenizer:
    """Return a cutter with its own dictionary, read without the cache that it would write."""
    tokenizer = jieba.Tokenizer()
    with tokenizer.get_dict_file() as file:
        tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(file)
    tokenizer.initialized = True
    return tokenizer


def _words(names: Iterable[str], texts: Iterable[str]) -> dict[str, int]:
    """Return the words by which Chinese is cut, each with its weight: the lighter, the likelier.

    The weight is ten times the negative logarithm of a word's share of all words, so that the best
    cut is the lightest (as jieba cuts, by the likeliest path). Names of the graph are words.
    """
    tokenizer = _tokenizer()
    own = {run for name in names for run in _HAN.findall(name)}
    runs = own | {run for text in texts for run in _HAN.findall(text)}
    found = {word for run in runs for word in tokenizer.cut_for_search(run, HMM=False)}
    total = tokenizer.total
    weights = {
        word: round(-10 * math.log(max(tokenizer.FREQ.get(word) or 1, 1) / total)) for word in found
    }
    # A name is likelier than the words that it is made of.
    for name in sorted(own, key=len):
        if 1 < len(name) <= _LONGEST_WORD:
            cut = tokenizer.cut(name, HMM=False)
            weights[name] = min(weights.get(name, 10**6), sum(weights.get(w, 200) for w in cut) - 1)
    return dict(sorted(weights.items()))


def _pinyin(names: Iterable[str]) -> list[str]:
    """Return the names that are Chinese throughout as syllables without tones."""
    chinese = [name.strip("《》“”") for name in names]
    return [
        " ".join(lazy_pinyin(name, style=Style.NORMAL))
        for name in dict.fromkeys(chinese)
        if _HAN.fullmatch(name)
    ]


def _simplified(wanted: set[str]) -> str:
    """Return pairs of characters, a traditional one and its simplified form among ``wanted``."""
    convert = OpenCC("t2s").convert
    pairs = ((char, convert(char)) for char in map(chr, _IDEOGRAPHS))
    return "".join(f"{old}{new}" for old, new in pairs if old != new and new in wanted)


def _sounds() -> dict[str, str]:
    """Return the simplified characters in use (GB 2312) by how each is read most often."""
    found: dict[str, str] = {}
    for char in map(chr, _IDEOGRAPHS):
        try:
            char.encode("gb2312")
        except UnicodeEncodeError:
            continue
        sound = lazy_pinyin(char, style=Style.NORMAL)[0]
        found[sound] = found.get(sound, "") + char
    return dict(sorted(found.items()))
