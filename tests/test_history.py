"""A repository's history: when facts last changed, releases, and what each of them changed."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

import pyoxigraph as ox
import pytest
from rdflib import Graph, URIRef

from atlas import changes, data, dataset, dcat, load, model, releases, render, shapes
from atlas.history import Repository
from atlas.hosts import Host
from atlas.i18n import catalogue
from atlas.iris import Iris
from atlas.pages.page import Shell
from tests.support import ROOT, turtle

BASE = "https://w3id.org/south-south-atlas/"
DCAT = "http://www.w3.org/ns/dcat#"
FOREST = """
base:projects/forest a atlas:Project ;
    rdfs:label "Forest Monitoring"@en , "森林监测"@zh ; atlas:theme base:themes/forests .
"""
FORESTS = 'base:themes/forests a atlas:Theme ; rdfs:label "Forests"@en , "森林"@zh .'
ONTOLOGY = ROOT / "ontology"

Commit = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "graph").mkdir()
    _git(tmp_path, "init", "--quiet", "--initial-branch=main")
    return tmp_path / "graph"


def _git(folder: Path, *arguments: str, day: str = "2026-01-01") -> str:
    named = ["-c", "user.name=Editor", "-c", "user.email=editor@example.org"]
    done = subprocess.run(
        ["git", "-C", str(folder), *named, *arguments],
        env={"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def _commit(folder: Path, files: Mapping[str, str | None], day: str, tag: str = "") -> str:
    """Write ``files`` (None removes one), commit them on ``day``, and return the commit."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            target.unlink()
        else:
            target.write_text(turtle(text), encoding="utf-8")
    _git(folder, "add", "--all", ".")
    _git(folder, "commit", "--quiet", "--message", f"On {day}", day=day)
    if tag:
        _git(folder, "tag", "--annotate", "--message", tag, tag, day=day)
    return _git(folder, "rev-parse", "HEAD")


def test_last_change_is_of_facts_and_not_of_lines(folder: Path) -> None:
    first = _commit(folder, {"projects/forest.ttl": FOREST}, "2026-01-01")
    _commit(folder, {"projects/forest.ttl": FOREST.replace(" ;", "\n  ;")}, "2026-01-02")
    second = _commit(folder, {"themes/forests.ttl": FORESTS}, "2026-01-03")
    found = Repository(folder).last_changes()
    assert found[PurePosixPath("projects/forest.ttl")].commit == first
    assert found[PurePosixPath("projects/forest.ttl")].date == "2026-01-01"
    assert found[PurePosixPath("themes/forests.ttl")].commit == second


def test_a_merge_counts_as_the_commit_that_brought_the_change(folder: Path) -> None:
    _commit(folder, {"themes/forests.ttl": FORESTS}, "2026-01-01")
    _git(folder, "checkout", "--quiet", "-b", "work")
    _commit(folder, {"projects/forest.ttl": FOREST}, "2026-01-02")
    _git(folder, "checkout", "--quiet", "main")
    _git(folder, "merge", "--quiet", "--no-ff", "--message", "Merge", "work", day="2026-01-03")
    merged = _git(folder, "rev-parse", "HEAD")
    change = Repository(folder).last_changes()[PurePosixPath("projects/forest.ttl")]
    assert (change.commit, change.date) == (merged, "2026-01-03")


def test_a_file_that_could_not_be_read_then_changes_when_it_can(folder: Path) -> None:
    _commit(folder, {"projects/forest.ttl": "not Turtle"}, "2026-01-01")
    mended = _commit(folder, {"projects/forest.ttl": FOREST}, "2026-01-02")
    assert Repository(folder).last_changes()[PurePosixPath("projects/forest.ttl")].commit == mended


def test_without_a_repository_nothing_is_known(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    assert not repository.known
    assert repository.last_changes() == {}
    assert repository.releases() == ()


def test_half_a_history_is_none(folder: Path, tmp_path: Path) -> None:
    _commit(folder, {"themes/forests.ttl": FORESTS}, "2026-01-01")
    _commit(folder, {"projects/forest.ttl": FOREST}, "2026-01-02")
    clone = tmp_path / "clone"
    _git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{tmp_path}", str(clone))
    assert not Repository(clone / "graph").known


def test_releases_are_the_tags_of_versions_that_lead_here(folder: Path) -> None:
    first = _commit(folder, {"themes/forests.ttl": FORESTS}, "2026-01-01", tag="v1.0.0")
    _git(folder, "tag", "draft")
    _git(folder, "checkout", "--quiet", "-b", "elsewhere")
    _commit(folder, {"projects/forest.ttl": FOREST}, "2026-01-02", tag="v9.0.0")
    _git(folder, "checkout", "--quiet", "main")
    (release,) = Repository(folder).releases()
    assert (release.tag, release.commit, release.date) == ("v1.0.0", first, "2026-01-01")


def _now(folder: Path, specs: shapes.Specs) -> list[ox.Triple]:
    return data.triples(load.load(folder, Iris()), specs, Iris())


@pytest.fixture
def notes(folder: Path, specs: shapes.Specs) -> tuple[releases.Notes, ...]:
    """Two releases, and one change since."""
    files = {"themes/forests.ttl": FORESTS, "projects/forest.ttl": FOREST}
    _commit(folder, files, "2026-01-01", tag="v1.0.0")
    changed = FOREST.replace("Forest Monitoring", "Forest Watch")
    files = {
        "projects/forest.ttl": changed,
        "themes/water.ttl": FORESTS.replace("forests", "water"),
    }
    _commit(folder, files, "2026-02-01", tag="v1.1.0")
    _commit(folder, {"themes/water.ttl": None}, "2026-03-01")
    return releases.read(Repository(folder), ONTOLOGY, _now(folder, specs), Iris())


def test_each_release_is_compared_with_the_one_before(notes: tuple[releases.Notes, ...]) -> None:
    since, second, first = notes
    assert since.release is None
    assert since.comparison.removed == (f"{BASE}themes/water",)
    assert second.comparison.added == (f"{BASE}themes/water",)
    (difference,) = second.comparison.changed[f"{BASE}projects/forest"]
    assert difference.before == (model.Text("Forest Monitoring", "en"),)
    assert difference.after == (model.Text("Forest Watch", "en"),)
    assert first.is_first
    assert first.comparison.added == (f"{BASE}projects/forest", f"{BASE}themes/forests")


def test_patch_leads_from_one_dump_to_the_next(
    folder: Path, specs: shapes.Specs, notes: tuple[releases.Notes, ...]
) -> None:
    files = dict(releases.patches(notes))
    assert len(files) == 4
    state: set[bytes] = set()
    for note in reversed(notes):
        if note.release:
            added, removed = releases.patch_paths(note)
            gone = set(files[removed].splitlines())
            assert gone <= state
            state = state - gone | set(files[added].splitlines())
    _git(folder, "checkout", "--quiet", "v1.1.0")
    assert state == set(changes.n_triples(_now(folder, specs)).splitlines())


def test_version_says_whether_the_graph_has_moved_on(notes: tuple[releases.Notes, ...]) -> None:
    assert releases.Past(True, {}, notes).version == "v1.1.0+"
    assert releases.Past(True, {}, notes[1:]).version == "v1.1.0"
    assert releases.Past(True, {}, ()).version == ""


def test_feed_has_an_entry_a_release(notes: tuple[releases.Notes, ...]) -> None:
    files = dict(releases.feeds(notes, {"en": "Atlas", "zh": "图谱"}, BASE))
    assert set(files) == {"releases.atom", "zh/releases.atom"}
    english, chinese = files["releases.atom"].decode(), files["zh/releases.atom"].decode()
    assert english.count("<entry>") == 2
    assert f"<id>{BASE}releases/v1.1.0/</id>" in english
    assert "1 new, 1 changed, 0 gone" in english
    assert "新增1条，修改1条，移除0条" in chinese
    assert f'href="{BASE}zh/releases/v1.1.0/"' in chinese


def test_pages_tell_the_change_in_words(
    folder: Path, specs: shapes.Specs, notes: tuple[releases.Notes, ...]
) -> None:
    atlas = model.build(load.load(folder, Iris()), specs, Iris())
    past = releases.Past(True, {}, notes)
    shell = Shell({"en": "Atlas", "zh": "图谱"}, "", {}, past=past)
    pages = dict(render.render(atlas, shell, {}))
    english, chinese = pages["en/releases/v1.1.0.md"], pages["zh/releases/v1.1.0.md"]
    assert "Forest Monitoring" in english
    assert "Forest Watch" in english
    assert "有修改的条目" in chinese
    assert "森林" in pages["zh/releases/next.md"]
    assert catalogue("en").text("release-first") in pages["en/releases/v1.0.0.md"]
    assert "v1.1.0" in pages["en/releases/index.md"]


def test_page_of_an_entity_says_when_its_facts_changed(folder: Path, specs: shapes.Specs) -> None:
    commit = _commit(folder, {"themes/forests.ttl": FORESTS}, "2026-01-05")
    atlas = model.build(load.load(folder, Iris()), specs, Iris())
    found = Repository(folder).last_changes()
    past = releases.Past(True, {path.as_posix(): c for path, c in found.items()})
    at = "https://example.org/atlas/commit"
    shell = Shell({"en": "Atlas", "zh": "图谱"}, "", {}, commits=at, past=past)
    page = dict(render.render(atlas, shell, {}))["en/themes/forests.md"]
    assert "5 January 2026" in page or "January 5, 2026" in page
    assert f'href="{at}/{commit}"' in page


def test_trig_tells_where_each_named_graph_comes_from(folder: Path, specs: shapes.Specs) -> None:
    commit = _commit(folder, {"themes/forests.ttl": FORESTS}, "2026-01-05")
    source = load.load(folder, Iris())
    atlas = model.build(source, specs, Iris())
    found = Repository(folder).last_changes()
    past = releases.Past(True, {path.as_posix(): c for path, c in found.items()})
    about = dcat.About({"en": "Atlas"}, {"en": "Atlas"}, repository="https://example.org/atlas")
    graph = _now(folder, specs)
    files = dict(dataset.files(atlas, graph, source, load.Source(), about, Host(BASE), past, []))
    told = {
        (quad.predicate.value.rsplit("/", 1)[-1], str(quad.object))
        for quad in ox.parse(files["data/atlas.trig"], format=ox.RdfFormat.TRIG)
        if quad.graph_name == ox.DefaultGraph()
        and quad.subject == ox.NamedNode(f"{BASE}graph/themes/forests.ttl")
    }
    day = "http://www.w3.org/2001/XMLSchema#date"
    at = f"https://example.org/atlas/blob/{commit}/graph/themes/forests.ttl"
    assert ("modified", f'"2026-01-05"^^<{day}>') in told
    assert ("prov#wasDerivedFrom", f"<{at}>") in told


def test_catalogue_names_the_versions(
    folder: Path, specs: shapes.Specs, notes: tuple[releases.Notes, ...]
) -> None:
    about = dcat.About({"en": "Atlas"}, {"en": "Atlas"})
    past = releases.Past(True, {}, notes)
    files = dict(dcat.files(about, _now(folder, specs), [], past, specs, Iris(), ""))
    catalog = Graph().parse(data=files[dcat.CATALOG], format="turtle")
    versions = {str(iri) for iri in catalog.objects(URIRef(BASE), URIRef(f"{DCAT}hasVersion"))}
    assert versions == {f"{BASE}releases/v1.0.0", f"{BASE}releases/v1.1.0"}
    second = URIRef(f"{BASE}releases/v1.1.0")
    before = catalog.value(second, URIRef(f"{DCAT}previousVersion"))
    assert before == URIRef(f"{BASE}releases/v1.0.0")
