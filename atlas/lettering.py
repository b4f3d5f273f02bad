"""Texts in any language in, how much room they take and the lines that they fit into out."""

from __future__ import annotations

import re
import unicodedata

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING = "，。、；：？！）》”’"
_TOKEN = re.compile(rf"\s*(?:[{_WIDE}][{_CLOSING}]*|[^\s{_WIDE}]+)")


def fitted(text: str, width: float, most: int) -> tuple[str, ...]:
    """Return ``text`` in at most ``most`` lines, the last ending in … where that is not all.

    Args:
        text: of one line, in any language; Chinese may be parted before any character but a mark
            of punctuation that closes.
        width: of a line, in heights of the letters.
        most: one or more.
    """
    lines: list[str] = []
    rest = " ".join(text.split())
    while rest and len(lines) < most - 1 and length(rest) > width:
        line = ""
        for token in _TOKEN.findall(rest):
            if length(line + token) > width:
                break
            line += token
        line = line or _head(rest, width)
        lines.append(line.strip())
        rest = rest[len(line) :].strip()
    if length(rest) > width:
        rest = _head(rest, width - 1).rstrip(" ,;:-–—“（(" + _CLOSING) + "…"
    return (*lines, rest) if rest else tuple(lines)


def _head(text: str, width: float) -> str:
    """Return as much of the beginning of ``text`` as fits, one character at least."""
    count = next((n for n in range(1, len(text)) if length(text[: n + 1]) > width), len(text))
    return text[:count]


def length(text: str) -> float:
    """Return about how long a text is, in heights of its letters; Chinese ones are square."""
    return sum(1.0 if unicodedata.east_asian_width(mark) in "FW" else 0.56 for mark in text)
