"""From statements to entities: labels, facts, citations, parts, back-links."""

from __future__ import annotations

from atlas.model import Atlas, Entity, Nested, Ref, Row, Text, natural
from tests.support import BuildAtlas

DOCUMENT = """
base:documents/d a atlas:Document ; rdfs:label "A document"@en ; atlas:citeAs "DOC/1" ;
    dcterms:source <https://w3id.org/south-south-atlas/documents/d#p1> .
base:documents/d#p1 a atlas:Paragraph ; rdfs:label "Paragraph 1"@en .
base:documents/d#p10 a atlas:Paragraph ; rdfs:label "Paragraph 10"@en .
base:documents/d#p2 a atlas:Paragraph ; rdfs:label "Paragraph 2"@en .
"""
PARTNER = 'base:partners/p a atlas:Partner ; rdfs:label "Partner"@en .'


def _entity(atlas: Atlas, name: str) -> Entity:
    return atlas.entities[atlas.iris.base + name]


def _rows(entity: Entity) -> dict[str, Row]:
    return {row.predicate.rsplit("#", 1)[-1]: row for s in entity.sections for row in s.rows}


def test_sections_and_rows_stand_in_the_order_of_the_shapes(build_atlas: BuildAtlas) -> None:
    text = """base:projects/x a atlas:Project ; rdfs:label "X"@en ; atlas:fundedBy base:partners/p ;
    atlas:implementedBy base:partners/p ; atlas:startDate "2011"^^xsd:gYear ."""
    atlas = build_atlas({"projects/x.ttl": text, "partners/p.ttl": PARTNER})
    sections = _entity(atlas, "projects/x").sections
    assert [s.key for s in sections] == ["brief", "who"]
    assert [r.name["en"] for r in sections[1].rows] == ["Implemented by", "Funded by"]


def test_back_links_carry_the_inverse_name(build_atlas: BuildAtlas) -> None:
    text = 'base:projects/x a atlas:Project ; rdfs:label "X"@en ; atlas:fundedBy base:partners/p .'
    atlas = build_atlas({"projects/x.ttl": text, "partners/p.ttl": PARTNER})
    (group,) = _entity(atlas, "partners/p").backlinks
    assert group.inverse["en"] == "Funds"
    assert [ref.label["en"] for ref in group.refs] == ["X"]


def test_a_fact_cites_the_paragraph_that_covers_it(build_atlas: BuildAtlas) -> None:
    text = """base:projects/x a atlas:Project ; rdfs:label "X"@en ; atlas:fundedBy base:partners/p ;
    atlas:startDate "2011"^^xsd:gYear ; dcterms:source base:documents/d#p1 ;
    dcterms:source base:documents/d#p2 ; dcterms:source base:documents/d#p10 .
base:projects/x#c a atlas:Citation ;
    atlas:covers base:partners/p ; dcterms:source base:documents/d#p2 ."""
    files = {"projects/x.ttl": text, "partners/p.ttl": PARTNER, "documents/d.ttl": DOCUMENT}
    rows = _rows(_entity(build_atlas(files), "projects/x"))
    cited = [ref.label["en"] for ref in rows["fundedBy"].facts[0].citations]
    assert cited == ["DOC/1, paragraph 2"]
    all_of_them = [ref.label["en"] for ref in rows["startDate"].facts[0].citations]
    assert all_of_them == ["DOC/1, paragraph 1", "DOC/1, paragraph 2", "DOC/1, paragraph 10"]


def test_parts_stand_on_their_owners_page_in_natural_order(build_atlas: BuildAtlas) -> None:
    entity = _entity(build_atlas({"documents/d.ttl": DOCUMENT}), "documents/d")
    (table,) = [t for s in entity.sections for t in s.tables]
    assert [part.anchor for part in table.parts] == ["p1", "p2", "p10"]
    assert table.parts[0].backlinks[0].refs[0].address == "documents/d/"


def test_unknown_properties_are_shown_last(build_atlas: BuildAtlas) -> None:
    text = 'base:themes/x a atlas:Theme ; rdfs:label "X"@en ; rdfs:comment "Said."@en .'
    entity = _entity(build_atlas({"themes/x.ttl": text}), "themes/x")
    assert entity.sections[-1].key == "facts"
    assert entity.sections[-1].rows[0].facts[0].value == Text("Said.", "en")


def test_somebody_elses_blank_nodes_are_shown_in_place(build_atlas: BuildAtlas) -> None:
    text = """base:x <https://e.org/p> [ <https://e.org/q> "deep" ; <https://e.org/r> base:y ] .
base:y a owl:Class ."""
    atlas = build_atlas({"x.ttl": text})
    value = _entity(atlas, "x").sections[0].rows[0].facts[0].value
    assert isinstance(value, Nested)
    assert {row.predicate for row in value.rows} == {"https://e.org/q", "https://e.org/r"}
    assert [r.iri for g in _entity(atlas, "y").backlinks for r in g.refs] == [atlas.iris.base + "x"]


def test_blank_nodes_in_a_circle_end(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas({"x.ttl": "base:x <https://e.org/p> _:a . _:a <https://e.org/p> _:a ."})
    assert _entity(atlas, "x").sections


def test_an_outside_link_has_no_address(build_atlas: BuildAtlas) -> None:
    text = "base:themes/x a atlas:Theme ; owl:sameAs <https://e.org/x> ."
    rows = _rows(_entity(build_atlas({"themes/x.ttl": text}), "themes/x"))
    value = rows["sameAs"].facts[0].value
    assert isinstance(value, Ref)
    assert value.address is None


def test_who_uses_a_term_is_known(build_atlas: BuildAtlas) -> None:
    text = "base:projects/x a atlas:Project ; atlas:kind atlas:ProjectKind-campaign ."
    atlas = build_atlas({"projects/x.ttl": text})
    (group,) = atlas.terms[atlas.iris.term("ProjectKind-campaign")]
    assert [ref.iri for ref in group.refs] == [atlas.iris.base + "projects/x"]


def test_numbers_in_names_sort_by_value() -> None:
    assert sorted(["p10", "p9", "p1", "a2"], key=natural) == ["a2", "p1", "p9", "p10"]
