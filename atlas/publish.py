"""Pages and data files in, the finished site out, swapped in whole: the only module that writes.

Everything is made in ``build/`` beside the site. The site itself changes in one atomic step at the
end, so a build that fails or is killed leaves the last good site as it was.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.sax.saxutils import escape as xml_escape
from xml.sax.saxutils import quoteattr

import yaml

from atlas import offline
from atlas.i18n import LANGUAGES

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2

_UNIX = 3
"""Where the files of a zip are said to be from, whose modes they have."""

_TOLD = 900
"""How much of what MkDocs says is passed on, in characters; messages hold no more than 1,000."""

_TOGGLE = re.compile(rb'(<input class="md-toggle"[^>]*) autocomplete="off"')
"""What Material's own page template says of its toggles, and HTML allows of no check box."""


class PublishError(Exception):
    """The site could not be made; the message says why, in the words of the tool that failed."""


@dataclass(frozen=True)
class Site:
    """Where the site goes and what it is made with.

    ``config`` maps each language to the MkDocs configuration it starts from; ``nav`` to its
    navigation; ``assets`` is a folder of files copied beside the pages, or None; ``unused`` names
    the folders in it that a language does without; ``extra`` holds what the theme must know beside,
    by language; ``made`` the files, path -> text, that stand beside the pages of every language.
    """

    out: Path
    base: str
    config: Mapping[str, Path]
    site_names: Mapping[str, str]
    nav: Mapping[str, Sequence[Mapping[str, Any]]]
    theme: Path
    assets: Path | None
    unused: Mapping[str, Sequence[str]]
    extra: Mapping[str, Mapping[str, Any]]
    made: Mapping[str, str] = field(default_factory=dict)


def staging(out: Path) -> Path:
    """Return the folder below which the site ``out`` is made."""
    return out.parent / "build"


def publish(site: Site, pages: Iterable[tuple[str, str]], data: Iterable[tuple[str, bytes]]) -> int:
    """Make the site from ``pages`` and ``data`` and swap it in; return the number of pages.

    Raises:
        PublishError: another build is running, or MkDocs failed. The site is as it was.
    """
    with _alone(staging(site.out)) as stage:
        recover(site.out)
        # Before the pages, some of which say how large the files are.
        for path, content in data:
            _write(stage / "data", path, content)
        count = _write_pages(stage, site, pages)
        _run_mkdocs(stage)
        made = stage / "html" / LANGUAGES[0]
        for language in LANGUAGES[1:]:
            (stage / "html" / language).rename(made / language)
        shutil.copytree(stage / "data", made, dirs_exist_ok=True, copy_function=os.link)
        _finish(made, site)
        _zip(made / offline.PATH, offline.files(made, site.base))
        _swap(made, site.out)
        return count


@contextmanager
def _alone(folder: Path) -> Iterator[Path]:
    """Hold the staging folder for one build, and give it a clean place of its own there.

    A killed build's hold ends with its process; the MkDocs it started may live on for a while, and
    must find nobody in the place it writes to.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise PublishError(f"another build is using {folder}") from error
        for old in folder.glob("stage-*"):
            shutil.rmtree(old, ignore_errors=True)
        stage = Path(tempfile.mkdtemp(prefix="stage-", dir=folder))
        yield stage


def _write(folder: Path, path: str, content: bytes) -> None:
    """Write below ``folder`` and nowhere else; raises ``ValueError`` for a path that leaves it."""
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts:
        raise ValueError(f"path leaves its folder: {path!r}")
    target = folder.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)


def _write_pages(stage: Path, site: Site, pages: Iterable[tuple[str, str]]) -> int:
    count = 0
    for path, text in pages:
        _write(stage / "pages", path, text.encode())
        count += 1
    for language in LANGUAGES:
        folder = stage / "pages" / language
        if site.assets:
            ignored = shutil.ignore_patterns(*site.unused[language])
            shutil.copytree(site.assets, folder / "assets", ignore=ignored, dirs_exist_ok=True)
        for path, text in site.made.items():
            _write(folder, path, text.encode())
        _write(stage, f"mkdocs.{language}.yml", _config(stage, site, language).encode())
    return count


def _config(stage: Path, site: Site, language: str) -> str:
    """Return the MkDocs configuration of one language, standing on the project's own."""
    values: dict[str, Any] = {
        "INHERIT": os.path.relpath(site.config[language], stage),
        "site_name": site.site_names[language],
        "site_url": site.base + ("" if language == LANGUAGES[0] else f"{language}/"),
        "docs_dir": f"pages/{language}",
        "site_dir": f"html/{language}",
        "theme": {"custom_dir": os.path.relpath(site.theme, stage)},
        "nav": list(site.nav[language]),
        "extra": {"base": site.base, **site.extra[language]},
    }
    return yaml.safe_dump(values, allow_unicode=True, sort_keys=False)


def _run_mkdocs(stage: Path) -> None:
    """Build the languages side by side; raises ``PublishError`` with what MkDocs said."""
    environment = {
        "SOURCE_DATE_EPOCH": "0",
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONHASHSEED": "0",
    }
    # Not --quiet: it would keep --strict from counting warnings.
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file"]
    running = [
        subprocess.Popen(
            [*command, f"mkdocs.{language}.yml"],
            cwd=stage,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for language in LANGUAGES
    ]
    said = [process.communicate()[0].strip() for process in running]
    if any(process.returncode for process in running):
        lines = [line for text in said for line in text.splitlines()]
        told = [line for line in lines if line.startswith(("WARNING", "ERROR", "Error"))]
        raise PublishError("\n".join(dict.fromkeys(told or lines))[:_TOLD])


def _finish(made: Path, site: Site) -> None:
    """Write what a crawler expects: one sitemap with language alternates, and robots.txt.

    MkDocs makes a sitemap and a page for what is missing for each language; a site has one.
    """
    for page in made.rglob("*.html"):
        page.write_bytes(_TOGGLE.sub(rb"\1", page.read_bytes()))
    for folder in (made, *(made / language for language in LANGUAGES[1:])):
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (folder / name).unlink(missing_ok=True)
    for language in LANGUAGES[1:]:
        (made / language / "404.html").unlink(missing_ok=True)
    (made / "sitemap.xml").write_text(_sitemap(made, site.base), encoding="utf-8")
    robots = f"User-agent: *\nAllow: /\nSitemap: {site.base}sitemap.xml\n"
    (made / "robots.txt").write_text(robots, encoding="utf-8")


def _sitemap(made: Path, base: str) -> str:
    pages = sorted(p.parent.relative_to(made).as_posix() for p in made.rglob("index.html"))
    addresses = {"" if page == "." else f"{page}/" for page in pages}
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for address in sorted(addresses):
        plain = re.sub(rf"^(?:{'|'.join(LANGUAGES[1:])})/", "", address)
        twins = {LANGUAGES[0]: plain} | {tag: f"{tag}/{plain}" for tag in LANGUAGES[1:]}
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(base + twin)}/>'
            for tag, twin in twins.items()
            if twin in addresses
        )
        lines.append(f"<url><loc>{xml_escape(base + address)}</loc>{links}</url>")
    return "\n".join([*lines, "</urlset>", ""])


def _zip(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write ``files``, in a folder named like the zip; the same files give the same bytes."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files:
            entry = zipfile.ZipInfo(f"{target.stem}/{path}")  # dated 1980, the earliest there is
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def _swap(made: Path, out: Path) -> None:
    """Put ``made`` in the place of ``out`` in one step; what stood there goes to staging."""
    if not out.exists():
        made.rename(out)
    elif not _exchange(made, out):
        # Without an exchanging rename there is a moment with no site; recover() ends it.
        out.rename(_aside(out))
        made.rename(out)
    shutil.rmtree(_aside(out), ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)


def _aside(out: Path) -> Path:
    return out.with_name(f".{out.name}.last")


def recover(out: Path) -> None:
    """Put back the last good site if a build was killed between the two renames of a swap."""
    aside = _aside(out)
    if aside.exists() and not out.exists():
        aside.rename(out)


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders atomically (Linux, ``renameat2``); say whether that was possible."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    done = library.renameat2(
        _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE
    )
    return bool(done == 0)
