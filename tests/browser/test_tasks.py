"""Tasks of a new reader, from home to the answer with its source, in at most four clicks.

Following a link, choosing an option, opening a fold, pressing a button and submitting a search are
clicks; typing and scrolling are none. The answers are the graph's of today: where a fact changes
there, it changes here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

SIZES = {"phone": (390, 844), "desk": (1280, 900)}
CLICKS = 4
"""How many clicks a reader may need."""


@dataclass
class Reader:
    """Somebody at a page, who sees what is visible, and whose clicks are counted."""

    page: Page
    clicks: list[str] = field(default_factory=list)

    def _count(self, what: str) -> None:
        self.clicks.append(what)
        assert len(self.clicks) <= CLICKS, self.clicks

    def click(self, target: Locator) -> None:
        """Press what is seen."""
        expect(target).to_be_visible()
        self._count(target.text_content() or str(target))
        target.click()

    def follow(self, name: str, within: str = "main") -> None:
        """Follow the first link that is called so, below a selector."""
        links = self.page.locator(within).get_by_role("link", name=name, exact=True)
        self.click(links.filter(visible=True).first)

    def section(self, name: str) -> None:
        """Follow the tile of a section on home."""
        tiles = self.page.locator(".a-cards a")
        self.click(tiles.filter(has=self.page.locator("b").get_by_text(name, exact=True)))

    def open(self, start: str, within: str) -> None:
        """Open the fold, below a selector, whose words begin so."""
        folds = self.page.locator(within).locator("summary")
        self.click(folds.filter(has_text=re.compile(rf"^\s*{start}")))

    def choose(self, label: str, option: str) -> None:
        """Choose an option of a list."""
        self._count(f"{label}: {option}")
        self.page.get_by_label(label, exact=True).select_option(label=option)

    def tick(self, label: str) -> None:
        """Tick a box of a filter."""
        box = self.page.locator("main label", has_text=re.compile(rf"^\s*{label}\s*\d*\s*$"))
        self.click(box)

    def type(self, label: str, words: str) -> None:
        """Type in a box, and leave it."""
        self.page.locator("input").and_(self.page.get_by_label(label, exact=True)).fill(words)
        self.page.keyboard.press("Tab")

    def search(self, words: str) -> None:
        """Type in the box of home, and submit."""
        self.page.locator("main input[type=search]").fill(words)
        self._count(f"search: {words}")
        self.page.keyboard.press("Enter")

    def suggested(self, words: str) -> Locator:
        """Type in the box at the top of the page; return the first entry that is suggested."""
        self.page.locator("form[data-search=box] input").fill(words)
        return self.page.locator("[role=option]:not(.a-hit-all) a").first

    def says(self, scope: Locator, *answers: str, source: str, at: str) -> None:
        """See the answers, and with them the source, which leads to the paragraph ``at``."""
        expect(scope).to_be_visible()
        for answer in answers:
            expect(scope).to_contain_text(answer)
        cited = scope.locator(".a-cite a", has_text=source).first
        expect(cited).to_be_visible()
        expect(cited).to_have_attribute("href", re.compile(rf"/documents/{re.escape(at)}$"))

    def fact(self, name: str) -> Locator:
        """Return the row of facts that is called so."""
        names = self.page.locator("dt").get_by_text(name, exact=True)
        return self.page.locator(".a-facts > div").filter(has=names)

    def row(self, name: str) -> Locator:
        """Return the row of a table that is called so."""
        heads = self.page.locator("th").get_by_text(name, exact=True)
        return self.page.locator("main tr").filter(has=heads)

    def step(self, name: str) -> Locator:
        """Return the step of a thread that is called so, without the steps below it."""
        names = self.page.locator(".t-name a").get_by_text(name, exact=True)
        return self.page.locator("li").filter(has=names).last

    @property
    def lead(self) -> Locator:
        """Return the summary at the top of an entry."""
        return self.page.locator(".a-lead")


@dataclass(frozen=True)
class Task:
    """What somebody wants to know, in their words, and the way they take."""

    words: str
    language: str
    device: str
    steps: Callable[[Reader], None]


TASKS: list[Task] = []


def task(
    language: str, device: str, words: str
) -> Callable[[Callable[[Reader], None]], Callable[[Reader], None]]:
    """Enter the steps among the tasks."""

    def enter(steps: Callable[[Reader], None]) -> Callable[[Reader], None]:
        TASKS.append(Task(words, language, device, steps))
        return steps

    return enter


@task("en", "phone", "What is done against marine litter, and who pays for it?")
def _marine_litter(reader: Reader) -> None:
    reader.follow("Questions and answers")
    question = reader.page.locator("#marine-litter-and-who-pays")
    expect(question.locator("tbody tr", has_text="Not stated in the sources")).to_have_count(5)
    # One of the five tells who is to pay.
    reader.click(question.get_by_role("link", name="Project on microplastics"))
    funding = reader.row("Support sought from the Global Environment Facility")
    reader.says(funding, "Planned", source="INF/41, paragraph 74", at="inf41/#p74")


@task("en", "desk", "Who pays for the protection of the Kailash landscape?")
def _kailash(reader: Reader) -> None:
    reader.follow("Map")
    reader.click(reader.page.locator("a[data-dot]", has_text="Kailash Sacred Landscape"))
    reader.follow("Kailash Sacred Landscape Conservation Initiative")
    reader.says(
        reader.fact("Funded by"),
        "Government of Norway",
        "German Technical Cooperation",
        source="GC.26, paragraph 42",
        at="gc26/#p42",
    )


@task("en", "desk", "What does decision X/31 ask about areas that communities conserve?")
def _x31(reader: Reader) -> None:
    reader.click(reader.suggested("X/31"))
    asked = reader.page.locator("#op-31")
    reader.says(
        asked,
        "areas conserved by indigenous and local communities",
        source="INF/41, paragraph 41",
        at="inf41/#p41",
    )


@task("en", "phone", "Which training on environmental law was made for judges in Kenya?")
def _kenya(reader: Reader) -> None:
    reader.follow("Kenya", ".a-places")
    reader.follow(
        "Judicial training course on environmental law for magistrates and judges in Kenya"
    )
    reader.says(
        reader.lead,
        "magistrates and judges in Kenya",
        source="CTF, environmental governance",
        at="ctf/#environmental-governance",
    )


@task("en", "desk", "How many people did the campaign for wildlife reach?")
def _wildlife(reader: Reader) -> None:
    reader.section("Projects")
    reader.tick("Campaign")
    reader.follow("Wild for Life campaign")
    reader.says(
        reader.row("People reached"),
        "1,200,000,000",
        "More than",
        source="EA.4/16, paragraph 60",
        at="ea4-16/#p60",
    )


@task("en", "phone", "When did experts meet in Bergen on biodiversity and fisheries?")
def _bergen(reader: Reader) -> None:
    reader.follow("Timeline")
    reader.choose("Theme", "Sustainable fisheries")
    reader.follow(
        "Joint Expert Meeting on Addressing Biodiversity Concerns in Sustainable Fisheries",
        "[data-item]",
    )
    reader.says(
        reader.fact("Start"), "7 December 2011", source="INF/41, paragraph 35", at="inf41/#p35"
    )


@task("en", "desk", "What has Norway to do with Zambia?")
def _norway_zambia(reader: Reader) -> None:
    reader.follow("Explore the links")
    reader.type("Path from", "Government of Norway")
    reader.type("Path to", "Zambia")
    reader.click(reader.page.get_by_role("button", name="Find the shortest path"))
    reader.follow("Zambia: Atlas of Our Changing Environment", "[data-explore=found]")
    reader.says(
        reader.fact("Funded by"),
        "Government of Norway",
        source="GC.26, paragraph 61 (a)",
        at="gc26/#p61-a",
    )


@task("en", "desk", "What came of the decision on South-South cooperation, 25/9?")
def _thread(reader: Reader) -> None:
    reader.follow("Threads")
    reader.click(reader.page.locator("main a", has_text="Governing Council decision 25/9"))
    reader.says(
        reader.step("Expert group meeting on UNEP’s policy guidance on South-South cooperation"),
        "helped to amend both",
        source="GC.26, paragraph 64",
        at="gc26/#p64",
    )


@task("en", "phone", "How much of what was approved did the Environment Fund get in 2016–2017?")
def _fund(reader: Reader) -> None:
    reader.follow("Figures in charts")
    chart = reader.page.locator("figure[aria-labelledby=environment-fund]")
    reader.open("The data as a table", "figure[aria-labelledby=environment-fund]")
    expect(chart.locator("tr", has_text="2016–2017")).to_have_text(re.compile("271.*136.9"))
    reader.says(chart, source="EA.4/16, paragraph 23", at="ea4-16/#p23")


@task("en", "phone", "What is SEAN-CC, and since when?")
def _acronym(reader: Reader) -> None:
    reader.follow("Glossary of acronyms", "footer")
    reader.follow("Southeast Asia Network of Climate Change Focal Points")
    reader.says(reader.fact("Start"), "2009", source="GC.26, paragraph 15", at="gc26/#p15")


@task("zh", "phone", "哪些国家参加了非洲雨水收集项目？")
def _rainwater(reader: Reader) -> None:
    reader.search("非洲雨水收集")
    reader.click(reader.page.locator(".a-hits a").first)
    countries = ("布隆迪", "肯尼亚", "莫桑比克", "卢旺达", "南非", "乌干达", "坦桑尼亚联合共和国")
    reader.says(reader.fact("地点"), *countries, source="GC.26，第26段", at="gc26/#p26")


@task("zh", "desk", "坦噶尼喀湖的水质监测由谁出资？")
def _tanganyika(reader: Reader) -> None:
    reader.section("项目")
    reader.type("在本列表中查找", "坦噶尼喀湖")
    reader.follow("提高坦噶尼喀湖共享水资源监测能力")
    reader.says(reader.fact("供资方"), "中国科学技术部", source="GC.26，第28段", at="gc26/#p28")


@task("zh", "desk", "中国信托基金惠及多少个国家？")
def _trust_fund(reader: Reader) -> None:
    reader.follow("问与答")
    reader.open("答案", "#china-trust-fund-in-numbers")
    reader.follow("中国信托基金，遍及国家")
    reader.says(
        reader.row("遍及国家"), "81", "个国家", source="CTF，数字要闻", at="ctf/#key-figures"
    )


@task("zh", "phone", "印度办过什么环境活动，主题是什么？")
def _india(reader: Reader) -> None:
    reader.follow("地图")
    reader.choose("栏目", "会议与活动")
    reader.follow("印度")
    reader.follow("2018年世界环境日")
    reader.says(reader.lead, "战胜塑料污染", source="62", at="ea4-16/#p62")


@task("zh", "phone", "《水俣公约》何时生效？")
def _minamata(reader: Reader) -> None:
    reader.follow("时间线")
    reader.choose("主题", "汞")
    reader.follow("关于汞的水俣公约", "[data-item]")
    reader.says(
        reader.fact("生效日期"),
        "2017年8月16日",
        source="UNTC，第二十七章第17号",
        at="untc/#xxvii-17",
    )


@task("zh", "desk", "同济大学与肯尼亚有什么联系？")
def _tongji(reader: Reader) -> None:
    reader.follow("探索关系网络")
    reader.type("路径起点", "同济大学")
    reader.type("路径终点", "肯尼亚")
    reader.click(reader.page.get_by_role("button", name="查找最短路径"))
    reader.follow("中国、非洲和环境署环境合作方案", "[data-explore=found]")
    reader.says(reader.fact("实施机构"), "同济大学", source="GC.26，第27", at="gc26/#p27")


@task("zh", "desk", "中国信托基金第一阶段每年捐款多少？")
def _phase_one(reader: Reader) -> None:
    reader.follow("脉络")
    reader.follow("中国信托基金")
    figure = reader.page.locator("li", has_text="第一阶段每年捐款").last
    reader.says(figure, "2,000,000美元", source="CTF，第一阶段", at="ctf/#phase-1")


@task("zh", "phone", "环境署有多少工作人员在内罗毕以外？")
def _staff(reader: Reader) -> None:
    reader.follow("数据图表")
    reader.open("数据表", "figure[aria-labelledby=staff]")
    chart = reader.page.locator("figure[aria-labelledby=staff]")
    expect(chart.locator("tr", has_text="2018年7月")).to_contain_text("726")
    reader.says(chart, source="EA.4/16，第88段", at="ea4-16/#p88")


@task("zh", "phone", "GRASP是什么，由谁协调？")
def _grasp(reader: Reader) -> None:
    reader.follow("缩略语表", "footer")
    reader.follow("大型类人猿生存伙伴关系")
    reader.says(
        reader.fact("协调机构"),
        "联合国环境规划署",
        "联合国教育、科学及文化组织",
        source="INF/41，第59段",
        at="inf41/#p59",
    )


@task("zh", "desk", "尼泊尔与哪些国家一道试行森林认证？")
def _nepal(reader: Reader) -> None:
    reader.follow("尼泊尔")
    reader.follow("为生态系统服务进行森林认证")
    partners = ("智利", "印度尼西亚", "越南")
    reader.says(reader.fact("地点"), *partners, source="INF/41，第68段", at="inf41/#p68")


@pytest.fixture(scope="module")
def address(real_site: Path, serve_folder: Callable[[Path], str]) -> str:
    return serve_folder(real_site)


@pytest.mark.parametrize("one", TASKS, ids=lambda t: f"{t.language}-{t.device}-{t.words}")
def test_a_new_reader_finds_it(one: Task, browser: Browser, address: str) -> None:
    width, height = SIZES[one.device]
    context = browser.new_context(
        viewport={"width": width, "height": height}, is_mobile=one.device == "phone"
    )
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.goto(address + ("" if one.language == "en" else f"{one.language}/"))
    one.steps(Reader(page))
    context.close()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_there_are_ten_tasks_half_of_them_on_a_phone(language: str) -> None:
    devices = [one.device for one in TASKS if one.language == language]
    assert sorted(devices) == ["desk"] * 5 + ["phone"] * 5


def test_one_click_too_many_is_told(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    reader = Reader(page)
    for _ in range(CLICKS):
        reader.follow("Map", "footer")
    with pytest.raises(AssertionError, match="Map"):
        reader.follow("Map", "footer")
    page.close()
