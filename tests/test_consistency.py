"""The real graph against itself: links enough, dates in order, codes, stated sums."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

import pyoxigraph as ox
import pytest

from atlas.iris import DEFAULT_BASE, Iris
from tests.support import ROOT

IRIS = Iris()
PREFIXES = (
    f"PREFIX atlas: <{IRIS.term('')}>\nPREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
)
ROLES = "|".join(
    f"atlas:{role}"
    for role in (
        "implementedBy",
        "executedBy",
        "coordinatedBy",
        "fundedBy",
        "hostedBy",
        "advisedBy",
        "involves",
    )
)


@pytest.fixture(scope="module")
def store() -> ox.Store:
    filled = ox.Store()
    for file in sorted((ROOT / "graph").rglob("*.ttl")):
        filled.bulk_load(path=file, format=ox.RdfFormat.TURTLE)
    return filled


def _rows(store: ox.Store, query: str) -> list[list[str]]:
    found = store.query(PREFIXES + query)
    assert isinstance(found, ox.QuerySolutions)
    return [["" if term is None else term.value for term in row] for row in found]


def test_every_entity_has_two_neighbours(store: ox.Store) -> None:
    """Sources aside: a citation is no neighbour."""
    documents = f"{DEFAULT_BASE}documents/"
    neighbours: dict[str, set[str]] = defaultdict(set)
    entities = set()
    for subject, _, value, _ in store:
        assert isinstance(subject, ox.NamedNode)
        one = IRIS.owner(subject.value)
        entities.add(one)
        if isinstance(value, ox.NamedNode) and IRIS.covers(value.value):
            other = IRIS.owner(value.value)
            if other != one and not IRIS.is_term(value.value):
                neighbours[one].add(other)
                neighbours[other].add(one)
    poor = {
        entity
        for entity in entities
        if not entity.startswith(documents)
        and len({n for n in neighbours[entity] if not n.startswith(documents)}) < 2
    }
    assert poor == set()


def test_nothing_ends_before_it_begins(store: ox.Store) -> None:
    rows = _rows(
        store, "SELECT ?thing ?start ?end { ?thing atlas:startDate ?start ; atlas:endDate ?end }"
    )
    assert len(rows) > 20
    # Dates of different precision are compared as far as both go.
    assert [row for row in rows if row[1][: len(row[2])] > row[2][: len(row[1])]] == []


def test_a_phase_lies_inside_its_whole(store: ox.Store) -> None:
    rows = _rows(
        store,
        """SELECT ?part ?start ?end ?from ?to {
            ?part atlas:partOf ?whole ; atlas:startDate ?start ; atlas:endDate ?end .
            ?whole atlas:startDate ?from ; atlas:endDate ?to }""",
    )
    outside = [
        part
        for part, start, end, first, last in rows
        if start[:4] < first[:4] or end[:4] > last[:4]
    ]
    assert outside == []


def test_every_country_has_its_codes(store: ox.Store) -> None:
    query = "SELECT ?place { ?place atlas:kind atlas:PlaceKind-country %s }"
    codes = "FILTER NOT EXISTS { ?place atlas:iso2 ?two ; atlas:iso3 ?three ; atlas:m49 ?number }"
    assert len(_rows(store, query % "")) > 5
    assert _rows(store, query % codes) == []


def test_every_project_has_a_theme_and_a_partner(store: ox.Store) -> None:
    """A partnership may stand for its partners; where the source names none, a note says so."""
    query = "SELECT ?project { ?project a atlas:Project FILTER NOT EXISTS { ?project %s } }"
    assert _rows(store, query % "atlas:theme ?theme") == []
    role = f"({ROLES}) ?other . VALUES ?class {{ atlas:Partner atlas:Project }} ?other a ?class"
    alone = _rows(store, query % role)
    noted = _rows(
        store,
        """SELECT ?project { ?project a atlas:Project ; atlas:editorialNote ?note
            FILTER(LANG(?note) = "en" && REGEX(?note, "partner|member|who", "i")) }""",
    )
    assert {project for (project,) in alone} - {project for (project,) in noted} == set()


def test_every_project_has_a_place(store: ox.Store) -> None:
    """Global ones name the world; where the source names no place, a note says so."""
    query = "SELECT ?project { ?project a atlas:Project FILTER NOT EXISTS { ?project %s ?other } }"
    assert _rows(store, query % "(atlas:place|atlas:editorialNote)") == []
    noted = {project for (project,) in _rows(store, query % "atlas:place")}
    said = _rows(
        store,
        """SELECT ?project { ?project a atlas:Project ; atlas:editorialNote ?note
            FILTER(LANG(?note) = "en" && REGEX(?note, "place|country|countries|where", "i")) }""",
    )
    assert noted - {project for (project,) in said} == set()


def test_labels_are_unique_in_their_class(store: ox.Store) -> None:
    rows = _rows(
        store,
        """SELECT ?one ?other {
            ?one a ?class ; rdfs:label ?label . ?other a ?class ; rdfs:label ?label
            FILTER(STR(?one) < STR(?other) && !CONTAINS(STR(?one), "#")) }""",
    )
    assert rows == []


def test_sums_that_the_sources_state(store: ox.Store) -> None:
    earmarked = _figures(store, "programmes/unep-earmarked-contributions")
    for biennium in ("2012-2013", "2014-2015", "2016-2017"):
        parts = earmarked[f"other-{biennium}"] + earmarked[f"gef-{biennium}"]
        assert parts == earmarked[f"total-{biennium}"]
    unep = _figures(store, "partners/unep")
    for year in ("2013", "2018"):
        staff = unep[f"professional-staff-{year}"] + unep[f"general-service-staff-{year}"]
        assert staff == unep[f"staff-{year}"]
    away = unep["professional-staff-outside-nairobi-2018"]
    away += unep["general-service-staff-outside-nairobi-2018"]
    assert away == unep["staff-outside-nairobi-2018"]
    budget = _figures(store, "programmes/un-regular-budget-for-unep")
    assert budget["staff-before-2014"] + budget["new-posts-2014-2015"] == budget["staff-2014-2015"]
    posts = budget["staff-2014-2015"] + budget["posts-approved-2016-2017"]
    assert posts == budget["posts-2016-2017"]
    needs = _figures(store, "projects/global-technology-needs-assessment")
    assert needs["first-batch"] + needs["second-batch"] == needs["countries"]
    young = _figures(store, "projects/triangular-exchange-youth-programme")
    hosts = ("nema", "zambia", "cedare", "eis-africa")
    assert sum(young[host] for host in hosts) == young["norway-to-africa"]


def _figures(store: ox.Store, owner: str) -> dict[str, Decimal]:
    rows = _rows(
        store,
        f"""SELECT ?figure ?value {{ ?figure a atlas:Figure ; atlas:value ?value
            FILTER(STRSTARTS(STR(?figure), "{DEFAULT_BASE}{owner}#")) }}""",
    )
    return {IRIS.fragment(figure): Decimal(value) for figure, value in rows}
