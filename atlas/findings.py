"""Problems in, lines for people and programs out: what a check found, where, and how to mend it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from atlas.i18n import Catalogue


class Level(StrEnum):
    """How grave a finding is; only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class Finding:
    """One problem.

    ``rule`` names both the rule and its message in the catalogue; ``values`` fill the message, a
    mapping (language -> text) by its entry for the reader's language; ``message`` (language ->
    text) stands instead of it where a shape words its own.
    """

    rule: str
    level: Level
    file: str = ""
    line: int | None = None
    values: Mapping[str, str | int | Mapping[str, str]] = field(default_factory=dict)
    message: Mapping[str, str] = field(default_factory=dict)

    def text(self, catalogue: Catalogue) -> str:
        """Return what is wrong, in the catalogue's language."""
        own = self.message.get(catalogue.language)
        return own or catalogue.text(self.rule, **self._values(catalogue))

    def fix(self, catalogue: Catalogue) -> str:
        """Return how to mend it, in the catalogue's language."""
        return catalogue.attribute(self.rule, "fix", **self._values(catalogue))

    def _values(self, catalogue: Catalogue) -> dict[str, str | int]:
        return {
            name: catalogue.pick(value) if isinstance(value, Mapping) else value
            for name, value in self.values.items()
        }


def has_errors(findings: Iterable[Finding]) -> bool:
    """Say whether any of ``findings`` must stop the build."""
    return any(finding.level is Level.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` by file and line, each once."""
    unique = {(f.file, f.line, f.rule, str(sorted(f.values.items()))): f for f in findings}
    return [unique[key] for key in sorted(unique, key=lambda k: (k[0], k[1] or 0, k[2], k[3]))]


def _as_text(finding: Finding, catalogue: Catalogue) -> str:
    place = finding.file + (f":{finding.line}" if finding.line else "")
    level = catalogue.text(f"level-{finding.level}")
    head = f"{place}: {level}: " if place else f"{level}: "
    return f"{head}{finding.text(catalogue)} [{finding.rule}]\n    {finding.fix(catalogue)}"


def _as_json(finding: Finding, catalogue: Catalogue) -> dict[str, str | int | None]:
    return {
        "file": finding.file,
        "line": finding.line,
        "level": str(finding.level),
        "rule": finding.rule,
        "message": finding.text(catalogue),
        "fix": finding.fix(catalogue),
    }


def _escape_property(text: str) -> str:
    # GitHub reads these characters of a workflow command as syntax:
    # https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_github(finding: Finding, catalogue: Catalogue) -> str:
    where = f"file={_escape_property(finding.file)}" if finding.file else ""
    if finding.line:
        where += f",line={finding.line}"
    title = f"title={_escape_property(finding.rule)}"
    head = f"::{finding.level} {where + ',' if where else ''}{title}::"
    return head + _escape_data(f"{finding.text(catalogue)} {finding.fix(catalogue)}")


def report(findings: Iterable[Finding], catalogue: Catalogue, form: str) -> str:
    """Return ``findings`` as one text: ``form`` is ``text``, ``json`` or ``github``."""
    ordered = in_order(findings)
    if form == "json":
        rows = [_as_json(finding, catalogue) for finding in ordered]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    line = _as_github if form == "github" else _as_text
    return "\n".join(line(finding, catalogue) for finding in ordered)
