"""Books: what they hold, and that their PDF files have fonts, bookmarks, links and text."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from atlas import book, typeset
from tests.support import ROOT, SAMPLE, BuildAtlas, run_build

EDITION = book.Edition({"en": "Atlas", "zh": "图谱"}, modified="2026-01-31")

DOCUMENT = """
base:documents/d a atlas:Document ; rdfs:label "A report"@en, "报告"@zh ;
    atlas:citeAs "INF/9" ; dcterms:source <https://w3id.org/south-south-atlas/documents/d#p7> .
<https://w3id.org/south-south-atlas/documents/d#p7> a atlas:Paragraph ;
    rdfs:label "Paragraph 7"@en, "第7段"@zh ; atlas:summary "Says this."@en, "说明此事。"@zh .
<https://w3id.org/south-south-atlas/documents/d#p8> a atlas:Paragraph ;
    rdfs:label "Paragraph 8"@en, "第8段"@zh ; atlas:summary "Says that."@en, "说明彼事。"@zh .
"""
PARTNER = """
base:partners/b a atlas:Partner ; rdfs:label "Zeta Bureau"@en, "北京局"@zh ;
    skos:altLabel "ZB" ; atlas:summary "One <b>bureau</b>."@en, "一个局。"@zh ;
    dcterms:source <https://w3id.org/south-south-atlas/documents/d#p7> .
"""
OTHER = """
base:partners/a a atlas:Partner ; rdfs:label "Alpha Office"@en, "安徽办"@zh ;
    atlas:memberOf <https://w3id.org/south-south-atlas/partners/b> ;
    atlas:place <https://w3id.org/south-south-atlas/places/p> ;
    dcterms:source <https://w3id.org/south-south-atlas/documents/d#p7> .
"""
PLACE = 'base:places/p a atlas:Place ; rdfs:label "Port"@en, "港"@zh .'
FILES = {
    "documents/d.ttl": DOCUMENT,
    "partners/b.ttl": PARTNER,
    "partners/a.ttl": OTHER,
    "places/p.ttl": PLACE,
}


@pytest.fixture
def made(build_atlas: BuildAtlas) -> dict[tuple[str, str], str]:
    """The HTML of every book of a small graph, by name and language."""
    return {(b.name, b.language): b.html for b in book.books(build_atlas(FILES), EDITION)}


def test_each_section_and_the_whole_is_a_book_in_each_language(
    made: dict[tuple[str, str], str],
) -> None:
    names = {"atlas", "documents", "partners", "places"}
    assert set(made) == {(name, language) for name in names for language in ("en", "zh")}


def test_links_lead_within_the_book_where_they_can_and_to_the_iri_elsewhere(
    made: dict[tuple[str, str], str],
) -> None:
    section = made["partners", "en"]
    assert '<a href="#partners/b">Zeta Bureau</a>' in section
    assert '<a href="https://w3id.org/south-south-atlas/places/p">Port</a>' in section
    assert '<a href="#places/p">Port</a>' in made["atlas", "en"]


@pytest.mark.parametrize("name", ["atlas", "documents", "partners", "places"])
def test_every_link_within_a_book_has_its_place_and_every_place_is_one(
    name: str, made: dict[tuple[str, str], str]
) -> None:
    html = made[name, "en"]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    links = set(re.findall(r'href="#([^"]+)"', html))
    assert links
    assert links <= set(ids)


def test_citations_are_short_and_lead_to_what_the_paragraph_says(
    made: dict[tuple[str, str], str],
) -> None:
    section = made["partners", "en"]
    assert '[INF/9 <a href="#documents/d.p7">7</a>]' in section
    assert re.search(r'<p class="p" id="documents/d.p7">.*Says this\.', section)
    assert "Says that." not in section, "a paragraph that the book does not cite"
    assert "Says that." in made["documents", "en"]


def test_the_index_is_in_the_order_of_its_language(made: dict[tuple[str, str], str]) -> None:
    def index(language: str) -> list[str]:
        part = made["partners", language].split('id="index"')[1]
        return re.findall(r">([^<>]+)</(?:a|h2)>", part)

    assert index("en") == ["A", "Alpha Office", "Z", "ZB", "Zeta Bureau"]
    # ān huī before běi jīng; Latin letters before both.
    assert index("zh") == ["Z", "ZB", "A", "安徽办", "B", "北京局"]


def test_text_of_strangers_is_escaped(made: dict[tuple[str, str], str]) -> None:
    assert "One &lt;b&gt;bureau&lt;/b&gt;." in made["partners", "en"]


def test_an_unknown_section_is_wrong_usage(tmp_path: Path) -> None:
    given = ("--graph", SAMPLE, "--ontology", ROOT / "ontology", "--out", tmp_path / "site")
    done = run_build("print", "--section", "nowhere", *given)
    assert done.returncode == 2
    assert "nowhere" in done.stderr
    assert not (tmp_path / "site").exists()


def test_a_missing_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typeset, "FONTS", ("No Such Family",))
    with pytest.raises(typeset.TypesetError, match="No Such Family"):
        next(typeset.typeset([]))


# What is typeset


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample with two of its books."""
    out = tmp_path_factory.mktemp("printed") / "site"
    given = ("--graph", SAMPLE, "--ontology", ROOT / "ontology", "--out", out)
    done = run_build("print", "--section", "atlas", "--section", "projects", *given)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(params=["atlas.en", "atlas.zh", "projects.en", "projects.zh"])
def pdf(request: pytest.FixtureRequest, printed: Path) -> Path:
    return printed / "print" / f"{request.param}.pdf"


def test_every_font_is_a_noto_font_and_embedded(pdf: Path) -> None:
    command = ["pdffonts", str(pdf)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    fonts = [line.split() for line in done.stdout.splitlines()[2:]]
    assert fonts
    for font in fonts:
        assert "Noto" in font[0], font
        assert font[-5:-2] == ["yes", "yes", "yes"], "embedded, subset, with Unicode"
    if pdf.stem.endswith("zh"):
        assert any("CJK-SC" in font[0] for font in fonts)


def test_links_and_bookmarks_resolve_to_pages(pdf: Path) -> None:
    reader = pypdf.PdfReader(pdf)
    named = reader.named_destinations
    inside = outside = 0
    for page in reader.pages:
        for reference in page.get("/Annots", []):
            link = reference.get_object()
            if "/Dest" in link:
                assert reader.get_destination_page_number(named[link["/Dest"]]) is not None
                inside += 1
            else:
                assert link["/A"]["/URI"].startswith("https://")
                outside += 1
    assert inside > 10
    assert outside > 1
    titles = list(_titles(reader, reader.outline))
    assert len(titles) >= 4
    assert ("Forest Monitoring" if ".en" in pdf.name else "森林监测项目") in titles


def _titles(reader: pypdf.PdfReader, outline: Any) -> Iterator[str]:
    """Yield the titles of bookmarks, each of which must lead to a page."""
    for item in outline if isinstance(outline, list) else [outline]:
        if isinstance(item, list):
            yield from _titles(reader, item)
        else:
            assert reader.get_destination_page_number(item) is not None
            yield str(item.title)


def test_page_numbers_of_the_contents_are_those_of_the_pages(printed: Path) -> None:
    reader = pypdf.PdfReader(printed / "print" / "atlas.en.pdf")
    texts = [page.extract_text() for page in reader.pages]
    contents = next(text for text in texts if text.startswith("Contents"))
    at = re.search(r"Projects[ .]+(\d+)", contents)
    assert at
    assert texts[int(at[1]) - 1].startswith(("Projects", "Forest")), "the heading, or its header"
    assert "Forest Monitoring" in texts[int(at[1]) - 1]


def test_chinese_text_can_be_taken_out_and_the_book_is_tagged(printed: Path) -> None:
    reader = pypdf.PdfReader(printed / "print" / "atlas.zh.pdf")
    text = "".join(page.extract_text() for page in reader.pages)
    assert "培训国家团队绘制森林覆盖图" in text
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "zh"


def test_pages_link_to_the_books_that_were_made_and_to_no_others(
    printed: Path, sample_site: Path
) -> None:
    def page(site: Path, name: str) -> str:
        return (site / name / "index.html").read_text(encoding="utf-8")

    assert 'href="../print/projects.en.pdf"' in page(printed, "projects")
    assert 'href="../../print/projects.zh.pdf"' in page(printed, "zh/projects")
    assert ".pdf" not in page(printed, "partners")
    assert ".pdf" not in page(sample_site, "projects")
