"""Publishing: whole or not at all, the same bytes twice, and nothing written outside."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from atlas import publish
from tests.support import ROOT, SAMPLE, run_build

OPTIONS = ("--graph", SAMPLE, "--ontology", ROOT / "ontology")


def tree(folder: Path) -> dict[str, str]:
    """Return the digest of every file below ``folder``."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_builds_in_two_folders_are_identical(sample_site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a" / "longer" / "way"
    elsewhere.mkdir(parents=True)
    assert run_build(*OPTIONS, "--out", elsewhere / "site").returncode == 0
    assert tree(elsewhere / "site") == tree(sample_site)


def test_killed_at_any_moment_the_last_good_site_stands(sample_site: Path, tmp_path: Path) -> None:
    graph, out = tmp_path / "graph", tmp_path / "site"
    shutil.copytree(SAMPLE, graph)
    options = ("--graph", graph, "--ontology", ROOT / "ontology", "--out", out)
    started = time.monotonic()
    assert run_build(*options).returncode == 0
    duration = time.monotonic() - started
    file = graph / "projects" / "forest.ttl"
    old = tree(out)
    file.write_text(file.read_text().replace("Forest Monitoring", "Watching Forests"))
    moments = random.Random(7)  # noqa: S311 - moments, not secrets
    for _ in range(10):
        process = subprocess.Popen([sys.executable, ROOT / "build.py", *options])
        time.sleep(moments.uniform(0.05, duration))
        process.send_signal(signal.SIGKILL)
        process.wait()
        publish.recover(out)
        now = tree(out)
        is_new = "Watching Forests" in (out / "projects" / "forest" / "index.html").read_text()
        assert is_new or now == old
        assert set(now) == set(old)
    assert run_build(*options).returncode == 0
    assert "Watching Forests" in (out / "projects" / "forest" / "index.html").read_text()


def test_failed_check_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    graph, out = tmp_path / "graph", tmp_path / "site"
    shutil.copytree(SAMPLE, graph)
    out.mkdir()
    (out / "index.html").write_text("the last good site")
    (graph / "projects" / "forest.ttl").write_text("this is no Turtle")
    done = run_build("--graph", graph, "--ontology", ROOT / "ontology", "--out", out)
    assert done.returncode == 1
    assert "turtle-syntax" in done.stdout
    assert tree(out).keys() == {"index.html"}


def test_failed_mkdocs_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    graph, docs, out = tmp_path / "graph", tmp_path / "docs", tmp_path / "site"
    shutil.copytree(SAMPLE, graph)
    for language in ("en", "zh"):
        (docs / language).mkdir(parents=True)
        (docs / language / "about.md").write_text("# About\n\n[nowhere](missing.md)\n")
    out.mkdir()
    (out / "index.html").write_text("the last good site")
    done = run_build("--graph", graph, "--ontology", ROOT / "ontology", "--out", out)
    assert done.returncode == 1
    assert "missing.md" in done.stdout
    assert tree(out).keys() == {"index.html"}


def test_a_second_build_at_the_same_time_is_refused(tmp_path: Path) -> None:
    with (
        publish._alone(tmp_path / "build"),
        pytest.raises(publish.PublishError, match="another build"),
        publish._alone(tmp_path / "build"),
    ):
        pass


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", ""])
def test_no_path_leaves_its_folder(path: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="leaves its folder"):
        publish._write(tmp_path, path, b"")


def test_a_swap_without_exchange_is_recovered(tmp_path: Path) -> None:
    (tmp_path / ".site.last").mkdir()
    publish.recover(tmp_path / "site")
    assert (tmp_path / "site").is_dir()


def test_strict_build_is_silent_and_zensical_finds_the_same_pages(tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = run_build(*OPTIONS, "--out", out)
    assert done.returncode == 0
    assert done.stdout == ""
    (stage,) = (tmp_path / "build").glob("stage-*")
    for language, root in (("en", out), ("zh", out / "zh")):
        command = [str(Path(sys.executable).with_name("zensical")), "build", "--config-file"]
        subprocess.run([*command, f"mkdocs.{language}.yml"], cwd=stage, check=True)
        theirs = {p for p in tree(stage / "html" / language) if p.endswith("index.html")}
        ours = {p for p in tree(root) if p.endswith("index.html")}
        assert theirs == {p for p in ours if language == "zh" or not p.startswith("zh/")}


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.ids |= {given["id"] or ""} if "id" in given else set()
        self.links += [value for name in ("href", "src") if (value := given.get(name)) is not None]


def _parsed(path: Path) -> _Links:
    parser = _Links()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser


@pytest.mark.parametrize("site", ["sample_site", "real_site"])
def test_every_link_and_anchor_inside_the_site_leads_somewhere(
    site: str, request: pytest.FixtureRequest
) -> None:
    root: Path = request.getfixturevalue(site)
    pages = {p: _parsed(p) for p in root.rglob("*.html") if p.name != "404.html"}
    broken = []
    for page, parsed in pages.items():
        here = f"http://site/{page.relative_to(root).as_posix()}".removesuffix("index.html")
        for link in parsed.links:
            to = urlsplit(urljoin(here, link))
            if to.netloc != "site":
                continue
            if re.match("(query|question)=", to.fragment):  # asks the query page, is no anchor
                to = to._replace(fragment="")
            target = root / unquote(to.path).lstrip("/")
            target = target / "index.html" if to.path.endswith("/") else target
            anchors = pages[target].ids if target in pages else set()
            if not target.is_file() or (to.fragment and unquote(to.fragment) not in anchors):
                broken.append((page.relative_to(root).as_posix(), link))
    assert broken == []


def test_links_are_relative_and_no_page_names_this_machine(sample_site: Path) -> None:
    for path in sample_site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.name != "404.html":
            assert not re.search(r'(?:href|src)="/', text), path
        assert str(ROOT) not in text, path


def test_sitemap_lists_every_page_with_its_twins(sample_site: Path) -> None:
    text = (sample_site / "sitemap.xml").read_text()
    pages = list(sample_site.rglob("index.html"))
    assert text.count("<loc>") == len(pages)
    assert text.count('hreflang="zh"') == len(pages)
    assert (
        "Sitemap: https://w3id.org/south-south-atlas/sitemap.xml"
        in (sample_site / "robots.txt").read_text()
    )
