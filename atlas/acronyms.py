"""Entities in, their acronyms out, and the places of a text where one of them stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from atlas.model import Atlas, Entity

_ACRONYM = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
"""Capitals, digits and hyphens, with two capitals at least: UNEP, GBO-3, UN-REDD."""

_IN_TEXT = (
    # Neither a piece of a symbol (UNEP/CBD/COP/11) nor the body of another one (UNFCCC COP).
    r"(?<![A-Za-z0-9/&+_.-])(?<![A-Z]{2}\s)"
    r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*s?"
    r"(?![A-Za-z0-9/&+_-])"
)

_SHORT_HAN = re.compile("[\u3400-\u9fff]{2,6}")
"""A Chinese name as short as an acronym: 环境署, 教科文组织."""


@dataclass(frozen=True)
class Acronyms:
    """The acronyms of a graph, for one language.

    ``meanings`` are the entities of each, in the order of their addresses; ``forms`` what a text
    is read for, each form of one entity alone.
    """

    meanings: Mapping[str, Sequence[Entity]]
    forms: Mapping[str, Entity]
    pattern: re.Pattern[str]

    def pieces(self, text: str) -> Iterator[tuple[str, Entity | None]]:
        """Yield ``text`` in pieces, each with the entity that it is an acronym of, if it is one."""
        end = 0
        for match in self.pattern.finditer(text):
            entity = self.forms.get(match.group()) or self.forms.get(match.group().rstrip("s"))
            if entity is None:
                continue
            if match.start() > end:
                yield text[end : match.start()], None
            yield match.group(), entity
            end = match.end()
        if end < len(text):
            yield text[end:], None


NONE = Acronyms({}, {}, re.compile(r"(?!)"))
"""No acronyms: prose stays as it is."""


def of(atlas: Atlas, language: str) -> Acronyms:
    """Return the acronyms among the other names of the entities that are in force.

    In Chinese the abbreviated names of what has an acronym are read like it, unless another
    entity's name ends so: 大会 may be any of several.
    """
    entities = sorted(
        (e for e in atlas.entities.values() if not e.is_deprecated), key=lambda e: e.address
    )
    meanings: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        for form in dict.fromkeys(name.value for name in entity.alternatives):
            if _ACRONYM.fullmatch(form):
                meanings[form].append(entity)
    labels = {text: e.iri for e in entities for text in e.label.values()}
    forms = {
        form: found[0]
        for form, found in meanings.items()
        if len(found) == 1 and labels.get(form, found[0].iri) == found[0].iri
    }
    pattern = _IN_TEXT
    if language == "zh":
        short, longer = _short_names(entities, {e.iri for e in forms.values()})
        forms |= short
        # A longer name is met first, and is none of them.
        names = sorted({*short, *longer}, key=len, reverse=True)
        pattern = "|".join([*map(re.escape, names), pattern])
    return Acronyms(meanings, forms, re.compile(pattern))


def _short_names(
    entities: Sequence[Entity], with_acronym: set[str]
) -> tuple[dict[str, Entity], set[str]]:
    """Return Chinese short names by what they mean, and the longer names that hold one."""
    names = {
        entity.iri: {
            *(name.value for name in entity.alternatives if name.language == "zh"),
            entity.label.get("zh", ""),
        }
        for entity in entities
    }
    endings: dict[str, set[str]] = defaultdict(set)
    for iri, own in names.items():
        for name in own:
            for start in range(len(name)):
                endings[name[start:].strip("《》")].add(iri)
    short = {
        name: entity
        for entity in entities
        if entity.iri in with_acronym
        for name in names[entity.iri] - {entity.label.get("zh", "")}
        if _is_short_for(name, entity.label.get("zh", "")) and endings[name] == {entity.iri}
    }
    everything = set().union(*names.values()) - set(short)
    return short, {name for name in everything if any(held in name for held in short)}


def _is_short_for(name: str, label: str) -> bool:
    """Say whether ``name`` is some characters of ``label`` in their order, not its beginning."""
    rest = iter(label)
    picked = all(char in rest for char in name)
    return picked and not label.startswith(name) and bool(_SHORT_HAN.fullmatch(name))
