"""What helps a reader on a page: acronyms explained, and the gists of what is cited."""

from __future__ import annotations

import re
from html import unescape

import pytest

from atlas import acronyms, escape, render, schema_org
from atlas.model import Atlas
from atlas.pages.page import Shell
from tests.support import BuildAtlas

PARTNER = """base:partners/{0} a atlas:Partner ; rdfs:label "{1}"@en, "{2}"@zh ;
    skos:altLabel {3} ; atlas:summary "{4}"@en, "{5}"@zh ."""


def _partner(slug: str, en: str, zh: str, names: str, *texts: str) -> dict[str, str]:
    summaries = texts or ("It works.", "它在工作。")
    return {f"partners/{slug}.ttl": PARTNER.format(slug, en, zh, names, *summaries)}


UNEP = _partner("unep", "UN Environment", "联合国环境规划署", '"UNEP"@en, "环境署"@zh')
ROOT = "https://w3id.org/south-south-atlas/"


def _pages(atlas: Atlas, **written: str) -> dict[str, str]:
    shell = Shell(
        {"en": "Atlas", "zh": "图谱"},
        "",
        {tag: {f"{name}.md": text for name, text in written.items()} for tag in ("en", "zh")},
    )
    return dict(render.render(atlas, shell, schema_org.of_entities(atlas)))


def _met(atlas: Atlas, text: str, language: str = "en") -> list[str]:
    """Return the acronyms that are found in a text."""
    pieces = list(acronyms.of(atlas, language).pieces(text))
    assert "".join(piece for piece, _ in pieces) == text
    return [piece for piece, entity in pieces if entity]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UNEP leads.", ["UNEP"]),
        ("(UNEP), UNEP’s and three UNEPs", ["UNEP", "UNEP", "UNEPs"]),
        ("由UNEP牵头", ["UNEP"]),
        ("UNEP/CBD/COP/11, UNEP-led, XUNEP, UNEP2, unep", []),
        ("the WHO UNEP meeting", []),
    ],
)
def test_an_acronym_is_a_word_of_its_own(
    text: str, found: list[str], build_atlas: BuildAtlas
) -> None:
    assert _met(build_atlas(UNEP), text) == found


def test_the_longest_acronym_is_meant(build_atlas: BuildAtlas) -> None:
    centre = _partner("wcmc", "Centre", "中心", '"UNEP-WCMC"@en')
    assert _met(build_atlas({**UNEP, **centre}), "UNEP-WCMC and UNEP") == ["UNEP-WCMC", "UNEP"]


def test_what_has_two_meanings_or_is_no_acronym_is_left_alone(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(
        {
            **_partner("a", "Group", "集团", '"GEO"@en, "X/31", "M49", "Unep", "A/64/504"'),
            **_partner("b", "Outlook", "展望", '"GEO"@en'),
            **_partner("c", "Fund", "基金", '"OECD"@en'),
            **_partner("d", "OECD", "经合", '"O"@en'),
        }
    )
    assert _met(atlas, "GEO, X/31, M49, Unep, A/64/504, OECD") == []
    assert [e.address for e in acronyms.of(atlas, "en").meanings["GEO"]] == [
        "partners/a/",
        "partners/b/",
    ]


def test_an_entry_that_is_replaced_explains_nothing(build_atlas: BuildAtlas) -> None:
    old = {
        p: t.replace("a atlas:Partner", "a atlas:Partner ; owl:deprecated true")
        for p, t in UNEP.items()
    }
    assert _met(build_atlas(old), "UNEP") == []


def test_chinese_short_names_are_read_like_acronyms(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(
        {
            **UNEP,
            **_partner("office", "Office", "环境署非洲办事处", '"非洲办事处"@zh'),
            # An ending of another name; the beginning of its own; no acronym beside it.
            **_partner("ga", "Assembly", "联合国大会", '"UNGA"@en, "大会"@zh, "联大"@zh'),
            **_partner("cop", "Conference", "缔约方大会", '"COP"@en, "缔约方"@zh'),
            **_partner("bank", "Bank", "世界银行", '"世行"@zh'),
        }
    )
    text = "环境署非洲办事处和环境署请联大、大会、缔约方和世行注意"
    assert _met(atlas, text, "zh") == ["环境署", "联大"]
    assert _met(atlas, text, "en") == []


def test_links_are_added_in_text_alone() -> None:
    def pieces(text: str) -> list[tuple[str, dict[str, str]]]:
        return [(p, {"href": '"x"'} if p == "AB" else {}) for p in re.split("(AB)", text) if p]

    shown = escape.prose("*AB* <b> [AB *AB*](https://e.org/) `AB` AB", pieces)
    link = '<a href="&quot;x&quot;">AB</a>'
    assert str(shown) == (
        f"<em>{link}</em> &lt;b&gt; "
        '<a href="https://e.org/" rel="noopener nofollow">AB <em>AB</em></a> '
        f"<code>AB</code> {link}"
    )


def test_an_acronym_is_a_link_once_and_never_on_its_own_page(build_atlas: BuildAtlas) -> None:
    other = _partner("x", "X", "某", '"某某"@zh', "UNEP and UNEP.", "UNEP和环境署。")
    own = {p: t.replace("It works.", "UNEP works.") for p, t in UNEP.items()}
    made = _pages(build_atlas({**own, **other}))
    for language, full in (("en", "UN Environment"), ("zh", "联合国环境规划署")):
        page = made[f"{language}/partners/x.md"]
        found = re.findall(r'<a class="a-acronym" href="(.*?)" title="(.*?)">(.*?)</a>', page)
        assert found == [("../../partners/unep/", full, "UNEP")]
        assert "a-acronym" not in made[f"{language}/partners/unep.md"]


def test_the_glossary_lists_every_meaning_by_letter(build_atlas: BuildAtlas) -> None:
    atlas = build_atlas(
        {
            **UNEP,
            **_partner("a", "Group & Co", "集团", '"GEO"@en'),
            **_partner("b", "Outlook", "展望", '"GEO"@en'),
        }
    )
    made = _pages(atlas, glossary="# G\n\n<!-- atlas:glossary -->\n")
    for language, named in (
        ("en", {"GEO": ["Group & Co", "Outlook"], "UNEP": ["UN Environment"]}),
        ("zh", {"GEO": ["集团", "展望"], "UNEP": ["联合国环境规划署"]}),
    ):
        page = made[f"{language}/glossary.md"]
        groups = re.findall(r"<dfn>(.*?)</dfn>(.*?)</div>", page, re.DOTALL)
        found = {
            form: [unescape(label) for label in re.findall(r"<dd><a [^>]*>(.*?)</a>", meanings)]
            for form, meanings in groups
        }
        assert found == named
        assert re.findall(r'href="#(letter-.)"', page) == re.findall(r'<h2 id="(.*?)"', page)


DOCUMENT = """base:documents/d a atlas:Document ; rdfs:label "Report & more"@en, "报告"@zh ;
    atlas:citeAs "INF/1" ; dcterms:source base:documents/d#p2 .
base:documents/d#p2 a atlas:Paragraph ; rdfs:label "Paragraph 2"@en, "第2段"@zh ;
    atlas:summary "Says <b>this</b>."@en, "说明了这一点。"@zh .
base:documents/d#p10 a atlas:Paragraph ; rdfs:label "Paragraph 10"@en, "第10段"@zh ;
    atlas:summary "Says that."@en ."""
CITING = """base:partners/x a atlas:Partner ; rdfs:label "X"@en, "某"@zh ; atlas:summary "S."@en ;
    atlas:kind atlas:PartnerKind-un ; dcterms:source base:documents/d#p10 .
base:partners/x#grant a atlas:Figure ; atlas:value 1 ; dcterms:source base:documents/d#p2 .
base:partners/x#more a atlas:Figure ; atlas:value 2 ; dcterms:source base:documents/d#p2 ."""


def test_each_cited_paragraph_stands_once_with_its_gist(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas({"documents/d.ttl": DOCUMENT, "partners/x.ttl": CITING}))
    shown = {}
    for language in ("en", "zh"):
        block = made[f"{language}/partners/x.md"].split('<section class="a-sources"')[1]
        block = block.split("</section>")[0]
        assert "\n\n" not in block, "it would end the block"
        shown[language] = [
            (href, name, re.sub("<.*?>", "", gist or "").strip())
            for name, href, gist in re.findall(
                r'<li data-cited="(.*?)"><a href="(.*?)">.*?</a>(.*?)</li>', block
            )
        ]
        assert block.count('<h3><a href="../../documents/d/">INF/1</a>') == 1
    there = "../../documents/d/"
    assert shown["en"] == [
        (f"{there}#p2", "INF/1, paragraph 2", "Says &lt;b&gt;this&lt;/b&gt;."),
        (f"{there}#p10", "INF/1, paragraph 10", "Says that."),
    ]
    assert shown["zh"][0] == (f"{there}#p2", "INF/1，第2段", "说明了这一点。")
    assert shown["zh"][1][2].startswith("Says that.")
    assert '<span data-gist lang="en">Says that.</span>' in made["zh/partners/x.md"]


def test_a_document_does_not_list_its_own_paragraphs(build_atlas: BuildAtlas) -> None:
    made = _pages(build_atlas({"documents/d.ttl": DOCUMENT}))
    assert "a-sources" not in made["en/documents/d.md"]


def test_a_long_list_of_paragraphs_is_folded(build_atlas: BuildAtlas) -> None:
    numbers = range(1, 21)
    document = 'base:documents/d a atlas:Document ; rdfs:label "D"@en .\n' + "\n".join(
        f'base:documents/d#p{n} a atlas:Paragraph ; rdfs:label "Paragraph {n}"@en .'
        for n in numbers
    )
    sources = " , ".join(f"base:documents/d#p{n}" for n in numbers)
    citing = f'base:partners/x a atlas:Partner ; rdfs:label "X"@en ; dcterms:source {sources} .'
    page = _pages(build_atlas({"documents/d.ttl": document, "partners/x.ttl": citing}))[
        "en/partners/x.md"
    ]
    block = page.split('<section class="a-sources"')[1].split("</section>")[0]
    first, folded = block.split("<details")
    assert (first.count("<li"), folded.count("<li")) == (12, 8)
    assert "Show 8 more" in folded
