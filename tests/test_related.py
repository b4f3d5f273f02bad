"""See also: which entities share most with another, and why."""

from __future__ import annotations

import time

import pytest

from atlas import model, related, render, schema_org
from atlas.iris import Iris
from atlas.pages.page import Shell
from atlas.shapes import Specs
from tests.support import BuildAtlas

BASE = "https://w3id.org/south-south-atlas/"
SHELL = Shell({"en": "The Atlas", "zh": "图谱"}, "", {})


def _project(name: str, *things: str) -> dict[str, str]:
    links = " ".join(f"atlas:involves base:{thing} ;" for thing in things)
    text = f'base:projects/{name} a atlas:Project ; {links} rdfs:label "{name.title()}"@en .'
    return {f"projects/{name}.ttl": text}


def _partner(name: str, zh: str = "") -> dict[str, str]:
    label = f'rdfs:label "{name.title()}"@en, "{zh or name}"@zh'
    return {f"partners/{name}.ttl": f"base:partners/{name} a atlas:Partner ; {label} ."}


def _near(atlas: model.Atlas, name: str) -> list[tuple[str, list[str]]]:
    return [
        (
            one.entity.iri.rsplit("/", 1)[1],
            [thing.iri.rsplit("/", 1)[1] for thing in one.shared],
        )
        for one in related.of(atlas).get(BASE + name, ())
    ]


def test_what_few_share_counts_more_than_what_many_do(build_atlas: BuildAtlas) -> None:
    files = {k: v for n in ("rare", "odd", "hub", "big") for k, v in _partner(n).items()}
    files |= _project("x", "partners/rare", "partners/odd", "partners/hub", "partners/big")
    files |= _project("near", "partners/rare", "partners/odd")
    files |= _project("far", "partners/hub", "partners/big")
    for number in range(6):
        files |= _project(f"crowd{number}", "partners/hub", "partners/big")
    near = _near(build_atlas(files), "projects/x")
    assert near[0] == ("near", ["odd", "rare"])
    assert len(near) == related.MOST
    assert ("crowd0", ["big", "hub"]) in near


def test_one_thing_in_common_is_no_likeness(build_atlas: BuildAtlas) -> None:
    files = {**_partner("a"), **_project("x", "partners/a"), **_project("y", "partners/a")}
    assert _near(build_atlas(files), "projects/x") == []


def test_direct_links_withdrawn_entries_and_other_sections_are_left_out(
    build_atlas: BuildAtlas,
) -> None:
    files = {**_partner("a"), **_partner("b")}
    files |= _project("x", "partners/a", "partners/b", "projects/linked")
    files |= _project("linked", "partners/a", "partners/b")
    files |= _project("y", "partners/a", "partners/b")
    files |= _project("gone", "partners/a", "partners/b")
    files["projects/gone.ttl"] += " base:projects/gone owl:deprecated true ."
    files["events/e.ttl"] = """base:events/e a atlas:Event ;
        atlas:involves base:partners/a , base:partners/b ."""
    assert _near(build_atlas(files), "projects/x") == [("y", ["a", "b"])]


def test_links_of_parts_and_links_from_others_count_but_sources_do_not(
    build_atlas: BuildAtlas,
) -> None:
    sourced = "dcterms:source base:documents/d#p1 , base:documents/e#p1"
    files = {
        **_partner("a"),
        "documents/d.ttl": """base:documents/d a atlas:Document .
            base:documents/d#p1 a atlas:Paragraph .""",
        "documents/e.ttl": """base:documents/e a atlas:Document .
            base:documents/e#p1 a atlas:Paragraph .""",
        "projects/x.ttl": f"""base:projects/x a atlas:Project ; {sourced} .
            base:projects/x#r a atlas:Result ; atlas:involves base:partners/a .""",
        "projects/y.ttl": f"base:projects/y a atlas:Project ; {sourced} .",
        "projects/z.ttl": "base:projects/z a atlas:Project ; atlas:involves base:partners/a .",
        "products/p.ttl": """base:products/p a atlas:Product ;
            atlas:producedUnder base:projects/x , base:projects/z .""",
    }
    assert _near(build_atlas(files), "projects/x") == [("z", ["a", "p"])]


@pytest.mark.parametrize(
    ("language", "reason"),
    [("en", "In common: Alpha, Beta and 1 more"), ("zh", "共同点：甲、乙等3项")],
)
def test_the_reason_names_two_and_counts_the_rest(
    language: str, reason: str, build_atlas: BuildAtlas
) -> None:
    names = {"alpha": "甲", "beta": "乙", "gamma": "丙"}
    files = {k: v for n, zh in names.items() for k, v in _partner(n, zh).items()}
    for name in ("x", "y"):
        files |= _project(name, *(f"partners/{partner}" for partner in names))
    atlas = build_atlas(files)
    made = dict(render.render(atlas, SHELL, schema_org.of_entities(atlas)))
    page = made[f"{language}/projects/x.md"]
    assert reason in page.split("{#section-see-also}")[1]
    assert 'href="../../projects/y/"' in page.split("{#section-see-also}")[1]


def test_many_that_share_a_few_hubs_do_not_make_it_slow() -> None:
    count, hubs = 4000, 3
    entities = {f"{BASE}partners/{n}": _bare("partners", str(n), ()) for n in range(hubs)}
    targets = tuple(entities)
    for number in range(count):
        entity = _bare("projects", str(number), (*targets, f"{BASE}partners/own{number // 2}"))
        entities[entity.iri] = entity
    for number in range(count // 2):
        own = _bare("partners", f"own{number}", ())
        entities[own.iri] = own
    atlas = model.Atlas(entities, {}, Specs(), Iris(), 0)
    start = time.process_time()
    found = related.of(atlas)
    assert time.process_time() - start < 10
    (first, *_) = found[f"{BASE}projects/7"]
    assert first.entity.iri == f"{BASE}projects/6"


def _bare(section: str, name: str, links: tuple[str, ...]) -> model.Entity:
    facts = tuple(model.Fact(model.Ref(iri, {}, None)) for iri in links)
    rows = (model.Row(f"{BASE}ontology#involves", {}, {}, facts),) if facts else ()
    return model.Entity(
        iri=f"{BASE}{section}/{name}",
        address=f"{section}/{name}/",
        section=section,
        file="",
        spec=None,
        types=(),
        label={"en": name},
        alternatives=(),
        summary={},
        lead_citations=(),
        is_deprecated=False,
        replaced_by=(),
        sections=(model.Section("facts", {}, rows, ()),) if rows else (),
        backlinks=(),
    )
