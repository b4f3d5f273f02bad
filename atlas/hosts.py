"""Base IRI, host address and formats in, the configuration of web servers out.

A thing's IRI answers 303 to the document that a client prefers (Cool URIs for the Semantic Web,
https://www.w3.org/TR/cooluris/): its page in English or Chinese, or its data in one of the formats.
How preferences are weighed is said once, here, and written in the language of each server.
Returns bytes by path; writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from atlas.i18n import LANGUAGES
from atlas.iris import LOOSE_SECTION, ONTOLOGY, RESERVED, SLUG

MAX_REDIRECTS = 2000
"""How many redirects of single addresses Cloudflare Pages reads
(https://developers.cloudflare.com/pages/configuration/redirects/)."""

_HTML = ("html", "text/html")
_ADDRESS = re.compile(r"https?://[\w.:-]+(?P<prefix>(?:/[\w.-]+)*)/", re.ASCII)
_SUFFIX = re.compile(r"[a-z0-9]+")

_PARAMETERS = r"""(?:;(?!\s*q\s*=)(?:"[^"]*"|[^",;])*)*"""
_ITEMS_BEFORE = r"""(?:(?:"[^"]*"|[^",])*,)*?\s*"""
_WEIGHT = (
    rf"\s*{_PARAMETERS}(?:;\s*q\s*=\s*(?:1(?:\.0*)?|(0)(?:\.(\d*?)0*)?)\s*{_PARAMETERS})?(?:,|$)"
)

BETTER = (
    r"^\w+:(0\d*?)(?:/\1\d|"
    + "|".join(rf"{digit}\d*/\1[{digit + 1}-9]" for digit in range(9))
    + r")|:0\d*/$"
)
"""Matches ``<name>:<weight>/<weight>`` where the second weight is the higher one.

A weight is empty for q=1, the digits of q without the point for less (``05`` for q=0.5), ``0`` for
what is refused with q=0 and ``00``, between that and all others, for what the header leaves out.
"""


@dataclass(frozen=True)
class Host:
    """Where the things of a site have their IRIs and its documents are served.

    Attributes:
        base: the base IRI.
        address: the address of the site, ending in ``/``; empty where it is not known.
        licence: the IRI of the licence of the data, or empty.
    """

    base: str
    address: str = ""
    licence: str = ""

    def __post_init__(self) -> None:
        """Reject an address that a server's configuration cannot hold; raises ``ValueError``."""
        if self.address and not _ADDRESS.fullmatch(self.address):
            raise ValueError(f"not the address of a folder on a host: {self.address!r}")

    @property
    def prefix(self) -> str:
        """Return the path of the site on its host without the last slash, empty for the root.

        A site of no known address is taken to stand where its IRIs lead.
        """
        found = _ADDRESS.fullmatch(self.address or self.base)
        return found["prefix"] if found else ""


@dataclass(frozen=True)
class Choice:
    """One of the things a client may prefer, and how a header names it.

    ``pattern`` matches a header that names it, the most specific range first, and captures its
    weight in two groups, to be joined (see ``BETTER``).
    """

    name: str
    pattern: str


def _choice(name: str, *ranges: str) -> Choice:
    """Return a choice from patterns of the ranges that name it, the most specific one first.

    Source: RFC 9110, sections 12.4.2 and 12.5.1: the most specific range decides, with its weight.
    """
    named = "|".join(_ITEMS_BEFORE + one for one in ranges)
    return Choice(name, f"^(?:{named}){_WEIGHT}")


def of_media_type(name: str, media_type: str) -> Choice:
    """Return how an ``Accept`` header names ``media_type``."""
    kind = media_type.split("/")[0]
    return _choice(name, re.escape(media_type), rf"{re.escape(kind)}/\*", r"\*/\*")


def of_language(tag: str) -> Choice:
    """Return how an ``Accept-Language`` header names ``tag``, or any variety of it."""
    return _choice(tag, rf"{re.escape(tag)}(?:-[\w-]+)?", r"\*")


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates" / "hosts"),
        autoescape=False,  # noqa: S701 - no HTML; what comes in is plain (see _plain)
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _plain(iri: str) -> str:
    """Return ``iri`` without quotes, spaces or dollar signs, which mean something to a server."""
    return quote(iri, safe=":/?#&=+,;@~%")


def _typed(media_type: str) -> str:
    """Return ``media_type`` as it is served: text says that it is UTF-8."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def files(
    host: Host,
    formats: Sequence[tuple[str, str]],
    media_types: Mapping[str, str],
    pages: Iterable[str],
) -> Iterator[tuple[str, bytes]]:
    """Yield the configuration of every kind of host as (path below the site, bytes).

    Args:
        host: where the site stands.
        formats: suffix and media type of the data files of an entity, in the order in which they
            are sent to who has no preference; the model is there in the first of them only.
        media_types: media types of all data files, by suffix.
        pages: the addresses of the entities' pages, such as ``projects/x/``.

    Raises:
        ValueError: a suffix is not of lower-case letters and digits.
    """
    types = {**media_types, **dict(formats)}
    for suffix in types:
        if not _SUFFIX.fullmatch(suffix):
            raise ValueError(f"not a plain suffix: {suffix!r}")
    reserved = "|".join(re.escape(name) for name in sorted(RESERVED - {LOOSE_SECTION}))
    values = {
        "address": host.address,
        "base": _plain(host.base),
        "better": BETTER,
        "default_language": LANGUAGES[0],
        "entity": f"(?!(?:{reserved}|{LOOSE_SECTION})/){SLUG.pattern}(?:/{SLUG.pattern})+",
        "formats": [of_media_type(*one) for one in formats],
        "html": of_media_type(*_HTML),
        "languages": [of_language(tag) for tag in LANGUAGES],
        "licence": _plain(host.licence),
        "max_redirects": MAX_REDIRECTS,
        "ontology": ONTOLOGY,
        "pages": [page.rstrip("/") for page in pages][: MAX_REDIRECTS - 1],
        "prefix": host.prefix,
        "prefix_pattern": re.escape(host.prefix),
        "texts": sorted({t for t in types.values() if t.startswith("text/")} | {"text/plain"}),
        "typed": _typed,
        "types": types,
    }
    for template, path in (
        ("nginx.conf.j2", "hosting/nginx.conf"),
        ("apache.j2", ".htaccess"),
        ("w3id.j2", "hosting/w3id/.htaccess"),
        ("headers.j2", "_headers"),
        ("redirects.j2", "_redirects"),
    ):
        # Without an address of its own, the site is where its IRIs lead.
        if template != "w3id.j2" or host.address not in {"", host.base}:
            yield path, _environment().get_template(template).render(values).encode()
    # GitHub Pages otherwise leaves out what begins with a dot or an underscore.
    yield ".nojekyll", b""
