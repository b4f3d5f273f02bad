"""The lists of sections in a real browser: filtered, sorted, shared, saved, and without scripts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from atlas.escape import csv_cell
from tests.hostile import VALUES
from tests.support import ROOT, run_build, turtle

COUNT = 120
SOURCE = "dcterms:source base:documents/d#p1 ."
HOSTILE = [value for value in VALUES if "\u202e" not in value]


def _named(english: str, chinese: str) -> str:
    both = f'{json.dumps(english)}@en ; {{}} "{chinese}"@zh'
    lead = (
        f'"{english} in some more words."@en',
        f'"{chinese}，以及更多的说明文字，供测试之用。"@zh',
    )
    label = both.format("rdfs:label")
    return f"rdfs:label {label} ; atlas:summary {lead[0]} ; atlas:summary {lead[1]} ;"


def _project(number: int) -> str:
    """Return every third as a campaign, every tenth in Nairobi; all years from 2000 to 2014."""
    kind = "campaign" if number % 3 == 0 else "project"
    place = "nairobi" if number % 10 == 0 else "norway"
    partner = "b" if number % 2 else "a"
    return f"""base:projects/p{number} a atlas:Project ;
    {_named(f"Work {number}", f"工作{number}")}
    atlas:kind atlas:ProjectKind-{kind} ; atlas:startDate "{2000 + number % 15}"^^xsd:gYear ;
    atlas:fundedBy base:partners/{partner} ; atlas:place base:places/{place} ;
    {SOURCE}"""


def _graph() -> dict[str, str]:
    files = {f"projects/p{n}.ttl": _project(n) for n in range(COUNT)}
    for slug, kind, english, chinese, more in (
        ("kenya", "country", "Kenya", "肯尼亚", 'atlas:iso2 "KE" ;'),
        ("norway", "country", "Norway", "挪威", 'atlas:iso2 "NO" ;'),
        ("nairobi", "city", "Nairobi", "内罗毕", "atlas:within base:places/kenya ;"),
    ):
        files[f"places/{slug}.ttl"] = f"""base:places/{slug} a atlas:Place ;
    {_named(english, chinese)} atlas:kind atlas:PlaceKind-{kind} ; {more} {SOURCE}"""
    for slug, english, chinese in (("a", "Alpha Fund", "甲基金"), ("b", "Beta Fund", "乙基金")):
        files[f"partners/{slug}.ttl"] = f"""base:partners/{slug} a atlas:Partner ;
    {_named(english, chinese)} atlas:kind atlas:PartnerKind-fund ; {SOURCE}"""
    for number, value in enumerate(HOSTILE):
        text, other = (
            json.dumps(f"{value} and enough words"),
            json.dumps(f"{value}，以及足够多的文字，供测试"),
        )
        files[f"themes/t{number}.ttl"] = f"""base:themes/t{number} a atlas:Theme ;
    rdfs:label {text}@en ; rdfs:label {other}@zh ; skos:altLabel {json.dumps(str(number))} ;
    atlas:summary {text}@en ; atlas:summary {other}@zh ; skos:broader base:themes/t0 ; {SOURCE}"""
    files["documents/d.ttl"] = f"""base:documents/d a atlas:Document ; {_named("Source", "来源")}
    atlas:kind atlas:DocumentKind-source ; atlas:citeAs "D" ; {SOURCE}
base:documents/d#p1 a atlas:Paragraph ; {_named("Paragraph 1", "第1段")[:-1]} ."""
    return files


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve_folder: Callable[[Path], str]) -> str:
    """A site of 120 projects below a sub-path, as on a shared host."""
    home = tmp_path_factory.mktemp("browse")
    for path, text in _graph().items():
        target = home / "graph" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(turtle(text), encoding="utf-8")
    done = run_build(
        "--graph", home / "graph", "--ontology", ROOT / "ontology", "--out", home / "site"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    mount = home / "mount" / "some"
    mount.mkdir(parents=True)
    (home / "site").rename(mount / "path")
    return serve_folder(home / "mount") + "some/path/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    made = context.new_page()
    heard: list[str] = []
    made.on("pageerror", lambda error: heard.append(str(error)))
    made.on("console", lambda m: heard.append(m.text) if m.type == "error" else None)
    yield made
    assert heard == []


def _open(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".b-app")).to_be_visible()


def _found(page: Page, number: int) -> None:
    expect(page.locator(".b-found")).to_have_text(f"Found: {number} of {COUNT}")


def _facet(page: Page, name: str) -> Locator:
    group = page.locator(".b-facet", has=page.locator("summary", has_text=name))
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    return group


def _choose(page: Page, facet: str, value: str) -> None:
    _facet(page, facet).get_by_label(value).click()


def _names(page: Page) -> list[str]:
    return page.locator(".b-table tbody th a").all_inner_texts()


def test_filters_narrow_the_list_and_count(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    expect(page.locator(".b-list")).to_be_hidden()
    _found(page, 120)
    _choose(page, "Kind", "Campaign")
    _found(page, 40)
    # Of one filter either value will do; of two, both must.
    _choose(page, "Place", "Nairobi")
    _found(page, 4)
    assert _names(page) == ["Work 0", "Work 30", "Work 60", "Work 90"]
    row = page.locator(".b-table tbody tr").first
    assert row.locator("td").all_inner_texts() == ["Campaign", "2000", "Nairobi"]
    _choose(page, "Place", "Norway")
    _found(page, 40)
    counts = _facet(page, "Kind").locator("li .a-num").all_inner_texts()
    assert sorted(counts) == ["40", "80"]
    page.get_by_role("button", name="Remove the filter Kind: Campaign").click()
    _found(page, 120)
    page.get_by_role("button", name="Clear all").click()
    assert page.locator(".b-facet input:checked").count() == 0


def test_a_country_finds_its_cities_and_a_decade_its_years(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    _choose(page, "Place", "Kenya")
    _found(page, 12)
    period = _facet(page, "Start")
    assert period.locator("li:visible label > span:not(.a-num)").all_inner_texts() == [
        "2010s",
        "2000s",
    ]
    period.get_by_label("2000s").click()
    _found(page, 8)
    period.get_by_role("button", name="Show all 17").click()
    assert period.locator("li:visible").count() == 17
    period.get_by_label("2000s").click()
    period.get_by_label("2005", exact=False).first.click()
    _found(page, 4)


def test_text_is_found_in_names_whatever_their_case(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    page.get_by_label("Find in this list").fill("WORK 11")
    _found(page, 11)
    page.get_by_label("Find in this list").fill("no such thing")
    _found(page, 0)
    expect(page.get_by_text("Nothing fits all of these filters.")).to_be_visible()
    expect(page.locator(".b-table")).to_be_hidden()


def test_the_list_is_sorted_by_choice_and_by_column(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    kinds = page.locator(".b-table tbody tr td:nth-child(2)").all_inner_texts()
    assert kinds == ["Project"] * 80 + ["Campaign"] * 20
    page.get_by_role("button", name="Name", exact=True).click()
    assert _names(page)[:3] == ["Work 0", "Work 1", "Work 2"]
    assert page.locator("th[aria-sort]").all_inner_texts() == ["Name"]
    page.get_by_label("Sort by").select_option("oldest")
    assert page.locator(".b-table tbody tr td:nth-child(3)").first.inner_text() == "2000"
    page.get_by_role("button", name="Start", exact=True).click()
    assert page.locator(".b-table tbody tr td:nth-child(3)").first.inner_text() == "2014"
    assert page.evaluate("document.activeElement.textContent") == "Start"
    expect(page.get_by_label("Sort by")).to_have_value("newest")


def test_a_filtered_list_is_shared_by_its_address(
    page: Page, address: str, browser: Browser
) -> None:
    _open(page, f"{address}projects/")
    _choose(page, "Kind", "Campaign")
    _choose(page, "Place", "Nairobi")
    page.get_by_label("Sort by").select_option("newest")
    page.get_by_label("Find in this list").fill("work")
    _found(page, 4)
    query = parse_qs(urlsplit(page.url).query)
    assert query == {
        "text": ["work"],
        "kind": ["ProjectKind-campaign"],
        "place": ["places/nairobi"],
        "sort": ["newest"],
    }
    names = _names(page)
    other = browser.new_context()
    theirs = other.new_page()
    _open(theirs, page.url)
    _found(theirs, 4)
    assert _names(theirs) == names
    expect(theirs.get_by_label("Find in this list")).to_have_value("work")
    expect(_facet(theirs, "Kind").get_by_label("Campaign")).to_be_checked()
    other.close()


def test_back_undoes_the_last_choice(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    _choose(page, "Kind", "Campaign")
    _choose(page, "Funded by", "Alpha Fund")
    _found(page, 20)
    page.go_back()
    _found(page, 40)
    expect(_facet(page, "Kind").get_by_label("Campaign")).to_be_checked()
    page.go_back()
    _found(page, 120)
    page.go_forward()
    _found(page, 40)


def test_an_address_of_nonsense_shows_the_whole_list(page: Page, address: str) -> None:
    _open(page, f"{address}projects/?kind=%3Cimg%20src=x%3E&sort=__proto__&page=-3&place=__proto__")
    _found(page, 120)
    _open(page, f"{address}projects/?page=99")
    expect(page.locator(".b-app .b-pages")).to_contain_text("Page 2 of 2")


def test_long_results_are_paged(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    assert len(_names(page)) == 100
    page.get_by_role("link", name="Next page").click()
    expect(page.locator(".b-app .b-pages")).to_contain_text("Page 2 of 2")
    assert urlsplit(page.url).query == "page=2"
    assert page.evaluate("document.activeElement.className") == "b-results"
    # Where the plain list goes on, the table does.
    _open(page, f"{address}projects/page/2/")
    expect(page.locator(".b-app .b-pages")).to_contain_text("Page 2 of 2")
    plain = page.locator(".b-list .a-index a").all_text_contents()
    assert _names(page) == plain
    page.get_by_role("link", name="Previous page").click()
    expect(page.locator(".b-app .b-pages")).to_contain_text("Page 1 of 2")
    assert urlsplit(page.url).query == "page=1"
    page.locator(".b-table tbody th a").first.click()
    expect(page.locator("h1")).to_contain_text("Work")


def _download(page: Page, button: str) -> list[list[str]]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    text = Path(waiting.value.path()).read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def test_what_is_found_is_saved_as_csv(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    _choose(page, "Kind", "Campaign")
    _found(page, 40)
    head, *rows = _download(page, "Download as CSV")
    assert head == ["Name", "Kind", "Start", "Place", "Funded by", "Summary", "IRI"]
    # All that was found, not the page of it only.
    assert len(rows) == 40
    assert rows[1] == [
        "Work 3",
        "Campaign",
        "2003",
        "Norway",
        "Beta Fund",
        "Work 3 in some more words.",
        "https://w3id.org/south-south-atlas/projects/p3",
    ]


def test_hostile_names_are_text_on_the_page_and_in_the_file(page: Page, address: str) -> None:
    _open(page, f"{address}themes/")
    names = _names(page)
    assert len(names) == len(HOSTILE)
    assert page.evaluate("window.hit") is None
    _, *rows = _download(page, "Download as CSV")
    assert len(rows) == len(HOSTILE)
    data = page.request.get(f"{address}assets/browse/themes.en.json").json()
    assert [row[0] for row in rows] == [csv_cell(row["name"]) for row in data["rows"]]
    assert any(row[0].startswith("'=HYPERLINK") for row in rows)
    assert page.evaluate("window.hit") is None


def test_without_scripts_the_list_is_whole(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for language, next_page in (("", "Next page"), ("zh/", "下一页")):
        page.goto(f"{address}{language}projects/")
        assert not page.locator(".b-app").is_visible()
        hrefs = [a.get_attribute("href") for a in page.locator(".a-index a").all()]
        page.get_by_role("link", name=next_page).click()
        assert page.url == f"{address}{language}projects/page/2/"
        hrefs += [a.get_attribute("href") for a in page.locator(".a-index a").all()]
        slugs = {(href or "").rstrip("/").rsplit("/", 1)[-1] for href in hrefs}
        assert slugs == {f"p{n}" for n in range(COUNT)}
        page.locator("a.a-switch").click()
        assert page.url.endswith("projects/page/2/")
    context.close()


def test_the_list_stands_where_its_data_cannot_be_had(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/assets/browse/*.json", lambda route: route.fulfill(status=404))
    page.goto(f"{address}projects/")
    page.wait_for_load_state("networkidle")
    assert page.locator(".a-index a").first.is_visible()
    assert not page.locator(".b-app").is_visible()
    context.close()


@pytest.mark.parametrize("language", ["", "zh/"])
def test_on_a_phone_the_filters_fold(language: str, browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True)
    page = context.new_page()
    _open(page, f"{address}{language}projects/")
    panel = page.locator(".b-panel")
    assert panel.get_attribute("open") is None
    assert not page.locator(".b-facet").first.is_visible()
    page.locator(".b-panel > summary").click()
    page.locator(".b-facet > summary").first.click()
    page.locator(".b-facet input").first.check()
    expect(page.locator(".b-panel > summary")).to_contain_text("1")
    expect(page.locator(".b-tags button").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


def test_everything_is_reached_by_keyboard(page: Page, address: str) -> None:
    _open(page, f"{address}projects/")
    page.get_by_label("Find in this list").focus()
    page.keyboard.press("Tab")  # The first filter's name
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator(".b-facet input:checked").count() == 1
    # The box keeps the focus, so that the next can be reached.
    assert page.evaluate("document.activeElement.type") == "checkbox"
