"""Pictures of every kind of page, to be looked at by people: `build/screenshots/` after a run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from atlas.i18n import LANGUAGES
from tests.pages import SCHEMES, SIZES, kinds, settle
from tests.support import ROOT

pytestmark = pytest.mark.pictures

PICTURES = ROOT / "build" / "screenshots"
_LONGEST = 4000
"""Pixels of a page below which a picture of it ends."""


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_of_page_has_its_picture(
    size: str,
    language: str,
    browser: Browser,
    real_site: Path,
    serve_folder: Callable[[Path], str],
) -> None:
    folders = {scheme: PICTURES / f"{size}-{scheme}-{language}" for scheme in SCHEMES}
    for folder in folders.values():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        reduced_motion="reduce",
        is_mobile=size == "phone",
    )
    page = context.new_page()
    address = serve_folder(real_site)
    wanted = kinds(real_site, language)
    for kind, path in wanted.items():
        page.goto(address + path)
        settle(page)
        tall = min(page.evaluate("document.documentElement.scrollHeight"), _LONGEST)
        for scheme, folder in folders.items():
            page.emulate_media(color_scheme=scheme)
            page.screenshot(
                path=folder / f"{kind}.jpg",
                type="jpeg",
                quality=70,
                full_page=True,
                clip={"x": 0, "y": 0, "width": width, "height": max(tall, height)},
            )
    context.close()
    # A page of one colour is a small file whatever its size.
    pictures = [folder / f"{kind}.jpg" for folder in folders.values() for kind in wanted]
    empty = [str(picture) for picture in pictures if picture.stat().st_size < 15_000]
    assert empty == []
