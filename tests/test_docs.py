"""What the documents promise is there: commands, dependencies, files."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.support import ROOT, run_build

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_every_command_is_in_the_readme() -> None:
    commands = re.findall(r"^  ([a-z]+)  ", run_build("--help").stdout, re.MULTILINE)
    assert commands
    for command in commands:
        assert f"`python build.py {command}" in README, command


def test_every_dependency_has_a_reason() -> None:
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    table = README.split("## What it stands on")[1].split("## ")[0]
    for requirement in wanted:
        name, version = requirement.split("==")
        assert version, requirement
        assert f"`{name}`" in table, name


def test_every_module_is_in_the_readme() -> None:
    table = README.split("| module of `atlas/`")[1].split("## ")[0]
    for module in (ROOT / "atlas").glob("*.py"):
        if module.stem != "__init__":
            assert f"`{module.stem}`" in table, module.name


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_between_documents_lead_somewhere(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (ROOT / target).exists(), target
