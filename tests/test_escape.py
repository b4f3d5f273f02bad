"""Text of strangers at the edge of each place where it lands."""

from __future__ import annotations

import csv
import io
import json

import markdown
import pytest
import yaml

from atlas import escape

SCRIPT = "</script><script>alert(1)</script>"


def test_html_takes_no_tag_no_quote_no_line_break() -> None:
    shown = str(escape.html('<b onclick="x">\n\na & b\'</b>'))
    assert shown == "&lt;b onclick=&#34;x&#34;&gt; a &amp; b&#39;&lt;/b&gt;"


def test_direction_overrides_and_controls_are_dropped() -> None:
    assert escape.clean("a\u202eb\x00c\u2066d\x85e\r\nf") == "abcde\nf"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"),
        ("# not a heading", "# not a heading"),
        ("- not a list", "- not a list"),
        (
            "![x](https://e.org/x.png)",
            '!<a href="https://e.org/x.png" rel="noopener nofollow">x</a>',
        ),
        ("{: onload=x } {{ 7*7 }} {% x %}", "{: onload=x } {{ 7*7 }} {% x %}"),
    ],
)
def test_prose_reads_its_small_subset(text: str, shown: str) -> None:
    assert str(escape.prose(text)) == shown


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x"]
)
def test_prose_links_lead_only_to_the_web(target: str) -> None:
    shown = str(escape.prose(f"[x]({target})")).lower()
    assert 'href="javascript' not in shown
    assert 'href="data' not in shown
    assert 'href="vbscript' not in shown


@pytest.mark.parametrize(
    "iri",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//example.org",
        "http:",
        "https:///x",
        "file:///etc/passwd",
        "http://[bad",
        'https://e.org/"x',
        "https://e.org/<x>",
        " ",
        "x",
    ],
)
def test_what_is_no_web_link(iri: str) -> None:
    assert escape.web_link(iri) is None


def test_web_link_keeps_an_address() -> None:
    assert escape.web_link("https://e.org/a?b=c#d") == "https://e.org/a?b=c#d"


@pytest.mark.parametrize(
    "text",
    ["# x", "*x* _y_", "a {#id onload=x}", "[a](b)", "`c`", "<i>d</i>", "&lt;", "1. x", "x | y"],
)
def test_heading_shows_what_was_written(text: str) -> None:
    shown = markdown.markdown(f"# {escape.heading(text)}", extensions=["attr_list", "toc"])
    inner = shown.split(">", 1)[1].rsplit("</h1>", 1)[0]
    assert "<" not in inner
    assert escape.plain("x") == "x"
    import html

    assert html.unescape(inner) == text


@pytest.mark.parametrize(
    "text",
    ["a: b", "---\nx: y", "!!python/object:os.system", "{{x}}", "yes", "'\"", "- a", "\u2028"],
)
def test_front_matter_reads_back(text: str) -> None:
    block = escape.front_matter({"title": text, "atlas": {"list": [text]}})
    assert block.count("---\n") == 2 or "---" in text
    read = yaml.safe_load(block.removeprefix("---\n").removesuffix("---\n"))
    assert read["title"] == " ".join(text.split())
    assert read["atlas"]["list"] == [read["title"]]


def test_json_in_a_script_cannot_end_it() -> None:
    text = str(escape.script_json({"a": SCRIPT, "b": "<!-- \u2028 &"}))
    assert "<" not in text
    assert ">" not in text
    assert json.loads(text)["a"] == SCRIPT


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@SUM(A1)", "\t=1", " =1", "＝1"])
def test_csv_cell_is_no_formula(text: str) -> None:
    assert escape.csv_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "-1.5", "12", "a,b", 'a"b'])
def test_csv_cell_keeps_numbers_and_text(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([escape.csv_cell(text)])
    assert next(csv.reader(io.StringIO(out.getvalue()))) == [text]
