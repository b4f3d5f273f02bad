"""A built site in, a local web server out, which builds again when a source changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer


def serve(site: Path, port: int, watched: Iterable[Path], build: Callable[[], None]) -> None:
    """Serve ``site`` on the loopback address until interrupted; pages reload after a build."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.WARNING)
    server = LiveReloadServer(build, host="127.0.0.1", port=port, root=str(site), mount_path="/")
    for folder in watched:
        server.watch(str(folder))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        server.shutdown()
