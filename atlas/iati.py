"""Projects in, one file of the International Aid Transparency Initiative out (IATI 2.03).

The order of elements, what is mandatory and the codes are those of
https://iatistandard.org/en/iati-standard/203/. The schema wants every activity to have a status,
an organisation with a role and a date, and its rules a start and a theme: a project of which no
source states these is left out, because a made-up one would be worse than none. One rule of the
standard stays unmet for the same reason (3.7.1): where no source names a place, none is named.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from atlas import dates, escape
from atlas.i18n import LANGUAGES, catalogue
from atlas.iati_figures import add_budgets, add_results
from atlas.iati_scope import add_places, add_themes, kind
from atlas.iati_xml import LANG, child, narrate
from atlas.iris import Iris
from atlas.model import Atlas, Entity, Text
from atlas.shapes import Words

_STATUS = {"planned": "1", "under-way": "2", "ongoing": "2", "completed": "4"}
"""ActivityStatus: in the pipeline, under implementation, closed."""

_ROLES = (
    ("fundedBy", "1"),
    ("coordinatedBy", "2"),
    # The atlas's implementing body answers for the work, and its executing body does it.
    ("implementedBy", "4"),
    ("executedBy", "4"),
)
"""OrganisationRole: funding, accountable, implementing. Nothing tells who extends (3)."""

_ORGANISATION_TYPES = {
    "un": "40",
    "intergovernmental": "40",
    "treaty-secretariat": "40",
    "government": "10",
    "ministry": "10",
    "university": "80",
    "research": "80",
    "business": "70",
}
"""OrganisationType, by the kinds of partners of which it is certain."""

_OTHER_ORGANISATION = "90"
_WEB_PAGE = "A12"
_PARENT, _CHILD = "1", "2"


def write(atlas: Atlas, projects: Iterable[Entity], title: Words, modified: dt.datetime) -> bytes:
    """Return the activities among ``projects`` as XML; nothing where there are none.

    Args:
        atlas: what the projects link to.
        projects: the entities.
        title: the name of the atlas, which reports on the activities of others.
        modified: when the atlas was last changed.
    """
    activities = [project for project in projects if is_activity(project, atlas)]
    if not activities:
        return b""
    generated = modified.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = ET.Element("iati-activities", {"version": "2.03", "generated-datetime": generated})
    writer = _Writer(atlas, activities, title)
    for activity in activities:
        writer.add(root, activity)
    ET.indent(root, " ")
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def is_activity(project: Entity, atlas: Atlas) -> bool:
    """Say whether enough is stated of ``project`` for the standard."""
    start = project.values(atlas.iris.term("startDate"))
    return bool(
        _status(project, atlas.iris)
        and any(dates.span(value) for value in start)
        and _organisations(project, atlas)
        and project.refs(atlas.iris.term("theme"))
    )


def _status(project: Entity, iris: Iris) -> str:
    for ref in project.refs(iris.term("status")):
        return _STATUS.get(iris.member(ref.iri), "")
    return ""


def _organisations(project: Entity, atlas: Atlas) -> list[tuple[Entity, str]]:
    """Return who does what: partners, and the programmes that pay, which are funds."""
    found = []
    for name, role in _ROLES:
        allowed = {"Partner", "Programme"} if name == "fundedBy" else {"Partner"}
        classes = set(map(atlas.iris.term, allowed))
        for ref in project.refs(atlas.iris.term(name)):
            who = atlas.entities.get(ref.iri)
            if who and who.spec and who.spec.iri in classes and (who, role) not in found:
                found.append((who, role))
    return found


def _in_words(lexical: str) -> Words:
    """Return a date as stated, in every language."""
    found = {}
    for language in LANGUAGES:
        texts = catalogue(language)
        found[language] = texts.text("date-as-stated", date=texts.date(lexical))
    return found


class _Writer:
    """Writes the activities of one file."""

    def __init__(self, atlas: Atlas, activities: Sequence[Entity], title: Words) -> None:
        self.atlas = atlas
        self.iris = atlas.iris
        self.title = title
        # Not a registered identifier, and made of what the rules allow in one: no slash.
        self.reporter = re.sub(r"[^A-Za-z0-9.]+", "-", self.iris.base.split("//", 1)[1]).strip("-")
        self.identifiers = {
            a.iri: f"{self.reporter}-{a.address.strip('/').replace('/', '-')}" for a in activities
        }
        self.parents = {
            a.iri: [r.iri for r in a.refs(self.iris.term("partOf")) if r.iri in self.identifiers]
            for a in activities
        }
        self.children = {
            a.iri: [below for below, above in self.parents.items() if a.iri in above]
            for a in activities
        }

    def add(self, root: ET.Element, project: Entity) -> None:
        activity = child(
            root, "iati-activity", {LANG: LANGUAGES[0], "linked-data-uri": project.iri}
        )
        child(activity, "iati-identifier").text = self.identifiers[project.iri]
        reporter = {
            "ref": self.reporter,
            "type": _OTHER_ORGANISATION,
            # The atlas reports what others do.
            "secondary-reporter": "1",
        }
        narrate(child(activity, "reporting-org", reporter), self.title)
        narrate(child(activity, "title"), project.label)
        summary = {tag: escape.plain(text) for tag, text in project.summary.items()}
        narrate(child(activity, "description"), summary or project.label)
        self.add_organisations(activity, project)
        status = _status(project, self.iris)
        child(activity, "activity-status", {"code": status})
        self.add_dates(activity, project, status)
        add_places(activity, project, self.atlas)
        add_themes(activity, project, self.iris)
        add_budgets(activity, project, self.iris)
        self.add_page(activity, project)
        for type_, related in ((_PARENT, self.parents), (_CHILD, self.children)):
            for iri in related[project.iri]:
                ref = {"ref": self.identifiers[iri], "type": type_}
                child(activity, "related-activity", ref)
        add_results(activity, project, self.iris)

    def add_organisations(self, activity: ET.Element, project: Entity) -> None:
        for who, role in _organisations(project, self.atlas):
            attributes = {"role": role, "type": _ORGANISATION_TYPES.get(kind(who, self.iris), "")}
            narrate(child(activity, "participating-org", attributes), who.label)

    def add_dates(self, activity: ET.Element, project: Entity, status: str) -> None:
        """Add the start and the end: the first and the last day of what is stated.

        A month or a year is said in words beside it.
        """
        first = self.add_date(activity, project, "startDate", "1" if status == "1" else "2", 0)
        self.add_date(activity, project, "endDate", "4" if status == "4" else "3", 1, since=first)

    def add_date(
        self,
        activity: ET.Element,
        project: Entity,
        name: str,
        type_: str,
        bound: int,
        since: dt.date = dt.date.min,
    ) -> dt.date:
        for value in project.values(self.iris.term(name))[:1]:
            span = dates.span(value)
            if span and isinstance(value, Text) and span[bound] > since:
                iso = {"type": type_, "iso-date": span[bound].isoformat()}
                date = child(activity, "activity-date", iso)
                if not dates.day(value):
                    narrate(date, _in_words(value.value))
                return span[bound]
        return since

    def add_page(self, activity: ET.Element, project: Entity) -> None:
        page = child(activity, "document-link", {"url": project.iri, "format": "text/html"})
        narrate(child(page, "title"), project.label)
        child(page, "category", {"code": _WEB_PAGE})
        for language in LANGUAGES:
            child(page, "language", {"code": language})
