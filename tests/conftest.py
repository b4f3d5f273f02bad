"""What several tests need: the real ontology, small graphs on disk, built sites, a browser."""

from __future__ import annotations

import fcntl
import functools
import http.server
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from playwright.sync_api import Browser, sync_playwright

from atlas import data, load, model, shapes
from atlas.findings import Finding
from atlas.iris import Iris
from atlas.validate import validate
from tests import servers
from tests.support import ROOT, SAMPLE, BuildAtlas, Once, WriteGraph, run_build, turtle


@pytest.fixture(scope="session")
def ontology() -> load.Source:
    return load.load(ROOT / "ontology", Iris())


@pytest.fixture(scope="session")
def specs(ontology: load.Source) -> shapes.Specs:
    found, _ = shapes.read(ontology, Iris())
    return found


@pytest.fixture(scope="session")
def published(specs: shapes.Specs) -> ox.Store:
    """The real graph as it is published, to be queried."""
    source = load.load(ROOT / "graph", Iris())
    store = ox.Store()
    store.extend(
        ox.Quad(t.subject, t.predicate, t.object) for t in data.triples(source, specs, Iris())
    )
    return store


@pytest.fixture
def write_graph(tmp_path: Path) -> WriteGraph:
    """Write Turtle (with the usual prefixes before it) below a new folder, and return that."""

    def write(files: Mapping[str, str]) -> Path:
        folder = tmp_path / "graph"
        for path, text in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(turtle(text), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def build_atlas(write_graph: WriteGraph, specs: shapes.Specs) -> BuildAtlas:
    """Return the entities of a graph written inline."""

    def build(files: Mapping[str, str]) -> model.Atlas:
        source = load.load(write_graph(files), Iris())
        assert not source.findings
        return model.build(source, specs, Iris())

    return build


@pytest.fixture
def check(write_graph: WriteGraph, specs: shapes.Specs) -> Callable[..., list[Finding]]:
    """Return the findings on a graph written inline, or on a folder."""

    def run(files: Mapping[str, str] | Path) -> list[Finding]:
        folder = files if isinstance(files, Path) else write_graph(files)
        return validate(load.load(folder, Iris()), specs, Iris())

    return run


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Make a folder once in a run of the tests, however many processes share the work.

    Whoever asks for it first makes it, and the others wait; nobody may change it afterwards.
    """
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def make(name: str, fill: Callable[[Path], None]) -> Path:
        folder = shared / f"once-{name}"
        with (shared / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                started = tmp_path_factory.mktemp(name)
                fill(started)
                started.rename(folder)
        return folder

    return make


def _build(*arguments: str | Path) -> None:
    done = run_build(*arguments)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def sample_site(once: Once) -> Path:
    """The site of the small sample graph."""
    options = ("--graph", SAMPLE, "--ontology", ROOT / "ontology")
    return once("sample", lambda folder: _build(*options, "--out", folder / "site")) / "site"


@pytest.fixture(scope="session")
def real_site(once: Once) -> Path:
    """The site of the real graph, with its written pages."""
    return once("real", lambda folder: _build("--out", folder / "site")) / "site"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: a test's output is its own."""


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serve folders on loopback and return the address of each."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def hosted_site(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the real site on a server that compresses, as public hosts do."""
    (port,) = servers.free_ports(1)
    host = servers.Virtual(port, real_site, servers.COMPRESSED)
    with servers.nginx(tmp_path_factory.mktemp("hosted"), {"site": host}):
        yield f"http://127.0.0.1:{port}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, from Debian or from the CHROMIUM environment variable."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert executable, "Chromium is missing: run `make test`, which sets it up"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()
