"""The command line, as a person or a workflow runs it."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import Graph, URIRef

from tests.support import ROOT, SAMPLE, run_build

ONTOLOGY = ("--ontology", ROOT / "ontology")


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    shutil.copytree(SAMPLE, tmp_path / "graph")
    return tmp_path / "graph"


def test_good_graph(graph: Path) -> None:
    done = run_build("check", "--graph", graph, *ONTOLOGY)
    assert done.returncode == 0
    assert done.stdout == ""
    assert "nothing wrong" in done.stderr


def test_every_kind_of_fault_in_one_run_with_file_line_and_cure(graph: Path) -> None:
    (graph / "projects" / "forest.ttl").write_text("not Turtle at all")
    (graph / "partners" / "bad.ttl").write_bytes(b'<https://e.org/a> <https://e.org/p> "\xe9" .')
    (graph / "themes" / "Bad Name.ttl").write_text("")
    file = graph / "decisions" / "cbd-cop-x-5.ttl"
    file.write_text(file.read_text().replace("partner:unep", "partner:unepp"))
    unep = graph / "partners" / "unep.ttl"
    copy = unep.read_text().replace("partner:unep", "partner:unep-two").replace("zh ;", "zh ;", 1)
    (graph / "partners" / "unep-two.ttl").write_text(copy.replace("atlas:kind", "# atlas:kind"))
    done = run_build("check", "--graph", graph, *ONTOLOGY)
    assert done.returncode == 1
    for rule in (
        "turtle-syntax",
        "not-utf8",
        "wrong-path",
        "dangling-link",
        "duplicate-label",
        "shacl-min-count",
    ):
        assert f"[{rule}]" in done.stdout, rule
    assert "Did you mean partners/unep?" in done.stdout
    assert f"{graph.as_posix()}/projects/forest.ttl:1: error" in done.stdout
    chinese = run_build("check", "--graph", graph, *ONTOLOGY, "--lang", "zh")
    assert "错误" in chinese.stdout
    assert "error" not in chinese.stdout
    assert chinese.stdout.count("\n") == done.stdout.count("\n")


def test_only_the_files_asked_for(graph: Path) -> None:
    (graph / "projects" / "forest.ttl").write_text("not Turtle at all")
    done = run_build("check", graph / "partners" / "unep.ttl", "--graph", graph, *ONTOLOGY)
    assert done.returncode == 0


def test_findings_for_programs(graph: Path) -> None:
    (graph / "projects" / "forest.ttl").write_text("not Turtle at all")
    done = run_build("check", "--graph", graph, *ONTOLOGY, "--format", "json")
    assert json.loads(done.stdout)[0]["rule"] == "turtle-syntax"
    done = run_build("--format", "github", "check", "--graph", graph, *ONTOLOGY)
    assert done.stdout.startswith("::error file=")


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--no-such-option"),
        ("check", "--graph", "/no/such/folder"),
        ("check", "--base", "not-an-iri"),
        ("new", "nosuch", "Label", "--zh", "标签"),
        ("new", "projects", "项目", "--zh", "项目"),
        ("nonsense",),
    ],
)
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert run_build(*arguments).returncode == 2


def test_new_entity_is_ready_to_be_filled_in(graph: Path) -> None:
    arguments = ("new", "projects", "Great Apes: Survival", "--zh", "大型类人猿生存")
    done = run_build(*arguments, "--graph", graph, *ONTOLOGY)
    assert done.returncode == 0
    path = graph / "projects" / "great-apes-survival.ttl"
    text = path.read_text()
    assert len(Graph().parse(data=text)) > 5
    assert '"大型类人猿生存"@zh' in text
    again = run_build(*arguments, "--graph", graph, *ONTOLOGY)
    assert again.returncode == 2
    assert "exists" in again.stderr
    assert path.read_text() == text
    missing = run_build("check", path, "--graph", graph, *ONTOLOGY)
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr


def test_format_changes_nothing_when_only_checking(graph: Path) -> None:
    file = graph / "themes" / "forests.ttl"
    formatted = file.read_text()
    untidy = formatted.replace("    ", "  ") + "# a comment\n"
    file.write_text(untidy)
    done = run_build("fmt", "--check", "--graph", graph, *ONTOLOGY)
    assert done.returncode == 1
    assert "forests.ttl" in done.stdout
    assert file.read_text() == untidy
    assert run_build("fmt", "--graph", graph, *ONTOLOGY).returncode == 0
    assert file.read_text() == formatted + "\n# a comment\n" or "# a comment" in file.read_text()


def test_help_names_every_command() -> None:
    text = run_build("--help").stdout
    for command in ("check", "serve", "new", "fmt"):
        assert f"\n  {command} " in text


def test_fork_under_its_own_base(graph: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    done = run_build("--graph", graph, *ONTOLOGY, "--out", out, "--base", "https://fork.example/")
    assert done.returncode == 0, done.stdout
    assert "https://fork.example/projects/forest" in (out / "projects" / "forest.nt").read_text()
    assert "w3id.org/south-south-atlas" not in (out / "data" / "atlas.nt").read_text()


def test_graph_of_another_base_says_which_to_give(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    (folder / "x.ttl").write_text("<https://e.org/ns/a> a <https://e.org/ns/B> .")
    done = run_build("--graph", folder, "--out", tmp_path / "site")
    assert done.returncode == 1
    assert "--base" in done.stdout
    assert "https://e.org/ns/" in done.stdout


@pytest.mark.parametrize(
    ("vocabulary", "base", "thing"),
    [
        ("shacl.ttl", "http://www.w3.org/ns/shacl#", "MinCountConstraintComponent"),
        ("dash.ttl", "http://datashapes.org/dash#", "ListShape"),
    ],
)
def test_somebody_elses_vocabulary_gets_a_site(
    vocabulary: str, base: str, thing: str, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    file = Path(str(files("pyshacl") / "assets" / vocabulary))
    shutil.copy(file, theirs)
    done = run_build("--graph", theirs, "--base", base, "--out", tmp_path / "site")
    assert done.returncode == 0, done.stdout
    subjects = {
        s for s in Graph().parse(file).subjects() if str(s).startswith(base) and s != URIRef(base)
    }
    for root in (tmp_path / "site", tmp_path / "site" / "zh"):
        pages = {p.parent.name for p in root.glob("entities/*/index.html")}
        assert len(pages) == len(subjects)
    data = Graph().parse(tmp_path / "site" / "data" / "atlas.nt")
    assert URIRef(base + thing) in set(data.subjects())
