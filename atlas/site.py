"""A graph and its folders in, the description of its site out: names, navigation, written pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.utils.yaml import yaml_load

from atlas import charts, dataset, dcat, icons, publish, questions, releases, threads
from atlas.i18n import LANGUAGES, catalogue
from atlas.iris import EXPLORE, ONTOLOGY, QUERY, RELEASES, THREADS
from atlas.model import Atlas
from atlas.pages.page import Shell
from atlas.shapes import Words

_HOME = Path(__file__).parent.parent
"""Where this program stands, with the configuration and the theme that every site starts from."""

_OF_A_PAGE = (QUERY, EXPLORE)
"""The written pages that have a folder of assets for themselves."""


_COLOURS = {"auto": "brightness-auto", "light": "brightness-7", "dark": "brightness-4"}
"""The choices of colours, in the order in which a button offers them, and their icons."""

_PAGES = {
    "nav-overviews": {
        "map": "map-outline",
        "timeline": "timeline-text-outline",
        "charts": "chart-bar",
        "explore": "graph-outline",
        "threads": "source-branch",
    },
    "nav-data": {
        "questions": "help-circle-outline",
        "query": "console-line",
        "data": "download-outline",
        "print": "printer-outline",
        "glossary": "book-alphabet",
        "ontology": "file-tree-outline",
    },
    "nav-about": {
        "about": "information-outline",
        "coverage": "check-decagram-outline",
        "recent": "update",
        "releases": "history",
        "contribute": "pencil-outline",
        "translation": "translate",
        "cite": "format-quote-close",
        "hosting": "server-network-outline",
    },
}
"""The pages besides the sections: the group and the place of each in the navigation, and its icon.

A page that nobody placed stands at the end."""


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
        extra={
            tag: {
                "search": _search(tag),
                "menu": catalogue(tag).text("menu"),
                "skip": catalogue(tag).text("skip"),
                "colours": {name: catalogue(tag).text(f"colours-{name}") for name in _COLOURS},
                "missing": [_missing(atlas, each, names) for each in LANGUAGES],
            }
            for tag in LANGUAGES
        },
        made={"assets/icons.css": icons.style_sheet(_icons(atlas) | {"home": "home-outline"})},
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
) -> list[dict[str, Any]]:
    """Return the navigation: home, the sections, and the other pages in groups."""
    texts = catalogue(language)
    sections = [{_section_label(atlas, s, language): f"{s}/index.md"} for s in atlas.sections()]
    pages = {
        path.removesuffix(".md"): {body.split("\n", 1)[0].removeprefix("# ").strip(): path}
        for path, body in written.items()
        if path != "index.md"
    }
    if atlas.specs.classes:
        pages[ONTOLOGY] = {texts.text("nav-model"): f"{ONTOLOGY}.md"}
    if threads.owners(atlas):
        pages[THREADS] = {texts.text("threads"): f"{THREADS}/index.md"}
    if past.is_known:
        pages[RELEASES] = {texts.text("nav-releases"): f"{RELEASES}/index.md"}
    groups: dict[str, list[dict[str, str]]] = {"nav-browse": sections}
    for name, icons_of in _PAGES.items():
        groups[name] = [pages.pop(page) for page in icons_of if page in pages]
    groups[list(_PAGES)[-1]] += pages.values()
    home = {texts.text("nav-home"): "index.md"}
    return [home, *({texts.text(name): entries} for name, entries in groups.items() if entries)]


def _icons(atlas: Atlas) -> dict[str, str]:
    """Return the names of the icons of sections and pages, by their address."""
    drawn = {spec.section: spec.icon for spec in atlas.specs.entity_classes if spec.icon}
    drawn |= {f"colours-{name}": icon for name, icon in _COLOURS.items()}
    for pages in _PAGES.values():
        drawn |= pages
    return drawn


def _section_label(atlas: Atlas, section: str, language: str) -> str:
    texts = catalogue(language)
    spec = atlas.specs.of_section(section)
    label: Words = spec.plural if spec else {}
    fallback = texts.text("all-entities") if section == "entities" else section
    return texts.pick(label) or fallback


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


def _missing(atlas: Atlas, language: str, names: Words) -> dict[str, Any]:
    """Return what the page for a wrong address says in one language, and where its links lead.

    The addresses are from the root of the site.
    """
    texts = catalogue(language)
    root = "" if language == LANGUAGES[0] else f"{language}/"
    links = [(texts.text("home"), root)]
    links += [(_section_label(atlas, s, language), f"{root}{s}/") for s in atlas.sections()]
    return {
        "lang": language,
        "root": root,
        "site": texts.pick(names),
        "ways": [{"text": text, "address": address} for text, address in links],
        "search": texts.text("search-label"),
        "go": texts.text("search-go"),
        **{name: texts.text(f"missing-{name}") for name in ("title", "lead", "near", "links")},
    }
