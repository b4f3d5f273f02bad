"""No page of any kind has a fault that axe-core finds, on any screen, in any colours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from atlas.i18n import LANGUAGES
from tests.pages import SIZES, Scheme, different, settle
from tests.support import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IN_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules that may be kept in one scheme of colours and broken in the other."""
LOOKS: tuple[tuple[str, Scheme, dict[str, Any]], ...] = (
    ("desk", "light", {"type": "tag", "values": STANDARDS}),
    ("desk", "dark", {"type": "rule", "values": IN_COLOUR}),
    ("phone", "dark", {"type": "tag", "values": STANDARDS}),
    ("phone", "light", {"type": "rule", "values": IN_COLOUR}),
)
_NAMES: dict[Scheme, str] = {"light": "default", "dark": "slate"}
"""What the theme calls its schemes of colours."""
_IS_IN = "name => [name, undefined].includes(document.body.dataset.mdColorScheme)"
_RUN = """rules => axe.run(document, {runOnly: rules, resultTypes: ["violations"]}).then(found =>
    found.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`)))"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # Reduced motion: a colour half-way between two has no contrast to speak of.
    context = browser.new_context(reduced_motion="reduce")
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def _faults(page: Page, rules: dict[str, Any]) -> list[str]:
    found: list[str] = page.evaluate(_RUN, rules)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    language: str, page: Page, real_site: Path, serve_folder: Callable[[Path], str]
) -> None:
    address = serve_folder(real_site)
    faults = []
    for kind, path in different(real_site, language).items():
        for size, scheme, rules in LOOKS:
            width, height = SIZES[size]
            page.set_viewport_size({"width": width, "height": height})
            page.emulate_media(color_scheme=scheme)
            if (size, scheme, rules) == LOOKS[0]:
                page.goto(address + path)
                settle(page)
            page.wait_for_function(_IS_IN, arg=_NAMES[scheme])
            faults += [f"{kind}, {size}, {scheme}: {fault}" for fault in _faults(page, rules)]
    assert faults == [], "\n".join(faults)


def test_axe_finds_what_is_wrong(page: Page) -> None:
    """Else the test above could not fail."""
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="x"></main>')
    page.add_script_tag(path=AXE)
    assert any(fault.startswith("image-alt: ") for fault in _faults(page, LOOKS[0][2]))
    page.set_content('<html lang="en"><title>x</title><p style="color: #ccc">pale words</p>')
    page.add_script_tag(path=AXE)
    assert any(fault.startswith("color-contrast: ") for fault in _faults(page, LOOKS[1][2]))
