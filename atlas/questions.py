"""A folder of SPARQL queries and their answers in, questions as the site shows them out.

``<name>.rq`` begins with the question, a comment line a language (``# en: Who …?``);
``<name>.csv`` is the answer. The tests keep the answers true, so the site runs no query.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from atlas.shapes import Words

_ASKED = re.compile(r"^# (\w+): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its wording, its query, and the rows of its answer under ``columns``."""

    name: str
    words: Words
    query: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def read(folder: Path) -> tuple[Question, ...]:
    """Return the questions of ``folder`` by name; none where there is no such folder."""
    return tuple(_question(path) for path in sorted(folder.glob("*.rq")))


def _question(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        columns, *rows = (tuple(row) for row in csv.reader(file))
    query = _ASKED.sub("", text).strip()
    return Question(path.stem, dict(_ASKED.findall(text)), query, columns, tuple(rows))
