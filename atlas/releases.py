"""A repository's releases and the present graph in, what each changed and the files of it out."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import feedgenerator
import pyoxigraph as ox

from atlas import changes, data, load, shapes
from atlas.changes import Comparison
from atlas.history import Change, Release, Repository
from atlas.i18n import LANGUAGES, Catalogue, catalogue
from atlas.iris import RELEASES, Iris
from atlas.model import LABELS
from atlas.shapes import Words


@dataclass(frozen=True)
class Notes:
    """What one release changed; ``release`` is None for what has changed since the newest.

    ``labels`` names what is gone, which the present graph cannot.
    """

    release: Release | None
    before: Release | None
    comparison: Comparison
    added: frozenset[ox.Triple]
    removed: frozenset[ox.Triple]
    labels: Mapping[str, Words]

    @property
    def name(self) -> str:
        """The tag, or how the site calls what has none yet."""
        return self.release.tag if self.release else "next"

    @property
    def is_first(self) -> bool:
        """Say whether nothing came before it."""
        return self.before is None


@dataclass(frozen=True)
class Past:
    """What is known of the past: the last change of each file of the graph, and the releases.

    ``is_known`` is false where there is no history to read.
    """

    is_known: bool = False
    changes: Mapping[str, Change] = field(default_factory=dict)
    notes: tuple[Notes, ...] = ()

    @property
    def version(self) -> str:
        """The newest release; with ``+`` where the graph has changed since; empty without any."""
        newest = next((note.name for note in self.notes if note.release), "")
        return f"{newest}+" if newest and self.notes[0].release is None else newest

    @property
    def modified(self) -> str:
        """The day of the last change of any file, as an ISO 8601 date, or empty."""
        return max((change.date for change in self.changes.values()), default="")


def read(
    repository: Repository, ontology: Path | None, now: Iterable[ox.Triple], iris: Iris
) -> tuple[Notes, ...]:
    """Return the notes of each release against the one before, the newest first.

    What has changed since the newest release stands before it, if anything has.

    Args:
        repository: the history of the graph's folder.
        ontology: the folder of the model; its history is read from the same repository.
        now: the triples as they are published now.
        iris: the mapping of the base.
    """
    releases = repository.releases()
    states = [(release, _published(repository, ontology, release, iris)) for release in releases]
    notes = []
    following: tuple[Release | None, frozenset[ox.Triple]] = (None, frozenset(now))
    for release, state in states:
        notes.append(_compare(following, (release, state), iris))
        following = (release, state)
    if states:
        notes.append(_compare(following, (None, frozenset()), iris))
    return tuple(n for n in notes if n.release or n.added or n.removed)


def _compare(
    new: tuple[Release | None, frozenset[ox.Triple]],
    old: tuple[Release | None, frozenset[ox.Triple]],
    iris: Iris,
) -> Notes:
    labels: dict[str, dict[str, str]] = {}
    for triple in old[1]:
        value = triple.object
        if triple.predicate.value == LABELS[0] and isinstance(value, ox.Literal):
            subject = triple.subject
            if isinstance(subject, ox.NamedNode):
                labels.setdefault(subject.value, {})[value.language or ""] = value.value
    return Notes(
        release=new[0],
        before=old[0],
        comparison=changes.compare(old[1], new[1], iris),
        added=new[1] - old[1],
        removed=old[1] - new[1],
        labels=labels,
    )


def _published(
    repository: Repository, ontology: Path | None, release: Release, iris: Iris
) -> frozenset[ox.Triple]:
    """Return the triples of a release as this program publishes them."""
    with tempfile.TemporaryDirectory() as folder:
        graph = repository.write(release.commit, repository.folder.name, Path(folder))
        then = repository.write(release.commit, ontology.name, Path(folder)) if ontology else None
        # A model that was not kept with the graph then is the one of now.
        model = then or ontology
        source = load.load(graph, iris) if graph else load.Source()
        specs, _ = shapes.read(load.load(model, iris) if model else load.Source(), iris)
    return frozenset(data.triples(source, specs, iris))


def address(name: str) -> str:
    """Return the address of the page of the release called ``name``."""
    return f"{RELEASES}/{name}/"


def patches(notes: Sequence[Notes]) -> Iterator[tuple[str, bytes]]:
    """Yield, for each release, the triples it added and those it removed, as N-Triples."""
    for note in notes:
        if note.release:
            for path, found in zip(patch_paths(note), (note.added, note.removed), strict=True):
                yield path, changes.n_triples(found)


def patch_paths(note: Notes) -> tuple[str, str]:
    """Return the paths of the triples that a release added, and of those it removed."""
    return f"data/{RELEASES}/{note.name}.added.nt", f"data/{RELEASES}/{note.name}.removed.nt"


def feeds(notes: Sequence[Notes], title: Words, base: str) -> Iterator[tuple[str, bytes]]:
    """Yield an Atom feed of the releases in each language as (path below the site, bytes)."""
    if not any(note.release for note in notes):
        return
    for language in LANGUAGES:
        texts = catalogue(language)
        root = base if language == LANGUAGES[0] else f"{base}{language}/"
        feed = feedgenerator.Atom1Feed(
            title=f"{texts.pick(title)}: {texts.text('releases')}",
            link=f"{root}{RELEASES}/",
            feed_url=f"{root}{feed_path('')}",
            description=texts.text("releases-lead"),
            language=language,
        )
        for note in notes:
            if note.release:
                day = dt.datetime.fromisoformat(note.release.date).replace(tzinfo=dt.UTC)
                feed.add_item(
                    title=texts.text("release-title", name=note.name),
                    link=f"{root}{address(note.name)}",
                    unique_id=f"{base}{address(note.name)}",
                    description=counted(note, texts),
                    pubdate=day,
                    updateddate=day,
                )
        yield feed_path(language), feed.writeString("utf-8").encode()


def feed_path(language: str) -> str:
    """Return the path of a feed from the root of the site; of the first language, at the root."""
    return f"{RELEASES}.atom" if language in {"", LANGUAGES[0]} else f"{language}/{RELEASES}.atom"


def counted(note: Notes, texts: Catalogue) -> str:
    """Return in words how many entries a release added, changed and removed."""
    return texts.text(
        "release-counts",
        added=len(note.comparison.added),
        changed=len(note.comparison.changed),
        removed=len(note.comparison.removed),
    )
