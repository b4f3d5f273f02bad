"""Entities in, a book of them as HTML out: of one section or of the whole atlas, in one language.

The page is made to be typeset (``typeset``): a title page, contents, a chapter for each section,
the sources with the paragraphs that are cited, and an index of names. Whatever the book holds is
linked within it; everything else by its IRI.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atlas import acronyms, browse, escape
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import Iris
from atlas.model import SOURCE, Atlas, Backlinks, Entity, Part, PartTable, Ref, Row
from atlas.pages.page import Link, Page, Shown, environment
from atlas.shapes import Words

WHOLE = "atlas"
"""The name of the book that holds every section."""

FOLDER = "print"
"""Where books stand, from the root of the site."""

_PARAGRAPH = re.compile(r"p(\d.*)")
"""The fragment of a numbered paragraph."""

_LINKED = 8
"""How many of the entries that link to one by the same property are named; the rest are counted."""


@dataclass(frozen=True)
class Edition:
    """What the title pages of all books say: names of the site, terms, version, day of change.

    ``licence`` is an IRI, ``version`` the name of a release and ``modified`` an ISO date; each of
    them may be empty.
    """

    site_names: Words
    licence: str = ""
    version: str = ""
    modified: str = ""


@dataclass(frozen=True)
class Book:
    """One book: ``name`` is a section or ``WHOLE``; ``html`` is what is typeset."""

    name: str
    language: str
    html: str

    @property
    def path(self) -> str:
        """The file of the book, from the root of the site."""
        return path(self.name, self.language)


def path(name: str, language: str) -> str:
    """Return the file of a book, from the root of the site."""
    return f"{FOLDER}/{name}.{language}.pdf"


def books(atlas: Atlas, edition: Edition, names: Sequence[str] = ()) -> Iterator[Book]:
    """Yield the books called ``names``, or all: the largest first, in each language.

    Raises:
        LookupError: a name is neither a section with entries nor ``WHOLE``.
    """
    sections = atlas.sections()
    for name in names:
        if name not in (WHOLE, *sections):
            raise LookupError(name)
    for name in names or (WHOLE, *sections):
        chosen = sections if name == WHOLE else {name: sections[name]}
        for language in LANGUAGES:
            yield Book(name, language, _html(atlas, edition, language, name, chosen))


class _Leaf(Page):
    """What the templates of a book may ask: links lead within the book, or to an IRI."""

    def __init__(self, texts: Catalogue, site_name: str, iris: Iris, held: set[str]) -> None:
        """Stand in a book that holds the anchors ``held``."""
        super().__init__(texts, "", site_name, has_query=False, known=acronyms.NONE, sections={})
        self.iris = iris
        self.summary = iris.term("summary")
        self.held = held

    def link(self, ref: Ref) -> Link | None:
        """Return where ``ref`` leads; terms of the model are words, and lead nowhere."""
        if ref.address is None:
            return super().link(ref)
        if self.iris.is_term(ref.iri):
            return None
        for address in (ref.address, ref.address.split("#", 1)[0]):
            if anchor(address) in self.held:
                return Link(f"#{anchor(address)}")
        return Link(ref.iri, outside=True)

    def cited(self, refs: Iterable[Ref]) -> list[dict[str, Any]]:
        """Return citations in short form, by document: ``INF/41`` with ``67``, ``68``."""
        groups: dict[str, dict[str, Any]] = {}
        for ref in dict.fromkeys(refs):
            to = self.link(ref)
            if to is None:
                continue
            document = self.words(ref.owner or ref.label).text
            group = groups.setdefault(self.iris.owner(ref.iri), {"name": document, "items": []})
            group["items"].append({"href": to.href, "text": self.place(ref)})
        return list(groups.values())

    def place(self, ref: Ref) -> str:
        """Return a paragraph by its number, what has none by its name, a document as nothing."""
        numbered = _PARAGRAPH.fullmatch(self.iris.fragment(ref.iri))
        return numbered[1] if numbered else self.words(ref.own).text

    def linked(self, groups: Iterable[Backlinks]) -> list[dict[str, Any]]:
        """Return the named entries that link here, by property: some by name, others counted."""
        return [
            {"name": self.inverse(g), "refs": g.named[:_LINKED], "more": len(g.named) - _LINKED}
            for g in groups
            if g.named
        ]


def anchor(address: str) -> str:
    """Return the anchor in a book of what stands at ``address`` on the site."""
    return address.replace("/#", ".").strip("/")


def _html(
    atlas: Atlas,
    edition: Edition,
    language: str,
    name: str,
    chosen: Mapping[str, Sequence[Entity]],
) -> str:
    texts = catalogue(language)
    entities = [entity for members in chosen.values() for entity in members]
    cited = _cited_elsewhere(atlas, entities)
    held = {anchor(entity.address) for entity in entities}
    held |= {anchor(f"{e.address}#{p.anchor}") for e in entities for p in _parts(e, atlas.iris)}
    for document, paragraphs in cited:
        held |= {anchor(document.address)}
        held |= {anchor(f"{document.address}#{part.anchor}") for part in paragraphs}
    site_name = texts.pick(edition.site_names)
    page = _Leaf(texts, site_name, atlas.iris, held)
    chapters = [_chapter(atlas, page, section, chosen[section]) for section in chosen]
    is_whole = name == WHOLE
    return (
        environment()
        .get_template("book.html.j2")
        .render(
            page=page,
            title=site_name if is_whole else chapters[0]["title"].text,
            is_whole=is_whole,
            # A book of one section is short enough to list every entry.
            lists_entries=not is_whole,
            count=len(entities),
            chapters=chapters,
            sources=[_source(page, document, parts) for document, parts in cited],
            documents=_documents(page, atlas, entities),
            letters=_index(page, entities),
            edition=edition,
            licence=escape.web_link(edition.licence) or "",
            modified=texts.date(edition.modified) if edition.modified else "",
            base=atlas.iris.base,
        )
    )


def _chapter(atlas: Atlas, page: _Leaf, section: str, members: Sequence[Entity]) -> dict[str, Any]:
    spec = atlas.specs.of_section(section)
    plural = page.words(spec.plural) if spec else Shown(section)
    found = browse.groups(atlas, members, page.texts)
    return {
        "id": f"chapter-{section}",
        "title": plural,
        "lead": page.words(spec.definition) if spec else Shown(""),
        "count": len(members),
        "groups": [
            {
                "id": f"chapter-{section}-{number}",
                "title": page.words(group.kind.label) if group.kind and len(found) > 1 else None,
                "entries": [_entry(page, entity) for entity in group.entities],
            }
            for number, group in enumerate(found, 1)
        ],
    }


def _entry(page: _Leaf, entity: Entity) -> dict[str, Any]:
    label = page.words(entity.label)
    return {
        "id": anchor(entity.address),
        "iri": entity.iri,
        "short": entity.address.strip("/"),
        "label": label,
        "others": _others(page, entity),
        "lead": page.words(entity.summary),
        "lead_citations": entity.lead_citations,
        "replaced_by": entity.replaced_by,
        "is_deprecated": entity.is_deprecated,
        "rows": [row for section in entity.sections for row in page.rows(section.rows)],
        "tables": [
            {
                "title": page.words(table.spec.plural) if table.spec else Shown(""),
                "parts": [
                    {
                        "id": anchor(f"{entity.address}#{part.anchor}"),
                        "label": page.words(part.label),
                        "rows": page.rows(part.rows.values()),
                    }
                    for part in table.parts
                ],
            }
            for section in entity.sections
            for table in section.tables
            if not _is_citations(table, page.iris)
        ],
        "backlinks": page.linked(entity.backlinks),
    }


def _others(page: _Leaf, entity: Entity) -> list[Shown]:
    """Return an entity's other names: in the other languages, then as also called here."""
    names = [Shown(text, tag) for tag, text in entity.label.items() if tag != page.language and tag]
    names += [page.literal(name) for name in entity.alternatives]
    label = page.words(entity.label).text
    known: dict[str, Shown] = {}
    for name in names:
        if name.text != label:
            known.setdefault(name.text, name)
    return list(known.values())


def _is_citations(table: PartTable, iris: Iris) -> bool:
    """Say whether parts only tell which fact rests on which paragraph: each fact says so itself."""
    return table.spec is not None and table.spec.iri == iris.term("Citation")


def _parts(entity: Entity, iris: Iris) -> Iterator[Part]:
    """Yield the parts of an entity that a book shows."""
    for section in entity.sections:
        for table in section.tables:
            if not _is_citations(table, iris):
                yield from table.parts


# Sources


def _cited_elsewhere(
    atlas: Atlas, entities: Sequence[Entity]
) -> list[tuple[Entity, tuple[Part, ...]]]:
    """Return the documents cited by ``entities`` but not among them, with the parts cited."""
    own = {entity.iri for entity in entities}
    cited: dict[str, set[str]] = defaultdict(set)
    for ref in _citations(entities):
        owner = atlas.iris.owner(ref.iri)
        if owner not in own and owner in atlas.entities:
            cited[owner].add(ref.iri)
    documents = sorted((atlas.entities[iri] for iri in cited), key=lambda e: e.sort_key)
    return [
        (document, tuple(p for p in _parts(document, atlas.iris) if p.iri in cited[document.iri]))
        for document in documents
    ]


def _citations(entities: Iterable[Entity]) -> Iterator[Ref]:
    """Yield every citation of ``entities`` and their parts."""
    for entity in entities:
        yield from entity.lead_citations
        rows: list[Row] = []
        for section in entity.sections:
            rows += section.rows
            rows += [row for t in section.tables for part in t.parts for row in part.rows.values()]
        for row in rows:
            for fact in row.facts:
                yield from fact.citations
                if row.predicate == SOURCE and isinstance(fact.value, Ref):
                    yield fact.value


def _source(page: _Leaf, document: Entity, parts: Iterable[Part]) -> dict[str, Any]:
    return {
        "id": anchor(document.address),
        "iri": document.iri,
        "name": _short_name(page, document),
        "label": page.words(document.label),
        "paragraphs": [
            {
                "id": anchor(f"{document.address}#{part.anchor}"),
                "name": page.words(part.label),
                "row": page.row(part.rows.get(page.summary)),
            }
            for part in parts
        ],
    }


def _documents(page: _Leaf, atlas: Atlas, entities: Sequence[Entity]) -> list[dict[str, Any]]:
    """Return the documents that entries of the book cite, each by its short form."""
    cited = {atlas.iris.owner(ref.iri) for ref in _citations(entities)} & set(atlas.entities)
    documents = sorted((atlas.entities[iri] for iri in cited), key=lambda e: e.sort_key)
    return [
        {
            "href": f"#{anchor(document.address)}",
            "name": _short_name(page, document),
            "label": page.words(document.label),
        }
        for document in documents
    ]


def _short_name(page: _Leaf, document: Entity) -> str:
    """Return what citations call a document."""
    short = document.values(page.iris.term("citeAs"))
    texts = [page.literal(value).text for value in short if not isinstance(value, Ref)]  # type: ignore[arg-type]
    return next(iter(texts), page.words(document.label).text)


# The index


def _index(page: _Leaf, entities: Iterable[Entity]) -> list[dict[str, Any]]:
    """Return every name in the book's language, and every acronym and symbol, under its letter.

    Chinese names stand under the first letter of their pinyin.
    """
    names: set[tuple[str, str]] = set()
    for entity in entities:
        id_ = anchor(entity.address)
        names.add((page.words(entity.label).text, id_))
        own = {page.language, ""}
        names |= {(alt.value, id_) for alt in entity.alternatives if alt.language in own}
    rows = sorted(names, key=lambda name: (browse.name_key(name[0]), name[1]))
    return [
        {"letter": letter, "names": [{"text": text, "id": id_} for text, id_ in group]}
        for letter, group in _lettered(rows)
    ]


def _lettered(rows: list[tuple[str, str]]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Group sorted names by letter: digits, then Latin letters, then the letters of pinyin."""
    for letter, group in itertools.groupby(rows, key=lambda row: _letter(row[0])):
        yield letter, list(group)


def _letter(name: str) -> str:
    key = browse.name_key(name)[0]
    if not key:
        return "#"
    rank, _, first = key[0]
    letter = unicodedata.normalize("NFKD", first)[:1].upper()
    return {0: "0–9", 1: letter}.get(rank, letter)
