"""A section and labels in, the skeleton of an entity's Turtle file out, as its shapes ask."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from atlas.i18n import LANGUAGES
from atlas.iris import SLUG, Iris
from atlas.model import RDFS_LABEL, SOURCE
from atlas.shapes import Field, Specs

_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class ScaffoldError(Exception):
    """The skeleton cannot be written; ``name`` and ``values`` are a message of the catalogue."""

    def __init__(self, name: str, **values: str) -> None:
        """Hold the name of the message and what fills it."""
        super().__init__(name)
        self.name = name
        self.values = values


def slugify(label: str) -> str:
    """Return ``label`` as a slug: ``"Great Apes Survival Partnership"`` -> ``great-apes-...``."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(c if c.isalnum() else " " for c in plain).split())


def skeleton(
    specs: Specs, iris: Iris, section: str, labels: Mapping[str, str], slug: str | None = None
) -> tuple[PurePosixPath, str]:
    """Return the path below ``graph/`` and the text of a new entity.

    Required fields stand ready to be filled; each other field is a comment that says what it is
    for, so that an editor needs no other document.

    Raises:
        ScaffoldError: there is no such section, or the label gives no slug.
    """
    spec = specs.of_section(section)
    if spec is None:
        sections = ", ".join(c.section for c in specs.entity_classes)
        raise ScaffoldError("section-unknown", section=section, sections=sections)
    slug = slug or slugify(labels["en"])
    if not SLUG.fullmatch(slug):
        raise ScaffoldError("slug-empty", label=labels["en"])
    path = PurePosixPath(section, f"{slug}.ttl")
    lines = [f"<{iris.of_file(path)}> a {_name(iris, spec.iri)} ;"]
    optional = []
    for field in spec.fields:
        filled = _lines(iris, field, labels)
        if field.minimum:
            lines += filled
        else:
            optional += [f"# {field.name.get('en', '')}: {field.help.get('en', '')}"]
            optional += [f"#{line}" for line in filled]
    last = lines.pop().removesuffix(" ;")
    text = "\n".join([_prefixes(iris), "", *lines, f"{last} .", ""])
    if optional:
        text += "\n# Fields that may be added above, before the last line:\n" + "\n".join(optional)
    return path, text + "\n"


def _name(iris: Iris, iri: str) -> str:
    known = {iris.term(""): "atlas", **{ns: p for p, ns in _STANDARD.items()}}
    for namespace, prefix in known.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


_STANDARD = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _prefixes(iris: Iris) -> str:
    known = {"atlas": iris.term(""), **_STANDARD}
    return "\n".join(f"@prefix {prefix}: <{known[prefix]}> ." for prefix in sorted(known))


def _lines(iris: Iris, field: Field, labels: Mapping[str, str]) -> list[str]:
    name = _name(iris, field.path)
    if field.path == RDFS_LABEL:
        return [f"    {name} {_quoted(labels[tag])}@{tag} ;" for tag in field.languages]
    if field.path == SOURCE:
        return [f"    {name} <{iris.base}documents/DOCUMENT#pNUMBER> ;"]
    if _LANG_STRING in field.datatypes:
        return [f'    {name} ""@{tag} ;' for tag in field.languages or LANGUAGES]
    if field.datatypes:
        return [f'    {name} ""^^{_name(iris, field.datatypes[0])} ;']
    return [f"    {name} <{iris.base}> ;"]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write(path: Path, text: str) -> None:
    """Write a new file; raises ``ScaffoldError`` rather than overwrite one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise ScaffoldError("file-exists", path=str(path)) from error
