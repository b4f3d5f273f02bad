"""Entities' values in, what templates may ask of them in one language out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from atlas import acronyms, escape, neighbourhood, network, places
from atlas.charts import Chart
from atlas.dates import DATATYPES
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import QUERY
from atlas.model import (
    ALT_LABEL,
    RDF_TYPE,
    SOURCE,
    Atlas,
    Backlinks,
    Entity,
    Fact,
    Part,
    Ref,
    Row,
    Text,
    Value,
    natural,
)
from atlas.questions import Question
from atlas.related import Related
from atlas.releases import Past
from atlas.shapes import Words
from atlas.threads import Thread

_XSD = "http://www.w3.org/2001/XMLSchema#"

_NUMBERS = frozenset(
    _XSD + name for name in ("integer", "decimal", "int", "long", "double", "float")
)

_NUMBERED = re.compile(r"(?P<head>\D*)(?P<number>\d.*?)(?P<tail>[^\x00-\x7f]*)$")
"""The name of a paragraph in three: before its number, the number, and after it."""

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
def environment() -> Environment:
    """Return what renders the templates; every value is escaped that is not markup."""

    def finalize(value: Any) -> Any:
        return value if isinstance(value, Markup) else escape.html(str(value))

    return Environment(
        loader=FileSystemLoader(Path(__file__).parent.parent / "templates"),
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

    def __init__(
        self,
        texts: Catalogue,
        address: str,
        site_name: str,
        has_query: bool,
        known: acronyms.Acronyms,
        sections: Mapping[str, Words],
    ) -> None:
        """Stand at ``address`` in the language of ``texts``, on a site with a query page or not.

        ``known`` are the acronyms that become links in prose, ``sections`` the names of the
        sections in their order.
        """
        self.texts = texts
        self.language = texts.language
        self.address = address
        self.site_name = site_name
        self.has_query = has_query
        self.sections = sections
        self._acronyms = known
        self._met: set[str] = set()

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
        """Return a prose field as HTML.

        An acronym that the page shows for the first time leads to what it stands for, and its
        title says what that is; the page's own entity needs neither.
        """
        return escape.prose(text, self._pieces)

    def _pieces(self, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
        for piece, entity in self._acronyms.pieces(text):
            if entity is None or entity.address == self.address or entity.iri in self._met:
                yield piece, {}
            else:
                self._met.add(entity.iri)
                yield (
                    piece,
                    {
                        "class": "a-acronym",
                        "href": self.href(entity.address),
                        "title": " ".join(escape.clean(self.words(entity.label).text).split()),
                    },
                )

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
        if value.datatype in DATATYPES:
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

    def by_section(self, refs: Sequence[Ref], most: int) -> list[tuple[Shown | None, list[Ref]]]:
        """Cut a list of entries by section, if it holds several and is longer than ``most``.

        What is cut has the name of its section; what is left whole has none.
        """
        held: dict[str, list[Ref]] = {}
        for ref in refs:
            held.setdefault((ref.address or "").partition("/")[0], []).append(ref)
        known = [name for name in self.sections if name in held]
        if len(refs) <= most or len(held) < 2 or len(known) < len(held):
            return [(None, list(refs))]
        return [(self.words(self.sections[name]), held[name]) for name in known]

    def inverse(self, group: Backlinks) -> Shown:
        """Return what a group of back-links is called."""
        if group.inverse:
            return self.words(group.inverse)
        return Shown(self.say("inverse-of", name=self.words(group.name).text))


@dataclass(frozen=True)
class Site:
    """One language of the site while it is being rendered.

    ``threads`` and ``related`` hold, by IRI, what was found out about the entities together.
    """

    atlas: Atlas
    shell: Shell
    texts: Catalogue
    downloads: Downloads
    threads: Mapping[str, Thread] = field(default_factory=dict)
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)

    def page(self, address: str) -> Page:
        """Return what templates may ask for the page at ``address``."""
        site_name = self.texts.pick(self.shell.site_names)
        return Page(
            self.texts, address, site_name, self.has_written(QUERY), self.acronyms, self.sections
        )

    @cached_property
    def sections(self) -> Mapping[str, Words]:
        """What the sections are called, in their order."""
        return {name: self.section_label(name) for name in self.atlas.sections()}

    @cached_property
    def acronyms(self) -> acronyms.Acronyms:
        """The acronyms of the entities."""
        return acronyms.of(self.atlas, self.texts.language)

    @cached_property
    def gists(self) -> Mapping[str, tuple[Text, ...]]:
        """What each part of a document says, by its IRI; a text a language."""
        summary = self.atlas.iris.term("summary")
        parts = (
            part
            for entity in self.atlas.entities.values()
            for section in entity.sections
            for table in section.tables
            for part in table.parts
        )
        said = {part.iri: part.values(summary) for part in parts}
        return {
            iri: tuple(value for value in values if isinstance(value, Text))
            for iri, values in said.items()
        }

    @cached_property
    def places(self) -> Mapping[str, places.Place]:
        """The places that entries name, by IRI, those named most first."""
        return {place.entity.iri: place for place in places.of(self.atlas)}

    @cached_property
    def network(self) -> network.Network:
        """How the entities are linked."""
        return network.build(self.atlas)

    @cached_property
    def looks(self) -> Mapping[str, neighbourhood.Look]:
        """How the entities of each section are drawn."""
        return neighbourhood.looks(self.atlas.sections())

    def has_written(self, name: str) -> bool:
        """Whether somebody wrote the page of this name."""
        return f"{name}.md" in self.shell.written.get(self.texts.language, {})

    def render(self, template: str, page: Page, title: str, **values: Any) -> str:
        """Return a page; ``meta`` is for its front matter, the rest for its template."""
        values.setdefault("front_matter", self.front_matter(page, title, values.pop("meta", {})))
        text = environment().get_template(template).render(page=page, title=title, **values)
        return text.lstrip("\n")

    def address(self, page: Page, language: str) -> str:
        """Return the full address of a page in ``language``."""
        return self.atlas.iris.base + page.twin(language).removeprefix(page.root(""))

    def front_matter(self, page: Page, title: str, meta: Mapping[str, Any]) -> Markup:
        """Return what the theme must know of a page, as YAML."""
        shared = {
            "lang_self": page.language,
            "twins": [
                {
                    "lang": tag,
                    "href": page.twin(tag),
                    "url": self.address(page, tag),
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
        """Return what a section is called."""
        spec = self.atlas.specs.of_section(section)
        if spec:
            return spec.plural
        return {"": section} if section != "entities" else {"": self.texts.text("all-entities")}

    def short(self, entity: Entity) -> Words:
        """Return what an entity is cited as, or else its name."""
        values = entity.values(self.atlas.iris.term("citeAs"))
        return {v.language: v.value for v in values if isinstance(v, Text)} or entity.label

    def crumbs(self, page: Page, *trail: tuple[str, str]) -> list[dict[str, str]]:
        """Return the way from home to what stands above a page, as (text, address) of each step."""
        home = {"href": page.href(""), "text": page.say("home")}
        steps = [{"href": page.href(to), "text": text} for text, to in trail]
        return [home, *steps]
