"""The real graph as a whole, and its site: nothing wrong, nothing hidden, nothing bare."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pyoxigraph as ox
import pytest

from atlas import data, load, model, shapes, validate
from atlas.i18n import LANGUAGES
from atlas.iris import Iris
from atlas.model import LABELS, RDF_TYPE, SOURCE
from tests.support import ROOT

IRIS = Iris()


@pytest.fixture(scope="module")
def source() -> load.Source:
    return load.load(ROOT / "graph", IRIS)


@pytest.fixture(scope="module")
def atlas(source: load.Source, specs: shapes.Specs) -> model.Atlas:
    return model.build(source, specs, IRIS)


def test_nothing_is_wrong(source: load.Source, specs: shapes.Specs) -> None:
    assert [f.rule for f in validate.validate(source, specs, IRIS)] == []


def test_there_is_enough_of_it(atlas: model.Atlas) -> None:
    assert len(atlas.entities) >= 900
    assert len(atlas.sections()) == len(atlas.specs.entity_classes)
    assert [e.address for e in atlas.sections()["aichi-targets"]] == [
        f"aichi-targets/{n}/" for n in range(1, 21)
    ]
    assert len(_parts(atlas, "Figure")) >= 350


def _parts(atlas: model.Atlas, name: str) -> list[model.Part]:
    tables = [t for e in atlas.entities.values() for s in e.sections for t in s.tables]
    own = [t for t in tables if t.spec and t.spec.iri == IRIS.term(name)]
    return [part for table in own for part in table.parts]


SECTIONS = {
    "overview",
    "phase-1",
    "phase-2",
    "key-figures",
    "ecosystem-management",
    "environmental-governance",
    "chemicals-and-waste",
    "resource-efficiency",
    "contact",
}
LEDGER = {
    "inf41": {f"p{n}" for n in range(1, 112)},
    "gc26": {f"p{n}" for n in range(1, 77)},
    "bali": {f"p{n}" for n in range(1, 37)},
    "ea4-16": {f"p{n}" for n in range(1, 101)} | {"table-1", "table-2"},
    "ctf": SECTIONS,
}
"""The paragraphs of the five sources; their lettered items stand below them."""


def test_the_ledger_holds_every_paragraph(source: load.Source, atlas: model.Atlas) -> None:
    """That each is cited or left out with a reason is a rule of the check itself."""
    left_out = {
        s.subject.value for s in source.statements if s.predicate.value == IRIS.term("leftOut")
    }
    paragraphs = {part.iri for part in _parts(atlas, "Paragraph")}
    for document, fragments in LEDGER.items():
        expected = {f"{IRIS.base}documents/{document}#{fragment}" for fragment in fragments}
        assert expected - paragraphs == set()
        assert len(expected & left_out) <= 0.03 * len(expected), document


def test_no_entity_is_a_bare_name(atlas: model.Atlas) -> None:
    for entity in atlas.entities.values():
        for language in LANGUAGES:
            label, summary = entity.label[language], entity.summary[language]
            assert len(summary) > len(label), entity.iri
        tables = [table for section in entity.sections for table in section.tables]
        links = [*entity.backlinks, *(b for t in tables for p in t.parts for b in p.backlinks)]
        keys = {section.key for section in entity.sections}
        assert links or keys & {"who", "where", "context", "mandate"}, entity.iri


def test_every_citation_names_a_paragraph(source: load.Source) -> None:
    for statement in source.statements:
        if statement.predicate.value == SOURCE:
            assert IRIS.fragment(statement.object.value), statement.subject.value


def test_chinese_is_chinese_with_its_own_punctuation(source: load.Source) -> None:
    wrong = []
    for subject, predicate, value, _ in source.statements:
        if isinstance(value, ox.Literal) and value.language == "zh":
            is_text = predicate.value not in LABELS and "altLabel" not in predicate.value
            if re.search(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]", value.value):
                wrong.append((subject.value, value.value))
            if is_text and not re.search(r"[\u4e00-\u9fff]", value.value):
                wrong.append((subject.value, value.value))
    assert wrong == []


HEADING = {LABELS[0], IRIS.term("summary")}
"""What stands at the top of a page as a heading and a paragraph."""


def _plain(text: str) -> str:
    return " ".join(text.split())


class _Facts(HTMLParser):
    """Collects what a page states (RDFa Lite) and what it says links to it."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.stack: list[tuple[str, str, str]] = []
        self.stated: set[tuple[str, str, str]] = set()
        self.linked: set[tuple[str, str, str]] = set()
        self.words: list[str] = []
        self.open: list[tuple[tuple[str, str], list[str], int]] = []

    @property
    def subject(self) -> str:
        return next((s for _, s, _ in reversed(self.stack) if s), "")

    @property
    def inverse(self) -> str:
        return next((i for _, _, i in reversed(self.stack) if i), "")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        stated, resource = given.get("property", ""), given.get("resource", "")
        if stated and resource:
            self.stated.add((self.subject, stated, resource))
        elif stated:
            self.open.append(((self.subject, stated), [], len(self.stack)))
        machine = given.get("value") if tag == "data" else given.get("datetime")
        if machine and self.open:
            self.open[-1][1].append("\0" + machine)
        if tag in {"tr", "article"} and resource:
            self.stated.add((resource, "", ""))
        if tag == "a" and self.inverse and "href" in given:
            to = urlsplit(urljoin(f"http://site/{self.address}", given["href"]))
            self.linked.add((unquote(to.path + "#" + to.fragment), self.inverse, self.subject))
        if tag not in {"meta", "link", "img", "br", "input"}:
            opens = resource if not stated else ""
            self.stack.append((tag, opens, given.get("data-inverse-of", "")))

    def handle_endtag(self, tag: str) -> None:
        while self.stack and self.stack.pop()[0] != tag:
            pass
        while self.open and self.open[-1][2] >= len(self.stack):
            (subject, stated), words, _ = self.open.pop()
            machine = [w[1:] for w in words if w.startswith("\0")]
            text = machine[0] if machine else "".join(words).strip()
            self.stated.add((subject, stated, text))

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.open:
            self.open[-1][1].append(data)


def _pages(site: Path, atlas: model.Atlas, language: str) -> Iterator[tuple[model.Entity, _Facts]]:
    root = site if language == LANGUAGES[0] else site / language
    for entity in atlas.entities.values():
        facts = _Facts(entity.address)
        facts.feed((root / entity.address / "index.html").read_text(encoding="utf-8"))
        yield entity, facts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_triple_can_be_seen_from_both_its_ends(
    language: str, real_site: Path, source: load.Source, atlas: model.Atlas, specs: shapes.Specs
) -> None:
    """As a fact on its subject's page and, where the object has a page, as a back-link there.

    Text of the other language is seen on the twin, unless it is a label or another name, which
    both pages show.
    """
    stated: dict[str, set[tuple[str, str, str]]] = {}
    linked: dict[str, set[tuple[str, str, str]]] = {}
    shown: dict[str, str] = {}
    for entity, facts in _pages(real_site, atlas, language):
        stated[entity.iri], linked[entity.iri] = facts.stated, facts.linked
        shown[entity.iri] = _plain("".join(facts.words))
    hidden = []
    for subject, predicate, value, _ in source.statements:
        owner = IRIS.owner(subject.value)
        triple = (subject.value, predicate.value, value.value)
        if isinstance(value, ox.Literal):
            if value.language and value.language != language:
                continue
            in_heading = predicate.value in HEADING and _plain(value.value) in shown[owner]
            seen = triple in stated[owner] or in_heading
        else:
            # A part's class is what its table is called.
            is_part = predicate.value == RDF_TYPE and specs.classes[value.value].is_part
            seen = triple in stated[owner] or (is_part and (subject.value, "", "") in stated[owner])
        if not seen:
            hidden.append(triple)
    assert hidden == []
    unlinked = []
    for subject, predicate, value, _ in source.statements:
        target = IRIS.owner(value.value)
        if not isinstance(value, ox.NamedNode) or target not in atlas.entities:
            continue
        address = atlas.entities[IRIS.owner(subject.value)].address
        back = f"/{address}#{IRIS.fragment(subject.value)}"
        found = {(to, inverse) for to, inverse, _ in linked[target]}
        if (back, predicate.value) not in found:
            unlinked.append((subject.value, predicate.value, value.value))
    assert unlinked == []


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        to = dict(attrs).get("href") or ""
        if tag == "a" and not urlsplit(to).scheme:
            self.found.add(urlsplit(to).path)


def _leads_to(root: Path, address: str) -> set[str]:
    page = root / address / "index.html"
    if not page.is_file():
        return set()
    links = _Links()
    links.feed(page.read_text(encoding="utf-8"))
    here = f"http://site/{address}"
    return {unquote(urlsplit(urljoin(here, to)).path).removeprefix("/") for to in links.found}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entity_is_four_clicks_from_home(
    language: str, real_site: Path, atlas: model.Atlas
) -> None:
    root = real_site if language == LANGUAGES[0] else real_site / language
    wanted = {entity.address for entity in atlas.entities.values()}
    seen, edge = {""}, {""}
    for _ in range(4):
        edge = {to for address in edge - wanted for to in _leads_to(root, address)} - seen
        seen |= edge
    assert wanted - seen == set()


@pytest.mark.parametrize("suffix", data.DUMPS)
def test_every_dump_of_the_site_has_the_published_hash(real_site: Path, suffix: str) -> None:
    quads = ox.parse(path=real_site / "data" / f"atlas.{suffix}", format=data.FORMATS[suffix])
    found = {
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for quad in quads
        if suffix != "trig" or quad.graph_name != ox.DefaultGraph()
    }
    assert data.canonical_hash(found) == (real_site / data.HASH).read_text().strip()


def test_checksums_are_those_of_the_files(real_site: Path) -> None:
    lines = (real_site / data.CONTENT_SUMS).read_text().splitlines()
    told = {name: digest for digest, name in (line.split("  ") for line in lines)}
    folder = real_site / "data"
    files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
    assert set(files) - set(told) == {"SHA256SUMS", "index.html"}
    for name, digest in told.items():
        assert hashlib.sha256(files[name].read_bytes()).hexdigest() == digest, name
