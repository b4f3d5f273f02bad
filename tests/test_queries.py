"""The queries that the site's lists link to: they find what the lists show."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from urllib.parse import unquote

import pyoxigraph as ox
import pytest

from atlas import load, model, queries, render, schema_org, shapes
from atlas.iris import DEFAULT_BASE, Iris
from atlas.pages.page import Shell
from atlas.questions import Question
from tests.hostile import VALUES
from tests.support import ROOT, BuildAtlas

IRIS = Iris()
QUESTION = Question(
    "ask-it", {"en": "What?", "zh": "什么？"}, "ASK {}", ("project", "fundedBy"), (("x", ""),)
)
WRITTEN = {
    tag: {
        "query.md": "# Query\n\n<!-- atlas:query -->\n",
        "coverage.md": "# Coverage\n\n<!-- atlas:coverage -->\n",
        "questions.md": "# Questions\n\n<!-- atlas:questions -->\n",
    }
    for tag in ("en", "zh")
}


def shell(*, has_query: bool = True) -> Shell:
    written = {
        tag: {path: text for path, text in pages.items() if has_query or path != "query.md"}
        for tag, pages in WRITTEN.items()
    }
    names = {"en": "The Atlas", "zh": "图谱"}
    return Shell(names, "", written, (QUESTION,), {"atlas": IRIS.term("")})


@pytest.fixture(scope="module")
def real(specs: shapes.Specs) -> model.Atlas:
    return model.build(load.load(ROOT / "graph", IRIS), specs, IRIS)


@pytest.fixture(scope="module")
def pages(real: model.Atlas) -> dict[str, str]:
    return dict(render.render(real, shell(), schema_org.of_entities(real)))


def _linked(page: str) -> str:
    """Return the query that a page links to."""
    (link,) = re.findall(r'<p class="a-query"><a href="[./]*query/#query=([^"]*)"', page)
    return unquote(html.unescape(link))


def _rows(store: ox.Store, query: str) -> list[dict[str, str]]:
    found = store.query(query)
    assert isinstance(found, ox.QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        {name: term.value for name, term in zip(names, row, strict=True) if term is not None}
        for row in found
    ]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_section_is_what_its_query_finds(
    language: str, real: model.Atlas, pages: Mapping[str, str], published: ox.Store
) -> None:
    for section, entities in real.sections().items():
        rows = _rows(published, _linked(pages[f"{language}/{section}/index.md"]))
        assert {row["entity"] for row in rows} == {entity.iri for entity in entities}, section
        labels = {entity.iri: entity.label[language] for entity in entities}
        assert {row["entity"]: row["label"] for row in rows} == labels, section


def test_coverage_is_what_its_query_counts(pages: Mapping[str, str], published: ox.Store) -> None:
    page = pages["en/coverage.md"]
    rows = _rows(published, _linked(page))
    columns = ("paragraphs", "cited", "leftOut", "entities", "figures")
    counted = {
        f"{row['document'].removeprefix(DEFAULT_BASE)}/": [int(row[name]) for name in columns]
        for row in rows
    }
    shown = {
        re.findall(r'href="\.\./(.*?)"', row)[0]: [
            int(cell.replace(",", "")) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row)
        ]
        for row in re.findall(r"<tr><th scope=\"row\".*?</tr>", page, re.DOTALL)
    }
    assert shown == counted
    assert shown


def test_home_counts_and_countries(
    real: model.Atlas, pages: Mapping[str, str], published: ox.Store
) -> None:
    counts = {row["class"]: int(row["entities"]) for row in _rows(published, queries.classes(IRIS))}
    for section, entities in real.sections().items():
        spec = real.specs.of_section(section)
        assert spec is not None
        assert counts[spec.iri] == len(entities)
    assert _linked(pages["en/index.md"]) == queries.classes(IRIS)
    assert len(_rows(published, queries.countries(IRIS, "zh"))) > 5


def test_back_links_are_what_their_query_finds(real: model.Atlas, published: ox.Store) -> None:
    entity = real.entities[IRIS.base + "partners/unep"]
    shown = {
        (group.predicate, ref.iri)
        for group in entity.backlinks
        for ref in (*group.named, *group.nameless)
    }
    rows = _rows(published, queries.links_to(IRIS, entity.iri, "en"))
    assert {(row["property"], row["from"]) for row in rows} >= shown
    assert shown


def test_a_site_without_the_query_page_links_to_none(real: model.Atlas) -> None:
    for path, text in render.render(real, shell(has_query=False), schema_org.of_entities(real)):
        assert "query/#" not in text, path


def test_questions_link_to_the_query_page(pages: Mapping[str, str]) -> None:
    for language in ("en", "zh"):
        assert 'href="../query/#question=ask-it"' in pages[f"{language}/questions.md"]
        assert '<option value="ask-it">' in pages[f"{language}/query.md"]


def test_what_the_sources_do_not_state_is_said(pages: Mapping[str, str]) -> None:
    for language, said in (("en", "Not stated in the sources"), ("zh", "资料未载明")):
        assert f">{said}</td>" in pages[f"{language}/questions.md"]


def _settings(page: str) -> dict[str, object]:
    (text,) = re.findall(
        r'<script type="application/json" id="query-settings">(.*?)</script>', page
    )
    read = json.loads(text)
    assert isinstance(read, dict)
    return read


def test_settings_lead_from_the_page_to_the_root(pages: Mapping[str, str]) -> None:
    english, chinese = (_settings(pages[f"{tag}/query.md"]) for tag in ("en", "zh"))
    assert english["dump"] == ["../data/atlas.nt.gz", "../data/atlas.nt"]
    assert chinese["dump"] == ["../../data/atlas.nt.gz", "../../data/atlas.nt"]
    assert chinese["root"] == "../"
    assert chinese["worker"] == "../../assets/query/worker.js"
    assert english["pages"] == {}
    terms = chinese["terms"]
    assert isinstance(terms, list)
    labels = {term["name"]: term["label"] for term in terms}
    assert labels["atlas:Project"] == "项目"


def test_hostile_labels_and_questions_stay_in_their_place(
    build_atlas: BuildAtlas, specs: shapes.Specs
) -> None:
    atlas = build_atlas({"themes/t.ttl": 'base:themes/t a atlas:Theme ; rdfs:label "T"@en .'})
    hostile = tuple(
        Question(f"q{i}", {"en": value, "zh": value}, f"ASK {{ # {value}\n}}", (), ())
        for i, value in enumerate(VALUES)
    )
    base = shell()
    made = Shell(base.site_names, "", base.written, hostile, {"x": VALUES[0]})
    page = dict(render.render(atlas, made, {}))["en/query.md"]
    assert len(re.findall(r"<script", page)) == 3
    asked = _settings(page)["questions"]
    assert isinstance(asked, list)
    assert len(asked) == len(VALUES)


def test_an_address_that_does_not_follow_from_its_iri_is_told(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas({"loose.ttl": "base:Thing a owl:Class ."})
    page = dict(render.render(atlas, shell(), {}))["zh/query.md"]
    assert _settings(page)["pages"] == {f"{DEFAULT_BASE}Thing": "entities/Thing/"}
