"""A thread in, the page that tells it in reading order out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from atlas import browse, escape
from atlas.iris import THREADS, anchor, thread_address
from atlas.model import SOURCE, Entity, Part, Ref, Text
from atlas.pages.page import Page, Shown, Site
from atlas.shapes import Words
from atlas.threads import Groups, Item, Strand, Thread

_SENTENCE = re.compile(
    r"""[。！？][”’）》]*                          # Chinese: no space follows
    |(?<!\b[A-Z])(?<!\bNo)[.!?][”’)"]*(?=\s+["“‘(]?[^\W\d_a-z])""",
    re.VERBOSE,
)
"""The end of a sentence: neither an initial, nor a point before a number or a small letter."""

_STYLE = "assets/thread.css"
_PERIODS = (("date", ""), ("startDate", "endDate"), ("published", ""), ("adopted", ""))
_WHO = "who"
_ASKED = ("addressedTo", "withPartner")
_NAMES = 4
"""How many of those who take part are named on a line; the entry names all."""

_SHOWN = {0: 12, 1: 4}
"""How many items of a step are shown before the rest is folded, by depth; below that, two."""

_SHOWN_BELOW = 2


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or all of it where no end is found."""
    found = _SENTENCE.search(text)
    return text[: found.end()] if found else text


def thread_page(site: Site, thread: Thread) -> str:
    """Return the page of a thread."""
    entity = thread.entity
    page = site.page(thread_address(entity.address))
    name = page.words(entity.label).text
    title = page.say("thread-title", name=name)
    tell = _Teller(site, page, thread)
    return site.render(
        "thread.md.j2",
        page,
        title,
        meta={"description": page.say("thread-description", counts=lengths(page, thread))},
        crumbs=site.crumbs(page, (page.say("threads"), f"{THREADS}/")),
        style=page.root(_STYLE),
        entity={"href": page.href(entity.address), "iri": entity.iri},
        lead=_lead(page, entity.summary),
        lead_citations=entity.lead_citations,
        chain=_chain(site, page, thread),
        instruments=[tell.item(Item(instrument), entity) for instrument in thread.instruments],
        origins=thread.origins,
        strands=[tell.strand(strand) for strand in thread.strands],
        later=[tell.item(item, entity) for item in thread.later],
    )


def threads_index(site: Site) -> str:
    """Return the list of all threads, each with how long it is."""
    page = site.page(f"{THREADS}/")
    title = page.say("threads")
    sections: dict[str, list[dict[str, Any]]] = {}
    for thread in site.threads.values():
        entity = thread.entity
        entry = {
            "href": page.href(thread_address(entity.address)),
            "label": page.words(entity.label),
            "length": lengths(page, thread),
        }
        sections.setdefault(entity.section, []).append(entry)
    return site.render(
        "threads.md.j2",
        page,
        title,
        meta={"description": page.say("threads-lead")},
        crumbs=site.crumbs(page),
        sections=[
            {"key": name, "title": page.words(site.section_label(name)).text, "entries": entries}
            for name, entries in sections.items()
        ],
    )


def lengths(page: Page, thread: Thread) -> str:
    """Return how many things take each step of a thread, in words; that nothing does, if so."""
    return page.say("thread-separator").join(_lengths(page, thread)) or page.say("thread-empty")


def _lengths(page: Page, thread: Thread) -> list[str]:
    found = []
    paragraphs = sum(strand.subject.part is not None for strand in thread.paragraphs)
    targets = len(thread.paragraphs) - paragraphs
    if thread.counts:
        steps = {"paragraphs": paragraphs, "targets": targets, **thread.counts}
        found = [page.say(f"thread-count-{n}", count=count) for n, count in steps.items() if count]
    return found


def _chain(site: Site, page: Page, thread: Thread) -> list[dict[str, Any]]:
    """Return the steps of a thread at a glance: what it stands under, itself, what follows."""
    named = [
        {"href": page.href(entity.address), "text": page.words(site.short(entity))}
        for entity in [*thread.instruments, thread.entity]
    ]
    return [*named, *({"href": "", "text": Shown(text)} for text in _lengths(page, thread))]


def _lead(page: Page, summary: Words) -> Shown:
    """Return the first sentence of a summary."""
    whole = page.words(summary)
    return Shown(first_sentence(escape.plain(whole.text)), whole.language, whole.other_language)


class _Teller:
    """Tells one thread in the language of its page."""

    def __init__(self, site: Site, page: Page, thread: Thread) -> None:
        self.site = site
        self.page = page
        self.iris = site.atlas.iris
        self.thread = thread
        self.subjects = {strand.subject.iri: strand.subject for strand in thread.strands}

    def strand(self, strand: Strand) -> dict[str, Any]:
        """Return a strand for the template."""
        page, subject, part = self.page, strand.subject, strand.subject.part
        owner = self.thread.entity
        shared = {
            "key": self._key(subject),
            "title": self._title(subject),
            "needs": [self.item(need, owner) for need in strand.needs],
            "groups": self._groups(strand.groups, owner, 0),
            "asked": list(self._asked(part)) if part else [],
        }
        if subject.iri == owner.iri:
            gap = "" if strand.is_answered else page.say("thread-gap", kind="whole")
            return {**shared, "href": "", "lead": Shown(""), "cites": (), "gap": gap}
        gap = page.say("thread-gap", kind="paragraph" if part else "target")
        return {
            **shared,
            "href": page.href(_address(subject)),
            "lead": self._whole(part) if part else _lead(page, subject.entity.summary),
            "cites": self._cites(subject),
            "gap": "" if strand.is_answered else gap,
        }

    def _title(self, subject: Item) -> str:
        if subject.iri != self.thread.entity.iri:
            part = subject.part
            return self.page.words(part.label if part else subject.entity.label).text
        alone = not self.thread.paragraphs
        return self.page.say(
            "thread-alone" if alone else "thread-whole", section=subject.entity.section
        )

    def _whole(self, part: Part) -> Shown:
        """Return all that a paragraph asks."""
        words = self.page.words(self._summary(part))
        return Shown(escape.plain(words.text), words.language, words.other_language)

    def _key(self, subject: Item) -> str:
        """Return the anchor of a strand: that of the paragraph on the page of its entity."""
        if subject.part:
            return subject.part.anchor
        is_whole = subject.iri == self.thread.entity.iri
        return "whole" if is_whole else anchor(subject.entity.address.strip("/").replace("/", "-"))

    def _asked(self, part: Part) -> Iterator[dict[str, Any]]:
        """Yield whom a paragraph asks, and with whom they are to work."""
        for name in _ASKED:
            row = self.page.row(part.rows.get(self.iris.term(name)))
            if row:
                refs = [fact.value for fact in row.facts if isinstance(fact.value, Ref)]
                yield {"name": row.name, "refs": refs, "more": 0, "total": len(refs)}

    def _summary(self, part: Part) -> Words:
        values = part.values(self.iris.term("summary"))
        return {value.language: value.value for value in values if isinstance(value, Text)}

    def _cites(self, item: Item) -> Sequence[Ref]:
        if item.part is None:
            return item.entity.lead_citations
        return [value for value in item.part.values(SOURCE) if isinstance(value, Ref)]

    def _groups(self, groups: Groups, owner: Entity, depth: int) -> list[dict[str, Any]]:
        shown = _SHOWN.get(depth, _SHOWN_BELOW)
        return [
            {
                "stage": stage,
                "title": self.page.say(f"thread-{stage}"),
                "count": len(items),
                "items": [self.item(item, owner, depth) for item in _before(items, shown)],
                "folded": [self.item(i, owner, depth) for i in items[len(_before(items, shown)) :]],
            }
            for stage, items in groups.items()
        ]

    def item(self, item: Item, owner: Entity, depth: int = 0) -> dict[str, Any]:
        """Return an item for the template; a part names its entity unless that is ``owner``."""
        page, entity, part = self.page, item.entity, item.part
        kind = None if part else browse.kind_of(self.site.atlas, entity)
        is_figure = part is not None and self.iris.term("value") in part.rows
        label = part.label if part and part.label else entity.label
        return {
            "href": page.href(_address(item)),
            "label": page.words(label),
            "kind": page.words(kind.label) if kind else Shown(""),
            "when": self._when(part or entity),
            "amount": self._amount(part) if part and is_figure else "",
            "lead": _lead(page, self._summary(part) if part else entity.summary),
            "who": [] if part else self._who(entity),
            "cites": self._cites(item),
            "of": self._of(item, owner),
            "groups": self._groups(item.groups, entity, depth + 1),
            "told": self._told(item),
        }

    def _of(self, item: Item, owner: Entity) -> dict[str, Any] | None:
        if item.part is None or item.entity.iri == owner.iri:
            return None
        label = self.page.words(item.entity.label)
        return {"href": self.page.href(item.entity.address), "label": label}

    def _told(self, item: Item) -> dict[str, str] | None:
        """Return where on the page an activity is told of in full, if not here."""
        subject = self.subjects.get(item.told)
        return {"href": f"#{self._key(subject)}", "text": self._title(subject)} if subject else None

    def _when(self, stated: Entity | Part) -> str:
        """Return when something was, as stated: a day, a year, a period."""
        for first, last in _PERIODS:
            start, end = self._date(stated, first), self._date(stated, last) if last else ""
            if start and end and start != end:
                return self.page.say("browse-span", **{"from": start, "to": end})
            if start or end:
                return start or self.page.say("thread-until", date=end)
        return ""

    def _date(self, stated: Entity | Part, name: str) -> str:
        values = stated.values(self.iris.term(name))
        found = (self.page.literal(value).text for value in values if isinstance(value, Text))
        return next(found, "")

    def _amount(self, figure: Part) -> str:
        """Return a figure in words: qualifier, number and unit."""
        texts = self.page.texts
        values = [v for v in figure.values(self.iris.term("value")) if isinstance(v, Text)]
        unit, qualifier = (self._named(figure, name) for name in ("unit", "qualifier"))
        number = texts.number(values[0].value) if values else ""
        amount = texts.text("amount", number=number, unit=unit)
        return texts.text("qualified", qualifier=qualifier, amount=amount) if qualifier else amount

    def _named(self, part: Part, name: str) -> str:
        refs = (ref for ref in part.values(self.iris.term(name)) if isinstance(ref, Ref))
        return next((self.page.words(ref.label).text for ref in refs), "")

    def _who(self, entity: Entity) -> list[dict[str, Any]]:
        """Return who takes part in what role, the first few by name."""
        left = _NAMES
        found = []
        rows = (row for section in entity.sections if section.key == _WHO for row in section.rows)
        for row in self.page.rows(rows):
            refs = [fact.value for fact in row.facts if isinstance(fact.value, Ref)]
            if refs and left:
                named = refs[:left]
                left -= len(named)
                found.append(
                    {
                        "name": row.name,
                        "refs": named,
                        "more": len(refs) - len(named),
                        "total": len(refs),
                    }
                )
        return found


def _address(item: Item) -> str:
    return f"{item.entity.address}#{item.part.anchor}" if item.part else item.entity.address


def _before(items: Sequence[Item], shown: int) -> Sequence[Item]:
    """Return the items before the fold; one alone is not worth folding."""
    return items if len(items) <= shown + 1 else items[:shown]
