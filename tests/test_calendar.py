"""iCalendar: read back as it was meant, with events of a stated day only."""

from __future__ import annotations

import datetime as dt

import icalendar
import pytest

from atlas import calendar_file, load, model, shapes
from atlas.iris import Iris
from tests.support import ROOT, BuildAtlas

BASE = "https://w3id.org/south-south-atlas/"
STAMP = dt.datetime(2026, 11, 21, tzinfo=dt.UTC)
PLACE = 'base:places/n a atlas:Place ; rdfs:label "Rome, Italy; EU"@en ; rdfs:label "罗马"@zh .'


def _event(said: str) -> str:
    return f"""base:events/x a atlas:Event ; rdfs:label "Talks, part 1; more"@en ;
    rdfs:label "会谈，第一部分；其他"@zh ; atlas:place base:places/n ; {said}
    atlas:summary "One, *two*; a \\\\ and\\nmore."@en ; atlas:summary "一、二；三。"@zh ."""


def _read(atlas: model.Atlas, language: str = "en") -> icalendar.Calendar:
    events = [e for e in atlas.entities.values() if e.section == "events"]
    written = calendar_file.write(events, atlas.iris, language, "图 atlas", "urn:x", STAMP)
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    read = icalendar.Calendar.from_ical(written)
    assert isinstance(read, icalendar.Calendar)
    return read


def test_an_event_comes_back_as_it_was_said(build_atlas: BuildAtlas) -> None:
    days = 'atlas:startDate "2012-12-30"^^xsd:date ; atlas:endDate "2012-12-31"^^xsd:date ;'
    atlas = build_atlas({"events/x.ttl": _event(days), "places/n.ttl": PLACE})
    (event,) = _read(atlas).events
    assert event.uid == event.url == f"{BASE}events/x"
    assert event.summary == "Talks, part 1; more"
    assert event["LOCATION"] == "Rome, Italy; EU"
    assert event["DESCRIPTION"] == "One, two; a \\ and more."
    assert (event.start, event.end) == (dt.date(2012, 12, 30), dt.date(2013, 1, 1))
    assert event.stamp == STAMP
    (chinese,) = _read(atlas, "zh").events
    assert chinese.summary == "会谈，第一部分；其他"
    assert chinese["LOCATION"] == "罗马"
    assert chinese["DESCRIPTION"] == "一、二；三。"


def test_an_event_of_one_day_ends_with_it(build_atlas: BuildAtlas) -> None:
    one = 'atlas:startDate "2012-02-28"^^xsd:date ;'
    (event,) = _read(build_atlas({"events/x.ttl": _event(one)})).events
    assert event.end - event.start == dt.timedelta(days=1)


@pytest.mark.parametrize(
    "said",
    [
        "",
        'atlas:startDate "2012-06"^^xsd:gYearMonth ;',
        'atlas:startDate "2012"^^xsd:gYear ;',
        'atlas:startDate "2012-06-01"^^xsd:date ; atlas:endDate "2012-06"^^xsd:gYearMonth ;',
        'atlas:startDate "2012-06-02"^^xsd:date ; atlas:endDate "2012-06-01"^^xsd:date ;',
        'atlas:startDate "2012-02-31"^^xsd:date ;',
        'atlas:startDate "soon"^^xsd:date ;',
        'atlas:startDate "2012-06-02" ;',
    ],
)
def test_an_event_without_certain_days_is_left_out(build_atlas: BuildAtlas, said: str) -> None:
    assert _read(build_atlas({"events/x.ttl": _event(said)})).events == []


def test_two_builds_make_the_same_file(build_atlas: BuildAtlas) -> None:
    one = 'atlas:startDate "2012-02-28"^^xsd:date ;'
    events = build_atlas({"events/x.ttl": _event(one)}).entities.values()
    first, second = (
        calendar_file.write(events, Iris(), "en", "A", "urn:x", STAMP) for _ in range(2)
    )
    assert first == second


def test_the_real_graph(specs: shapes.Specs) -> None:
    atlas = model.build(load.load(ROOT / "graph", Iris()), specs, Iris())
    found = _read(atlas).events
    assert found
    assert len({event.uid for event in found}) == len(found)
    for event in found:
        values = atlas.entities[event.uid].values(atlas.iris.term("startDate"))
        assert values == (
            model.Text(event.start.isoformat(), "", "http://www.w3.org/2001/XMLSchema#date"),
        )
