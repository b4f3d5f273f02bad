"""Names of icons in, the style sheet that draws them out.

The icons are the Material Design Icons (https://pictogrammers.com/library/mdi/), which the theme
carries. A style sheet holds each once for the whole site, where the theme would repeat it on every
page; and unlike a sprite, it works in a page that is opened from a disk.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from urllib.parse import quote

_FOLDER = resources.files("material") / "templates" / ".icons" / "material"

_SAFE = " =:/,-.;()'"
"""What may stand as it is between the double quotes of a data URL."""


def is_known(name: str) -> bool:
    """Say whether there is an icon called ``name``."""
    return name.replace("-", "").isalnum() and (_FOLDER / f"{name}.svg").is_file()


def style_sheet(icons: Mapping[str, str]) -> str:
    """Return rules by which ``class="a-icon a-icon-<key>"`` shows an icon in its text's colour.

    Args:
        icons: the name of an icon by the key that pages use for it.
    """
    drawn = {key: (_FOLDER / f"{name}.svg").read_text("utf-8") for key, name in icons.items()}
    rules = [
        f'.a-icon-{key}{{--a-icon:url("data:image/svg+xml,{quote(svg, safe=_SAFE)}")}}\n'
        for key, svg in sorted(drawn.items())
    ]
    return "".join(rules)
