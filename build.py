"""Command-line arguments in, exit status out: 0 good, 1 findings or failed build, 2 wrong usage."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import click

from atlas import load, shapes, validate
from atlas.findings import Finding, Level, has_errors, report
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import DEFAULT_BASE, Iris


@dataclass(frozen=True)
class Job:
    """What the options ask for."""

    graph: Path = Path("graph")
    ontology: Path | None = None
    docs: Path | None = None
    out: Path = Path("site")
    iris: Iris = Iris()
    language: str = LANGUAGES[0]
    form: str = "text"


def checked(job: Job) -> tuple[load.Source, shapes.Specs, list[Finding]]:
    source = load.load(job.graph, job.iris, progress=True)
    model = load.load(job.ontology, job.iris) if job.ontology else load.Source()
    specs, found = shapes.read(model, job.iris)
    return source, specs, [*model.findings, *found, *validate.validate(source, specs, job.iris)]


@click.command()
@click.argument("command")
@click.argument("files", nargs=-1)
@click.option("--lang", default="en")
def main(command: str, files: tuple[str, ...], lang: str) -> None:
    job = Job(ontology=Path("ontology"))
    source, specs, findings = checked(job)
    wanted = [f for f in findings if not files or any(f.file.endswith(x) for x in files)]
    click.echo(report(wanted, catalogue(lang), "text"))
    sys.exit(1 if has_errors(wanted) else 0)


if __name__ == "__main__":
    main()
