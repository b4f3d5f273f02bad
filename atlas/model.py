"""Statements and specifications in, frozen entities out.

An entity has labels, sorted facts with their citations, parts, and computed back-links; nothing
it holds needs an RDF library to be read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from atlas.iris import Addresses, Iris, anchor
from atlas.load import XSD_STRING, Source, Statement
from atlas.shapes import ClassSpec, Group, Predicate, Specs, Words

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
ALT_LABEL = "http://www.w3.org/2004/02/skos/core#altLabel"
SOURCE = "http://purl.org/dc/terms/source"
REPLACED_BY = "http://purl.org/dc/terms/isReplacedBy"
DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"

LABELS = (
    RDFS_LABEL,
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://purl.org/dc/terms/title",
    "http://purl.org/dc/elements/1.1/title",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://xmlns.com/foaf/0.1/name",
)
"""The properties that name a thing, in the order in which they are tried."""

SUMMARIES = (
    "http://www.w3.org/2004/02/skos/core#definition",
    "http://purl.org/dc/terms/description",
    "http://purl.org/dc/elements/1.1/description",
    "http://www.w3.org/2000/01/rdf-schema#comment",
    "https://schema.org/description",
    "http://schema.org/description",
)
"""The properties that describe a thing of someone else's vocabulary; ours is atlas:summary."""

_NESTING_LIMIT = 6
"""How deep blank nodes are followed; somebody else's data may turn in circles."""


@dataclass(frozen=True, slots=True)
class Text:
    """A literal: its text, its language tag or ``""``, its datatype IRI or ``""`` for plain."""

    value: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """A link: ``address`` leads from the root of a language, and is None for another site's.

    It is hashed by its IRI alone: mappings of words cannot be. A part is labelled by its ``owner``
    and its ``own`` name, as it follows a comma, together; ``own`` is empty for a part without a
    name, and both are for anything else.
    """

    iri: str
    label: Words = field(hash=False)
    address: str | None
    kind: Words = field(default_factory=dict, hash=False)
    owner: Words = field(default_factory=dict, hash=False)
    own: Words = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Nested:
    """A blank node: what is said of it, in place."""

    rows: tuple[Row, ...]


Value = Text | Ref | Nested


@dataclass(frozen=True, slots=True)
class Fact:
    """One value with the paragraphs that state it."""

    value: Value
    citations: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """All values of one property."""

    predicate: str
    name: Words
    help: Words
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Backlinks:
    """What points here by one property; ``inverse`` is empty where the ontology gives no name."""

    predicate: str
    name: Words
    inverse: Words
    refs: tuple[Ref, ...]

    @property
    def named(self) -> list[Ref]:
        """Return the entities, and the parts that have a name, that point here."""
        return [ref for ref in self.refs if ref.own or not ref.owner]

    @property
    def nameless(self) -> list[Ref]:
        """Return the parts without a name that point here, such as citations."""
        return [ref for ref in self.refs if ref.owner and not ref.own]


@dataclass(frozen=True, slots=True)
class Part:
    """A fragment of an entity, shown on its page."""

    iri: str
    anchor: str
    label: Words
    rows: Mapping[str, Row]
    backlinks: tuple[Backlinks, ...]

    def values(self, predicate: str) -> tuple[Value, ...]:
        """Return the values of one property, given by its IRI, in their order."""
        row = self.rows.get(predicate)
        return tuple(fact.value for fact in row.facts) if row else ()


@dataclass(frozen=True, slots=True)
class PartTable:
    """The parts of one class; ``columns`` are the properties that any of them has."""

    spec: ClassSpec | None
    columns: tuple[Row, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a page: rows, then tables of parts."""

    key: str
    label: Words
    rows: tuple[Row, ...]
    tables: tuple[PartTable, ...]


@dataclass(frozen=True, slots=True)
class Entity:
    """Everything that the page of one entity shows; ``lead_citations`` are of its summary."""

    iri: str
    address: str
    section: str
    file: str
    spec: ClassSpec | None
    types: tuple[Ref, ...]
    label: Words
    alternatives: tuple[Text, ...]
    summary: Words
    lead_citations: tuple[Ref, ...]
    is_deprecated: bool
    replaced_by: tuple[Ref, ...]
    sections: tuple[Section, ...]
    backlinks: tuple[Backlinks, ...]

    @property
    def sort_key(self) -> tuple[list[tuple[int, int, str]], str]:
        """Sort by what follows the section in the address, numbers by value."""
        return natural(self.address), self.iri

    @property
    def slug(self) -> str:
        """Name the entity among those of its section: the end of its address."""
        return self.address.rstrip("/").rpartition("/")[-1]

    def values(self, predicate: str) -> tuple[Value, ...]:
        """Return the values of one property, given by its IRI, in their order.

        Names, summaries and what else stands in the heading have fields of their own.
        """
        rows = (row for section in self.sections for row in section.rows)
        return tuple(f.value for row in rows if row.predicate == predicate for f in row.facts)

    def refs(self, predicate: str) -> tuple[Ref, ...]:
        """Return those values of one property that are links."""
        return tuple(value for value in self.values(predicate) if isinstance(value, Ref))

    def parts(self, cls: str) -> tuple[Part, ...]:
        """Return the parts of one class, given by its IRI, in their order."""
        tables = (table for section in self.sections for table in section.tables)
        return tuple(p for t in tables if t.spec and t.spec.iri == cls for p in t.parts)


@dataclass(frozen=True)
class Atlas:
    """All entities of a graph, and who uses which term of the model."""

    entities: Mapping[str, Entity]
    terms: Mapping[str, tuple[Backlinks, ...]]
    specs: Specs
    iris: Iris
    triples: int

    def sections(self) -> Mapping[str, tuple[Entity, ...]]:
        """Return the entities by section: the model's order first, then by name."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.entities.values():
            found[entity.section].append(entity)
        order = {c.section: i for i, c in enumerate(self.specs.entity_classes)}
        names = sorted(found, key=lambda s: (order.get(s, len(order)), s))
        return {s: tuple(sorted(found[s], key=lambda e: e.sort_key)) for s in names}


def natural(text: str) -> list[tuple[int, int, str]]:
    """Return a sort key by which ``p2`` comes before ``p10``."""
    pieces = re.findall(r"\d+|\D+", text)
    return [(0, int(p), "") if p.isdigit() and p.isascii() else (1, 0, p) for p in pieces]


def build(source: Source, specs: Specs, iris: Iris) -> Atlas:
    """Return the entities of ``source``: every IRI subject under the base, with its parts."""
    return _Builder(source, specs, iris).atlas()


class _Builder:
    """Groups statements by subject and by object once, then makes entities from the groups."""

    def __init__(self, source: Source, specs: Specs, iris: Iris) -> None:
        self.source = source
        self.specs = specs
        self.iris = iris
        self.out: dict[str, list[Statement]] = defaultdict(list)
        self.into: dict[str, list[Statement]] = defaultdict(list)
        for statement in source.statements:
            self.out[statement.subject.value].append(statement)
            if not isinstance(statement.object, ox.Literal):
                self.into[statement.object.value].append(statement)
        self.subjects = {
            s.subject.value for s in source.statements if isinstance(s.subject, ox.NamedNode)
        }
        self.addresses = Addresses.build(
            iris, {iris.owner(s) for s in self.subjects if iris.covers(s)}
        )
        self.parts: dict[str, list[str]] = defaultdict(list)
        for subject in self.subjects:
            if iris.covers(subject) and iris.fragment(subject):
                self.parts[iris.owner(subject)].append(subject)
        self._refs: dict[str, Ref] = {}

    def atlas(self) -> Atlas:
        entities = {iri: self._entity(iri) for iri in self.addresses.pages}
        terms = {t: self._backlinks(t) for t in sorted(self.specs.defined) if t in self.into}
        return Atlas(entities, terms, self.specs, self.iris, len(self.source.statements))

    # Looking up

    def _objects(self, subject: str, predicate: str) -> list[Statement]:
        return [s for s in self.out.get(subject, ()) if s.predicate.value == predicate]

    def _spec(self, subject: str) -> ClassSpec | None:
        return self.specs.best(s.object.value for s in self._objects(subject, RDF_TYPE))

    def _words(self, subject: str, predicates: Iterable[str]) -> Words:
        for predicate in predicates:
            found = {
                s.object.language or "": s.object.value
                for s in self._objects(subject, predicate)
                if isinstance(s.object, ox.Literal)
            }
            if found:
                return dict(sorted(found.items()))
        return {}

    def _label(self, iri: str) -> Words:
        return self._words(iri, LABELS) or {"": self._short(iri)}

    def _short(self, iri: str) -> str:
        """Return ``iri`` by the prefix its files use, or its last segment, or whole."""
        if self.iris.covers(iri):
            return self.iris.fragment(iri) or self.iris.short(iri).rsplit("/", 1)[-1]
        return self.source.curie(iri) or iri

    def ref(self, iri: str) -> Ref:
        """Return a link to ``iri``; a part is named after its owner, then itself."""
        if iri not in self._refs:
            self._refs[iri] = self._make_ref(iri)
        return self._refs[iri]

    def _make_ref(self, iri: str) -> Ref:
        if iri in self.specs.defined:
            return self._term_ref(iri)
        if not self.iris.covers(iri) or self.iris.owner(iri) not in self.addresses.pages:
            return Ref(iri, {"": self._short(iri)}, None)
        owner = self.iris.owner(iri)
        spec = self._spec(iri)
        kind: Words = spec.label if spec else {}
        label = self._label(iri)
        if owner == iri:
            return Ref(iri, label, self.addresses.of(iri), kind)
        short = self._words(owner, [self.iris.term("citeAs")]) or self._label(owner)
        own = self._words(iri, LABELS)
        following = {tag: _lowered(text) for tag, text in own.items()}
        return Ref(iri, joined(short, own), self.addresses.of(iri), kind, short, following)

    def _term_ref(self, iri: str) -> Ref:
        known = self.specs.concepts.get(iri) or self.specs.schemes.get(iri)
        named = self.specs.classes.get(iri)
        predicate = self.specs.predicates.get(iri)
        label: Words = {}
        if known:
            label = known.label
        elif named:
            label = named.label
        elif predicate:
            label = predicate.name
        return Ref(iri, label or {"": self._short(iri)}, self.addresses.of(iri))

    def _predicate(self, iri: str) -> Predicate:
        known = self.specs.predicates.get(iri)
        if known and known.name:
            return known
        return Predicate(iri, {"": self._short(iri)}, {}, {})

    # Making

    def _entity(self, iri: str) -> Entity:
        spec = self._spec(iri)
        citations = self._sources(iri)
        summary = self.iris.term("summary")
        file = next((s.file for s in self.out.get(iri, ())), None)
        return Entity(
            iri=iri,
            address=self.addresses.pages[iri],
            section=self.addresses.section(iri),
            file=self.source.files[file].path.as_posix() if file is not None else "",
            spec=spec,
            types=tuple(self.ref(s.object.value) for s in self._objects(iri, RDF_TYPE)),
            label=self._label(iri),
            alternatives=tuple(
                text_of(s.object)
                for s in self._objects(iri, ALT_LABEL)
                if isinstance(s.object, ox.Literal)
            ),
            summary=self._words(iri, [summary, *SUMMARIES]),
            lead_citations=self._covering(iri).get(summary, citations),
            is_deprecated=any(
                s.object.value in {"true", "1"} for s in self._objects(iri, DEPRECATED)
            ),
            replaced_by=tuple(self.ref(s.object.value) for s in self._objects(iri, REPLACED_BY)),
            sections=tuple(self._sections(iri, spec, citations)),
            backlinks=self._backlinks(iri),
        )

    def _sources(self, subject: str) -> tuple[Ref, ...]:
        refs = [self.ref(s.object.value) for s in self._objects(subject, SOURCE)]
        return tuple(sorted(refs, key=lambda r: natural(r.iri)))

    def _covering(self, iri: str) -> Mapping[str, tuple[Ref, ...]]:
        """Return, by property or value, the paragraphs that the entity's citations pin to it."""
        covers = self.iris.term("covers")
        found: dict[str, list[Ref]] = defaultdict(list)
        for part in sorted(self.parts.get(iri, ()), key=natural):
            for statement in self._objects(part, covers):
                found[statement.object.value] += self._sources(part)
        return {key: tuple(dict.fromkeys(refs)) for key, refs in found.items()}

    def _sections(
        self, iri: str, spec: ClassSpec | None, citations: tuple[Ref, ...]
    ) -> Iterator[Section]:
        covering = self._covering(iri)
        rows: dict[Group | None, list[Row]] = defaultdict(list)
        for group, row in self._rows(iri, spec, citations, covering):
            rows[group].append(row)
        tables: dict[Group | None, list[PartTable]] = defaultdict(list)
        for group, table in self._tables(iri):
            tables[group].append(table)
        heading = min(self.specs.groups, key=lambda g: g.order, default=None)
        for group in [*self.specs.groups, None]:
            if group is heading and group is not None:
                continue
            if rows[group] or tables[group]:
                key = group.iri.rsplit("group-", 1)[-1] if group else "facts"
                label = group.label if group else {}
                yield Section(key, label, tuple(rows[group]), tuple(tables[group]))

    def _rows(
        self,
        subject: str,
        spec: ClassSpec | None,
        citations: tuple[Ref, ...] = (),
        covering: Mapping[str, tuple[Ref, ...]] | None = None,
        depth: int = 0,
    ) -> Iterator[tuple[Group | None, Row]]:
        """Yield the rows of ``subject`` in the order of its class; unknown properties last."""
        by_predicate: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.out.get(subject, ()):
            by_predicate[statement.predicate.value].append(statement)
        by_predicate.pop(RDF_TYPE, None)
        fields = spec.fields if spec else ()
        for known in fields:
            statements = by_predicate.pop(known.path, [])
            if statements:
                facts = self._facts(statements, citations, covering or {}, depth)
                yield known.group, Row(known.path, known.name, known.help, facts)
        for path in sorted(by_predicate):
            predicate = self._predicate(path)
            facts = self._facts(by_predicate[path], citations, covering or {}, depth)
            yield None, Row(path, predicate.name, predicate.definition, facts)

    def _facts(
        self,
        statements: list[Statement],
        citations: tuple[Ref, ...],
        covering: Mapping[str, tuple[Ref, ...]],
        depth: int,
    ) -> tuple[Fact, ...]:
        facts = []
        for _, predicate, value, _ in statements:
            pinned = covering.get(value.value) or covering.get(predicate.value) or citations
            known = self.specs.predicates.get(predicate.value)
            cited = () if predicate.value == SOURCE or (known and known.uncited) else pinned
            facts.append(Fact(self._value(value, depth), cited))
        return tuple(sorted(facts, key=_fact_key))

    def _value(self, term: ox.NamedNode | ox.BlankNode | ox.Literal, depth: int) -> Value:
        if isinstance(term, ox.Literal):
            return text_of(term)
        if isinstance(term, ox.NamedNode):
            return self.ref(term.value)
        if depth >= _NESTING_LIMIT:
            return Text("…")
        types = [s.object for s in self._objects(term.value, RDF_TYPE)]
        rows = [row for _, row in self._rows(term.value, None, depth=depth + 1)]
        if types:
            named = self._predicate(RDF_TYPE)
            facts = tuple(Fact(self._value(t, depth + 1)) for t in types)
            rows.insert(0, Row(RDF_TYPE, named.name, named.definition, facts))
        return Nested(tuple(rows))

    def _tables(self, iri: str) -> Iterator[tuple[Group | None, PartTable]]:
        """Yield the tables of parts, each with the section of the page it belongs in."""
        by_class: dict[str, list[str]] = defaultdict(list)
        for name in self.parts.get(iri, ()):
            spec = self._spec(name)
            by_class[spec.iri if spec else ""].append(name)
        for cls in [*(c.iri for c in self.specs.part_classes), ""]:
            if cls in by_class:
                spec = self.specs.classes.get(cls)
                parts = tuple(self._part(p, spec) for p in sorted(by_class[cls], key=natural))
                columns: dict[str, Row] = {}
                for part in parts:
                    for path, row in part.rows.items():
                        columns.setdefault(path, row)
                known = [f.path for f in spec.fields] if spec else []
                ordered = [columns[path] for path in known if path in columns]
                ordered += [c for path, c in sorted(columns.items()) if c not in ordered]
                table = PartTable(spec, tuple(ordered), parts)
                yield (spec.parts_group if spec else None), table

    def _part(self, iri: str, spec: ClassSpec | None) -> Part:
        citations = self._sources(iri)
        rows = {row.predicate: row for _, row in self._rows(iri, spec, citations)}
        if spec is None and self._objects(iri, RDF_TYPE):
            named = self._predicate(RDF_TYPE)
            types = tuple(Fact(self.ref(s.object.value)) for s in self._objects(iri, RDF_TYPE))
            rows = {RDF_TYPE: Row(RDF_TYPE, named.name, named.definition, types), **rows}
        label = self._words(iri, LABELS)
        rows.pop(RDFS_LABEL, None)
        return Part(iri, anchor(self.iris.fragment(iri)), label, rows, self._backlinks(iri))

    def _backlinks(self, iri: str) -> tuple[Backlinks, ...]:
        """Return what points at ``iri``, by property in the order of their inverse names."""
        by_predicate: dict[str, set[str]] = defaultdict(set)
        for statement in self.into.get(iri, ()):
            subject = self._speaker(statement)
            if subject is not None:
                by_predicate[statement.predicate.value].add(subject)
        groups = []
        for path in sorted(by_predicate):
            predicate = self._predicate(path)
            refs = sorted((self.ref(s) for s in by_predicate[path]), key=_ref_key)
            groups.append(Backlinks(path, predicate.name, predicate.inverse, tuple(refs)))
        return tuple(groups)

    def _speaker(self, statement: Statement) -> str | None:
        """Return the IRI that a statement is made on, following blank nodes up to their owner."""
        for _ in range(_NESTING_LIMIT):
            if isinstance(statement.subject, ox.NamedNode):
                return statement.subject.value
            above = self.into.get(statement.subject.value)
            if not above:
                return None
            statement = above[0]
        return None


def joined(first: Words, second: Words) -> Words:
    """Return the name of an owner followed by the name of its part, in each language of either."""
    if not second:
        return first
    tags = {*first, *second} - {""} or {""}

    def pick(words: Words, tag: str) -> str:
        return words.get(tag) or words.get("") or next(iter(words.values()))

    comma = {"zh": "，"}
    return {
        tag: pick(first, tag) + comma.get(tag, ", ") + _lowered(pick(second, tag))
        for tag in sorted(tags)
    }


def _lowered(text: str) -> str:
    """Return ``text`` fit to follow a comma: ``Paragraph 8`` -> ``paragraph 8``."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def text_of(literal: ox.Literal) -> Text:
    """Return a literal as the model holds it."""
    language = literal.language or ""
    datatype = literal.datatype.value
    plain = bool(language) or datatype == XSD_STRING
    return Text(literal.value, language, "" if plain else datatype)


def _ref_key(ref: Ref) -> tuple[list[tuple[int, int, str]], str]:
    return natural(ref.address or "~" + ref.iri), ref.iri


def _fact_key(fact: Fact) -> tuple[int, list[tuple[int, int, str]], str]:
    value = fact.value
    if isinstance(value, Ref):
        key, iri = _ref_key(value)
        return 1, key, iri
    if isinstance(value, Text):
        return 0, natural(value.value), value.language
    return 2, [], ""
