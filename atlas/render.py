"""Entities and hand-written pages in, Markdown pages out, as (path, text).

Pure: it reads nothing but its templates, and needs no RDF library.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from atlas import browse, chartpage, escape, exports, maps, places, queries, querypage
from atlas.charts import PERIOD, Chart
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import MAP, ONTOLOGY, QUERY, RELEASES, SEARCH, Iris, anchor, list_address
from atlas.model import (
    ALT_LABEL,
    RDF_TYPE,
    SOURCE,
    Atlas,
    Backlinks,
    Entity,
    Fact,
    Part,
    PartTable,
    Ref,
    Row,
    Section,
    Text,
    Value,
    joined,
    natural,
)
from atlas.questions import Question
from atlas.releases import Notes, Past, address, counted, feed_path, patch_paths
from atlas.shapes import ClassSpec, Concept, Field, Predicate, Words

FORMATS = (
    ("ttl", "text/turtle"),
    ("jsonld", "application/ld+json"),
    ("nt", "application/n-triples"),
)
"""The data files of every entity: suffix and media type."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(
    _XSD + name for name in ("integer", "decimal", "int", "long", "double", "float")
)
_DATES = frozenset(_XSD + name for name in ("date", "gYear", "gYearMonth"))
_BLOCK = re.compile(r"<!--\s*atlas:([a-z-]+)\s*-->")
_NUMBERED = re.compile(r"(?P<head>\D*)(?P<number>\d.*?)(?P<tail>[^\x00-\x7f]*)$")
"""The name of a paragraph in three: before its number, the number, and after it."""
_DESCRIPTION_LENGTH = 200
_SHORT_COMMIT = 7
_SHORT = 40
"""The longest text, in characters, that reads well in a column of a table."""


@dataclass(frozen=True)
class Shell:
    """What the pages need to know of the site around them.

    ``edit`` is the address of the folder of Turtle files in the repository, ``commits`` that of its
    commits, ``licence`` the IRI of the terms of the data; all may be empty.
    ``written`` holds the hand-written pages: language -> path below the language -> Markdown.
    ``prefixes`` are those that queries may use without declaring them.
    """

    site_names: Words
    edit: str
    written: Mapping[str, Mapping[str, str]]
    questions: tuple[Question, ...] = ()
    prefixes: Mapping[str, str] = field(default_factory=dict)
    commits: str = ""
    licence: str = ""
    past: Past = field(default_factory=Past)
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True)
class Downloads:
    """The data files of the site, sizes in bytes by path, and the data set as JSON-LD."""

    sizes: Mapping[str, int] = field(default_factory=dict)
    jsonld: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Shown:
    """Words as a page shows them; ``language`` is empty where it is the page's own or unknown."""

    text: str
    language: str = ""
    other_language: bool = False
    href: str = ""
    is_prose: bool = False
    is_number: bool = False
    is_date: bool = False
    machine: str = ""


@dataclass(frozen=True)
class ShownRow:
    """A row fit for one language: the facts to show, and the citations that all of them share.

    Where the values are the paragraphs of sources, ``sources`` holds them.
    """

    predicate: str
    name: Shown
    help: str
    facts: tuple[Fact, ...]
    shared: tuple[Ref, ...]
    sources: tuple[Ref, ...] = ()


@dataclass(frozen=True)
class Link:
    """Where a link leads from the page it stands on."""

    href: str
    outside: bool = False


@cache
def _environment() -> Environment:
    def finalize(value: Any) -> Any:
        return value if isinstance(value, Markup) else escape.html(str(value))

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        # "{#" alone begins a heading's id in Markdown.
        comment_start_string="{#-",
        comment_end_string="-#}",
    )


class Page:
    """What templates may ask, for one page in one language.

    ``address`` is the page's address from the root of its language, such as ``projects/x/``.
    """

    type_property = RDF_TYPE
    alt_property = ALT_LABEL

    def __init__(self, texts: Catalogue, address: str, site_name: str, has_query: bool) -> None:
        """Stand at ``address`` in the language of ``texts``, on a site with a query page or not."""
        self.texts = texts
        self.language = texts.language
        self.address = address
        self.site_name = site_name
        self.has_query = has_query

    def up(self) -> str:
        """Return the way from this page to the root of its language, ``../`` for each level."""
        return "../" * self.address.count("/")

    def href(self, address: str) -> str:
        """Return the way from this page to another of its language."""
        return (self.up() + address) or "./"

    def root(self, path: str) -> str:
        """Return the way from this page to a file at the root of the site."""
        return self.up() + ("" if self.language == LANGUAGES[0] else "../") + path

    def twin(self, language: str) -> str:
        """Return the way from this page to the same page in ``language``."""
        return self.root(self.address if language == LANGUAGES[0] else f"{language}/{self.address}")

    def query(self, text: str) -> str:
        """Return where ``text``, a query, is run: empty on a site that runs none."""
        if not self.has_query:
            return ""
        return self.href(f"{QUERY}/#query={quote(text, safe='')}")

    def question(self, name: str) -> str:
        """Return where a question of the site is asked: empty on a site that runs no queries."""
        return self.href(f"{QUERY}/#question={name}") if self.has_query else ""

    def say(self, message: str, /, **values: str | int) -> str:
        """Return a text of the catalogue."""
        return self.texts.text(message, **values)

    def number(self, value: int) -> str:
        """Return a count as the language writes it."""
        return self.texts.number(str(value))

    def words(self, words: Words) -> Shown:
        """Return the text of ``words`` for this language, or another's, marked as such."""
        for tag in (self.language, ""):
            if tag in words:
                return Shown(words[tag])
        for tag, text in words.items():
            return Shown(text, tag, other_language=True)
        return Shown("")

    def lang_attr(self, shown: Shown) -> Markup:
        """Return a ``lang`` attribute where the text is not in the page's language."""
        if not shown.language or shown.language == self.language:
            return Markup("")
        return Markup(' lang="{}"').format(escape.html(shown.language))

    def heading(self, text: str) -> Markup:
        """Return ``text`` for a Markdown heading."""
        return Markup(escape.heading(text))  # noqa: S704 - escaped for Markdown and HTML

    def prose(self, text: str) -> Markup:
        """Return a prose field as HTML."""
        return escape.prose(text)

    def is_text(self, value: Value) -> bool:
        """Say whether a value is a literal."""
        return isinstance(value, Text)

    def is_wordy(self, parts: Iterable[Part]) -> bool:
        """Say whether any of ``parts`` holds running text, too long for a column of a table."""
        facts = (fact for part in parts for row in part.rows.values() for fact in row.facts)
        return any(
            isinstance(fact.value, Text) and len(fact.value.value) > _SHORT for fact in facts
        )

    def is_ref(self, value: Value) -> bool:
        """Say whether a value is a link."""
        return isinstance(value, Ref)

    def literal(self, value: Text) -> Shown:
        """Return a literal as the language writes it."""
        if value.datatype in _NUMBERS:
            text = self.texts.number(value.value)
            return Shown(text, is_number=True, machine=value.value)
        if value.datatype in _DATES:
            return Shown(self.texts.date(value.value), is_date=True, machine=value.value)
        if value.datatype == _XSD + "boolean":
            return Shown(self.say("yes" if value.value in {"true", "1"} else "no"))
        if value.datatype == _XSD + "anyURI" and (link := escape.web_link(value.value)):
            return Shown(value.value, href=link)
        other = bool(value.language) and value.language != self.language
        foreign = value.language.split("-")[0] in LANGUAGES and other
        tag = value.language if other else ""
        return Shown(value.value, tag, other_language=foreign, is_prose=bool(value.language))

    def link(self, ref: Ref) -> Link | None:
        """Return where ``ref`` leads: a page of the site, another site, or nowhere safe."""
        if ref.address is not None:
            return Link(self.href(ref.address))
        outside = escape.web_link(ref.iri)
        return Link(outside, outside=True) if outside else None

    def rows(self, rows: Iterable[Row]) -> list[ShownRow]:
        """Return ``rows`` fit for this language."""
        return [shown for row in rows if (shown := self.row(row)) is not None]

    def row(self, row: Row | None) -> ShownRow | None:
        """Return ``row`` with its texts in this language only, unless it has none in it."""
        if row is None:
            return None
        facts = self._in_language(row.facts)
        citations = {fact.citations for fact in facts}
        shared = citations.pop() if len(citations) == 1 else ()
        refs = [fact.value for fact in facts if isinstance(fact.value, Ref) and fact.value.owner]
        is_source = row.predicate == SOURCE and len(refs) == len(facts)
        return ShownRow(
            row.predicate,
            self.words(row.name),
            self.words(row.help).text,
            facts,
            shared,
            tuple(refs) if is_source else (),
        )

    def _in_language(self, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        others = set(LANGUAGES) - {self.language}
        own = tuple(
            fact
            for fact in facts
            if not (isinstance(fact.value, Text) and fact.value.language in others)
        )
        return own or facts

    def citations(self, refs: Sequence[Ref]) -> list[list[dict[str, str]]]:
        """Return citations by document: what the names of its paragraphs share is said once."""
        groups: dict[str, list[Ref]] = {}
        for ref in sorted(dict.fromkeys(refs), key=lambda r: natural(r.iri)):
            if self.link(ref) is not None:
                groups.setdefault(ref.iri.split("#", 1)[0], []).append(ref)
        return [self._paragraphs(group) for group in groups.values()]

    def _paragraphs(self, refs: list[Ref]) -> list[dict[str, str]]:
        """Return what each link of a group says: ``INF/41, paragraph 6``, then ``9``."""
        names = [_NUMBERED.match(self.words(ref.own).text) for ref in refs]
        affixes = [(name["head"], name["tail"]) if name else None for name in names]
        shown: list[dict[str, str]] = []
        for i, (ref, name) in enumerate(zip(refs, names, strict=True)):
            text = self.words(ref.label).text if i == 0 else self.words(ref.own).text
            if name and i and affixes[i] == affixes[i - 1]:
                text = text.removeprefix(name["head"])
            if name and affixes[i] in affixes[i + 1 : i + 2]:
                text = text.removesuffix(name["tail"])
            text = text or self.words(ref.label).text
            shown.append({"href": self.href(ref.address or ""), "iri": ref.iri, "text": text})
        return shown

    def inverse(self, group: Backlinks) -> Shown:
        """Return what a group of back-links is called."""
        if group.inverse:
            return self.words(group.inverse)
        return Shown(self.say("inverse-of", name=self.words(group.name).text))


@dataclass(frozen=True)
class _Site:
    """One language of the site while it is being rendered."""

    atlas: Atlas
    shell: Shell
    texts: Catalogue
    downloads: Downloads

    def page(self, address: str) -> Page:
        site_name = self.texts.pick(self.shell.site_names)
        return Page(self.texts, address, site_name, self.has_written(QUERY))

    def has_written(self, name: str) -> bool:
        return f"{name}.md" in self.shell.written.get(self.texts.language, {})

    def render(self, template: str, page: Page, title: str, **values: Any) -> str:
        values.setdefault("front_matter", self.front_matter(page, title, values.pop("meta", {})))
        text = _environment().get_template(template).render(page=page, title=title, **values)
        return text.lstrip("\n")

    def front_matter(self, page: Page, title: str, meta: Mapping[str, Any]) -> Markup:
        shared = {
            "lang_self": page.language,
            "twins": [
                {
                    "lang": tag,
                    "href": page.twin(tag),
                    "url": self.atlas.iris.base + page.twin(tag).removeprefix(page.root("")),
                    "name": page.say(f"language-{tag}"),
                    "locale": catalogue(tag).place,
                }
                for tag in LANGUAGES
            ],
            "licence": self.shell.licence,
            "data": [],
        }
        # The theme prints these as they are, in elements and attributes.
        texts = {"title": title, "description": meta.get("description", "")}
        escaped = {name: str(escape.html(text)) for name, text in texts.items()}
        values = {**meta, **escaped, "atlas": {**shared, **meta.get("atlas", {})}}
        return Markup(escape.front_matter(values))  # noqa: S704 - YAML, quoted by its library

    def section_label(self, section: str) -> Words:
        spec = self.atlas.specs.of_section(section)
        if spec:
            return spec.plural
        return {"": section} if section != "entities" else {"": self.texts.text("all-entities")}

    def crumbs(self, page: Page, *trail: tuple[str, str]) -> list[dict[str, str]]:
        home = {"href": page.href(""), "text": page.say("home")}
        steps = [{"href": page.href(to) if to else "", "text": text} for text, to in trail]
        return [home, *steps]


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
    for language in LANGUAGES:
        site = _Site(atlas, shell, catalogue(language), downloads or Downloads())
        for entity in atlas.entities.values():
            yield f"{language}/{entity.address.rstrip('/')}.md", _entity(site, entity, jsonld)
        for section, entities in atlas.sections().items():
            for path, text in _indexes(site, section, entities):
                yield f"{language}/{path}", text
        yield f"{language}/{SEARCH}.md", _search(site)
        if atlas.specs.classes:
            yield f"{language}/{ONTOLOGY}.md", _ontology(site)
        if shell.past.is_known:
            yield f"{language}/{RELEASES}/index.md", _releases(site)
            for note in shell.past.notes:
                yield f"{language}/{address(note.name).rstrip('/')}.md", _release(site, note)
        written = shell.written.get(language, {})
        for path, body in {"index.md": _default_home(site), **written}.items():
            yield f"{language}/{path}", _written(site, path, body)


def _entity(site: _Site, entity: Entity, jsonld: Mapping[str, Any]) -> str:
    page = site.page(entity.address)
    label = page.words(entity.label)
    title = label.text
    lead = page.words(entity.summary)
    section = page.words(site.section_label(entity.section)).text
    section_address = f"{entity.section}/"
    data = [
        {
            "href": page.root(f"{entity.address.rstrip('/')}.{suffix}"),
            "type": media_type,
            # The ending names the format; what stands before it, a language.
            "text": page.say(f"format-{suffix.rpartition('.')[2]}"),
        }
        for suffix, media_type in (
            *FORMATS,
            *exports.formats(entity, site.atlas.iris, page.language),
        )
    ]
    description = escape.plain(lead.text)[:_DESCRIPTION_LENGTH]
    kind = jsonld.get(entity.iri, {}).get("@type", "")
    own = {page.language, ""}
    return site.render(
        "entity.md.j2",
        page,
        title,
        meta={
            "description": description,
            "atlas": {
                "iri": entity.iri,
                "type": f"https://schema.org/{kind}" if kind else "",
                "data": [{k: d[k] for k in ("href", "type")} for d in data],
            },
        },
        crumbs=site.crumbs(page, (section, section_address), (title, "")),
        entity=entity,
        kinds=_kinds(page, entity),
        others=[
            {"language": tag, "text": text} for tag, text in entity.label.items() if tag not in own
        ],
        lead=lead,
        lead_citations=entity.lead_citations,
        sections=[_section(page, section) for section in entity.sections],
        data=data,
        query=page.query(queries.links_to(site.atlas.iris, entity.iri, page.language)),
        edit=f"{site.shell.edit}/{entity.file}" if site.shell.edit and entity.file else "",
        jsonld=escape.script_json(jsonld[entity.iri]) if entity.iri in jsonld else "",
        changed=_changed(site, page, entity),
        locator=_locator(site, page, entity),
    )


def _locator(site: _Site, page: Page, entity: Entity) -> dict[str, Any]:
    """Return what the small map of an entity shows; nothing where it has no place on Earth.

    What has no one point, such as a region, is shown by the places in it, or by a ring.
    """
    iris = site.atlas.iris
    point = places.point_of(entity, iris)
    if point is None:
        return {}
    is_area = places.kind_of(entity, iris) in places.AREAS
    return {
        "width": maps.WIDTH,
        "height": maps.HEIGHT,
        "land": page.root(maps.IMAGE),
        "point": point,
        "is_area": is_area,
        "dots": places.inside(site.atlas, entity) if is_area else [],
        "map": page.href(f"{MAP}/") if site.has_written(MAP) else "",
    }


def _changed(site: _Site, page: Page, entity: Entity) -> dict[str, str]:
    """Return when an entity's facts last changed and by which commit; nothing where unknown."""
    change = site.shell.past.changes.get(entity.file)
    if change is None:
        return {}
    return {
        "text": page.say("last-changed", date=page.texts.date(change.date)),
        "date": change.date,
        "commit": change.commit[:_SHORT_COMMIT],
        "href": f"{site.shell.commits}/{change.commit}" if site.shell.commits else "",
    }


def _kinds(page: Page, entity: Entity) -> list[dict[str, str]]:
    """Return the classes of an entity, each linked to where its other members are listed."""
    kinds = []
    for ref in entity.types:
        known = entity.spec is not None and ref.iri == entity.spec.iri
        to = page.link(ref)
        href = page.href(f"{entity.section}/") if known else (to.href if to else "")
        kinds.append({"text": page.words(ref.label).text, "href": href, "iri": ref.iri})
    return kinds


def _section(page: Page, section: Section) -> dict[str, Any]:
    title = page.words(section.label).text or page.say("facts")
    return {
        "key": section.key,
        "title": title,
        "rows": section.rows,
        "tables": [_table(page, title, table) for table in section.tables],
    }


def _table(page: Page, section_title: str, table: PartTable) -> dict[str, Any]:
    plural = page.words(table.spec.plural) if table.spec else Shown("")
    return {
        "title": plural if plural.text and plural.text != section_title else None,
        "note": page.words(table.spec.definition).text if table.spec else page.say("facts"),
        "spec": table.spec,
        "columns": table.columns,
        "parts": table.parts,
    }


def _indexes(site: _Site, section: str, entities: Sequence[Entity]) -> Iterator[tuple[str, str]]:
    """Yield the pages of a section's list as (path below the language, text)."""
    groups = browse.groups(site.atlas, entities, site.texts)
    pages = browse.pages(groups)
    for number in range(1, len(pages) + 1):
        address = list_address(section, number)
        path = f"{address}index.md" if number == 1 else f"{address.rstrip('/')}.md"
        yield path, _index(site, section, groups, pages, number)


def _index(
    site: _Site,
    section: str,
    groups: Sequence[browse.Group],
    pages: Sequence[Sequence[browse.Group]],
    number: int,
) -> str:
    page = site.page(list_address(section, number))
    spec = site.atlas.specs.of_section(section)
    name = page.words(site.section_label(section)).text
    title = name if number == 1 else page.say("browse-title", title=name, number=number)
    hrefs = [page.href(list_address(section, n)) for n in range(1, len(pages) + 1)]
    previous = hrefs[number - 2] if number > 1 else ""
    following = hrefs[number] if number < len(pages) else ""
    trail = [(name, f"{section}/"), (title, "")] if number > 1 else [(name, "")]
    meta = {
        "description": page.words(spec.definition).text if spec else "",
        # The kinds are listed on the page itself, with their counts.
        "hide": ["toc"],
        "search": {"exclude": number > 1},
        "atlas": {"prev": previous, "next": following},
    }
    return site.render(
        "index.md.j2",
        page,
        # The script shows other pages of the list below the same heading.
        name,
        front_matter=site.front_matter(page, title, meta),
        crumbs=site.crumbs(page, *trail),
        count=sum(len(group.entities) for group in groups),
        definition=page.words(spec.definition if spec else {}),
        query=page.query(queries.members(site.atlas.iris, spec.iri, page.language)) if spec else "",
        map=page.href(f"{MAP}/") if _has_map(site, spec) else "",
        list=page.root(browse.path(section, page.language)),
        assets=page.href("assets/"),
        kinds=_kinds_listed(page, groups, hrefs, number),
        groups=[
            _group(page, group) | {"entries": [_entry(page, e) for e in group.entities]}
            for group in pages[number - 1]
        ],
        pages=hrefs,
        number=number,
        previous=previous,
        next=following,
    )


def _kinds_listed(
    page: Page, groups: Sequence[browse.Group], hrefs: Sequence[str], number: int
) -> list[dict[str, Any]]:
    """Return the kinds of a list with their counts, each linked to where it begins."""
    kinds = []
    before = 0
    for group in groups:
        shown = _group(page, group)
        begins = before // browse.PAGE_SIZE
        href = "" if begins == number - 1 else hrefs[begins]
        if shown["title"].text:
            count = len(group.entities)
            kinds.append(shown | {"count": count, "href": f"{href}#kind-{shown['key']}"})
        before += len(group.entities)
    return kinds


def _group(page: Page, group: browse.Group) -> dict[str, Any]:
    kind = group.kind
    return {
        "title": page.words(kind.label) if kind else Shown(""),
        "key": anchor(kind.iri.rsplit("-", 1)[-1]) if kind else "",
    }


def _has_map(site: _Site, spec: ClassSpec | None) -> bool:
    return spec is not None and spec.iri == site.atlas.iris.term("Place") and site.has_written(MAP)


def _entry(page: Page, entity: Entity) -> dict[str, Any]:
    lead = page.words(entity.summary)
    plain = Shown(escape.plain(lead.text), lead.language)
    return {"href": page.href(entity.address), "label": page.words(entity.label), "lead": plain}


# The page of search


def _search(site: _Site) -> str:
    page = site.page(f"{SEARCH}/")
    title = page.say("search-title")
    blocks: Any = _environment().get_template("blocks.md.j2").make_module({"page": page})
    return site.render(
        "search.md.j2",
        page,
        title,
        meta={"description": page.say("search-lead")},
        crumbs=site.crumbs(page, (title, "")),
        assets=page.href(f"assets/{SEARCH}/"),
        sections=blocks.sections(_cards(site, page), ""),
    )


# The page of the ontology


def _ontology(site: _Site) -> str:
    page = site.page(f"{ONTOLOGY}/")
    title = page.say("ontology-title")
    specs = site.atlas.specs
    iris = site.atlas.iris
    own = [p for p in specs.predicates.values() if iris.is_term(p.iri)]
    classes = [*specs.entity_classes, *specs.part_classes]
    blocks = [
        ("classes", "classes", [_class_term(site, page, spec) for spec in classes]),
        ("properties", "properties", [_predicate_term(site, page, p) for p in own]),
    ]
    for scheme in sorted(specs.schemes.values(), key=lambda s: s.iri):
        members = [c for c in specs.concepts.values() if c.scheme == scheme.iri]
        members.sort(key=lambda c: (c.order, c.iri))
        name = page.words(scheme.label).text
        blocks.append(
            (
                anchor(iris.fragment(scheme.iri)),
                name,
                [_concept_term(site, page, c) for c in members],
            )
        )
    return site.render(
        "ontology.md.j2",
        page,
        title,
        meta={"description": page.say("ontology-lead")},
        crumbs=site.crumbs(page, (title, "")),
        blocks=[
            {
                "key": key,
                "title": page.say(f"ontology-{name}") if key == name else name,
                "terms": terms,
            }
            for key, name, terms in blocks
        ],
    )


def _term(site: _Site, page: Page, iri: str, label: Words, definition: Words) -> dict[str, Any]:
    fragment = site.atlas.iris.fragment(iri)
    return {
        "anchor": anchor(fragment),
        "name": f"atlas:{fragment}",
        "label": page.words(label),
        "definition": page.words(definition),
        "supers": [],
        "inverse": Shown(""),
        "fields": [],
        "members": None,
        "backlinks": (),
    }


def _class_term(site: _Site, page: Page, spec: ClassSpec) -> dict[str, Any]:
    count = len(site.atlas.sections().get(spec.section, ())) if spec.section else 0
    return _term(site, page, spec.iri, spec.label, spec.definition) | {
        "supers": [s for s in spec.supers if not site.atlas.iris.is_term(s)],
        "fields": [_field(site, page, f) for f in spec.fields],
        "members": {"href": page.href(f"{spec.section}/"), "count": count} if count else None,
        "backlinks": site.atlas.terms.get(spec.iri, ()) if spec.is_part else (),
    }


def _field(site: _Site, page: Page, field: Field) -> dict[str, str]:
    most = "*" if field.maximum is None else str(field.maximum)
    names = []
    for iri in field.classes:
        known = site.atlas.specs.classes.get(iri)
        names.append(page.words(known.label).text if known else iri.rsplit("#", 1)[-1])
    names += [iri.rsplit("#", 1)[-1] for iri in field.datatypes]
    return {
        "name": page.words(field.name).text,
        "property": field.path.removeprefix(site.atlas.iris.term("")).rsplit("/", 1)[-1],
        "count": f"{field.minimum}–{most}",
        "allowed": page.say("comma").join(dict.fromkeys(names)),
        "help": page.words(field.help).text,
    }


def _predicate_term(site: _Site, page: Page, predicate: Predicate) -> dict[str, Any]:
    return _term(site, page, predicate.iri, predicate.name, predicate.definition) | {
        "supers": predicate.supers,
        "inverse": page.words(predicate.inverse),
        "backlinks": site.atlas.terms.get(predicate.iri, ()),
    }


def _concept_term(site: _Site, page: Page, concept: Concept) -> dict[str, Any]:
    return _term(site, page, concept.iri, concept.label, concept.definition) | {
        "backlinks": site.atlas.terms.get(concept.iri, ()),
    }


# The pages of the releases


def _releases(site: _Site) -> str:
    page = site.page(f"{RELEASES}/")
    notes = site.shell.past.notes
    return site.render(
        "releases.md.j2",
        page,
        page.say("releases"),
        meta={"description": page.say("releases-lead")},
        crumbs=site.crumbs(page, (page.say("releases"), "")),
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


def _release(site: _Site, note: Notes) -> str:
    page = site.page(address(note.name))
    title = _release_title(page, note)
    refs = _answers(site.atlas)

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
        crumbs=site.crumbs(page, (page.say("releases"), f"{RELEASES}/"), (title, "")),
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


def _name_of(site: _Site, predicate: str) -> Words:
    known = site.atlas.specs.predicates.get(predicate)
    return known.name if known and known.name else {"": site.atlas.iris.short(predicate)}


# Hand-written pages


def _default_home(site: _Site) -> str:
    name = escape.heading(site.texts.pick(site.shell.site_names))
    return f"# {name}\n\n<!-- atlas:numbers -->\n\n<!-- atlas:sections -->\n"


def _written(site: _Site, path: str, body: str) -> str:
    address = "" if path == "index.md" else path.removesuffix(".md").removesuffix("/index") + "/"
    page = site.page(address)
    title, description = _title_and_description(body)
    iris = site.atlas.iris
    blocks: Any = _environment().get_template("blocks.md.j2").make_module({"page": page})
    made: dict[str, Callable[[], object]] = {
        "sections": lambda: blocks.sections(
            _cards(site, page),
            page.query(queries.classes(iris)) if site.atlas.specs.classes else "",
        ),
        "numbers": lambda: blocks.numbers(_counts(site.atlas)),
        "places": lambda: blocks.places(
            _places(site.atlas), page.query(queries.countries(iris, page.language))
        ),
        "coverage": lambda: blocks.coverage(
            _coverage(site, page), page.query(queries.coverage(iris))
        ),
        "questions": lambda: blocks.questions(_questions(site, page)),
        "charts": lambda: blocks.charts(_charts(site, page)),
        "dumps": lambda: blocks.downloads(_downloads(site, page, _DUMPS)),
        "model": lambda: blocks.downloads(_downloads(site, page, _MODEL)),
        "tables": lambda: blocks.downloads(_downloads(site, page, _TABLES)),
        "descriptions": lambda: blocks.downloads(_downloads(site, page, _DESCRIPTIONS)),
        "dataset": lambda: blocks.dataset(escape.script_json(site.downloads.jsonld)),
        "query": lambda: _query(site, page, blocks),
        "map": lambda: _map(site, page),
    }

    def fill(match: re.Match[str]) -> str:
        return str(made[match.group(1)]()) if match.group(1) in made else match.group()

    return site.render(
        "written.md.j2",
        page,
        title,
        meta={"description": description},
        body=Markup(_BLOCK.sub(fill, body)),  # noqa: S704 - written by the site's own authors
    )


def _title_and_description(body: str) -> tuple[str, str]:
    """Return the first heading of a hand-written page, and its first paragraph."""
    heading = re.search(r"^# (.+)$", body, re.MULTILINE)
    paragraph = re.search(r"^(?!#|<|!|-|\s)(.+)$", body, re.MULTILINE)
    plain = html.unescape(heading.group(1)) if heading else ""
    first = escape.plain(paragraph.group(1)) if paragraph else ""
    return plain, first[:_DESCRIPTION_LENGTH]


def _cards(site: _Site, page: Page) -> list[dict[str, Any]]:
    cards = []
    for section, entities in site.atlas.sections().items():
        spec = site.atlas.specs.of_section(section)
        cards.append(
            {
                "href": page.href(f"{section}/"),
                "count": len(entities),
                "label": page.words(site.section_label(section)),
                "definition": page.words(spec.definition if spec else {}),
            }
        )
    return cards


def _counts(atlas: Atlas) -> dict[str, int]:
    tables = [t for e in atlas.entities.values() for s in e.sections for t in s.tables]
    return {
        "entities": len(atlas.entities),
        "triples": atlas.triples,
        "parts": sum(len(table.parts) for table in tables),
    }


def _places(atlas: Atlas) -> list[Ref]:
    """Return links to the countries of the graph, by address."""
    groups = atlas.terms.get(atlas.iris.term("PlaceKind-country"), ())
    kind = atlas.iris.term("kind")
    return [ref for group in groups if group.predicate == kind for ref in group.refs]


def _coverage(site: _Site, page: Page) -> list[dict[str, Any]]:
    """Return, for each source, how many of its paragraphs are encoded and what rests on them."""
    iris, specs = site.atlas.iris, site.atlas.specs
    figure = specs.classes.get(iris.term("Figure"))
    rows = []
    for entity in site.atlas.entities.values():
        kind = browse.kind_of(site.atlas, entity)
        if kind is None or kind.iri != iris.term("DocumentKind-source"):
            continue
        tables = [table for section in entity.sections for table in section.tables]
        paragraphs = [
            part for table in tables if _is(table, iris, "Paragraph") for part in table.parts
        ]
        cites = [
            [ref for group in part.backlinks if group.predicate == SOURCE for ref in group.refs]
            for part in paragraphs
        ]
        refs = {ref for cited in cites for ref in cited}
        rows.append(
            {
                "href": page.href(entity.address),
                "label": page.words(entity.label),
                "paragraphs": len(paragraphs),
                "cited": sum(1 for cited in cites if cited),
                "left_out": sum(iris.term("leftOut") in part.rows for part in paragraphs),
                "entities": len({iris.owner(ref.iri) for ref in refs}),
                "figures": sum(figure is not None and ref.kind == figure.label for ref in refs),
            }
        )
    return rows


_DUMPS = ("data/atlas.",)
_MODEL = ("data/ontology.ttl", "data/shapes.ttl", "data/concepts.ttl")
_TABLES = ("data/csv/",)
_DESCRIPTIONS = ("data/catalog.ttl", ".well-known/void", "data/SHA256SUMS")


def _downloads(site: _Site, page: Page, beginnings: tuple[str, ...]) -> list[dict[str, Any]]:
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


def _holds(site: _Site, page: Page, path: str) -> Shown:
    """Return what a data file holds: a table the members of its class, others what we say."""
    name, _, suffix = path.rsplit("/", 1)[-1].lower().partition(".")
    if path.startswith(_TABLES):
        specs = site.atlas.specs.classes.values()
        return next(page.words(spec.plural) for spec in specs if spec.table == name)
    return Shown(page.say(f"holds-{suffix.replace('.', '-') if name == 'atlas' else name}"))


def _is(table: PartTable, iris: Iris, name: str) -> bool:
    return table.spec is not None and table.spec.iri == iris.term(name)


def _questions(site: _Site, page: Page) -> list[dict[str, Any]]:
    """Return the questions, with the answers as links and texts.

    A column is headed by the class or property that its variable is called after.
    """
    refs = _answers(site.atlas)
    fields = [f for spec in site.atlas.specs.classes.values() for f in spec.fields]
    dates = {site.atlas.iris.fragment(f.path) for f in fields if _DATES.intersection(f.datatypes)}

    def cell(value: str, column: str) -> dict[str, Any]:
        if value in refs:
            return {"text": page.words(refs[value].label), "to": page.link(refs[value])}
        if column in dates:
            return {"text": Shown(page.texts.date(value)), "to": None}
        text = page.texts.number(value) if value.isdecimal() else value
        return {"text": Shown(text), "to": None}

    return [
        {
            "name": anchor(question.name),
            "words": page.words(question.words),
            "query": question.query,
            "columns": [_column(site.atlas, page, column) for column in question.columns],
            "rows": [
                [cell(value, column) for value, column in zip(row, question.columns, strict=True)]
                for row in question.rows
            ],
        }
        for question in site.shell.questions
    ]


def _charts(site: _Site, page: Page) -> list[dict[str, Any]]:
    """Return the charts, each with the head of the column that names its groups."""
    refs = _answers(site.atlas)
    sources = {
        part.iri: [ref for ref in part.values(SOURCE) if isinstance(ref, Ref)]
        for entity in site.atlas.entities.values()
        for part in _parts(entity)
    }
    return [
        {
            "shown": chartpage.shown(chart, refs, sources, page.texts),
            "head": Shown(page.say("chart-periods"))
            if chart.columns == PERIOD
            else _column(site.atlas, page, chart.columns[0]),
            "query": page.query(chart.query),
        }
        for chart in site.shell.charts
    ]


def _asked(site: _Site, page: Page) -> list[dict[str, Any]]:
    """Return the questions without their answers."""
    return [
        {
            "name": anchor(question.name),
            "words": page.words(question.words),
            "query": f"{question.query}\n",
        }
        for question in site.shell.questions
    ]


def _query(site: _Site, page: Page, blocks: Any) -> str:
    """Return the query page's block, with all that its script must know."""
    asked = _asked(site, page)
    assets = page.root(f"assets/{QUERY}/")
    made = querypage.settings(site.atlas, site.shell.prefixes, site.texts)
    settings = made | {
        "root": page.up(),
        "dump": [page.root(path) for path in made["dump"]],
        "worker": f"{assets}worker.js",
        "wasm": f"{assets}oxigraph.wasm",
        "questions": [{key: item[key] for key in ("name", "query")} for item in asked],
        "first": queries.classes(site.atlas.iris).lstrip(),
    }
    return str(blocks.query(asked, assets, escape.script_json(settings)))


_NAMED = 5
"""How many places the words beside the map name."""

_MAP_LETTERS = 34
"""The height of the letters on the map, in its units; as in ``docs/assets/atlas.css``."""


def _map(site: _Site, page: Page) -> str:
    """Return the map's block: what is drawn, the same as tables, and what its script must know."""
    atlas = site.atlas
    found = places.of(atlas)
    entries = [atlas.entities[iri] for iri in sorted(set().union(*(p.entries for p in found)))]
    filters = places.filters(atlas, entries)
    tables = [
        {
            "name": name,
            "rows": [
                _map_row(site, page, place, filters) for place in found if place.kind in kinds
            ],
            "query": page.query(queries.places(atlas.iris, kinds, page.language)),
        }
        for name, kinds in (("dots", places.DOTS), ("areas", places.AREAS))
    ]
    drawn, most = _drawn(page, found)
    block: Any = _environment().get_template("map.j2").make_module({"page": page})
    return str(
        block.world(
            drawn,
            tables,
            [(name, page.words(site.section_label(name)).text) for name in filters.sections],
            [(_slug(t), page.words(t.label).text) for t in filters.themes],
            page.root("assets/map.js"),
            escape.script_json(
                {
                    "unit": maps.unit(most),
                    "entries": [filters.of(entry) for entry in entries],
                    "places": {
                        _slug(place.entity): [
                            i for i, entry in enumerate(entries) if entry.iri in place.entries
                        ]
                        for place in found
                    },
                }
            ),
        )
    )


def _slug(entity: Entity) -> str:
    """Return by what the map's script and address know a place or a theme."""
    return entity.address.rstrip("/").rpartition("/")[-1]


def _drawn(page: Page, found: Sequence[places.Place]) -> tuple[dict[str, Any], int]:
    """Return what the map shows, and the highest count on it."""
    dots = [(p, p.point) for p in found if p.kind in places.DOTS and p.point is not None]
    most = max((len(place.entries) for place, _ in dots), default=0)

    def named(place: places.Place) -> dict[str, Any]:
        return {
            "key": _slug(place.entity),
            "name": page.words(place.entity.label).text,
            "href": page.href(place.entity.address),
            "kind": place.kind,
            "count": len(place.entries),
        }

    labels = {place.entity.iri: named(place) for place in found if place.kind in places.LABELS}
    texts = [
        maps.Label(place.entity.iri, labels[place.entity.iri]["name"], place.point)
        for place in found
        if place.entity.iri in labels and place.point is not None
    ]
    circles = [(point, maps.radius(len(place.entries), most)) for place, point in dots]
    drawn = {
        "width": maps.WIDTH,
        "height": maps.HEIGHT,
        "land": maps.land(),
        "labels": [
            {**labels[label.key], "point": label.point}
            for label in maps.apart(texts, _MAP_LETTERS, circles)
        ],
        "dots": [
            {**named(place), "point": point, "radius": maps.radius(len(place.entries), most)}
            for place, point in dots
        ],
        "steps": [{"count": n, "radius": maps.radius(n, most)} for n in maps.steps(most)],
        "most": _most(page, [named(place) for place, _ in dots[:_NAMED]]),
    }
    return drawn, most


def _most(page: Page, first: Sequence[Mapping[str, Any]]) -> str:
    """Return the places with most entries in words, for who does not see the map."""
    told = [
        page.say("map-symbol", place=dot["name"], count=page.number(dot["count"])) for dot in first
    ]
    return page.say("map-most", places=page.say("list-separator").join(told)) if told else ""


def _map_row(
    site: _Site, page: Page, place: places.Place, filters: places.Filters
) -> dict[str, Any]:
    sections = [site.atlas.entities[iri].section for iri in place.entries]
    return {
        "key": _slug(place.entity),
        "label": page.words(place.entity.label),
        "href": page.href(place.entity.address),
        "within": place.entity.refs(site.atlas.iris.term("within")),
        "count": len(place.entries),
        "by": [
            {
                "index": i,
                "label": page.words(site.section_label(name)),
                "count": sections.count(name),
            }
            for i, name in enumerate(filters.sections)
            if name in sections
        ],
    }


def _answers(atlas: Atlas) -> dict[str, Ref]:
    """Return links to all that an answer may name: entities, parts and terms of the model."""
    refs = {}
    for entity in atlas.entities.values():
        refs[entity.iri] = Ref(entity.iri, entity.label, entity.address)
        for part in _parts(entity):
            to = f"{entity.address}#{part.anchor}"
            refs[part.iri] = Ref(part.iri, joined(entity.label, part.label), to)
    names = {concept.iri: concept.label for concept in atlas.specs.concepts.values()}
    names |= {predicate.iri: predicate.name for predicate in atlas.specs.predicates.values()}
    for iri, name in names.items():
        at = f"{ONTOLOGY}/#{anchor(atlas.iris.fragment(iri))}" if atlas.iris.is_term(iri) else None
        refs[iri] = Ref(iri, name, at)
    return refs


def _column(atlas: Atlas, page: Page, name: str) -> Shown:
    """Return what a column is called: a class, a section of them (for a count) or a property."""
    known = atlas.specs.classes.get(atlas.iris.term(name[:1].upper() + name[1:]))
    if known:
        return page.words(known.label)
    section = atlas.specs.of_section(name)
    if section:
        return page.words(section.plural)
    predicate = atlas.specs.predicates.get(atlas.iris.term(name))
    return page.words(predicate.name) if predicate else Shown(name, "en")


def _parts(entity: Entity) -> Iterator[Part]:
    for section in entity.sections:
        for table in section.tables:
            yield from table.parts
