"""Questions with their answers in, what their page and the query page show out."""

from __future__ import annotations

from typing import Any

from atlas.dates import DATATYPES
from atlas.iris import anchor
from atlas.pages.answer import answers, column_name
from atlas.pages.page import Page, Shown, Site


def questions(site: Site, page: Page) -> list[dict[str, Any]]:
    """Return the questions, with the answers as links and texts.

    A column is headed by the class or property that its variable is called after.
    """
    refs = answers(site.atlas)
    fields = [f for spec in site.atlas.specs.classes.values() for f in spec.fields]
    dates = {
        site.atlas.iris.fragment(f.path) for f in fields if DATATYPES.intersection(f.datatypes)
    }

    def cell(value: str, column: str) -> dict[str, Any]:
        if not value:
            return {"text": Shown(page.say("not-stated")), "to": None}
        if value in refs:
            return {"text": page.words(refs[value].label), "to": page.link(refs[value])}
        if column in dates:
            return {"text": Shown(page.texts.date(value)), "to": None}
        text = page.texts.number(value) if value.isdecimal() else value
        return {"text": Shown(text), "to": None}

    return [
        {
            "name": anchor(question.name),
            "words": page.words(question.words),
            "query": question.query,
            "columns": [column_name(site.atlas, page, column) for column in question.columns],
            "rows": [
                [cell(value, column) for value, column in zip(row, question.columns, strict=True)]
                for row in question.rows
            ],
        }
        for question in site.shell.questions
    ]
