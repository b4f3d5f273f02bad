"""Every page of the real site is HTML in which the W3C's checker finds no error."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

from tests.support import ROOT

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


def _errors(folder: Path) -> list[str]:
    assert shutil.which("java"), "Java is missing: run `make test`, which sets it up"
    options = ("--errors-only", "--skip-non-html", "--format", "json")
    # The deeper a page, the more stack its check needs.
    command = ["java", "-Xss4m", "-jar", str(VNU), *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return [
        f"{message['url'].removeprefix(folder.as_uri())}:{message.get('lastLine')}: "
        f"{message['message']}"
        for message in json.loads(done.stderr)["messages"]
    ]


def test_every_page_is_valid(real_site: Path) -> None:
    errors = _errors(real_site)
    assert errors == [], "\n".join(errors[:20])


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    """Else the test above could not fail."""
    (tmp_path / "index.html").write_text('<!doctype html><title>x</title><p id="a"><p id="a">')
    (error,) = _errors(tmp_path)
    assert "Duplicate ID" in error
