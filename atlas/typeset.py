"""Books as HTML in, PDF files out, typeset by WeasyPrint, one process for each core.

Chromium prints in a fraction of the time, but turns the glyphs of Debian's Chinese fonts into
drawings without a font (Type 3), in files seven times as large, and knows no page numbers of
links. WeasyPrint embeds the fonts, numbers the pages of contents and index, and tags for PDF/UA-1
(ISO 14289-1).
"""

from __future__ import annotations

import multiprocessing
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from atlas.book import Book

FONTS = ("Noto Sans", "Noto Serif", "Noto Sans CJK SC", "Noto Serif CJK SC")
"""The families that ``book.css`` names: Debian's fonts-noto-core and fonts-noto-cjk."""

_STYLE = Path(__file__).parent / "templates" / "book.css"


class TypesetError(Exception):
    """Books cannot be made here; the message says what is missing."""


def typeset(books: Iterable[Book]) -> Iterator[tuple[str, bytes]]:
    """Yield each book as (path from the root of the site, PDF), in their order.

    Raises:
        TypesetError: a library or a font is missing.
    """
    _engine()
    missing = [family for family in FONTS if not _has_font(family)]
    if missing:
        raise TypesetError(f"no font {', '.join(missing)}")
    # Not forked: the libraries that draw text hold threads and locks of their own.
    with ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool:
        yield from pool.map(_typeset, books)


def _typeset(book: Book) -> tuple[str, bytes]:
    engine = _engine()
    html = engine.HTML(string=book.html, url_fetcher=_refuse)
    pdf = html.write_pdf(
        stylesheets=[engine.CSS(string=_STYLE.read_text(encoding="utf-8"), url_fetcher=_refuse)],
        pdf_variant="pdf/ua-1",
    )
    return book.path, bytes(pdf)


def _refuse(url: str, *_: object, **__: object) -> None:
    """Fetch nothing: a book holds all that it shows."""
    raise ValueError(f"a book fetches nothing: {url}")


@cache
def _engine() -> Any:
    # Its system libraries, which no other step needs, are looked for when it is imported.
    try:
        import weasyprint
    except OSError as error:
        raise TypesetError(str(error).splitlines()[0]) from error
    return weasyprint


def _has_font(family: str) -> bool:
    """Say whether the system has a font family, and no other in its place."""
    if not shutil.which("fc-match"):
        raise TypesetError("no fontconfig")
    command = ["fc-match", "--format=%{family}", family]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return family in done.stdout.split(",")
