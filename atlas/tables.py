"""Entities in, tables out: one CSV a class, its columns read off the shapes, with CSVW metadata.

The tables open in a spreadsheet: UTF-8 with a byte order mark, and no cell that it would run.
Source of the metadata: Model for Tabular Data and Metadata on the Web,
https://www.w3.org/TR/tabular-metadata/.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from atlas.escape import csv_cell
from atlas.i18n import LANGUAGES, catalogue
from atlas.model import ALT_LABEL, LABELS, Atlas, Ref, Row, Text, Value
from atlas.shapes import ClassSpec, Field, Words

SEPARATOR = "|"
"""What stands between the values of one cell."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


@dataclass(frozen=True)
class Column:
    """One column: its name, what it is called, and which values of a field stand in it.

    ``language`` keeps the texts in one language; ``labels`` writes the names of what is linked to
    in place of their IRIs.
    """

    name: str
    titles: Words
    help: Words
    field: Field | None = None
    language: str = ""
    labels: bool = False


def files(atlas: Atlas, title: Words, licence: str) -> Iterator[tuple[str, bytes]]:
    """Yield each table and its metadata as (path below the site, bytes).

    Args:
        atlas: the entities.
        title: the name of the data set, by language.
        licence: the IRI of its licence, or empty.
    """
    for spec in (*atlas.specs.entity_classes, *atlas.specs.part_classes):
        records = list(_records(atlas, spec))
        if records:
            columns = _columns(spec)
            path = f"data/csv/{spec.table}.csv"
            yield path, _csv(columns, records)
            yield f"{path}-metadata.json", _metadata(path, spec, columns, title, licence)


@dataclass(frozen=True)
class _Record:
    """One line of a table: an entity or a part, with its rows by property."""

    iri: str
    owner: str
    texts: Mapping[str, Words]
    rows: Mapping[str, Row]
    alternatives: tuple[Text, ...] = ()


def _records(atlas: Atlas, spec: ClassSpec) -> Iterator[_Record]:
    for entity in atlas.entities.values():
        if spec.is_part:
            for part in entity.parts(spec.iri):
                yield _Record(part.iri, entity.iri, {LABELS[0]: part.label}, part.rows)
        elif entity.spec is spec:
            rows = {row.predicate: row for section in entity.sections for row in section.rows}
            texts = {LABELS[0]: entity.label, atlas.iris.term("summary"): entity.summary}
            yield _Record(entity.iri, "", texts, rows, entity.alternatives)


def _columns(spec: ClassSpec) -> list[Column]:
    columns = [Column("iri", dict.fromkeys(LANGUAGES, "IRI"), {})]
    if spec.is_part:
        belongs = {tag: catalogue(tag).text("part-of") for tag in LANGUAGES}
        columns.append(Column("part_of", belongs, {}))
    taken = {column.name for column in columns}
    for field in spec.fields:
        name = re.split(r"[/#]", field.path)[-1]
        if name in taken:
            name = field.iri.rsplit("#", 1)[-1]
        taken.add(name)
        if _LANG_STRING in field.datatypes:
            columns += [
                Column(f"{name}_{tag}", field.name, field.help, field, tag) for tag in LANGUAGES
            ]
            continue
        columns.append(Column(name, field.name, field.help, field))
        if field.classes:
            columns.append(Column(f"{name}_label", field.name, field.help, field, labels=True))
    return columns


def _csv(columns: Sequence[Column], records: Iterable[_Record]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for record in records:
        writer.writerow([_cell(column, record) for column in columns])
    return out.getvalue().encode("utf-8-sig")


def _cell(column: Column, record: _Record) -> str:
    if column.field is None:
        return record.iri if column.name == "iri" else record.owner
    return csv_cell(SEPARATOR.join(_values(column, column.field, record)))


def _values(column: Column, field: Field, record: _Record) -> list[str]:
    """Return the values of one cell, none of which holds the separator."""
    if field.path in record.texts:
        found = [record.texts[field.path].get(column.language, "")]
    elif field.path == ALT_LABEL:
        found = [t.value for t in record.alternatives if t.language in {column.language, ""}]
    else:
        row = record.rows.get(field.path)
        found = [_text(column, fact.value) for fact in row.facts] if row else []
    return [text.replace(SEPARATOR, "/") for text in found if text]


def _text(column: Column, value: Value) -> str:
    if isinstance(value, Ref):
        return _pick(value.label) if column.labels else value.iri
    if isinstance(value, Text) and (not column.language or value.language in {column.language, ""}):
        return value.value
    return ""


def _pick(words: Words) -> str:
    return words.get(LANGUAGES[0]) or next(iter(words.values()), "")


def _metadata(
    path: str, spec: ClassSpec, columns: Sequence[Column], title: Words, licence: str
) -> bytes:
    """Return the CSVW metadata of the table at ``path``."""
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": LANGUAGES[0]}],
        "url": path.rsplit("/", 1)[-1],
        "dc:title": [
            {"@value": f"{title.get(tag, '')}: {spec.plural.get(tag, '')}", "@language": tag}
            for tag in LANGUAGES
        ],
        "dialect": {"encoding": "utf-8", "header": True},
        "tableSchema": {
            "columns": [_describe(column) for column in columns],
            "primaryKey": "iri",
            "aboutUrl": "{+iri}",
        },
    }
    if licence:
        described["dc:license"] = {"@id": licence}
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _describe(column: Column) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": column.name,
        # The first line of the table holds the names, which a program can use as they are.
        "titles": [column.name],
        "dc:title": [{"@value": text, "@language": tag} for tag, text in column.titles.items()],
        "datatype": _datatype(column),
    }
    if column.help:
        described["dc:description"] = [
            {"@value": text, "@language": tag} for tag, text in column.help.items()
        ]
    field = column.field
    if field is None:
        return {**described, "required": True}
    if column.language:
        described["lang"] = column.language
    if not column.labels:
        described["propertyUrl"] = field.path
    each = len(LANGUAGES) if column.language else 1
    if field.maximum is None or field.maximum > each:
        described["separator"] = SEPARATOR
    return described


def _datatype(column: Column) -> str:
    field = column.field
    if field is None or ((field.classes or not field.datatypes) and not column.labels):
        return "anyURI"
    own = [name.removeprefix(_XSD) for name in field.datatypes if name.startswith(_XSD)]
    return own[0] if len(own) == 1 and len(field.datatypes) == 1 else "string"
