"""The real graph in, seconds and ratios out: a check, a build and a first answer on this machine.

Run by ``make bench``; a benchmark, not a test: it asserts nothing.
"""

from __future__ import annotations

import functools
import http.server
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from atlas import data, dataset, dcat, load, model, render, schema_org, shapes, validate
from atlas.hosts import Host
from atlas.iris import Iris
from atlas.pages.page import Shell
from atlas.releases import Past

ROOT = Path(__file__).parent.parent
RUNS = 3


def _machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.machine()}, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}"
    )


def _seconds(work: Callable[[], object]) -> float:
    """Return the median wall-clock seconds of a few runs of ``work``."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def _command(*arguments: str) -> Callable[[], object]:
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    return lambda: subprocess.run(command, cwd=ROOT, check=True, capture_output=True)


def _steps() -> list[tuple[str, float]]:
    iris = Iris()
    ontology = load.load(ROOT / "ontology", iris)
    specs, _ = shapes.read(ontology, iris)
    source = load.load(ROOT / "graph", iris)
    atlas = model.build(source, specs, iris)
    shell = Shell({"en": "Atlas", "zh": "图谱"}, "", {})
    graph = data.triples(source, specs, iris)
    about = dcat.About({"en": "Atlas"}, {"en": "Atlas"})
    jsonld = schema_org.of_entities(atlas)
    return [
        ("load the graph", _seconds(lambda: load.load(ROOT / "graph", iris))),
        ("read the ontology", _seconds(lambda: shapes.read(ontology, iris))),
        ("validate", _seconds(lambda: validate.validate(source, specs, iris))),
        ("model", _seconds(lambda: model.build(source, specs, iris))),
        (
            "render",
            _seconds(lambda: list(render.render(atlas, shell, jsonld))),
        ),
        (
            "data files",
            _seconds(
                lambda: list(
                    dataset.files(
                        atlas, graph, source, ontology, about, Host(iris.base), Past(), []
                    )
                )
            ),
        ),
    ]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing between the figures."""


def _first_answer(site: Path) -> float:
    """Return the seconds from opening a link to a question, in a new browser, to its first row."""
    question = min((ROOT / "tests" / "questions").glob("*.rq")).stem
    handler = functools.partial(_Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/query/#question={question}"

    def read(browser: Browser) -> None:
        # A context of its own has nothing in its cache.
        context = browser.new_context()
        page = context.new_page()
        page.goto(address, wait_until="commit")
        page.locator(".q-table tbody tr").first.wait_for()
        context.close()

    with sync_playwright() as playwright:
        executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        seconds = _seconds(lambda: read(browser))
        browser.close()
    server.shutdown()
    server.server_close()
    return seconds


def main() -> None:
    """Print the figures."""
    source = load.load(ROOT / "graph", Iris())
    print(f"machine   {_machine()}")
    print(f"graph     {len(source.files)} files, {len(source.statements)} statements")
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        check, build = _seconds(_command("check")), _seconds(_command("--out", str(site)))
        size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        pages = sum(1 for _ in site.rglob("index.html"))
        answer = _first_answer(site)
    print(f"site      {pages} pages, {size / 2**20:.1f} MiB")
    print(f"whole process, median of {RUNS} runs")
    each = len(source.files) / 1000
    print(f"  build.py check   {check:7.2f} s   {check / each:6.2f} ms an entity")
    print(f"  build.py         {build:7.2f} s   {build / each:6.2f} ms an entity")
    print(f"query page, from opening a link to the first row, median of {RUNS} runs")
    print(f"  a question       {answer:7.2f} s   {answer / 3:6.1%} of the 3 s allowed")
    steps = _steps()
    total = sum(seconds for _, seconds in steps)
    print(f"steps in one process, median of {RUNS} runs; MkDocs is the rest of a build")
    for name, seconds in steps:
        print(f"  {name:<18}{seconds:7.2f} s   {seconds / total:6.1%}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process   {peak:.0f} MiB")


if __name__ == "__main__":
    main()
