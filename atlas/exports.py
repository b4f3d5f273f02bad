"""Entities in, files for the tools of the field out: IATI, iCalendar, BibTeX and CSL-JSON.

Which entity gets which file is said here alone. Withdrawn entries get none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from atlas import calendar_file, dates, iati, references
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import Iris
from atlas.model import Atlas, Entity

_REFERABLE = ("Document", "Product")
_BIBTEX = ("bib", "application/x-bibtex")
_CALENDAR = "text/calendar"


class About(Protocol):
    """What the files say of the atlas: its name by language, and an ISO 8601 date or moment."""

    @property
    def title(self) -> Mapping[str, str]:
        """Return the name of the atlas, by language."""

    @property
    def modified(self) -> str:
        """Return when the atlas was last changed."""


def formats(entity: Entity, iris: Iris, language: str) -> tuple[tuple[str, str], ...]:
    """Return the suffixes and media types of an entity's files, for readers of ``language``."""
    if _is(entity, iris, *_REFERABLE):
        return (_BIBTEX,)
    if _is(entity, iris, "Event") and calendar_file.days(entity, iris):
        return ((_calendar_suffix(language), _CALENDAR),)
    return ()


def _is(entity: Entity, iris: Iris, *classes: str) -> bool:
    known = entity.spec is not None and entity.spec.iri in map(iris.term, classes)
    return known and not entity.is_deprecated


def _calendar_suffix(language: str) -> str:
    return "ics" if language == LANGUAGES[0] else f"{language}.ics"


def files(atlas: Atlas, about: About) -> Iterator[tuple[str, bytes]]:
    """Yield every file as (path below the site, bytes); a file of nothing is none.

    Raises:
        ValueError: ``about.modified`` is no ISO 8601 date or moment.
    """
    modified = dates.moment(about.modified)
    projects, events, referable = (
        [entity for entity in atlas.entities.values() if _is(entity, atlas.iris, *classes)]
        for classes in (("Project",), ("Event",), _REFERABLE)
    )
    activities = iati.write(atlas, projects, about.title, modified)
    if activities:
        yield "data/projects.iati.xml", activities
    dated = [event for event in events if calendar_file.days(event, atlas.iris)]
    for language in LANGUAGES if dated else ():
        title = catalogue(language).pick(about.title)
        for name, shown in [("data/events", dated), *((_path(e), [e]) for e in dated)]:
            path = f"{name}.{_calendar_suffix(language)}"
            uid = atlas.iris.base + path
            yield path, calendar_file.write(shown, atlas.iris, language, title, uid, modified)
    found = references.read(referable, atlas.iris)
    if found:
        yield "data/references.bib", references.bibtex(found)
        yield "data/references.csl.json", references.csl(found)
    for entity, reference in zip(referable, found, strict=True):
        yield f"{_path(entity)}.bib", references.bibtex([reference])


def _path(entity: Entity) -> str:
    return entity.address.rstrip("/")
