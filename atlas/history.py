"""A folder's Git history in, out: when each file's facts last changed, and its releases.

Where there is no Git, no repository or only part of its history (a shallow clone), nothing is
known, and nothing is said.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pyoxigraph as ox

_RELEASE = re.compile(r"v\d+(\.\d+)*")
_COMMIT = re.compile(r"\x00([0-9a-f]{40})\t(\d{4}-\d\d-\d\d)")


@dataclass(frozen=True)
class Change:
    """A commit that changed facts: its full name, and its day as an ISO 8601 date."""

    commit: str
    date: str


@dataclass(frozen=True)
class Release:
    """A tagged state of the graph, such as ``v1.2.0``."""

    tag: str
    commit: str
    date: str


class Repository:
    """The history of one folder of Turtle files."""

    def __init__(self, folder: Path) -> None:
        """Look at the history of ``folder``, which need not have one."""
        self.folder = folder.absolute()
        self.known = (
            shutil.which("git") is not None
            and self._git("rev-parse", "--is-shallow-repository").strip() == b"false"
        )
        top = self._git("rev-parse", "--show-toplevel").decode().strip() if self.known else ""
        self._top = Path(top) if top else self.folder

    def _git(self, *arguments: str) -> bytes:
        """Return what Git says, or nothing if it refuses."""
        command = ["git", "-C", str(self.folder), *arguments]
        done = subprocess.run(command, capture_output=True, check=False)
        return done.stdout if done.returncode == 0 else b""

    def last_changes(self) -> Mapping[PurePosixPath, Change]:
        """Return, by path below the folder, the last commit that changed what a file states.

        A commit that only moved or formatted lines changed nothing.
        """
        if not self.known:
            return {}
        versions = self._versions()
        found = {}
        with self._blobs() as read:
            for path, changes in versions.items():
                # The version before the first is no file, which states nothing.
                for newer, older in zip(changes, [*changes[1:], None], strict=True):
                    if older is None or _stated(read(newer, path)) != _stated(read(older, path)):
                        found[path] = newer
                        break
        return found

    def _versions(self) -> dict[PurePosixPath, list[Change]]:
        """Return the commits that touched each file that is there, the newest first."""
        # Along the first parents, a merge counts as the commit that brought its changes.
        log = self._git(
            "log",
            "--first-parent",
            "--diff-merges=first-parent",
            "--no-renames",
            "--name-only",
            "--relative",
            "--format=%x00%H%x09%cs",
            "--",
            ".",
        ).decode()
        found: dict[PurePosixPath, list[Change]] = {}
        now = Change("", "")
        for line in log.splitlines():
            if named := _COMMIT.fullmatch(line):
                now = Change(*named.groups())
            elif line.endswith(".ttl") and (self.folder / line).is_file():
                found.setdefault(PurePosixPath(line), []).append(now)
        return found

    @contextmanager
    def _blobs(self) -> Iterator[_Reader]:
        prefix = self.folder.resolve().relative_to(self._top.resolve())
        command = ["git", "-C", str(self.folder), "cat-file", "--batch"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
            yield _Reader(process, PurePosixPath(prefix.as_posix()))

    def releases(self) -> tuple[Release, ...]:
        """Return the releases that lead to the present state, the newest first."""
        if not self.known:
            return ()
        form = "%(refname:short)%09%(*objectname)%09%(objectname)%09%(creatordate:short)"
        listed = self._git(
            "for-each-ref", "--merged=HEAD", "--sort=-creatordate", f"--format={form}", "refs/tags"
        )
        found = []
        for line in listed.decode().splitlines():
            tag, annotated, direct, date = line.split("\t")
            if _RELEASE.fullmatch(tag):
                found.append(Release(tag, annotated or direct, date))
        return tuple(found)

    def write(self, commit: str, name: str, to: Path) -> Path | None:
        """Write the folder ``name`` beside this one as it was at ``commit`` below ``to``.

        Returns where it is, or None if there was none.
        """
        beside = (self.folder.parent / name).resolve().relative_to(self._top.resolve())
        listed = self._git("ls-tree", "-r", "-z", "--full-tree", commit, "--", beside.as_posix())
        with self._blobs() as read:
            for entry in listed.decode().split("\0"):
                _, _, path = entry.partition("\t")
                if path.endswith(".ttl"):
                    target = to / name / PurePosixPath(path).relative_to(beside.as_posix())
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_bytes(read.whole(commit, path))
        return to / name if (to / name).is_dir() else None


class _Reader:
    """Reads files as they were, from one running ``git cat-file --batch``."""

    def __init__(self, process: subprocess.Popen[bytes], prefix: PurePosixPath) -> None:
        self._process = process
        self._prefix = prefix

    def __call__(self, change: Change, path: PurePosixPath) -> bytes:
        """Return the file at ``path`` below the folder at a commit; nothing if it was not there."""
        return self.whole(change.commit, str(self._prefix / path))

    def whole(self, commit: str, path: str) -> bytes:
        """Return the file at ``path`` from the top at a commit; nothing if it was not there."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("git was started without pipes")
        self._process.stdin.write(f"{commit}:{path}\n".encode())
        self._process.stdin.flush()
        header = self._process.stdout.readline().split()
        if header[-1] == b"missing":
            return b""
        content = self._process.stdout.read(int(header[2]))
        self._process.stdout.read(1)
        return content


def _stated(content: bytes) -> frozenset[ox.Quad] | bytes:
    """Return what a file states; one that cannot be read states its own text."""
    try:
        return frozenset(
            ox.parse(content, format=ox.RdfFormat.TURTLE, base_iri="https://example.org/")
        )
    except (SyntaxError, ValueError):
        return content
