"""The acronyms of the entities in, the block of the page that explains them out."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from atlas.pages.page import Page, Site, environment


def glossary(site: Site, page: Page) -> str:
    """Return the acronyms by their first letter, each with all that it stands for."""
    found = [
        {
            "form": form,
            "meanings": [
                {
                    "label": page.words(entity.label),
                    "href": page.href(entity.address),
                    "kind": page.words(entity.spec.label).text if entity.spec else "",
                }
                for entity in site.acronyms.meanings[form]
            ],
        }
        for form in sorted(site.acronyms.meanings)
    ]
    letters = [(letter, list(some)) for letter, some in groupby(found, key=lambda a: a["form"][0])]
    block: Any = environment().get_template("glossary.j2").make_module({"page": page})
    return str(block.glossary(letters))
