"""IATI: what is written follows the schema, its codelists and its rules, and invents nothing."""

from __future__ import annotations

import copy
import datetime as dt
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping

import pytest

from atlas import iati, load, model, shapes
from atlas.iris import Iris
from tests.iati_rules import faults
from tests.support import ROOT, BuildAtlas

TITLE = {"en": "An atlas", "zh": "图谱"}
MODIFIED = dt.datetime(2026, 11, 21, 8, 30, tzinfo=dt.UTC)

AROUND = {
    "partners/p.ttl": """base:partners/p a atlas:Partner ;
    rdfs:label "Partner & Co <Ltd>"@en ; rdfs:label "伙伴"@zh ;
    atlas:kind atlas:PartnerKind-un .""",
    "partners/n.ttl": """base:partners/n a atlas:Partner ;
    rdfs:label "A network"@en ; rdfs:label "网络"@zh ; atlas:kind atlas:PartnerKind-network .""",
    "themes/t.ttl": 'base:themes/t a atlas:Theme ; rdfs:label "Forests"@en, "森林"@zh .',
    "themes/u.ttl": 'base:themes/u a atlas:Theme ; rdfs:label "Water"@en, "水"@zh .',
    "themes/v.ttl": 'base:themes/v a atlas:Theme ; rdfs:label "Air"@en, "空气"@zh .',
    "places/ke.ttl": """base:places/ke a atlas:Place ; rdfs:label "Kenya"@en, "肯尼亚"@zh ;
    atlas:kind atlas:PlaceKind-country ; atlas:iso2 "KE" .""",
    "places/gh.ttl": """base:places/gh a atlas:Place ; rdfs:label "Ghana"@en, "加纳"@zh ;
    atlas:kind atlas:PlaceKind-country ; atlas:iso2 "GH" .""",
    "places/africa.ttl": """base:places/africa a atlas:Place ; rdfs:label "Africa"@en, "非洲"@zh ;
    atlas:kind atlas:PlaceKind-region ; atlas:m49 "002" .""",
    "places/sids.ttl": """base:places/sids a atlas:Place ; rdfs:label "Islands"@en, "岛国"@zh ;
    atlas:kind atlas:PlaceKind-group .""",
    "places/city.ttl": """base:places/city a atlas:Place ; rdfs:label "Nairobi"@en, "内罗毕"@zh ;
    atlas:kind atlas:PlaceKind-city ; atlas:latitude -1.29 ; atlas:longitude 36.82 .""",
}
START = 'atlas:startDate "2011"^^xsd:gYear ;'
WHOLE = f"atlas:status atlas:Status-completed ; {START} atlas:fundedBy base:partners/p ;"

Activities = Callable[..., list[ET.Element]]


def _project(slug: str, said: str, parts: str = "") -> str:
    return f"""base:projects/{slug} a atlas:Project ;
    rdfs:label "Project {slug}"@en ; rdfs:label "项目{slug}"@zh ;
    {said}
    atlas:summary "Does *good* things."@en ; atlas:summary "做好事。"@zh .
    {parts}"""


def _read(atlas: model.Atlas) -> ET.Element | None:
    projects = [e for e in atlas.entities.values() if e.section == "projects"]
    written = iati.write(atlas, projects, TITLE, MODIFIED)
    return ET.fromstring(written) if written else None  # noqa: S314 - our own


@pytest.fixture
def activities(build_atlas: BuildAtlas) -> Activities:
    """Return the activities of projects written inline, checked against the rules."""

    def write(texts: Mapping[str, str], **parts: str) -> list[ET.Element]:
        files = {
            f"projects/{slug}.ttl": _project(slug, said, parts.get(slug, ""))
            for slug, said in texts.items()
        }
        root = _read(build_atlas({**AROUND, **files}))
        assert root is None or faults(root) == []
        return [] if root is None else list(root)

    return write


def _words(element: ET.Element | None) -> list[str | None]:
    assert element is not None
    return [narrative.text for narrative in element.findall("narrative")]


def _codes(activity: ET.Element, name: str) -> list[tuple[str | None, str | None]]:
    return [(e.get("code"), e.get("percentage")) for e in activity.findall(name)]


def test_a_project_is_an_activity_in_both_languages(activities: Activities) -> None:
    (activity,) = activities({"x": WHOLE + "atlas:theme base:themes/t ;"})
    assert activity.findtext("iati-identifier") == "w3id.org-south-south-atlas-projects-x"
    assert _words(activity.find("reporting-org")) == ["An atlas", "图谱"]
    assert _words(activity.find("title")) == ["Project x", "项目x"]
    assert _words(activity.find("description")) == ["Does good things.", "做好事。"]
    assert activity.get("linked-data-uri") == "https://w3id.org/south-south-atlas/projects/x"


@pytest.mark.parametrize(
    "said",
    [
        f"{START} atlas:fundedBy base:partners/p ; atlas:theme base:themes/t ;",
        "atlas:status atlas:Status-planned ; atlas:fundedBy base:partners/p ;"
        " atlas:theme base:themes/t ;",
        f"atlas:status atlas:Status-planned ; {START} atlas:theme base:themes/t ;",
        f"atlas:status atlas:Status-planned ; {START} atlas:fundedBy base:partners/p ;",
    ],
    ids=["status", "start", "organisation", "theme"],
)
def test_a_project_that_lacks_what_is_mandatory_is_left_out(
    activities: Activities, said: str
) -> None:
    assert activities({"x": said}) == []
    other = WHOLE + "atlas:theme base:themes/t ;"
    assert len(activities({"x": said, "y": other})) == 1


def test_roles_follow_the_properties(activities: Activities) -> None:
    said = """atlas:coordinatedBy base:partners/n ; atlas:implementedBy base:partners/p ;
    atlas:executedBy base:partners/n ; atlas:involves base:partners/p ;
    atlas:theme base:themes/t ;"""
    (activity,) = activities({"x": WHOLE + said})
    found = [
        (e.get("role"), e.get("type"), _words(e)[0]) for e in activity.findall("participating-org")
    ]
    assert found == [
        ("1", "40", "Partner & Co <Ltd>"),
        ("2", None, "A network"),
        ("4", "40", "Partner & Co <Ltd>"),
        ("4", None, "A network"),
    ]


@pytest.mark.parametrize(
    ("status", "code", "types"),
    [
        ("planned", "1", ["1", "3"]),
        ("under-way", "2", ["2", "3"]),
        ("ongoing", "2", ["2", "3"]),
        ("completed", "4", ["2", "4"]),
    ],
)
def test_dates_are_the_outer_days_of_what_is_stated_and_say_so(
    activities: Activities, status: str, code: str, types: list[str]
) -> None:
    said = f"""atlas:status atlas:Status-{status} ; atlas:startDate "2011-02-03"^^xsd:date ;
    atlas:endDate "2012-02"^^xsd:gYearMonth ; atlas:fundedBy base:partners/p ;
    atlas:theme base:themes/t ;"""
    (activity,) = activities({"x": said})
    found = activity.find("activity-status")
    assert found is not None
    assert found.get("code") == code
    start, end = activity.findall("activity-date")
    assert [start.get("type"), end.get("type")] == types
    assert [start.get("iso-date"), end.get("iso-date")] == ["2011-02-03", "2012-02-29"]
    assert _words(start) == []
    assert _words(end) == ["Stated as February 2012", "原文只写明2012年2月"]


def test_shares_of_several_add_up_and_one_alone_has_none(activities: Activities) -> None:
    three = "".join(f"atlas:theme base:themes/{t} ;" for t in "tuv")
    (activity,) = activities({"x": WHOLE + three + "atlas:place base:places/ke ;"})
    assert _codes(activity, "sector") == [("t", "33.34"), ("u", "33.33"), ("v", "33.33")]
    assert _codes(activity, "recipient-country") == [("KE", None)]


def test_regions_are_recipients_only_where_no_country_is(activities: Activities) -> None:
    theme = WHOLE + "atlas:theme base:themes/t ;"
    africa, ghana, kenya, city, sids = (
        f"atlas:place base:places/{p} ;" for p in ("africa", "gh", "ke", "city", "sids")
    )
    mixed, region, group = activities(
        {
            "a": theme + africa + ghana + kenya + city,
            "b": theme + africa,
            "c": theme + africa + sids,
        }
    )
    assert _codes(mixed, "recipient-country") == [("GH", "50.00"), ("KE", "50.00")]
    assert _codes(mixed, "recipient-region") == []
    assert [_words(e.find("name"))[0] for e in mixed.findall("location")] == ["Africa", "Nairobi"]
    assert mixed.findtext("location/point/pos") == "-1.29 36.82"
    assert _codes(region, "recipient-region") == [("002", None)]
    assert [e.get("vocabulary") for e in region.findall("recipient-region")] == ["2"]
    assert _codes(group, "recipient-region") == [("africa", "50.00"), ("sids", "50.00")]
    assert {e.get("vocabulary") for e in group.findall("recipient-region")} == {"99"}


def test_only_activities_of_the_file_are_related(activities: Activities) -> None:
    theme = WHOLE + "atlas:theme base:themes/t ;"
    part = "atlas:partOf base:projects/a ; atlas:partOf base:projects/c ;"
    above, below = activities({"a": theme, "b": theme + part, "c": "atlas:beneficiaries 'x' ;"})
    found = [
        [(e.get("ref"), e.get("type")) for e in a.iter("related-activity")] for a in (above, below)
    ]
    name = "w3id.org-south-south-atlas-projects-"
    assert found == [[(f"{name}b", "2")], [(f"{name}a", "1")]]


FIGURE = """base:projects/x#{name} a atlas:Figure ; rdfs:label "{name}"@en ; rdfs:label "数"@zh ;
    atlas:value {value} ; atlas:unit atlas:Unit-{unit} {said} ."""
YEAR = '; atlas:startDate "2012"^^xsd:gYear ; atlas:endDate "2012"^^xsd:gYear'
BIENNIUM = '; atlas:startDate "2012"^^xsd:gYear ; atlas:endDate "2013"^^xsd:gYear'


def test_a_budget_is_a_sum_of_money_for_a_stated_year(activities: Activities) -> None:
    figures = [
        FIGURE.format(name="good", value="1500.50", unit="EUR", said=YEAR),
        FIGURE.format(name="undated", value=2, unit="EUR", said=""),
        FIGURE.format(name="long", value=3, unit="USD", said=BIENNIUM),
        FIGURE.format(name="people", value=4, unit="people", said=YEAR),
        FIGURE.format(
            name="got",
            value=5,
            unit="USD",
            said=YEAR + "; atlas:qualifier atlas:Qualifier-received",
        ),
        FIGURE.format(name="of", value=6, unit="USD", said=YEAR + "; atlas:about base:partners/p"),
        FIGURE.format(
            name="set",
            value=7,
            unit="USD",
            said=YEAR + "; atlas:qualifier atlas:Qualifier-approved",
        ),
    ]
    (activity,) = activities({"x": WHOLE + "atlas:theme base:themes/t ;"}, x="\n".join(figures))
    found = [
        (b.findtext("value"), b.find("value").get("currency"), b.get("status"))  # type: ignore[union-attr]
        for b in activity.findall("budget")
    ]
    assert found == [("1500.50", "EUR", "1"), ("7", "USD", "2")]


def test_a_result_has_the_figures_about_it_for_indicators(activities: Activities) -> None:
    about = "; atlas:about base:projects/x#trained ; atlas:qualifier atlas:Qualifier-more-than"
    parts = "\n".join(
        [
            'base:projects/x#trained a atlas:Result ; rdfs:label "Trained"@en, "培训"@zh .',
            'base:projects/x#unmeasured a atlas:Result ; rdfs:label "Unmeasured"@en, "无"@zh .',
            FIGURE.format(name="staff", value=1500, unit="people", said=YEAR + about),
            FIGURE.format(name="share", value=40, unit="percent", said=about),
        ]
    )
    (activity,) = activities({"x": WHOLE + "atlas:theme base:themes/t ;"}, x=parts)
    (result,) = activity.findall("result")
    assert _words(result.find("title")) == ["Trained", "培训"]
    share, staff = result.findall("indicator")
    assert (share.get("measure"), staff.get("measure")) == ("2", "1")
    assert _words(staff.find("description")) == ["More than 1,500 people", "超过1,500人"]
    assert share.find("period") is None
    actual = staff.find("period/actual")
    assert actual is not None
    assert actual.get("value") == "1500"


def test_characters_that_xml_forbids_do_not_break_the_file(build_atlas: BuildAtlas) -> None:
    said = WHOLE + 'atlas:theme base:themes/t ; rdfs:label "a\\u0000b <i>&amp; \\u202E"@fr ;'
    root = _read(build_atlas({**AROUND, "projects/x.ttl": _project("x", said)}))
    assert root is not None
    assert "ab <i>&amp;" in _words(root.find("iati-activity/title"))


def test_the_rules_notice_what_is_wrong(build_atlas: BuildAtlas) -> None:
    said = WHOLE + "atlas:theme base:themes/t ; atlas:theme base:themes/u ;"
    good = _read(build_atlas({**AROUND, "projects/x.ttl": _project("x", said)}))
    assert good is not None
    assert faults(good) == []

    def broken(change: Callable[[ET.Element], object]) -> list[str]:
        root = copy.deepcopy(good)
        change(root[0])
        return faults(root)

    assert broken(lambda a: a.remove(a.findall("activity-date")[0]))
    assert broken(lambda a: a.findall("sector")[0].set("percentage", "49"))
    assert broken(lambda a: a.append(copy.deepcopy(a.findall("sector")[0])))
    assert broken(lambda a: a.findall("title")[0].findall("narrative")[0].clear())
    assert broken(lambda a: a.findall("activity-status")[0].set("code", "9"))


def test_the_real_graph(specs: shapes.Specs) -> None:
    atlas = model.build(load.load(ROOT / "graph", Iris()), specs, Iris())
    root = _read(atlas)
    assert root is not None
    assert faults(root) == []
    written = {activity.get("linked-data-uri") for activity in root}
    assert written <= {e.iri for e in atlas.entities.values() if e.section == "projects"}
    assert len(written) >= 5
