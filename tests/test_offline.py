"""The copy of a site for a disk: its links, its scripts, and what it lacks."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from atlas import offline

BASE = "https://example.org/atlas/"
PATHS = {
    "index.html",
    "projects/index.html",
    "projects/forest/index.html",
    "projects/forest.ttl",
    "assets/box.js",
    "assets/atlas.css",
    "zh/index.html",
    "zh/projects/index.html",
    "zh/projects/forest/index.html",
}


def _rewritten(text: str, path: str = "projects/forest/index.html") -> str:
    return offline.Copy(PATHS, BASE).page(path, text)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("../", "../index.html"),
        ("..", "../index.html"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("../../", "../../index.html"),
        ("../../zh/projects/", "../../zh/projects/index.html"),
        ("../#all", "../index.html#all"),
        ("../?theme=themes/water&amp;page=2", "../index.html?theme=themes/water&amp;page=2"),
        ("../../projects/forest.ttl", "../../projects/forest.ttl"),
        ("#facts", "#facts"),
        ("?page=2", "?page=2"),
        ("https://example.org/atlas/projects/", "https://example.org/atlas/projects/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        # What the copy lacks is on the site.
        ("../../data/atlas.ttl", f"{BASE}data/atlas.ttl"),
        ("figures/#f1", f"{BASE}projects/forest/figures/#f1"),
    ],
)
def test_links_lead_to_files(address: str, wanted: str) -> None:
    page = '<p>Text &amp; <a class="x" href="{}" lang="zh">森林</a> &lt;a href="../"&gt;</p>\n'
    assert _rewritten(page.format(address)) == page.format(wanted)


@pytest.mark.parametrize(
    ("path", "address", "wanted"),
    [
        ("index.html", "projects/", "projects/index.html"),
        ("index.html", ".", "./index.html"),
        ("zh/projects/forest/index.html", "../../", "../../index.html"),
        ("zh/projects/forest/index.html", "../../../", "../../../index.html"),
        ("zh/projects/forest/index.html", "../../data/", f"{BASE}zh/data/"),
    ],
)
def test_links_depend_on_where_the_page_is(path: str, address: str, wanted: str) -> None:
    copy = offline.Copy(PATHS, BASE)
    # One copy remembers addresses: the same one leads elsewhere from elsewhere.
    copy.page("projects/index.html", f'<a href="{address}">')
    assert copy.page(path, f'<a href="{address}">') == f'<a href="{wanted}">'


def test_forms_and_drawings_lead_to_files_too() -> None:
    assert _rewritten('<form role="search" action="../">') == (
        '<form role="search" action="../index.html">'
    )
    assert _rewritten('<svg><a href="../"><rect /></a></svg>') == (
        '<svg><a href="../index.html"><rect /></a></svg>'
    )


def test_what_only_looks_like_a_link_stays() -> None:
    text = (
        '<!-- <a href="../"> --><script>const a = \'<a href="../">\';</script>'
        '<script type="application/json">{"a": "<a href=\'../\'>"}</script>'
        '<abbr href="../">x</abbr><a title=">" id="a"><link rel="canonical" href="https://a/b/">'
    )
    assert _rewritten(text) == text


def test_modules_become_plain_scripts() -> None:
    copy = offline.Copy(PATHS, BASE)
    page = '<script type="module" src="../../assets/box.js"></script><p>x</p>'
    made = copy.page("projects/forest/index.html", page)
    assert made == '<script src="../../assets/box.js" defer></script><p>x</p>'
    assert copy.modules == {"assets/box.js"}
    script = offline.as_script("const root = new URL('../', import.meta.url);\nawait root;")
    assert "import.meta" not in script
    assert "await root;" in script


def test_what_a_disk_cannot_give_is_not_asked_for() -> None:
    preload = '<link rel="preload" href="../../assets/font.woff2" as="font" crossorigin>'
    style = '<link rel="stylesheet" href="../../assets/atlas.css">'
    assert _rewritten(preload + style) == style
    assert _rewritten('<script type="module" src="../../assets/query/page.js"></script>') == (
        "<script></script>"
    )


def test_a_note_for_the_copy_is_shown_in_it() -> None:
    assert _rewritten(
        '<p class="a-note" data-offline hidden>No queries <a href="../">here</a>'
    ) == ('<p class="a-note" data-offline>No queries <a href="../index.html">here</a>')
    assert _rewritten("<p hidden>x</p>") == "<p hidden>x</p>"


def _site(folder: Path, files: Mapping[str, str]) -> dict[str, str]:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return {path: content.decode() for path, content in offline.files(folder, BASE)}


def test_files_that_scripts_load_are_scripts(tmp_path: Path) -> None:
    made = _site(
        tmp_path,
        {
            "index.html": '<head><script type="module" src="assets/box.js"></script>',
            "assets/box.js": "await 1;",
            "assets/menu.js": "menu();",
            "assets/search/worker.js": 'say("</script>\u2028");',
            "zh/search/names.json": '{"名": "森\\n林"}',
            "projects/forest.json": "{}",
        },
    )
    assert made["index.html"].startswith('<head><script src="assets/offline.js"></script>')
    assert made["assets/box.js"].startswith("(async () => {")
    assert made["assets/menu.js"] == "menu();"
    assert made["projects/forest.json"] == "{}"
    assert "assets/search/worker.js" not in made
    assert "zh/search/names.json" not in made
    for path, text in (
        ("assets/search/worker.js.js", 'say("</script>\u2028");'),
        ("zh/search/names.json.js", '{"名": "森\\n林"}'),
    ):
        handed = made[path].removeprefix("atlasFile(").removesuffix(");\n")
        assert json.loads(handed) == text


def test_what_only_a_server_needs_is_left_out(tmp_path: Path) -> None:
    left_out = (
        ".htaccess",
        ".well-known/void",
        "_headers",
        "404.html",
        "sitemap.xml",
        "assets/bundle.js.map",
        "assets/query/oxigraph.wasm",
        "data/atlas.nt.gz",
        "print/projects.en.pdf",
        offline.PATH,
    )
    kept = ("data/projects.csv", "print/index.html", "zh/404/index.html", "assets/query/query.css")
    made = _site(tmp_path, dict.fromkeys((*left_out, *kept), ""))
    assert set(made) == {*kept, "assets/offline.js"}


def test_the_zip_of_a_site_is_one_folder_without_the_hour(sample_site: Path) -> None:
    with zipfile.ZipFile(sample_site / offline.PATH) as archive:
        entries = archive.infolist()
        home = archive.read("atlas-offline/index.html").decode()
    assert {entry.filename.split("/")[0] for entry in entries} == {"atlas-offline"}
    assert {entry.date_time[0] for entry in entries} == {1980}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}
    names = [entry.filename for entry in entries]
    assert len(names) == len(set(names))
    assert "atlas-offline/zh/projects/forest/index.html" in names
    assert 'href="projects/index.html"' in home
