"""Reading Turtle: statements with their file, and lines found on demand."""

from __future__ import annotations

from pathlib import Path

from rdflib import Graph, Literal
from rdflib.compare import isomorphic

from atlas import load
from atlas.iris import Iris


def _load(
    tmp_path: Path, text: str, base: str = "https://w3id.org/south-south-atlas/"
) -> load.Source:
    (tmp_path / "x.ttl").write_text(text, encoding="utf-8")
    return load.load(tmp_path, Iris(base))


def test_lines_of_long_texts_lists_and_repeated_predicates(tmp_path: Path) -> None:
    source = _load(
        tmp_path,
        '''@prefix : <https://e.org/> .
# a comment: with "marks" ; and . in it

:a a :B ;
    :p "one" ;
    :p """two
lines""" , :c ,
        :d .
''',
    )
    line = {
        value: source.line(0, Iris(), "https://e.org/a", "https://e.org/p", value)
        for value in ("one", "https://e.org/c", "https://e.org/d")
    }
    assert line == {"one": 5, "https://e.org/c": 7, "https://e.org/d": 8}
    assert source.line(0, Iris(), "https://e.org/a") == 4
    assert source.line(0, Iris(), "https://e.org/a", "https://e.org/none") == 4


def test_all_faulty_files_are_told_and_the_good_one_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(b'<https://e.org/a> <https://e.org/p>\n "\xff" .')
    (tmp_path / "b.ttl").write_text("<https://e.org/b> <https://e.org/p>")
    (tmp_path / "c.ttl").write_text("<https://e.org/c> <https://e.org/p> 1 .\n")
    source = load.load(tmp_path, Iris())
    assert [(f.rule, Path(f.file).name, f.line) for f in source.findings] == [
        ("not-utf8", "a.ttl", 2),
        ("turtle-syntax", "b.ttl", 1),
    ]
    assert [s.subject.value for s in source.statements] == ["https://e.org/c"]


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_bytes("\ufeff<https://e.org/a> a <https://e.org/B> .".encode())
    source = load.load(tmp_path, Iris())
    assert not source.findings
    assert len(source.statements) == 1


def test_blank_nodes_have_the_same_names_at_each_reading(tmp_path: Path) -> None:
    text = "<https://e.org/a> <https://e.org/p> [ <https://e.org/q> [] ], [] ."
    assert _load(tmp_path, text).statements == _load(tmp_path, text).statements


def test_fork_moves_what_stands_under_the_atlas(tmp_path: Path) -> None:
    text = "<https://w3id.org/south-south-atlas/a/b> <https://e.org/p> <https://e.org/c> ."
    source = _load(tmp_path, text, "https://fork.example/")
    assert source.statements[0].subject.value == "https://fork.example/a/b"
    assert source.statements[0].object.value == "https://e.org/c"


def test_conversion_equals_rdflibs_own_reading(tmp_path: Path) -> None:
    text = """@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://e.org/a> <https://e.org/p> "plain", "tagged"@en, 1, 1.50, true, "2012"^^xsd:gYear, [] .
"""
    source = _load(tmp_path, text)
    ours, theirs = load.to_rdflib(source.statements), Graph().parse(data=text)
    assert isomorphic(ours, theirs)
    assert Literal("plain") in set(ours.objects())


def test_curie_uses_the_files_prefix(tmp_path: Path) -> None:
    source = _load(tmp_path, "@prefix e: <https://e.org/> .\ne:a e:p e:c .\n")
    assert source.curie("https://e.org/c") == "e:c"
    assert source.curie("https://e.org/c/d") == ""
