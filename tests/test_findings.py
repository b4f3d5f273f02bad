"""What a check prints, for a person and for programs."""

from __future__ import annotations

import json

from atlas.findings import Finding, Level, has_errors, in_order, report
from atlas.i18n import LANGUAGES, catalogue

DANGLING = Finding(
    "dangling-link", Level.ERROR, "graph/a,b/x.ttl", 3, {"target": "themes/y", "guess": "themes/z"}
)


def test_text_says_where_what_and_how_to_mend_it() -> None:
    assert report([DANGLING], catalogue("en"), "text") == (
        "graph/a,b/x.ttl:3: error: Nothing in the graph describes themes/y. [dangling-link]\n"
        "    Write its file, or correct the name. Did you mean themes/z?"
    )
    assert "graph/a,b/x.ttl:3: 错误" in report([DANGLING], catalogue("zh"), "text")


def test_json_is_for_programs() -> None:
    rows = json.loads(report([DANGLING], catalogue("en"), "json"))
    assert rows[0]["line"] == 3
    assert rows[0]["rule"] == "dangling-link"
    assert json.loads(report([], catalogue("en"), "json")) == []


def test_github_annotation_cannot_be_broken_out_of() -> None:
    hostile = Finding(
        "dangling-link", Level.ERROR, "a.ttl", 1, {"target": "x\n::error::y", "guess": "none"}
    )
    line = report([hostile], catalogue("en"), "github")
    assert "\n" not in line
    assert report([DANGLING], catalogue("en"), "github").startswith(
        "::error file=graph/a%2Cb/x.ttl,line=3,title=dangling-link::Nothing"
    )


def test_words_are_said_in_the_readers_language() -> None:
    finding = Finding(
        "no-such-field",
        Level.WARNING,
        "x.ttl",
        1,
        {"predicate": "p", "cls": {"en": "Place", "zh": "地点"}},
    )
    assert "“Place”" in finding.text(catalogue("en"))
    assert "“地点”" in finding.text(catalogue("zh"))


def test_a_shapes_own_message_stands_first() -> None:
    finding = Finding("shacl-or", Level.ERROR, message={"en": "Own words."}, values={})
    assert finding.text(catalogue("en")) == "Own words."


def test_order_and_gate() -> None:
    late = Finding("blank-node", Level.WARNING, "b.ttl", 1)
    early = Finding("blank-node", Level.WARNING, "a.ttl", 9)
    assert in_order([late, early, late]) == [early, late]
    assert not has_errors([late])
    assert has_errors([late, DANGLING])


def test_languages_have_the_same_messages() -> None:
    names = {language: catalogue(language).names() for language in LANGUAGES}
    assert len(set(names.values())) == 1


def test_dates_and_numbers_as_each_language_writes_them() -> None:
    en, zh = catalogue("en"), catalogue("zh")
    assert [en.date(d) for d in ("2012-10-08", "2012-10", "2012")] == [
        "8 October 2012",
        "October 2012",
        "2012",
    ]
    assert [zh.date(d) for d in ("2012-10-08", "2012-10", "2012")] == [
        "2012年10月8日",
        "2012年10月",
        "2012年",
    ]
    assert [en.date(d) for d in ("2012-13-40", "soon", "99999-1")] == [
        "2012-13-40",
        "soon",
        "99999-1",
    ]
    assert [en.number(n) for n in ("1500000", "1.50", "-3", "x", "NaN")] == [
        "1,500,000",
        "1.50",
        "-3",
        "x",
        "NaN",
    ]
