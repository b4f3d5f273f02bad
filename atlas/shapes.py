"""The ontology folder in, specifications out: class > section of the page > field.

The only module that reads SHACL for layout. What a shape says (name, help, section, order,
cardinality) is said nowhere else.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pyoxigraph import NamedNode
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from atlas import icons
from atlas.findings import Finding, Level
from atlas.iris import Iris
from atlas.load import Source, to_rdflib

Words = Mapping[str, str]
"""Text by language."""


@dataclass(frozen=True)
class Group:
    """A section of a page (``sh:PropertyGroup``)."""

    iri: str
    label: Words = field(hash=False)
    order: float


@dataclass(frozen=True)
class Facet:
    """A filter of a section's list; fields of several properties may feed one.

    ``broader`` is the IRI of the property that leads from a value to one that contains it, if any.
    """

    iri: str
    label: Words = field(hash=False)
    order: float
    broader: str = ""

    @property
    def key(self) -> str:
        """Name the filter in the address of a filtered list: ``…#facet-kind`` -> ``kind``."""
        return self.iri.rsplit("#", 1)[-1].removeprefix("facet-")


@dataclass(frozen=True)
class Predicate:
    """A property as the ontology names it; ``inverse`` is its name over back-links.

    The values of one that is ``uncited`` are the editors' own, or prove themselves.
    """

    iri: str
    name: Words
    inverse: Words
    definition: Words
    kind: str = ""
    supers: tuple[str, ...] = ()
    uncited: bool = False


@dataclass(frozen=True)
class Field:
    """One field of a class: a named property shape.

    ``minimum`` and ``maximum`` count values (``None``: no limit); ``classes`` and ``datatypes``
    are the IRIs of what a value may be; ``languages`` are the tags that text may carry; ``facet``
    is the filter that it feeds, if any.
    """

    iri: str
    path: str
    name: Words
    help: Words
    group: Group
    order: float
    minimum: int = 0
    maximum: int | None = None
    classes: tuple[str, ...] = ()
    datatypes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    message: Words = field(default_factory=dict)
    facet: Facet | None = None


@dataclass(frozen=True)
class ClassSpec:
    """A class of entities (with a ``section``) or of parts (with a ``parts_group``)."""

    iri: str
    label: Words
    plural: Words
    definition: Words
    section: str
    icon: str
    parts_group: Group | None
    order: float
    supers: tuple[str, ...]
    fields: tuple[Field, ...]

    @property
    def is_part(self) -> bool:
        """Say whether members stand on another entity's page."""
        return self.parts_group is not None

    @property
    def table(self) -> str:
        """Name the table of its members: the section, or the plural of a part's class."""
        plural = self.plural.get("en", "").lower()
        return self.section or "-".join(re.findall("[a-z]+", plural))

    def field(self, path: str) -> Field | None:
        """Return the field whose path is ``path``, if the class has one."""
        return next((f for f in self.fields if f.path == path), None)


@dataclass(frozen=True)
class Concept:
    """A member of a SKOS scheme of the model, such as a kind of project."""

    iri: str
    label: Words
    definition: Words
    cls: str
    scheme: str
    order: float


@dataclass(frozen=True)
class Specs:
    """All that the ontology folder says, ready to use; empty where there is no such folder."""

    classes: Mapping[str, ClassSpec] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    predicates: Mapping[str, Predicate] = field(default_factory=dict)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    schemes: Mapping[str, Concept] = field(default_factory=dict)
    defined: frozenset[str] = frozenset()
    graph: Graph = field(default_factory=Graph)

    @property
    def entity_classes(self) -> tuple[ClassSpec, ...]:
        """The classes that have a section, in their order."""
        return tuple(sorted((c for c in self.classes.values() if c.section), key=_by_order))

    @property
    def part_classes(self) -> tuple[ClassSpec, ...]:
        """The classes of parts, in their order."""
        return tuple(sorted((c for c in self.classes.values() if c.is_part), key=_by_order))

    def of_section(self, section: str) -> ClassSpec | None:
        """Return the class whose entities stand in ``section``."""
        return next((c for c in self.classes.values() if c.section == section), None)

    def best(self, types: Iterable[str]) -> ClassSpec | None:
        """Return the model's class among ``types``; of several, the first in order."""
        known = [self.classes[t] for t in types if t in self.classes]
        return min(known, key=_by_order) if known else None


def _by_order(spec: ClassSpec) -> tuple[float, str]:
    return spec.order, spec.iri


def words(graph: Graph, subject: Node, predicate: URIRef) -> dict[str, str]:
    """Return the texts of ``subject`` by language; untagged text stands under ``""``."""
    found = {
        (value.language or ""): str(value)
        for value in sorted(graph.objects(subject, predicate), key=str)
        if isinstance(value, Literal)
    }
    return found


def _number(graph: Graph, subject: Node, predicate: URIRef, default: float = 0) -> float:
    value = graph.value(subject, predicate)
    return float(value) if isinstance(value, Literal) else default


def _members(graph: Graph, head: Node | None) -> list[Node]:
    return list(Collection(graph, head)) if head is not None else []


def read(source: Source, iris: Iris) -> tuple[Specs, list[Finding]]:
    """Return what the ontology says, and what is wrong with it.

    Found wrong: a term of SHACL or of the atlas that does not exist (a misspelt one would be
    passed over in silence by validators), an icon that nobody drew, a property shape without a
    name, section or path.
    """
    graph = to_rdflib(source.statements)
    reader = _Reader(graph, iris)
    specs = Specs(
        classes={c.iri: c for c in reader.classes()},
        groups=tuple(sorted(reader.groups.values(), key=lambda g: (g.order, g.iri))),
        predicates=reader.predicates,
        concepts=reader.concepts(),
        schemes=reader.schemes(),
        defined=frozenset(str(s) for s in graph.subjects() if isinstance(s, URIRef)),
        graph=graph,
    )
    found = (_misspelt(source, iris, specs), _unknown_icons(source, iris), reader.unplaced(source))
    return specs, list(itertools.chain.from_iterable(found))


class _Reader:
    """Reads one ontology graph; holds what several questions need."""

    def __init__(self, graph: Graph, iris: Iris) -> None:
        self.graph = graph
        self.iris = iris
        self.groups = {str(g): self._group(g) for g in graph.subjects(RDF.type, SH.PropertyGroup)}
        self.facets = {
            str(f): self._facet(f) for f in graph.subjects(RDF.type, self._term("Facet"))
        }
        self.predicates = {p.iri: p for p in self._predicates()}

    def _term(self, name: str) -> URIRef:
        return URIRef(self.iris.term(name))

    def _group(self, node: Node) -> Group:
        return Group(
            str(node), words(self.graph, node, RDFS.label), _number(self.graph, node, SH.order)
        )

    def _facet(self, node: Node) -> Facet:
        return Facet(
            str(node),
            words(self.graph, node, RDFS.label),
            _number(self.graph, node, SH.order),
            str(self.graph.value(node, self._term("facetBroader")) or ""),
        )

    def _predicates(self) -> Iterator[Predicate]:
        kinds = {OWL.ObjectProperty: "object", OWL.DatatypeProperty: "data"}
        kinds[OWL.AnnotationProperty] = "annotation"
        named = set(self.graph.subjects(self._term("inverseLabel")))
        typed = {s for kind in kinds for s in self.graph.subjects(RDF.type, kind)}
        paths = set(self.graph.objects(None, SH.path))
        for node in sorted(n for n in named | typed | paths if isinstance(n, URIRef)):
            types = set(self.graph.objects(node, RDF.type))
            supers = self.graph.objects(node, RDFS.subPropertyOf)
            yield Predicate(
                iri=str(node),
                name=words(self.graph, node, RDFS.label),
                inverse=words(self.graph, node, self._term("inverseLabel")),
                definition=words(self.graph, node, SKOS.definition),
                kind=next((kind for cls, kind in kinds.items() if cls in types), ""),
                supers=tuple(sorted(str(s) for s in supers)),
                uncited=(node, self._term("uncited"), Literal(True)) in self.graph,
            )

    def classes(self) -> Iterator[ClassSpec]:
        targets: dict[Node, list[Node]] = defaultdict(list)
        for shape, cls in self.graph.subject_objects(SH.targetClass):
            targets[cls].append(shape)
        for cls in sorted(n for n in targets if isinstance(n, URIRef)):
            lineage = self._lineage(cls)
            shapes = [shape for ancestor in lineage for shape in targets[ancestor]]
            group = self.graph.value(cls, self._term("partsGroup"))
            label = words(self.graph, cls, RDFS.label)
            yield ClassSpec(
                iri=str(cls),
                label=label,
                plural=words(self.graph, cls, self._term("pluralLabel")) or label,
                definition=words(self.graph, cls, SKOS.definition),
                section=str(self.graph.value(cls, self._term("section")) or ""),
                icon=str(self.graph.value(cls, self._term("icon")) or ""),
                parts_group=self.groups.get(str(group)),
                order=_number(self.graph, cls, self._term("classOrder")),
                supers=tuple(str(a) for a in lineage[1:]),
                fields=self._fields(shapes),
            )

    def _lineage(self, cls: Node) -> list[Node]:
        """Return a class and all above it: each level by name, so that two builds agree."""
        found, level = [cls], [cls]
        while level:
            above = {up for node in level for up in self.graph.objects(node, RDFS.subClassOf)}
            level = sorted(above - set(found), key=str)
            found += level
        return found

    def _fields(self, shapes: list[Node]) -> tuple[Field, ...]:
        nodes = {p for shape in shapes for p in self.graph.objects(shape, SH.property)}
        fields = [f for f in map(self._field, sorted(nodes, key=str)) if f is not None]
        return tuple(sorted(fields, key=lambda f: (f.group.order, f.order, f.iri)))

    def _field(self, node: Node) -> Field | None:
        path = self.graph.value(node, SH.path)
        group = self.groups.get(str(self.graph.value(node, SH.group)))
        if not isinstance(path, URIRef) or group is None:
            return None
        predicate = self.predicates[str(path)]
        least, most = (self.graph.value(node, term) for term in (SH.minCount, SH.maxCount))
        constraints = [node, *self._alternatives(node)]
        datatypes = [o for c in constraints for o in self.graph.objects(c, SH.datatype)]
        languages = _members(self.graph, self.graph.value(node, SH.languageIn))
        return Field(
            iri=str(node),
            path=str(path),
            name=words(self.graph, node, SH.name) or predicate.name,
            help=words(self.graph, node, SH.description) or predicate.definition,
            group=group,
            order=_number(self.graph, node, SH.order),
            minimum=int(str(least or 0)),
            maximum=int(str(most)) if most is not None else None,
            classes=tuple(
                sorted(str(o) for c in constraints for o in self.graph.objects(c, SH["class"]))
            ),
            datatypes=tuple(sorted(str(d) for d in datatypes)),
            languages=tuple(str(tag) for tag in languages),
            message=words(self.graph, node, SH.message),
            facet=self.facets.get(str(self.graph.value(node, self._term("facet")))),
        )

    def _alternatives(self, node: Node) -> list[Node]:
        return _members(self.graph, self.graph.value(node, SH["or"]))

    def concepts(self) -> dict[str, Concept]:
        members = self.graph.subjects(SKOS.inScheme)
        return {str(node): self._concept(node) for node in members if isinstance(node, URIRef)}

    def schemes(self) -> dict[str, Concept]:
        nodes = self.graph.subjects(RDF.type, SKOS.ConceptScheme)
        return {str(node): self._concept(node) for node in nodes}

    def _concept(self, node: Node) -> Concept:
        return Concept(
            iri=str(node),
            label=words(self.graph, node, RDFS.label),
            definition=words(self.graph, node, SKOS.definition),
            cls=str(self.graph.value(node, RDF.type) or ""),
            scheme=str(self.graph.value(node, SKOS.inScheme) or ""),
            order=_number(self.graph, node, SH.order),
        )

    def unplaced(self, source: Source) -> Iterator[Finding]:
        """Yield a finding for each property shape that could not become a field."""
        where = {s.subject.value: s.file for s in source.statements}
        for node in sorted(self.graph.objects(None, SH.property), key=str):
            if self._field(node) is None or not isinstance(node, URIRef):
                file = where.get(str(node), 0)
                line = source.line(file, self.iris, str(node))
                values = {"shape": str(node) if isinstance(node, URIRef) else "[]"}
                shown = source.files[file].shown
                yield Finding("shape-unplaced", Level.ERROR, shown, line, values)


def _unknown_icons(source: Source, iris: Iris) -> Iterator[Finding]:
    """Yield a finding for each icon that is not among those we have."""
    for subject, predicate, value, file in source.statements:
        if predicate.value == iris.term("icon") and not icons.is_known(value.value):
            line = source.line(file, iris, subject.value, predicate.value, value.value)
            values = {"name": value.value}
            yield Finding("unknown-icon", Level.ERROR, source.files[file].shown, line, values)


def _misspelt(source: Source, iris: Iris, specs: Specs) -> Iterator[Finding]:
    """Yield a finding for each use of a term that its vocabulary does not have."""
    for subject, predicate, value, file in source.statements:
        for term in (predicate, value):
            if isinstance(term, NamedNode) and is_unknown(term.value, iris, specs):
                line = source.line(file, iris, subject.value, predicate.value, value.value)
                shown = source.files[file].shown
                yield Finding("unknown-term", Level.ERROR, shown, line, {"term": term.value})


def is_unknown(iri: str, iris: Iris, specs: Specs) -> bool:
    """Say whether ``iri`` is in a namespace we know, SHACL's or the model's, but not defined."""
    if iri.startswith(str(SH)):
        return URIRef(iri) not in SH
    if iris.is_term(iri) or iri.startswith(f"{iris.base}shapes#"):
        return iri not in specs.defined
    return False
