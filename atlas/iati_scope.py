"""Where a project works and what it is about in, the same in the codes of IATI out."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from atlas.iati_xml import child, narrate
from atlas.iris import Iris
from atlas.model import Atlas, Entity, Text

_REGIONS = frozenset({"region", "subregion", "group"})
"""The kinds of places that can be recipients, beside countries."""

_OWN_VOCABULARY = "99"
# Of the regions. Those of the DAC are other ones, and so are never named.
_M49_VOCABULARY = "2"
_WGS84 = "http://www.opengis.net/def/crs/EPSG/0/4326"


def add_places(activity: ET.Element, project: Entity, atlas: Atlas) -> None:
    """Add whom it is for and where it happens.

    Countries are recipients; regions are only where no country is named, because their shares
    would count twice. Everything else, and towns and sites, are locations.
    """
    iris = atlas.iris
    places = [
        atlas.entities[ref.iri]
        for ref in project.refs(iris.term("place"))
        if ref.iri in atlas.entities
    ]
    countries = [p for p in places if _code(p, iris, "iso2")]
    regions = [] if countries else [p for p in places if kind(p, iris) in _REGIONS]
    for place, share in zip(countries, _shares(len(countries)), strict=True):
        country = {"code": _code(place, iris, "iso2"), "percentage": share}
        narrate(child(activity, "recipient-country", country), place.label)
    codes = {p.iri: _code(p, iris, "m49") for p in regions}
    is_m49 = all(codes.values())
    for place, share in zip(regions, _shares(len(regions)), strict=True):
        own = {"vocabulary": _M49_VOCABULARY, "code": codes[place.iri]}
        code = {**(own if is_m49 else _own_code(place.iri)), "percentage": share}
        narrate(child(activity, "recipient-region", code), place.label)
    for place in places:
        if place not in countries and place not in regions:
            _add_location(activity, place, iris)


def add_themes(activity: ET.Element, project: Entity, iris: Iris) -> None:
    """Add the themes as sectors, in the atlas's own vocabulary."""
    themes = project.refs(iris.term("theme"))
    for theme, share in zip(themes, _shares(len(themes)), strict=True):
        code = {**_own_code(theme.iri), "percentage": share}
        narrate(child(activity, "sector", code), theme.label)


def kind(entity: Entity, iris: Iris) -> str:
    """Return the name of an entity's kind, such as ``un`` or ``city``, or nothing."""
    kinds = entity.refs(iris.term("kind"))
    return iris.member(kinds[0].iri) if kinds else ""


def _code(place: Entity, iris: Iris, name: str) -> str:
    found = [v.value for v in place.values(iris.term(name)) if isinstance(v, Text)]
    return found[0] if found else ""


def _add_location(activity: ET.Element, place: Entity, iris: Iris) -> None:
    location = child(activity, "location")
    narrate(child(location, "name"), place.label)
    position = [_code(place, iris, "latitude"), _code(place, iris, "longitude")]
    if all(position):
        point = child(location, "point", {"srsName": _WGS84})
        child(point, "pos").text = " ".join(position)


def _shares(count: int) -> list[str]:
    """Return ``count`` equal percentages that add up to exactly 100, or none for one alone.

    The standard wants a share wherever it finds several countries, regions or sectors, and no
    source of the atlas states one.
    """
    if count < 2:
        return [""] * count
    cents, rest = divmod(10_000, count)
    return [f"{(cents + (i < rest)) / 100:.2f}" for i in range(count)]


def _own_code(iri: str) -> Mapping[str, str]:
    """Return the code of a thing in the atlas's own list, which its section is."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    return {"vocabulary": _OWN_VOCABULARY, "vocabulary-uri": iri[:end], "code": iri[end:]}
