"""The real site as a crawler sees it: what each page says of itself to programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from atlas import load, model, shapes
from atlas.i18n import LANGUAGES
from atlas.iris import Iris
from atlas.pages.entity import FORMATS
from tests.support import ROOT

IRIS = Iris()


class Head(HTMLParser):
    """Collects the links, the properties and the JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[dict[str, str]] = []
        self.meta: dict[str, list[str]] = {}
        self.jsonld: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "link":
            self.links.append(given)
        elif tag == "meta":
            name = given.get("property") or given.get("name", "")
            self.meta.setdefault(name, []).append(given.get("content", ""))
        elif tag == "script" and given.get("type") == "application/ld+json":
            self._inside = True
            self.jsonld.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.jsonld[-1] += data

    def to(self, rel: str, key: str = "") -> dict[str, str]:
        """Return the links of a relation, by one of their attributes."""
        return {link.get(key, ""): link["href"] for link in self.links if link.get("rel") == rel}


@pytest.fixture(scope="module")
def atlas(specs: shapes.Specs) -> model.Atlas:
    return model.build(load.load(ROOT / "graph", IRIS), specs, IRIS)


def _read(site: Path, address: str) -> Head:
    head = Head()
    head.feed((site / address / "index.html").read_text(encoding="utf-8"))
    return head


def _pages(site: Path, atlas: model.Atlas) -> Iterator[tuple[model.Entity, str, str, Head]]:
    for entity in atlas.entities.values():
        for language in LANGUAGES:
            prefix = "" if language == LANGUAGES[0] else f"{language}/"
            yield entity, language, prefix, _read(site, prefix + entity.address)


def test_every_entity_page_tells_crawlers_what_it_is(real_site: Path, atlas: model.Atlas) -> None:
    for entity, language, prefix, head in _pages(real_site, atlas):
        (text,) = head.jsonld
        said = json.loads(text)
        assert said["@id"] == entity.iri
        names = {name["@language"]: name["@value"] for name in said["name"]}
        assert names == dict(entity.label), entity.iri
        assert head.to("canonical") == {"": f"{IRIS.base}{prefix}{entity.address}"}
        assert head.meta["og:title"] == [entity.label[language]]
        assert head.meta["og:url"] == [f"{IRIS.base}{prefix}{entity.address}"]
        assert len(head.meta["og:locale"]) == len(head.meta["og:locale:alternate"]) == 1


def test_every_entity_page_leads_to_its_twin_and_its_data(
    real_site: Path, atlas: model.Atlas
) -> None:
    for entity, _, prefix, head in _pages(real_site, atlas):
        twins = {link["hreflang"]: link["href"] for link in head.links if "hreflang" in link}
        assert twins == {
            "en": IRIS.base + entity.address,
            "zh": f"{IRIS.base}zh/{entity.address}",
            "x-default": IRIS.base + entity.address,
        }
        for relation in ("alternate", "describedby"):
            data = {k: v for k, v in head.to(relation, "type").items() if k}
            assert set(data) >= {media_type for _, media_type in FORMATS}
            for to in data.values():
                path = urlsplit(urljoin(f"http://site/{prefix}{entity.address}", to)).path
                assert (real_site / unquote(path).lstrip("/")).is_file(), to


def test_signposts_follow_the_convention(real_site: Path, atlas: model.Atlas) -> None:
    """FAIR Signposting, level 1: https://signposting.org/FAIR/."""
    for entity, _, _, head in _pages(real_site, atlas):
        assert head.to("cite-as") == {"": entity.iri}
        assert head.to("license") == {"": "https://creativecommons.org/licenses/by/4.0/"}
        types = [link["href"] for link in head.links if link.get("rel") == "type"]
        assert types[0] == "https://schema.org/AboutPage"
        assert types[1:] == [f"https://schema.org/{json.loads(head.jsonld[0])['@type']}"]


@pytest.mark.parametrize("prefix", ["", "zh/"])
def test_data_page_describes_the_data_set(real_site: Path, prefix: str) -> None:
    (text,) = _read(real_site, f"{prefix}data").jsonld
    said = json.loads(text)
    assert (said["@type"], said["@id"]) == ("Dataset", IRIS.base)
    for download in said["distribution"]:
        path = real_site / download["contentUrl"].removeprefix(IRIS.base)
        assert download["contentSize"] == f"{path.stat().st_size} B"
    assert (real_site / "assets" / "card.png").is_file()
