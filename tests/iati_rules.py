"""What IATI 2.03 asks of the elements that the atlas writes; everything else it does not know.

Read from the activity schema, the codelists and the standard ruleset of
https://iatistandard.org/en/iati-standard/203/.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from decimal import Decimal

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MANY = 10**6

CHILDREN: dict[str, list[tuple[str, int, int]]] = {
    "iati-activities": [("iati-activity", 1, _MANY)],
    "iati-activity": [
        ("iati-identifier", 1, 1),
        ("reporting-org", 1, 1),
        ("title", 1, 1),
        ("description", 1, _MANY),
        ("participating-org", 1, _MANY),
        ("activity-status", 1, 1),
        ("activity-date", 1, _MANY),
        ("recipient-country", 0, _MANY),
        ("recipient-region", 0, _MANY),
        ("location", 0, _MANY),
        ("sector", 0, _MANY),
        ("budget", 0, _MANY),
        ("document-link", 0, _MANY),
        ("related-activity", 0, _MANY),
        ("result", 0, _MANY),
    ],
    "reporting-org": [("narrative", 1, _MANY)],
    "title": [("narrative", 1, _MANY)],
    "description": [("narrative", 1, _MANY)],
    "participating-org": [("narrative", 1, _MANY)],  # It has no ref, and so needs a name.
    "activity-date": [("narrative", 0, _MANY)],
    "recipient-country": [("narrative", 0, _MANY)],
    "recipient-region": [("narrative", 0, _MANY)],
    "location": [("name", 0, 1), ("point", 0, 1)],
    "name": [("narrative", 1, _MANY)],
    "point": [("pos", 1, 1)],
    "sector": [("narrative", 1, _MANY)],  # Rule 2.2.1, for a vocabulary of one's own.
    "budget": [("period-start", 1, 1), ("period-end", 1, 1), ("value", 1, 1)],
    "document-link": [("title", 1, 1), ("category", 1, _MANY), ("language", 0, _MANY)],
    "result": [("title", 1, 1), ("description", 0, 1), ("indicator", 1, _MANY)],
    "indicator": [("title", 1, 1), ("description", 0, 1), ("period", 0, _MANY)],
    "period": [
        ("period-start", 1, 1),
        ("period-end", 1, 1),
        ("target", 0, _MANY),
        ("actual", 0, _MANY),
    ],
}

_DATE = r"\d{4}-\d\d-\d\d"
_SHARE = r"\d{1,3}(\.\d+)?"
_CODE = r"\S+"
ATTRIBUTES: dict[str, dict[str, tuple[bool, str]]] = {
    "iati-activities": {
        "version": (True, r"2\.03"),
        "generated-datetime": (False, rf"{_DATE}T\d\d:\d\d:\d\dZ"),
    },
    "iati-activity": {_LANG: (True, "en"), "linked-data-uri": (False, r"https?://\S+")},
    "reporting-org": {
        "ref": (True, r"[^/&|?\s]+"),
        "type": (True, "90"),
        "secondary-reporter": (False, "0|1"),
    },
    "participating-org": {"role": (True, "[1-4]"), "type": (False, "10|40|70|80")},
    "activity-status": {"code": (True, "[1-6]")},
    "activity-date": {"type": (True, "[1-4]"), "iso-date": (True, _DATE)},
    "recipient-country": {"code": (True, "[A-Z]{2}"), "percentage": (False, _SHARE)},
    "recipient-region": {
        "vocabulary": (False, "2|99"),
        "vocabulary-uri": (False, r"https?://\S+"),
        "code": (True, _CODE),
        "percentage": (False, _SHARE),
    },
    "sector": {
        "vocabulary": (False, "99"),
        "vocabulary-uri": (False, r"https?://\S+"),
        "code": (True, _CODE),
        "percentage": (False, _SHARE),
    },
    "point": {"srsName": (True, "http://www.opengis.net/def/crs/EPSG/0/4326")},
    "budget": {"type": (False, "[12]"), "status": (False, "[12]")},
    "period-start": {"iso-date": (True, _DATE)},
    "period-end": {"iso-date": (True, _DATE)},
    "value": {"currency": (True, "[A-Z]{3}"), "value-date": (True, _DATE)},
    "document-link": {"url": (True, r"https?://\S+"), "format": (True, "text/html")},
    "category": {"code": (True, "A12")},
    "language": {"code": (True, "[a-z]{2}")},
    "related-activity": {"ref": (True, r"[^/&|?\s]+"), "type": (True, "[1-5]")},
    "result": {"type": (True, "1|2|3|9")},
    "indicator": {"measure": (True, "[1-5]")},
    "target": {"value": (True, r"-?\d+(\.\d+)?")},
    "actual": {"value": (True, r"-?\d+(\.\d+)?")},
    "narrative": {_LANG: (False, "en|zh")},
}
"""By element, each attribute it may have: whether it must, and the form of its value."""

_TEXTS = {"iati-identifier", "narrative", "pos", "value"}


def faults(root: ET.Element) -> list[str]:
    """Return what is wrong with a file, in words; nothing if all is well."""
    found = [fault for element in root.iter() for fault in _of_element(element)]
    for activity in root.iter("iati-activity"):
        name = activity.findtext("iati-identifier") or "?"
        found += [f"{name}: {fault}" for fault in _of_activity(activity)]
    names = [e.text for e in root.iter("iati-identifier")]
    found += [f"{name}: not unique" for name in set(names) if names.count(name) > 1]
    known = set(names)
    return found + [
        f"{e.get('ref')}: related to nothing"
        for e in root.iter("related-activity")
        if e.get("ref") not in known
    ]


def _of_element(element: ET.Element) -> Iterator[str]:
    children = [below.tag for below in element]
    allowed = CHILDREN.get(element.tag, [])
    order = [name for name, _, _ in allowed]
    for tag in set(children) - set(order):
        yield f"{element.tag} may not hold {tag}"
    known = [tag for tag in children if tag in order]
    if known != sorted(known, key=order.index):
        yield f"{element.tag}: wrong order {known}"
    for name, least, most in allowed:
        if not least <= children.count(name) <= most:
            yield f"{element.tag} has {children.count(name)} {name}"
    attributes = ATTRIBUTES.get(element.tag, {})
    for name in element.attrib.keys() - attributes.keys():
        yield f"{element.tag} may not have {name}"
    for name, (is_needed, form) in attributes.items():
        value = element.get(name)
        if value is None and is_needed:
            yield f"{element.tag} lacks {name}"
        if value is not None and not re.fullmatch(form, value):
            yield f"{element.tag}: {name} is {value!r}"
        if value is not None and form == _DATE:
            dt.date.fromisoformat(value)
    has_text = bool((element.text or "").strip())
    if has_text != (element.tag in _TEXTS):
        yield f"{element.tag}: text is {element.text!r}"


def _of_activity(activity: ET.Element) -> Iterator[str]:
    reporter = activity.find("reporting-org")
    prefix = "" if reporter is None else reporter.get("ref", "")
    if not (activity.findtext("iati-identifier") or "").startswith(f"{prefix}-"):
        yield "1.1.21: the identifier does not begin with the reporter's"
    dates = {
        e.get("type"): dt.date.fromisoformat(e.get("iso-date", ""))
        for e in activity.findall("activity-date")
    }
    if not dates.keys() & {"1", "2"}:
        yield "6.11.1: no start"
    for start, end in (("1", "3"), ("2", "4"), ("2", "3")):
        if start in dates and end in dates and dates[start] >= dates[end]:
            yield "11.1.2: it ends before it starts"
    if not activity.findall("sector"):
        yield "6.2.2: no sector"
    countries = activity.findall("recipient-country")
    yield from _of_shares("2.1", activity.findall("sector"))
    yield from _of_shares("3.1", [*countries, *activity.findall("recipient-region")])
    for vocabulary in ("recipient-region", "sector"):
        for element in activity.findall(vocabulary):
            if (element.get("vocabulary") == "99") != ("vocabulary-uri" in element.attrib):
                yield "a vocabulary of one's own has an address, and no other"
    for period in [*activity.iter("budget"), *activity.iter("period")]:
        first, last = (
            dt.date.fromisoformat(e.get("iso-date", ""))
            for name in ("period-start", "period-end")
            for e in period.findall(name)
        )
        if first >= last:
            yield "8.6.3: the period ends before it starts"
        if period.tag == "budget" and (last - first).days > 366:
            yield "7.5.3: the budget is longer than a year"


def _of_shares(rule: str, elements: list[ET.Element]) -> Iterator[str]:
    """Yield faults against: one needs no share; several have one each, 100 in sum."""
    shares = [Decimal(e.get("percentage", "0")) for e in elements]
    if len(elements) > 1 and (sum(shares) != 100 or not all(shares)):
        yield f"{rule}.2: the shares add up to {sum(shares)}"
    if len(elements) == 1 and "percentage" in elements[0].attrib:
        yield f"{rule}.4: a share of one"
