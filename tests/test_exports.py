"""Exports: which file each entity gets, and that its page links to what is there."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from atlas import exports, load, model, render, shapes
from atlas.iris import Iris
from atlas.pages.page import Shell
from tests.support import SAMPLE, BuildAtlas, WriteGraph

FILES = {
    "events/day.ttl": """base:events/day a atlas:Event ; rdfs:label "Day"@en ;
    atlas:startDate "2012-06-20"^^xsd:date .""",
    "events/month.ttl": """base:events/month a atlas:Event ; rdfs:label "Month"@en ;
    atlas:startDate "2012-06"^^xsd:gYearMonth .""",
    "products/p.ttl": 'base:products/p a atlas:Product ; rdfs:label "P"@en .',
    "products/old.ttl": """base:products/old a atlas:Product ; rdfs:label "O"@en ;
    owl:deprecated true .""",
    "documents/d.ttl": 'base:documents/d a atlas:Document ; rdfs:label "D"@en .',
    "themes/t.ttl": 'base:themes/t a atlas:Theme ; rdfs:label "T"@en .',
}


@dataclass(frozen=True)
class About:
    """What the caller says of the atlas."""

    title: dict[str, str] = field(default_factory=lambda: {"en": "An atlas", "zh": "图谱"})
    modified: str = "2026-11-21"


def test_each_entity_has_the_files_of_its_class(build_atlas: BuildAtlas) -> None:
    paths = set(dict(exports.files(build_atlas(FILES), About())))
    assert paths == {
        "data/events.ics",
        "data/events.zh.ics",
        "data/references.bib",
        "data/references.csl.json",
        "documents/d.bib",
        "events/day.ics",
        "events/day.zh.ics",
        "products/p.bib",
    }


def test_pages_link_to_the_files_that_are_there(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(FILES)
    files = set(dict(exports.files(atlas, About())))
    pages = dict(render.render(atlas, Shell({}, "", {}), {}))
    assert (
        'href="../../events/day.ics" type="text/calendar">Add to a calendar'
        in pages["en/events/day.md"]
    )
    assert (
        'href="../../../events/day.zh.ics" type="text/calendar">添加到日历'
        in pages["zh/events/day.md"]
    )
    assert 'type="application/x-bibtex">BibTeX' in pages["zh/products/p.md"]
    for entity in atlas.entities.values():
        path = entity.address.rstrip("/")
        for language in ("en", "zh"):
            for suffix, _ in exports.formats(entity, atlas.iris, language):
                assert f"{path}.{suffix}" in files
                assert f"{path}.{suffix}" in pages[f"{language}/{path}.md"]
    for path in ("events/month", "products/old", "themes/t"):
        assert ".ics" not in pages[f"en/{path}.md"]
        assert ".bib" not in pages[f"en/{path}.md"]


def test_somebody_elses_graph_without_shapes_yields_nothing(write_graph: WriteGraph) -> None:
    iris = Iris()
    source = load.load(write_graph(FILES), iris)
    assert list(exports.files(model.build(source, shapes.Specs(), iris), About())) == []


def test_the_sample_graph_is_reproducible(specs: shapes.Specs) -> None:
    source = load.load(SAMPLE, Iris())
    first, second = (
        dict(exports.files(model.build(source, specs, Iris()), About())) for _ in range(2)
    )
    assert first == second
    assert "documents/d.bib" in first


def test_a_date_that_is_none_is_refused(build_atlas: BuildAtlas) -> None:
    with pytest.raises(ValueError, match="soon"):
        list(exports.files(build_atlas({}), About(modified="soon")))
