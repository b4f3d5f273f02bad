"""A graph and its folders in, the description of its site out: names, navigation, written pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from atlas import charts, dataset, dcat, publish, questions, releases
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import EXPLORE, ONTOLOGY, QUERY, RELEASES
from atlas.model import Atlas
from atlas.pages.page import Shell
from atlas.shapes import Words

_HOME = Path(__file__).parent.parent
"""Where this program stands, with the configuration and the theme that every site starts from."""

_OF_A_PAGE = (QUERY, EXPLORE)
"""The written pages that have a folder of assets for themselves."""


@dataclass(frozen=True)
class Described:
    """The site as the renderer sees it, and as the publisher does.

    ``address`` is where it is served, empty where that is not known.
    """

    shell: Shell
    target: publish.Site
    about: dcat.About
    address: str = ""


def describe(
    atlas: Atlas,
    graph: Path,
    docs: Path | None,
    out: Path,
    past: releases.Past,
    prefixes: Mapping[str, str],
    drawn: tuple[charts.Chart, ...] = (),
) -> Described:
    """Return what the site of ``atlas`` is called, holds and starts from.

    The configuration and the written pages stand beside the graph; a graph without them borrows
    the program's shell and is called after its own base.
    """
    beside = graph.absolute().parent
    home = beside if (beside / "mkdocs.yml").is_file() else _HOME
    config = {tag: home / _config_name(tag) for tag in LANGUAGES}
    own = {tag: _settings(path) for tag, path in config.items()}
    named = home == beside
    names = {tag: own[tag]["site_name"] if named else atlas.iris.base for tag in LANGUAGES}
    written = {tag: _written(docs / tag) for tag in LANGUAGES} if docs else {}
    extra = own[LANGUAGES[0]].get("extra", {})
    repository = str(extra.get("repository") or "") if named else ""
    repository = repository.rstrip("/")
    edit = f"{repository}/edit/main/{graph.name}" if repository else ""
    commits = f"{repository}/commit" if repository else ""
    licence = dataset.licence(atlas)
    address = str(extra.get("site_address") or "") if named else ""
    asked = questions.read(beside / "tests" / "questions")
    shell = Shell(names, edit, written, asked, prefixes, commits, licence, past, drawn)
    target = publish.Site(
        out=out,
        base=atlas.iris.base,
        config=config,
        site_names=names,
        nav={tag: _nav(atlas, tag, written.get(tag, {}), past) for tag in LANGUAGES},
        theme=_HOME / "docs" / "overrides",
        assets=_HOME / "docs" / "assets",
        unused={tag: _unused(tag, written) for tag in LANGUAGES},
        search={tag: _search(tag) for tag in LANGUAGES},
    )
    told = {tag: str(own[tag].get("site_description") or names[tag]) for tag in LANGUAGES}
    about = dcat.About(
        title=names,
        description=told if named else names,
        repository=repository,
        version=past.version,
        modified=past.modified,
    )
    return Described(shell, target, about, f"{address.rstrip('/')}/" if address else "")


def _config_name(language: str) -> str:
    return "mkdocs.yml" if language == LANGUAGES[0] else f"mkdocs.{language}.yml"


def _settings(path: Path) -> Mapping[str, Any]:
    with path.open(encoding="utf-8") as file:
        return yaml_load(file)


def _written(folder: Path) -> dict[str, str]:
    paths = sorted(folder.rglob("*.md"))
    return {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in paths}


def _nav(
    atlas: Atlas, language: str, written: Mapping[str, str], past: releases.Past
) -> list[dict[str, str]]:
    """Return the navigation: home, the sections, the model, the releases, the written pages."""
    texts = catalogue(language)
    entries = [{texts.text("nav-home"): "index.md"}]
    for section in atlas.sections():
        spec = atlas.specs.of_section(section)
        label: Words = spec.plural if spec else {}
        fallback = texts.text("all-entities") if section == "entities" else section
        entries.append({texts.pick(label) or fallback: f"{section}/index.md"})
    if atlas.specs.classes:
        entries.append({texts.text("nav-model"): f"{ONTOLOGY}.md"})
    if past.is_known:
        entries.append({texts.text("nav-releases"): f"{RELEASES}/index.md"})
    for path, body in written.items():
        if path != "index.md":
            entries.append({body.split("\n", 1)[0].removeprefix("# ").strip(): path})
    return entries


def _unused(language: str, written: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """Return the folders of assets that one language's site does not need.

    The query page's hold megabytes; every language loads those at the root of the site.
    """
    asked = {n for n in _OF_A_PAGE if any(f"{n}.md" in pages for pages in written.values())}
    return tuple(n for n in _OF_A_PAGE if language != LANGUAGES[0] or n not in asked)


def _search(language: str) -> dict[str, str]:
    """Return what the search box in the head of every page says; a script fills in the braces."""
    texts = catalogue(language)
    plain = ("label", "placeholder", "results", "none", "failed")
    counted = ("count", "all")
    return {name: texts.text(f"search-{name}") for name in plain} | {
        name: texts.text(f"search-{name}", count="{count}") for name in counted
    }
