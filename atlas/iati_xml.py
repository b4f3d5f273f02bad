"""Names, attributes and words in, elements of an IATI file out."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping

from atlas import escape
from atlas.shapes import Words

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute that names the language of a text."""


def child(above: ET.Element, name: str, attributes: Mapping[str, str] | None = None) -> ET.Element:
    """Add an element below ``above`` and return it; an attribute without a value is left out."""
    given = {key: escape.clean(value) for key, value in (attributes or {}).items() if value}
    return ET.SubElement(above, name, given)


def narrate(element: ET.Element, words: Words) -> None:
    """Add ``words`` to an element, one narrative a language, none of them empty."""
    for tag, text in words.items():
        line = " ".join(escape.clean(text).split())
        if line:
            ET.SubElement(element, "narrative", {LANG: tag} if tag else {}).text = line
