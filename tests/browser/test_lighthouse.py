"""Lighthouse's marks for a phone: speed, accessibility, good practice, what search engines need.

The site is the one that `make site` built last, on a server of its own, while nothing else is run:
`make lighthouse` does so after it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import servers
from tests.support import ROOT

pytestmark = pytest.mark.speed

LIGHTHOUSE = ROOT / "node_modules" / ".bin" / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
ENOUGH = 95
RUNS = 5
"""How often a page is measured at most. Other work on the machine can only make a page slower, so
the best of several runs is the nearest to the page itself, as with Python's ``timeit``."""
PAGES = (
    "",
    "zh/",
    "projects/",
    "projects/biodiversity-indicators-partnership/",
    "zh/partners/unep/",
    "map/",
    "search/",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    site = ROOT / "site"
    assert site.is_dir(), "There is no site to measure: run `make site` first"
    (port,) = servers.free_ports(1)
    host = servers.Virtual(port, site, servers.COMPRESSED)
    with servers.nginx(tmp_path_factory.mktemp("hosted"), {"site": host}):
        yield f"http://127.0.0.1:{port}/"


def _marks(address: str, folder: Path) -> dict[str, int]:
    """Return the marks of one run, out of 100."""
    report = folder / "report.json"
    browser = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert browser, "Chromium is missing: run `make test`, which sets it up"
    options = (
        f"--only-categories={','.join(CATEGORIES)}",
        "--chrome-flags=--headless=new --no-sandbox",
        "--output=json",
        f"--output-path={report}",
        "--quiet",
    )
    environment = {**os.environ, "CHROME_PATH": browser}
    command = [str(LIGHTHOUSE), address, *options]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    categories = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * categories[name]["score"]) for name in CATEGORIES}


@pytest.mark.parametrize("path", PAGES)
def test_marks_are_high(path: str, address: str, tmp_path: Path) -> None:
    runs: list[dict[str, int]] = []
    while len(runs) < RUNS:
        runs.append(_marks(address + path, tmp_path))
        if min(runs[-1].values()) >= ENOUGH:
            return
    pytest.fail(f"Below {ENOUGH} in each of {RUNS} runs: {runs}")
