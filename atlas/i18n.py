"""Message names in, words of one language out: the site's and the command line's own texts.

The texts are Fluent files (https://projectfluent.org), one a language, in ``atlas/locale/``; a new
language is a new file there and labels in the ontology.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentSerializer, ast

_LOCALES = Path(__file__).parent / "locale"

LANGUAGES: tuple[str, ...] = tuple(sorted(path.stem for path in _LOCALES.glob("*.ftl")))
"""The languages of the site; the first is the one at its root."""

_TERRITORY = {"en": "en_GB", "zh": "zh_Hans_CN"}


class Catalogue:
    """The texts, dates and numbers of one language."""

    def __init__(self, language: str) -> None:
        """Read the texts of ``language``; raises ``FileNotFoundError`` for an unknown one."""
        self.language = language
        self._locale = Locale.parse(_TERRITORY.get(language, language))
        self._bundle = FluentBundle([language], use_isolating=False)
        source = (_LOCALES / f"{language}.ftl").read_text(encoding="utf-8")
        resource = FluentResource(source)
        # The library passes over what it cannot parse; a message must not vanish in silence.
        for entry in resource.body:
            if isinstance(entry, ast.Junk):
                raise ValueError(f"{language}.ftl: cannot read {entry.content!r}")
        self._resource = resource
        self._bundle.add_resource(resource)

    @property
    def place(self) -> str:
        """The language and the country whose usage is followed, such as ``en_GB``."""
        return f"{self._locale.language}_{self._locale.territory}"

    def text(self, name: str, /, **values: str | int) -> str:
        """Return the message ``name``, filled; raises ``LookupError`` when there is none."""
        return self._format(name, self._bundle.get_message(name).value, values)

    def attribute(self, name: str, attribute: str, /, **values: str | int) -> str:
        """Return an attribute of the message ``name``; raises ``LookupError`` when missing."""
        return self._format(name, self._bundle.get_message(name).attributes[attribute], values)

    def _format(self, name: str, pattern: Any, values: dict[str, str | int]) -> str:
        text, errors = self._bundle.format_pattern(pattern, values)
        if errors:
            raise LookupError(f"{self.language}.ftl, {name}: {errors[0]}")
        return str(text)

    def pick(self, words: Mapping[str, str]) -> str:
        """Return the text of ``words`` in this language or, failing that, in any other."""
        if self.language in words:
            return words[self.language]
        return next(iter(words.values()), "")

    def names(self) -> frozenset[str]:
        """Return the names of all messages, so that a test can compare the languages."""
        return frozenset(self._bundle._messages)

    def source(self, *beginnings: str) -> str:
        """Return the messages whose names begin so, in Fluent's syntax, for a page to fill in."""
        entries = [
            entry
            for entry in self._resource.body
            if isinstance(entry, ast.Message) and entry.id.name.startswith(beginnings)
        ]
        return "".join(FluentSerializer().serialize_entry(entry) for entry in entries)

    def number(self, lexical: str) -> str:
        """Return a number as the language writes it: ``"1500000"`` -> ``"1,500,000"``.

        Digits after the point are kept as stated; what is no number comes back unchanged.
        """
        try:
            value = Decimal(lexical)
        except ArithmeticError:
            return lexical
        if not value.is_finite():
            return lexical
        decimals = max(0, -int(value.as_tuple().exponent))
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        return format_decimal(value, format=pattern, locale=self._locale)

    def date(self, lexical: str) -> str:
        """Return a day, month or year as the language writes it.

        What is no ``xsd:date``, ``xsd:gYearMonth`` or ``xsd:gYear`` comes back unchanged.
        """
        try:
            match lexical.count("-"):
                case 0:
                    day = dt.date(int(lexical), 1, 1)
                    return format_skeleton("y", day, locale=self._locale)
                case 1:
                    day = dt.date.fromisoformat(f"{lexical}-01")
                    return format_skeleton("yMMMM", day, locale=self._locale)
                case _:
                    day = dt.date.fromisoformat(lexical)
                    return format_date(day, "long", locale=self._locale)
        except ValueError:
            return lexical


@cache
def catalogue(language: str) -> Catalogue:
    """Return the catalogue of ``language``, read once."""
    return Catalogue(language)
