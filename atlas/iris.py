"""IRIs in, file paths and page addresses out: the one place that knows how they map.

``graph/projects/x.ttl`` <-> ``<base>projects/x`` <-> ``/projects/x/``. No other module builds a
path or an IRI of the site.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote

DEFAULT_BASE = "https://w3id.org/south-south-atlas/"
"""The base IRI of the atlas, stated here and nowhere else; ``--base`` overrides it."""

SLUG = re.compile(r"(?!(?:index|readme)$)[a-z0-9]+(?:-[a-z0-9]+)*")
"""What one segment of an entity's IRI may look like; two names belong to the index of a section."""

ONTOLOGY = "ontology"
"""The page, and the local name of the IRI, under which the model's terms stand."""

RELEASES = "releases"
"""The pages, and the local names of the IRIs, of what each release changed."""

PAGE = "page"
"""The segment under which the further pages of a section's list stand: ``projects/page/2/``."""

QUERY = "query"
"""The page on which readers write queries."""

SEARCH = "search"
"""The page of search, beside which the files stand that it reads."""

GLOSSARY = "glossary"
"""The page that explains acronyms."""

MAP = "map"
"""The page on which places are seen."""

TIMELINE = "timeline"
"""The page on which dates are seen."""

THREADS = "threads"
"""The pages that tell what became of a decision or a programme."""

RECENT = "recent"
"""The page of what was changed last."""

TRANSLATION = "translation"
"""The page of texts that lack a language."""

EXPLORE = "explore"
"""The page on which links are followed, beside which the file stands that it reads."""

LOOSE_SECTION = "entities"
"""Where entities stand whose IRI names no section (only in graphs that are not ours)."""

RESERVED = frozenset(
    {"zh", "data", "assets", "index", "404", "sitemap", "robots"}
    | {EXPLORE, GLOSSARY, MAP, ONTOLOGY, QUERY, RECENT, RELEASES, SEARCH, THREADS, TIMELINE}
    | {TRANSLATION, LOOSE_SECTION, "graph"}
    | {
        "about",
        "charts",
        "cite",
        "contribute",
        "coverage",
        "hosting",
        "print",
        "questions",
        "javascripts",
        "stylesheets",
        "overrides",
        ".well-known",
    }
)
"""First segments that the site uses itself, so that no entity's page may stand there."""

_ADDRESS_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_FRAGMENT_UNSAFE = re.compile(r"[^A-Za-z0-9._:-]+")
_DIGEST_LENGTH = 8


@dataclass(frozen=True)
class Iris:
    """The mapping for one base IRI.

    >>> iris = Iris("https://example.org/")
    >>> iris.of_file(PurePosixPath("projects/x.ttl"))
    'https://example.org/projects/x'
    >>> iris.owner("https://example.org/projects/x#grant")
    'https://example.org/projects/x'
    """

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        """Reject a base that cannot head an IRI; raises ``ValueError``."""
        if not re.fullmatch(r"https?://[^\s<>\"{}|\\^`]+[/#]", self.base):
            raise ValueError(f"not an http(s) IRI that ends in '/' or '#': {self.base!r}")

    def term(self, name: str) -> str:
        """Return the IRI of a term of the model: ``term("Project")``."""
        return f"{self.base}{ONTOLOGY}#{name}"

    def of_file(self, path: PurePosixPath) -> str:
        """Return the IRI of the entity that the file at ``path`` (below ``graph/``) holds."""
        return self.base + str(path.with_suffix(""))

    def file_of(self, iri: str) -> PurePosixPath | None:
        """Return the path below ``graph/`` of the file that holds ``iri``, or None if it has none.

        A fragment lives in its owner's file. Only a section and slug of lower-case ASCII letters,
        digits and single hyphens name a file, so no IRI leads out of the folder.
        """
        segments = self.owner(iri).removeprefix(self.base).split("/")
        if not self.covers(iri) or len(segments) != 2:
            return None
        if not all(SLUG.fullmatch(segment) for segment in segments):
            return None
        return PurePosixPath(*segments).with_suffix(".ttl")

    def covers(self, iri: str) -> bool:
        """Say whether ``iri`` stands under the base."""
        return iri.startswith(self.base) and len(iri) > len(self.base)

    def is_term(self, iri: str) -> bool:
        """Say whether ``iri`` is a term of the model."""
        return iri.startswith(self.term(""))

    def owner(self, iri: str) -> str:
        """Return the IRI of the entity that ``iri`` is or, being a fragment, is a part of."""
        if self.base.endswith("#"):
            return iri
        return iri.split("#", 1)[0]

    def fragment(self, iri: str) -> str:
        """Return what follows ``#`` in ``iri``, or the empty string for an entity."""
        return iri[len(self.owner(iri)) + 1 :]

    def member(self, iri: str) -> str:
        """Return the name of a member of a list of values: ``…#Unit-USD`` -> ``USD``."""
        return self.fragment(iri).partition("-")[2]

    def short(self, iri: str) -> str:
        """Return ``iri`` as people say it: without the base, if it stands under it."""
        return iri.removeprefix(self.base) if self.covers(iri) else iri

    def rebase(self, iri: str) -> str:
        """Return ``iri`` moved from the atlas's own base to this one, for a fork."""
        if self.base != DEFAULT_BASE and iri.startswith(DEFAULT_BASE):
            return self.base + iri.removeprefix(DEFAULT_BASE)
        return iri


def _safe_segment(segment: str) -> str:
    """Return ``segment`` as a safe name of a file: letters, digits, hyphen, dot, underscore.

    A name that had to change ends in a digest of the original, so that two never meet.
    """
    plain = unquote(segment)
    safe = _ADDRESS_UNSAFE.sub("-", plain).strip(".-_")[:80]
    if safe == plain:
        return safe
    digest = hashlib.sha256(segment.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{safe}-{digest}" if safe else digest


def list_address(section: str, number: int = 1) -> str:
    """Return the address of a page of a section's list, from the root of its language."""
    return f"{section}/" if number == 1 else f"{section}/{PAGE}/{number}/"


def thread_address(entity: str) -> str:
    """Return the address of the thread of the entity at ``entity``, from its language's root."""
    return f"{THREADS}/{entity}"


def anchor(fragment: str) -> str:
    """Return ``fragment`` as an HTML ``id``: unchanged where it is plain, otherwise digested."""
    safe = _FRAGMENT_UNSAFE.sub("-", fragment)
    if safe == fragment:
        return fragment
    return f"{safe}-{hashlib.sha256(fragment.encode()).hexdigest()[:_DIGEST_LENGTH]}"


@dataclass(frozen=True)
class Addresses:
    """The page address of each entity of one graph, e.g. ``projects/x/``.

    Built once from all entity IRIs, because two IRIs that differ only in case, or in characters
    that no file name may hold, must not meet on one page.
    """

    iris: Iris
    pages: dict[str, str] = field(default_factory=dict)

    @classmethod
    def build(cls, iris: Iris, entities: Iterable[str]) -> Addresses:
        """Return the addresses of ``entities``, IRIs under the base without fragments."""
        pages: dict[str, str] = {}
        taken: set[str] = set()
        for iri in sorted(entities):
            segments = [_safe_segment(s) for s in iri.removeprefix(iris.base).split("/") if s]
            if not segments:
                segments = ["root"]
            if len(segments) == 1 or segments[0].lower() in RESERVED:
                segments = [LOOSE_SECTION, *segments]
            page = "/".join(segments)
            is_index = segments[-1].lower() in {"index", "readme"}
            is_list = len(segments) == 3 and segments[1].lower() == PAGE and segments[2].isdigit()
            if is_index or is_list or page.lower() in taken:
                page += "-" + hashlib.sha256(iri.encode()).hexdigest()[:_DIGEST_LENGTH]
            taken.add(page.lower())
            pages[iri] = page + "/"
        return cls(iris, pages)

    def of(self, iri: str) -> str | None:
        """Return the address of ``iri`` from the root of its language, or None for a stranger.

        A part's address is its owner's with its anchor; a term's is its place on the page of the
        ontology.
        """
        if self.iris.is_term(iri):
            return f"{ONTOLOGY}/#{anchor(self.iris.fragment(iri))}"
        page = self.pages.get(self.iris.owner(iri))
        fragment = self.iris.fragment(iri)
        if page is None or not fragment:
            return page
        return f"{page}#{anchor(fragment)}"

    def section(self, iri: str) -> str:
        """Return the first segment of the address of an entity: its section."""
        return self.pages[iri].split("/", 1)[0]
