"""Command-line arguments in, exit status out: 0 good, 1 findings or failed build, 2 wrong usage."""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click
import pyoxigraph as ox

from atlas import (
    book,
    charts,
    data,
    dataset,
    dcat,
    formatting,
    history,
    hosts,
    load,
    model,
    network,
    publish,
    releases,
    render,
    scaffold,
    schema_org,
    searchindex,
    serve,
    shapes,
    typeset,
    validate,
)
from atlas.findings import Finding, Level, has_errors, report
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import DEFAULT_BASE, Iris
from atlas.pages.page import Downloads
from atlas.site import Described, describe

GOOD, BAD = 0, 1

_Command = TypeVar("_Command", bound=Callable[..., Any])


@dataclass(frozen=True)
class Job:
    """What the options ask for; ``ontology`` and ``docs`` may be missing."""

    graph: Path
    ontology: Path | None
    docs: Path | None
    out: Path
    iris: Iris
    language: str
    form: str

    def say(self, name: str, **values: str | int) -> None:
        """Tell progress or a result, on standard error."""
        click.echo(catalogue(self.language).text(name, **values), err=True)

    def report(self, findings: list[Finding]) -> None:
        """Print findings on standard output."""
        text = report(findings, catalogue(self.language), self.form)
        if text:
            click.echo(text)


def _folder(**settings: Any) -> Any:
    return click.Path(file_okay=False, path_type=Path, **settings)


_OPTIONS = (
    click.option("--graph", type=_folder(exists=True), help="Folder of Turtle files [graph]"),
    click.option(
        "--ontology", type=_folder(exists=True), help="The model [ontology, beside --graph]"
    ),
    click.option("--docs", type=_folder(exists=True), help="Written pages [docs, beside --graph]"),
    click.option("--out", type=_folder(), help="Where the site goes [site]"),
    click.option("--base", help=f"Base IRI of the entities [{DEFAULT_BASE}]"),
    click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages [en]"),
    click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json", "github"]),
        help="How findings are printed [text]",
    ),
)


def with_options(command: _Command) -> _Command:
    """Give a command the common options, which stand before or after its name alike."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def _job(context: click.Context, given: Mapping[str, Any]) -> Job:
    above = context.obj or {}
    chosen = {**above, **{name: value for name, value in given.items() if value is not None}}
    graph = chosen.get("graph", Path("graph"))
    if not graph.is_dir():
        raise click.BadParameter(f"there is no folder {graph}", param_hint="--graph")
    try:
        iris = Iris(chosen.get("base", DEFAULT_BASE))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--base") from error
    return Job(
        graph=graph,
        ontology=chosen.get("ontology") or _sibling(graph, "ontology"),
        docs=chosen.get("docs") or _sibling(graph, "docs"),
        out=chosen.get("out", Path("site")),
        iris=iris,
        language=chosen.get("lang", LANGUAGES[0]),
        form=chosen.get("form", "text"),
    )


def _sibling(graph: Path, name: str) -> Path | None:
    folder = graph.absolute().parent / name
    return Path(os.path.relpath(folder)) if folder.is_dir() else None


@dataclass(frozen=True)
class Checked:
    """What was read, and what is wrong with it."""

    source: load.Source
    model: load.Source
    specs: shapes.Specs
    findings: list[Finding]


def checked(job: Job) -> Checked:
    """Read the model and the graph, and validate the graph; every finding of both together."""
    ontology = load.load(job.ontology, job.iris) if job.ontology else load.Source()
    specs, misread = shapes.read(ontology, job.iris)
    source = load.load(job.graph, job.iris, progress=True)
    found = validate.validate(source, specs, job.iris)
    return Checked(source, ontology, specs, [*ontology.findings, *misread, *found])


def built(job: Job, printed: Sequence[str] | None = None) -> bool:
    """Check, render and publish; return whether the site was made.

    ``printed`` names the books that the site is to offer, every one if it is empty; None is none.
    """
    read = checked(job)
    job.report(read.findings)
    if has_errors(read.findings):
        job.say("build-stopped", folder=str(job.out))
        return False
    atlas = model.build(read.source, read.specs, job.iris)
    if not atlas.entities:
        job.report([validate.nothing_to_show(read.source, job.iris, job.graph)])
        return False
    graph = data.triples(read.source, read.specs, job.iris)
    past = _past(job, graph)
    prefixes = data.prefixes_of(read.source, read.model)
    drawn, misdrawn = charts.read(job.docs / "charts", graph, prefixes) if job.docs else ((), [])
    if misdrawn:
        job.report(misdrawn)
        job.say("build-stopped", folder=str(job.out))
        return False
    site = describe(atlas, job.graph, job.docs, job.out, past, prefixes, drawn)
    try:
        host = hosts.Host(job.iris.base, site.address, dataset.licence(atlas))
    except ValueError as error:
        raise click.UsageError(f"ATLAS_SITE_URL, or site_address in mkdocs.yml: {error}") from error
    made: list[dcat.DataFile] = []
    sizes: dict[str, int] = {}
    files = itertools.chain(
        dataset.files(atlas, graph, read.source, read.model, site.about, host, past, made),
        searchindex.files(atlas, site.shell.written),
        network.files(atlas, site.shell.written),
        _books(job, atlas, site, printed, sizes) if printed is not None else (),
    )
    try:
        count = publish.publish(site.target, _pages(atlas, site, made, sizes), files)
    except typeset.TypesetError as error:
        job.report([Finding("print-failed", Level.ERROR, values={"detail": str(error)})])
        return False
    except publish.PublishError as error:
        job.report([Finding("mkdocs-failed", Level.ERROR, values={"detail": str(error)})])
        return False
    job.say("build-done", entities=len(atlas.entities), pages=count, folder=str(job.out))
    return True


def _past(job: Job, graph: Sequence[ox.Triple]) -> releases.Past:
    repository = history.Repository(job.graph)
    return releases.Past(
        is_known=repository.known,
        changes={path.as_posix(): c for path, c in repository.last_changes().items()},
        notes=releases.read(repository, job.ontology, graph, job.iris),
    )


def _books(
    job: Job, atlas: model.Atlas, site: Described, names: Sequence[str], sizes: dict[str, int]
) -> Iterator[tuple[str, bytes]]:
    """Yield the books as (path, PDF), and note in ``sizes`` how large each is."""
    edition = book.Edition(
        site.shell.site_names, site.shell.licence, site.about.version, site.about.modified
    )
    job.say("print-begun")
    for path, pdf in typeset.typeset(book.books(atlas, edition, names)):
        sizes[path] = len(pdf)
        yield path, pdf


def _pages(
    atlas: model.Atlas, site: Described, made: list[dcat.DataFile], sizes: Mapping[str, int]
) -> Iterator[tuple[str, str]]:
    """Yield the pages, once ``made`` and ``sizes`` hold the files that some of them list."""
    jsonld = schema_org.of_entities(atlas)
    whole = dcat.schema_org(site.about, made, atlas.iris, dataset.licence(atlas))
    downloads = Downloads({**{file.path: file.size for file in made}, **sizes}, whole)
    yield from render.render(atlas, site.shell, jsonld, downloads)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@with_options
@click.pass_context
def main(context: click.Context, /, **given: Any) -> None:
    """Check the graph, render it in every language and publish it, in one atomic step."""
    context.obj = {name: value for name, value in given.items() if value is not None}
    if context.invoked_subcommand is None:
        sys.exit(GOOD if built(_job(context, {})) else BAD)


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path))
@with_options
@click.pass_context
def check(context: click.Context, /, files: tuple[Path, ...], **given: Any) -> None:
    """Parse and validate only. With FILES, tell only what is wrong in those."""
    job = _job(context, given)
    read = checked(job)
    wanted = {file.resolve() for file in files}
    findings = [f for f in read.findings if not wanted or Path(f.file).resolve() in wanted]
    job.report(findings)
    if findings:
        errors = sum(f.level is Level.ERROR for f in findings)
        job.say("check-bad", errors=errors, warnings=len(findings) - errors)
    else:
        counts = {"files": len(read.source.files), "statements": len(read.source.statements)}
        job.say("check-good", **counts)
    sys.exit(BAD if has_errors(findings) else GOOD)


@main.command(name="print")
@click.option("--section", "names", multiple=True, help="Only this section's book, or: atlas")
@with_options
@click.pass_context
def print_command(context: click.Context, /, names: tuple[str, ...], **given: Any) -> None:
    """Build the site with its books: PDF files of each section and of the whole, by language."""
    try:
        sys.exit(GOOD if built(_job(context, given), names) else BAD)
    except LookupError as error:
        raise click.BadParameter(f"there is no section {error}", param_hint="--section") from error


@main.command(name="serve")
@click.option("--port", default=8000, show_default=True, help="Port on the loopback address")
@with_options
@click.pass_context
def serve_command(context: click.Context, /, port: int, **given: Any) -> None:
    """Build, serve on loopback, and build again whenever a source changes."""
    job = _job(context, given)
    if not built(job) and not job.out.is_dir():
        sys.exit(BAD)
    watched = [folder for folder in (job.graph, job.ontology, job.docs) if folder]

    def rebuild() -> None:
        built(job)

    job.say("served-at", address=f"http://127.0.0.1:{port}/")
    serve.serve(job.out, port, watched, rebuild)


@main.command()
@click.argument("section")
@click.argument("label")
@click.option("--zh", "label_zh", required=True, help="The label in Chinese")
@click.option("--slug", help="Last segment of the address; by default made from the label")
@with_options
@click.pass_context
def new(
    context: click.Context, /, section: str, label: str, label_zh: str, slug: str, **given: Any
) -> None:
    """Write the skeleton of an entity: new SECTION "English label" --zh "中文标签"."""
    job = _job(context, given)
    ontology = load.load(job.ontology, job.iris) if job.ontology else load.Source()
    specs, _ = shapes.read(ontology, job.iris)
    try:
        labels = {"en": label, "zh": label_zh}
        path, text = scaffold.skeleton(specs, job.iris, section, labels, slug)
        scaffold.write(job.graph / path, text)
    except scaffold.ScaffoldError as error:
        raise click.UsageError(catalogue(job.language).text(error.name, **error.values)) from error
    job.say("file-written", path=str(job.graph / path))


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Change nothing; tell what would change")
@with_options
@click.pass_context
def fmt(context: click.Context, /, only_check: bool, **given: Any) -> None:
    """Bring every Turtle file into the one formatting."""
    job = _job(context, given)
    folders = [folder for folder in (job.graph, job.ontology) if folder]
    findings = formatting.run(folders, only_check=only_check)
    job.report(findings)
    sys.exit(BAD if has_errors(findings) else GOOD)


if __name__ == "__main__":
    main()
