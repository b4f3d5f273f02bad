"""Web servers as Debian ships them, started on loopback over folders of a test."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_APACHE_MODULES = Path("/usr/lib/apache2/modules")
_APACHE_NEEDS = ("mpm_event", "authz_core", "alias", "dir", "mime", "rewrite", "headers")
COMPRESSED = (
    "gzip on; gzip_comp_level 6; gzip_types text/css text/javascript application/javascript"
    " application/json image/svg+xml;"
)
"""Lines for nginx: what it sends is compressed, as it is on every host of public pages."""
_PATIENCE = 20
"""Seconds that a server may take to answer."""


@dataclass(frozen=True)
class Virtual:
    """A host of a server: its port, its folder, and lines of the server's own language."""

    port: int
    root: Path
    lines: str = ""


def program(name: str) -> str:
    """Return the path of a server's program, which may be where only root looks for programs."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/local/sbin:/usr/sbin:/sbin")
    assert found, f"{name} is missing: run `make test`, which sets it up"
    return found


def free_ports(count: int) -> list[int]:
    """Return ports of the loopback address that nobody uses."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in held]
    for one in held:
        one.close()
    return ports


@contextmanager
def nginx(folder: Path, hosts: Mapping[str, Virtual]) -> Iterator[None]:
    """Run nginx with its files in ``folder`` while the context lasts."""
    servers = "".join(
        f"server {{ listen 127.0.0.1:{h.port}; root {h.root}; {h.lines} }}\n"
        for h in hosts.values()
    )
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = folder / "nginx.conf"
    config.write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log stderr;\n"
        "events { }\n"
        f"http {{\ninclude /etc/nginx/mime.types;\naccess_log off;\n{temporary}{servers}}}\n"
    )
    with _running([program("nginx"), "-e", "stderr", "-c", str(config)], folder, hosts):
        yield


@contextmanager
def apache(folder: Path, hosts: Mapping[str, Virtual]) -> Iterator[None]:
    """Run Apache with its files in ``folder`` while the context lasts."""
    executable = program("apache2")
    modules = "".join(
        f"LoadModule {name}_module {_APACHE_MODULES}/mod_{name}.so\n" for name in _APACHE_NEEDS
    )
    servers = "".join(
        f"Listen 127.0.0.1:{h.port}\n"
        f"<VirtualHost 127.0.0.1:{h.port}>\nDocumentRoot {h.root}\n{h.lines}\n"
        f"<Directory {h.root}>\nRequire all granted\n</Directory>\n</VirtualHost>\n"
        for h in hosts.values()
    )
    config = folder / "apache.conf"
    config.write_text(
        f"ServerRoot {folder}\nServerName localhost\nPidFile apache.pid\nErrorLog apache.log\n"
        # Started by root, Apache serves as somebody else; started by anybody else, as them.
        f"{modules}User www-data\nGroup www-data\nTypesConfig /etc/mime.types\n"
        f"StartServers 1\nThreadsPerChild 4\nMaxRequestWorkers 4\nServerLimit 1\n{servers}"
    )
    command = [executable, "-d", str(folder), "-f", str(config), "-D", "FOREGROUND"]
    with _running(command, folder, hosts):
        yield


@contextmanager
def _running(command: list[str], folder: Path, hosts: Mapping[str, Virtual]) -> Iterator[None]:
    """Run a server until all of its hosts answer and then while the context lasts."""
    log = folder / f"{Path(command[0]).name}.stderr"
    with log.open("w") as errors, subprocess.Popen(command, stdout=errors, stderr=errors) as server:
        try:
            for host in hosts.values():
                _wait(server, host.port, log)
            yield
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Return when somebody listens at ``port``; raise when the server has ended or takes long."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert server.poll() is None, log.read_text()
            assert time.monotonic() < end, f"no answer at port {port}: {log.read_text()}"
            time.sleep(0.02)
        else:
            return
