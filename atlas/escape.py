"""Strangers' text in, text that is safe in the place where it lands out.

Every literal, label and IRI of the graph passes through here on its way into HTML, Markdown, YAML,
JSON-LD in a script element, CSV or a link. Nothing else in the project escapes anything.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from markupsafe import escape as _escape_markup

_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
# C0 and C1 controls but tab and line feed: HTML, YAML and XML all forbid them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_MARKDOWN = re.compile(r"[\\`*_{}\[\]()#+\-.!|~^$:=@/&<>\"'%]")
_SPACES = re.compile(r"\s+")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a cell must not begin with, lest a spreadsheet runs it."""

_prose = MarkdownIt("zero", {"html": False, "linkify": False}).enable(
    ["emphasis", "link", "backticks", "escape", "entity"]
)


def clean(text: str) -> str:
    """Return ``text`` without characters that no page may hold.

    Direction overrides are dropped because they make text read as what it is not; control
    characters because HTML, YAML and XML forbid them.
    """
    return _BIDI.sub("", _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


def html(text: str) -> Markup:
    """Return ``text`` for HTML text or a quoted attribute, on one line.

    One line, because a blank line would end an HTML block of Markdown.
    """
    return _escape_markup(_SPACES.sub(" ", clean(text)))


Pieces = Callable[[str], Iterable[tuple[str, Mapping[str, str]]]]
"""Takes a text to pieces, each with the attributes of the link that it becomes, or with none."""


def prose(text: str, pieces: Pieces | None = None) -> Markup:
    """Return the HTML of a prose field: ``*emphasis*``, ``**strong**``, ```code``` and links.

    No other Markdown and no HTML is read; a link leads only where ``web_link`` allows. ``pieces``
    adds links of the site's own, outside of those that the text has.
    """
    tokens = _prose.parseInline(" ".join(clean(text).split()))
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                target = str(child.attrGet("href") or "")
                child.attrs = {"href": web_link(target) or "#", "rel": "noopener nofollow"}
        if pieces is not None:
            token.children = list(_linked(token.children or (), pieces))
    return Markup(_prose.renderer.render(tokens, _prose.options, {}))  # noqa: S704 - escaped above


def _linked(tokens: Sequence[Token], pieces: Pieces) -> Iterator[Token]:
    """Yield ``tokens`` with links added in their text, never one inside of another."""
    depth = 0
    for token in tokens:
        depth += (token.type == "link_open") - (token.type == "link_close")
        if token.type != "text" or depth:
            yield token
            continue
        for text, attributes in pieces(token.content):
            piece = Token("text", "", 0, content=text)
            if attributes:
                yield Token("link_open", "a", 1, attrs=dict(attributes))
                yield piece
                yield Token("link_close", "a", -1)
            else:
                yield piece


def plain(text: str) -> str:
    """Return a prose field as plain text on one line, its Markdown marks taken out."""
    rendered = prose(text)
    return rendered.striptags()


def heading(text: str) -> str:
    """Return ``text`` for a Markdown heading: every mark of Markdown or HTML as an entity."""
    one_line = " ".join(clean(text).split())
    return _MARKDOWN.sub(lambda mark: f"&#{ord(mark.group())};", one_line)


def web_link(iri: str) -> str | None:
    """Return ``iri`` if a reader may follow it, else None: ``javascript:`` never is a link."""
    cleaned = clean(iri).strip()
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return None
    if parts.scheme in {"http", "https"} and parts.netloc and not re.search(r"[\s<>\"]", cleaned):
        return cleaned
    return None


def front_matter(values: Mapping[str, Any]) -> str:
    """Return ``values`` as a YAML front matter block; texts are cleaned at every depth."""
    body = yaml.safe_dump(
        _cleaned(values), allow_unicode=True, sort_keys=False, width=2**31, default_style=None
    )
    return f"---\n{body}---\n"


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(clean(value).split())
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(item) for item in value]
    return value


def script_json(value: Any) -> Markup:
    """Return ``value`` as JSON for a script element: no ``<``, ``>`` or ``&`` can end it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return Markup(_CONTROLS.sub("", text))  # noqa: S704 - escaped above


def json_file(value: Any) -> bytes:
    """Return ``value`` as a JSON file; texts are cleaned at every depth, and on one line."""
    text = json.dumps(_cleaned(value), ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def csv_cell(text: str) -> str:
    """Return ``text`` for a cell of a CSV table that a spreadsheet will not run as a formula.

    An apostrophe before a leading ``= + - @``, as OWASP advises
    (https://owasp.org/www-community/attacks/CSV_Injection); a plain number stays one.
    """
    cell = clean(text)
    if cell.lstrip().startswith(FORMULA) and not re.fullmatch(r"-?\d+(\.\d+)?", cell):
        return f"'{cell}"
    return cell
