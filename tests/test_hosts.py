"""What a real nginx and a real Apache answer with the generated configuration."""

from __future__ import annotations

import http.client
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pyoxigraph as ox
import pytest

from atlas import dcat, hosts, site
from atlas.iris import DEFAULT_BASE
from atlas.pages.entity import FORMATS
from atlas.releases import Past
from tests import servers
from tests.support import ROOT, BuildAtlas

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PAGES = ["projects/forest/", "partners/unep/"]
SERVERS = ["nginx", "nginx-below", "apache", "apache-below", "apache-alias"]

HTML, ZH = "projects/forest/", "zh/projects/forest/"
TTL, JSONLD, NT = (f"projects/forest.{suffix}" for suffix in ("ttl", "jsonld", "nt"))
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"


@dataclass(frozen=True)
class Answer:
    """A server's answer, its address made whole."""

    status: int
    headers: Message
    body: bytes
    location: str


def ask(address: str, method: str = "GET", **headers: str | None) -> Answer:
    """Ask once, following nothing; ``accept_language="zh"`` is the header of that name."""
    to = urlsplit(address)
    connection = http.client.HTTPConnection(to.netloc, timeout=10)
    given = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    connection.request(method, to.path, headers=given)
    answer = connection.getresponse()
    location = answer.headers.get("Location", "")
    found = Answer(answer.status, answer.headers, answer.read(), urljoin(address, location))
    connection.close()
    return found


def _files(host: hosts.Host) -> dict[str, bytes]:
    return dict(hosts.files(host, FORMATS, dcat.MEDIA_TYPES, PAGES))


def _place(site: Path, folder: Path, address: str) -> Path:
    """Copy a site to ``folder`` with the configuration for ``address`` and stand-ins for data."""
    shutil.copytree(site, folder)
    graph = (site / "data" / "atlas.nt").read_bytes()
    # What the tests ask for whatever the build makes; one thing's name begins with another's.
    stand_ins = {
        ".well-known/void": b"# void",
        "data/atlas.jsonld": b"[]",
        "data/atlas.nt.gz": graph,
        "data/atlas.rdf": b"<rdf/>",
        "data/atlas.trig": graph,
        "data/csv/projects.csv": "\ufeffname".encode(),
        "section/index.html": b"a page without data",
    }
    for path, content in {
        **stand_ins,
        **_files(hosts.Host(DEFAULT_BASE, address, LICENCE)),
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    for suffix, _ in FORMATS:
        forest = folder / f"projects/forest.{suffix}"
        shutil.copy(forest, folder / f"projects/nbsaps-2-0.{suffix}")
        shutil.copy(forest, folder / f"projects/forest-fires.{suffix}")
    for prefix in ("", "zh/"):
        for name in ("nbsaps-2-0", "forest-fires"):
            shutil.copytree(
                folder / f"{prefix}projects/forest", folder / f"{prefix}projects/{name}"
            )
    return folder


@pytest.fixture(scope="session")
def addresses(sample_site: Path) -> Iterator[dict[str, str]]:
    """The addresses of the sample site on every server, and of the redirects of w3id.org.

    Not in pytest's own folder, which Apache may not enter once it has left root's rights.
    """
    with tempfile.TemporaryDirectory(prefix="hosts-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        ports = dict(zip([*SERVERS, "w3id"], servers.free_ports(6), strict=True))
        told = {
            name: f"http://127.0.0.1:{port}/{'atlas/' if '-' in name else ''}"
            for name, port in ports.items()
        }
        top = _place(sample_site, folder / "top", told["nginx"])
        below = _place(sample_site, folder / "below" / "atlas", told["nginx-below"]).parent
        (folder / "empty").mkdir()
        redirects = folder / "w3id" / "south-south-atlas" / ".htaccess"
        redirects.parent.mkdir(parents=True)
        shutil.copy(below / "atlas" / "hosting" / "w3id" / ".htaccess", redirects)
        told["w3id"] += "south-south-atlas/"

        allowed = "AllowOverride FileInfo\nRequire all granted\nOptions FollowSymLinks"
        directory = "<Directory {}>\n" + allowed + "{}\n</Directory>"
        nginx = {
            "nginx": servers.Virtual(ports["nginx"], top, f"include {top}/hosting/nginx.conf;"),
            "nginx-below": servers.Virtual(
                ports["nginx-below"], below, f"include {below}/atlas/hosting/nginx.conf;"
            ),
        }
        apache = {
            "apache": servers.Virtual(ports["apache"], top, directory.format(top, "")),
            "apache-below": servers.Virtual(
                ports["apache-below"], below, directory.format(below, " Indexes")
            ),
            "apache-alias": servers.Virtual(
                ports["apache-alias"],
                folder / "empty",
                f"Alias /atlas {below}/atlas\n" + directory.format(below, ""),
            ),
            "w3id": servers.Virtual(
                ports["w3id"], folder / "w3id", directory.format(folder / "w3id", "")
            ),
        }
        with servers.nginx(folder, nginx), servers.apache(folder, apache):
            yield told


@pytest.fixture(params=SERVERS)
def host(request: pytest.FixtureRequest, addresses: dict[str, str]) -> str:
    """The address of the site on each server in turn."""
    return addresses[request.param]


WISHES = [
    (None, HTML),
    ("", HTML),
    ("*/*", HTML),
    ("text/*", HTML),
    ("text/html", HTML),
    (BROWSER, HTML),
    ("text/turtle", TTL),
    ("application/ld+json", JSONLD),
    ("application/n-triples", NT),
    ("application/*", JSONLD),
    # Weights
    ("text/html;q=0.5, text/turtle", TTL),
    ("text/turtle;q=0.5, text/html", HTML),
    ("text/html;q=0.8, application/n-triples;q=0.9", NT),
    ("text/html;q=0.1, application/n-triples;q=0.3, application/ld+json;q=0.2", NT),
    ("text/html;q=0.9, text/turtle;q=0.95", TTL),
    ("text/html;q=0.95, text/turtle;q=0.9", HTML),
    ("text/html;q=0.009, text/turtle;q=0.01", TTL),
    ("text/html;q=0.901, text/turtle;q=0.91", TTL),
    ("text/html;q=0.999, text/turtle;q=1.000", TTL),
    ("text/turtle;q=0.9, text/html;q=0.90", HTML),
    ("text/turtle, text/html", HTML),
    ("application/n-triples, application/ld+json, text/turtle", TTL),
    ("text/turtle, */*;q=0.1", TTL),
    ("text/turtle;q=0.001", TTL),
    # The most specific range decides
    ("text/turtle;q=0.5, */*;q=0.8", HTML),
    ("text/html;q=0.2, text/turtle;q=0.5, */*;q=0.8", JSONLD),
    ("text/*;q=0.3, text/html;q=0.2, application/*;q=0.1", TTL),
    # Never
    ("text/html;q=0, */*", TTL),
    ("text/html;q=0.0, text/*;q=0.000, */*;q=0.1", JSONLD),
    ("text/turtle;q=0", HTML),
    ("text/turtle;q=0, text/html;q=0.1", HTML),
    ("text/html;q=0", TTL),
    # What nobody here has
    ("image/png", HTML),
    ("application/rdf+xml, text/turtle;q=0.4", TTL),
    # Spelling
    ("TEXT/Turtle", TTL),
    ("text/turtle;charset=utf-8", TTL),
    ("text/turtle ; charset=UTF-8 ; q=0.9 , text/html;q=0.8", TTL),
    ("text/turtle;Q=0.3,text/html;q=0.2", TTL),
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#expanded"', JSONLD),
    ('application/ld+json;profile="a, text/turtle;q=1";q=0.5, text/html;q=0.4', JSONLD),
    ("text/turtlefmt, application/n-triplesque", HTML),
    ("x-text/turtle", HTML),
    ("text/html;q=0.5;level=1, text/turtle;q=0.6;x=y", TTL),
    ('nonsense;;q=, "', HTML),
    (",".join(["application/x"] * 400 + ["text/turtle"]), TTL),
]


@pytest.mark.parametrize(("accept", "expected"), WISHES)
def test_a_thing_leads_to_the_document_that_the_client_likes_best(
    host: str, accept: str | None, expected: str
) -> None:
    answer = ask(f"{host}projects/forest", accept=accept)
    assert (answer.status, answer.location) == (303, host + expected)
    assert {"Accept", "Accept-Language"} <= set(re.split(r",\s*", _all(answer, "Vary")))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def _all(answer: Answer, name: str) -> str:
    return ", ".join(answer.headers.get_all(name) or [])


@pytest.mark.parametrize(("accept", "expected"), WISHES)
def test_w3id_leads_to_the_same_documents_on_the_host(
    addresses: dict[str, str], accept: str | None, expected: str
) -> None:
    answer = ask(f"{addresses['w3id']}projects/forest", accept=accept)
    assert (answer.status, answer.location) == (303, addresses["nginx-below"] + expected)
    assert {"Accept", "Accept-Language"} <= set(re.split(r",\s*", _all(answer, "Vary")))
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


LANGUAGES = [
    ("zh", ZH),
    ("zh-CN,zh;q=0.9,en;q=0.8", ZH),
    ("ZH-Hans", ZH),
    ("fr, zh;q=0.1", ZH),
    ("en;q=0, *", ZH),
    ("en", HTML),
    ("en-GB,en;q=0.9,zh;q=0.8", HTML),
    ("zh, en", HTML),
    ("zh;q=0, *", HTML),
    ("fr", HTML),
    ("*", HTML),
    ("zho", HTML),
    (None, HTML),
]


@pytest.mark.parametrize(("language", "expected"), LANGUAGES)
def test_a_page_is_in_the_language_that_the_reader_likes_best(
    host: str, addresses: dict[str, str], language: str | None, expected: str
) -> None:
    answer = ask(f"{host}projects/forest", accept=BROWSER, accept_language=language)
    assert (answer.status, answer.location) == (303, host + expected)
    answer = ask(f"{addresses['w3id']}projects/forest", accept_language=language)
    assert answer.location == addresses["nginx-below"] + expected


def test_language_does_not_choose_data(host: str) -> None:
    answer = ask(f"{host}projects/forest", accept="text/turtle", accept_language="zh")
    assert answer.location == host + TTL


def test_who_refuses_everything_gets_nothing(host: str, addresses: dict[str, str]) -> None:
    for address in (host, addresses["w3id"]):
        assert ask(f"{address}projects/forest", accept="*/*;q=0").status == 406
    answer = ask(
        f"{host}projects/forest",
        accept="text/html;q=0,text/turtle;q=0,application/*;q=0",
    )
    assert answer.status == 406


SPECIAL = [
    ("ontology", "text/html", "ontology/"),
    ("ontology", "text/turtle", "data/ontology.ttl"),
    ("ontology", "application/ld+json, text/turtle;q=0.1", "data/ontology.ttl"),
    ("ontology", "application/ld+json", "ontology/"),
    ("", "text/turtle", "data/atlas.ttl"),
    ("", "application/ld+json", "data/atlas.jsonld"),
    ("", "application/n-triples", "data/atlas.nt"),
    ("projects/forest-fires", "text/turtle", "projects/forest-fires.ttl"),
    ("projects/forest-fires", "text/html", "projects/forest-fires/"),
    ("decisions/cbd-cop-x-5", "text/turtle", "decisions/cbd-cop-x-5.ttl"),
]


@pytest.mark.parametrize(("thing", "accept", "expected"), SPECIAL)
def test_the_model_the_whole_and_things_named_alike(
    host: str, addresses: dict[str, str], thing: str, accept: str, expected: str
) -> None:
    answer = ask(host + thing, accept=accept)
    assert (answer.status, answer.location) == (303, host + expected)
    answer = ask(addresses["w3id"] + thing, accept=accept)
    assert (answer.status, answer.location) == (303, addresses["nginx-below"] + expected)


def test_the_base_is_the_home_page(host: str, addresses: dict[str, str]) -> None:
    for headers in ({}, {"accept": BROWSER}, {"accept_language": "zh"}):
        answer = ask(host, **headers)
        assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
        assert "Accept" in re.split(r",\s*", _all(answer, "Vary"))
    w3id = addresses["w3id"]
    assert ask(w3id).location == addresses["nginx-below"]
    assert ask(w3id, accept_language="zh").location == addresses["nginx-below"] + "zh/"


def test_w3id_sends_documents_on_as_they_are(addresses: dict[str, str]) -> None:
    for path in (HTML, ZH, TTL, "data/atlas.nt", "sitemap.xml", "zh/", "zh/data/", "projects/"):
        answer = ask(addresses["w3id"] + path, accept="text/turtle", accept_language="zh")
        assert (answer.status, answer.location) == (302, addresses["nginx-below"] + path)


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/n-triples"])
@pytest.mark.parametrize(
    "path",
    [
        "projects/none",
        "projects/none/",
        "projects/none.ttl",
        "projects/fores",
        "projects/forest/none",
        "projects/forest.ttl/none",
        "projects/forest.rdf",
        "projects/forest%0d%0aX:%20y",
        "none/forest",
        "none",
        "data/atlas",
        "data/none.ttl",
        "data/ontology",
    ],
)
def test_what_is_not_there_is_not_found(host: str, path: str, accept: str) -> None:
    answer = ask(host + path, accept=accept)
    assert answer.status == 404
    assert answer.headers.get_content_type() == "text/html"
    assert "没有页面" in answer.body.decode()


def test_what_is_no_thing_is_served_as_ever(host: str) -> None:
    # A section has a page and no data: its address without the slash is a folder's.
    for path in ("projects", "section", "zh/projects/forest"):
        answer = ask(host + path, accept="text/turtle")
        assert (answer.status, answer.location) == (301, f"{host}{path}/")
        assert "Accept" not in _all(answer, "Vary")
    for path, kind in (("assets/favicon.svg", "image/svg+xml"), ("robots.txt", "text/plain")):
        answer = ask(host + path, accept="text/turtle")
        assert (answer.status, answer.headers.get_content_type()) == (200, kind)


TYPES = [
    (HTML, "text/html; charset=utf-8"),
    (ZH, "text/html; charset=utf-8"),
    (TTL, "text/turtle; charset=utf-8"),
    (JSONLD, "application/ld+json"),
    (NT, "application/n-triples"),
    ("data/atlas.ttl", "text/turtle; charset=utf-8"),
    ("data/atlas.rdf", "application/rdf+xml"),
    ("data/atlas.trig", "application/trig"),
    ("data/atlas.nt.gz", "application/gzip"),
    ("data/csv/projects.csv", "text/csv; charset=utf-8"),
    ("data/SHA256SUMS", "text/plain; charset=utf-8"),
    (".well-known/void", "text/turtle; charset=utf-8"),
]


@pytest.mark.parametrize(("path", "kind"), TYPES)
def test_documents_have_their_type_and_data_are_for_everybody(
    host: str, path: str, kind: str
) -> None:
    for method in ("GET", "HEAD"):
        answer = ask(host + path, method, accept_encoding="gzip")
        assert answer.status == 200
        assert answer.headers["Content-Type"].lower().replace(";charset", "; charset") == kind
        assert "Content-Encoding" not in answer.headers
        is_data = not path.endswith("/")
        assert answer.headers.get("Access-Control-Allow-Origin") == ("*" if is_data else None)


def test_data_say_what_to_cite_and_their_licence(host: str) -> None:
    licence = f'<{LICENCE}>; rel="license"'
    for path, iri in (
        (TTL, f"{DEFAULT_BASE}projects/forest"),
        (NT, f"{DEFAULT_BASE}projects/forest"),
        ("data/atlas.nt", DEFAULT_BASE),
        ("data/atlas.nt.gz", DEFAULT_BASE),
        (".well-known/void", DEFAULT_BASE),
    ):
        assert _all(ask(host + path), "Link") == f'<{iri}>; rel="cite-as", {licence}'


@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/ld+json", "*/*"])
def test_one_redirect_leads_to_a_document(host: str, accept: str) -> None:
    for thing in ("projects/forest", "ontology", "partners/unep"):
        answer = ask(ask(host + thing, accept=accept).location, accept=accept)
        assert answer.status == 200
        assert answer.body


def test_a_head_request_sees_the_redirect(host: str) -> None:
    answer = ask(f"{host}projects/forest", "HEAD", accept="text/turtle")
    assert (answer.status, answer.location, answer.body) == (303, host + TTL, b"")


# The recipes of the documentation


def _recipes(language: str) -> list[str]:
    page = (ROOT / "docs" / language / "data.md").read_text(encoding="utf-8")
    return re.findall(r"<!-- tested -->\n+```sh\n(.*?)```", page, re.DOTALL)


def _is_turtle(said: str) -> bool:
    return bool(list(ox.parse(said, format=ox.RdfFormat.TURTLE)))


def _is_json_ld(said: str) -> bool:
    return "@id" in json.loads(said)[0]


def _is_n_triples(said: str) -> bool:
    return bool(list(ox.parse(said, format=ox.RdfFormat.N_TRIPLES)))


RECIPES: list[Callable[[str], bool]] = [
    _is_turtle,
    _is_json_ld,
    _is_n_triples,
    lambda said: '<html lang="zh"' in said,
    lambda said: " 303 " in said and "projects/nbsaps-2-0.ttl" in said,
    lambda said: said == "atlas.ttl: OK\n",
]


def test_recipes_are_the_same_in_every_language() -> None:
    assert len(_recipes("en")) == len(RECIPES)
    assert _recipes("en") == _recipes("zh")


@pytest.mark.parametrize("server", ["nginx", "apache", "w3id"])
@pytest.mark.parametrize("number", range(len(RECIPES)))
def test_a_recipe_works_as_printed(
    number: int, server: str, addresses: dict[str, str], tmp_path: Path
) -> None:
    servers.program("curl")
    recipe = _recipes("en")[number].replace(DEFAULT_BASE, addresses[server])
    assert addresses[server] in recipe
    # Not through a proxy that this machine may have.
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "no_proxy": "127.0.0.1"}
    done = subprocess.run(
        ["sh", "-e", "-c", recipe],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert RECIPES[number](done.stdout), done.stdout


# The files themselves


def test_static_hosts_are_told_types_and_pages() -> None:
    files = _files(hosts.Host(DEFAULT_BASE, "https://example.org/"))
    headers = files["_headers"].decode()
    for suffix, media_type in (*FORMATS, *dcat.MEDIA_TYPES.items()):
        block = headers.split(f"\n/*.{suffix}\n")[1].split("\n\n")[0]
        assert f"Content-Type: {media_type}" in block
        assert "Access-Control-Allow-Origin: *" in block
    redirects = files["_redirects"].decode()
    assert "\n/projects/forest /projects/forest/ 303\n" in redirects
    assert files[".nojekyll"] == b""


def test_no_more_redirects_than_are_read() -> None:
    pages = [f"projects/p{number}/" for number in range(3000)]
    made = dict(hosts.files(hosts.Host(DEFAULT_BASE), FORMATS, {}, pages))
    rules = [r for r in made["_redirects"].decode().splitlines() if not r.startswith("#")]
    assert len(rules) == hosts.MAX_REDIRECTS


def test_no_redirects_from_a_site_to_itself() -> None:
    for address in ("", "https://example.org/ns/"):
        made = _files(hosts.Host("https://example.org/ns/", address))
        assert "hosting/w3id/.htaccess" not in made
        assert b"\nlocation /ns/ {" in made["hosting/nginx.conf"]


@pytest.mark.parametrize(
    "address",
    ["example.org/", "https://example.org", "https://x/a b/", "https://x/$y/", "ftp://x/"],
)
def test_an_address_that_no_configuration_can_hold_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="not the address"):
        hosts.Host(DEFAULT_BASE, address)


def test_a_base_cannot_break_out_of_its_quotes() -> None:
    for content in _files(
        hosts.Host("https://example.org/a'b\"$c/", "https://example.org/")
    ).values():
        assert "a'b" not in content.decode()
        assert "$c" not in content.decode()


def test_a_suffix_is_plain() -> None:
    with pytest.raises(ValueError, match="not a plain suffix"):
        dict(hosts.files(hosts.Host(DEFAULT_BASE), FORMATS, {"t|l": "text/x"}, []))


def test_the_address_of_the_site_comes_from_its_configuration(
    build_atlas: BuildAtlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    atlas = build_atlas({"themes/t.ttl": 'base:themes/t a atlas:Theme ; rdfs:label "T"@en .'})
    described = site.describe(atlas, ROOT / "graph", None, tmp_path, Past(), {})
    assert hosts.Host(DEFAULT_BASE, described.address).prefix
    monkeypatch.setenv("ATLAS_SITE_URL", "https://example.org/x")
    assert (
        site.describe(atlas, ROOT / "graph", None, tmp_path, Past(), {}).address
        == "https://example.org/x/"
    )
    # A graph without a configuration of its own is at no known place.
    assert site.describe(atlas, tmp_path / "graph", None, tmp_path, Past(), {}).address == ""
