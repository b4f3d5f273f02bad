"""Statements and specifications in, findings out: SHACL, and the few rules it cannot say."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, URIRef
from rdflib.term import Node

from atlas.findings import Finding, Level
from atlas.i18n import LANGUAGES
from atlas.iris import SLUG, Iris
from atlas.load import Source, SourceFile, Statement, to_rdflib
from atlas.shapes import ClassSpec, Field, Specs, is_unknown, words

_BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
"""Characters that change the direction of the text around them, and so can disguise it."""

_LEVELS = {str(SH.Violation): Level.ERROR, str(SH.Warning): Level.WARNING}


def validate(source: Source, specs: Specs, iris: Iris) -> list[Finding]:
    """Return everything that is wrong with the statements of ``source``.

    In a folder none of whose entities has a class of the model (somebody else's Turtle), the
    rules that belong to the model do not apply: any well-formed Turtle is good.
    """
    checked = _Checked(source, specs, iris)
    findings = [*source.findings, *checked.links()]
    if checked.is_ours:
        findings += checked.files_and_subjects()
        findings += checked.terms_and_values()
        findings += checked.labels()
        findings += checked.ledger()
        findings += checked.shacl()
    return findings


class _Checked:
    """One graph under examination; holds what several rules look up."""

    def __init__(self, source: Source, specs: Specs, iris: Iris) -> None:
        self.source = source
        self.specs = specs
        self.iris = iris
        self.file_of: dict[str, int] = {}
        self.types: dict[str, set[str]] = defaultdict(set)
        for statement in source.statements:
            self.file_of.setdefault(statement.subject.value, statement.file)
            if statement.predicate.value == str(RDF.type):
                self.types[statement.subject.value].add(statement.object.value)
        self.is_ours = any(self.class_of(subject) for subject in self.types)

    def class_of(self, subject: str) -> ClassSpec | None:
        return self.specs.best(self.types.get(subject, ()))

    def name(self, iri: str) -> str:
        """Return ``iri`` as an editor writes it: with its prefix, or without the base."""
        return self.source.curie(iri) or self.iris.short(iri)

    def at(
        self, rule: str, statement: Statement, level: Level = Level.ERROR, **values: str
    ) -> Finding:
        """Return a finding at the line of ``statement``."""
        subject = statement.subject.value if isinstance(statement.subject, ox.NamedNode) else ""
        line = self.source.line(
            statement.file, self.iris, subject, statement.predicate.value, statement.object.value
        )
        return Finding(rule, level, self.source.files[statement.file].shown, line, values)

    # Rules that hold for any graph

    def links(self) -> Iterator[Finding]:
        """Yield a finding for each link to an IRI under the base that nothing describes."""
        known = self.file_of.keys() | self.specs.defined
        failed = {finding.file for finding in self.source.findings}
        # What an unreadable file would have described is not missing: one fault, one finding.
        unread = {self.iris.of_file(f.path) for f in self.source.files if f.shown in failed}
        level = Level.ERROR if self.is_ours else Level.WARNING
        for statement in self.source.statements:
            target = statement.object
            if not isinstance(target, ox.NamedNode) or not self.iris.covers(target.value):
                continue
            if target.value in known or self.iris.owner(target.value) in unread:
                continue
            if self.iris.is_term(target.value):
                continue
            section = target.value.removeprefix(self.iris.base).split("/", 1)[0]
            rivals = [iri for iri in known if iri.startswith(f"{self.iris.base}{section}/")]
            near = difflib.get_close_matches(target.value, rivals, n=1, cutoff=0.8)
            guess = self.iris.short(near[0]) if near else "none"
            yield self.at(
                "dangling-link", statement, level, target=self.iris.short(target.value), guess=guess
            )

    # Rules of the model

    def files_and_subjects(self) -> Iterator[Finding]:
        """Yield a finding where a file is not the home of exactly the entity its path names."""
        subjects: dict[int, list[Statement]] = defaultdict(list)
        for statement in self.source.statements:
            subjects[statement.file].append(statement)
        sections = sorted(c.section for c in self.specs.entity_classes)
        unread = {finding.file for finding in self.source.findings}
        for number, file in enumerate(self.source.files):
            if file.shown in unread:
                continue
            bad_path = self._bad_path(file, sections)
            if bad_path is not None:
                yield bad_path
                continue
            yield from self._own_entity(number, file, subjects[number])

    def _bad_path(self, file: SourceFile, sections: list[str]) -> Finding | None:
        parts = file.path.with_suffix("").parts
        if len(parts) == 2 and parts[0] in sections and SLUG.fullmatch(parts[1]):
            return None
        values = {"path": file.path.as_posix(), "sections": ", ".join(sections)}
        return Finding("wrong-path", Level.ERROR, file.shown, 1, values)

    def _own_entity(
        self, number: int, file: SourceFile, statements: list[Statement]
    ) -> Iterator[Finding]:
        expected = self.iris.of_file(file.path)
        if self.file_of.get(expected) != number:
            values = {"expected": self.iris.short(expected)}
            found = next((s for s in statements if isinstance(s.subject, ox.NamedNode)), None)
            line = self.source.line(number, self.iris, found.subject.value) if found else 1
            yield Finding("no-own-entity", Level.ERROR, file.shown, line, values)
        seen: set[str] = set()
        for statement in statements:
            subject = statement.subject.value
            if subject in seen or isinstance(statement.subject, ox.BlankNode):
                continue
            seen.add(subject)
            if self.iris.owner(subject) != expected:
                yield self.at(
                    "foreign-subject",
                    statement,
                    subject=self.iris.short(subject),
                    expected=self.iris.short(expected),
                )
                continue
            yield from self._class_and_place(statement, file)

    def _class_and_place(self, statement: Statement, file: SourceFile) -> Iterator[Finding]:
        subject = statement.subject.value
        spec = self.class_of(subject)
        is_part = bool(self.iris.fragment(subject))
        if spec is None or spec.is_part != is_part:
            choices = self.specs.part_classes if is_part else self.specs.entity_classes
            names = ", ".join(self.name(c.iri) for c in choices)
            yield self.at("no-class", statement, subject=self.iris.short(subject), classes=names)
        elif spec.section and spec.section != file.path.parts[0]:
            yield self.at(
                "wrong-section",
                statement,
                subject=self.iris.short(subject),
                cls=self.name(spec.iri),
                section=spec.section,
            )

    def terms_and_values(self) -> Iterator[Finding]:
        """Yield findings on single statements: blank nodes, unknown terms, unsafe values."""
        objects = (s.object for s in self.source.statements)
        used = {term.value for term in objects if isinstance(term, ox.BlankNode)}
        for statement in self.source.statements:
            subject, predicate, value, _ = statement
            if isinstance(value, ox.BlankNode) or isinstance(subject, ox.BlankNode):
                # One finding for each blank node: where it is used or, unused, where it speaks.
                if isinstance(value, ox.BlankNode) or subject.value not in used:
                    used.add(subject.value)
                    yield self.at("blank-node", statement)
                continue
            if isinstance(value, ox.Literal):
                if _BIDI_CONTROLS.search(value.value):
                    yield self.at("hidden-character", statement)
            elif not value.value.startswith(("http://", "https://")):
                yield self.at("unsafe-link", statement, link=value.value)
            terms = [t.value for t in (predicate, value) if isinstance(t, ox.NamedNode)]
            unknown = [t for t in terms if is_unknown(t, self.iris, self.specs)]
            for term in unknown:
                yield self.at("unknown-term", statement, term=self.name(term))
            if not unknown:
                yield from self._known_field(statement)

    def _known_field(self, statement: Statement) -> Iterator[Finding]:
        spec = self.class_of(statement.subject.value)
        predicate = statement.predicate.value
        if spec is None or predicate == str(RDF.type) or spec.field(predicate) is not None:
            return
        yield Finding(
            "no-such-field",
            Level.WARNING,
            self.source.files[statement.file].shown,
            self.source.line(statement.file, self.iris, statement.subject.value, predicate),
            {"predicate": self.name(predicate), "cls": spec.label},
        )

    def labels(self) -> Iterator[Finding]:
        """Yield a finding where two entities of one class have the same name in a language."""
        first: dict[tuple[str, str, str], Statement] = {}
        for statement in self.source.statements:
            subject, predicate, value, _ = statement
            if predicate.value != str(RDFS.label) or not isinstance(value, ox.Literal):
                continue
            spec = self.class_of(subject.value)
            if spec is None or spec.is_part:
                continue
            text = unicodedata.normalize("NFKC", value.value).casefold().strip()
            other = first.setdefault((spec.iri, value.language or "", text), statement)
            if other.subject != subject:
                yield self.at(
                    "duplicate-label",
                    statement,
                    label=value.value,
                    other=self.source.files[other.file].shown,
                )

    def ledger(self) -> Iterator[Finding]:
        """Yield a finding for each paragraph of a source that nothing cites, without a reason."""
        kind, source = self.iris.term("kind"), self.iris.term("DocumentKind-source")
        sources, settled = set(), set()
        for subject, predicate, value, _ in self.source.statements:
            if predicate.value == kind and value.value == source:
                sources.add(subject.value)
            elif predicate.value == str(DCTERMS.source):
                settled.add(value.value)
            elif predicate.value == self.iris.term("leftOut"):
                settled.add(subject.value)
        for statement in self.source.statements:
            subject, predicate, value, _ = statement
            if (
                predicate.value == str(RDF.type)
                and value.value == self.iris.term("Paragraph")
                and self.iris.owner(subject.value) in sources
                and subject.value not in settled
            ):
                yield self.at(
                    "uncited-paragraph", statement, paragraph=self.iris.short(subject.value)
                )

    # SHACL

    def shacl(self) -> Iterator[Finding]:
        """Yield a finding for each result of validating against the shapes."""
        data = to_rdflib(self.source.statements)
        data += self.specs.graph
        try:
            _, results, _ = pyshacl.validate(
                data,
                shacl_graph=self.specs.graph,
                inference="none",
                advanced=False,
                do_owl_imports=False,
            )
        except ReportableRuntimeError as error:
            yield Finding("shapes-unusable", Level.ERROR, values={"detail": str(error)})
            return
        if not isinstance(results, Graph):
            raise RuntimeError(f"pyshacl returned no report: {results}")
        for result in results.subjects(RDF.type, SH.ValidationResult):
            finding = self._from_result(results, result)
            if finding is not None:
                yield finding

    def _from_result(self, results: Graph, result: Node) -> Finding | None:
        focus = str(results.value(result, SH.focusNode))
        path = str(results.value(result, SH.resultPath) or "")
        value = results.value(result, SH.value)
        component = results.value(result, SH.sourceConstraintComponent)
        shape = results.value(result, SH.sourceShape)
        if isinstance(value, URIRef) and self._is_dangling(str(value)):
            return None
        spec = self.class_of(focus)
        field = self._field(spec, str(shape), path)
        number = self.file_of.get(focus)
        file = self.source.files[number].shown if number is not None else ""
        line = (
            self.source.line(number, self.iris, focus, path, str(value or ""))
            if number is not None
            else None
        )
        rule = "shacl-" + _kebab(str(component).removeprefix(str(SH)))
        level = _LEVELS.get(str(results.value(result, SH.resultSeverity)), Level.NOTICE)
        values = self._values(focus, path, str(value if value is not None else ""), field)
        values["shape"] = self.iris.short(str(shape))
        if rule not in _WORDED:
            values["detail"] = str(results.value(result, SH.resultMessage) or component)
            rule = "shacl-other"
        message = words(self.specs.graph, shape, SH.message) if shape is not None else {}
        return Finding(rule, level, file, line, values, message)

    def _is_dangling(self, iri: str) -> bool:
        # A link to nothing has a finding of its own, which says more.
        return self.iris.covers(iri) and iri not in self.file_of and iri not in self.specs.defined

    def _field(self, spec: ClassSpec | None, shape: str, path: str) -> Field | None:
        if spec is None:
            return None
        by_shape = next((f for f in spec.fields if f.iri == shape), None)
        return by_shape or spec.field(path)

    def _values(
        self, focus: str, path: str, value: str, field: Field | None
    ) -> dict[str, str | int | Mapping[str, str]]:
        expected: dict[str, str] = {}
        if field is not None:
            for language in LANGUAGES:
                names = [self._class_name(c, language) for c in field.classes]
                names += [d.rsplit("#", 1)[-1] for d in field.datatypes]
                expected[language] = ("、" if language == "zh" else ", ").join(dict.fromkeys(names))
        return {
            "entity": self.iris.short(focus),
            "field": field.name if field else {"": path},
            "predicate": self.name(path),
            "value": self.name(value),
            "expected": expected,
            "least": field.minimum if field else 0,
            "most": field.maximum or 0 if field else 0,
            "languages": ", ".join(field.languages) if field else "",
            "help": field.help if field else {},
        }

    def _class_name(self, iri: str, language: str) -> str:
        label = words(self.specs.graph, URIRef(iri), RDFS.label)
        return label.get(language) or self.name(iri)


_WORDED = frozenset(
    f"shacl-{name}"
    for name in (
        "min-count",
        "max-count",
        "class",
        "datatype",
        "node-kind",
        "language-in",
        "unique-lang",
        "pattern",
        "min-length",
        "min-inclusive",
        "max-inclusive",
        "or",
    )
)
"""The constraint components that the catalogue words; any other keeps the validator's text."""


def _kebab(component: str) -> str:
    name = component.removesuffix("ConstraintComponent")
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def nothing_to_show(source: Source, iris: Iris, folder: Path) -> Finding:
    """Return the finding for a graph that has no subject under the base, with a better base."""
    counts: Counter[str] = Counter(
        re.sub(r"[^/#]*$", "", subject)
        for subject in {s.subject.value for s in source.statements}
        if subject.startswith("http")
    )
    best = ", ".join(namespace for namespace, _ in counts.most_common(3)) or "none"
    values = {"folder": folder.as_posix(), "base": iris.base, "namespaces": best}
    return Finding("no-entities", Level.ERROR, values=values)
