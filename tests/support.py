"""What tests share that is no fixture: paths, types, and running the program as a person would."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page

from atlas import dcat, model

ROOT = Path(__file__).parent.parent
SAMPLE = Path(__file__).parent / "sample" / "graph"

ABOUT = dcat.About(
    title={"en": "Atlas", "zh": "图谱"},
    description={"en": "Who did what, where.", "zh": "谁在何处做了什么。"},
    repository="https://example.org/atlas",
    version="v1.2.0",
    modified="2026-01-31",
)
"""What is said of a data set in tests."""

PREFIXES = """\
@prefix atlas: <https://w3id.org/south-south-atlas/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

WriteGraph = Callable[[Mapping[str, str]], Path]
Once = Callable[[str, Callable[[Path], None]], Path]
BuildAtlas = Callable[[Mapping[str, str]], model.Atlas]


def turtle(text: str) -> str:
    """Return Turtle with the usual prefixes, and ``base:projects/x`` written out in full."""
    return PREFIXES + re.sub(r"\bbase:(\S+)", r"<https://w3id.org/south-south-atlas/\1>", text)


def run_build(*arguments: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run ``build.py`` and return what it printed and its status."""
    command = [sys.executable, str(ROOT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def search(page: Page, query: str) -> Locator:
    """Type ``query`` into the search box of the page at hand; return the links of its list."""
    page.locator("form[data-search=box] input").fill(query)
    links = page.locator("[role=option]:not(.a-hit-all) a")
    links.first.wait_for()
    return links
