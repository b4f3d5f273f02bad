"""Entities in, threads out: what became of a decision or a programme, step by step.

A thread runs from what the entity stands under, through each paragraph that asks for something, to
the activities that answer, and on to what came of them: events, products, results, figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from atlas.iris import Iris
from atlas.model import Atlas, Backlinks, Entity, Part, Ref, Row, Text, natural

STAGES: Mapping[str, tuple[str, ...]] = {
    "activities": ("Programme", "Project"),
    "bodies": ("Partner",),
    "events": ("Event",),
    "products": ("Product", "System", "Document"),
    "results": ("Result",),
    "figures": ("Figure",),
}
"""The steps of a thread in their order, each with the classes whose members take it."""

_OWNERS = ("Decision", "Programme")
_ORIGINS = (
    *("date", "startDate", "endDate", "adoptedBy", "adoptedAt", "coordinatedBy"),
    *("establishedBy", "partOf", "implements", "followsUp", "follows"),
)
_LATER = ("followsUp", "follows")
_ANSWERS = (
    *("answers", "implements", "serves", "establishedBy", "fundedBy"),
    *("partOf", "heldUnder", "producedUnder", "discussed"),
)
"""By which properties a thing names the paragraph, target or entity that it answers."""

_COMES_OF = ("partOf", "heldUnder", "producedUnder", "organisedBy", "author", "operatedBy")
"""By which properties a thing names the activity that it came of."""

_DATES = ("date", "startDate", "published", "endDate")
_DEPTH = 2
"""How many activities may stand within one another."""

Groups = Mapping[str, tuple["Item", ...]]
"""Items by step, in the order of the steps; a step without items is not there."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entity, or a part of one, that stands on a thread; ``groups`` are what came of it.

    ``told`` is the IRI of the earlier strand that tells of it in full, empty where this one does.
    """

    entity: Entity
    part: Part | None = None
    groups: Groups = field(default_factory=dict)
    told: str = ""

    @property
    def iri(self) -> str:
        """The IRI of the part, or of the entity where it is no part."""
        return self.part.iri if self.part else self.entity.iri


@dataclass(frozen=True, slots=True)
class Strand:
    """What answers one paragraph, one target, or (where the subject is the owner) the whole.

    ``needs`` are the needs that the paragraph states, each with what meets it.
    """

    subject: Item
    needs: tuple[Item, ...]
    groups: Groups

    @property
    def is_answered(self) -> bool:
        """Whether anything answers."""
        return bool(self.groups) or any(need.groups for need in self.needs)


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of one entity.

    ``instruments`` are the conventions and protocols that it stands under, the widest first,
    ``origins`` the rows of facts that say where else it comes from, ``later`` what followed it up;
    ``counts`` are how many different things take each step.
    """

    entity: Entity
    instruments: tuple[Entity, ...]
    origins: tuple[Row, ...]
    strands: tuple[Strand, ...]
    later: tuple[Item, ...]
    counts: Mapping[str, int]

    @property
    def paragraphs(self) -> tuple[Strand, ...]:
        """Return the strands of single paragraphs and targets."""
        return tuple(s for s in self.strands if s.subject.iri != self.entity.iri)


def of(atlas: Atlas) -> Mapping[str, Thread]:
    """Return the threads by the IRI of their entity, in the order of the site.

    Every decision and every programme has one, but those that are withdrawn.
    """
    spinner = _Spinner(atlas)
    return {entity.iri: spinner.thread(entity) for entity in owners(atlas)}


def owners(atlas: Atlas) -> list[Entity]:
    """Return the entities that have a thread, in the order of the site."""
    classes = {atlas.iris.term(name) for name in _OWNERS}
    return [
        entity
        for entities in atlas.sections().values()
        for entity in entities
        if entity.spec is not None and entity.spec.iri in classes and not entity.is_deprecated
    ]


class _Spinner:
    """Holds what all threads look up: the steps that things take, and who names whom."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self.iris: Iris = atlas.iris
        self.items: dict[str, Item] = {}
        self.stages: dict[str, str] = {}
        stages = {self._term(name): s for s, names in STAGES.items() for name in names}
        for entity in atlas.entities.values():
            if entity.is_deprecated:
                continue
            self.items[entity.iri] = Item(entity)
            if entity.spec:
                self.stages[entity.iri] = stages.get(entity.spec.iri, "")
            tables = (table for section in entity.sections for table in section.tables)
            for table in tables:
                for part in table.parts:
                    self.items[part.iri] = Item(entity, part)
                    self.stages[part.iri] = stages.get(table.spec.iri if table.spec else "", "")

    def _term(self, name: str) -> str:
        return self.iris.term(name)

    def thread(self, entity: Entity) -> Thread:
        """Return the thread of ``entity``."""
        weaver = _Weaver(self, entity)
        strands = tuple(weaver.strands())
        later = self.sorted(self.pointing(entity.backlinks, _LATER))
        counts: dict[str, set[str]] = defaultdict(set)
        for strand in strands:
            for stage, item in _walked(strand.groups):
                counts[stage].add(item.iri)
            for need in strand.needs:
                for stage, item in _walked(need.groups):
                    counts[stage].add(item.iri)
        return Thread(
            entity,
            tuple(self._instruments(entity)),
            tuple(self._origins(entity)),
            strands,
            tuple(later),
            {stage: len(counts[stage]) for stage in STAGES if counts[stage]},
        )

    def _origins(self, entity: Entity) -> Iterator[Row]:
        rows = {row.predicate: row for section in entity.sections for row in section.rows}
        for name in _ORIGINS:
            if self._term(name) in rows:
                yield rows[self._term(name)]

    def _instruments(self, entity: Entity) -> Iterator[Entity]:
        """Yield the instruments that an entity stands under, a convention before its protocol."""
        named = entity.refs(self._term("instrument"))
        above = [
            ref
            for instrument in named
            if instrument.iri in self.atlas.entities
            for ref in self.atlas.entities[instrument.iri].refs(self._term("parentInstrument"))
        ]
        for iri in dict.fromkeys(ref.iri for ref in [*above, *named]):
            if iri in self.atlas.entities:
                yield self.atlas.entities[iri]

    def pointing(self, backlinks: Iterable[Backlinks], names: Sequence[str]) -> list[Item]:
        """Return what points here by any of the properties ``names``, each once."""
        wanted = {self._term(name) for name in names}
        refs = (ref for group in backlinks if group.predicate in wanted for ref in group.refs)
        return [self.items[i] for i in dict.fromkeys(r.iri for r in refs) if i in self.items]

    def answers(self, item: Item) -> frozenset[str]:
        """Return the IRIs of what an item says it answers."""
        source = item.part or item.entity
        values = source.values(self._term("answers"))
        return frozenset(value.iri for value in values if isinstance(value, Ref))

    def sorted(self, items: Iterable[Item]) -> list[Item]:
        """Return ``items`` by date, those without one last, then by address."""
        return sorted(items, key=self._key)

    def _key(self, item: Item) -> tuple[str, object]:
        source = item.part or item.entity
        values = chain.from_iterable(source.values(self._term(name)) for name in _DATES)
        date = next((value.value for value in values if isinstance(value, Text)), "~")
        return date, (natural(item.entity.address), natural(item.iri))

    def own_parts(self, entity: Entity) -> list[Item]:
        """Return the results and figures that an entity states itself."""
        parts = chain(entity.parts(self._term("Result")), entity.parts(self._term("Figure")))
        return [self.items[part.iri] for part in parts if part.iri in self.items]


class _Weaver:
    """Weaves the thread of one entity; remembers what has been told of already."""

    def __init__(self, spinner: _Spinner, entity: Entity) -> None:
        self.spinner = spinner
        self.entity = entity
        self.iris = spinner.iris
        self.told: dict[str, str] = {}
        self.parts: set[str] = set()
        is_decision = entity.spec is not None and entity.spec.iri == self.iris.term("Decision")
        self.is_decision = is_decision

    def strands(self) -> Iterator[Strand]:
        """Yield a strand for each paragraph and target, and the last for the whole."""
        for part in self.entity.parts(self.iris.term("OperativeParagraph")):
            yield self._strand(Item(self.entity, part), part.backlinks)
        target = self.iris.term("AichiTarget")
        for item in self.spinner.pointing(self.entity.backlinks, ["partOf"]):
            if item.entity.spec is not None and item.entity.spec.iri == target:
                yield self._strand(item, item.entity.backlinks)
        whole = self._strand(Item(self.entity), self.entity.backlinks)
        if whole.is_answered or not self.entity.parts(self.iris.term("OperativeParagraph")):
            yield whole

    def _strand(self, subject: Item, backlinks: Sequence[Backlinks]) -> Strand:
        iri = subject.iri
        measured = self.spinner.pointing(backlinks, ["about"])
        direct = self.spinner.pointing(backlinks, _ANSWERS)
        direct += [
            item
            for item in measured
            if self._stage(item) in {"results", "figures"} and item.iri not in self.parts
        ]
        if iri == self.entity.iri:
            # What a paragraph was told with, such as the figure that measures it, is told once.
            own = self.spinner.own_parts(self.entity)
            direct += [item for item in own if item.iri not in self.parts]
        seen = {iri, self.entity.iri}
        groups = self._groups(iri, direct, seen, 0)
        self.parts.update(item.iri for _, item in _walked(groups) if item.part)
        needs = [
            Item(need.entity, need.part, self._meeting(need, seen))
            for need in self.spinner.pointing(backlinks, ["statedIn"])
        ]
        return Strand(subject, tuple(needs), groups)

    def _meeting(self, need: Item, seen: set[str]) -> Groups:
        """Return what meets a need and has not been named yet, without what came of it."""
        found = self.spinner.pointing(need.entity.backlinks, ["meets"])
        fresh = [item for item in found if item.iri not in seen]
        return self._by_stage(self.spinner.sorted(fresh))

    def _stage(self, item: Item) -> str:
        return self.spinner.stages.get(item.iri, "")

    def _by_stage(self, items: Iterable[Item]) -> Groups:
        found: dict[str, list[Item]] = {stage: [] for stage in STAGES}
        for item in items:
            if self._stage(item):
                found[self._stage(item)].append(item)
        return {stage: tuple(listed) for stage, listed in found.items() if listed}

    def _groups(self, iri: str, direct: Iterable[Item], seen: set[str], depth: int) -> Groups:
        """Return ``direct`` by step; what came of an activity among them stands below it.

        ``iri`` is what the strand is about, ``seen`` what already stands in it.
        """
        fresh = {item.iri: item for item in direct if item.iri not in seen}
        activities = [i for i in fresh.values() if self._stage(i) == "activities"]
        seen.update(item.iri for item in activities)
        told = {item.iri: self.told.get(item.iri, "") for item in activities}
        for item in activities:
            self.told.setdefault(item.iri, iri)
        made = []
        for item in self.spinner.sorted(activities):
            came = self._came_of(iri, item, is_new=not told[item.iri])
            below = self._groups(iri, came, seen, depth + 1) if depth < _DEPTH else {}
            made.append(Item(item.entity, None, below, told[item.iri]))
        rest = [i for i in fresh.values() if self._stage(i) and i.iri not in seen]
        seen.update(item.iri for item in rest)
        return self._by_stage([*made, *self.spinner.sorted(rest)])

    def _came_of(self, iri: str, activity: Item, *, is_new: bool) -> Iterator[Item]:
        """Yield what came of an activity, as far as it belongs to the strand about ``iri``.

        What says itself which paragraphs of a decision it answers stands with those only.
        """
        came = self.spinner.pointing(activity.entity.backlinks, _COMES_OF)
        for item in [*came, *self.spinner.own_parts(activity.entity)]:
            says = self.spinner.answers(item)
            here = any(self.iris.owner(answered) == self.entity.iri for answered in says)
            if iri in says or (is_new and not here and not (says and self.is_decision)):
                yield item


def _walked(groups: Groups) -> Iterator[tuple[str, Item]]:
    for stage, items in groups.items():
        for item in items:
            yield stage, item
            yield from _walked(item.groups)
