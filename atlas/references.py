"""Products and documents in, references out: BibTeX, and CSL-JSON for citation styles.

The title is the English one, and the note the Chinese one, so that either can be found by either.
The sources of CSL-JSON are https://docs.citationstyles.org/en/stable/specification.html and the
schema that belongs to it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from pylatexenc.latexencode import (
    RULE_DICT,
    UnicodeToLatexConversionRule,
    UnicodeToLatexEncoder,
    get_builtin_uni2latex_dict,
)

from atlas import dates, escape
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import Iris
from atlas.model import Entity, Ref, Text, Value

_REPORT = ("techreport", "report")
_OTHER = ("misc", "document")
TYPES: Mapping[str, tuple[str, str]] = {
    "ProductKind-report": _REPORT,
    "ProductKind-information-document": _REPORT,
    "ProductKind-guide": ("manual", "book"),
    "ProductKind-toolkit": _OTHER,
    "ProductKind-course": _OTHER,
    "ProductKind-film": ("misc", "motion_picture"),
    # BibTeX's own "article" needs a journal, which few of these have.
    "ProductKind-article": ("misc", "article"),
    "ProductKind-technical-series": _REPORT,
    "ProductKind-brief": _REPORT,
    "ProductKind-roadmap": _OTHER,
    "ProductKind-framework": _OTHER,
    "ProductKind-dataset": ("misc", "dataset"),
    "DocumentKind-source": _REPORT,
    "DocumentKind-treaty-record": _OTHER,
    "DocumentKind-decision-text": _OTHER,
    "DocumentKind-standard": ("misc", "standard"),
    "DocumentKind-reference": _OTHER,
}
"""The types of a reference in BibTeX and in CSL, by the kind of product or document."""

_PUBLISHER = {"techreport": "institution"}
"""The field of BibTeX for a publisher, where a type has one of its own."""

_SPECIAL = "#$%&_~^\\"
_LATEX = UnicodeToLatexEncoder(
    conversion_rules=[
        UnicodeToLatexConversionRule(
            RULE_DICT,
            {
                # BibTeX counts braces even behind a backslash, so that these need names.
                **{ord("{"): r"\textbraceleft", ord("}"): r"\textbraceright"},
                **{ord(c): get_builtin_uni2latex_dict()[ord(c)] for c in _SPECIAL},
            },
        )
    ],
    unknown_char_policy="keep",
    unknown_char_warning=False,
)
"""Makes LaTeX of what LaTeX reads as a mark; letters of any script stay, in UTF-8."""


@dataclass(frozen=True)
class Reference:
    """What is said of one product or document, whatever the format; ``issued`` as for dates."""

    key: str
    types: tuple[str, str]
    title: str
    note: str
    authors: tuple[str, ...]
    publishers: tuple[str, ...]
    issued: tuple[int, ...]
    number: str
    languages: tuple[str, ...]
    url: str


def read(entities: Sequence[Entity], iris: Iris) -> list[Reference]:
    """Return the references to ``entities``; each has its slug for a key.

    Where two slugs are one, because a product and a document share it, the section goes before.
    """
    slugs = Counter(_slug(entity) for entity in entities)
    found = []
    for entity in entities:
        slug = _slug(entity)
        key = slug if slugs[slug] == 1 else entity.address.strip("/").replace("/", "-")
        found.append(_reference(entity, iris, key))
    return found


def _slug(entity: Entity) -> str:
    return entity.address.strip("/").rsplit("/", 1)[-1]


def _reference(entity: Entity, iris: Iris, key: str) -> Reference:
    def values(name: str) -> tuple[Value, ...]:
        return entity.values(iris.term(name))

    title = _line(catalogue(LANGUAGES[0]).pick(entity.label))
    others = [_line(text) for tag, text in entity.label.items() if tag in LANGUAGES[1:]]
    published = values("published")
    kinds = [iris.fragment(ref.iri) for ref in values("kind") if isinstance(ref, Ref)]
    websites = [escape.web_link(ref.iri) for ref in values("website") if isinstance(ref, Ref)]
    return Reference(
        key=key,
        types=next((TYPES[kind] for kind in kinds if kind in TYPES), _OTHER),
        title=title,
        note="; ".join(text for text in others if text != title),
        authors=_names(values("author")),
        publishers=_names(values("publishedBy")),
        issued=dates.parts(published[0]) if published else (),
        number=", ".join(_line(text.value) for text in values("symbol") if isinstance(text, Text)),
        languages=tuple(iris.member(v.iri) for v in values("language") if isinstance(v, Ref)),
        url=next(filter(None, websites), entity.iri),
    )


def _line(text: str) -> str:
    return " ".join(escape.clean(text).split())


def _names(values: Iterable[Value]) -> tuple[str, ...]:
    english = catalogue(LANGUAGES[0])
    return tuple(_line(english.pick(ref.label)) for ref in values if isinstance(ref, Ref))


def bibtex(references: Iterable[Reference]) -> bytes:
    """Return ``references`` as BibTeX in UTF-8."""
    library = Library(
        [
            Entry(ref.types[0], ref.key, [Field(name, text) for name, text in _fields(ref) if text])
            for ref in references
        ]
    )
    return write_string(library).encode()


def _fields(ref: Reference) -> list[tuple[str, str]]:
    year, month, day = (*map(str, ref.issued), "", "", "")[:3]
    return [
        # Braces keep the capitals of a name, and a name of several words together.
        ("title", f"{{{_LATEX.unicode_to_latex(ref.title)}}}"),
        ("author", " and ".join(f"{{{_LATEX.unicode_to_latex(name)}}}" for name in ref.authors)),
        (
            _PUBLISHER.get(ref.types[0], "organization"),
            " and ".join(f"{{{_LATEX.unicode_to_latex(name)}}}" for name in ref.publishers),
        ),
        ("number", _LATEX.unicode_to_latex(ref.number)),
        ("year", year),
        ("month", month),
        ("day", day),
        ("language", " and ".join(ref.languages)),
        ("url", ref.url),
        ("note", _LATEX.unicode_to_latex(ref.note)),
    ]


def csl(references: Iterable[Reference]) -> bytes:
    """Return ``references`` as CSL-JSON."""
    items = [_item(ref) for ref in references]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _item(ref: Reference) -> dict[str, Any]:
    item = {
        "id": ref.key,
        "type": ref.types[1],
        "title": ref.title,
        "author": [{"literal": name} for name in ref.authors],
        "publisher": "; ".join(ref.publishers),
        "number": ref.number,
        "issued": {"date-parts": [list(ref.issued)]} if ref.issued else None,
        # The field holds one language.
        "language": ref.languages[0] if len(ref.languages) == 1 else "",
        "URL": ref.url,
        "note": ref.note,
    }
    return {name: value for name, value in item.items() if value}
