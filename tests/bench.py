"""The real graph in, seconds and ratios out: how long a check and a build take on this machine.

Run by ``make bench``; a benchmark, not a test: it asserts nothing.
"""

from __future__ import annotations

import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from atlas import data, dataset, dcat, load, model, render, schema_org, shapes, validate
from atlas.hosts import Host
from atlas.iris import Iris
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
    shell = render.Shell({"en": "Atlas", "zh": "图谱"}, "", {})
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
    print(f"site      {pages} pages, {size / 2**20:.1f} MiB")
    print(f"whole process, median of {RUNS} runs")
    print(f"  build.py check   {check:7.2f} s   {check / 10:6.1%} of the 10 s allowed")
    print(f"  build.py         {build:7.2f} s   {build / 60:6.1%} of the 60 s allowed")
    steps = _steps()
    total = sum(seconds for _, seconds in steps)
    print(f"steps in one process, median of {RUNS} runs; MkDocs is the rest of a build")
    for name, seconds in steps:
        print(f"  {name:<18}{seconds:7.2f} s   {seconds / total:6.1%}")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process   {peak:.0f} MiB")


if __name__ == "__main__":
    main()
