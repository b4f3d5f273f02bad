"""Turtle files in, statements out, each with the file it came from, and on demand its line."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import Graph as RdflibGraph
from rdflib import Namespace
from rdflib.plugins.parsers.notation3 import RDFSink, SinkParser
from rdflib.term import BNode, Identifier, Literal, URIRef
from tqdm import tqdm

from atlas.findings import Finding, Level
from atlas.iris import Iris

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

_WELL_KNOWN = tuple((prefix, str(namespace)) for prefix, namespace in RdflibGraph().namespaces())

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Statement(NamedTuple):
    """One triple; ``file`` is its position in ``Source.files``."""

    subject: ox.NamedNode | ox.BlankNode
    predicate: ox.NamedNode
    object: Term
    file: int


@dataclass(frozen=True)
class SourceFile:
    """One Turtle file: ``shown`` as a finding names it, ``path`` below its folder.

    ``base`` is the IRI that relative IRIs in it are resolved against: the entity's own.
    """

    disk: Path
    shown: str
    path: PurePosixPath
    base: str

    @cached_property
    def lines(self) -> Lines:
        """The lines of the file's statements, found when first asked for."""
        return Lines(self.disk, self.base)


@dataclass(frozen=True)
class Source:
    """All statements of a folder, in the order of its files, and what was wrong with them."""

    files: tuple[SourceFile, ...] = ()
    statements: tuple[Statement, ...] = ()
    findings: tuple[Finding, ...] = ()
    prefixes: dict[str, str] = field(default_factory=dict)

    def curie(self, iri: str) -> str:
        """Return ``iri`` with the prefix of its namespace, or ``""``.

        The files' own prefixes come first, then those that everybody uses.
        """
        for prefix, namespace in (*self.prefixes.items(), *_WELL_KNOWN):
            local = iri.removeprefix(namespace)
            if prefix and local != iri and re.fullmatch(r"[\w.-]+", local):
                return f"{prefix}:{local}"
        return ""

    def line(
        self, file: int, iris: Iris, subject: str, predicate: str = "", value: str = ""
    ) -> int:
        """Return the line (from 1) of a statement, or of the nearest thing that the file says."""
        return self.files[file].lines.of(iris, subject, predicate, value)


class _LineParser(SinkParser):
    """rdflib's Turtle parser, which alone knows the line it is on, made to note it."""

    def __init__(self, sink: RDFSink, base: str, noted: list[tuple[str, str, str, int]]) -> None:
        super().__init__(sink, baseURI=base, turtle=True)
        self._sink = sink
        self._noted = noted
        self._line_of: dict[str, int] = {}

    def object(self, text: str, start: int, found: Any) -> int:
        # A list of objects is told of only when it is whole; each stands on a line of its own.
        end: int = super().object(text, start, found)
        if end >= 0:
            self._line_of[str(found[-1])] = self.lines + 1
        return end

    def makeStatement(self, quadruple: Any) -> None:  # noqa: N802 - rdflib's name
        formula, predicate, subject, value = quadruple
        s, p, o = (str(self._sink.normalise(formula, t)) for t in (subject, predicate, value))
        self._noted.append((s, p, o, self._line_of.pop(str(value), self.lines + 1)))


class Lines:
    """Where each statement of one file stands.

    The file is parsed a second time, by a parser that counts lines, and only when a finding in it
    has to be placed: the fast parser does not count.
    """

    def __init__(self, path: Path, base: str) -> None:
        noted: list[tuple[str, str, str, int]] = []
        _LineParser(RDFSink(RdflibGraph()), base, noted).loadBuf(path.read_bytes())
        self._noted = noted

    def of(self, iris: Iris, subject: str, predicate: str = "", value: str = "") -> int:
        """Return the line of the statement that agrees best: value, predicate, subject, top.

        An empty ``subject`` agrees with any: a blank node has another name at each reading.
        """
        best, best_line = 0, 1
        for s, p, o, line in self._noted:
            if subject and iris.rebase(s) != subject:
                continue
            score = 1
            if predicate and iris.rebase(p) == predicate:
                score = 3 if value and iris.rebase(o) == value else 2
            if score > best:
                best, best_line = score, line
        return best_line


def turtle_files(folder: Path, iris: Iris) -> tuple[SourceFile, ...]:
    """Return the Turtle files below ``folder``, in a fixed order."""
    found = sorted(p.relative_to(folder) for p in folder.rglob("*.ttl") if p.is_file())
    return tuple(
        SourceFile(
            disk=folder / path,
            shown=(folder / path).as_posix(),
            path=PurePosixPath(path),
            # Quoted, because a file's name may hold what an IRI may not.
            base=quote(iris.of_file(PurePosixPath(path)), safe=":/#%?&=~"),
        )
        for path in found
    )


def load(folder: Path, iris: Iris, *, progress: bool = False) -> Source:
    """Read every Turtle file below ``folder``.

    Args:
        folder: where the files are.
        iris: the base under which the atlas's own IRIs are moved, for a fork.
        progress: show a bar on a terminal.

    Returns:
        The statements of all files that could be read, with a finding for each that could not.
    """
    files = turtle_files(folder, iris)
    statements: list[Statement] = []
    findings: list[Finding] = []
    prefixes: dict[str, str] = {}
    bar = tqdm(files, desc="load", unit="file", disable=None if progress else True, leave=False)
    for number, file in enumerate(bar):
        data = file.disk.read_bytes().removeprefix(codecs.BOM_UTF8)
        finding = _unreadable(data, file.shown)
        if finding is not None:
            findings.append(finding)
            continue
        try:
            parser = ox.parse(data, format=ox.RdfFormat.TURTLE, base_iri=file.base)
            # Whole files only: what stands before an error is not taken.
            statements += list(_statements(parser, number, iris))
            prefixes |= {p: iris.rebase(namespace) for p, namespace in parser.prefixes.items()}
        except SyntaxError as error:
            findings.append(_syntax_error(error, file.shown))
    return Source(files, tuple(statements), tuple(findings), prefixes)


def _unreadable(data: bytes, shown: str) -> Finding | None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Finding("not-utf8", Level.ERROR, shown, line, {"byte": f"0x{data[error.start]:02X}"})
    return None


def _syntax_error(error: SyntaxError, shown: str) -> Finding:
    # pyoxigraph writes the place into the message too; the finding says it already.
    detail = str(error.msg).split(": ", 1)[-1]
    return Finding("turtle-syntax", Level.ERROR, shown, error.lineno, {"detail": detail})


def _statements(quads: Iterable[ox.Quad], file: int, iris: Iris) -> Iterator[Statement]:
    """Yield one file's statements: moved under the base, blank nodes numbered in their order.

    The parser's own blank node names are random, which would make two builds differ.
    """
    names: dict[str, ox.BlankNode] = {}

    def own(term: Term) -> Term:
        if isinstance(term, ox.NamedNode):
            moved = iris.rebase(term.value)
            return term if moved == term.value else ox.NamedNode(moved)
        if isinstance(term, ox.BlankNode):
            return names.setdefault(term.value, ox.BlankNode(f"f{file}n{len(names)}"))
        return term

    seen: set[Statement] = set()
    for quad in quads:
        predicate = own(quad.predicate)
        statement = Statement(own(quad.subject), predicate, own(quad.object), file)  # type: ignore[arg-type]
        if statement not in seen:
            seen.add(statement)
            yield statement


def to_rdflib(statements: Iterable[Statement]) -> RdflibGraph:
    """Return ``statements`` as an rdflib graph, for the libraries that need one.

    A plain string keeps no datatype, as rdflib's own parser has it: the two are not equal in
    Python, and a mix of both makes ``sh:in`` and ``sh:hasValue`` fail.
    """
    graph = RdflibGraph(bind_namespaces="none")
    graph.bind("xsd", Namespace("http://www.w3.org/2001/XMLSchema#"))
    for subject, predicate, value, _ in statements:
        graph.add((_rdflib_term(subject), _rdflib_term(predicate), _rdflib_term(value)))
    return graph


def _rdflib_term(term: Term) -> Identifier:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    if term.datatype.value == XSD_STRING:
        return Literal(term.value)
    return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
