"""Folders of Turtle in, formatted files or findings out: the one formatting, done by turtlefmt."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from atlas.findings import Finding, Level


def run(folders: Iterable[Path], *, only_check: bool = False) -> list[Finding]:
    """Format every ``.ttl`` file of ``folders`` in place, or with ``only_check`` only compare.

    turtlefmt keeps comments, which parsing and serialising would lose. A file that it cannot read
    is left alone and reported.
    """
    tool = shutil.which("turtlefmt", path=str(Path(sys.executable).parent)) or "turtlefmt"
    findings = []
    for path in sorted(path for folder in folders for path in folder.rglob("*.ttl")):
        command = [tool, *(["--check"] if only_check else []), str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            findings.append(Finding("not-formatted", Level.ERROR, path.as_posix()))
    return findings
