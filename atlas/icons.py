"""Names of icons in, the style sheet that draws them out.

The icons are the Material Design Icons (https://pictogrammers.com/library/mdi/), which the theme
carries. A style sheet holds each once for the whole site, where the theme would repeat it on every
page, and works in a page that is opened from a disk. All are one drawing, of which each shows its
part: a browser takes a drawing in a style sheet for a document of its own, and thirty of them cost
a slow phone a third of a second.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from urllib.parse import quote
from xml.etree import ElementTree

_FOLDER = resources.files("material") / "templates" / ".icons" / "material"

_SVG = "http://www.w3.org/2000/svg"
_PATH = f"{{{_SVG}}}path"
_SIDE = 24
"""Units of an icon's side."""
_STEP = 32
"""Units from one icon to the next: nothing of it shows at the edge of another."""
_SAFE = " =:/,-.;()'"
"""What may stand as it is between the double quotes of a data URL."""


def is_known(name: str) -> bool:
    """Say whether there is an icon called ``name``."""
    return name.replace("-", "").isalnum() and (_FOLDER / f"{name}.svg").is_file()


def _drawing(name: str) -> ElementTree.Element:
    text = (_FOLDER / f"{name}.svg").read_text("utf-8")
    return ElementTree.fromstring(text)  # noqa: S314 - the theme's own


def style_sheet(icons: Mapping[str, str]) -> str:
    """Return rules by which ``class="a-icon a-icon-<key>"`` shows an icon in its text's colour.

    Args:
        icons: the name of an icon by the key that pages use for it.
    """
    names = sorted(set(icons.values()))
    paths = [
        f'<path transform="translate(0 {at * _STEP})" d="{path.attrib["d"]}"/>'
        for at, name in enumerate(names)
        for path in _drawing(name).iter(_PATH)
    ]
    last = (len(names) - 1) * _STEP
    box = f"0 0 {_SIDE} {last + _SIDE}"
    svg = f'<svg xmlns="{_SVG}" viewBox="{box}">{"".join(paths)}</svg>'
    rules = [f'.a-icon{{--a-icons:url("data:image/svg+xml,{quote(svg, safe=_SAFE)}")}}\n']
    for key, name in sorted(icons.items()):
        # A share of the way from the first icon at the top of the box to the last.
        rules.append(f".a-icon-{key}{{--a-icon:{names.index(name) * _STEP / max(last, 1):.4%}}}\n")
    return "".join(rules)
