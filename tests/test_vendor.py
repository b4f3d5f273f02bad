"""The committed scripts and land of the maps are what their sources and the lock file give."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.support import ROOT

ASSETS = ROOT / "docs" / "assets"
PARTS = ("explore", "fonts", "query", "search")
LICENCES = (
    "Permission is hereby granted",
    "Permission to use, copy",
    "Apache License",
    "SIL Open Font License",
)
"""What the licences say that the site's own goes with: MIT, ISC, Apache 2.0, the fonts' own."""
PACKAGE = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
LOCK = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def bundled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts, bundled anew from the packages that are installed."""
    installed = ROOT / "node_modules" / "esbuild"
    assert installed.is_dir(), "packages are missing: run `make test`, which installs them"
    folder = tmp_path_factory.mktemp("bundle")
    command = ["node", "web/vendor.js", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_committed_scripts_are_up_to_date(bundled: Path) -> None:
    made, committed = (
        {
            f"{part}/{path.name}": path.read_bytes()
            for part in PARTS
            for path in (folder / part).iterdir()
        }
        for folder in (bundled, ASSETS)
    )
    assert sorted(made) == sorted(committed), "to repair: make vendor"
    changed = [name for name in made if made[name] != committed[name]]
    assert changed == [], "to repair: make vendor"


def test_committed_land_is_up_to_date(tmp_path: Path) -> None:
    assert (ROOT / "node_modules" / "world-atlas").is_dir(), "packages are missing: run `make test`"
    made = tmp_path / "land.json"
    command = ["node", "web/land.js", str(made)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    committed = (ROOT / "atlas" / "land.json").read_bytes()
    assert made.read_bytes() == committed, "to repair: make vendor"


def test_versions_are_exact() -> None:
    wanted = PACKAGE["dependencies"] | PACKAGE["devDependencies"]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert LOCK["packages"][f"node_modules/{name}"]["version"] == version


def test_lock_has_checksums_and_names_no_registry() -> None:
    for path, package in LOCK["packages"].items():
        assert "resolved" not in package, path
        assert not path or package["integrity"].startswith("sha512-"), path


def test_every_bundled_package_has_its_licence() -> None:
    texts = [(ASSETS / part / "LICENSES.txt").read_text(encoding="utf-8") for part in PARTS]
    text = "\n".join(texts)
    for name, version in PACKAGE["dependencies"].items():
        assert f"\n{name} {version} (" in text, name
    for part in (part for whole in texts for part in whole.split("=" * 80)[1:]):
        assert any(words in part for words in LICENCES), part[:80]


def test_scripts_name_no_address_to_load_from() -> None:
    for script in ASSETS.rglob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"""(?:fetch|import|Worker)\(["'`]https?:""", text), script.name
