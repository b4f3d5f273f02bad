"""The mapping between files, IRIs and page addresses."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from atlas.iris import DEFAULT_BASE, Addresses, Iris, anchor

IRIS = Iris("https://example.org/")


def test_path_is_identity() -> None:
    path = PurePosixPath("projects/x-1.ttl")
    assert IRIS.of_file(path) == "https://example.org/projects/x-1"
    assert IRIS.file_of("https://example.org/projects/x-1#grant-2010") == path


@pytest.mark.parametrize(
    "name",
    [
        "projects/../x",
        "../x",
        "projects/X",
        "projects/a--b",
        "projects/",
        "x",
        "a/b/c",
        "a/b c",
        "a/é",
    ],
)
def test_odd_name_has_no_file(name: str) -> None:
    assert IRIS.file_of(f"https://example.org/{name}") is None


def test_stranger_has_no_file() -> None:
    assert IRIS.file_of("https://example.com/projects/x") is None


@pytest.mark.parametrize(
    "base", ["example.org/", "https://example.org", "javascript:x/", "https://a b/"]
)
def test_base_must_be_an_iri(base: str) -> None:
    with pytest.raises(ValueError, match="http"):
        Iris(base)


def test_address_of_a_part_is_an_anchor_on_its_owner() -> None:
    addresses = Addresses.build(IRIS, ["https://example.org/projects/x"])
    assert addresses.of("https://example.org/projects/x#p1") == "projects/x/#p1"
    assert addresses.of("https://example.org/projects/y") is None


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "projects/..",
        "projects/%2e%2e",
        "a/\\..\\b",
        "projects/x%2Fy",
        "zh/x",
        ".git/x",
    ],
)
def test_no_address_leaves_the_site_or_takes_its_folders(name: str) -> None:
    iri = f"https://example.org/{name}"
    address = Addresses.build(IRIS, [iri]).pages[iri]
    parts = PurePosixPath(address).parts
    assert ".." not in parts
    assert not any(part.startswith(".") for part in parts)
    assert not address.startswith("/")
    assert parts[0] != "zh"


def test_names_that_differ_only_in_case_do_not_meet() -> None:
    pages = Addresses.build(IRIS, ["https://example.org/a/X", "https://example.org/a/x"]).pages
    assert len({page.lower() for page in pages.values()}) == 2


def test_no_entity_takes_the_page_of_its_section() -> None:
    pages = Addresses.build(IRIS, ["https://example.org/a/index", "https://example.org/a/README"])
    assert {p.split("/")[1].split("-")[0] for p in pages.pages.values()} == {"index", "README"}
    assert not {"a/index/", "a/README/"} & set(pages.pages.values())
    assert IRIS.file_of("https://example.org/a/index") is None


def test_fork_moves_the_atlas_under_its_own_base() -> None:
    assert IRIS.rebase(f"{DEFAULT_BASE}projects/x") == "https://example.org/projects/x"
    assert IRIS.rebase("https://example.net/x") == "https://example.net/x"


def test_anchor_keeps_plain_fragments_and_replaces_others() -> None:
    assert anchor("grant-2010") == "grant-2010"
    assert '"' not in anchor('x" onload="y')
    assert anchor('x"') != anchor("x'")
